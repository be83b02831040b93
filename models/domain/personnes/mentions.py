"""What a project holds of somebody: in what is shown, in the Corbeille, and in what the journal remembers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from models.domain.formats import format_date
from models.domain.gouvernance import Membre
from models.domain.organisme import Contact, Echange
from models.domain.personnes.endroits import Passage, SorteEndroit, nom_repondu, passages
from models.domain.personnes.lieux import nommer, nommer_champ, objet_de, situer
from models.domain.personnes.nom import EFFACEE, Personne, mots_du_nom
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.domain.vocabulaire import Vocabulaire


class Provenance(Vocabulaire):
    """Which part of the file holds a mention."""

    PROJET = "projet", "Projet"
    CORBEILLE = "corbeille", "Corbeille"
    HISTORIQUE = "historique", "Historique"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionPersonne:
    """One place that names somebody."""

    lieu: str
    """« Contact — Région », « Action — 1.2 Halle »."""
    champ: str
    texte: str
    nominatif: bool
    """Made for a name; otherwise people wrote it freely."""
    efface: bool
    """Erasing the person takes care of it; the others are corrected by hand."""
    provenance: Provenance = Provenance.PROJET
    objet: Objet | None = None
    """What to open, when a page shows it."""
    nom: str = ""
    """Whose name it is, when the place is made for one."""

    @property
    def lieu_dit(self) -> str:
        """With the part of the file, when it is not what people see of the project."""
        return f"{self.lieu}, dans la corbeille" if self.provenance is Provenance.CORBEILLE else self.lieu

    @property
    def libelle_champ(self) -> str:
        """« Référent »; « Texte libre » where people wrote what they wanted."""
        return nommer_champ(self.champ)


@dataclass(frozen=True, slots=True)
class Trace:
    """A text that the journal keeps, of an act or of a row as it was."""

    jour: date
    """The last day it was written."""
    table: str
    """Of the row; empty for the name of an act."""
    champ: str
    texte: str
    nom: str = ""
    """Whose, when the row was somebody."""


@dataclass(frozen=True, kw_only=True)
class Fonds:
    """All that a file holds in words, but the frozen states, which are searched one by one."""

    projet: Projet
    corbeille: tuple[Any, ...] = ()
    versions: tuple[VersionFigee, ...] = ()
    """Their names and comments."""

    @cached_property
    def passages(self) -> tuple[tuple[Provenance, Passage], ...]:
        """Whatever stands in the places where somebody may; a search reads it several times."""
        vivants = ((Provenance.PROJET, passage) for passage in passages((self.projet, *self.versions)))
        return (*vivants, *((Provenance.CORBEILLE, passage) for passage in passages(self.corbeille)))


def personne_nommee(fonds: Fonds, nom: str) -> Personne:
    """Who bears that name, with the addresses of the contacts that do: a part of a name has none."""
    siens = [contact for contact in _contacts(fonds) if Personne(nom).est(nommer(contact))]
    return Personne(nom, frozenset(a for c in siens for a in (c.courriel, c.courriel_secondaire) if a))


def chercher(
    fonds: Fonds, question: Personne, personne: Personne | None = None, traces: Iterable[Trace] = ()
) -> tuple[MentionPersonne, ...]:
    """Every place that may be about ``question``; nothing for a blank one.

    Args:
        fonds: where to look.
        question: what is asked, maybe a part of a name.
        personne: the whole name that would be erased, when ``question`` is a part of it.
        traces: what the journal keeps of them.
    """
    qui = personne or question
    contacts = {c.uid: c for c in _contacts(fonds) if question.est_citee(f"{nommer(c)} {c.courriel}")}
    lues = (_mention(passage, provenance, question, qui, contacts) for provenance, passage in fonds.passages)
    trouvees = [mention for mention in lues if mention is not None]
    # Of a single word, the journal forgets nothing unless somebody bears it.
    oubliees = len(qui.mots) > 1 or any(mention.efface for mention in trouvees)
    return (*trouvees, *(_mention_de_trace(trace, efface=oubliees) for trace in traces))


def noms_trouves(mentions: Iterable[MentionPersonne]) -> tuple[str, ...]:
    """Whole names among what a search found, each once: one of them is the person."""
    noms: dict[str, str] = {}
    for mention in mentions:
        if mention.nom and mention.nom != EFFACEE:
            noms.setdefault(" ".join(mots_du_nom(mention.nom)), mention.nom)
    return tuple(nom for cle, nom in noms.items() if cle)


def _mention(
    passage: Passage, provenance: Provenance, question: Personne, qui: Personne, contacts: Mapping[Uid, Contact]
) -> MentionPersonne | None:
    """What a place says of them, if it does."""
    lu = _lire(passage, contacts)
    if lu is None or not (lu.du_contact or question.est_citee(lu.texte) or qui.est_citee(lu.texte)):
        return None
    return MentionPersonne(
        lieu=situer(passage),
        champ=lu.champ,
        texte=lu.texte,
        nominatif=bool(lu.nom),
        efface=bool(lu.nom) and passage.endroit.sorte is not SorteEndroit.TITULAIRE and qui.est(lu.nom),
        provenance=provenance,
        objet=objet_de(passage.chemin) if provenance is Provenance.PROJET else None,
        # Somebody else may be told of here for what is said beside their name.
        nom=lu.nom if lu.du_contact or question.est_citee(lu.nom) else "",
    )


@dataclass(frozen=True, slots=True)
class _Lu:
    """What stands in a place, as it is told."""

    champ: str
    texte: str
    nom: str = ""
    """Whose name it is."""
    du_contact: bool = False
    """It is about one of the contacts that the question found."""


def _lire(passage: Passage, contacts: Mapping[Uid, Contact]) -> _Lu | None:
    """``None`` when it is about a contact that the question did not find."""
    lu = _Lu(passage.endroit.champ, passage.texte)
    match passage.endroit.sorte:
        case SorteEndroit.CONTACT:
            contact: Contact = passage.porteur
            if contact.uid in contacts:
                return replace(lu, nom=nommer(contact), du_contact=True)
            # Somebody else, of whom a note speaks.
            lu = _Lu("notes", contact.notes)
        case SorteEndroit.RENVOI:
            vise = contacts.get(Uid(passage.texte))
            return vise and _Lu("contact_lie", _dire_renvoi(passage.porteur, vise), nommer(vise), du_contact=True)
        case SorteEndroit.NOM | SorteEndroit.TITULAIRE:
            texte = " · ".join(filter(None, (passage.texte, _fonction(passage.porteur))))
            lu = replace(lu, texte=texte, nom=passage.texte)
        case SorteEndroit.REPONSES:
            lu = replace(lu, nom=nom_repondu(passage.porteur, lu.champ))
        case SorteEndroit.TEXTE:
            if _va_avec_le_nom(passage, contacts):
                # What a member is there is told, and goes, with the name.
                return None
    return lu


def _mention_de_trace(trace: Trace, *, efface: bool) -> MentionPersonne:
    return MentionPersonne(
        lieu=f"Historique, {format_date(trace.jour)}",
        champ=trace.champ,
        texte=trace.texte,
        nominatif=bool(trace.nom),
        efface=efface,
        provenance=Provenance.HISTORIQUE,
        nom=trace.nom,
    )


def _contacts(fonds: Fonds) -> Iterator[Contact]:
    contacts = (p.porteur for _, p in fonds.passages if p.endroit.sorte is SorteEndroit.CONTACT)
    return cast("Iterator[Contact]", contacts)


def _dire_renvoi(porteur: object, contact: Contact) -> str:
    """What the reference says of them: what they are there, the day they were called."""
    if isinstance(porteur, Echange):
        return " · ".join(filter(None, (format_date(porteur.jour), porteur.nature.libelle, porteur.objet)))
    return " · ".join(filter(None, (contact.nom_complet, _fonction(porteur))))


def _va_avec_le_nom(passage: Passage, contacts: Mapping[Uid, Contact]) -> bool:
    porteur, champ = passage.porteur, passage.endroit.champ
    if not isinstance(porteur, Membre) or champ != "fonction":
        return False
    return bool(porteur.nom) or porteur.contact in contacts


def _fonction(porteur: object) -> str:
    return porteur.fonction if isinstance(porteur, Membre) else ""
