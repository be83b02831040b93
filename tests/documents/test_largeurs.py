"""Tables wider than their page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from pvd_desktop.documents import charte
from pvd_desktop.documents.largeurs import fit
from pvd_desktop.documents.renderers.pdf_texte import BOLD, register_fonts
from pvd_desktop.documents.tree import Align, Column, Euros, Row, Table

PAGE = 500.0


def table(*columns: Column, frozen: int = 1, montant: str = "1138100.50") -> Table:
    """A table of one row of amounts and words."""
    cells = tuple(Euros(Decimal(montant)) if c.align is Align.NUMBER else "mots" for c in columns)
    return Table(columns, (Row(cells),), "essai", frozen=frozen)


def montants(count: int, group: str = "") -> list[Column]:
    return [Column(f"Montant {n}", align=Align.NUMBER, group=group) for n in range(count)]


def slices(printed: Table, width: float) -> list[tuple[int, ...]]:
    """The columns of each part."""
    return [part.columns for part in fit(printed, width).parts]


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
    (part,) = fit(large, PAGE).parts
    assert part.widths[1] > 60
    assert sum(part.widths) == pytest.approx(PAGE)


def test_that_shares_are_kept_when_they_are_wide_enough():
    (part,) = fit(table(Column("a", 1), Column("b", 3)), 400).parts
    assert part.widths == (100, 300)


def test_that_columns_that_cannot_fit_still_fill_the_page():
    (part,) = fit(table(*montants(1)), 20).parts
    assert part.widths == pytest.approx((20,))


def test_that_letters_shrink_before_a_table_is_cut_and_only_as_much_as_they_must():
    sizes = {count: fit(table(Column("Action"), *montants(count)), PAGE) for count in (4, 8, 9, 12)}
    assert [len(found.parts) for found in sizes.values()] == [1, 1, 1, 2]
    assert sizes[4].size == charte.TABLE_SIZES[0]
    assert charte.TABLE_SIZES[-1] <= sizes[9].size < sizes[8].size < sizes[4].size


def test_that_the_parts_of_a_table_are_even():
    counts = [len(columns) for columns in slices(table(Column("Action"), *montants(20)), PAGE)]
    assert max(counts) - min(counts) <= 1


def test_that_words_are_not_broken_and_indents_are_counted():
    words = Table((Column("a", 1), Column("b", 50)), (Row(("Hauts-de-France", "x"), level=2),), "s", frozen=0)
    flat = Table(words.columns, (Row(("Hauts-de-France", "x")),), "s", frozen=0)
    (deep,), (plain,) = fit(words, PAGE).parts, fit(flat, PAGE).parts
    assert plain.widths[0] > 15 * 0.5 * charte.TABLE_SIZE
    assert deep.widths[0] - plain.widths[0] == pytest.approx(2 * charte.LEVEL_INDENT)


@given(
    st.lists(st.tuples(st.sampled_from(Align), st.sampled_from(["", "", "A", "B"])), min_size=1, max_size=70),
    st.integers(0, 8),
    st.floats(60, 1200),
)
def test_that_every_column_is_printed_in_order(kinds: list[tuple[Align, str]], frozen: int, width: float):
    columns = [Column(f"c{n}", align=align, group=group) for n, (align, group) in enumerate(kinds)]
    large = table(*columns, frozen=frozen)
    found = fit(large, width)
    cut = [part.columns for part in found.parts]
    kept = 0
    if len(cut) > 1:
        while kept < frozen and all(part[: kept + 1] == cut[0][: kept + 1] for part in cut):
            kept += 1
    assert [*cut[0], *(place for part in cut[1:] for place in part[kept:])] == list(range(len(columns)))
    assert all(sum(part.widths) == pytest.approx(width) for part in found.parts)


@pytest.mark.parametrize("group", ["Financements privés", "Aides valorisées (à part)", "Collectivités"])
def test_that_no_word_of_a_title_over_columns_is_cut(group: str):
    narrow = (Column("Privé", align=Align.NUMBER, group=group), *montants(12))
    found = fit(table(Column("Action", 8), *narrow, montant="15000"), PAGE)
    register_fonts()
    letters = charte.SMALL_SIZE * found.size / charte.TABLE_SIZE
    longest = max(pdfmetrics.stringWidth(word, BOLD, letters) for word in group.split(" "))
    assert found.parts[0].columns[1] == 1
    assert found.parts[0].widths[1] >= longest + 2 * charte.CELL_PADDING
