"""Fields in braces stand out in the text being written, unknown ones as errors."""

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from models.domain.remplissage import champs_de
from pvd_desktop.ui import theme


class SurligneurChamps(QSyntaxHighlighter):
    """Changes how the text looks on screen, never the text itself."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        theme.suivre(self, self.rehighlight)

    @override
    def highlightBlock(self, text: str, /) -> None:
        for debut, fin, connu in champs_de(text):
            style = QTextCharFormat()
            style.setForeground(theme.couleur("accent" if connu else "erreur"))
            style.setFontUnderline(not connu)
            self.setFormat(debut, fin - debut, style)
