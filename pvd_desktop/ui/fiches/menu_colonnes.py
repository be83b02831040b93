"""Menu « Colonnes » of the plan: what is shown is ticked, and the menu stays open while one ticks."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones
from pvd_desktop.ui.fiches.colonnes_visibles import NOMS
from pvd_desktop.ui.fiches.entete_plan import EntetePlan


class _MenuCases(QMenu):
    """One ticks several boxes in a row: a click or the space bar leaves the menu open, Enter closes it."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if not _tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() != Qt.Key.Key_Space or not _tick(self.activeAction()):
            super().keyPressEvent(event)


class MenuColonnes:
    """The same menu under its button and under the header."""

    def __init__(self, entete: EntetePlan, parent: QWidget) -> None:
        self._entete = entete
        self.menu = _MenuCases(parent)
        self._cases: dict[int, QAction] = {}
        for colonne, (_, libelle) in NOMS.items():
            action = QAction(libelle, self.menu)
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_case_triggered, colonne))
            self.menu.addAction(action)
            self._cases[colonne] = action
        self.menu.addSeparator()
        self.automatique = QAction("Selon la largeur de la liste", self.menu)
        self.automatique.setCheckable(True)
        self.automatique.triggered.connect(self._on_automatique_triggered)
        self.menu.addAction(self.automatique)
        self.reinitialiser = QAction("Réinitialiser les colonnes", self.menu)
        self.reinitialiser.triggered.connect(entete.reset)
        self.menu.addAction(self.reinitialiser)
        self.menu.aboutToShow.connect(self._show_etat)
        entete.colonnes_changed.connect(self._show_etat)
        self.bouton = _build_bouton(self.menu, parent)

    def add_commande(self, action: QAction) -> None:
        """Put a command under the columns."""
        self.menu.addSeparator()
        self.menu.addAction(action)

    def case(self, colonne: int) -> QAction:
        """The entry of a column."""
        return self._cases[colonne]

    def _show_etat(self) -> None:
        visibles = self._entete.visibles()
        for colonne, action in self._cases.items():
            action.setChecked(colonne in visibles)
        self.automatique.setChecked(self._entete.choisies() is None)

    def _on_case_triggered(self, colonne: int) -> None:
        self._entete.toggle(colonne)

    def _on_automatique_triggered(self) -> None:
        """Unticked, the columns on screen become those one chose."""
        self._entete.set_choisies(None if self._entete.choisies() is not None else self._entete.visibles())


def _build_bouton(menu: QMenu, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip("Colonnes de la liste")
    bouton.setAccessibleName("Colonnes de la liste")
    bouton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    bouton.setMenu(menu)
    icones.poser(bouton, "colonnes", "texte", 16)
    return bouton


def _tick(action: QAction | None) -> bool:
    """Do what a box says without closing its menu; ``False`` when this is no box, or a command of the page."""
    if action is None or not action.isCheckable() or not action.isEnabled() or not action.shortcut().isEmpty():
        return False
    action.trigger()
    return True
