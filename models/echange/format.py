"""Name and version of the exchange format, and the project written in it."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from models.domain.projet import Projet

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "pvd-projet"
VERSION = 1


@cache
def adapter() -> "TypeAdapter[Projet]":
    """Reader and writer derived from the snapshots: there is no second description of the project."""
    from pydantic import TypeAdapter

    return TypeAdapter(Projet)


def to_dict(projet: Projet) -> dict[str, Any]:
    """The project as plain JSON values: amounts and rates are decimal strings, dates ISO 8601."""
    return {"format": FORMAT, "version": VERSION, **adapter().dump_python(projet, mode="json")}


def to_json(projet: Projet) -> str:
    """The project as text; the same project always gives the same text."""
    return json.dumps(to_dict(projet), ensure_ascii=False, indent=2) + "\n"
