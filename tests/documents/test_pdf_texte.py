"""What reportlab is given: clean text, bounded pieces, bars at their place."""

from datetime import date

import pytest

from pvd_desktop.documents.axe import Axis
from pvd_desktop.documents.renderers.pdf_pages import fitted
from pvd_desktop.documents.renderers.pdf_texte import BOLD, UNKNOWN, clean, cut, markup
from pvd_desktop.documents.tree import Bar, RichText, Run


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("1\u202f234,50\u00a0€", "1\u00a0234,50\u00a0€"),
        ("a\tb\r\nc\rd", "a b\nc\nd"),
        ("porte\u2011à\u00adfaux\u200b", "porte-àfaux"),
        ("🎉", UNKNOWN),
        ("\ud800\x01", UNKNOWN),
    ],
)
def test_that_text_is_made_of_known_characters(texte: str, attendu: str):
    assert clean(texte) == attendu


def test_that_emphasis_uses_the_characters_of_its_own_face():
    assert markup((Run("n°\u2116", italic=True),)) == f"<i>n°{UNKNOWN}</i>"
    assert markup((Run("a<b", bold=True, italic=True),)) == "<i><b>a&lt;b</b></i>"


@pytest.mark.parametrize(
    ("runs", "limite", "attendu"),
    [
        ((Run("court"),), 10, ["court"]),
        ((), 10, [""]),
        ((Run("Une phrase. Une autre. Fin"),), 24, ["Une phrase. Une autre.", "Fin"]),
        ((Run("mot mot mot mot"),), 9, ["mot mot", "mot mot"]),
        ((Run("W" * 7),), 3, ["WWW", "WWW", "W"]),
        ((Run("a"), Run("bcdef", bold=True)), 1, ["a", "b", "c", "d", "e", "f"]),
    ],
)
def test_that_a_long_text_is_cut_where_it_hurts_least(runs: RichText, limite: int, attendu: list[str]):
    assert ["".join(run.text for run in piece).strip() for piece in cut(runs, limite)] == attendu


def test_that_line_breaks_count_when_a_text_is_cut():
    assert [piece[0].text for piece in cut((Run("a\nb\nc\nd"),), 22, 10)] == ["a\nb", "c\nd"]


def test_that_a_header_too_long_ends_with_an_ellipsis():
    assert fitted("court", 100, BOLD) == "court"
    assert fitted("W" * 500, 100).endswith("…")
    assert fitted("W", 0) == "…"


def test_that_bars_stand_at_their_true_place():
    axis = Axis.of((Bar("a", date(2026, 1, 1), date(2027, 12, 31)), Bar("b", None)))
    assert axis == Axis(2026, 2027)
    assert axis
    assert axis.share(date(2026, 1, 1)) == 0
    assert axis.share(date(2027, 12, 31), end=True) == 1
    assert axis.share(date(2027, 1, 1)) == 365 / 730
    assert list(axis.marks) == [2026, 2027]
    assert list(Axis(2000, 2031).marks) == list(range(2000, 2032, 4))
    assert Axis.of((Bar("b", None),)) is None


def test_that_a_text_is_never_cut_at_a_no_break_space_and_a_line_break_is_a_good_place():
    mots = "- la Grand-Place et la filature\u00a0;\n- les commerçants «\u00a0de la rue\u00a0»\u00a0; la suite"
    for limite in range(20, len(mots)):
        morceaux = ["".join(run.text for run in morceau) for morceau in cut((Run(mots),), limite)]
        assert not any(morceau.startswith((";", "»", "\u00a0")) for morceau in morceaux)
    assert cut((Run(mots),), 60)[0][0].text == "- la Grand-Place et la filature\u00a0;"
