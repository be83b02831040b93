"""Widths of the columns of a table, and how one wider than its page is cut into tables read one after the other.

An amount is never broken over two lines: a column of figures is at least as wide as its longest one. Letters shrink
first, down to a size that is still read; then the table is cut.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Align, Blank, Row, RowKind, Table, Value

_DIGIT = 0.505
"""Width of a digit, in parts of the size; bold ones included."""
_LETTER = 0.56
"""Width of a mean bold letter, in parts of the size."""
_WORD = 16
"""Characters of the longest word that are kept on one line."""
_HEADING_WORDS = 20
"""Characters a column that heads the rows of every part holds on a line at least, when it has as many."""
_ENOUGH = 2_000
"""Characters of a cell that are looked at."""
_LONGEST_FIGURE = 24
"""Characters; what is longer is no figure, and may be broken."""
_LONGEST_TITLE = 14
"""Characters of the longest word of a title that are kept on one line."""
_TRIALS = 12
_FIGURES = 4
"""Key figures on a line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the tables to print, one after the other, in the place of one that is too wide."""

    columns: tuple[int, ...]
    """Places of its columns."""
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is printed in a given width."""

    size: float
    """Size of its letters, in points."""
    parts: tuple[Part, ...]


def fit(table: Table, available_width: float) -> Fit:
    """The largest letters among those that cut the table in the fewest parts.

    The ``frozen`` first columns open every part, and columns under one title stay together when a part can hold them.
    A column has its share of the width, but never less than it needs as long as all fit.
    """
    measured = _Measured.of(table)
    cuts = {size: _slices(table, measured.widths(size), available_width) for size in charte.TABLE_SIZES}
    fewest = min(map(len, cuts.values()))
    size = max(size for size, cut in cuts.items() if len(cut) == fewest)
    needed = measured.widths(size)
    weights = [column.weight for column in table.columns]
    return Fit(size, tuple(Part(cut, tuple(_widths(weights, needed, cut, available_width))) for cut in cuts[size]))


@dataclass(frozen=True, slots=True)
class _Measured:
    """What each column needs."""

    content: tuple[float, ...]
    """In parts of the size."""
    indents: tuple[int, ...]
    """Levels of the rows it heads."""

    @classmethod
    def of(cls, table: Table) -> "_Measured":
        rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
        sharing = Counter(column.group for column in table.columns)
        content = (
            max(
                _title(column.title),
                # No word of the title over several columns is cut either.
                _title(column.group) / sharing[column.group],
                _figures(row.cells[place] for row in rows)
                if column.align is Align.NUMBER
                else _words((row.cells[place] for row in rows), heading=place < table.frozen),
            )
            for place, column in enumerate(table.columns)
        )
        indents = [0] * len(table.columns)
        for row in rows:
            if row.level:
                place = heading_place(row)
                indents[place] = max(indents[place], min(row.level, charte.LEVEL_DEEPEST))
        return cls(tuple(content), tuple(indents))

    def widths(self, size: float) -> list[float]:
        """Least width of each column in letters of ``size``."""
        return [
            content * size + indent * charte.LEVEL_INDENT + 2 * charte.CELL_PADDING
            for content, indent in zip(self.content, self.indents, strict=True)
        ]


def figures_per_line(wanted: Sequence[float], available_width: float) -> int:
    """How many key figures stand on a line: a fifth one joins the four others when it holds, not to stand alone."""
    alone = len(wanted) == _FIGURES + 1
    return len(wanted) if alone and sum(wanted) <= available_width else _FIGURES


def heading_place(row: Row) -> int:
    """Place of the cell that bears the level of the row: the first that says something."""
    return next((place for place, value in enumerate(row.cells) if not isinstance(value, Blank)), 0)


def _title(text: str) -> float:
    longest = max(map(len, text.split(" ")))
    return min(longest, _LONGEST_TITLE) * _LETTER * charte.SMALL_SIZE / charte.TABLE_SIZE


def _figures(values: Iterable[Value]) -> float:
    longest = max((len(text_of(value)) for value in values), default=0)
    return min(longest, _LONGEST_FIGURE) * _DIGIT


def _words(values: Iterable[Value], *, heading: bool) -> float:
    texts = {text_of(value)[:_ENOUGH] for value in values}
    if heading:
        return min(max(map(len, texts), default=0), _HEADING_WORDS) * _LETTER
    # Not ``split()``: lines do not break at a no-break space.
    words = (len(word) for text in texts for word in text.replace("\n", " ").split(" "))
    return min(max(words, default=0), _WORD) * _LETTER


def _slices(table: Table, needed: Sequence[float], available_width: float) -> list[tuple[int, ...]]:
    places = tuple(range(len(table.columns)))
    if sum(needed) <= available_width or len(places) <= 1:
        return [places]
    frozen = _kept(needed, table.frozen, available_width)
    room = available_width - _total(needed, frozen)
    groups = _groups(table, places[len(frozen) :])
    found = _filled(groups, needed, room)
    # A narrower room that makes no more slices leaves none of them nearly empty.
    for trial in range(_TRIALS // 2, _TRIALS):
        even = _filled(groups, needed, room * trial / _TRIALS)
        if len(even) == len(found):
            found = even
            break
    return [(*frozen, *columns) for columns in found]


def _filled(groups: Sequence[Sequence[int]], needed: Sequence[float], room: float) -> list[list[int]]:
    """The columns of each slice: as many groups as the ``room`` holds."""
    found: list[list[int]] = [[]]
    for group in groups:
        whole = _total(needed, group)
        if found[-1] and _total(needed, found[-1]) + whole > room >= whole:
            found.append([])
        for place in group:
            if found[-1] and _total(needed, found[-1]) + needed[place] > room:
                found.append([])
            found[-1].append(place)
    return found


def _widths(
    shares: Sequence[float], needed: Sequence[float], columns: Sequence[int], available_width: float
) -> list[float]:
    weights = {place: shares[place] for place in columns}
    fixed: dict[int, float] = {}
    while True:
        left = available_width - sum(fixed.values())
        total = sum(weight for place, weight in weights.items() if place not in fixed)
        given = {place: left * weight / total for place, weight in weights.items() if place not in fixed}
        short = [place for place, share in given.items() if share < needed[place]]
        if not short:
            return [fixed.get(place, given.get(place, 0.0)) for place in columns]
        if len(short) == len(given):
            return _shrunk([needed[place] for place in columns], available_width)
        fixed |= {place: needed[place] for place in short}


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
