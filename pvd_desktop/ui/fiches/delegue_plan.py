"""Cells of the plan: badge of the statut, ring of completeness, météo, and the editors of what is typed in place."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from models.domain.vocabulaire import Meteo, StatutAction
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.fiches.colonnes_plan import COMPLETUDE, INTITULE, METEO, QUAND, STATUT
from pvd_desktop.ui.fiches.lignes_plan import Ligne, LigneFiche
from pvd_desktop.ui.widgets.anneau import paint_anneau
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE, Colonne
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.focus import paint_focus, paint_row_focus
from pvd_desktop.ui.widgets.pastille import icone_meteo, niveau_statut, paint_pastille

Index = QModelIndex | QPersistentModelIndex


class DeleguePlan(DelegueCellule):
    """Paints cells by itself: the default painter asks the model ten questions a cell, this one a single question."""

    def __init__(self, colonnes: Sequence[Colonne[Ligne]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colonnes = tuple(colonnes)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        ligne = index.data(ROLE_LIGNE)
        if not isinstance(ligne, LigneFiche):
            return  # the view paints the row of an orientation in one piece
        rect = option.rect
        colonne = index.column()
        _paint_fond(painter, rect, option)
        if colonne == STATUT:
            _paint_statut(painter, rect, ligne)
        elif colonne == COMPLETUDE:
            cote = theme.px(18)
            cadre = QRectF(0, 0, cote, cote)
            cadre.moveCenter(QRectF(rect).center())
            paint_anneau(painter, cadre, float(ligne.completude.fraction))
        elif colonne == METEO and ligne.fiche.suivi.meteo is not None:
            cote = theme.px(18)
            cadre = QRect(rect.left() + theme.px(6), rect.center().y() - cote // 2, cote, cote)
            painter.drawPixmap(cadre, icones.pixmap(icone_meteo(ligne.fiche.suivi.meteo), "texte_discret", 18))
            self._paint_texte(painter, option, rect.adjusted(cote + theme.px(4), 0, 0, 0), ligne, colonne)
        else:
            self._paint_texte(painter, option, rect, ligne, colonne)
        paint_row_focus(painter, option)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(theme.px(40), theme.px(32))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index, /) -> QWidget:
        editeur = super().createEditor(parent, option, index)
        ligne = index.data(ROLE_LIGNE)
        if isinstance(ligne, LigneFiche):
            editeur.setAccessibleName(f"{editeur.accessibleName()}, {ligne.fiche.titre}")
        else:
            editeur.setAccessibleName("Nom de l’orientation")
        if isinstance(editeur, QComboBox):
            _dress_entries(editeur, index.column())
        elif isinstance(editeur, QLineEdit):
            editeur.setPlaceholderText({INTITULE: "Nom", QUAND: "jj/mm/aaaa"}.get(index.column(), ""))
        return editeur

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index, /) -> None:
        """The name of an orientation spans its row; a field shows at least a few words."""
        if isinstance(editor, QComboBox):
            super().updateEditorGeometry(editor, option, index)
            return
        rect, place = option.rect, editor.parentWidget()
        bord = place.width() if place else rect.right()
        if not index.parent().isValid():
            rect = QRect(theme.px(24), rect.top(), bord - theme.px(30), rect.height())
        else:
            rect.setWidth(max(rect.width(), min(theme.px(120), bord - rect.left())))
        editor.setGeometry(rect.adjusted(0, 1, 0, -1))

    def _paint_texte(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, ligne: LigneFiche, rang: int
    ) -> None:
        colonne = self._colonnes[rang]
        texte = colonne.texte(ligne)
        discret = texte == "—" or (rang == INTITULE and not ligne.fiche.intitule)
        token = colonne.token(ligne) if colonne.token else None
        zone = rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        painter.setPen(theme.couleur(token or ("texte_discret" if discret else "texte")))
        painter.setFont(option.font)
        elide = painter.fontMetrics().elidedText(texte, Qt.TextElideMode.ElideRight, zone.width())
        painter.drawText(zone, int(colonne.align), elide)


def _dress_entries(liste: QComboBox, colonne: int) -> None:
    """The icons that stand in the cells, beside the words."""
    for row in range(liste.count()):
        valeur, icone = liste.itemData(row), ""
        if colonne == METEO and valeur:
            icone = icone_meteo(Meteo(valeur))
        elif colonne == STATUT and (niveau := niveau_statut(StatutAction(valeur))):
            icone = niveau.icone
        if icone:
            liste.setItemIcon(row, icones.icone(icone, "texte_discret", 16))


def _paint_fond(painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
    etat = option.state & _FOND
    if not etat:
        return
    if etat & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, option.palette.color(QPalette.ColorRole.Highlight))
    else:
        painter.fillRect(rect, theme.couleur("survol"))


def _paint_statut(painter: QPainter, rect: QRect, ligne: LigneFiche) -> None:
    statut = ligne.fiche.statut
    niveau = niveau_statut(statut)
    icone = niveau.icone if niveau else ""
    texte = statut.libelle
    largeur = theme.metriques(0.92).horizontalAdvance(texte) + theme.px(16) + (theme.px(19) if icone else 0)
    hauteur = theme.px(22)
    cadre = QRectF(rect.left() + theme.px(6), 0, min(largeur, rect.width() - theme.px(8)), hauteur)
    cadre.moveTop(rect.top() + (rect.height() - hauteur) / 2)
    paint_pastille(painter, cadre, texte, niveau, icone)


def paint_groupe(
    painter: QPainter,
    rect: QRect,
    titre: str,
    compte: str,
    chevron: QIcon,
    *,
    choisi: bool,
    palette: QPalette,
    focus: bool = False,
) -> None:
    """Row of an orientation: one band, its name, and how many actions it shows."""
    painter.save()
    painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight if choisi else QPalette.ColorRole.Window))
    painter.setPen(theme.couleur("bordure"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    cote = theme.px(16)
    chevron.paint(painter, QRect(rect.left() + theme.px(4), rect.center().y() - cote // 2, cote, cote))
    painter.setFont(theme.police(0.95))
    painter.setPen(theme.couleur("texte_discret"))
    zone = rect.adjusted(theme.px(26), 0, -theme.px(10), 0)
    painter.drawText(zone, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), compte)
    zone.setRight(zone.right() - theme.metriques(0.95).horizontalAdvance(compte) - theme.px(12))
    painter.setFont(theme.police(gras=True))
    painter.setPen(theme.couleur("texte"))
    elide = painter.fontMetrics().elidedText(titre, Qt.TextElideMode.ElideRight, zone.width())
    painter.drawText(zone, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), elide)
    painter.restore()
    if focus:
        paint_focus(painter, rect)


_FOND = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
