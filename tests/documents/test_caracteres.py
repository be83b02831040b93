"""The list of the characters that documents print is what the font and the renderer do."""

from importlib.resources import files

import pytest

from models.referentiel.caracteres import load_non_imprimables
from pvd_desktop.documents.renderers.caracteres import build_list
from pvd_desktop.documents.renderers.pdf_texte import UNKNOWN, clean


def test_that_the_published_list_is_that_of_the_font():
    publiee = files("resources").joinpath("referentiels", "caracteres.txt").read_text(encoding="utf-8")
    assert publiee == build_list()


@pytest.mark.parametrize("texte", ["L’œuvre — 1\u202f234,50\u00a0€ « ☑ → ✓ »", "a\tb\nc", "co\u00adop\u200b", UNKNOWN])
def test_that_what_is_printed_is_not_told(texte: str):
    assert clean(texte).count(UNKNOWN) == texte.count(UNKNOWN)
    assert load_non_imprimables().search(texte) is None


@pytest.mark.parametrize("caractere", ["🏛", "⚠", "●", "漢", "ع", "\U0010ffff"])
def test_that_what_becomes_a_box_is_found(caractere: str):
    assert clean(caractere) == UNKNOWN
    assert load_non_imprimables().findall(f"Le {caractere}\ufe0f marché") == [caractere]
