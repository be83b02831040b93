"""The panes of the help: windows that stay beside the work, closed by Échap."""

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.aide.textes import raccourcis


class PanneauAide(QDialog):
    """A title, texts, paths one can copy, and buttons."""

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{titre} — PVD Desktop")
        self._titre = QLabel(titre, self)
        self._corps = QVBoxLayout()
        self._boutons = QHBoxLayout()
        self._fermer = QPushButton("Fermer", self)
        self._fermer.setDefault(True)
        self._fermer.clicked.connect(self.accept)
        self._boutons.addStretch(1)
        self._boutons.addWidget(self._fermer)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._titre)
        self._disposition.addLayout(self._corps)
        self._disposition.addStretch(1)
        self._disposition.addLayout(self._boutons)
        theme.suivre(self, self._on_theme_changed)

    def add_text(self, texte: str, *, gras: bool = False, discret: bool = False) -> None:
        """A paragraph."""
        libelle = QLabel(texte, self)
        libelle.setWordWrap(True)
        libelle.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if gras:
            theme.suivre(libelle, lambda: libelle.setFont(theme.police(gras=True)))
        if discret:
            libelle.setProperty("role", "discret")
        self._corps.addWidget(libelle)

    def add_markdown(self, nom: str) -> None:
        """A text of ``resources/textes``."""
        libelle = QLabel((files("resources") / "textes" / f"{nom}.md").read_text(encoding="utf-8"), self)
        libelle.setTextFormat(Qt.TextFormat.MarkdownText)
        libelle.setWordWrap(True)
        self._corps.addWidget(libelle)

    def add_path(self, libelle: str, chemin: Path) -> None:
        """A path that can be selected and copied."""
        etiquette = QLabel(libelle, self)
        etiquette.setProperty("role", "discret")
        champ = QLineEdit(str(chemin), self)
        champ.setReadOnly(True)
        champ.setCursorPosition(0)
        champ.setAccessibleName(libelle)
        etiquette.setBuddy(champ)
        self._corps.addWidget(etiquette)
        self._corps.addWidget(champ)

    def add_button(self, libelle: str, function: Callable[[], object]) -> None:
        """A button before « Fermer »."""
        bouton = QPushButton(libelle, self)
        bouton.clicked.connect(partial(_run, function))
        self._boutons.insertWidget(0, bouton)

    def corps(self) -> QVBoxLayout:
        """Where the content goes."""
        return self._corps

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        # Qt opens a dialog at the height its paragraphs would take if they were wider.
        hauteur = self._disposition.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), min(hauteur, self.screen().availableSize().height())))
        super().showEvent(event)

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._disposition.setContentsMargins(marge, theme.px(20), marge, theme.px(16))
        self._disposition.setSpacing(theme.px(14))
        self._corps.setSpacing(theme.px(8))
        self._titre.setFont(theme.police(1.4, gras=True))
        self.setMinimumWidth(theme.px(560))


class PanneauRaccourcis(PanneauAide):
    """Every key of the application, on two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Raccourcis clavier", parent)
        defilement = QScrollArea(self)
        defilement.setFrameShape(QFrame.Shape.NoFrame)
        defilement.setWidgetResizable(True)
        defilement.setAccessibleName("Liste des raccourcis clavier")
        contenu = QWidget(defilement)
        self._colonnes = QHBoxLayout(contenu)
        colonnes = [QVBoxLayout(), QVBoxLayout()]
        hauteurs = [0, 0]
        for titre, cles in raccourcis():
            rang = hauteurs.index(min(hauteurs))
            hauteurs[rang] += len(cles) + 2
            colonnes[rang].addWidget(_group(titre, cles, contenu))
        for colonne in colonnes:
            colonne.setSpacing(0)
            colonne.addStretch(1)
            self._colonnes.addLayout(colonne, 1)
        defilement.setWidget(contenu)
        self.corps().addWidget(defilement)
        # The list takes the room that the short panes leave empty.
        self._disposition.setStretchFactor(self.corps(), 100)
        theme.suivre(contenu, self._on_size_changed)

    def _on_size_changed(self) -> None:
        self._colonnes.setContentsMargins(0, 0, theme.px(16), 0)
        self._colonnes.setSpacing(theme.px(40))
        ecran = self.screen().availableSize()
        self.resize(min(theme.px(760), ecran.width()), min(theme.px(620), ecran.height() - theme.px(60)))


def _run(function: Callable[[], object], _coche: bool = False) -> None:
    """``clicked`` carries whether the button is down; an action does not want it."""
    function()


def _group(titre: str, cles: tuple[tuple[str, str], ...], parent: QWidget) -> QWidget:
    """The keys of one menu."""
    groupe = QWidget(parent)
    grille = QGridLayout(groupe)
    grille.setContentsMargins(0, 0, 0, theme.px(10))
    grille.setHorizontalSpacing(theme.px(16))
    grille.setVerticalSpacing(theme.px(3))
    entete = QLabel(titre, groupe)
    theme.suivre(entete, lambda: entete.setFont(theme.police(gras=True)))
    grille.addWidget(entete, 0, 0, 1, 2)
    for rang, (quoi, touches) in enumerate(cles, 1):
        libelle = QLabel(quoi, groupe)
        touche = QLabel(touches, groupe)
        touche.setProperty("role", "discret")
        grille.addWidget(libelle, rang, 0)
        grille.addWidget(touche, rang, 1, Qt.AlignmentFlag.AlignRight)
    grille.setColumnStretch(0, 1)
    groupe.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return groupe
