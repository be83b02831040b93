"""The tree of the échéances, with a box on each line: what is ticked goes to the agenda, or is said done at once."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from pvd_desktop.ui.calendrier.lignes import COLONNES, Ligne, LigneEcheance, LigneGroupe
from pvd_desktop.ui.widgets.arbre import ArbreModel, Noeud
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, Index

DEPLACES: Final = 20
"""Lines that may change group one by one."""
_COCHE: Final = Qt.ItemDataRole.CheckStateRole


class EcheancesModel(ArbreModel[Ligne]):
    """A group is ticked when all its lines are; ticking it ticks them.

    Signals:
        coches_changed(): other lines are ticked.
    """

    coches_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLONNES, parent=parent)
        self._coches: set[str] = set()
        self._groupes: dict[str, str] = {}
        """Group of each line shown."""

    @property
    def coches(self) -> frozenset[str]:
        """Keys of the échéances ticked."""
        return frozenset(self._coches)

    def set_coches(self, cles: Iterable[str]) -> None:
        """Tick exactly these."""
        avant, self._coches = self._coches, set(cles)
        groupes = {self._groupes.get(cle) for cle in avant ^ self._coches}
        for groupe in (self.index(row, 0) for row in range(self.rowCount())):
            if groupe.data(ROLE_CLE) in groupes:
                self._announce(groupe)
        self.coches_changed.emit()

    def show_noeuds(self, noeuds: list[Noeud[Ligne]]) -> None:
        """Show this tree; what it no longer shows is not ticked any more."""
        presents = {enfant.cle: noeud.cle for noeud in noeuds for enfant in noeud.enfants}
        deplaces = {cle for cle, groupe in presents.items() if self._groupes.get(cle, groupe) != groupe}
        if len(deplaces) > DEPLACES:
            # Moved one by one, hundreds of rows would hold the window; taken out and put back, they go by runs.
            self.set_noeuds([_sans(noeud, deplaces) for noeud in noeuds])
        self._groupes = presents
        self.set_noeuds(noeuds)
        if not self._coches <= presents.keys():
            self._coches &= presents.keys()
            self.coches_changed.emit()

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _COCHE and index.isValid() and index.column() == 0:
            return self._etat(index)
        return super().data(index, role)

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not isinstance(self.donnee(index), LigneGroupe):
            # The view does not ask each row whether it holds others.
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        # What must not be signed is no échéance.
        if index.isValid() and index.column() == 0 and self._est_cochable(index):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _COCHE:
            return super().setData(index, value, role)
        cles = self._cles(index)
        coche = Qt.CheckState(value) is Qt.CheckState.Checked
        self._coches = self._coches | cles if coche else self._coches - cles
        self._announce(index.parent() if index.parent().isValid() else self.index(index.row(), 0))
        self.coches_changed.emit()
        return True

    def _est_cochable(self, index: Index) -> bool:
        ligne = self.donnee(index)
        if isinstance(ligne, LigneGroupe):
            return isinstance(self.donnee_sous(index, 0), LigneEcheance)
        return isinstance(ligne, LigneEcheance)

    def _etat(self, index: Index) -> Qt.CheckState | None:
        cles = self._cles(index)
        if not cles:
            return None
        dedans = len(cles & self._coches)
        if dedans == len(cles):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if dedans else Qt.CheckState.Unchecked

    def _cles(self, index: Index) -> set[str]:
        """Keys of the échéances under an index: its own, or those of its group."""
        ligne = self.donnee(index)
        if isinstance(ligne, LigneEcheance):
            return {ligne.echeance.cle}
        enfants = (self.donnee_sous(index, row) for row in range(self.rowCount(index)))
        return {enfant.echeance.cle for enfant in enfants if isinstance(enfant, LigneEcheance)}

    def _announce(self, groupe: QModelIndex) -> None:
        self.dataChanged.emit(groupe, groupe, [_COCHE])
        if nombre := self.rowCount(groupe):
            self.dataChanged.emit(self.index(0, 0, groupe), self.index(nombre - 1, 0, groupe), [_COCHE])


def _sans(noeud: Noeud[Ligne], cles: set[str]) -> Noeud[Ligne]:
    return replace(noeud, enfants=tuple(enfant for enfant in noeud.enfants if enfant.cle not in cles))
