"""The header of the grid: a band over the columns of each group, which folds it, and the titles below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from pvd_desktop.documents.builders.maquette_tableaux import libelle_base
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.maquette.colonnes import COUTS, colonnes, groupes, repliables
from pvd_desktop.ui.maquette.modele import GrilleModel

HAUTEUR_BANDE: Final = 24
HAUTEUR_TITRES: Final = 40
"""Pixels at 100 %: two lines of a title."""
_TITRE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_BANDE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class EnteteGroupee(QHeaderView):
    """Painted here as a whole: Qt has no header of two levels."""

    pli_demande = Signal(str)
    """Code of the group whose band was clicked."""

    def __init__(self, modele: GrilleModel, est_repliee: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._modele = modele
        self._est_repliee = est_repliee
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setAccessibleName("Colonnes de la maquette")
        # The title of a group stays in sight while its columns scroll: the whole band moves.
        self.sectionResized.connect(self._on_moved)
        theme.suivre(self, self._on_theme_changed)

    def set_decalage(self) -> None:
        """The columns were scrolled."""
        self.viewport().update()

    def rect_of(self, groupe: str) -> QRect:
        """Where the band of a group is, in pixels of the header; empty when none of its columns is shown."""
        visibles = [rang for rang in groupes()[groupe] if not self.isSectionHidden(rang)]
        if not visibles:
            return QRect()
        gauche = self.sectionViewportPosition(visibles[0])
        droite = self.sectionViewportPosition(visibles[-1]) + self.sectionSize(visibles[-1])
        return QRect(gauche, 0, droite - gauche, theme.px(HAUTEUR_BANDE))

    def groupe_at(self, position: QPoint) -> str:
        """Code of the group whose band is at this place, if it folds."""
        rang = self.logicalIndexAt(position)
        if rang < 0 or position.y() >= theme.px(HAUTEUR_BANDE):
            return ""
        groupe = colonnes()[rang].groupe
        return groupe if groupe in repliables() else ""

    @override
    def sizeHint(self, /) -> QSize:
        # Qt would ask the size of a hundred titles, for a width that a view does not look at.
        return QSize(self.length(), theme.px(HAUTEUR_BANDE + HAUTEUR_TITRES))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        groupe = self.groupe_at(event.position().toPoint())
        if groupe and event.button() is Qt.MouseButton.LeftButton:
            self.pli_demande.emit(groupe)
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons() and self.groupe_at(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int, /) -> None:
        colonne = colonnes()[logicalIndex]
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.couleur("fond"))
        bande = theme.px(HAUTEUR_BANDE)
        titre = rect.adjusted(0, bande, 0, 0)
        if colonne.groupe:
            self._paint_bande(painter, colonne.groupe)
            painter.setPen(theme.couleur("bordure"))
            painter.drawLine(rect.left(), rect.top() + bande, rect.right(), rect.top() + bande)
        else:
            titre = rect
        painter.setPen(theme.couleur("bordure"))
        painter.drawLine(titre.topRight(), titre.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.police_tableau(0.92))
        painter.setPen(theme.couleur("texte_discret"))
        aligne = Qt.AlignmentFlag.AlignRight if colonne.groupe and colonne.periode else Qt.AlignmentFlag.AlignLeft
        zone = titre.adjusted(theme.px(6), 0, -theme.px(6), 0)
        texte = colonne.titre_de(par_annee=self._modele.par_annee)
        if isinstance(colonne.cible, tuple):
            # A name of two lines would leave no room for what tells a column from its neighbour.
            nom, _, etat = texte.rpartition(" ")
            elide = painter.fontMetrics().elidedText(nom, Qt.TextElideMode.ElideRight, zone.width())
            texte = f"{elide}\n{etat}"
        painter.drawText(zone, int(aligne | _TITRE), texte)
        painter.restore()

    def _paint_bande(self, painter: QPainter, groupe: str) -> None:
        """The part of the band over this section: all sections draw the same band, each in its own clip."""
        rect = self.rect_of(groupe)
        painter.setPen(theme.couleur("bordure"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        # In sight as long as one of its columns is.
        zone = QRect(rect)
        zone.setLeft(max(rect.left(), 0) + theme.px(6))
        if groupe in repliables():
            nom = "chevron_droite" if self._est_repliee(groupe) else "chevron_bas"
            cote = theme.px(14)
            painter.drawPixmap(
                QRect(zone.left(), zone.center().y() - cote // 2, cote, cote), icones.pixmap(nom, "texte_discret", 14)
            )
            zone.setLeft(zone.left() + cote + theme.px(4))
        police = theme.police_tableau(0.95, gras=True)
        painter.setFont(police)
        painter.setPen(theme.couleur("texte"))
        rang = groupes()[groupe][0]
        texte = colonnes()[rang].libelle_groupe
        if groupe == COUTS:
            texte = f"{texte} {libelle_base(self._modele.base)}"
        zone.setRight(rect.right() - theme.px(4))
        elide = QFontMetrics(police).elidedText(texte, Qt.TextElideMode.ElideRight, zone.width())
        painter.drawText(zone, int(_BANDE), elide)

    def _on_moved(self) -> None:
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.setMinimumSectionSize(theme.px(44))
        self.setMinimumHeight(theme.px(HAUTEUR_BANDE + HAUTEUR_TITRES))
        self.updateGeometry()
        self.viewport().update()
