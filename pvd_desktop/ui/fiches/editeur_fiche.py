"""Right of the page: one fiche, its header, its follow-up, its tabs and its points à vérifier."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.completude import completude
from models.domain.fiche_action import FicheAction
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.champs_operation import CHAMPS_OPERATION
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.fiches.entete_fiche import EnteteFiche, TeteFiche
from pvd_desktop.ui.fiches.fautif import find_champ_fautif, focus_champ_fautif
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.fiches.onglets_fiche import (
    CALENDRIER,
    DESCRIPTION,
    INDICATEURS,
    PARTENAIRES,
    PIECES,
    SUIVI,
    Contexte,
    OngletsFiche,
    Rubrique,
)
from pvd_desktop.ui.organisme_dialog import OrganismeDialog
from pvd_desktop.ui.rubrique_operation import RubriqueOperation
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.constats_panel import ConstatsPanel
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.onglet import Onglet

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.calendrier import OngletListe
    from pvd_desktop.ui.fiches.description import OngletDescription
    from pvd_desktop.ui.fiches.financement import OngletFinancement
    from pvd_desktop.ui.fiches.suivi import OngletSuivi

CADRE = ("orientation", "organisme", "commune", "secteur", "territoire")
"""Tables the choices of the lists come from."""
_ONGLET_DU_CHAMP: Final = {
    "phases": CALENDRIER,
    "notes": SUIVI,
    "derniere_nouvelle": SUIVI,
    "indicateurs": INDICATEURS,
    "pieces": PIECES,
    "partenaires": PARTENAIRES,
    "contrats": PARTENAIRES,
}
"""Where a field of the fiche is; the others are in the description."""


class EditeurFiche(QWidget):
    """Follows the project: it shows what is stored, unless the user is typing."""

    retour_demande = Signal()
    """Escape: back to the list."""
    constat_activated = Signal(object)
    collage_coupe = Signal(str, str)
    """A long text keeps the beginning of what was pasted: what happened, what to do."""
    fichier_demande = Signal(object)
    """(Path): open it with the program of the system."""
    avertissement = Signal(str, str)
    """What happened, what to do."""
    objet_demande = Signal(object, str)
    """(Objet, field): show what another page holds."""

    def __init__(self, ecrivain: Ecrivain, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace = ecrivain.workspace
        self._ecrivain, self._settings = ecrivain, settings
        self._ecriture = EcritureFiche(ecrivain)
        self._operation = EcritureOperation(ecrivain, self._ecriture, workspace.aujourd_hui)
        self._ajout = AjoutOrganisme(ecrivain, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self.entete.set_lecture_seule(bool(workspace.raison_lecture_seule))
        theme.suivre(self, self._on_theme_changed)

    @property
    def uid(self) -> Uid | None:
        """The fiche shown."""
        return self._ecriture.uid

    @property
    def fiche(self) -> FicheAction | None:
        """Its snapshot; ``None`` when it is gone."""
        return self._ecriture.fiche

    @property
    def description(self) -> "OngletDescription":
        """The tabs are built when they are first needed, this one included."""
        return self.onglets.description

    @property
    def financement(self) -> "OngletFinancement":
        """The tab of the money."""
        return self.onglets.financement

    @property
    def calendrier(self) -> "OngletListe":
        """The tab of the phases."""
        return self.onglets.calendrier

    @property
    def suivi(self) -> "OngletSuivi":
        """The tab of the journal."""
        return self.onglets.suivi

    @property
    def indicateurs(self) -> "OngletListe":
        """The tab of the indicators."""
        return self.onglets.indicateurs

    def show_fiche(self, uid: Uid) -> None:
        """Show another fiche, on the same tab; the one shown already follows the project by ``refresh``."""
        if uid != self._ecriture.uid:
            self.abandon()
            self._ecriture.uid = uid
            self._show()

    def refresh(self, changes: Changeset) -> None:
        """Show what an act changed."""
        if changes.touches(*CADRE):
            for rubrique in self.onglets.construits():
                rubrique.refresh_choix()
        self._show()

    def commit(self) -> bool:
        """Validate everything that is being typed; ``False`` when something cannot be read."""
        valides = [partie.commit() for partie in (self._lie_entete, *self.onglets.construits())]
        return all(valides)

    def show_saisie(self) -> None:
        """Put the focus in the first field that cannot be read, or else could not be written."""
        champ = find_champ_fautif(self)
        if champ is not None:
            self.entete.show_champ(champ)
            self.onglets.show_champ(champ)
            focus_champ_fautif(champ)

    def abandon(self) -> None:
        """Give up what cannot be read (the fiche is gone, or the user wants it)."""
        for liste in self.findChildren(ListeEditable):
            liste.abandon()
        for champ in self.findChildren(QLineEdit):
            if champ.isModified() or champ.property("etat") == "erreur":
                QApplication.sendEvent(champ, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, _RIEN))

    def show_champ(self, objet: Objet, champ: str) -> None:
        """Open the tab of a field and put the focus in it."""
        # An operation has a name too: the head is that of the fiche.
        if objet.type == "fiche" and self.entete.focus_champ(champ):
            return
        fiche = self.fiche
        if champ == "pieces":
            self.onglets.setCurrentWidget(self.onglets.pieces)
            self.onglets.pieces.focus_champ(champ, objet.uid if objet.type == "financement" else None)
            return
        if objet.type in {"operation", "financement"} and fiche is not None:
            self._show_operation_of(objet, fiche)
        if objet.type != "fiche" or champ in CHAMPS_OPERATION:
            self.onglets.setCurrentWidget(self.financement)
            self.financement.focus_champ(champ, objet.uid if objet.type == "financement" else "")
            return
        onglet = _ONGLET_DU_CHAMP.get(champ, DESCRIPTION)
        self.onglets.setCurrentIndex(onglet)
        # Once it is on screen: a hidden field cannot take the focus.
        self.onglets.get(onglet).focus_champ(champ)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape reaches here when the field that has the focus has nothing to give up; Ctrl+Tab from the head."""
        pas = _PAS_ONGLET.get((Qt.Key(event.key()), event.modifiers()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.retour_demande.emit()
        elif pas and self.commit():
            self.onglets.setCurrentIndex((self.onglets.currentIndex() + pas) % self.onglets.count())
            self.onglets.tabBar().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _create_fields(self) -> None:
        self.entete = EnteteFiche(self._workspace.aujourd_hui, self)
        self._lie_entete = FormulaireLie(self.entete, self.entete.champs, self._ecriture.write)
        self.onglets = OngletsFiche(
            Contexte(
                self._workspace,
                self._ecriture,
                self._operation,
                self._ajout,
                self._ecrivain,
                self.objet_demande.emit,
                self._settings,
            ),
            self,
        )
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
        self.onglets.construit.connect(self._on_onglets_construit)

    def _show(self) -> None:
        fiche = self.fiche
        if fiche is None:
            return
        self._lie_entete.show(TeteFiche(fiche))
        self.onglets.visit()
        constats = self._workspace.constats_de(fiche)
        for rubrique in self.onglets.construits():
            rubrique.show_fiche(fiche)
            rubrique.set_constats(constats)
        self.entete.show_completude(completude(fiche, self._workspace.projet))
        self.entete.set_constats(c for c in constats if c.objet.type == "fiche")
        self.constats.set_constats(constats)

    def _show_operation_of(self, objet: Objet, fiche: FicheAction) -> None:
        for operation in fiche.operations:
            if objet.uid in {operation.uid, *(ligne.uid for ligne in operation.financements)}:
                self.financement.show_operation(operation.uid)

    def dialogue(self) -> OrganismeDialog | None:
        """The dialog that creates an organisme, opened last."""
        return self._ajout.dialogue()

    def _on_onglets_construit(self, rubrique: Rubrique) -> None:
        """A tab that comes late shows what the others show."""
        if isinstance(rubrique, Onglet):
            rubrique.collage_coupe.connect(self.collage_coupe)
        if isinstance(rubrique, OngletFiche):
            rubrique.fichier_demande.connect(self.fichier_demande)
        if isinstance(rubrique, RubriqueOperation):
            rubrique.avertissement.connect(self.avertissement)
        rubrique.set_lecture_seule(bool(self._workspace.raison_lecture_seule))
        fiche = self.fiche
        if fiche is not None:
            rubrique.show_fiche(fiche)
            rubrique.set_constats(self._workspace.constats_de(fiche))

    def _on_theme_changed(self) -> None:
        self._tete.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(6))
        self._tete.setSpacing(theme.px(8))
        # The tabs scroll: on a low screen they give way before the head, whose lines would cover each other.
        self.onglets.setMinimumSize(theme.px(200), theme.px(104))
        # Its one line may be a long sentence: it must not decide of the width of the page.
        self.constats.setMinimumWidth(theme.px(200))
        self._pied.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(10))


_RIEN = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_PAS_ONGLET: Final = {
    (Qt.Key.Key_Tab, _CTRL): 1,
    (Qt.Key.Key_Backtab, _CTRL | Qt.KeyboardModifier.ShiftModifier): -1,
}
