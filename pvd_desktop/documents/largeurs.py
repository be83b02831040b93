"""Widths of the columns of a table, and how one wider than its page is cut into tables read one after the other.

An amount is never broken over two lines: a column of figures is at least as wide as its longest one.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Align, RowKind, Table, Value

_DIGIT = 0.505
"""Width of a digit, in parts of the size; bold ones included."""
_WORDS = 46.0
"""Points under which words are cut everywhere."""
_LONGEST_FIGURE = 24
"""Characters; what is longer is no figure, and may be broken."""


def slices(table: Table, available_width: float) -> list[tuple[int, ...]]:
    """Places of the columns of each table to print, in order: one tuple when everything fits in the width.

    The ``frozen`` first columns open every slice, and columns under one title stay together when a slice can hold
    them.
    """
    needed = minimum_widths(table)
    places = tuple(range(len(table.columns)))
    if sum(needed) <= available_width or len(places) <= 1:
        return [places]
    frozen = _kept(needed, table.frozen, available_width)
    room = available_width - sum(needed[place] for place in frozen)
    found: list[tuple[int, ...]] = []
    current: list[int] = []
    for group in _groups(table, places[len(frozen) :]):
        if current and _total(needed, [*current, *group]) > room and _total(needed, group) <= room:
            found.append((*frozen, *current))
            current = []
        for place in group:
            if current and _total(needed, [*current, place]) > room:
                found.append((*frozen, *current))
                current = []
            current.append(place)
    return [*found, (*frozen, *current)]


def column_widths(table: Table, columns: Sequence[int], available_width: float) -> list[float]:
    """Width of each of the ``columns``: their shares, but none under what it needs as long as all fit."""
    needed = minimum_widths(table)
    weights = {place: table.columns[place].weight for place in columns}
    fixed: dict[int, float] = {}
    while True:
        left = available_width - sum(fixed.values())
        total = sum(weight for place, weight in weights.items() if place not in fixed)
        shares = {place: left * weight / total for place, weight in weights.items() if place not in fixed}
        short = [place for place, share in shares.items() if share < needed[place]]
        if not short:
            return [fixed.get(place, shares.get(place, 0.0)) for place in columns]
        if len(short) == len(shares):
            return _shrunk([needed[place] for place in columns], available_width)
        fixed |= {place: needed[place] for place in short}


def minimum_widths(table: Table) -> list[float]:
    """The least width of each column, in points."""
    return [
        _figures(row.cells[place] for row in table.rows if row.kind is not RowKind.GROUP)
        if column.align is Align.NUMBER
        else _WORDS
        for place, column in enumerate(table.columns)
    ]


def _figures(values: Iterable[Value]) -> float:
    longest = max((len(text_of(value)) for value in values), default=0)
    return min(longest, _LONGEST_FIGURE) * charte.TABLE_SIZE * _DIGIT + 2 * charte.CELL_PADDING


def _kept(needed: Sequence[float], frozen: int, available_width: float) -> tuple[int, ...]:
    """The frozen columns that leave half the width to the others."""
    kept = tuple(range(min(frozen, len(needed) - 1)))
    while kept and sum(needed[place] for place in kept) > available_width / 2:
        kept = kept[:-1]
    return kept


def _groups(table: Table, places: Sequence[int]) -> list[list[int]]:
    """Neighbours under one title; a column without title stands alone."""
    titled = groupby(places, key=lambda place: table.columns[place].group or place)
    return [list(group) for _, group in titled]


def _total(needed: Sequence[float], places: Iterable[int]) -> float:
    return sum(needed[place] for place in places)


def _shrunk(widths: Sequence[float], available_width: float) -> list[float]:
    ratio = available_width / sum(widths)
    return [width * ratio for width in widths]
