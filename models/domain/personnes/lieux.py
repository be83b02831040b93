"""Where somebody stands, in words: the place, its field, and what to open to see it."""

from typing import Any, Final

from models.domain.convention import Article, Convention, Logo, Partie, PieceConvention
from models.domain.demande import Demande, PieceDemande, ReponseDemande
from models.domain.dispositif_local import DispositifLocal
from models.domain.echeance import Echeance
from models.domain.fiche_action import FicheAction, NoteSuivi, Piece
from models.domain.gouvernance import Decision, Instance, Membre, Presence, Reunion
from models.domain.organisme import Contact, Echange, Organisme
from models.domain.orientation import Orientation
from models.domain.paiement import Facture, Marche
from models.domain.personnes.endroits import Passage
from models.domain.plan_financement import Operation
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
from models.domain.version_figee import VersionFigee

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
    "suivi": "Personne chargée du dossier",
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


def nommer_champ(champ: str) -> str:
    """« Référent »; « Texte libre » where people wrote what they wanted."""
    return _CHAMPS.get(champ, "Texte libre")


def nommer(contact: Contact) -> str:
    """« Zoé Zorglub »; empty when only an address is known."""
    return f"{contact.prenom} {contact.nom}".strip()


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


def _libelle(objet: Any) -> str:
    return next((str(texte) for nom in _LIBELLES if (texte := getattr(objet, nom, ""))), "")
