"""A column of a table: everything one needs to know about it, in one entry."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from models.domain.formats import sort_key
from pvd_desktop.ui import icones, theme

L = TypeVar("L")
Index = QModelIndex | QPersistentModelIndex

GAUCHE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DROITE: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter

ROLE_TRI: Final = Qt.ItemDataRole.UserRole + 1
"""What the column is sorted on: int, float or str."""
ROLE_CLE: Final = Qt.ItemDataRole.UserRole + 2
"""Identity of the row."""
ROLE_LIGNE: Final = Qt.ItemDataRole.UserRole + 3
"""The snapshot of the row."""
ROLE_COPIE: Final = Qt.ItemDataRole.UserRole + 4
"""What the clipboard takes of the cell."""


# No slots: Python 3.11 cannot build a frozen, generic and slotted class as « Colonne[Ligne](…) ».
@dataclass(frozen=True, kw_only=True)
class Colonne(Generic[L]):
    """One column.

    Attributes:
        titre: header.
        texte: what is shown.
        sort_by: int, float or str to sort on; by default the accent-proof text. A proxy leaves any other type
            unsorted without saying so.
        champ: name of the field a typed text changes; editable when ``parse`` is given too.
        parse: value of a typed text, or SaisieError.
        edition: text to start editing from; by default ``texte``.
        align: ``GAUCHE``, ``DROITE`` (amounts) or ``CENTRE``.
        largeur: first width, in pixels at 100 %.
        aide: tooltip of the header.
        icone: (name, token) of the icon of a row, if any.
        token: colour token of the text of a row, if any.
        gras: whether the text of a row stands out.
        bulle: what the tooltip of a cell says, when it is more than the cell shows.
        accessible: what a screen reader says of the cell.
        copie: what a spreadsheet is given of the cell, when it could not count with what is shown.
    """

    titre: str
    texte: Callable[[L], str]
    sort_by: Callable[[L], int | float | str] | None = None
    champ: str = ""
    parse: Callable[[str], object] | None = None
    edition: Callable[[L], str] | None = None
    align: Qt.AlignmentFlag = GAUCHE
    largeur: int = 120
    aide: str = ""
    icone: Callable[[L], tuple[str, str] | None] | None = None
    token: Callable[[L], str | None] | None = None
    gras: Callable[[L], bool] | None = None
    bulle: Callable[[L], str] | None = None
    accessible: Callable[[L], str] | None = None
    copie: Callable[[L], str] | None = None
    _lectures: dict[int, Callable[[L], Any]] = field(init=False, repr=False, compare=False)
    """What answers each role that says something, ready once: a view asks thousands of times a second."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lectures", self._build_lectures())

    @property
    def editable(self) -> bool:
        """Whether a text can be typed in it."""
        return bool(self.champ) and self.parse is not None

    def data(self, ligne: L, role: int) -> Any:
        """Answer of the model for this column."""
        lecture = self._lectures.get(role)
        return self._dress(ligne, role) if lecture is None else lecture(ligne)

    def header(self, role: int) -> Any:
        """Answer of the model for the header."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.titre
            case Qt.ItemDataRole.ToolTipRole:
                return self.aide or self.titre
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.align
            case _:
                return None

    def _build_lectures(self) -> dict[int, Callable[[L], Any]]:
        return {
            Qt.ItemDataRole.DisplayRole: self.texte,
            Qt.ItemDataRole.EditRole: self.edition or self.texte,
            Qt.ItemDataRole.ToolTipRole: self.bulle or self.texte,
            Qt.ItemDataRole.AccessibleTextRole: self._say,
            Qt.ItemDataRole.TextAlignmentRole: lambda _ligne: self.align,
            ROLE_TRI: self.sort_by or self._sort_text,
            ROLE_LIGNE: lambda ligne: ligne,
            ROLE_COPIE: self.copie or self.texte,
        }

    def _say(self, ligne: L) -> str:
        texte = (self.texte if self.accessible is None else self.accessible)(ligne) or "vide"
        return f"{self.titre}\u00a0: {texte}" if self.titre else texte

    def _sort_text(self, ligne: L) -> str:
        return sort_key(self.texte(ligne))

    def _dress(self, ligne: L, role: int) -> Any:
        """Icon, colour and weight."""
        if role == Qt.ItemDataRole.DecorationRole and self.icone is not None and (icone := self.icone(ligne)):
            return icones.icone(*icone, 16)
        if role == Qt.ItemDataRole.ForegroundRole and self.token is not None and (token := self.token(ligne)):
            return theme.couleur(token)
        if role == Qt.ItemDataRole.FontRole and self.gras is not None and self.gras(ligne):
            return theme.police_tableau(gras=True)
        return None
