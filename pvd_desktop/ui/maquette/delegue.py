"""How a cell of the grid is painted, from a text made once, and how an amount is typed in it."""

from math import ceil
from typing import Final, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.maquette.cellule import Cellule
from pvd_desktop.ui.maquette.colonnes import IDENTITE, NOM, colonnes
from pvd_desktop.ui.maquette.lignes import Genre, LigneGrille
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.widgets.colonne import Index

MARGE: Final = 6
RETRAIT: Final = 16
"""Pixels at 100 % by level of the row."""
CHEVRON: Final = 14
ICONE: Final = 13
_GAUCHE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_DROITE: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CHOISIE: Final = QStyle.StateFlag.State_Selected
_FOCUS: Final = QStyle.StateFlag.State_HasFocus
_BANDES: Final = frozenset({Genre.ORIENTATION, Genre.TOTAL, Genre.MEMOIRE})
"""Rows that stand out, by their ground and their weight."""
_DISCRETES: Final = frozenset({Genre.OPERATION, Genre.DONT})
_TOUCHES: Final = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Where the current cell goes when a typed amount is validated."""


class _Encre:
    """Fonts, colours and measures of the theme in force: looked up once, not at each of the cells of a page."""

    def __init__(self) -> None:
        self.polices: dict[bool, QFont] = {}
        self.metriques: dict[bool, QFontMetrics] = {}
        for gras in (False, True):
            self.polices[gras] = theme.police_tableau(gras=gras)
            self.metriques[gras] = QFontMetrics(self.polices[gras])
        self.petite = theme.police_tableau(0.86)
        self.mesure_petite = QFontMetrics(self.petite)
        self.couleurs: dict[str, QColor] = {
            nom: theme.couleur(nom) for nom in ("texte", "texte_discret", "fond", "selection", "survol", "accent")
        }
        self.marge, self.cote, self.retrait = theme.px(MARGE), theme.px(ICONE), theme.px(RETRAIT)
        self.chevron = theme.px(CHEVRON)
        self.hauteur = ceil(self.lay_out("0", gras=False).size().height())
        self._icones: dict[tuple[str, str, int], QPixmap] = {}

    def lay_out(self, texte: str, *, gras: bool) -> QStaticText:
        """A text ready to be painted."""
        dessin = QStaticText(texte)
        dessin.setTextFormat(Qt.TextFormat.PlainText)
        dessin.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        dessin.prepare(font=self.polices[gras])
        return dessin

    def icone(self, nom: str, couleur: str, taille: int = ICONE) -> QPixmap:
        """An icon, drawn once."""
        cle = nom, couleur, taille
        if cle not in self._icones:
            self._icones[cle] = icones.pixmap(nom, couleur, taille)
        return self._icones[cle]


class DelegueGrille(QStyledItemDelegate):
    """Paints cached texts; an amount that cannot be read stays in its cell with its error."""

    erreur_changed = Signal(str)
    """Message about the cell being edited; empty once it is right again."""
    deplacement_demande = Signal(int, int)
    """Rows and columns to go, once a typed amount was written."""

    def __init__(self, modele: GrilleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._modele = modele
        self._ouvert: QLineEdit | None = None
        self._refus = ""
        self._encre = _Encre()
        modele.saisie_refusee.connect(self._on_modele_saisie_refusee)
        theme.suivre(self, self._on_theme_changed)

    def editeur_ouvert(self) -> QLineEdit | None:
        """The editor of the cell being edited, if any."""
        return self._ouvert

    def commit(self) -> bool:
        """Write the cell being edited and close it; ``False`` when it cannot be written (it stays open)."""
        return self._ouvert is None or self._finish(self._ouvert)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        row, column = index.row(), index.column()
        encre, ligne = self._encre, self._modele.ligne(row)
        rect, etat = option.rect, option.state
        if etat & _CHOISIE:
            painter.fillRect(rect, encre.couleurs["selection"])
        elif ligne.genre in _BANDES:
            painter.fillRect(rect, encre.couleurs["fond"])
        cellule = ligne.cellules.get(column) or self._modele.cellule(row, column)
        if column in IDENTITE:
            self._paint_texte(painter, rect, ligne, cellule, column)
        elif cellule.texte:
            self._paint_montant(painter, rect, cellule, gras=ligne.genre in _BANDES)
        if etat & _FOCUS:
            painter.setPen(encre.couleurs["accent"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index, /) -> QWidget:
        editeur = QLineEdit(parent)
        editeur.setAlignment(Qt.AlignmentFlag.AlignRight)
        editeur.setFont(theme.police_tableau())
        editeur.setAccessibleName(colonnes()[index.column()].nom)
        editeur.setToolTip(colonnes()[index.column()].aide)
        editeur.textEdited.connect(self._on_editeur_text_edited)
        self._ouvert = editeur
        return editeur

    @override
    def destroyEditor(self, editor: QWidget, index: Index, /) -> None:
        if editor is self._ouvert:
            self._ouvert = None
            self._set_refus("")
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: Index, /) -> None:
        champ = cast("QLineEdit", editor)
        if not champ.isModified():
            champ.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            champ.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index, /) -> None:
        champ = cast("QLineEdit", editor)
        self._refus = ""
        if champ.isModified():
            model.setData(index, champ.text())
        self._set_refus(self._refus)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index, /) -> None:
        """A computation is longer than an amount: the field goes over the next cells."""
        rect: QRect = option.rect
        place = editor.parentWidget()
        libre = (place.width() if place else rect.right()) - rect.left()
        rect.setWidth(min(max(rect.width(), theme.px(150)), max(libre, rect.width())))
        editor.setGeometry(rect)

    @override
    def eventFilter(self, object: QObject, event: QEvent, /) -> bool:
        editeur = cast("QLineEdit", object)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pas = _TOUCHES.get(Qt.Key(event.key()))
            if pas is not None:
                if self._finish(editeur):
                    self.deplacement_demande.emit(*pas)
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            # The menu of the field takes the focus and gives it back.
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self._finish(editeur)
            return False
        return super().eventFilter(object, event)

    def _finish(self, editeur: QLineEdit) -> bool:
        self.commitData.emit(editeur)
        if self._refus:
            return False
        self.closeEditor.emit(editeur, QAbstractItemDelegate.EndEditHint.NoHint)
        return True

    def _paint_texte(self, painter: QPainter, rect: QRect, ligne: LigneGrille, cellule: Cellule, column: int) -> None:
        encre = self._encre
        gauche = rect.left() + encre.marge
        if column == NOM:
            gauche += encre.retrait * max(0, ligne.niveau - 1)
            if ligne.pliee is not None:
                nom = "chevron_droite" if ligne.pliee else "chevron_bas"
                haut = rect.top() + (rect.height() - encre.chevron) // 2
                painter.drawPixmap(gauche, haut, encre.icone(nom, "texte_discret", CHEVRON))
            gauche += encre.chevron + encre.marge // 2
        if not cellule.texte:
            return
        gras = ligne.genre in _BANDES
        largeur = rect.right() - encre.marge - gauche
        if cellule.dessin is None or cellule.largeur != largeur:
            elide = encre.metriques[gras].elidedText(cellule.texte, Qt.TextElideMode.ElideRight, largeur)
            cellule.dessin, cellule.largeur = encre.lay_out(elide, gras=gras), largeur
        discret = column != NOM or ligne.genre in _DISCRETES
        painter.setPen(encre.couleurs["texte_discret" if discret else "texte"])
        painter.setFont(encre.polices[gras])
        painter.drawStaticText(gauche, rect.top() + (rect.height() - encre.hauteur) // 2, cellule.dessin)

    def _paint_montant(self, painter: QPainter, rect: QRect, cellule: Cellule, *, gras: bool) -> None:
        encre = self._encre
        if cellule.dessin is None:
            cellule.dessin = encre.lay_out(cellule.texte, gras=gras)
            cellule.largeur = ceil(cellule.dessin.size().width())
        marge = encre.marge
        libre = rect.width() - 2 * marge - cellule.largeur
        painter.setPen(encre.couleurs[cellule.couleur])
        painter.setFont(encre.polices[gras])
        if libre < 0:
            # A cut amount would be read as a smaller one: it is all there, or not at all.
            painter.drawText(rect.adjusted(marge, 0, -marge, 0), _DROITE, "…")
            return
        haut = rect.top() + (rect.height() - encre.hauteur) // 2
        painter.drawStaticText(rect.right() + 1 - marge - cellule.largeur, haut, cellule.dessin)
        if cellule.icone and libre >= encre.cote:
            haut = rect.top() + (rect.height() - encre.cote) // 2
            painter.drawPixmap(rect.left() + marge, haut, encre.icone(cellule.icone, cellule.couleur_icone))
        elif cellule.nombre:
            mots = f"{cellule.nombre} lignes"
            if libre < encre.mesure_petite.horizontalAdvance(mots):
                mots = f"×{cellule.nombre}"
            painter.setFont(encre.petite)
            painter.setPen(encre.couleurs["texte_discret"])
            painter.drawText(rect.left() + marge, rect.top(), libre, rect.height(), _GAUCHE, mots)

    def _on_modele_saisie_refusee(self, message: str) -> None:
        self._refus = message

    def _on_editeur_text_edited(self) -> None:
        self._refus = ""
        self._set_refus("")

    def _set_refus(self, message: str) -> None:
        if self._ouvert is not None:
            theme.set_propriete(self._ouvert, "etat", "erreur" if message else "")
            self._ouvert.setAccessibleDescription(message)
        self.erreur_changed.emit(message)

    def _on_theme_changed(self) -> None:
        self._encre = _Encre()
