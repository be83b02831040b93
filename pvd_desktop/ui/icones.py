"""Our own icons: 24-pixel strokes in ``resources/icons``, recoloured by a token of the theme."""

from functools import cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from pvd_desktop.ui import theme

TAILLE: Final = 18
"""Usual side of an icon, in pixels at 100 %."""


@cache
def noms() -> frozenset[str]:
    """Names of the icons there are."""
    return frozenset(
        f.name.removesuffix(".svg") for f in (files("resources") / "icons").iterdir() if f.name.endswith(".svg")
    )


@cache
def source(nom: str) -> str:
    """Drawing of an icon, with ``currentColor`` where the colour goes."""
    dessin = files("resources") / "icons" / f"{nom}.svg"
    if not dessin.is_file():
        raise KeyError(nom)
    return dessin.read_text(encoding="utf-8")


def icone(nom: str, couleur: str = "texte", taille: int = TAILLE) -> QIcon:
    """The icon ``nom`` in the colour token ``couleur`` of the theme in force, ``taille`` pixels at 100 %.

    It does not change with the theme: call it again when painting (models), or use :func:`poser` (buttons, actions).
    """
    if nom not in noms():
        raise KeyError(nom)
    return _icone(nom, theme.tokens().couleur(couleur), theme.tokens().texte_discret, theme.px(taille))


def pixmap(nom: str, couleur: str = "texte", taille: int = TAILLE) -> QPixmap:
    """The same as a picture, at the density of the sharpest screen."""
    return _pixmap(nom, theme.tokens().couleur(couleur), theme.px(taille), _densite())


def poser(cible: QAbstractButton | QAction, nom: str, couleur: str = "texte", taille: int = TAILLE) -> None:
    """Give a button or an action its icon, and again after each change of theme; the last call wins."""
    deja_suivi = cible.property("icone") is not None
    cible.setProperty("icone", f"{nom}/{couleur}/{taille}")
    if deja_suivi:
        _repeindre(cible)
    else:
        theme.suivre(cible, lambda: _repeindre(cible))


def _densite() -> float:
    """That of the sharpest screen."""
    return max((ecran.devicePixelRatio() for ecran in QGuiApplication.screens()), default=1.0)


def _repeindre(cible: QAbstractButton | QAction) -> None:
    nom, couleur, taille = str(cible.property("icone")).split("/")
    cible.setIcon(icone(nom, couleur, int(taille)))
    if isinstance(cible, QAbstractButton):
        cote = theme.px(int(taille))
        cible.setIconSize(QSize(cote, cote))


class _Dessin(QIconEngine):
    """Draws an icon when it is first painted, at the size and the density asked for: many are never seen."""

    def __init__(self, nom: str, couleur: str, couleur_inactive: str, cote: int) -> None:
        super().__init__()
        self._nom, self._couleur, self._couleur_inactive, self._cote = nom, couleur, couleur_inactive, cote

    @override
    def clone(self, /) -> QIconEngine:
        return _Dessin(self._nom, self._couleur, self._couleur_inactive, self._cote)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QSize:
        cote = min(size.width(), size.height(), self._cote)
        return QSize(cote, cote)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        return self._draw(size, mode, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float, /) -> QPixmap:
        return self._draw(size, mode, scale)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State, /) -> None:
        densite = painter.device().devicePixelRatio()
        image = self._draw(rect.size(), mode, densite)
        place = QRectF(QPointF(), image.deviceIndependentSize())
        place.moveCenter(QRectF(rect).center())
        painter.drawPixmap(place.toAlignedRect(), image)

    def _draw(self, size: QSize, mode: QIcon.Mode, densite: float) -> QPixmap:
        """Never larger than the icon was asked for; ``size`` is in pixels of the interface, as Qt says since 6.8."""
        cote = min(size.width(), size.height(), self._cote)
        if mode is QIcon.Mode.Disabled:
            return _pixmap(self._nom, self._couleur_inactive, cote, densite, opacite=0.55)
        return _pixmap(self._nom, self._couleur, cote, densite)


@cache
def _icone(nom: str, couleur: str, couleur_inactive: str, cote: int) -> QIcon:
    return QIcon(_Dessin(nom, couleur, couleur_inactive, cote))


@cache
def _pixmap(nom: str, couleur: str, cote: int, densite: float, opacite: float = 1.0) -> QPixmap:
    """Drawn in the device pixels of ``densite``."""
    dessin = QSvgRenderer(QByteArray(source(nom).replace("currentColor", couleur).encode()))
    pleins = round(cote * densite)
    image = QPixmap(pleins, pleins)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(opacite)
    dessin.render(painter, QRectF(0, 0, pleins, pleins))
    painter.end()
    image.setDevicePixelRatio(densite)
    return image
