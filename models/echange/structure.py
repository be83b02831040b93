"""What the snapshots expect at each place of the JSON, read once from their type hints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, TypeGuard, Union, get_args, get_origin, get_type_hints

REFERENCES: Mapping[str, str] = {
    "orientation": "orientations",
    "maitre_ouvrage": "organismes",
    "maitre_ouvrage_delegue": "organismes",
    "financeur": "organismes",
    "organisme": "organismes",
    "demandeur": "organismes",
    "commune": "communes",
    "communes": "communes",
    "secteurs": "secteurs",
}
"""Fields that name another object, and where it is listed."""

PREUVES = ("operation", "financement")
"""Fields of a pièce that name what it proves, in its own fiche."""


Vue: TypeAlias = tuple[type[Any], str]
"""An object of the JSON, whatever its place: the class of its snapshot and its identity."""


def is_object(valeur: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(valeur, dict)


def is_list(valeur: object) -> TypeGuard[Sequence[Any]]:
    """Whether a JSON value is a list; dumped snapshots hold tuples."""
    return isinstance(valeur, list | tuple)


@dataclass(frozen=True, slots=True)
class Champ:
    """One field of a snapshot: the class of the object or of the listed objects it holds, if any."""

    nom: str
    classe: type[Any] | None
    liste: bool
    texte: bool
    """Whether it holds a free text."""


@cache
def champs(classe: type[Any]) -> Mapping[str, Champ]:
    """Fields of a snapshot class by name."""
    hints = get_type_hints(classe)
    return {f.name: _champ(f.name, hints[f.name]) for f in fields(classe)}


def _champ(nom: str, hint: Any) -> Champ:
    liste = get_origin(hint) is tuple
    candidats = get_args(hint) if liste or get_origin(hint) in {Union, UnionType} else (hint,)
    classe = next((c for c in candidats if isinstance(c, type) and is_dataclass(c)), None)
    return Champ(nom, classe, liste, texte=hint is str)


@cache
def composes(classe: type[Any]) -> tuple[Champ, ...]:
    """Those that hold an object or a list of objects: most lines have none, and a project is walked ten times."""
    return tuple(champ for champ in champs(classe).values() if champ.classe is not None)


def walk(classe: type[Any], objet: Any, chemin: str) -> Iterator[tuple[type[Any], dict[str, Any], str]]:
    """Every object of the tree that has the expected shape, with its class and its path, owners first."""
    if not is_object(objet):
        return
    yield classe, objet, chemin
    for champ in composes(classe):
        valeur = objet.get(champ.nom)
        if champ.classe is None or valeur is None:
            continue
        if not champ.liste:
            yield from walk(champ.classe, valeur, _sous(chemin, champ.nom))
        elif is_list(valeur):
            for i, element in enumerate(valeur):
                yield from walk(champ.classe, element, f"{_sous(chemin, champ.nom)}[{i}]")


def _sous(chemin: str, nom: str) -> str:
    return f"{chemin}.{nom}" if chemin else nom
