"""A label on a few lines that shortens its text to the room there is, and tells it whole in its tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override


class LibelleLignes(QLabel):
    """Wraps like any label, up to ``lignes`` lines; the last one is elided. A screen reader hears the whole text."""

    def __init__(self, lignes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lignes = lignes
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        politique = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        politique.setHeightForWidth(True)
        self.setSizePolicy(politique)

    def set_texte(self, texte: str) -> None:
        """Change the text."""
        self.setText(texte)
        self.setToolTip(texte)

    def lignes(self) -> list[str]:
        """The lines painted."""
        return self._wrap(self.contentsRect().width())

    @override
    def hasHeightForWidth(self, /) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        marges = self.contentsMargins()
        nombre = len(self._wrap(arg__1 - marges.left() - marges.right()))
        return max(1, nombre) * self.fontMetrics().lineSpacing() + marges.top() + marges.bottom()

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self, /) -> QSize:
        return QSize(0, self.fontMetrics().lineSpacing())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        zone, pas = self.contentsRect(), self.fontMetrics().lineSpacing()
        for rang, ligne in enumerate(self.lignes()):
            painter.drawText(QPointF(zone.left(), zone.top() + rang * pas + self.fontMetrics().ascent()), ligne)
        painter.end()

    def _wrap(self, largeur: int) -> list[str]:
        texte = self.text()
        disposition = QTextLayout(texte, self.font())
        # A name without a space is cut where the line ends.
        disposition.setTextOption(_coupure())
        debuts: list[int] = []
        disposition.beginLayout()
        while (ligne := disposition.createLine()).isValid():
            ligne.setLineWidth(max(1, largeur))
            debuts.append(ligne.textStart())
        disposition.endLayout()
        fins = [*debuts[1:], len(texte)]
        lignes = [texte[debut:fin].rstrip() for debut, fin in zip(debuts, fins, strict=True)]
        if len(lignes) <= self._lignes:
            return lignes
        gardees = lignes[: self._lignes - 1]
        reste = texte[debuts[self._lignes - 1] :]
        return [*gardees, self.fontMetrics().elidedText(reste, Qt.TextElideMode.ElideRight, largeur)]


def _coupure() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
