"""What the tables and the trees of the house share: cells described by columns, written through a function."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from models.domain.errors import SaisieError
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, Colonne, Index, L

Ecrire = Callable[[str, str, object], object]
"""Called with (key of the row, name of the field, value); the view refreshes from what the workspace announces."""


class ModeleColonnes(QAbstractItemModel, Generic[L]):
    """Base of the models: a subclass lays out its rows and says which one an index shows.

    Args:
        colonnes: one entry per column.
        ecrire: writes a typed value; without it nothing is editable.
        parent: owner.
    """

    saisie_refusee = Signal(str)
    """A typed text could not be read; the message says what to do."""

    def __init__(
        self, colonnes: Sequence[Colonne[L]], ecrire: Ecrire | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.colonnes = tuple(colonnes)
        self._ecrire = ecrire

    def rangee(self, index: Index) -> tuple[str, L] | None:
        """Key and snapshot of the row under a valid index, if it shows one."""
        raise NotImplementedError

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return len(self.colonnes)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        rangee = self.rangee(index) if index.isValid() else None
        if rangee is None:
            return None
        cle, ligne = rangee
        return cle if role == ROLE_CLE else self.colonnes[index.column()].data(ligne, role)

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
        rangee = self.rangee(index) if index.isValid() else None
        if rangee is None or role != Qt.ItemDataRole.EditRole or self._ecrire is None:
            return False
        cle, ligne = rangee
        try:
            _write_cell(cle, self.colonnes[index.column()], ligne, str(value), self._ecrire)
        except SaisieError as erreur:
            self.saisie_refusee.emit(str(erreur))
            return False
        return True


def _write_cell(cle: str, colonne: Colonne[L], ligne: L, texte: str, ecrire: Ecrire) -> None:
    """Read ``texte`` and write it; an unchanged text writes nothing, an unreadable one raises SaisieError."""
    if colonne.parse is not None and texte != colonne.data(ligne, Qt.ItemDataRole.EditRole):
        ecrire(cle, colonne.champ, colonne.parse(texte))
