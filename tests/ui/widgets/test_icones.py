"""Every icon is a drawing that can be recoloured, and shows something."""

from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from pvd_desktop.ui import icones, theme


def _pixels(image: QImage) -> set[str]:
    """Names of the fully opaque colours."""
    couleurs = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {c.name() for c in couleurs if c.alpha() == 255}


@pytest.mark.parametrize("nom", sorted(icones.noms()))
def test_that_an_icon_is_a_24_pixel_stroke_in_the_current_colour(nom: str):
    racine = ET.fromstring(icones.source(nom))
    assert racine.get("viewBox") == "0 0 24 24"
    assert racine.get("stroke") == "currentColor"
    assert "#" not in icones.source(nom)


@pytest.mark.parametrize("nom", sorted(icones.noms()))
def test_that_an_icon_draws_something_in_its_colour_only(qapp: QApplication, nom: str):
    assert QSvgRenderer(icones.source(nom).encode()).isValid()
    image = icones.pixmap(nom, "erreur", 48).toImage()
    # Blending may round a channel by one where two strokes cross.
    rouge = theme.couleur("erreur").red()
    assert {QColor(nom).red() for nom in _pixels(image)} <= {rouge - 1, rouge}
    assert theme.couleur("erreur").name() in _pixels(image)


def test_that_a_disabled_icon_is_paler(qapp: QApplication):
    icone = icones.icone("accueil", "texte", 24)
    normal = icone.pixmap(24, 24, QIcon.Mode.Normal).toImage()
    inactif = icone.pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert QColor("#161616").name() in _pixels(normal)
    assert _pixels(inactif) == set()


def test_that_an_icon_is_drawn_once_for_all_its_uses(qapp: QApplication):
    assert icones.icone("accueil").cacheKey() == icones.icone("accueil").cacheKey()


def test_that_an_icon_is_drawn_sharp_for_a_dense_screen(qapp: QApplication):
    image = icones.icone("accueil", "texte", 24).pixmap(QSize(24, 24), 2.0)
    assert image.width() == 48
    assert image.deviceIndependentSize().width() == 24


def test_that_an_unknown_icon_is_refused(qapp: QApplication):
    with pytest.raises(KeyError):
        icones.icone("licorne")
