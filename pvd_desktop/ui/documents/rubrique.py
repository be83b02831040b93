"""A heading of the page and the cards under it, shown as long as one of them answers to what is looked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.domain.recherche import plier
from pvd_desktop.ui import theme
from pvd_desktop.ui.documents.carte import CarteDocument
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, formats_of


class RubriqueDocuments(QWidget):
    """The cards come one by one, for together they would hold the window too long; it is shown once all are there."""

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titre = titre
        self._mots: Sequence[str] = ()
        self._complete = False
        self._cartes: list[tuple[CarteDocument, str]] = []
        self._titre = QLabel(titre, self)
        self._titre.setTextFormat(Qt.TextFormat.PlainText)
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self._titre)
        self.setAccessibleName(titre)
        self.hide()
        theme.suivre(self, self._on_theme_changed)

    @property
    def nombre(self) -> int:
        """How many of its cards answer to what is looked for."""
        return sum(1 for _, texte in self._cartes if self._answers(texte))

    def add_carte(self, carte: CarteDocument) -> None:
        """One more, after the others."""
        modele = carte.modele
        formats = (FORMATS_PROPOSES[extension] for extension in formats_of(modele.id))
        texte = plier(" ".join((self.titre, modele.titre, modele.description, *formats)))
        self._cartes.append((carte, texte))
        self._colonne.addWidget(carte)

    def set_complete(self) -> None:
        """Every card is there: it may be shown."""
        self._complete = True
        self.show_answers(self._mots)

    def show_answers(self, mots: Sequence[str]) -> None:
        """Keep the cards where each of these words is somewhere, accents and case apart."""
        self._mots = mots
        for carte, texte in self._cartes:
            carte.setVisible(self._answers(texte))
        self.setVisible(self._complete and self.nombre > 0)

    def _answers(self, texte: str) -> bool:
        return all(mot in texte for mot in self._mots)

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.25, gras=True))
        self._colonne.setContentsMargins(0, theme.px(12), 0, 0)
        self._colonne.setSpacing(theme.px(8))
