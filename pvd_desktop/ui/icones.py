"""Our own icons: 24-pixel strokes in ``resources/icons``, recoloured by a token of the theme."""

from functools import cache
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from pvd_desktop.ui import theme

TAILLE: Final = 18
"""Usual side of an icon, in pixels at 100 %."""
_DENSE: Final = 2.0
"""Density of the pixmaps that keep a screen scaled by Windows crisp; drawn only when there is such a screen."""


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
    densites = (1.0, _DENSE) if _densite() > 1 else (1.0,)
    return _icone(nom, theme.tokens().couleur(couleur), theme.tokens().texte_discret, theme.px(taille), densites)


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


@cache
def _icone(nom: str, couleur: str, couleur_inactive: str, cote: int, densites: tuple[float, ...]) -> QIcon:
    icon = QIcon()
    for densite in densites:
        normal = _pixmap(nom, couleur, cote, densite)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
            icon.addPixmap(normal, mode)
        icon.addPixmap(_pixmap(nom, couleur_inactive, cote, densite, opacite=0.55), QIcon.Mode.Disabled)
    return icon


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
