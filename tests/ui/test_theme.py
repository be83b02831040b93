"""The appearance: readable colours, one zoom for all sizes, a switch that reaches what is already on screen."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.tokens import CLAIR, CONTRASTE, NOMS_DE_COULEURS, SOMBRE, Tokens, contraste

JEUX = pytest.mark.parametrize("jeu", [CLAIR, SOMBRE, CONTRASTE], ids=lambda jeu: jeu.nom)
NIVEAUX = ("succes", "attention", "erreur", "information")


@pytest.fixture(autouse=True)
def _clair_apres(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "clair", 100)
    yield
    theme.apply(qapp, "clair", 100)


@JEUX
@pytest.mark.parametrize("fond", ["fond", "surface", "survol", "selection"])
@pytest.mark.parametrize("texte", ["texte", "texte_discret"])
def test_that_a_text_is_readable_on_every_ground(jeu: Tokens, fond: str, texte: str):
    assert contraste(jeu.couleur(texte), jeu.couleur(fond)) >= 4.5


@JEUX
@pytest.mark.parametrize("couleur", [*NIVEAUX, "accent"])
@pytest.mark.parametrize("fond", ["fond", "surface"])
def test_that_a_coloured_word_is_readable_on_the_page(jeu: Tokens, fond: str, couleur: str):
    assert contraste(jeu.couleur(couleur), jeu.couleur(fond)) >= 4.5


@JEUX
@pytest.mark.parametrize("niveau", NIVEAUX)
def test_that_a_banner_and_a_badge_are_readable_on_their_tint(jeu: Tokens, niveau: str):
    fond = jeu.couleur(f"fond_{niveau}")
    assert contraste(jeu.couleur(niveau), fond) >= 4.5
    assert contraste(jeu.texte, fond) >= 4.5
    assert contraste(jeu.texte_discret, fond) >= 4.5


@JEUX
def test_that_a_primary_button_is_readable_even_under_the_pointer(jeu: Tokens):
    assert contraste(jeu.sur_accent, jeu.accent) >= 4.5
    assert contraste(jeu.sur_accent, jeu.accent_survol) >= 4.5


@JEUX
def test_that_the_outline_of_a_field_is_seen(jeu: Tokens):
    assert contraste(jeu.bordure_champ, jeu.surface) >= 3


@JEUX
def test_that_tokens_are_colours_and_no_others_are_named_by_the_style_sheet(jeu: Tokens):
    assert all(re.fullmatch(r"#[0-9A-F]{6}", jeu.couleur(nom)) for nom in NOMS_DE_COULEURS)
    feuille = theme.style_sheet(jeu)
    assert "@" not in re.sub(r"/\*.*?\*/", "", feuille)
    assert not re.search(r"\ddp", feuille)


def test_that_the_style_sheet_never_colours_an_item_view():
    feuille = (files("resources") / "styles" / "application.qss").read_text(encoding="utf-8")
    regles = re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", feuille, flags=re.DOTALL))
    for selecteurs, corps in regles:
        vues = re.findall(r"Q(?:Table|Tree|List|AbstractItem)View(?!\S*::)\s*(?:,|$)", selecteurs.strip())
        assert not (vues and re.search(r"\b(?:background|border)\b", corps)), selecteurs


def test_that_the_font_of_the_interface_is_the_bundled_one(qapp: QApplication):
    assert QFontInfo(qapp.font()).family() == theme.POLICE
    assert qapp.font().pointSizeF() == 10.5


def test_that_figures_of_tables_have_one_width(qapp: QApplication):
    from PySide6.QtGui import QFontMetricsF

    metriques = QFontMetricsF(theme.police_tableau())
    assert metriques.horizontalAdvance("1111") == metriques.horizontalAdvance("8888")


def test_that_the_zoom_reaches_sizes_and_fonts_and_stays_within_bounds(qapp: QApplication):
    theme.apply(qapp, "clair", 150)
    assert theme.px(8) == 12
    assert qapp.font().pointSizeF() == pytest.approx(15.75)
    theme.apply(qapp, "clair", 400)
    assert theme.zoom() == 150
    theme.apply(qapp, "clair", 10)
    assert theme.zoom() == 90
    assert theme.px(0.1) == 1


def test_that_the_theme_changes_the_palette_while_the_application_runs(qapp: QApplication):
    theme.apply(qapp, "sombre")
    assert qapp.palette().color(QPalette.ColorRole.Base) == theme.couleur("surface")
    assert theme.tokens() is SOMBRE


def test_that_the_system_theme_is_one_of_ours():
    assert theme.resolve(theme.NomTheme.SYSTEME) in {CLAIR, SOMBRE}


def test_that_an_icon_already_on_screen_follows_the_theme(qapp: QApplication, qtbot: QtBot):
    bouton = QPushButton()
    qtbot.addWidget(bouton)
    icones.poser(bouton, "accueil", "texte", 20)
    avant = bouton.icon().pixmap(20, 20).toImage()
    theme.apply(qapp, "sombre", 150)
    assert bouton.icon().pixmap(20, 20).toImage() != avant
    assert bouton.iconSize().width() == 30


def test_that_a_label_keeps_its_size_when_its_role_comes_and_goes_after_a_zoom(qapp: QApplication, qtbot: QtBot):
    libelle = QLabel("140\u202f615,34\u00a0€")
    qtbot.addWidget(libelle)
    theme.suivre(libelle, lambda: libelle.setFont(theme.police_tableau(gras=True)))
    theme.set_role(libelle, "erreur")
    libelle.show()
    theme.apply(qapp, "clair", 150)
    for role in ("", "erreur"):
        theme.set_role(libelle, role)
        assert libelle.font() == theme.police_tableau(gras=True)


def test_that_what_follows_the_theme_stops_with_its_owner(qapp: QApplication):
    appels: list[int] = []
    proprietaire = QObject()
    theme.suivre(proprietaire, lambda: appels.append(theme.zoom()))
    theme.apply(qapp, "clair", 110)
    assert appels == [100, 110]
    del proprietaire
    theme.apply(qapp, "clair", 120)
    assert appels == [100, 110]


def test_that_an_unknown_theme_and_an_unknown_token_are_refused(qapp: QApplication):
    with pytest.raises(ValueError, match="mauve"):
        theme.apply(qapp, "mauve")
    with pytest.raises(KeyError):
        theme.couleur("mauve")
