"""Tab « Paiement » of a demande: what the aid still brings, its versements, the marchés and factures behind it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demandes.situee import DemandeSituee
from models.domain.formats import format_date
from models.domain.paiements.aide import DroitsPaiement, droits, montant_a_demander
from models.domain.paiements.depenses import EtatDepenses, etat_depenses
from models.domain.paiements.premier_acte import ActeSuggere, acte_oublie
from models.domain.plan_financement import Financement, Operation
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureVersement
from pvd_desktop.ui import theme
from pvd_desktop.ui.paiement.depenses import VueDepenses
from pvd_desktop.ui.paiement.ecriture import EcriturePaiement
from pvd_desktop.ui.paiement.importation import ImportMandats
from pvd_desktop.ui.paiement.resume import ResumePaiement
from pvd_desktop.ui.paiement.tables import build_versements
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.progression import BarreProgression

VITE_LUES: Final = 4_000
"""Factures that are added up at once; more of them are added up beside the window."""
_REPOS_MS: Final = 150
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
        self._etat: EtatDepenses | None = None
        self._lue: Operation | None = None
        self._acte_dit: ActeSuggere | None = None
        self.ecriture = EcriturePaiement(contexte.ecrivain)
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
            self.importation.forget()
            self._acte_dit = None
        if self._ligne not in uids:
            self._ligne = uids[0] if uids else None
        self.choix.set_choix([(ligne.uid, self._name(ligne)) for ligne in situee.demandees])
        self.choix.set_valeur(self._ligne)
        self.choix.setVisible(len(uids) > 1)
        self._show_ligne()

    @override
    def commit(self) -> bool:
        return all([self.versements.commit(), self.depenses.commit()])

    @override
    def show_saisie(self) -> None:
        for liste in (self.versements, self.depenses.marches, self.depenses.factures):
            if liste.message():
                liste.show_saisie()
                return

    @override
    def abandon(self) -> None:
        for liste in (self.versements, self.depenses.marches, self.depenses.factures):
            liste.abandon()

    @override
    def focus_champ(self, champ: str) -> bool:
        genre, _, uid = champ.partition(":")
        if genre == "facture" and uid:
            return self.depenses.show_facture(uid)
        if genre == "marche" and uid:
            return self.depenses.marches.select(uid)
        cible = {
            "versements": self.versements,
            "marches": self.depenses.marches,
            "factures": self.depenses.factures,
        }.get(champ)
        if cible is None or self._droits is None:
            return False
        cible.setFocus(Qt.FocusReason.OtherFocusReason)
        self.defilement.ensureWidgetVisible(cible, theme.px(20), theme.px(60))
        return True

    def _create_fields(self, contexte: ContexteDemande) -> None:
        jour = self._workspace.aujourd_hui
        self.defilement = QScrollArea(self)
        self.defilement.setWidgetResizable(True)
        self.defilement.setFrameShape(QFrame.Shape.NoFrame)
        self.defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.defilement.setAccessibleName("Paiement")
        self._contenu = QWidget(self.defilement)
        self.choix = ChoixCombo([], facultatif=False, parent=self._contenu)
        self.choix.setAccessibleName("Financement à payer")
        self.acte = Bandeau(self._contenu)
        self.bandeau = Bandeau(self._contenu)
        self.progression = BarreProgression(parent=self._contenu)
        self.resume = ResumePaiement(self._contenu)
        self._titre = QLabel("Versements de l’aide", self._contenu)
        self.versements = build_versements(self.ecriture, jour)
        self.depenses = VueDepenses(self.ecriture, jour, self._contenu)
        self.importation = ImportMandats(self.ecriture, contexte.settings, self.bandeau, self.progression, self)
        self.attente = QLabel("Addition des mandats de l’opération…", self)
        self.attente.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.attente.setProperty("role", "discret")
        self.vide = EtatVide(
            "maquette",
            "Aucun financement à payer",
            "La demande ne nomme aucune ligne du plan de financement\u00a0: choisissez-la dans «\u00a0Dossier\u00a0».",
            parent=self,
        )
        lecture_seule = bool(self._workspace.raison_lecture_seule)
        self.versements.set_lecture_seule(lecture_seule)
        self.depenses.set_lecture_seule(lecture_seule)

    def _lay_out(self) -> None:
        self._corps = QVBoxLayout(self._contenu)
        for widget in (self.choix, self.acte, self.resume, self._titre, self.versements, self.depenses):
            self._corps.addWidget(widget)
        for widget in (self.bandeau, self.progression):
            self.depenses.messages.addWidget(widget)
        self._corps.addStretch(1)
        self.defilement.setWidget(self._contenu)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.defilement, 1)
        disposition.addWidget(self.vide, 1)
        disposition.addWidget(self.attente, 1)
        self.setFocusProxy(self.versements)

    def _connect(self) -> None:
        self.choix.valeur_validee.connect(self._on_ligne_choisie)
        self.resume.demande.connect(self._on_demande)
        self.resume.apercu.connect(self._on_apercu)
        self.resume.export.connect(self._on_export)
        self.depenses.import_demande.connect(self._on_import_demande)
        self.depenses.titres_colles.connect(self.importation.read_text)
        self.depenses.refuse.connect(self.avertissement)
        self.depenses.acte_fait.connect(self.acte_fait)
        self.importation.acte_fait.connect(self.acte_fait)
        self.importation.dit.connect(self._on_importation_dit)

    def _show_ligne(self) -> None:
        situee = self._situee
        trouvee = situee.projet.financement(self._ligne) if situee else None
        self.defilement.setVisible(trouvee is not None)
        self.vide.setVisible(trouvee is None)
        self.attente.hide()
        if situee is None or trouvee is None:
            self.ecriture.operation = self.ecriture.ligne = self._droits = None
            return
        _, operation, ligne = trouvee
        self.ecriture.operation, self.ecriture.ligne = operation, ligne
        jour = self._workspace.aujourd_hui()
        etat = self._read_etat(operation)
        self.defilement.setVisible(etat is not None)
        self.attente.setVisible(etat is None)
        if etat is None:
            self._droits = None
            return
        dispositif = situee.dispositifs.de(ligne, situee.projet.organisme(ligne.financeur))
        self._droits = droits(ligne, operation, etat, dispositif)
        self.resume.show_droits(self._droits, editable=not self._workspace.raison_lecture_seule)
        self.versements.set_valeur(ligne.versements)
        self.depenses.show_etat(etat)
        self._show_acte(acte_oublie(operation, jour))

    def _read_etat(self, operation: Operation) -> EtatDepenses | None:
        """The état of an operation, added up again only when it changed; ``None`` while thousands of mandats are."""
        jour, etat = self._workspace.aujourd_hui(), self._etat
        if etat is not None and etat.operation is operation and etat.jour == jour:
            return etat
        if len(operation.factures) <= VITE_LUES:
            self._etat = etat_depenses(operation, jour)
            return self._etat
        if self._lue is not operation:
            self._lue = operation
            tache = Task(lambda _progress: etat_depenses(operation, jour), self)
            tache.set_silencieuse()
            tache.succeeded.connect(self._on_etat_lu)
            tache.finished.connect(tache.deleteLater)
            # Once the page has shown the rest.
            tache.start(_REPOS_MS)
        return None

    def _on_etat_lu(self, etat: EtatDepenses) -> None:
        if self._lue is etat.operation:
            self._lue, self._etat = None, etat
            self._show_ligne()

    def _show_acte(self, oublie: ActeSuggere | None) -> None:
        dit, self._acte_dit = self._acte_dit, oublie
        if oublie is None or self._workspace.raison_lecture_seule:
            self.acte.close_message()
            return
        jour = format_date(oublie.jour)
        titre = f"Premier acte à vérifier\u00a0: {oublie.nom}, signé le {jour}."
        texte = "L’opération n’en dit rien, ou dit un jour plus tard (R.\u00a02334-24 du CGCT)."
        # Closed, it does not come back at each act.
        if dit != oublie:
            self.acte.show_message(
                Niveau.ATTENTION, titre, texte, (("Reprendre cette date", partial(self._take_acte, oublie)),)
            )

    def _take_acte(self, acte: ActeSuggere) -> None:
        if self.ecriture.take_acte(acte):
            self.acte_fait.emit(f"Premier acte\u00a0: {acte.type.libelle}, le {format_date(acte.jour)}.")

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
        if self.ecriture.ask(nature, montant, self._workspace.aujourd_hui()):
            self.acte_fait.emit(f"{_FAITS[nature]}\u00a0: la lettre est dans «\u00a0Documents\u00a0».")

    def _on_apercu(self, document: str) -> None:
        if self._situee is not None and self.commit():
            self.apercu_demande.emit(Sortie(document, demande=self._situee.demande.uid))

    def _on_export(self, document: str, extension: str) -> None:
        if self._situee is not None and self.commit():
            self.export_demande.emit(Sortie(document, demande=self._situee.demande.uid, extension=extension))

    def _on_import_demande(self) -> None:
        if self.commit():
            self.importation.choose()

    def _on_importation_dit(self) -> None:
        # Its height is known once it is laid out.
        QTimer.singleShot(0, self, lambda: self.defilement.ensureWidgetVisible(self.bandeau))

    def _on_theme_changed(self) -> None:
        self._corps.setContentsMargins(theme.px(16), theme.px(14), theme.px(16), theme.px(16))
        self._corps.setSpacing(theme.px(10))
        self._titre.setFont(theme.police(1.05, gras=True))
        self.choix.setMaximumWidth(theme.px(420))
