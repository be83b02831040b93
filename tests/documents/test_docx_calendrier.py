"""The calendar of the Word file: shaded bars against the years, as the PDF draws them."""

from datetime import date

from docx.oxml.ns import qn
from docx.table import Table
from lecture_docx import document, written

from pvd_desktop.documents.tree import Bar, Timeline

JOUR_FIN = date(2027, 12, 31)


def _strip(table: Table, row: int) -> list[tuple[str, int, str]]:
    """Style, columns and text of the cells of a row that stand under the years."""
    return [
        (
            str(cell.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))),  # pyright: ignore
            int(span.get(qn("w:val"))) if (span := cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")) is not None else 1,  # pyright: ignore
            "".join(text.text or "" for text in cell.iter(qn("w:t"))),
        )
        for cell in table.rows[row]._tr.findall(qn("w:tc"))[3:]
    ]


def _columns(table: Table, row: int, style: str) -> list[tuple[int, int]]:
    """First column of each cell of that style, and the one after it."""
    found: list[tuple[int, int]] = []
    start = 0
    for own, span, _ in _strip(table, row):
        if own == style:
            found.append((start, start + span))
        start += span
    return found


def _timeline(*bars: Bar) -> Table:
    [table] = written(document(Timeline(bars, "Calendrier"))).tables
    return table


def test_that_a_bar_covers_its_share_of_the_years():
    table = _timeline(
        Bar("Deux années", date(2026, 1, 1), JOUR_FIN),
        Bar("La seconde", date(2027, 1, 1), JOUR_FIN),
        Bar("Un jour", date(2026, 7, 1), date(2026, 7, 1)),
    )
    [tout], [seconde], [jour] = (_columns(table, row, "BarreCalendrier") for row in (1, 2, 3))
    largeur = tout[1]
    assert tout == (0, largeur)
    assert seconde == (largeur // 2, largeur)
    assert jour == (largeur // 4, largeur // 4 + 1)


def test_that_years_head_their_columns_and_every_row_is_as_wide():
    table = _timeline(Bar("a", date(2023, 5, 2), date(2028, 11, 30)), Bar("b", None), Bar("c", date(2025, 1, 1)))
    assert [text for _, _, text in _strip(table, 0)] == ["2023", "2024", "2025", "2026", "2027", "2028"]
    assert len({sum(span for _, span, _ in _strip(table, row)) for row in range(4)}) == 1


def test_that_a_milestone_is_a_mark_that_stays_inside_the_table():
    table = _timeline(Bar("Chantier", date(2026, 1, 1), JOUR_FIN), Bar("Remise des clés", JOUR_FIN, milestone=True))
    *_, last = _strip(table, 2)
    assert last[2] == "\u25c6"
    assert sum(span for _, span, _ in _strip(table, 2)) == sum(span for _, span, _ in _strip(table, 1))


def test_that_steps_without_a_date_make_a_plain_table():
    table = _timeline(Bar("Étude", None), Bar("Travaux", None))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Étape", "Début", "Fin"],
        ["Étude", "Non renseigné", "Non renseigné"],
        ["Travaux", "Non renseigné", "Non renseigné"],
    ]
