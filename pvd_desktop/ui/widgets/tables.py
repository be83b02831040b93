"""Table models of the house: they show snapshots by columns, reconcile by identity and write through a function."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from typing_extensions import override

from models.domain.errors import SaisieError
from pvd_desktop.ui.widgets.colonne import (
    CENTRE,
    DROITE,
    GAUCHE,
    ROLE_CLE,
    ROLE_LIGNE,
    ROLE_TRI,
    Colonne,
    Index,
    L,
)
from pvd_desktop.ui.widgets.reconcile import reconcile

__all__ = [
    "CENTRE",
    "DROITE",
    "GAUCHE",
    "ROLE_CLE",
    "ROLE_LIGNE",
    "ROLE_TRI",
    "Colonne",
    "Ecrire",
    "LignesModel",
    "TriFiltre",
]

Ecrire = Callable[[str, str, object], object]
"""Called with (key of the row, name of the field, value); the view refreshes from what the workspace announces."""


class LignesModel(QAbstractTableModel, Generic[L]):
    """Rows of one kind, never reset after the first load.

    Args:
        colonnes: one entry per column.
        cle: identity of a row (its uid).
        ecrire: writes a typed value; without it nothing is editable.
        parent: owner.
    """

    saisie_refusee = Signal(str)
    """A typed text could not be read; the message says what to do."""

    def __init__(
        self,
        colonnes: Sequence[Colonne[L]],
        cle: Callable[[L], str],
        ecrire: Ecrire | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.colonnes = tuple(colonnes)
        self._cle = cle
        self._ecrire = ecrire
        self._lignes: list[L] = []

    def set_lignes(self, lignes: Sequence[L]) -> None:
        """Show these rows, changing only what differs."""
        reconcile(self, QModelIndex(), self._lignes, lignes, self._cle)

    @property
    def lignes(self) -> tuple[L, ...]:
        """The rows shown."""
        return tuple(self._lignes)

    def ligne(self, row: int) -> L:
        """The row number ``row``."""
        return self._lignes[row]

    def row_of(self, cle: str) -> int:
        """Number of the row of that key, -1 when it is not there."""
        return next((row for row, ligne in enumerate(self._lignes) if self._cle(ligne) == cle), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.colonnes)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        ligne = self._lignes[index.row()]
        return self._cle(ligne) if role == ROLE_CLE else self.colonnes[index.column()].data(ligne, role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.colonnes):
            return self.colonnes[section].header(role)
        return None

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._ecrire is not None and self.colonnes[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a typed text; the row changes when the workspace announces it."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or self._ecrire is None:
            return False
        ligne, colonne = self._lignes[index.row()], self.colonnes[index.column()]
        try:
            write_cell(self._cle(ligne), colonne, ligne, str(value), self._ecrire)
        except SaisieError as erreur:
            self.saisie_refusee.emit(str(erreur))
            return False
        return True


def write_cell(cle: str, colonne: Colonne[L], ligne: L, texte: str, ecrire: Ecrire) -> None:
    """Read ``texte`` and write it; an unchanged text writes nothing, an unreadable one raises SaisieError."""
    if colonne.parse is not None and texte != colonne.data(ligne, Qt.ItemDataRole.EditRole):
        ecrire(cle, colonne.champ, colonne.parse(texte))


class TriFiltre(QSortFilterProxyModel):
    """Sorts on ``ROLE_TRI`` and keeps the rows a function accepts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garder: Callable[[Any], bool] | None = None
        self.setSortRole(ROLE_TRI)
        self.setRecursiveFilteringEnabled(True)

    def set_filtre(self, garder: Callable[[Any], bool] | None) -> None:
        """Keep the rows whose snapshot ``garder`` accepts; ``None`` keeps all."""
        self.beginFilterChange()
        self._garder = garder
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index, /) -> bool:
        if self._garder is None:
            return True
        return self._garder(self.sourceModel().index(source_row, 0, source_parent).data(ROLE_LIGNE))
