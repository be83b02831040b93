"""Appearance of the application: Fusion, one palette, one style sheet and one zoom, switched while it runs.

There is one appearance per process because there is one QApplication: that is the only state kept here.
Qt has no live zoom, so every size in the code goes through :func:`px` and every layout that holds one is
rebuilt by :func:`suivre`.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.tokens import CLAIR, CONTRASTE, SOMBRE, Tokens

POLICE: Final = "Source Sans Pro"
TAILLE_POINTS: Final = 10.5
ZOOM_MIN, ZOOM_MAX, ZOOM_PAS = 90, 150, 10
"""Zoom of the whole interface, in percent."""
GRAISSES: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


class NomTheme(Vocabulaire):
    """Appearances the user chooses from."""

    SYSTEME = "systeme", "Comme le système"
    CLAIR = "clair", "Clair"
    SOMBRE = "sombre", "Sombre"
    CONTRASTE = "contraste", "Contraste élevé"


class _Etat(QObject):
    """The appearance in force."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = CLAIR
        self.zoom = 100
        self.habille = False


class _Suivi(QObject):
    """Runs a function at each change; a child of the widget, so that it dies with it."""

    def __init__(self, parent: QObject, function: Callable[[], object]) -> None:
        super().__init__(parent)
        self._function = function
        _etat().changed.connect(self._on_theme_changed)
        function()

    def _on_theme_changed(self) -> None:
        self._function()


@cache
def _etat() -> _Etat:
    return _Etat()


@cache
def _load_resources() -> None:
    """Fonts and style images, once per process."""
    polices = files("font_source_sans_pro") / "files"
    for graisse in GRAISSES:
        QFontDatabase.addApplicationFontFromData((polices / f"SourceSansPro-{graisse}.ttf").read_bytes())
    # A search path keeps the folder of the installation, whatever characters it holds, out of the style sheet.
    QDir.addSearchPath("styles", str(Path(str(files("resources"))) / "styles"))


@cache
def _feuille() -> str:
    return (files("resources") / "styles" / "application.qss").read_text(encoding="utf-8")


def apply(app: QApplication, nom: str, zoom: int = 100) -> None:
    """Dress ``app`` in the theme ``nom`` (a :class:`NomTheme` value) at ``zoom`` percent."""
    _load_resources()
    etat = _etat()
    etat.zoom = min(max(zoom, ZOOM_MIN), ZOOM_MAX)
    etat.tokens = resolve(NomTheme(nom))
    if not etat.habille:
        app.setStyle(QStyleFactory.create("Fusion"))
        # It may be sharper than the others: icons are drawn again.
        app.screenAdded.connect(etat.changed)
        etat.habille = True
    app.setFont(police())
    app.setPalette(_palette(etat.tokens))
    app.setStyleSheet(style_sheet(etat.tokens))
    etat.changed.emit()


def resolve(nom: NomTheme) -> Tokens:
    """Tokens of a theme; « comme le système » follows the colour scheme of the desktop."""
    if nom is NomTheme.SYSTEME:
        sombre = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return SOMBRE if sombre else CLAIR
    return {NomTheme.CLAIR: CLAIR, NomTheme.SOMBRE: SOMBRE, NomTheme.CONTRASTE: CONTRASTE}[nom]


def tokens() -> Tokens:
    """Colours in force."""
    return _etat().tokens


def couleur(token: str) -> QColor:
    """The colour called ``token`` in the theme in force."""
    return QColor(tokens().couleur(token))


def zoom() -> int:
    """Zoom in force, in percent."""
    return _etat().zoom


def px(taille: float) -> int:
    """``taille`` pixels at 100 %, zoomed; never less than one."""
    return max(1, round(taille * zoom() / 100))


def police(facteur: float = 1.0, *, gras: bool = False) -> QFont:
    """The interface font at ``facteur`` times the body size."""
    font = QFont(POLICE)
    font.setPointSizeF(TAILLE_POINTS * facteur * zoom() / 100)
    if gras:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def police_tableau(facteur: float = 1.0, *, gras: bool = False) -> QFont:
    """The interface font with figures of one width, so that amounts line up."""
    font = police(facteur, gras=gras)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def metriques(facteur: float = 1.0, *, gras: bool = False) -> QFontMetrics:
    """Measures of a text in :func:`police`."""
    return QFontMetrics(police(facteur, gras=gras))


def suivre(objet: QObject, function: Callable[[], object]) -> None:
    """Run ``function`` now and after each change of theme or zoom, as long as ``objet`` lives."""
    _Suivi(objet, function)


def set_role(widget: QWidget, role: str) -> None:
    """Give ``widget`` a role of the style sheet (« primaire », « discret », « carte »…), even once shown."""
    set_propriete(widget, "role", role)


def set_propriete(widget: QWidget, nom: str, valeur: str) -> None:
    """Change a property the style sheet selects on: Qt looks at it again only when asked to."""
    if widget.property(nom) == valeur:
        return
    widget.setProperty(nom, valeur)
    police = widget.font() if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) else None
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if police is not None:
        # Qt gives back the font the widget had before its first rule: that of a former zoom.
        widget.setFont(police)
    widget.update()


def style_sheet(jeu: Tokens) -> str:
    """The style sheet with its ``@token`` and its ``dp`` (pixels to zoom) replaced."""
    colore = re.sub(r"@(\w+)", lambda m: jeu.nom if m[1] == "nom" else jeu.couleur(m[1]), _feuille())
    return re.sub(r"(\d+)dp", lambda m: f"{px(int(m[1]))}px", colore)


def _palette(jeu: Tokens) -> QPalette:
    """Item views take all their colours from here: a rule of the style sheet would slow them tenfold."""
    role = QPalette.ColorRole
    palette = QPalette()
    for cle, token in (
        (role.Window, "fond"),
        (role.WindowText, "texte"),
        (role.Base, "surface"),
        (role.AlternateBase, "fond"),
        (role.Text, "texte"),
        (role.PlaceholderText, "texte_discret"),
        (role.Button, "surface"),
        (role.ButtonText, "texte"),
        (role.BrightText, "sur_accent"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "texte"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "texte"),
        (role.Light, "surface"),
        (role.Midlight, "survol"),
        (role.Mid, "bordure"),
        (role.Dark, "bordure_champ"),
        (role.Shadow, "bordure"),
    ):
        palette.setColor(cle, QColor(jeu.couleur(token)))
    for cle in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, cle, QColor(jeu.texte_discret))
    return palette
