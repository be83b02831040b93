"""Name and version of the exchange format, and the project written in it."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from models.domain.projet import Projet
from models.echange.structure import REFERENCES, champs, is_list, walk

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
    """The project as plain JSON values: amounts and rates are decimal strings, dates ISO 8601.

    A reference to something in the Corbeille, which is not in the file, is left empty as it is on screen.
    """
    donnees = adapter().dump_python(projet, mode="json")
    _drop_lost_references(donnees)
    return {"format": FORMAT, "version": VERSION, **donnees}


def _drop_lost_references(donnees: dict[str, Any]) -> None:
    listes = {**donnees, **donnees["territoire"]}
    connus = {nom: {objet["uid"] for objet in listes[nom]} for nom in set(REFERENCES.values())}
    for classe, objet, _ in walk(Projet, donnees, ""):
        for cle in REFERENCES.keys() & objet.keys():
            if champs(classe)[cle].classe is not None:
                continue
            valeur, la = objet[cle], connus[REFERENCES[cle]]
            objet[cle] = [v for v in valeur if v in la] if is_list(valeur) else valeur if valeur in la else None
    for fiche in donnees["fiches"]:
        operations = {o["uid"] for o in fiche["operations"]}
        financements = {f["uid"] for o in fiche["operations"] for f in o["financements"]}
        for piece in fiche["pieces"]:
            piece["operation"] = piece["operation"] if piece["operation"] in operations else None
            piece["financement"] = piece["financement"] if piece["financement"] in financements else None


def to_json(projet: Projet) -> str:
    """The project as text; the same project always gives the same text."""
    return json.dumps(to_dict(projet), ensure_ascii=False, indent=2) + "\n"
