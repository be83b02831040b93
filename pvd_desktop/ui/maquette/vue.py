"""The scrolling view of the grid: the keyboard of a spreadsheet, rectangles of cells, jumps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from pvd_desktop.ui.maquette.colonnes import FIGEES, colonnes, est_total
from pvd_desktop.ui.maquette.delegue import DelegueGrille
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.widgets.presse_papiers import write_tableau
from pvd_desktop.ui.widgets.vue import VueEchange, configure_table

_FLECHES: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_ENTREES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_EFFACENT: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_DRAPEAU = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class Bloc:
    """A rectangle of cells: numbers of rows, and of the columns shown, in order."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


class VueGrille(VueEchange):
    """Enter and F2 edit, typing replaces, arrows move, Ctrl and an arrow jumps, Tab leaves."""

    pli_demande = Signal(int)
    """A row to fold or unfold."""
    groupe_demande = Signal(str)
    """A folded group, whose columns are to be shown."""
    detail_demande = Signal()
    """The cell is edited in the detail, under the grid."""
    ouverture_demandee = Signal()
    """The fiche of the current row."""
    effacement_demande = Signal()
    recopie_demandee = Signal()
    etat_demande = Signal(object)
    """The state to give to the lines of the selected cells."""
    collage_demande = Signal(str)

    def __init__(self, modele: GrilleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modele = modele
        configure_table(self)
        self.setModel(modele)
        self.setItemDelegate(DelegueGrille(modele, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # A column cut on its left would show 1 622 490 € as 622 490 €.
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Maquette financière")

    def delegue(self) -> DelegueGrille:
        """What paints and edits the cells."""
        delegue = self.itemDelegate()
        assert isinstance(delegue, DelegueGrille)
        return delegue

    def colonnes_visibles(self) -> list[int]:
        """Numbers of the columns shown here, in order."""
        return [c for c in range(self._modele.columnCount()) if not self.isColumnHidden(c)]

    def bloc(self) -> Bloc:
        """The cells selected, hidden columns left out; a whole row has its number and its name."""
        plages = self.selectionModel().selection()
        if plages.isEmpty():
            courante = self.currentIndex()
            return Bloc((courante.row(),), (courante.column(),)) if courante.isValid() else Bloc()
        rows = {r for plage in plages.toList() for r in range(plage.top(), plage.bottom() + 1)}
        columns = {c for plage in plages.toList() for c in range(plage.left(), plage.right() + 1)}
        montrees = [*FIGEES, *self.colonnes_visibles()]
        return Bloc(tuple(sorted(rows)), tuple(c for c in montrees if c in columns))

    def select_rows(self, premiere: int, derniere: int) -> None:
        """Select whole rows, the current cell staying in a column that is shown."""
        modele, visibles = self._modele, self.colonnes_visibles()
        if not visibles:
            return
        courante = self.currentIndex()
        column = courante.column() if courante.column() in visibles else visibles[0]
        selection = QItemSelection(
            modele.index(min(premiere, derniere), 0), modele.index(max(premiere, derniere), modele.columnCount() - 1)
        )
        self.selectionModel().setCurrentIndex(modele.index(derniere, column), _DRAPEAU.NoUpdate)
        self.selectionModel().select(selection, _DRAPEAU.ClearAndSelect)

    def move_current(self, rows: int, columns: int) -> None:
        """Go to a neighbouring cell, hidden columns left out."""
        courante, visibles = self.currentIndex(), self.colonnes_visibles()
        if courante.column() not in visibles:
            return
        place = min(max(visibles.index(courante.column()) + columns, 0), len(visibles) - 1)
        row = min(max(courante.row() + rows, 0), self._modele.rowCount() - 1)
        self.setCurrentIndex(self._modele.index(row, visibles[place]))

    def open_cell(self) -> None:
        """Edit the current cell, or go where it is edited, or unfold its row, or else its group of columns."""
        courante = self.currentIndex()
        if not courante.isValid():
            return
        if courante.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(courante)
        elif self._modele.saisissable(courante.row(), courante.column()):
            self.detail_demande.emit()
        elif self._modele.ligne(courante.row()).pliee is None and est_total(courante.column()):
            self.groupe_demande.emit(colonnes()[courante.column()].groupe)
        else:
            self.pli_demande.emit(courante.row())

    @override
    def copy(self) -> str:
        bloc = self.bloc()
        texte = write_tableau([[self._modele.brut(r, c) for c in bloc.columns] for r in bloc.rows])
        if bloc.rows:
            QGuiApplication.clipboard().setText(texte)
        return texte

    @override
    def cut(self) -> None:
        self.copy()
        self.effacement_demande.emit()

    @override
    def paste(self) -> None:
        self.collage_demande.emit(QGuiApplication.clipboard().text())

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if self.state() == QAbstractItemView.State.EditingState or not self._press(event):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self.delegue().editeur_ouvert() is not None:
            # The line that says what is wrong takes its room from the grid: not from the cell it speaks of.
            self.scrollTo(self.currentIndex())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        courante = self.indexAt(event.position().toPoint())
        if courante.isValid() and not courante.flags() & Qt.ItemFlag.ItemIsEditable:
            self.open_cell()
            return
        super().mouseDoubleClickEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key is one of the grid."""
        touche = Qt.Key(event.key())
        controle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif touche in _ENTREES and controle:
            self.ouverture_demandee.emit()
        elif touche in _ENTREES or touche == Qt.Key.Key_F2:
            self.open_cell()
        elif touche in _EFFACENT and not controle:
            self.effacement_demande.emit()
        elif touche == Qt.Key.Key_D and controle:
            self.recopie_demandee.emit()
        elif touche in _FLECHES and controle:
            etend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._jump(*_FLECHES[touche], etend=etend)
        else:
            return False
        return True

    def _jump(self, rows: int, columns: int, *, etend: bool) -> None:
        """To the end of the block of filled cells, or to the next one, as spreadsheets do."""
        courante, visibles = self.currentIndex(), self.colonnes_visibles()
        if courante.column() not in visibles:
            return
        if rows:
            chemin = _cells_from(courante.row(), rows, self._modele.rowCount())
            pleines = [bool(self._modele.cellule(r, courante.column()).texte) for r in chemin]
            cible = self._modele.index(chemin[_end_of_block(pleines)], courante.column())
        else:
            places = _cells_from(visibles.index(courante.column()), columns, len(visibles))
            chemin = [visibles[p] for p in places]
            pleines = [bool(self._modele.cellule(courante.row(), c).texte) for c in chemin]
            cible = self._modele.index(courante.row(), chemin[_end_of_block(pleines)])
        if not etend:
            self.setCurrentIndex(cible)
            return
        plages = self.selectionModel().selection()
        ancre = next(iter(plages.indexes()), courante)
        if not plages.isEmpty():
            haut, bas = plages.first().topLeft(), plages.first().bottomRight()
            row = bas.row() if courante.row() == haut.row() else haut.row()
            column = bas.column() if courante.column() == haut.column() else haut.column()
            ancre = self._modele.index(row, column)
        self.selectionModel().setCurrentIndex(cible, _DRAPEAU.NoUpdate)
        self.selectionModel().select(QItemSelection(ancre, cible), _DRAPEAU.ClearAndSelect)
        self.scrollTo(cible)


def _cells_from(depart: int, sens: int, nombre: int) -> Sequence[int]:
    """Places from ``depart`` to the edge."""
    return range(depart, nombre) if sens > 0 else range(depart, -1, -1)


def _end_of_block(pleines: Iterable[bool]) -> int:
    """Where Ctrl and an arrow stops, the first of ``pleines`` being the cell it leaves."""
    cellules = list(pleines)
    if len(cellules) < 2:
        return 0
    if cellules[0] and cellules[1]:
        suite = next((rang for rang, pleine in enumerate(cellules) if not pleine), len(cellules))
        return suite - 1
    return next((rang for rang, pleine in enumerate(cellules) if pleine and rang), len(cellules) - 1)
