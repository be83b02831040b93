from datetime import date
from decimal import Decimal

from models.domain.formats import (
    NON_RENSEIGNE,
    format_date,
    format_date_longue,
    format_euros,
    format_taux,
    sort_key,
)


def test_that_amounts_have_french_spaces_and_two_decimals():
    assert format_euros(Decimal("1234567.5")) == "1\u202f234\u202f567,50\u00a0€"
    assert format_euros(Decimal(-1234)) == "−1\u202f234,00\u00a0€"
    assert format_euros(Decimal(0)) == "0,00\u00a0€"


def test_that_rates_keep_their_decimals_and_show_one_at_least():
    textes = [format_taux(Decimal(t)) for t in ("0.2", "0.055", "1", "0", "0.1640400")]
    assert textes == ["20,0\u00a0%", "5,5\u00a0%", "100,0\u00a0%", "0,0\u00a0%", "16,404\u00a0%"]


def test_that_dates_are_french():
    assert format_date(date(2026, 4, 3)) == "03/04/2026"
    assert format_date_longue(date(2026, 4, 3)) == "3\u00a0avril\u00a02026"
    assert format_date_longue(date(2026, 12, 1)) == "1er\u00a0décembre\u00a02026"


def test_that_what_is_unknown_says_so():
    textes = {format_euros(None), format_taux(None), format_date(None), format_date_longue(None)}
    assert textes == {NON_RENSEIGNE}


def test_that_names_sort_as_in_a_dictionary():
    noms = ["zèbre", "Œuvre", "École", "ecluse", "île", "Ædicule", "oeil"]
    assert sorted(noms, key=sort_key) == ["Ædicule", "ecluse", "École", "île", "oeil", "Œuvre", "zèbre"]
