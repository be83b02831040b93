"""Formulas of the tables in the words of a spreadsheet file: English names, commas, one cell per key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from pvd_desktop.documents.formulas import AtLeastZero, Cell, CountIfEmpty, Difference, Formula, Quotient, Sum

_ROW = "{row}"
_TERMS = 200
"""Terms of one SUM; a spreadsheet takes 255."""


def template(formula: Formula, letters: Mapping[str, str]) -> str:
    """The formula of a column, with ``{row}`` in the place of the row.

    Args:
        formula: how the column is computed.
        letters: letter of the column of each key.
    """
    match formula:
        case CountIfEmpty(key):
            return f'=IF({_cell(key, letters)}="",1,0)'
        case Quotient(left, right, decimals):
            divisor = _number(right, letters)
            return f'=IF({divisor}=0,"",ROUND({_number(left, letters)}/{divisor},{decimals}))'
        case Cell() | Sum() | Difference() | AtLeastZero():
            # Amounts are cents: what binary fractions leave behind must not show.
            result = f"ROUND({_number(formula, letters)},2)"
            empty = [f'{_cell(key, letters)}=""' for key in _needed(formula)]
            if not empty:
                return f"={result}"
            test = empty[0] if len(empty) == 1 else f"OR({','.join(empty)})"
            return f'=IF({test},"",{result})'
        case _:
            assert_never(formula)


def sum_of(letter: str, rows: Sequence[int], *, empty: bool) -> str:
    """The sum of the cells of column ``letter`` in these rows, counted from one.

    Args:
        letter: the column.
        rows: the rows added up.
        empty: nothing is known there for now; the sum stays empty until something is.
    """
    ranges = [f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}" for first, last in _runs(rows)]
    total = _nested("SUM", ranges)
    return f'=IF({_nested("COUNT", ranges)}=0,"",{total})' if empty else f"={total}"


def _nested(function: str, terms: Sequence[str]) -> str:
    """``function`` over any number of terms."""
    if len(terms) <= _TERMS:
        return f"{function}({','.join(terms)})"
    slices = (",".join(terms[i : i + _TERMS]) for i in range(0, len(terms), _TERMS))
    return f"SUM({','.join(f'{function}({part})' for part in slices)})"


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of neighbouring rows."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = last = row
        elif row == last + 1:
            last = row
        else:
            yield first, last
            first = last = row
    if first is not None and last is not None:
        yield first, last


def _number(formula: Formula, letters: Mapping[str, str]) -> str:
    """The formula as a number, an empty cell counting for zero."""
    match formula:
        case Cell(key):
            return f"N({_cell(key, letters)})"
        case Sum(terms):
            cells = [_cell(t.key, letters) if isinstance(t, Cell) else _number(t, letters) for t in terms]
            return _nested("SUM", cells) if cells else "0"
        case Difference(left, right):
            return f"{_number(left, letters)}-{_number(right, letters)}"
        case AtLeastZero(term):
            return f"MAX(0,{_number(term, letters)})"
        case Quotient() | CountIfEmpty():
            return f"N({template(formula, letters)[1:]})"
        case _:
            assert_never(formula)


def _needed(formula: Formula) -> tuple[str, ...]:
    """Keys of the cells without which there is no result."""
    match formula:
        case AtLeastZero(needed=needed):
            return needed
        case Difference(left=Cell(key)):
            return (key,)
        case _:
            return ()


def _cell(key: str, letters: Mapping[str, str]) -> str:
    return f"{letters[key]}{_ROW}"
