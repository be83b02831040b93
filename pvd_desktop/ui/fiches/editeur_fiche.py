"""Right of the page: one fiche, its header, its follow-up, its tabs and its points à vérifier."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands import organismes as commandes_organismes
from models.domain.completude import completude
from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.actes import Ecrivain
from pvd_desktop.ui.fiches.calendrier import build_calendrier, build_indicateurs
from pvd_desktop.ui.fiches.description import OngletDescription
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.fiches.entete_fiche import EnteteFiche, TeteFiche
from pvd_desktop.ui.fiches.financement import CHAMPS_FINANCEMENT, OngletFinancement
from pvd_desktop.ui.fiches.formulaire_lie import FormulaireLie
from pvd_desktop.ui.fiches.liste_editable import ListeEditable
from pvd_desktop.ui.fiches.onglet import Onglet
from pvd_desktop.ui.fiches.organisme_dialog import OrganismeDialog
from pvd_desktop.ui.widgets.constats_panel import ConstatsPanel
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace

CADRE = ("orientation", "organisme", "commune", "secteur", "territoire")
"""Tables the choices of the lists come from."""


class EditeurFiche(QWidget):
    """Follows the project: it shows what is stored, unless the user is typing."""

    retour_demande = Signal()
    """Escape: back to the list."""
    constat_activated = Signal(object)
    collage_coupe = Signal(str, str)
    """A long text keeps the beginning of what was pasted: what happened, what to do."""

    def __init__(self, workspace: Workspace, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._ecrivain = ecrivain
        self._ecriture = EcritureFiche(ecrivain)
        self._operation = EcritureOperation(ecrivain, self._ecriture, workspace.aujourd_hui)
        self._dialogue: OrganismeDialog | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        if workspace.raison_lecture_seule:
            self._set_lecture_seule()
        theme.suivre(self, self._on_theme_changed)

    @property
    def uid(self) -> Uid | None:
        """The fiche shown."""
        return self._ecriture.uid

    @property
    def fiche(self) -> FicheAction | None:
        """Its snapshot; ``None`` when it is gone."""
        return self._ecriture.fiche

    def show_fiche(self, uid: Uid) -> None:
        """Show another fiche, on the same tab; the one shown already follows the project by ``refresh``."""
        if uid != self._ecriture.uid:
            self.abandon()
            self._ecriture.uid = uid
            self._show()

    def refresh(self, changes: Changeset) -> None:
        """Show what an act changed."""
        if changes.touches(*CADRE):
            self.description.refresh_choix()
            self.financement.refresh_choix()
        self._show()

    def commit(self) -> bool:
        """Validate everything that is being typed; ``False`` when something cannot be read."""
        parties = (
            self._lie_entete,
            self.description,
            self.financement,
            self.calendrier,
            self.indicateurs,
        )
        valides = [partie.commit() for partie in parties]
        return all(valides)

    def show_saisie(self) -> None:
        """Put the focus in the first field that cannot be read, or else could not be written."""
        rouge = next((w for w in self.findChildren(QWidget) if w.property("etat") == "erreur"), None)
        if rouge is None:
            liens = self.findChildren(FormulaireLie)
            rouge = next((champ for lie in liens if (champ := lie.champ_refuse()) is not None), None)
        if rouge is None:
            return
        for onglet in (self.description, self.financement, self.calendrier, self.indicateurs):
            if onglet.isAncestorOf(rouge):
                self.onglets.setCurrentWidget(onglet)
        rouge.setFocus(Qt.FocusReason.OtherFocusReason)
        for onglet in self.findChildren(Onglet):
            onglet.show_focus()

    def abandon(self) -> None:
        """Give up what cannot be read (the fiche is gone, or the user wants it)."""
        for liste in self.findChildren(ListeEditable):
            liste.abandon()
        for champ in self.findChildren(QLineEdit):
            if champ.isModified() or champ.property("etat") == "erreur":
                QApplication.sendEvent(champ, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, _RIEN))

    def show_champ(self, objet: Objet, champ: str) -> None:
        """Open the tab of a field and put the focus in it."""
        if self.entete.focus_champ(champ):
            return
        fiche = self.fiche
        if objet.type in {"operation", "financement"} and fiche is not None:
            self._show_operation_of(objet, fiche)
        if objet.type != "fiche" or champ in _CHAMPS_OPERATION:
            self.onglets.setCurrentWidget(self.financement)
            self.financement.focus_champ(champ, objet.uid if objet.type == "financement" else "")
            return
        for onglet in (self.description, self.calendrier, self.indicateurs):
            if onglet.formulaire.focus_champ(champ):
                self.onglets.setCurrentWidget(onglet)
                onglet.focus_champ(champ)
                return

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape reaches here when the field that has the focus has nothing to give up."""
        if event.key() == Qt.Key.Key_Escape:
            self.retour_demande.emit()
        else:
            super().keyPressEvent(event)

    def _create_fields(self) -> None:
        jour = self._workspace.aujourd_hui
        self.entete = EnteteFiche(jour, self)
        self._lie_entete = FormulaireLie(self.entete, self.entete.champs, self._ecriture.write)
        self.description = OngletDescription(self._workspace, self._ecriture)
        self.financement = OngletFinancement(self._workspace, self._operation)
        self.calendrier = build_calendrier(self._ecriture, jour)
        self.indicateurs = build_indicateurs(self._ecriture, jour)
        self.onglets = QTabWidget(self)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName("Onglets de la fiche")
        for onglet, titre in (
            (self.description, "Description"),
            (self.financement, "Financement"),
            (self.calendrier, "Calendrier"),
            (self.indicateurs, "Indicateurs"),
        ):
            self.onglets.addTab(onglet, titre)
        self.constats = ConstatsPanel(self)
        self.constats.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _lay_out(self) -> None:
        self._tete = QVBoxLayout()
        self._tete.addWidget(self.entete)
        self._pied = QVBoxLayout()
        self._pied.addWidget(self.constats)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)
        self._disposition.addLayout(self._tete)
        self._disposition.addWidget(self.onglets, 1)
        self._disposition.addLayout(self._pied)

    def _connect(self) -> None:
        self.constats.constat_activated.connect(self.constat_activated)
        for texte in self.findChildren(TexteRiche):
            texte.collage_coupe.connect(self.collage_coupe)
        self.description.organisme_demande.connect(self._on_partenaire_organisme_demande)
        self.financement.organisme_demande.connect(self._on_financement_organisme_demande)

    def _show(self) -> None:
        fiche = self.fiche
        if fiche is None:
            return
        self._lie_entete.show(TeteFiche(fiche))
        self.description.show_fiche(fiche)
        self.financement.show_fiche(fiche)
        self.calendrier.show_fiche(fiche)
        self.indicateurs.show_fiche(fiche)
        self.entete.show_completude(completude(fiche, self._workspace.projet))
        constats = self._workspace.constats_de(fiche)
        self.constats.set_constats(constats)
        self._mark(constats)

    def _mark(self, constats: tuple[Constat, ...]) -> None:
        de_la_fiche = [c for c in constats if c.objet.type == "fiche"]
        self.entete.set_constats(de_la_fiche)
        for onglet in (self.description, self.calendrier, self.indicateurs):
            onglet.set_constats(de_la_fiche)
        operation = self._operation.operation
        lignes = {ligne.uid for ligne in operation.financements} if operation else set[Uid]()
        seule = self.fiche is not None and len(self.fiche.operations) == 1
        self.financement.set_constats(
            c
            for c in constats
            if (operation and c.objet.uid == operation.uid)
            or (c.objet.uid in lignes and c.champ not in CHAMPS_FINANCEMENT)
            or (seule and c.objet.type == "fiche" and c.champ in _CHAMPS_OPERATION)
        )

    def _show_operation_of(self, objet: Objet, fiche: FicheAction) -> None:
        for operation in fiche.operations:
            if objet.uid in {operation.uid, *(ligne.uid for ligne in operation.financements)}:
                self.financement.show_operation(operation.uid)

    def _ask_organisme(self, choose: Callable[[Uid], object]) -> None:
        """Create an organisme, then choose it where it was missing."""
        self._dialogue = OrganismeDialog(self)
        self._dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_valide(nom: str, type_: TypeOrganisme) -> None:
            uid = self._ecrivain.run(
                f"Ajouter l’organisme «\u00a0{nom}\u00a0»", commandes_organismes.add_organisme, nom=nom, type=type_
            )
            if uid is not None:
                choose(uid)

        self._dialogue.valide.connect(on_valide)
        self._dialogue.open()

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog opened last."""
        return self._dialogue

    def _on_partenaire_organisme_demande(self, cle: str, champ: str) -> None:
        self._ask_organisme(lambda uid: self.description.partenaires.write(cle, champ, uid))

    def _on_financement_organisme_demande(self, cle: str, champ: str) -> None:
        if cle == "operation":
            self._ask_organisme(lambda uid: self._operation.write(champ, uid))
        else:
            self._ask_organisme(lambda uid: self.financement.financements.write(cle, champ, uid))

    def _set_lecture_seule(self) -> None:
        for partie in (self.entete, self.description, self.financement, self.calendrier, self.indicateurs):
            partie.set_lecture_seule(True)

    def _on_theme_changed(self) -> None:
        self._tete.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        self._tete.setSpacing(theme.px(8))
        # The tabs scroll: on a low screen they give way before the head, whose lines would cover each other.
        self.onglets.setMinimumSize(theme.px(200), theme.px(120))
        # Its one line may be a long sentence: it must not decide of the width of the page.
        self.constats.setMinimumWidth(theme.px(200))
        self._pied.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(10))


_RIEN = Qt.KeyboardModifier.NoModifier
_CHAMPS_OPERATION = CHAMPS_FINANCEMENT | {
    "maitre_ouvrage", "maitre_ouvrage_delegue", "base", "depenses", "financements", "repartitions", "part_decidee",
    "part_decidee_acte", "part_decidee_date", "type_premier_acte", "date_premier_acte", "date_commencement",
    "date_achevement",
}  # fmt: skip
"""Fields of the tab « Financement », whatever the point is about."""
