"""Acts on the territory, with the names the menu « Annuler » gives them; each tells whether it was refused."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from models.commands import territoire as commandes
from models.domain.errors import AppError
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import SujetDiagnostic
from models.referentiel.communes import CommuneTrouvee
from models.store.changes import Command
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.widgets.liste_editable import ActesListe

_CHAMPS: Final = {
    "nom": "le nom du territoire",
    "departement": "le département",
    "region": "la région",
    "epci_nom": "l’intercommunalité",
    "epci_siren": "le SIREN de l’intercommunalité",
    "regime_ort": "le régime ORT",
    "date_adhesion": "la date d’adhésion",
    "date_convention": "la date de la convention-cadre",
    "duree_annees": "la durée de la convention",
    "fin_programme": "la fin du programme",
    "fin_ort": "la fin de l’ORT",
    "ort_date_signature": "la date de signature de l’ORT",
    "ort_vaut_opah": "la valeur d’OPAH",
    "ort_conditions_delegation": "les conditions de délégation",
    "ort_date_derogation": "la date de la dérogation",
    "ort_reference_derogation": "la référence de la dérogation",
    "ort_date_concertation": "la date de la concertation",
    "ort_dernier_bilan": "la date du dernier bilan de l’ORT",
    "ort_derniere_evaluation": "la date de la dernière évaluation de l’ORT",
    "ort_effets": "les effets de l’ORT",
    "opah_perimetre": "le périmètre de l’OPAH",
    "opah_aides": "le montant des aides de l’OPAH",
    "opah_accompagnement": "les actions d’accompagnement de l’OPAH",
    "opah_diversite": "la diversité de la population",
    "opah_services": "les services de proximité",
    "opah_mise_a_disposition_debut": "le début de la mise à disposition du public",
    "opah_mise_a_disposition_fin": "la fin de la mise à disposition du public",
    "crte_nom": "le CRTE",
    "crte_date_signature": "la date du CRTE",
    "chef_de_projet_nom": "le nom du chef de projet",
    "chef_de_projet_employeur": "l’employeur du chef de projet",
    "chef_de_projet_quotite": "la quotité du chef de projet",
    "chef_de_projet_courriel": "le courriel du chef de projet",
    "chef_de_projet_telephone": "le téléphone du chef de projet",
    "tribunal": "le tribunal compétent",
}
_LONGS: Final = {"motif", "parcelles", "texte"}


class ActesTerritoire(QObject):
    """What the fields, the list of communes and the cards of the page do."""

    retire = Signal(str)
    """Something was taken out: what to say about it."""

    def __init__(self, ecrivain: Ecrivain, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain

    @property
    def territoire(self) -> Territoire:
        """The territory as it stands."""
        return self._ecrivain.projet.territoire

    def write(self, nom: str, valeur: object) -> AppError | None:
        """One field of the territory."""
        self._ecrivain.run(f"Modifier {_CHAMPS[nom]}", commandes.update_territoire, **{nom: valeur})
        return self._ecrivain.refus

    def choose_commune(self, trouvee: CommuneTrouvee, uid: Uid | None = None) -> Uid | None:
        """A commune of the reference, in the place of ``uid`` when given."""
        geste = "Ajouter la commune" if uid is None else "Remplacer par la commune"
        libelle = f"{geste} «\u00a0{trouvee.commune.nom}\u00a0»"
        return self._ecrivain.run(libelle, commandes.choose_commune, uid, trouvee.commune)

    def add_commune(self, nom: str) -> Uid | None:
        """A commune that the reference does not know."""
        return self._ecrivain.run(f"Ajouter la commune «\u00a0{nom}\u00a0»", commandes.add_commune, nom=nom)

    def actes_communes(self, add: Callable[[], Uid | None]) -> ActesListe:
        """What the list of communes does; ``add`` leads to the field where one is looked for."""

        def write(cle: str, champ: str, valeur: object) -> None:
            libelle = f"Modifier la commune «\u00a0{self._commune(cle)}\u00a0»"
            self._ecrivain.run(libelle, commandes.update_commune, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            nom = self._commune(cle)
            self._ecrivain.run(f"Retirer la commune «\u00a0{nom}\u00a0»", commandes.remove_commune, Uid(cle))
            self._tell(f"La commune «\u00a0{nom}\u00a0» est retirée, des fiches et des secteurs aussi.")

        def move(cle: str, position: int) -> None:
            libelle = f"Déplacer la commune «\u00a0{self._commune(cle)}\u00a0»"
            self._ecrivain.run(libelle, commandes.move_commune, Uid(cle), position=position)

        return ActesListe(add, write, remove, move)

    def add_secteur(self) -> Uid | None:
        """A secteur of the only commune, or of none yet."""
        communes = self.territoire.communes
        commune = communes[0].uid if len(communes) == 1 else None
        return self._ecrivain.run("Ajouter un secteur d’intervention", commandes.add_secteur, commune=commune)

    def write_secteur(self, uid: Uid, nom: str, valeur: object) -> AppError | None:
        """One field of a secteur."""
        libelle = f"Modifier le secteur «\u00a0{self._secteur(uid)}\u00a0»"
        self._run_texte(libelle, commandes.update_secteur, uid, nom, valeur)
        return self._ecrivain.refus

    def move_secteur(self, uid: Uid, position: int) -> None:
        """Another place, hence another number."""
        libelle = f"Déplacer le secteur «\u00a0{self._secteur(uid)}\u00a0»"
        self._ecrivain.run(libelle, commandes.move_secteur, uid, position=position)

    def remove_secteur(self, uid: Uid) -> None:
        """Takes a secteur out."""
        nom = self._secteur(uid)
        self._ecrivain.run(f"Retirer le secteur «\u00a0{nom}\u00a0»", commandes.remove_secteur, uid)
        self._tell(f"Le secteur «\u00a0{nom}\u00a0» est retiré, des fiches aussi.")

    def add_section(self) -> Uid | None:
        """A section on the first subject that has none."""
        traites = {section.sujet for section in self.territoire.diagnostic}
        sujet = next((s for s in SujetDiagnostic if s not in traites), SujetDiagnostic.AUTRE)
        return self._ecrivain.run("Ajouter une section au diagnostic", commandes.add_section, sujet=sujet)

    def write_section(self, uid: Uid, nom: str, valeur: object) -> AppError | None:
        """One field of a section."""
        libelle = f"Modifier la section «\u00a0{self._section(uid)}\u00a0»"
        self._run_texte(libelle, commandes.update_section, uid, nom, valeur)
        return self._ecrivain.refus

    def move_section(self, uid: Uid, position: int) -> None:
        """Another place in the diagnostic."""
        libelle = f"Déplacer la section «\u00a0{self._section(uid)}\u00a0»"
        self._ecrivain.run(libelle, commandes.move_section, uid, position=position)

    def remove_section(self, uid: Uid) -> None:
        """Deletes a section."""
        nom = self._section(uid)
        self._ecrivain.run(f"Supprimer la section «\u00a0{nom}\u00a0»", commandes.remove_section, uid)
        self._tell(f"La section «\u00a0{nom}\u00a0» est supprimée.")

    def actes_chiffres(self, section: Uid) -> ActesListe:
        """What the list of figures of a section does."""

        def add() -> Uid | None:
            ajoutes = self._ecrivain.run("Ajouter un indicateur", commandes.add_indicateurs_diagnostic, section, [{}])
            return ajoutes[0] if ajoutes else None

        def write(cle: str, champ: str, valeur: object) -> None:
            libelle = f"Modifier l’indicateur «\u00a0{self._chiffre(cle)}\u00a0»"
            self._ecrivain.run(libelle, commandes.update_indicateur_diagnostic, Uid(cle), **{champ: valeur})

        def remove(cle: str) -> None:
            nom = self._chiffre(cle)
            libelle = f"Retirer l’indicateur «\u00a0{nom}\u00a0»"
            self._ecrivain.run(libelle, commandes.remove_indicateur_diagnostic, Uid(cle))
            self._tell(f"L’indicateur «\u00a0{nom}\u00a0» est retiré.")

        def move(cle: str, position: int) -> None:
            libelle = f"Déplacer l’indicateur «\u00a0{self._chiffre(cle)}\u00a0»"
            self._ecrivain.run(libelle, commandes.move_indicateur_diagnostic, Uid(cle), position=position)

        return ActesListe(add, write, remove, move)

    def paste_chiffres(self, section: Uid, lignes: Sequence[dict[str, Any]]) -> AppError | None:
        """Figures of a table, in one act."""
        libelle = "Coller un indicateur" if len(lignes) == 1 else f"Coller {len(lignes)} indicateurs"
        self._ecrivain.run(libelle, commandes.add_indicateurs_diagnostic, section, lignes)
        return self._ecrivain.refus

    def _run_texte(self, libelle: str, command: Command[..., None], uid: Uid, nom: str, valeur: object) -> None:
        """One field of a card; a long text, committed at each pause, is one act."""
        if nom in _LONGS:
            self._ecrivain.run_merged(libelle, f"{command.__name__}:{uid}:{nom}", command, uid, **{nom: valeur})
        else:
            self._ecrivain.run(libelle, command, uid, **{nom: valeur})

    def _tell(self, texte: str) -> None:
        if not self._ecrivain.refus:
            self.retire.emit(texte)

    def _commune(self, uid: str) -> str:
        return next((c.nom or c.code_insee for c in self.territoire.communes if c.uid == uid), "")

    def _secteur(self, uid: Uid) -> str:
        rangs = enumerate(self.territoire.secteurs, 1)
        return next((s.nom or f"S{rang}" for rang, s in rangs if s.uid == uid), "")

    def _chiffre(self, uid: str) -> str:
        indicateurs = (i for s in self.territoire.diagnostic for i in s.indicateurs)
        return next((i.intitule or "sans nom" for i in indicateurs if i.uid == uid), "")

    def _section(self, uid: Uid) -> str:
        return next((s.intitule for s in self.territoire.diagnostic if s.uid == uid), "")
