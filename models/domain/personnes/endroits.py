"""The places of a project where somebody may stand: the search, what is handed over and the erasure read these."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum, auto
from functools import cache
from typing import Any, Final, cast, get_args, get_type_hints

from models.domain.convention import Partie
from models.domain.demande import Demande, ReponseDemande
from models.domain.fiche_action import FicheAction, Suivi
from models.domain.gouvernance import Decision, Membre, Presence
from models.domain.organisme import Contact, Echange
from models.domain.projet import Projet
from models.domain.territoire import ChefDeProjet
from models.domain.version_figee import VersionFigee


class SorteEndroit(Enum):
    """What a place is for, hence what erasing does there."""

    CONTACT = auto()
    """The whole row is somebody: it goes."""
    NOM = auto()
    """Made for a name, and nothing else: another word takes its place."""
    RENVOI = auto()
    """Names a contact by its identity: it leads nowhere any more."""
    REPONSES = auto()
    """Several answers of a form say together who somebody is: they go, and the form reads the project again."""
    TITULAIRE = auto()
    """Who signs the convention, who holds the pen: another name takes their place, nobody empties it."""
    TEXTE = auto()
    """People wrote there what they wanted: only they know what it becomes."""


@dataclass(frozen=True, slots=True)
class Endroit:
    """A field of a class of the project."""

    classe: type[Any]
    champ: str
    sorte: SorteEndroit

    @property
    def est_nominatif(self) -> bool:
        """Made for somebody; otherwise people wrote it freely."""
        return self.sorte is not SorteEndroit.TEXTE


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands in a place."""

    endroit: Endroit
    chemin: tuple[Any, ...]
    """What holds it, from the outermost."""
    texte: str
    """Of a contact, all that is kept; of a reference, the identity."""

    @property
    def porteur(self) -> Any:
        """What has the field."""
        return self.chemin[-1]


_SORTES: Final[dict[type[Any], dict[str, SorteEndroit]]] = {
    Membre: {"nom": SorteEndroit.NOM, "contact": SorteEndroit.RENVOI},
    Presence: {"nom": SorteEndroit.NOM, "represente_par": SorteEndroit.NOM},
    Echange: {"contact": SorteEndroit.RENVOI},
    FicheAction: {"referent": SorteEndroit.NOM},
    Suivi: {"prochaine_etape_qui": SorteEndroit.NOM},
    Decision: {"responsable": SorteEndroit.NOM},
    Partie: {"representant": SorteEndroit.TITULAIRE},
    ChefDeProjet: {"nom": SorteEndroit.TITULAIRE},
}


_ROLES_DEMANDE: Final = ("suivi", "representant")
_PARTIES: Final = ("prenom", "nom", "fonction", "telephone", "courriel", "second_courriel")


_ENDROITS_DEMANDE: Final = tuple(Endroit(Demande, role, SorteEndroit.REPONSES) for role in _ROLES_DEMANDE)


def endroits() -> tuple[Endroit, ...]:
    """Every place, by class: a field that is added to one of them is a place at once."""
    return tuple(endroit for classe in _classes() for endroit in endroits_de(classe))


@cache
def endroits_de(classe: type[Any]) -> tuple[Endroit, ...]:
    """The places of one class, in the order of its fields."""
    if classe is Contact:
        return (Endroit(Contact, "contact", SorteEndroit.CONTACT),)
    sortes = _SORTES.get(classe, {})
    noms = [champ.name for champ in fields(classe) if champ.name in sortes or champ.name in textes_de(classe)]
    lus = tuple(Endroit(classe, nom, sortes.get(nom, SorteEndroit.TEXTE)) for nom in noms)
    return (*lus, *_ENDROITS_DEMANDE) if classe is Demande else lus


@cache
def textes_de(classe: type[Any]) -> tuple[str, ...]:
    """Fields that hold words: an identity, a code and a choice are texts of another kind."""
    types = get_type_hints(classe)
    return tuple(champ.name for champ in fields(classe) if types[champ.name] is str)


def passages(racines: Iterable[Any]) -> Iterator[Passage]:
    """Whatever stands in these places, empty ones left out, in the order of what is read."""
    for racine in racines:
        yield from _passages(racine, ())


def transformer(objet: Any, changer: Callable[[Any, str, str], str]) -> Any:
    """The same tree with each text changed: called with what holds it, its field, and the text."""
    neufs: dict[str, Any] = {}
    classe: type[Any] = objet.__class__
    for nom in textes_de(classe):
        texte = getattr(objet, nom)
        neuf = changer(objet, nom, texte)
        if neuf != texte:
            neufs[nom] = neuf
    for nom in _contenants(classe):
        valeur = getattr(objet, nom)
        neuve = _transformer_valeur(valeur, changer)
        if neuve is not valeur:
            neufs[nom] = neuve
    return replace(objet, **neufs) if neufs else objet


def reponses_de(role: str) -> frozenset[str]:
    """Fields of a form that say who has that role, such as « suivi_nom »."""
    return frozenset(f"{role}_{partie}" for partie in _PARTIES)


def nom_repondu(demande: Demande, role: str) -> str:
    """Who the answers of a form name there; empty when it is left to the project."""
    return f"{demande.reponse(f'{role}_prenom')} {demande.reponse(f'{role}_nom')}".strip()


def role_de(champ: str) -> str:
    """Whose identity a field of a form is a part of; empty when it is of nobody's."""
    return next((role for role in _ROLES_DEMANDE if champ in reponses_de(role)), "")


def est_identite(reponse: ReponseDemande) -> bool:
    """Whether an answer is a part of the identity of somebody."""
    return bool(role_de(reponse.champ))


def dire_contact(contact: Contact) -> str:
    """All that is kept of a contact."""
    nom = " ".join(filter(None, (contact.civilite, contact.nom_complet)))
    dits = (nom, contact.fonction, contact.courriel, contact.courriel_secondaire, contact.telephone, contact.notes)
    return " · ".join(dict.fromkeys(filter(None, dits)))


def _passages(objet: Any, parents: tuple[Any, ...]) -> Iterator[Passage]:
    chemin, classe = (*parents, objet), cast("type[Any]", objet.__class__)
    for endroit in () if isinstance(objet, ReponseDemande) and est_identite(objet) else endroits_de(classe):
        if texte := _lire(objet, endroit):
            yield Passage(endroit, chemin, texte)
    for nom in _contenants(classe):
        valeur = getattr(objet, nom)
        for enfant in cast("tuple[Any, ...]", valeur) if isinstance(valeur, tuple) else (valeur,):
            if is_dataclass(enfant):
                yield from _passages(enfant, chemin)


def _lire(objet: Any, endroit: Endroit) -> str:
    match endroit.sorte:
        case SorteEndroit.CONTACT:
            return dire_contact(objet)
        case SorteEndroit.REPONSES:
            autres = (objet.reponse(f"{endroit.champ}_{partie}") for partie in _PARTIES[2:])
            return " · ".join(filter(None, (nom_repondu(objet, endroit.champ), *autres)))
        case _:
            return getattr(objet, endroit.champ) or ""


def _transformer_valeur(valeur: Any, changer: Callable[[Any, str, str], str]) -> Any:
    if isinstance(valeur, tuple):
        anciens = cast("tuple[Any, ...]", valeur)
        neufs = tuple(transformer(ancien, changer) if is_dataclass(ancien) else ancien for ancien in anciens)
        return anciens if all(a is b for a, b in zip(anciens, neufs, strict=True)) else neufs
    return transformer(valeur, changer) if is_dataclass(valeur) else valeur


@cache
def _contenants(classe: type[Any]) -> tuple[str, ...]:
    """Fields that may hold something that has fields of its own."""
    types = get_type_hints(classe)
    return tuple(champ.name for champ in fields(classe) if any(_dataclasses(types[champ.name])))


def _dataclasses(annotation: Any) -> Iterator[type[Any]]:
    """The classes named by an annotation: « tuple[Contact, ...] », « Opah | None »."""
    if isinstance(annotation, type) and is_dataclass(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _dataclasses(argument)


@cache
def _classes() -> tuple[type[Any], ...]:
    """All that a project is made of, and the names of its frozen states, which are no part of it."""
    vues: dict[type[Any], None] = {}
    suivantes: list[type[Any]] = [Projet, VersionFigee]
    while suivantes:
        classe = suivantes.pop()
        if classe not in vues:
            vues[classe] = None
            types = get_type_hints(classe)
            suivantes += [c for champ in fields(classe) for c in _dataclasses(types[champ.name])]
    return tuple(vues)
