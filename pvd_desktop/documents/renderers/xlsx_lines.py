"""Lines that a text takes in a cell: not every program gives a row the height its texts need."""

from typing import Final

_LETTERS: Final = {
    "iîïjl.,;:’'|I!": 0.25,
    " -()[]ftr/": 0.32,
    "aegcsvzxykJ?«»·": 0.48,
    "MW—@Œœ": 0.87,
    "mw%&æÆ": 0.8,
    "ABCDEFGHKLNOPQRSTUVXYZÀÂÉÈÊËÎÔÙÛÇ": 0.6,
}
_EMS: Final = {letter: width for letters, width in _LETTERS.items() for letter in letters}
"""Widths of Calibri, in ems, a little over the true ones; other letters are as wide as a digit."""
_DIGIT: Final = 0.53
_UNIT: Final = 7 / 12
"""Ems of a text of the size of cells in one unit of width: seven pixels."""


def count_lines(text: str, width: float) -> int:
    """Lines of ``text``, broken between words, in a cell of that width.

    >>> count_lines("Réunion", 12), count_lines("Réunion d’expertise sur place", 12)
    (1, 3)
    """
    room = width * _UNIT
    return sum(1 if len(line) * _DIGIT < room * 0.6 else _wrap(line, room) for line in text.split("\n"))


def _wrap(line: str, room: float) -> int:
    lines, used = 1, 0.0
    space = _EMS[" "]
    for word in line.split(" "):
        length = sum(_EMS.get(letter, _DIGIT) for letter in word)
        if used and used + space + length > room:
            lines, used = lines + 1, 0.0
        used += length + (space if used else 0)
        # A word wider than the cell is cut where the cell ends.
        while used > room:
            lines, used = lines + 1, used - room
    return lines
