"""What a project holds of somebody: in what is shown, in the Corbeille, and in what the journal remembers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, cast

from models.domain.convention import Article, Convention, Logo, Partie, PieceConvention
from models.domain.demande import Demande, PieceDemande, ReponseDemande
from models.domain.dispositif_local import DispositifLocal
from models.domain.echeance import Echeance
from models.domain.fiche_action import FicheAction, NoteSuivi, Piece
from models.domain.formats import format_date
from models.domain.gouvernance import Decision, Instance, Membre, Presence, Reunion
from models.domain.organisme import Contact, Echange, Organisme
from models.domain.orientation import Orientation
from models.domain.paiement import Facture, Marche
from models.domain.personnes.endroits import Passage, SorteEndroit, passages
from models.domain.personnes.nom import EFFACEE, Personne, mots_du_nom
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.reglages import Reglages
from models.domain.regles import Objet
from models.domain.scenario import Scenario
from models.domain.territoire import (
    ChefDeProjet,
    Commune,
    Crte,
    Epci,
    PlanSecteur,
    Secteur,
    SectionDiagnostic,
    Territoire,
)
from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.domain.vocabulaire import Vocabulaire

_LIEUX: Final[dict[type[Any], str]] = {
    Article: "Article de la convention",
    ChefDeProjet: "Chef de projet",
    Commune: "Commune",
    Crte: "CRTE",
    Epci: "Intercommunalité",
    Contact: "Contact",
    Convention: "Convention",
    Decision: "Décision",
    Demande: "Demande",
    DispositifLocal: "Dispositif du projet",
    Echange: "Échange",
    Echeance: "Échéance",
    Facture: "Facture",
    FicheAction: "Action",
    Instance: "Instance",
    Logo: "Logo",
    Marche: "Marché",
    Membre: "Membre d’une instance",
    NoteSuivi: "Note de suivi",
    Operation: "Opération",
    Organisme: "Partenaire",
    Orientation: "Orientation",
    Partie: "Partie à la convention",
    Piece: "Pièce jointe",
    PieceConvention: "Pièce de la convention",
    PieceDemande: "Pièce d’une demande",
    PlanSecteur: "Plan d’un secteur",
    Presence: "Présence à une réunion",
    Reglages: "Registre des traitements",
    ReponseDemande: "Réponse d’une demande",
    Reunion: "Réunion",
    Scenario: "Scénario",
    Secteur: "Secteur d’intervention",
    SectionDiagnostic: "Diagnostic",
    Territoire: "Territoire",
    VersionFigee: "État figé",
}
_CHAMPS: Final = {
    "contact": "Coordonnées",
    "contact_lie": "Contact lié",
    "courriel": "Courriel",
    "telephone": "Téléphone",
    "referent": "Référent",
    "nom": "Nom",
    "represente_par": "Représenté par",
    "prochaine_etape_qui": "Prochaine étape, par qui",
    "responsable": "Responsable",
    "representant": "Représentant",
    "objet": "Objet",
    "notes": "Notes",
    "adresse": "Adresse",
    "description": "Description",
    "fonction": "Fonction",
    "intitule": "Intitulé",
    "point_bloquant": "Point bloquant",
    "prochaine_etape": "Prochaine étape",
    "derniere_nouvelle": "Dernière nouvelle",
    "ordre_du_jour": "Ordre du jour",
    "compte_rendu": "Compte rendu",
    "mission": "Missions",
    "engagement": "Engagement",
    "commentaire": "Commentaire",
    "titulaire": "Titulaire",
    "fournisseur": "Fournisseur",
    "libelle": "Nom du geste",
    "auteur": "Auteur du geste",
    "chemin": "Nom du fichier",
    "engagement_source": "Engagement, fourni par",
    "rgpd_delegue": "Délégué",
    "rgpd_responsable": "Responsable",
}
_LIBELLES: Final = ("titre", "nom_complet", "intitule", "nom", "designation", "objet")
_TYPES: Final[dict[type[Any], str]] = {
    Contact: "contact",
    Organisme: "organisme",
    Partie: "partie",
    FicheAction: "fiche",
    Demande: "demande",
    Instance: "instance",
    Membre: "membre",
    Reunion: "reunion",
    Decision: "decision",
}
"""What a page opens, by the name under which it is asked for."""


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


def nommer(contact: Contact) -> str:
    """« Zoé Zorglub »; empty when only an address is known."""
    return f"{contact.prenom} {contact.nom}".strip()


def nommer_champ(champ: str) -> str:
    """« Référent »; « Texte libre » where people wrote what they wanted."""
    return _CHAMPS.get(champ, "Texte libre")


def situer(passage: Passage) -> str:
    """« Membre d’une instance — COPIL »."""
    nommes = [objet for objet in passage.chemin if type(objet) in _LIEUX]
    if not nommes:
        return "Projet"
    *parents, dernier = nommes
    return " — ".join(filter(None, (_LIEUX[type(dernier)], *(map(_libelle, parents or [dernier])))))


def objet_de(chemin: tuple[Any, ...]) -> Objet | None:
    """The innermost thing that a page opens."""
    for objet in reversed(chemin):
        if (type_ := _TYPES.get(objet.__class__)) is not None:
            fiche = objet.uid if type_ == "fiche" else None
            return Objet(type=type_, uid=objet.uid, libelle=_libelle(objet), fiche=fiche)
    return None


def _mention(
    passage: Passage, provenance: Provenance, question: Personne, qui: Personne, contacts: Mapping[Uid, Contact]
) -> MentionPersonne | None:
    """What a place says of them, if it does."""
    lu = _lire(passage, contacts)
    if lu is None:
        return None
    champ, texte, nom, du_contact = lu
    if not du_contact and not (question.est_citee(texte) or qui.est_citee(texte)):
        return None
    sorte = passage.endroit.sorte
    return MentionPersonne(
        lieu=situer(passage),
        champ=champ,
        texte=texte,
        nominatif=bool(nom),
        efface=bool(nom) and sorte is not SorteEndroit.TITULAIRE and qui.est(nom),
        provenance=provenance,
        objet=objet_de(passage.chemin) if provenance is Provenance.PROJET else None,
        # Somebody else may be told of here for what is said beside their name.
        nom=nom if du_contact or question.est_citee(nom) else "",
    )


def _lire(passage: Passage, contacts: Mapping[Uid, Contact]) -> tuple[str, str, str, bool] | None:
    """(field, text, whose name it is, whether it is about one of ``contacts``); ``None`` when it is about another."""
    champ, texte = passage.endroit.champ, passage.texte
    match passage.endroit.sorte:
        case SorteEndroit.CONTACT:
            contact: Contact = passage.porteur
            if contact.uid in contacts:
                return champ, texte, nommer(contact), True
            # Somebody else, of whom a note speaks.
            return "notes", contact.notes, "", False
        case SorteEndroit.RENVOI:
            contact_vise = contacts.get(Uid(texte))
            if contact_vise is None:
                return None
            return "contact_lie", _dire_renvoi(passage.porteur, contact_vise), nommer(contact_vise), True
        case SorteEndroit.NOM | SorteEndroit.TITULAIRE:
            return champ, " · ".join(filter(None, (texte, _fonction(passage.porteur)))), texte, False
        case SorteEndroit.TEXTE:
            # What a member is there is told, and goes, with the name.
            return None if _va_avec_le_nom(passage, contacts) else (champ, texte, "", False)


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


def _libelle(objet: Any) -> str:
    return next((str(texte) for nom in _LIBELLES if (texte := getattr(objet, nom, ""))), "")
