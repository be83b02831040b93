"""The points à vérifier of what is shown: one line when folded, five points when open, the rest on demand."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.regles import Constat
from models.domain.vocabulaire import Gravite
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.niveau import Niveau, niveau_gravite

PREMIERS: Final = 5


class ConstatsPanel(QFrame):
    """The most serious point first; each leads to its field."""

    constat_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._constats: tuple[Constat, ...] = ()
        self._tous = False
        self._deplie = False
        self._lignes: list[LigneConstat] = []
        self._create_fields()
        self._lay_out()
        self._connect()
        self._show()
        theme.suivre(self, self._on_theme_changed)

    def set_constats(self, constats: Sequence[Constat]) -> None:
        """Show these points; nothing moves when they are the ones already shown."""
        ordre = list(Gravite)
        tries = tuple(sorted(constats, key=lambda c: ordre.index(c.gravite)))
        if tries != self._constats:
            self._constats = tries
            self._tous = False
            self._show()

    def constats(self) -> tuple[Constat, ...]:
        """The points, the most serious first."""
        return self._constats

    def resume(self) -> str:
        """The line shown when folded."""
        return self._resume.text()

    def set_deplie(self, deplie: bool) -> None:
        """Open or fold the list."""
        self._deplie = deplie and bool(self._constats)
        self._tous = self._tous and self._deplie
        self._show()

    def est_deplie(self) -> bool:
        """Whether the list is open."""
        return self._deplie

    def lignes(self) -> tuple["LigneConstat", ...]:
        """The points shown now."""
        return tuple(self._lignes)

    def bouton_suite(self) -> QPushButton:
        """« Afficher les n autres points »."""
        return self._suite

    def bouton_plier(self) -> QToolButton:
        """Opens and folds."""
        return self._plier

    def _create_fields(self) -> None:
        self.setProperty("role", "carte")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Points à vérifier")
        self._icone = QLabel(self)
        self._resume = LibelleElide(parent=self)
        self._plier = QToolButton(self)
        self._corps = QWidget(self)
        self._defilement = QScrollArea(self)
        self._defilement.setWidgetResizable(True)
        self._defilement.setFrameShape(QFrame.Shape.NoFrame)
        self._defilement.setWidget(self._corps)
        # The card shows through: a scroll area would paint the ground of the window.
        self._defilement.viewport().setAutoFillBackground(False)
        self._corps.setAutoFillBackground(False)
        self._defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._suite = QPushButton(self._corps)
        self._suite.setProperty("role", "lien")

    def _lay_out(self) -> None:
        self._entete = QHBoxLayout()
        self._entete.addWidget(self._icone)
        self._entete.addWidget(self._resume, 1)
        self._entete.addWidget(self._plier)
        self._liste = QVBoxLayout(self._corps)
        self._liste.setContentsMargins(0, 0, 0, 0)
        self._liste.addWidget(self._suite, 0, Qt.AlignmentFlag.AlignLeft)
        self._disposition = QVBoxLayout(self)
        self._disposition.addLayout(self._entete)
        self._disposition.addWidget(self._defilement)

    def _connect(self) -> None:
        self._plier.clicked.connect(self._on_plier_clicked)
        self._suite.clicked.connect(self._on_suite_clicked)

    def _on_plier_clicked(self) -> None:
        self.set_deplie(not self._deplie)

    def _on_suite_clicked(self) -> None:
        self._tous = True
        self._show()

    def _show(self) -> None:
        """Header, then as many lines as asked, keeping the widgets of those already there."""
        self._deplie = self._deplie and bool(self._constats)
        montres = self._constats[: None if self._tous else PREMIERS] if self._deplie else ()
        while len(self._lignes) > len(montres):
            self._lignes.pop().deleteLater()
        for constat in montres[len(self._lignes) :]:
            ligne = LigneConstat(constat, self._corps)
            ligne.activated.connect(self.constat_activated)
            self._liste.insertWidget(len(self._lignes), ligne)
            self._lignes.append(ligne)
        for ligne, constat in zip(self._lignes, montres, strict=True):
            ligne.set_constat(constat)
        autres = len(self._constats) - len(montres)
        self._suite.setVisible(self._deplie and autres > 0)
        self._suite.setText(f"Afficher les {autres} autres points" if autres > 1 else "Afficher l’autre point")
        self._defilement.setVisible(self._deplie)
        self._plier.setVisible(bool(self._constats))
        verbe = "Replier" if self._deplie else "Déplier"
        self._plier.setAccessibleName(f"{verbe} les points à vérifier")
        self._plier.setToolTip(f"{verbe} les points à vérifier")
        self._resume.set_texte(_summary(self._constats, deplie=self._deplie))
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        niveau = niveau_gravite(self._constats[0].gravite) if self._constats else Niveau.SUCCES
        self._icone.setPixmap(icones.pixmap(niveau.icone, niveau.value, 18))
        icones.poser(self._plier, "chevron_bas" if self._deplie else "chevron_haut", "texte_discret", 16)
        marge = theme.px(12)
        self._disposition.setContentsMargins(marge, theme.px(6), theme.px(8), theme.px(6))
        self._disposition.setSpacing(theme.px(8))
        self._entete.setSpacing(theme.px(10))
        self._liste.setSpacing(theme.px(10))
        self._resume.setFont(theme.police(gras=bool(self._constats)))
        self._fit_height()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Lines wrap: their height is known for a width only, and a size hint would leave blank under them."""
        hauteur = self._liste.totalHeightForWidth(self._defilement.viewport().width())
        self._defilement.setFixedHeight(min(hauteur + 2, theme.px(260)))


class LigneConstat(QWidget):
    """One point: icon and word of its gravity, what is wrong, what to do, and the way to the field."""

    activated = Signal(object)

    def __init__(self, constat: Constat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._constat = constat
        self._icone = QLabel(self)
        self._texte = QLabel(self)
        self._texte.setWordWrap(True)
        self._remede = QLabel(self)
        self._remede.setWordWrap(True)
        self._remede.setProperty("role", "discret")
        for libelle in (self._texte, self._remede):
            libelle.setTextFormat(Qt.TextFormat.PlainText)
            libelle.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bouton = QPushButton("Voir le champ", self)
        self._bouton.setProperty("role", "lien")
        self._bouton.clicked.connect(self._on_bouton_clicked)
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(self._texte)
        textes.addWidget(self._remede)
        disposition.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        disposition.addLayout(textes, 1)
        disposition.addWidget(self._bouton, 0, Qt.AlignmentFlag.AlignTop)
        self._disposition = disposition
        self.set_constat(constat)
        theme.suivre(self, self._on_theme_changed)

    def set_constat(self, constat: Constat) -> None:
        """Show another point."""
        self._constat = constat
        self._texte.setText(f"{constat.gravite.libelle}\u00a0: {constat.message}")
        self._remede.setText(constat.remede)
        self._remede.setVisible(bool(constat.remede))
        self._bouton.setAccessibleName(f"Voir le champ\u00a0: {constat.message}")
        self.setToolTip(" · ".join(filter(None, (constat.code, constat.jalon.libelle, constat.source))))
        self._on_theme_changed()

    def texte(self) -> str:
        """What is wrong, with its gravity in words."""
        return self._texte.text()

    def bouton(self) -> QPushButton:
        """The way to the field."""
        return self._bouton

    def _on_bouton_clicked(self) -> None:
        self.activated.emit(self._constat)

    def _on_theme_changed(self) -> None:
        niveau = niveau_gravite(self._constat.gravite)
        self._icone.setPixmap(icones.pixmap(niveau.icone, niveau.value, 16))
        self._icone.setContentsMargins(0, theme.px(2), 0, 0)
        self._disposition.setSpacing(theme.px(10))


def _summary(constats: Sequence[Constat], *, deplie: bool) -> str:
    """« 2 points à vérifier · part du maître d’ouvrage trop faible »."""
    if not constats:
        return "Aucun point à vérifier"
    nombre = "1 point à vérifier" if len(constats) == 1 else f"{len(constats)} points à vérifier"
    return nombre if deplie else f"{nombre} · {constats[0].message}"
