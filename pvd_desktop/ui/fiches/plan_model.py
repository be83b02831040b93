"""The tree of the plan d'action: orientations, their fiches, and the drops that move them."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from models.domain.uids import Uid
from pvd_desktop.ui.fiches.actes import ActesPlan
from pvd_desktop.ui.fiches.colonnes_plan import INTITULE, build_colonnes
from pvd_desktop.ui.fiches.lignes_plan import Ligne, LigneFiche, LigneOrientation
from pvd_desktop.ui.widgets.arbre import ArbreModel, Noeud
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE, Colonne
from pvd_desktop.ui.widgets.tables import TriFiltre

MIME: Final = "application/x-pvd-plan"
Index = QModelIndex | QPersistentModelIndex


class PlanModel(ArbreModel[Ligne]):
    """Rows move by acts: a drop never changes the model itself, the workspace does."""

    fiches_deposees = Signal(list)
    """Keys of the fiches a drop has just moved."""

    def __init__(self, actes: ActesPlan, *, editable: bool, parent: QObject | None = None) -> None:
        super().__init__(build_colonnes(actes.aujourd_hui), actes.write if editable else None, parent)
        self._actes = actes
        self._editable = editable
        self.set_deplacable(editable)
        self._places: list[tuple[str, list[str]]] = []

    @override
    def set_noeuds(self, noeuds: Sequence[Noeud[Ligne]]) -> None:
        """Most acts move nothing: then only the rows that changed are looked at."""
        places = [(noeud.cle, [enfant.cle for enfant in noeud.enfants]) for noeud in noeuds]
        if places != self._places:
            self._places = places
            super().set_noeuds(noeuds)
            return
        for noeud in noeuds:
            for change in (n for n in (noeud, *noeud.enfants) if self._par_cle[n.cle].donnee is not n.donnee):
                self._par_cle[change.cle].donnee = change.donnee
                debut = self.index_of(change.cle)
                self.dataChanged.emit(debut, debut.siblingAtColumn(len(self.colonnes) - 1))

    def set_deplacable(self, deplacable: bool) -> None:
        """Whether rows can be dragged: not while a filter or a sort hides their real order."""
        self._deplacable = deplacable and self._editable
        self._flags = _Flags(self.colonnes, editable=self._editable, deplacable=self._deplacable)

    @property
    def deplacable(self) -> bool:
        """Whether rows can be dragged now."""
        return self._deplacable

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        """Asked several times a row whenever the view lays itself out."""
        ligne = self.donnee(index)
        if isinstance(ligne, LigneFiche):
            return self._flags.fiche[index.column()]
        if ligne is None or ligne.orientation is None:
            # Outside the rows, and the head of the fiches without orientation: nothing to take or to rename.
            return self._flags.dehors if ligne is None else self._flags.sans_orientation
        return self._flags.orientation[index.column()]

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Whatever the column, a screen reader hears the name of the orientation on its row."""
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(groupe := self.donnee(index), LigneOrientation):
            return f"Orientation : {groupe.titre}"
        return super().data(index, role)

    @override
    def supportedDropActions(self, /) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self, /) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex], /) -> QMimeData:
        """Keys of the rows: fiches alone, or orientations alone, in the order of the tree."""
        lignes = dict.fromkeys(index.siblingAtColumn(0) for index in indexes)
        rangees = sorted(lignes, key=lambda i: (i.parent().row(), i.row()))
        fiches = [ligne.fiche.uid for i in rangees if isinstance(ligne := self.donnee(i), LigneFiche)]
        groupes = [g.uid for i in rangees if isinstance(g := self.donnee(i), LigneOrientation) and g.uid]
        data = QMimeData()
        data.setData(MIME, "\n".join(fiches or groupes).encode())
        return data

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index, /) -> bool:
        return self._deplacable and data.hasFormat(MIME)

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index, /) -> bool:
        """Run the act and answer no: the rows move when the workspace announces it, and only once."""
        if self.canDropMimeData(data, action, row, column, parent):
            uids = [Uid(cle) for cle in bytes(data.data(MIME).data()).decode().splitlines()]
            if any(self._actes.projet.orientation(uid) for uid in uids):
                self._drop_orientation(uids[0], row, parent)
            elif uids:
                self._drop_fiches(uids, row, parent)
        return False

    def _drop_orientation(self, uid: Uid, row: int, parent: Index) -> None:
        """Between two groups, or on one: takes its place."""
        if parent.isValid():
            groupe = parent.parent() if parent.parent().isValid() else parent
            row = groupe.row()
        origine = self.index_of(uid).row()
        cible = self.rowCount() if row < 0 else row
        self._actes.move_orientation(uid, cible - 1 if origine < cible and not parent.isValid() else cible)

    def _drop_fiches(self, uids: list[Uid], row: int, parent: Index) -> None:
        """A drop comes as (-1, -1, row it fell on) or as (row, 0, group) between two rows."""
        if not parent.isValid():
            # Between two groups: at the end of the one above.
            groupe = self.index(max(row - 1, 0) if row >= 0 else self.rowCount() - 1, 0)
            row = 0 if row == 0 else self.rowCount(groupe)
        elif parent.parent().isValid():
            groupe, row = parent.parent(), parent.row() + 1
        else:
            groupe, row = self.index(parent.row(), 0), self.rowCount(parent) if row < 0 else row
        ligne = self.donnee(groupe)
        if isinstance(ligne, LigneOrientation):
            rangs = [i.row() for uid in uids if (i := self.index_of(uid)).parent() == groupe]
            position = row - sum(rang < row for rang in rangs)
            self._actes.move_fiches(uids, ligne.uid, position)
            self.fiches_deposees.emit(uids)


class _Flags:
    """What can be done with each kind of row, made once for all of them."""

    def __init__(self, colonnes: Sequence[Colonne[Ligne]], *, editable: bool, deplacable: bool) -> None:
        flag = Qt.ItemFlag
        saisie = flag.ItemIsEditable if editable else flag.NoItemFlags
        prise = flag.ItemIsDragEnabled if deplacable else flag.NoItemFlags
        self.dehors = flag.ItemIsDropEnabled if deplacable else flag.NoItemFlags
        self.sans_orientation = self.dehors | flag.ItemIsSelectable | flag.ItemIsEnabled
        groupe = self.sans_orientation | prise
        # The view then does not ask for the number of its children.
        feuille = groupe | flag.ItemNeverHasChildren
        self.fiche = tuple(feuille | saisie if colonne.editable else feuille for colonne in colonnes)
        self.orientation = tuple(groupe | saisie if rang == INTITULE else groupe for rang in range(len(colonnes)))


class PlanProxy(TriFiltre):
    """Sorts fiches inside their group; groups keep the order of the plan, whatever the sort."""

    def __init__(self, modele: PlanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._modele = modele
        self._keep: Callable[[LigneFiche], bool] | None = None
        self.setSourceModel(modele)

    def set_keep(self, keep: Callable[[LigneFiche], bool] | None) -> None:
        """Keep these fiches; a group stays while one of its fiches does, or when nothing is filtered."""
        self.beginFilterChange()
        self._keep = keep
        self.endFilterChange(PlanProxy.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index, /) -> bool:
        if self._keep is None:
            return True
        ligne = self._modele.donnee_sous(source_parent, source_row)
        return isinstance(ligne, LigneFiche) and self._keep(ligne)

    @override
    def lessThan(self, source_left: Index, source_right: Index, /) -> bool:
        if not source_left.parent().isValid():
            montant = self.sortOrder() is Qt.SortOrder.AscendingOrder
            return (source_left.row() < source_right.row()) is montant
        return super().lessThan(source_left, source_right)

    def colonnes(self) -> tuple[Colonne[Ligne], ...]:
        """Those of the plan."""
        return self._modele.colonnes

    def fiches(self) -> list[LigneFiche]:
        """Fiches shown, in the order of the screen."""
        lignes: list[LigneFiche] = []
        for row in range(self.rowCount()):
            groupe = self.index(row, 0)
            lignes += (self.index(r, 0, groupe).data(ROLE_LIGNE) for r in range(self.rowCount(groupe)))
        return lignes
