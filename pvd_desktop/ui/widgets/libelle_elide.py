"""A label on one line that shortens its text to the room there is, and tells it whole in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override


class LibelleElide(QLabel):
    """Elided where ``mode`` says: in the middle for a path, at the end for a name."""

    def __init__(
        self, texte: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.set_texte(texte)

    def set_texte(self, texte: str) -> None:
        """Change the text."""
        self.setText(texte)
        self.setToolTip(texte)

    @override
    def minimumSizeHint(self, /) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        zone = self.contentsRect()
        texte = self.fontMetrics().elidedText(self.text(), self._mode, zone.width())
        painter.drawText(zone, self.alignment() | Qt.AlignmentFlag.AlignVCenter, texte)
        painter.end()
