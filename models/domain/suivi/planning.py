"""The planning: the phases of the actions against time, in lanes where they overlap, and what moving one does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.domain.fiche_action import FicheAction, Phase
from models.domain.orientation import Orientation
from models.domain.projet import Projet
from models.domain.vocabulaire import TypePhase

_ANNEES_MAX: Final = 30
"""Years that are drawn: a year typed wrong must not push everything out of sight."""
SANS_ORIENTATION: Final = "Actions sans orientation"


@dataclass(frozen=True, slots=True)
class Barre:
    """A phase with its dates put in order, in its lane."""

    phase: Phase
    debut: date
    fin: date
    """Last day, the first one for a jalon."""
    voie: int

    @property
    def est_jalon(self) -> bool:
        """A day rather than a stretch of time."""
        return self.phase.type is TypePhase.JALON or self.phase.debut is None or self.phase.fin is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LignePlanning:
    """An action with its bars, or the orientation above its actions."""

    titre: str
    fiche: FicheAction | None = None
    """``None`` for an orientation."""
    barres: tuple[Barre, ...] = ()
    voies: int = 1
    sans_date: int = 0
    """Phases that nobody dated yet."""


def lignes_planning(projet: Projet) -> tuple[LignePlanning, ...]:
    """The orientations and their living actions, in the order of the plan."""
    return tuple(_lignes(projet.fiches_par_orientation()))


def _lignes(groupes: Iterable[tuple[Orientation | None, tuple[FicheAction, ...]]]) -> Iterator[LignePlanning]:
    for orientation, fiches in groupes:
        vivantes = [fiche for fiche in fiches if fiche.statut.est_vivant]
        if vivantes:
            yield LignePlanning(titre=orientation.titre if orientation else SANS_ORIENTATION)
        for fiche in vivantes:
            barres = _poser(fiche.phases)
            yield LignePlanning(
                titre=fiche.titre,
                fiche=fiche,
                barres=barres,
                voies=max((barre.voie for barre in barres), default=0) + 1,
                sans_date=len(fiche.phases) - len(barres),
            )


def _poser(phases: Iterable[Phase]) -> tuple[Barre, ...]:
    """Each phase in the first lane that is free on its first day."""
    datees = [(jours, phase) for phase in phases if (jours := bornes_de(phase)) is not None]
    libres: list[date] = []
    barres: list[Barre] = []
    for (debut, fin), phase in sorted(datees, key=lambda d: d[0]):
        voie = next((rang for rang, libre in enumerate(libres) if libre < debut), len(libres))
        if voie == len(libres):
            libres.append(fin)
        libres[voie] = fin
        barres.append(Barre(phase, debut, fin, voie))
    return tuple(barres)


def bornes_de(phase: Phase) -> tuple[date, date] | None:
    """First and last day of a phase; dates typed the wrong way round still show where they are."""
    connus = sorted(jour for jour in (phase.debut, phase.fin) if jour is not None)
    return (connus[0], connus[-1]) if connus else None


def periode(lignes: Iterable[LignePlanning], aujourd_hui: date) -> tuple[date, date]:
    """What the planning covers, today included: whole years, thirty at most around today."""
    jours = [jour for ligne in lignes for barre in ligne.barres for jour in (barre.debut, barre.fin)]
    premiere = max(min([*jours, aujourd_hui]).year, aujourd_hui.year - _ANNEES_MAX // 2)
    derniere = min(max([*jours, aujourd_hui]).year, aujourd_hui.year + _ANNEES_MAX // 2)
    return date(premiere, 1, 1), date(derniere, 12, 31)


def deplacer(phase: Phase, jours: int) -> tuple[date | None, date | None]:
    """Both dates, that many days further."""
    ecart = timedelta(days=jours)
    return (phase.debut and phase.debut + ecart, phase.fin and phase.fin + ecart)


def etirer(phase: Phase, jours: int, *, au_debut: bool) -> tuple[date | None, date | None]:
    """One end that many days further, never past the other one."""
    if phase.debut is None or phase.fin is None:
        return deplacer(phase, jours)
    ecart = timedelta(days=jours)
    if au_debut:
        return min(phase.debut + ecart, phase.fin), phase.fin
    return phase.debut, max(phase.fin + ecart, phase.debut)
