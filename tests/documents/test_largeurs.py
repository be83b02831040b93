"""Tables wider than their page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvd_desktop.documents.largeurs import column_widths, minimum_widths, slices
from pvd_desktop.documents.tree import Align, Column, Euros, Row, Table

PAGE = 500.0


def table(*columns: Column, frozen: int = 1, montant: str = "1138100.50") -> Table:
    """A table of one row of amounts and words."""
    cells = tuple(Euros(Decimal(montant)) if c.align is Align.NUMBER else "mots" for c in columns)
    return Table(columns, (Row(cells),), "essai", frozen=frozen)


def montants(count: int, group: str = "") -> list[Column]:
    return [Column(f"Montant {n}", align=Align.NUMBER, group=group) for n in range(count)]


def test_that_a_table_that_fits_is_not_cut():
    assert slices(table(Column("Action"), *montants(4)), PAGE) == [(0, 1, 2, 3, 4)]


def test_that_a_wide_table_repeats_its_frozen_columns_on_every_slice():
    cut = slices(table(Column("N°"), Column("Action"), *montants(20), frozen=2), PAGE)
    assert len(cut) > 1
    assert all(part[:2] == (0, 1) for part in cut)
    assert [place for part in cut for place in part[2:]] == list(range(2, 22))


def test_that_columns_under_one_title_stay_together_when_they_can():
    cut = slices(table(Column("Action"), *montants(4), *montants(4, "État"), *montants(2, "Région")), PAGE)
    assert cut == [(0, 1, 2, 3, 4), (0, 5, 6, 7, 8, 9, 10)]


def test_that_a_title_wider_than_the_page_is_cut_like_the_others():
    cut = slices(table(Column("Action"), *montants(20, "État")), PAGE)
    assert [place for part in cut for place in part[1:]] == list(range(1, 21))


def test_that_frozen_columns_that_fill_the_page_give_way():
    cut = slices(table(*montants(12), frozen=10), PAGE)
    assert all(len(part) > 5 for part in cut[:-1])
    assert sorted({place for part in cut for place in part}) == list(range(12))


def test_that_an_amount_is_given_the_width_it_needs_whatever_its_share():
    large = table(Column("Action", 100), Column("Coût", 1, Align.NUMBER), montant="999999999.99")
    widths = column_widths(large, (0, 1), PAGE)
    assert widths[1] == minimum_widths(large)[1] > 60
    assert sum(widths) == pytest.approx(PAGE)


def test_that_shares_are_kept_when_they_are_wide_enough():
    assert column_widths(table(Column("a", 1), Column("b", 3)), (0, 1), 400) == [100, 300]


def test_that_columns_that_cannot_fit_still_fill_the_page():
    assert sum(column_widths(table(*montants(20)), tuple(range(20)), PAGE)) == pytest.approx(PAGE)


@given(
    st.lists(st.tuples(st.sampled_from(Align), st.sampled_from(["", "", "A", "B"])), min_size=1, max_size=70),
    st.integers(0, 8),
    st.floats(60, 1200),
)
def test_that_every_column_is_printed_in_order(kinds: list[tuple[Align, str]], frozen: int, width: float):
    columns = [Column(f"c{n}", align=align, group=group) for n, (align, group) in enumerate(kinds)]
    large = table(*columns, frozen=frozen)
    cut = slices(large, width)
    kept = 0
    if len(cut) > 1:
        while kept < frozen and all(part[: kept + 1] == cut[0][: kept + 1] for part in cut):
            kept += 1
    assert [*cut[0], *(place for part in cut[1:] for place in part[kept:])] == list(range(len(columns)))
    for part in cut:
        assert sum(column_widths(large, part, width)) == pytest.approx(width)
