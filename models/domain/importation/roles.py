"""What a row of a sheet is: every row that holds something has one role, and one only."""

from enum import Enum, auto


class Role(Enum):
    """What a row is."""

    ACTION = auto()
    SUITE = auto()
    """A line of the action above it."""
    TITRE = auto()
    """An orientation."""
    TOTAL = auto()
    EXPLICATION = auto()
    """What people are told to write in each column."""
    ENTETE = auto()
    """The header again."""
    REMARQUE = auto()
    """Words beside the table."""
    VIDE = auto()
    """Nothing but dashes, or words that say that there is nothing."""
    AU_DESSUS = auto()
    """Above the body: titles of the table, then its header."""
