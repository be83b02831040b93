"""Where a project names somebody: in the fields made for it, and in what people wrote freely."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, cast

from models.domain.convention import Partie
from models.domain.demande import Demande
from models.domain.fiche_action import FicheAction, Suivi
from models.domain.gouvernance import Decision, Instance, Membre, Presence, Reunion
from models.domain.organisme import Contact, Echange, Organisme
from models.domain.projet import Projet
from models.domain.recherche import plier
from models.domain.regles import Objet
from models.domain.territoire import ChefDeProjet
from models.domain.uids import Uid

EFFACEE: Final = "Personne effacée"
"""What stands where a name was."""
_CIVILITES: Final = frozenset({"m", "mme", "mlle", "monsieur", "madame", "dr", "me"})
NOMINATIFS: Final[dict[type[Any], tuple[str, ...]]] = {
    Membre: ("nom",),
    Presence: ("nom", "represente_par"),
    FicheAction: ("referent",),
    Suivi: ("prochaine_etape_qui",),
    Decision: ("responsable",),
    Partie: ("representant",),
    ChefDeProjet: ("nom",),
}
"""Fields that hold the name of somebody, and nothing else; a contact is one as a whole."""
A_LA_MAIN: Final[frozenset[type[Any]]] = frozenset({Partie, ChefDeProjet})
"""Who signs the convention and who holds the pen: another name takes their place, nobody empties it."""
_LIEUX: Final[dict[type[Any], str]] = {
    Organisme: "Partenaire",
    Contact: "Contact",
    Echange: "Échange",
    FicheAction: "Action",
    Demande: "Demande",
    Instance: "Instance",
    Membre: "Membre d’une instance",
    Reunion: "Réunion",
    Presence: "Présence à une réunion",
    Decision: "Décision",
    Partie: "Partie à la convention",
    ChefDeProjet: "Chef de projet",
}
_CHAMPS: Final = {
    "contact": "Coordonnées",
    "referent": "Référent",
    "nom": "Nom",
    "represente_par": "Représenté par",
    "prochaine_etape_qui": "Prochaine étape, par qui",
    "responsable": "Responsable",
    "representant": "Représentant",
    "objet": "Objet",
    "notes": "Notes",
    "engagement_source": "Engagement, fourni par",
}
_LIBELLES: Final = ("titre", "nom_complet", "intitule", "nom", "designation", "objet")


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionPersonne:
    """One field that names somebody."""

    lieu: str
    """« Contact — Région », « Action — 1.2 Halle »."""
    champ: str
    texte: str
    nominatif: bool
    """The field is made for a name; otherwise people wrote it freely."""
    efface: bool
    """Erasing the person takes care of it; the others are corrected by hand."""
    objet: Objet | None = None
    """What to open, when a page shows it."""

    @property
    def libelle_champ(self) -> str:
        """« Référent »; « Texte libre » where people wrote what they wanted."""
        return _CHAMPS.get(self.champ, "Texte libre")


def meme_personne(texte: str, nom: str) -> bool:
    """Whether a field made for a name holds this one, whatever the order, the case and the civilité.

    >>> [meme_personne(dit, "Camille Martin") for dit in ("", "Mme MARTIN Camille", "Camille Martinez")]
    [False, True, False]
    """
    mots = _mots(nom)
    return bool(mots) and _mots(texte) == mots


def _mots(nom: str) -> list[str]:
    """Its words without the civilité, in an order of their own."""
    return sorted(mot for mot in plier(nom).split() if mot not in _CIVILITES)


def chercher(projet: Projet, nom: str, personne: str = "") -> tuple[MentionPersonne, ...]:
    """Every field of the project that holds each word of ``nom``; nothing for an empty one.

    ``personne`` is the whole name that would be erased, when ``nom`` is a part of it.
    """
    mots = _mots(nom)
    return tuple(_mentions(projet, mots, personne or nom, ())) if mots else ()


def transformer(objet: Any, changer: Callable[[Any, str, str], str]) -> Any:
    """The same tree with each text changed: called with what holds it, its field, and the text."""
    if not is_dataclass(objet) or isinstance(objet, type):
        return objet
    neufs: dict[str, Any] = {}
    for champ in fields(objet):
        valeur = getattr(objet, champ.name)
        neuve = _transformer_valeur(objet, champ.name, valeur, changer)
        if neuve is not valeur:
            neufs[champ.name] = neuve
    return replace(objet, **neufs) if neufs else objet


def _transformer_valeur(objet: Any, nom: str, valeur: Any, changer: Callable[[Any, str, str], str]) -> Any:
    # An identity or a code is a text of a class of its own, or of a field that says so.
    if type(valeur) is str and not nom.endswith("uid") and not _est_reference(valeur):
        neuf = changer(objet, nom, valeur)
        return valeur if neuf == valeur else neuf
    if isinstance(valeur, tuple):
        anciens = cast("tuple[Any, ...]", valeur)
        neufs = tuple(transformer(element, changer) for element in anciens)
        return anciens if all(a is b for a, b in zip(anciens, neufs, strict=True)) else neufs
    return transformer(valeur, changer) if is_dataclass(valeur) and not isinstance(valeur, type) else valeur


def _est_reference(valeur: str) -> bool:
    """Whether it is an identity: those have no words to change."""
    return len(valeur) == 36 and valeur.count("-") == 4 and " " not in valeur


def _mentions(objet: Any, mots: list[str], nom: str, parents: tuple[Any, ...]) -> Iterator[MentionPersonne]:
    chemin = (*parents, objet)
    if isinstance(objet, Contact):
        dits = plier(f"{objet.prenom} {objet.nom} {objet.courriel} {objet.courriel_secondaire} {objet.notes}")
        if all(mot in dits for mot in mots):
            exact = meme_personne(f"{objet.prenom} {objet.nom}", nom)
            yield _mention(chemin, "contact", _tout_dire(objet), nominatif=True, efface=exact)
        return
    for champ in fields(objet):
        valeur = getattr(objet, champ.name)
        if type(valeur) is str:
            dits = plier(valeur)
            if dits and all(mot in dits for mot in mots):
                classe: type[Any] = objet.__class__
                nominatif = champ.name in NOMINATIFS.get(classe, ())
                efface = nominatif and classe not in A_LA_MAIN and meme_personne(valeur, nom)
                yield _mention(chemin, champ.name, valeur, nominatif=nominatif, efface=efface)
        elif isinstance(valeur, tuple):
            for element in cast("tuple[Any, ...]", valeur):
                if is_dataclass(element):
                    yield from _mentions(element, mots, nom, chemin)
        elif is_dataclass(valeur) and not isinstance(valeur, type):
            yield from _mentions(valeur, mots, nom, chemin)


def _tout_dire(contact: Contact) -> str:
    """All that is kept of a contact."""
    nom = " ".join(filter(None, (contact.civilite, contact.nom_complet)))
    dits = (nom, contact.fonction, contact.courriel, contact.courriel_secondaire, contact.telephone, contact.notes)
    return " · ".join(dict.fromkeys(filter(None, dits)))


def noms_trouves(projet: Projet, mentions: Iterable[MentionPersonne]) -> tuple[str, ...]:
    """Whole names among what a search found, each once: one of them is the person."""
    contacts = {c.uid: f"{c.prenom} {c.nom}".strip() for o in projet.organismes for c in o.contacts}
    noms: dict[str, str] = {}
    for mention in mentions:
        if mention.nominatif:
            nom = contacts.get(mention.objet.uid, "") if mention.champ == "contact" and mention.objet else mention.texte
            noms.setdefault(" ".join(_mots(nom)), nom)
    return tuple(nom for cle, nom in noms.items() if cle)


def _mention(chemin: tuple[Any, ...], champ: str, texte: str, *, nominatif: bool, efface: bool) -> MentionPersonne:
    nommes = [o for o in chemin if type(o) in _LIEUX]
    dernier = nommes[-1] if nommes else None
    proprietaires = [_libelle(o) for o in nommes[:-1]] or ([_libelle(dernier)] if dernier is not None else [])
    lieu = " — ".join(filter(None, (_LIEUX[type(dernier)] if dernier is not None else "Projet", *proprietaires)))
    return MentionPersonne(
        lieu=lieu, champ=champ, texte=texte, nominatif=nominatif, efface=efface, objet=_objet(chemin)
    )


def _libelle(objet: Any) -> str:
    return next((str(texte) for nom in _LIBELLES if (texte := getattr(objet, nom, ""))), "")


def _objet(chemin: tuple[Any, ...]) -> Objet | None:
    """The innermost thing that a page opens."""
    types: dict[type[Any], str] = {
        Contact: "contact",
        Organisme: "organisme",
        Partie: "partie",
        FicheAction: "fiche",
        Demande: "demande",
    }
    for objet in reversed(chemin):
        if (type_ := types.get(objet.__class__)) is not None:
            uid = cast("Uid", objet.uid)
            return Objet(type=type_, uid=uid, libelle=_libelle(objet), fiche=uid if type_ == "fiche" else None)
    return None
