"""The sheets of a workbook: which one is shown, which ones come in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QWidget
from typing_extensions import override

from models.domain.importation.proposition import FeuilleLue
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.colonne import Index


@dataclass(frozen=True, slots=True)
class FeuilleAffichee:
    """A sheet, and how many actions it gives."""

    lue: FeuilleLue
    nombre: int

    @property
    def texte(self) -> str:
        """Its name, then what it gives or why it does not."""
        nom = f"{self.lue.nom or 'Feuille'}{' (masquée)' if self.lue.cachee else ''}"
        if not self.lue.retenue:
            return f"{nom}\n{self.lue.raison}"
        return f"{nom}\n{self.nombre} action{'s' if self.nombre > 1 else ''}"


class FeuillesModel(QAbstractListModel):
    """One row per sheet, with its box.

    Signals:
        cochee(str, bool): a sheet is to come in, or to be left out.
    """

    cochee = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feuilles: list[FeuilleAffichee] = []

    def set_feuilles(self, feuilles: Sequence[FeuilleAffichee]) -> None:
        """Show these; the same names keep the place of the view."""
        memes = [f.lue.nom for f in self._feuilles] == [f.lue.nom for f in feuilles]
        if not memes:
            self.beginResetModel()
        self._feuilles = list(feuilles)
        if not memes:
            self.endResetModel()
        elif feuilles:
            self.dataChanged.emit(self.index(0), self.index(len(feuilles) - 1))

    def nom(self, row: int) -> str:
        """Name of a sheet."""
        return self._feuilles[row].lue.nom if 0 <= row < len(self._feuilles) else ""

    def row_of(self, nom: str) -> int:
        """Row of a sheet, -1 when it is not there."""
        return next((row for row, f in enumerate(self._feuilles) if f.lue.nom == nom), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._feuilles)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        feuille = self._feuilles[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return feuille.texte
            case Qt.ItemDataRole.ToolTipRole:
                return feuille.texte.replace("\n", "\u00a0: ")
            case Qt.ItemDataRole.AccessibleTextRole:
                etat = "importée" if feuille.lue.retenue else "non importée"
                return f"{feuille.texte.replace(chr(10), ', ')}, {etat}"
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if feuille.lue.retenue else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole:
                return None if feuille.lue.retenue else theme.couleur("texte_discret")
            case _:
                return None

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.cochee.emit(self.nom(index.row()), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class ListeFeuilles(QListView):
    """A click shows a sheet, its box or Espace brings it in.

    Signals:
        feuille_changed(str): another sheet is to be shown.
    """

    feuille_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = FeuillesModel(self)
        self.setModel(self.modele)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(2)
        self.setAccessibleName("Feuilles du classeur")
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.suivre(self, self._on_theme_changed)

    def show_feuilles(self, feuilles: Sequence[FeuilleAffichee], courante: str) -> None:
        """Show these, on ``courante``."""
        self.modele.set_feuilles(feuilles)
        row = self.modele.row_of(courante)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.modele.index(row))

    def _on_current_changed(self, courant: QModelIndex) -> None:
        if courant.isValid():
            self.feuille_changed.emit(self.modele.nom(courant.row()))

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police())
        self.setMinimumWidth(theme.px(110))
