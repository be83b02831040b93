"""From a gesture of the page to an act on a demande: which command, under which name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from models.commands import demandes as commandes
from models.commands.operations import update_financement
from models.domain.demande import Demande, LigneDemande, NatureDemande
from models.domain.demandes.preparee import DemandePreparee
from models.domain.demandes.situee import DemandeSituee
from models.domain.errors import AppError
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain

NOMS_DES_CHAMPS: Final[Mapping[str, str]] = {
    "intitule": "le titre",
    "dispositif": "le dispositif",
    "demandeur": "le demandeur",
    "annee": "l’année",
    "nature": "la nature",
    "dossier_anterieur": "le dossier antérieur",
    "numero_dossier": "le numéro de dossier",
    "rang_priorite": "le rang de priorité",
    "date_deliberation": "la date de délibération",
    "reference_deliberation": "la référence de la délibération",
    "date_depot": "la date de dépôt",
    "date_accuse": "la date de l’AR",
    "date_completude": "la date du dossier complet",
    "date_derogation": "la date de dérogation",
    "issue": "la suite donnée",
    "date_decision": "la date de décision",
    "reference_decision": "la référence de la décision",
    "date_notification": "la date de notification",
    "date_declaration": "la date de déclaration",
    "limite_commencement": "la limite de commencement",
    "limite_achevement": "la limite d’achèvement",
    "meteo": "la météo",
    "point_bloquant": "le point bloquant",
    "prochaine_etape": "la prochaine étape",
    "prochaine_etape_qui": "la prochaine étape",
    "prochaine_etape_date": "la prochaine étape",
    "derniere_nouvelle": "la dernière nouvelle",
}
"""What the fields are called in the menu « Annuler », with their article."""
NOMS_DES_MONTANTS: Final[Mapping[str, str]] = {
    "montant_demande": "le montant demandé",
    "montant_accorde": "le montant accordé",
}
"""Of a financement line that the demande asks for."""
_LONGUEUR_NOM: Final = 60


class EcritureDemande:
    """Writes the demande shown; every act bears its name."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain
        self.situee: DemandeSituee | None = None
        """The demande being edited, in its project."""

    @property
    def demande(self) -> Demande | None:
        """Its snapshot, as the project holds it now."""
        return self.find(self.situee.demande.uid) if self.situee else None

    @property
    def est_lecture_seule(self) -> bool:
        """Nothing can be written."""
        return bool(self._ecrivain.workspace.raison_lecture_seule)

    def find(self, uid: Uid) -> Demande | None:
        """One demande of the project."""
        return next((d for d in self._ecrivain.projet.demandes if d.uid == uid), None)

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One field; why it was refused, if it was."""
        demande = self.demande
        if demande is None:
            return None
        libelle = f"Modifier {NOMS_DES_CHAMPS[nom]} de {self.nommer()}"
        ecrite = ("" if valeur is None else valeur) if nom == "dispositif" else valeur
        self._ecrivain.run(libelle, commandes.update_demande, demande.uid, **{nom: ecrite})
        return self._ecrivain.refus

    def set_reponse(self, champ: str, texte: str, libelle: str) -> AppError | None:
        """An answer of the form; an empty one goes back to what the project says."""
        demande = self.demande
        if demande is None:
            return None
        acte = f"Répondre à «\u00a0{_court(libelle)}\u00a0»" if texte else f"Revenir au projet\u00a0: {_court(libelle)}"
        cle = f"{demande.uid} {champ}"
        self._ecrivain.run_merged(acte, cle, commandes.set_reponse, demande.uid, champ, texte)
        return self._ecrivain.refus

    def set_lignes(self, libelle: str, lignes: Sequence[LigneDemande]) -> None:
        """The operations and lines it joins."""
        if (demande := self.demande) is not None:
            self._ecrivain.run(libelle, commandes.set_lignes, demande.uid, lignes, moment=maintenant_utc())

    def update_ligne(self, uid: Uid, **champs: Any) -> None:
        """One of them."""
        if (demande := self.demande) is not None:
            lignes = [replace(li, **champs) if li.uid == uid else li for li in demande.lignes]
            self.set_lignes(f"Modifier ce que demande {self.nommer()}", lignes)

    def add_financement(self, operation: Uid, **champs: Any) -> Uid | None:
        """The line that is missing in the plan of an operation, asked for by the demande."""
        if (demande := self.demande) is None:
            return None
        libelle = f"Ajouter au plan la ligne de {self.nommer()}"
        return self._ecrivain.run(libelle, commandes.add_ligne, demande, operation, moment=maintenant_utc(), **champs)

    def update_financement(self, uid: Uid, champ: str, montant: object) -> None:
        """What the line asks for, or what it was granted."""
        libelle = f"Modifier {NOMS_DES_MONTANTS[champ]} de {self.nommer()}"
        self._ecrivain.run(libelle, update_financement, uid, **{champ: montant})

    def add_note(self, texte: str, jour: date) -> AppError | None:
        """A dated note; why it was refused, if it was."""
        demande = self.demande
        if demande is None:
            return None
        libelle = f"Ajouter une note à {self.nommer()}"
        self._ecrivain.run(libelle, commandes.add_note, demande.uid, jour=jour, texte=texte)
        return self._ecrivain.refus

    def run(self, libelle: str, commande: Callable[..., Any], *args: Any, **champs: Any) -> Any:
        """Any other act on what the demande owns."""
        return self._ecrivain.run(libelle, commande, *args, **champs)

    def nommer(self) -> str:
        """« la demande « Halle aux grains » »."""
        return nommer(self.situee) if self.situee else "la demande"


class ActesDemandes:
    """What the list does with a demande as a whole."""

    def __init__(self, ecrivain: Ecrivain) -> None:
        self._ecrivain = ecrivain

    @property
    def a_ecrit(self) -> bool:
        """Whether the last act changed something."""
        return self._ecrivain.a_ecrit

    def add(self, lignes: Sequence[LigneDemande], **champs: Any) -> Uid | None:
        """A demande that joins these operations and lines."""
        nom = str(champs.get("intitule", ""))
        libelle = f"Créer la demande «\u00a0{_court(nom)}\u00a0»" if nom else "Créer une demande"
        return self._ecrivain.run(libelle, commandes.add_demande, lignes, moment=maintenant_utc(), **champs)

    def prepare(self, preparee: DemandePreparee) -> Uid | None:
        """The demande of one line, with what that line says already."""
        champs = {"dispositif": preparee.dispositif, "annee": preparee.annee, **preparee.deja}
        libelle = f"Préparer la demande de «\u00a0{_court(preparee.nom)}\u00a0»"
        return self._ecrivain.run(libelle, commandes.add_demande, [preparee.ligne], moment=maintenant_utc(), **champs)

    def renew(self, situee: DemandeSituee, annee: int, nature: NatureDemande) -> Uid | None:
        """The same for another campaign."""
        libelle = f"Renouveler {nommer(situee)} pour {annee}"
        return self._ecrivain.run(
            libelle, commandes.renew_demande, situee.demande, annee=annee, nature=nature, moment=maintenant_utc()
        )

    def duplicate(self, situee: DemandeSituee) -> Uid | None:
        """One more, to be filed elsewhere."""
        return self._ecrivain.run(
            f"Dupliquer {nommer(situee)}",
            commandes.duplicate_demande,
            situee.demande,
            intitule=f"{situee.nom} (copie)",
            moment=maintenant_utc(),
        )

    def remove(self, situees: Sequence[DemandeSituee]) -> None:
        """To the Corbeille."""
        qui = nommer(situees[0]) if len(situees) == 1 else f"{len(situees)} demandes"
        uids = [s.demande.uid for s in situees]
        self._ecrivain.run(f"Supprimer {qui}", commandes.remove_demandes, uids, moment=maintenant_utc())


def nommer(situee: DemandeSituee) -> str:
    """« la demande « Halle aux grains » »."""
    return f"la demande «\u00a0{_court(situee.nom)}\u00a0»"


def _court(nom: str) -> str:
    return nom if len(nom) <= _LONGUEUR_NOM else f"{nom[: _LONGUEUR_NOM - 1].rstrip()}…"
