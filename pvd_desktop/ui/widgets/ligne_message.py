"""A line under a field or in a list: icon, sentence and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.niveau import Niveau


class LigneMessage(QWidget):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.niveau = Niveau.INFORMATION
        self._icone = QLabel(self)
        self._texte = QLabel(self)
        self._texte.setWordWrap(True)
        self._texte.setTextFormat(Qt.TextFormat.PlainText)
        self._texte.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(theme.px(6))
        disposition.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        disposition.addWidget(self._texte, 1)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    def set_message(self, niveau: Niveau, message: str, remede: str = "") -> None:
        """Show the sentence; the word of the level is read out, the icon and the colour say it to the eye."""
        self.niveau = niveau
        self._texte.setText(f"{message} {remede}".strip())
        self._texte.setAccessibleName(f"{niveau.libelle}\u00a0: {message} {remede}".strip())
        self._on_theme_changed()
        self.show()

    def texte(self) -> str:
        """The sentence shown."""
        return self._texte.text()

    def _on_theme_changed(self) -> None:
        self._icone.setPixmap(icones.pixmap(self.niveau.icone, self.niveau.value, 15))
        self._icone.setContentsMargins(0, theme.px(2), 0, 0)
        self._texte.setFont(theme.police(0.95))
        theme.set_role(self._texte, "erreur" if self.niveau is Niveau.ERREUR else "")
