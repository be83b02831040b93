"""Lying bars made of parts: each part has its colour, its pattern and its word, and the figures stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme

_RANG, _BARRE, _LEGENDE = 28, 14, 26
"""Heights, in pixels at 100 %."""
_NOM_MAX, _NOM_PART = 210, 0.34
_MOTIFS: Final = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.BDiagPattern)
"""One a part: on a printed screen, or to somebody who tells no colours, they differ too."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the parts of one rank are, in every bar."""

    nom: str
    token: str


@dataclass(frozen=True, slots=True)
class Barre:
    """One bar: its parts in the order of the legend, and a mark that they are compared to."""

    nom: str
    valeurs: tuple[Decimal, ...]
    texte: str
    """The figure beside the bar."""
    detail: str
    """All that it says, in a sentence."""
    repere: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """All its parts."""
        return sum(self.valeurs, Decimal(0))


class Barres(QFrame):
    """Looked at, gone through with the arrows, read out in sentences."""

    def __init__(self, titre: str, parts: Sequence[Part], repere: str = "", parent: QWidget | None = None) -> None:
        """``repere`` names the mark of each bar, when there is one."""
        super().__init__(parent)
        self._titre, self._parts, self._repere = titre, tuple(parts), repere
        self._barres: tuple[Barre, ...] = ()
        self._courante = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(titre)
        theme.suivre(self, self._on_theme_changed)

    def show_barres(self, barres: Sequence[Barre]) -> None:
        """Show these."""
        self._barres = tuple(barres)
        self._courante = min(self._courante, max(len(self._barres) - 1, 0))
        self.setAccessibleDescription(" ".join(barre.detail for barre in self._barres))
        self.updateGeometry()
        self.update()

    @property
    def barres(self) -> tuple[Barre, ...]:
        """Those shown."""
        return self._barres

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(theme.px(360), self._haut() + theme.px(_RANG * len(self._barres) + 4))

    @override
    def minimumSizeHint(self, /) -> QSize:
        return QSize(theme.px(240), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.police_tableau(0.95))
        if self._haut():
            self._paint_legende(painter)
        zone = self._zone(painter)
        for rang, barre in enumerate(self._barres):
            self._paint_barre(painter, zone, rang, barre)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        pas = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        suivante = self._courante + pas if pas else self._courante
        if not pas or not 0 <= suivante < len(self._barres):
            super().keyPressEvent(event)
            return
        self._courante = suivante
        self._say()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        rang = self._rang_de(event.position())
        if rang is not None:
            self._courante = rang
        super().mousePressEvent(event)
        self._say()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self._say()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.setAccessibleName(self._titre)
        self.update()

    @override
    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent):
            rang = self._rang_de(QPointF(event.pos()))
            if rang is not None:
                QToolTip.showText(event.globalPos(), self._barres[rang].detail, self)
                return True
        return super().event(event)

    def _say(self) -> None:
        if self._barres:
            self.setAccessibleName(f"{self._titre}. {self._barres[self._courante].detail}")
        self.update()

    def _rang_de(self, point: QPointF) -> int | None:
        rang = int((point.y() - self._haut()) // theme.px(_RANG))
        return rang if 0 <= rang < len(self._barres) else None

    def _haut(self) -> int:
        """Room of the legend; parts that are all of one kind need none."""
        return theme.px(_LEGENDE) if len(self._parts) > 1 or self._repere else 0

    def _zone(self, painter: QPainter) -> QRectF:
        """Where the bars lie: between the names and the figures."""
        mesure = painter.fontMetrics()
        gauche = min(theme.px(_NOM_MAX), self.width() * _NOM_PART)
        droite = max((mesure.horizontalAdvance(b.texte) for b in self._barres), default=0) + theme.px(10)
        haut = self._haut()
        return QRectF(gauche, haut, max(self.width() - gauche - droite, 1), self.height() - haut)

    def _paint_legende(self, painter: QPainter) -> None:
        x, cote = 0.0, theme.px(11)
        for rang, part in enumerate(self._parts):
            case = QRectF(x + 0.5, (theme.px(_LEGENDE) - cote) / 2 - theme.px(3), cote, cote)
            self._paint_part(painter, case, rang)
            x = self._paint_nom(painter, part.nom, x + cote + theme.px(6)) + theme.px(16)
        if self._repere:
            milieu = theme.px(_LEGENDE) / 2 - theme.px(3)
            painter.setPen(QPen(theme.couleur("texte"), 2))
            painter.drawLine(QPointF(x + 2, milieu - cote / 2), QPointF(x + 2, milieu + cote / 2))
            self._paint_nom(painter, self._repere, x + theme.px(9))

    def _paint_nom(self, painter: QPainter, nom: str, x: float) -> float:
        largeur = painter.fontMetrics().horizontalAdvance(nom)
        painter.setPen(theme.couleur("texte_discret"))
        zone = QRectF(x, -theme.px(3), largeur + 2, theme.px(_LEGENDE))
        painter.drawText(zone, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, nom)
        return x + largeur

    def _paint_barre(self, painter: QPainter, zone: QRectF, rang: int, barre: Barre) -> None:
        hauteur = theme.px(_RANG)
        ligne = QRectF(0, zone.top() + rang * hauteur, self.width(), hauteur)
        if self.hasFocus() and rang == self._courante:
            painter.setPen(QPen(theme.couleur("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ligne.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        nom = QRectF(theme.px(4), ligne.top(), zone.left() - theme.px(12), hauteur)
        painter.setPen(theme.couleur("texte"))
        elide = painter.fontMetrics().elidedText(barre.nom, Qt.TextElideMode.ElideRight, int(nom.width()))
        painter.drawText(nom, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elide)
        echelle = zone.width() / float(max((max(b.total, b.repere or 0) for b in self._barres), default=0) or 1)
        haut, x = ligne.center().y() - theme.px(_BARRE) / 2, zone.left()
        for part, valeur in enumerate(barre.valeurs):
            largeur = float(valeur) * echelle
            if largeur > 0:
                self._paint_part(painter, QRectF(x, haut, max(largeur, 1.0), theme.px(_BARRE)), part)
            x += largeur
        if barre.repere is not None:
            marque = zone.left() + float(barre.repere) * echelle
            painter.setPen(QPen(theme.couleur("texte"), 2))
            painter.drawLine(QPointF(marque, haut - theme.px(3)), QPointF(marque, haut + theme.px(_BARRE + 3)))
        painter.setPen(theme.couleur("texte"))
        chiffre = QRectF(zone.right(), ligne.top(), self.width() - zone.right() - theme.px(4), hauteur)
        painter.drawText(chiffre, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, barre.texte)

    def _paint_part(self, painter: QPainter, case: QRectF, rang: int) -> None:
        couleur = theme.couleur(self._parts[rang].token)
        painter.setPen(QPen(couleur, 1))
        painter.setBrush(QBrush(couleur, _MOTIFS[rang % len(_MOTIFS)]))
        painter.drawRect(case)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
