"""Tab « Paiement » of a demande: what the aid still brings, its versements, the marchés and factures behind it."""

from typing import Final

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demandes.situee import DemandeSituee
from models.domain.paiements.aide import DroitsPaiement, droits, montant_a_demander
from models.domain.plan_financement import Financement
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureVersement
from pvd_desktop.ui import theme
from pvd_desktop.ui.paiement.panneau import PanneauOperation
from pvd_desktop.ui.paiement.resume import ResumePaiement
from pvd_desktop.ui.paiement.tables import build_versements
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.liste_editable import ListeEditable

_FAITS: Final = {
    NatureVersement.AVANCE: "Avance demandée",
    NatureVersement.ACOMPTE: "Acompte demandé",
    NatureVersement.SOLDE: "Solde demandé",
}


class OngletPaiement(RubriqueDemande):
    """One line of the demande at a time."""

    def __init__(self, contexte: ContexteDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = contexte.ecrivain.workspace
        self._situee: DemandeSituee | None = None
        self._ligne: Uid | None = None
        self._droits: DroitsPaiement | None = None
        self._create_fields(contexte)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        autre = self._situee is None or self._situee.demande.uid != situee.demande.uid
        self._situee = situee
        uids = [ligne.uid for ligne in situee.demandees]
        if autre:
            self.panneau.forget()
        if self._ligne not in uids:
            self._ligne = uids[0] if uids else None
        self.choix.set_choix([(ligne.uid, self._name(ligne)) for ligne in situee.demandees])
        self.choix.set_valeur(self._ligne)
        self.choix.setVisible(len(uids) > 1)
        self._show_ligne()

    @override
    def commit(self) -> bool:
        return all([self.versements.commit(), self.panneau.commit()])

    @override
    def show_saisie(self) -> None:
        for liste in self._listes():
            if liste.message():
                liste.show_saisie()
                return

    @override
    def abandon(self) -> None:
        for liste in self._listes():
            liste.abandon()

    @override
    def focus_champ(self, champ: str) -> bool:
        return self.panneau.show_list(self.versements) if champ == "versements" else self.panneau.show_cell(champ)

    def _listes(self) -> tuple[ListeEditable, ...]:
        return (self.versements, *self.panneau.listes())

    def _create_fields(self, contexte: ContexteDemande) -> None:
        self.panneau = PanneauOperation("Paiement", contexte.ecrivain, contexte.settings, self)
        contenu = self.panneau.contenu
        self.choix = ChoixCombo([], facultatif=False, parent=contenu)
        self.choix.setAccessibleName("Financement à payer")
        self.resume = ResumePaiement(contenu)
        self._titre = QLabel("Versements de l’aide", contenu)
        self.versements = build_versements(self.panneau.ecriture, self._workspace.aujourd_hui)
        self.versements.set_lecture_seule(bool(self._workspace.raison_lecture_seule))
        self.vide = EtatVide(
            "maquette",
            "Aucun financement à payer",
            "La demande ne nomme aucune ligne du plan de financement\u00a0: choisissez-la dans «\u00a0Dossier\u00a0».",
            parent=self,
        )
        self.panneau.set_vide(self.vide)

    def _lay_out(self) -> None:
        for widget in (self.choix, self.resume, self._titre, self.versements):
            self.panneau.tete.addWidget(widget)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.panneau)
        self.setFocusProxy(self.versements)

    def _connect(self) -> None:
        self.choix.valeur_validee.connect(self._on_ligne_choisie)
        self.resume.demande.connect(self._on_demande)
        self.resume.apercu.connect(self._on_apercu)
        self.resume.export.connect(self._on_export)
        self.panneau.etat_lu.connect(self._show_ligne)
        self.panneau.acte_fait.connect(self.acte_fait)
        self.panneau.avertissement.connect(self.avertissement)

    def _show_ligne(self) -> None:
        situee = self._situee
        trouvee = situee.projet.financement(self._ligne) if situee else None
        self._droits = None
        if situee is None or trouvee is None:
            self.panneau.ecriture.ligne = None
            self.panneau.show_operation(None)
            return
        _, operation, ligne = trouvee
        self.panneau.ecriture.ligne = ligne
        etat = self.panneau.show_operation(operation)
        if etat is None:
            return
        dispositif = situee.dispositifs.de(ligne, situee.projet.organisme(ligne.financeur))
        self._droits = droits(ligne, operation, etat, dispositif)
        self.resume.show_droits(self._droits, editable=not self._workspace.raison_lecture_seule)
        self.versements.set_valeur(ligne.versements)

    def _name(self, ligne: Financement) -> str:
        assert self._situee is not None
        projet = self._situee.projet
        nom = ligne.dispositif or projet.nom_organisme(ligne.financeur) or ligne.nature.libelle
        trouvee = projet.financement(ligne.uid)
        operation = trouvee[1].intitule if trouvee else ""
        return " – ".join(filter(None, (nom, operation if len(self._situee.operations) > 1 else "")))

    def _on_ligne_choisie(self, uid: str) -> None:
        if self.commit():
            self._ligne = Uid(uid)
            self._show_ligne()
        else:
            self.choix.set_valeur(self._ligne)
            self.show_saisie()

    def _on_demande(self, nature: NatureVersement) -> None:
        if self._droits is None or not self.commit():
            return
        montant = montant_a_demander(self._droits, nature)
        if self.panneau.ecriture.ask(nature, montant, self._workspace.aujourd_hui()):
            self.acte_fait.emit(f"{_FAITS[nature]}\u00a0: la lettre est dans «\u00a0Documents\u00a0».")

    def _on_apercu(self, document: str) -> None:
        if self._situee is not None and self.commit():
            self.apercu_demande.emit(Sortie(document, demande=self._situee.demande.uid))

    def _on_export(self, document: str, extension: str) -> None:
        if self._situee is not None and self.commit():
            self.export_demande.emit(Sortie(document, demande=self._situee.demande.uid, extension=extension))

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.05, gras=True))
        self.choix.setMaximumWidth(theme.px(420))
