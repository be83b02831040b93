"""Counts and surfaces, as people type them."""

from decimal import Decimal

import pytest

from models.domain.errors import SaisieError
from models.domain.formats import format_entier, format_surface
from models.domain.saisie import parse_entier, parse_surface


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [("6214", 6214), ("6 214", 6214), ("1\u202f234\u00a0567", 1_234_567), (" 0 ", 0), ("", None), ("  ", None)],
)
def test_that_a_count_is_read_with_or_without_spaces(texte: str, attendu: int | None):
    assert parse_entier(texte) == attendu


@pytest.mark.parametrize("texte", ["-1", "1,5", "12 34", "mille", "9" * 11, "2147483648", "1e3", "²", "٣"])
def test_that_what_is_no_count_is_refused_with_a_remedy(texte: str):
    with pytest.raises(SaisieError, match="nombre entier"):
        parse_entier(texte)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [("24,35", "24.35"), ("24.35 ha", "24.35"), ("1 200 HA", "1200"), (",5", "0.5"), ("0", "0")],
)
def test_that_a_surface_is_read_in_hectares(texte: str, attendu: str):
    assert parse_surface(texte) == Decimal(attendu)


def test_that_no_surface_is_nothing():
    assert parse_surface(" ") is None


@pytest.mark.parametrize("texte", ["-1", "1,234", "grand", "ha", "1e9", "9" * 50, "1 000 000 000"])
def test_that_what_is_no_surface_is_refused_with_a_remedy(texte: str):
    with pytest.raises(SaisieError, match="hectares"):
        parse_surface(texte)


def test_that_what_is_written_is_read_back():
    assert parse_entier(format_entier(1_234_567)) == 1_234_567
    assert parse_surface(format_surface(Decimal("1200.50"))) == Decimal("1200.50")
