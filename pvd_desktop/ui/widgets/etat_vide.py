"""An empty page: what it is for, and the first thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from pvd_desktop.ui import icones, theme


class EtatVide(QWidget):
    """Icon, title, one sentence, one primary button."""

    action_triggered = Signal()

    def __init__(
        self, icone: str, titre: str, texte: str, libelle_action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._nom_icone = icone
        self._icone = QLabel(self)
        self._titre = QLabel(titre, self)
        self._texte = QLabel(texte, self)
        self._texte.setWordWrap(True)
        self._texte.setProperty("role", "discret")
        self._bouton = QPushButton(libelle_action, self)
        self._bouton.setProperty("role", "primaire")
        self._bouton.setVisible(bool(libelle_action))
        self._bouton.clicked.connect(self.action_triggered)
        for libelle in (self._icone, self._titre, self._texte):
            libelle.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(titre)
        self._lay_out()
        theme.suivre(self, self._on_theme_changed)

    def set_texte(self, titre: str, texte: str) -> None:
        """Change what is said (a filter that lets nothing through is not a page without data)."""
        self._titre.setText(titre)
        self._texte.setText(texte)
        self.setAccessibleName(titre)
        self._on_theme_changed()

    def bouton(self) -> QPushButton:
        """The primary button."""
        return self._bouton

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addStretch(2)
        for widget in (self._icone, self._titre, self._texte, self._bouton):
            self._disposition.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self._disposition.addStretch(3)

    def _on_theme_changed(self) -> None:
        self._disposition.setSpacing(theme.px(10))
        self._icone.setPixmap(icones.pixmap(self._nom_icone, "texte_discret", 48))
        self._titre.setFont(theme.police(1.3, gras=True))
        # A sentence is read over about sixty characters, whatever the width of the page.
        self._texte.setFixedWidth(theme.px(420))
        self._texte.setMinimumHeight(self._texte.heightForWidth(theme.px(420)))
