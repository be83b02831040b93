"""The two tables of the sheet, one over the other: what columns are for, and the cells of the file."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Feuille
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.correspondance_model import CorrespondanceModel
from pvd_desktop.ui.importation.feuille_model import FeuilleModel, text_of
from pvd_desktop.ui.widgets.colonne import Index
from pvd_desktop.ui.widgets.focus import paint_focus
from pvd_desktop.ui.widgets.vue import configure_table

LARGEUR_NUMEROS: Final = 70
_HAUTEURS: Final = (26, 28, 38)
"""Pixels at 100 % of the letters, of the titles and of the lists."""
_COLONNE_MIN, _COLONNE_MAX = 96, 250
_CADRE: Final = 62
"""What a list takes around its words."""
_ECHANTILLON: Final = 40
"""Rows whose words give a column its first width."""
_LONGS: Final = 6
_OUVRIR: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_F4}


class Numeros(QHeaderView):
    """What stands before each row, as wide as it is told: Qt would ask for the words of two hundred rows to know it.

    Their model announces no ``headerDataChanged`` either: the view would be laid out, and painted, twice.
    """

    def __init__(self, vue: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, vue)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.suivre(self, lambda: self.setFixedWidth(theme.px(LARGEUR_NUMEROS)))

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(theme.px(LARGEUR_NUMEROS), 0)


class DelegueChoix(QStyledItemDelegate):
    """Draws the second row as drop-down lists: a widget for each of fifty columns would be felt."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        if index.row() == 0:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cadre = QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -3.5)
        painter.setBrush(theme.couleur("surface"))
        painter.setPen(QPen(theme.couleur("bordure_champ"), 1))
        painter.drawRoundedRect(cadre, theme.px(4), theme.px(4))
        self._paint_content(painter, cadre.toRect(), index)
        painter.restore()
        vue = self.parent()
        if isinstance(vue, QWidget) and vue.hasFocus() and isinstance(vue, QTableView) and vue.currentIndex() == index:
            paint_focus(painter, option.rect.adjusted(2, 2, -2, -2))

    @staticmethod
    def _paint_content(painter: QPainter, cadre: QRect, index: Index) -> None:
        cote, marge = theme.px(14), theme.px(6)
        haut = cadre.top() + (cadre.height() - cote) // 2
        icone = index.data(Qt.ItemDataRole.DecorationRole)
        icone.paint(painter, QRect(cadre.left() + marge, haut, cote, cote))
        chevron = QRect(cadre.right() - cote - marge // 2, haut, cote, cote)
        painter.drawPixmap(chevron, icones.pixmap("chevron_bas", "texte_discret", 14))
        zone = cadre.adjusted(marge + cote + theme.px(5), 0, -cote - marge, 0)
        painter.setFont(theme.police_tableau())
        painter.setPen(theme.couleur("texte"))
        texte = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, zone.width())
        painter.drawText(zone, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, texte)


class VueCorrespondance(QTableView):
    """The arrows go from column to column; Entrée, Espace, F4 or a letter opens the list, and so does a click.

    Signals:
        choix_demande(int, str): the column whose use is to be chosen, and what was already typed.
    """

    choix_demande = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basse = False
        self.modele = CorrespondanceModel(self)
        self.setVerticalHeader(Numeros(self))
        self.setModel(self.modele)
        configure_table(self)
        self.setItemDelegate(DelegueChoix(self))
        # « Budget prévisionnel · Travaux »: what tells it from the column beside comes last.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().show()
        self.setAccessibleName("À quoi sert chaque colonne")
        theme.suivre(self, self._on_theme_changed)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        colonne = self.currentIndex().column()
        bas = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        lettre = event.text() if event.text().isprintable() else ""
        if colonne >= 0 and (event.key() in _OUVRIR or bas):
            self.choix_demande.emit(colonne, "")
        elif colonne >= 0 and lettre.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choix_demande.emit(colonne, lettre)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.select(index.column())
            self.choix_demande.emit(index.column(), "")

    def show_correspondance(self, correspondance: Correspondance | None, largeur: int) -> None:
        """Show how a sheet of ``largeur`` columns is read."""
        self.modele.show_correspondance(correspondance, largeur)
        self._fit_rows()

    def set_basse(self, basse: bool, /) -> None:
        """Leave the titles to the sheet underneath, where there is little room for both."""
        if basse != self._basse:
            self._basse = basse
            self._fit_rows()

    def select(self, colonne: int) -> None:
        """Go to a column."""
        self.setCurrentIndex(self.modele.index(1, colonne))

    def place_of(self, colonne: int) -> QPoint:
        """Where, on the screen, the list of a column opens."""
        rect = self.visualRect(self.modele.index(1, colonne))
        return self.viewport().mapToGlobal(rect.bottomLeft())

    def _on_theme_changed(self) -> None:
        self.horizontalHeader().setFixedHeight(theme.px(_HAUTEURS[0]))
        self._fit_rows()

    def _fit_rows(self) -> None:
        for row in range(self.modele.rowCount()):
            self.setRowHeight(row, theme.px(_HAUTEURS[row + 1]))
        if self.modele.rowCount():
            self.setRowHidden(0, self._basse)
        self.setFixedHeight(theme.px(sum(_HAUTEURS) - (_HAUTEURS[1] if self._basse else 0) + 2))


class VueFeuille(QTableView):
    """The cells; typing, F2 or a double click corrects one, the menu says which row holds the headers.

    Signals:
        entete_demandee(int, int): first and last row of the header, as spreadsheets number them.
    """

    entete_demandee = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = FeuilleModel(self)
        self.setVerticalHeader(Numeros(self))
        self.setModel(self.modele)
        configure_table(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        declencheurs = QAbstractItemView.EditTrigger
        # Typing replaces, as in every table of the house.
        self.setEditTriggers(declencheurs.DoubleClicked | declencheurs.EditKeyPressed | declencheurs.AnyKeyPressed)
        self.horizontalHeader().hide()
        self.verticalHeader().show()
        # What becomes of a row is drawn beside its number.
        self.modele.dataChanged.connect(self.verticalHeader().viewport().update)
        self.setAccessibleName("Cellules de la feuille")

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        entree = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entree and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if not self.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Corriger la cellule", lambda: self.edit(self.currentIndex()))
        menu.addAction(self.phrase_entete(), self.ask_entete)
        menu.addAction("Cette feuille n’a pas d’en-tête", lambda: self.entete_demandee.emit(0, 0))
        menu.popup(event.globalPos())

    def phrase_entete(self) -> str:
        """What the gesture on the selected rows says."""
        debut, fin = self._rows()
        return "La ligne d’en-tête est celle-ci" if debut == fin else "Les lignes d’en-tête sont celles-ci"

    def ask_entete(self) -> None:
        """The header stands in the selected rows."""
        debut, fin = self._rows()
        if debut >= 0:
            self.entete_demandee.emit(self.modele.numero(debut), self.modele.numero(fin))

    def go_to(self, numero: int, colonne: int) -> None:
        """Go to a cell; an empty row is not shown, and leaves the place."""
        row = self.modele.row_of(numero)
        if row >= 0:
            index = self.modele.index(row, max(colonne, 0))
            # Whatever key is held: the view would add to what is selected.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _rows(self) -> tuple[int, int]:
        rows = [index.row() for index in self.selectedIndexes()] or [self.currentIndex().row()]
        return min(rows), max(rows)


def fit_columns(feuille: Feuille, *vues: QTableView) -> None:
    """First widths of the columns, from what they become and from the words of the first rows."""
    metriques = theme.metriques()
    for colonne in range(feuille.largeur):
        textes = {text_of(ligne.valeur(colonne))[:60] for ligne in feuille.lignes[:_ECHANTILLON]}
        # The widest is among the longest: measuring every text is a third of the time the page takes to come.
        longs = sorted(textes, key=len)[-_LONGS:]
        texte = max((metriques.horizontalAdvance(t) for t in longs), default=0) + theme.px(22)
        devenir = str(vues[0].model().index(1, colonne).data() or "")
        voulue = max(texte, metriques.horizontalAdvance(devenir) + theme.px(_CADRE))
        largeur = max(theme.px(_COLONNE_MIN), min(voulue, theme.px(_COLONNE_MAX)))
        for vue in vues:
            vue.setColumnWidth(colonne, largeur)
