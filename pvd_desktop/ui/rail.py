"""The rail: where one is, where one can go, and how many things wait there."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.pages import Entree
from pvd_desktop.ui.widgets.libelle_lignes import LibelleLignes

LARGEUR: Final = 208
LARGEUR_REDUITE: Final = 56
SEUIL: Final = 1200
"""Width of the window, in pixels at 100 %, under which the words of the rail give their room to the page."""
LIGNES_NOM: Final = 3
"""Lines that the name of the project may take, and that of its intercommunalité: the pages come first."""


class BoutonRail(QAbstractButton):
    """One page: icon, word, and a count when things wait."""

    def __init__(self, entree: Entree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entree = entree
        self._nombre = 0
        self._reduit = False
        self.setText(entree.nom)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def nombre(self) -> int:
        """How many things wait on the page."""
        return self._nombre

    def set_nombre(self, nombre: int) -> None:
        """Change the count; zero shows none."""
        self._nombre = nombre
        self._say()
        self.update()

    def set_reduit(self, reduit: bool) -> None:
        """Show the icon alone."""
        self._reduit = reduit
        self._say()
        self.update()

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(theme.px(LARGEUR_REDUITE), theme.px(38))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_fond(painter)
        cote = theme.px(20)
        gauche = (self.width() - cote) // 2 if self._reduit else theme.px(16)
        token = "accent" if self.isChecked() else "texte"
        haut = (self.height() - cote) // 2
        painter.drawPixmap(QRect(gauche, haut, cote, cote), icones.pixmap(self.entree.icone, token, 20))
        droite = self._paint_nombre(painter)
        if not self._reduit:
            painter.setFont(theme.police(gras=self.isChecked()))
            painter.setPen(theme.couleur("texte"))
            debut = gauche + cote + theme.px(10)
            zone = QRect(debut, 0, droite - debut, self.height())
            texte = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, zone.width())
            painter.drawText(zone, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, texte)
        painter.end()

    def _paint_fond(self, painter: QPainter) -> None:
        zone = QRectF(self.rect()).adjusted(theme.px(8), 1, -theme.px(8), -1)
        rayon = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.couleur("selection" if self.isChecked() else "survol"))
            painter.drawRoundedRect(zone, rayon, rayon)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.couleur("accent"), 2))
            painter.drawRoundedRect(zone.adjusted(1, 1, -1, -1), rayon, rayon)

    def _paint_nombre(self, painter: QPainter) -> int:
        """Draw the count and return where the word must end."""
        fin = self.width() - theme.px(16)
        if not self._nombre:
            return fin
        texte = "99+" if self._nombre > 99 else str(self._nombre)
        painter.setFont(theme.police(0.78 if self._reduit else 0.88, gras=True))
        hauteur = theme.px(15 if self._reduit else 19)
        largeur = max(hauteur, painter.fontMetrics().horizontalAdvance(texte) + theme.px(8 if self._reduit else 11))
        haut = theme.px(3) if self._reduit else (self.height() - hauteur) // 2
        zone = QRectF(fin - largeur + (theme.px(8) if self._reduit else 0), haut, largeur, hauteur)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.couleur("attention"))
        painter.drawRoundedRect(zone, hauteur / 2, hauteur / 2)
        painter.setPen(theme.couleur("surface"))
        painter.drawText(zone, Qt.AlignmentFlag.AlignCenter, texte)
        return int(zone.left()) - theme.px(6)

    def _say(self) -> None:
        suite = f"\u00a0: {self._nombre}" if self._nombre else ""
        self.setAccessibleName(f"{self.entree.titre}{suite}")
        self.setToolTip(f"{self.entree.titre}{suite} ({self.entree.raccourcis[0]})")


class Rail(QFrame):
    """Name of the project, then one button per page."""

    page_demandee = Signal(str)

    def __init__(self, entrees: Sequence[Entree], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reduit = False
        self._create_fields(entrees)
        self._lay_out()
        self._groupe.buttonClicked.connect(self._on_groupe_button_clicked)
        theme.suivre(self, self._on_theme_changed)

    def set_projet(self, nom: str, epci: str) -> None:
        """Say which project is open."""
        self._nom.set_texte(nom)
        self._epci.set_texte(epci)
        self._epci.setVisible(bool(epci) and not self._reduit)

    def set_page(self, page: str) -> None:
        """Mark the page shown; the empty name marks none."""
        self._groupe.setExclusive(False)
        for nom, bouton in self._boutons.items():
            bouton.setChecked(nom == page)
        self._groupe.setExclusive(True)

    def set_nombre(self, page: str, nombre: int) -> None:
        """Say how many things wait on a page."""
        self._boutons[page].set_nombre(nombre)

    def bouton(self, page: str) -> BoutonRail:
        """The button of a page."""
        return self._boutons[page]

    @property
    def reduit(self) -> bool:
        """Whether only the icons are shown."""
        return self._reduit

    def fit(self, largeur_fenetre: int) -> None:
        """Give the words up when the window is narrow."""
        reduit = largeur_fenetre < theme.px(SEUIL)
        if reduit != self._reduit:
            self._reduit = reduit
            self._dress()

    def _create_fields(self, entrees: Sequence[Entree]) -> None:
        self.setProperty("role", "rail")
        self._nom = LibelleLignes(LIGNES_NOM, self)
        self._epci = LibelleLignes(LIGNES_NOM, self)
        self._epci.setProperty("role", "discret")
        self._groupe = QButtonGroup(self)
        self._boutons: dict[str, BoutonRail] = {}
        for entree in entrees:
            bouton = BoutonRail(entree, self)
            self._groupe.addButton(bouton)
            self._boutons[entree.id] = bouton

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._identite = QVBoxLayout()
        self._identite.addWidget(self._nom)
        self._identite.addWidget(self._epci)
        self._disposition.addLayout(self._identite)
        for bouton in self._boutons.values():
            self._disposition.addWidget(bouton)
        self._disposition.addStretch(1)

    def _on_groupe_button_clicked(self, bouton: QAbstractButton) -> None:
        if isinstance(bouton, BoutonRail):
            self.page_demandee.emit(bouton.entree.id)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(0, theme.px(12), 0, theme.px(12))
        self._disposition.setSpacing(theme.px(2))
        self._identite.setContentsMargins(theme.px(16), 0, theme.px(12), theme.px(14))
        self._identite.setSpacing(theme.px(2))
        self._nom.setFont(theme.police(1.08, gras=True))
        self._epci.setFont(theme.police(0.92))
        self._dress()

    def _dress(self) -> None:
        self.setFixedWidth(theme.px(LARGEUR_REDUITE if self._reduit else LARGEUR))
        self._nom.setVisible(not self._reduit)
        self._epci.setVisible(not self._reduit and bool(self._epci.text()))
        for bouton in self._boutons.values():
            bouton.set_reduit(self._reduit)
