"""Events of a calendar laid over the échéances that people noted: nobody's event is made twice, nothing is erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.domain.echeance import Echeance
from models.domain.projet import Projet


@dataclass(frozen=True, slots=True, kw_only=True)
class EvenementLu:
    """One day, or one run of days, as the file tells it; an event that comes again is one for each time."""

    ligne: int
    """Line of the file where the event begins."""
    identifiant: str
    """UID of the event, with its day when it comes again."""
    intitule: str
    jour: date
    fin: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarqueAgenda:
    """Something to tell of an event of the file."""

    ligne: int
    valeur: str
    message: str
    refus: bool = False
    """The event is not taken because of it."""

    def as_dict(self, source: str) -> dict[str, Any]:
        """The remark as plain values, as the command line gives them."""
        return {
            "source": source,
            "ligne": self.ligne,
            "colonne": "",
            "valeur": self.valeur,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLu:
    """What a calendar holds, within what a project can keep."""

    evenements: tuple[EvenementLu, ...]
    remarques: tuple[RemarqueAgenda, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EcheancesProposees:
    """What bringing a calendar in would write."""

    projet: Projet
    """The project reduced to the échéances that are new or differ."""
    crees: int
    modifies: int
    inchanges: int


def proposer_evenements(evenements: Iterable[EvenementLu], projet: Projet) -> EcheancesProposees:
    """What they would change; an échéance that was said done stays so, and keeps the action it was tied to."""
    connues = {e.identifiant_externe: e for e in projet.echeances if e.identifiant_externe}
    voulues: dict[str, Echeance] = {}
    for lu in evenements:
        # Told twice in one file, the last one is right, as calendars hold it.
        ancienne = connues.get(lu.identifiant) or voulues.get(lu.identifiant)
        base = ancienne or Echeance(identifiant_externe=lu.identifiant)
        voulues[lu.identifiant] = replace(
            base,
            intitule=lu.intitule,
            jour=lu.jour,
            fin=lu.fin,
            # What people wrote here is not what the calendar forgot to say.
            notes=lu.notes or base.notes,
        )
    nouvelles = [e for cle, e in voulues.items() if cle not in connues]
    changees = [e for cle, e in voulues.items() if cle in connues and connues[cle] != e]
    return EcheancesProposees(
        projet=_reduit(projet, (*changees, *nouvelles)),
        crees=len(nouvelles),
        modifies=len(changees),
        inchanges=len(voulues) - len(nouvelles) - len(changees),
    )


def _reduit(projet: Projet, echeances: Sequence[Echeance]) -> Projet:
    return Projet(
        territoire=projet.territoire,
        convention=projet.convention,
        reglages=projet.reglages,
        echeances=tuple(echeances),
    )
