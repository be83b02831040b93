"""What one year of the project was: what began, what ended, what was granted, received, decided."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from models.domain.fiche_action import FicheAction
from models.domain.gouvernance import Decision, Instance, Reunion
from models.domain.maquettes.encaissements import RESSOURCES
from models.domain.maquettes.financeurs import bloc_de
from models.domain.plan_financement import ZERO, Financement, Operation, Versement
from models.domain.projet import Projet
from models.domain.regles.non_commencement import debut_de


@dataclass(frozen=True, slots=True)
class OperationDatee:
    """An operation, and the day that counts."""

    fiche: FicheAction
    operation: Operation
    jour: date


@dataclass(frozen=True, slots=True)
class AideDecidee:
    """A financement that was answered that year."""

    fiche: FicheAction
    operation: Operation
    financement: Financement
    jour: date

    @property
    def accorde(self) -> Decimal | None:
        """Euros granted; zero when the answer is no, ``None`` when nobody typed how much."""
        return ZERO if self.financement.etat.est_perdu else self.financement.montant_accorde


@dataclass(frozen=True, slots=True)
class VersementRecu:
    """A payment received that year."""

    fiche: FicheAction
    financement: Financement
    versement: Versement
    jour: date


@dataclass(frozen=True, slots=True)
class DecisionPrise:
    """A decision of a meeting of that year."""

    instance: Instance
    reunion: Reunion
    decision: Decision
    jour: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilan:
    """One calendar year; each list in the order of the days."""

    annee: int
    commencees: tuple[OperationDatee, ...] = ()
    achevees: tuple[OperationDatee, ...] = ()
    aides: tuple[AideDecidee, ...] = ()
    versements: tuple[VersementRecu, ...] = ()
    reunions: tuple[tuple[Instance, Reunion], ...] = ()
    decisions: tuple[DecisionPrise, ...] = field(default=())

    @property
    def accorde(self) -> Decimal:
        """Euros granted that year: aides and private money, without loans nor valued help."""
        return sum((a.accorde or ZERO for a in self.aides), ZERO)

    @property
    def recu(self) -> Decimal:
        """Euros received that year, of the same."""
        return sum((v.versement.montant or ZERO for v in self.versements), ZERO)


def annee_du_bilan(aujourd_hui: date) -> int:
    """The year a report is about: in the first quarter, people report on the year that ended.

    >>> annee_du_bilan(date(2027, 3, 31)), annee_du_bilan(date(2027, 4, 1))
    (2026, 2027)
    """
    return aujourd_hui.year - (aujourd_hui.month <= 3)


def build_bilan(projet: Projet, annee: int, *, jusqu_au: date = date.max) -> Bilan:
    """What the dates of the project say of ``annee``; an action that was abandoned since did have that year.

    Days after ``jusqu_au`` are only planned: they are no part of what was done.
    """
    operations = [(fiche, operation) for fiche in projet.fiches for operation in fiche.operations]
    reunions = tuple(_reunions(projet, annee, jusqu_au))
    return Bilan(
        annee=annee,
        commencees=_datees(operations, lambda operation: debut_de(operation, jusqu_au), annee, jusqu_au),
        achevees=_datees(operations, lambda operation: operation.date_achevement, annee, jusqu_au),
        aides=tuple(sorted(_aides(operations, annee, jusqu_au), key=lambda a: a.jour)),
        versements=tuple(sorted(_versements(operations, annee, jusqu_au), key=lambda v: v.jour)),
        reunions=reunions,
        decisions=tuple(_decisions(reunions)),
    )


def _est_de(jour: date | None, annee: int, jusqu_au: date) -> TypeGuard[date]:
    return jour is not None and jour.year == annee and jour <= jusqu_au


def _datees(
    operations: list[tuple[FicheAction, Operation]],
    lire: Callable[[Operation], date | None],
    annee: int,
    jusqu_au: date,
) -> tuple[OperationDatee, ...]:
    datees = [
        OperationDatee(fiche, operation, jour)
        for fiche, operation in operations
        if _est_de(jour := lire(operation), annee, jusqu_au)
    ]
    return tuple(sorted(datees, key=lambda d: d.jour))


def _aides(operations: list[tuple[FicheAction, Operation]], annee: int, jusqu_au: date) -> Iterator[AideDecidee]:
    for fiche, operation in operations:
        for ligne in operation.financements:
            jour = ligne.date_decision or ligne.date_notification
            repondue = ligne.etat.est_acquis or ligne.etat.est_perdu
            if _est_de(jour, annee, jusqu_au) and repondue and bloc_de(ligne.nature) in RESSOURCES:
                yield AideDecidee(fiche, operation, ligne, jour)


def _versements(operations: list[tuple[FicheAction, Operation]], annee: int, jusqu_au: date) -> Iterator[VersementRecu]:
    for fiche, operation in operations:
        for ligne in operation.financements:
            if bloc_de(ligne.nature) not in RESSOURCES:
                continue
            for versement in ligne.versements:
                jour = versement.date_encaissement
                if _est_de(jour, annee, jusqu_au):
                    yield VersementRecu(fiche, ligne, versement, jour)


def _reunions(projet: Projet, annee: int, jusqu_au: date) -> Iterator[tuple[Instance, Reunion]]:
    tenues = [
        (reunion.jour, instance, reunion)
        for instance in projet.instances
        for reunion in instance.reunions
        if _est_de(reunion.jour, annee, jusqu_au)
    ]
    for _, instance, reunion in sorted(tenues, key=lambda t: t[0]):
        yield instance, reunion


def _decisions(reunions: Iterable[tuple[Instance, Reunion]]) -> Iterator[DecisionPrise]:
    for instance, reunion in reunions:
        for decision in reunion.decisions:
            assert reunion.jour is not None  # what _reunions looked for
            yield DecisionPrise(instance, reunion, decision, reunion.jour)
