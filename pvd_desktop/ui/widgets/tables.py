"""Table models of the house: they show snapshots by columns, reconcile by identity and write through a function."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel
from typing_extensions import override

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
from pvd_desktop.ui.widgets.modele_colonnes import Ecrire, ModeleColonnes
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


class LignesModel(ModeleColonnes[L]):
    """Rows of one kind, never reset after the first load.

    Args:
        colonnes: one entry per column.
        cle: identity of a row (its uid).
        ecrire: writes a typed value; without it nothing is editable.
        parent: owner.
    """

    def __init__(
        self,
        colonnes: Sequence[Colonne[L]],
        cle: Callable[[L], str],
        ecrire: Ecrire | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(colonnes, ecrire, parent)
        self._cle = cle
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
    def rangee(self, index: Index) -> tuple[str, L] | None:
        ligne = self._lignes[index.row()]
        return self._cle(ligne), ligne

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex(), /) -> QModelIndex:  # noqa: B008
        return self.createIndex(row, column) if self.hasIndex(row, column, parent) else QModelIndex()

    @override
    def parent(self, child: Index, /) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride] - QObject.parent() too
        return QModelIndex()


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
