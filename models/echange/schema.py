"""The published JSON Schema, derived from the snapshots and their docstrings.

``python -m models.echange.schema`` writes ``resources/schemas/projet.schema.json`` again.
"""

import ast
import inspect
import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from models.domain import vocabulaire
from models.domain.grandeurs import FRACTIONS
from models.domain.projet import Projet
from models.domain.vocabulaire import Vocabulaire
from models.echange.format import FORMAT, VERSION, adapter
from models.echange.images import IMAGES, SCHEMA
from models.echange.structure import champs

_MONTANT = r"^\d{1,9}(\.\d{1,2})?$"
_FRACTION = r"^(0(\.\d{1,6})?|1(\.0{1,6})?)$"


def build_schema() -> dict[str, Any]:
    """The schema of a project as ``to_json`` writes it and ``read_json`` takes it."""
    schema = adapter().json_schema(mode="validation")
    definitions: dict[str, Any] = schema.pop("$defs")
    racine = {cle: valeur for cle, valeur in schema.items() if cle not in {"title", "description"}}
    for classe in {Projet, *_classes(Projet)}:
        definition = definitions.get(classe.__name__, racine if classe is Projet else {})
        _describe(classe, definition)
        definition["additionalProperties"] = False
    for nom, definition in definitions.items():
        liste = getattr(vocabulaire, nom, None)
        if isinstance(liste, type) and issubclass(liste, Vocabulaire):
            definition["description"] = " ; ".join(f"{m.value}\u00a0: {m.libelle}" for m in liste)
    racine["properties"] = {
        "$schema": {"type": "string"},
        "format": {"const": FORMAT},
        "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
        **racine["properties"],
        IMAGES: SCHEMA,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Projet PVD Desktop",
        "description": inspect.getdoc(Projet),
        **racine,
        "required": ["format", "version"],
        "$defs": dict(sorted(definitions.items())),
    }


def _classes(racine: type[Any]) -> Iterator[type[Any]]:
    for champ in champs(racine).values():
        if champ.classe is not None and is_dataclass(champ.classe):
            yield champ.classe
            yield from _classes(champ.classe)


def _describe(classe: type[Any], definition: dict[str, Any]) -> None:
    """Adds what the docstring under each field says, and the text form of numbers."""
    textes = _docstrings(classe)
    for nom, propriete in definition["properties"].items():
        for cle in ("title", "default"):
            propriete.pop(cle, None)
        if nom in textes:
            propriete["description"] = textes[nom]
        if "anyOf" in propriete and any("pattern" in choix for choix in propriete["anyOf"]):
            motif = _FRACTION if nom in FRACTIONS else _MONTANT
            propriete["anyOf"] = [{"type": "string", "pattern": motif}, {"type": "null"}]


def _docstrings(classe: type[Any]) -> dict[str, str]:
    (corps,) = ast.parse(inspect.getsource(classe)).body
    assert isinstance(corps, ast.ClassDef)  # the source of a class is one class statement
    textes: dict[str, str] = {}
    for champ, suite in zip(corps.body, corps.body[1:], strict=False):
        if (
            isinstance(champ, ast.AnnAssign)
            and isinstance(champ.target, ast.Name)
            and isinstance(suite, ast.Expr)
            and isinstance(suite.value, ast.Constant)
        ):
            textes[champ.target.id] = str(suite.value.value)
    return textes


if __name__ == "__main__":
    cible = Path(__file__).parents[2] / "resources" / "schemas" / "projet.schema.json"
    cible.write_text(json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
