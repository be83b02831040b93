"""The six weeks of a month: each day with its échéances, the phases under way, and its name when it is a holiday."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from models.domain.echeances import EcheanceCalculee
from models.domain.fiche_action import FicheAction, Phase
from models.domain.formats import JOURS, format_date_longue, nom_du_jour
from models.domain.vocabulaire import TypePhase
from pvd_desktop.ui.widgets.colonne import Index

SEMAINES: Final = 6
ROLE_JOUR: Final = Qt.ItemDataRole.UserRole + 1
"""The day of a cell, with what it holds."""
_UN_JOUR: Final = timedelta(days=1)
_PREMIER, _DERNIER = date(1900, 1, 1), date(9990, 12, 31)
"""Days beyond which nobody goes: six weeks stay within the calendar."""


@dataclass(frozen=True, slots=True)
class Jour:
    """One day of the grid."""

    jour: date
    echeances: tuple[EcheanceCalculee, ...] = ()
    phases: tuple[tuple[FicheAction, Phase], ...] = ()
    """Those under way, with their action."""
    ferie: str = ""
    du_mois: bool = True

    @property
    def texte(self) -> str:
        """What a screen reader says: « mercredi 25 décembre 2026, Noël : 2 échéances »."""
        nombre = len(self.echeances)
        combien = "rien" if not nombre else f"{nombre} échéance{'s' if nombre > 1 else ''}"
        nom = f", {self.ferie}" if self.ferie else ""
        titres = "".join(f", {e.intitule}" for e in self.echeances[:3])
        return f"{nom_du_jour(self.jour)} {format_date_longue(self.jour)}{nom}\u00a0: {combien}{titres}"


def borner(jour: date) -> date:
    """A day that the grid can show."""
    return min(max(jour, _PREMIER), _DERNIER)


def premier_lundi(jour: date) -> date:
    """First day of the grid of a month: the Monday of the week of its first day."""
    premier = jour.replace(day=1)
    return premier - premier.weekday() * _UN_JOUR


def build_jours(
    mois: date, echeances: Iterable[EcheanceCalculee], fiches: Iterable[FicheAction], ferie: Callable[[date], str]
) -> tuple[Jour, ...]:
    """The days of the grid of the month of ``mois``, in order."""
    debut = premier_lundi(mois)
    jours = [debut + i * _UN_JOUR for i in range(7 * SEMAINES)]
    par_jour: dict[date, list[EcheanceCalculee]] = defaultdict(list)
    for echeance in echeances:
        jour = max(echeance.jour, debut)
        while jour <= min(echeance.dernier_jour, jours[-1]):
            par_jour[jour].append(echeance)
            jour += _UN_JOUR
    en_cours = [
        (fiche, phase)
        for fiche in fiches
        if fiche.statut.est_vivant
        for phase in fiche.phases
        if phase.type is TypePhase.PHASE and phase.debut and phase.fin
        if phase.debut <= jours[-1] and phase.fin >= debut
    ]
    return tuple(
        Jour(
            jour,
            # What is done is told after what is not.
            tuple(sorted(par_jour[jour], key=lambda e: not e.ouverte)),
            tuple((f, p) for f, p in en_cours if p.debut and p.fin and p.debut <= jour <= p.fin),
            ferie(jour),
            du_mois=jour.month == mois.month,
        )
        for jour in jours
    )


class MoisModel(QAbstractTableModel):
    """Six weeks of seven days."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jours: tuple[Jour, ...] = ()

    def show_jours(self, jours: Sequence[Jour]) -> None:
        """Show these; the cells stay, what they hold changes."""
        if not self._jours:
            self.beginResetModel()
            self._jours = tuple(jours)
            self.endResetModel()
            return
        anciens, self._jours = self._jours, tuple(jours)
        changes = [rang for rang, (a, b) in enumerate(zip(anciens, self._jours, strict=True)) if a != b]
        for premier, dernier in _suites(changes):
            for row in range(premier // 7, dernier // 7 + 1):
                self.dataChanged.emit(self.index(row, 0), self.index(row, 6))

    def jour(self, index: Index) -> Jour:
        """The day of a cell."""
        return self._jours[7 * index.row() + index.column()]

    def index_of(self, jour: date) -> QModelIndex:
        """The cell of a day; invalid when it is not in these weeks."""
        rang = (jour - self._jours[0].jour).days if self._jours else -1
        return self.index(rang // 7, rang % 7) if 0 <= rang < len(self._jours) else QModelIndex()

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or not self._jours else SEMAINES

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else 7

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        jour = self.jour(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(jour.jour.day)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (jour.ferie, *(e.intitule for e in jour.echeances))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return jour.texte
            case _ if role == ROLE_JOUR:
                return jour
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return JOURS[section].capitalize()
        return Qt.AlignmentFlag.AlignCenter if role == Qt.ItemDataRole.TextAlignmentRole else None


def _suites(rangs: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of neighbours among numbers in order.

    >>> _suites([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    """
    if not rangs:
        return []
    coupes = [i + 1 for i, (a, b) in enumerate(pairwise(rangs)) if b != a + 1]
    bornes = [0, *coupes, len(rangs)]
    return [(rangs[debut], rangs[fin - 1]) for debut, fin in pairwise(bornes)]
