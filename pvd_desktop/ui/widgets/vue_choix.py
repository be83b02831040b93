"""A narrow list where one is chosen to be seen beside it: the frozen states, the scenarios."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from pvd_desktop.ui.widgets.colonne import ROLE_CLE
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import configure_table


class VueChoix(QTableView):
    """One row at a time, the first column taking what is left; Suppr and F2 ask for what they say.

    Signals:
        choisie(str): another row is current: its key.
        suppression_demandee(): Suppr.
        nom_demande(): F2, the keyboard goes where the name is typed.
    """

    choisie = Signal(str)
    suppression_demandee = Signal()
    nom_demande = Signal()

    def __init__(self, modele: LignesModel[Any], nom: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._modele = modele
        configure_table(self)
        self.setModel(modele)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(nom)
        self.horizontalHeader().setAccessibleName(f"Colonnes\u00a0: {nom[:1].lower()}{nom[1:]}")
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def choose(self, cle: str | None) -> int:
        """Come to the row of that key, and return its number; -1 when it is not there."""
        row = -1 if cle is None else self._modele.row_of(cle)
        if row >= 0 and row != self.currentIndex().row():
            drapeaux = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._modele.index(row, 0), drapeaux)
        return row

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.suppression_demandee.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.nom_demande.emit()
        else:
            super().keyPressEvent(event)

    def _on_row_changed(self) -> None:
        if self.currentIndex().isValid():
            self.choisie.emit(self.currentIndex().data(ROLE_CLE))
