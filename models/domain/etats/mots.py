"""The words of one state: how what it holds is named, and how its values read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Final, TypeAlias, cast, get_args, get_type_hints

from models.domain.etats.libelles import OBJETS
from models.domain.etats.noms import NOMS, RESUMES, SINON
from models.domain.formats import (
    NON_RENSEIGNE,
    format_date,
    format_entier,
    format_euros,
    format_surface,
    format_taux,
    sort_key,
)
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire

_TAUX: Final = frozenset({"taux", "taux_tva", "quotite"})
_Tuple: TypeAlias = tuple[Any, ...]


def genre_de(objet: object) -> str:
    """The key of the words of an object.

    >>> from models.domain.fiche_action import LienContrat
    >>> genre_de(LienContrat())
    'lien_contrat'
    """
    return _genre(type(objet))


@cache
def _genre(classe: type[object]) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in classe.__name__).lstrip("_")


def champs_de(objet: object) -> tuple[str, ...]:
    """Names of the fields of a snapshot."""
    return _champs(type(objet))


@cache
def _champs(classe: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(classe))


def references_de(objet: object) -> frozenset[str]:
    """Fields of a snapshot that name something else by its identity."""
    return _references(type(objet))


@cache
def _references(classe: type[object]) -> frozenset[str]:
    hints = get_type_hints(classe)
    return frozenset(nom for nom, hint in hints.items() if nom != "uid" and Uid in (hint, *get_args(hint)))


def listed(valeur: object) -> _Tuple | None:
    """The objects a field lists; ``None`` when it holds a value."""
    if isinstance(valeur, tuple):
        elements = cast(_Tuple, valeur)
        return elements if elements and is_dataclass(elements[0]) else None
    return None


class Mots:
    """Names are looked up in the state: what it does not hold is not renseigné."""

    def __init__(self, projet: Projet) -> None:
        self.projet = projet

    @cached_property
    def _par_uid(self) -> Mapping[str, Any]:
        return {objet.uid: objet for objet in _walk(self.projet)}

    def organisme(self, uid: Uid | None) -> str:
        """Name of an organisme; empty when it is not there."""
        return self.projet.nom_organisme(uid)

    def connu(self, uid: Uid | None) -> str:
        """Name of anything; empty when it is not there. An operation without a name bears that of its action."""
        objet = self._par_uid.get(uid or "")
        if objet is None:
            return ""
        situee = self.projet.operation(uid)
        return self.nommer(objet) or (situee[0].titre if situee else OBJETS[genre_de(objet)][0])

    def present(self, reference: object) -> object:
        """The references that lead to something, in no order; others are as if they were empty."""
        if isinstance(reference, tuple):
            return frozenset(uid for uid in cast(_Tuple, reference) if uid in self._par_uid)
        return reference if reference in self._par_uid else None

    def nommer(self, objet: object) -> str:
        """Which one it is; empty when nothing says it."""
        nommer = NOMS.get(type(objet))
        if nommer is not None:
            return nommer(self, objet)
        return next((texte for nom in SINON if (texte := getattr(objet, nom, ""))), "")

    def resumer(self, objet: object) -> str:
        """What it holds, in a line, when it comes or goes whole."""
        resumer = RESUMES.get(type(objet))
        return resumer(objet) if resumer is not None else ""

    def dire(self, objet: object, champ: str) -> str:
        """A field as people read it."""
        valeur = getattr(objet, champ)
        if champ in references_de(objet):
            noms = [self.connu(uid) for uid in (cast(_Tuple, valeur) if isinstance(valeur, tuple) else (valeur,))]
            return ", ".join(sorted(filter(None, noms), key=sort_key)) or NON_RENSEIGNE
        return dire_valeur(champ, valeur)


def dire_valeur(champ: str, valeur: object) -> str:
    """A value that names nothing else, as people read it.

    >>> dire_valeur("statut", None), dire_valeur("annee", 2027), dire_valeur("eligible", True)
    ('Non renseigné', '2027', 'Oui')
    """
    if isinstance(valeur, tuple):
        return ", ".join(dire_valeur(champ, v) for v in cast(_Tuple, valeur)) or NON_RENSEIGNE
    match valeur:
        case bool():
            dite = "Oui" if valeur else "Non"
        case Vocabulaire():
            dite = valeur.libelle
        case Decimal():
            dite = _dire_nombre(champ, valeur)
        case date():
            dite = format_date(valeur)
        case int() if champ == "population":
            dite = format_entier(valeur)
        case _:
            dite = "" if valeur is None else str(valeur)
    return dite or NON_RENSEIGNE


def _dire_nombre(champ: str, nombre: Decimal) -> str:
    if champ == "surface_ha":
        return format_surface(nombre)
    return format_taux(nombre) if champ in _TAUX else format_euros(nombre)


def _walk(objet: Any) -> Iterator[Any]:
    """Everything that has an identity, owners first."""
    if hasattr(objet, "uid"):
        yield objet
    for nom in champs_de(objet):
        valeur = getattr(objet, nom)
        dedans: Iterable[Any] = listed(valeur) or ((valeur,) if is_dataclass(valeur) else ())
        for element in dedans:
            yield from _walk(element)
