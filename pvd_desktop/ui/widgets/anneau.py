"""The completeness ring: how much of what is expected is there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme


def paint_anneau(painter: QPainter, rect: QRectF, fraction: float) -> None:
    """Draw a ring inside ``rect``, filled to ``fraction`` from noon clockwise (for delegates too)."""
    epaisseur = max(2.0, min(rect.width(), rect.height()) * 0.16)
    cercle = rect.adjusted(epaisseur / 2, epaisseur / 2, -epaisseur / 2, -epaisseur / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.couleur("rainure"), epaisseur))
    painter.drawEllipse(cercle)
    if fraction > 0:
        token = "succes" if fraction >= 1 else "accent"
        pen = QPen(theme.couleur(token), epaisseur)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if fraction >= 1 else Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(cercle, 90 * 16, -round(min(fraction, 1.0) * 360 * 16))
    painter.restore()


class Anneau(QWidget):
    """A ring of ``fait`` elements out of ``total``, said in words to screen readers and in the tooltip."""

    def __init__(self, taille: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taille = taille
        self._fait, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_valeur(0, 0)
        theme.suivre(self, self._on_theme_changed)

    def set_valeur(self, fait: int, total: int) -> None:
        """Show ``fait`` elements out of ``total``."""
        self._fait, self._total = fait, total
        texte = f"Complétude\u00a0: {fait} sur {total}" if total else "Complétude\u00a0: rien d’attendu"
        self.setAccessibleName(texte)
        self.setToolTip(texte)
        self.update()

    def fraction(self) -> float:
        """From 0 to 1; nothing expected is complete."""
        return self._fait / self._total if self._total else 1.0

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(theme.px(self._taille), theme.px(self._taille))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        paint_anneau(painter, QRectF(self.rect()), self.fraction())
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
