"""What a row of a partner's table is about: an action, an operation, or one line of financement."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation, Totaux, additionner
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction, Vocabulaire


class Maille(Vocabulaire):
    """What each row of the table stands for."""

    ACTION = "action", "Une action"
    OPERATION = "operation", "Une opération"
    FINANCEMENT = "financement", "Une aide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choix:
    """Which rows are written."""

    maille: Maille = Maille.ACTION
    financeur: Uid | None = None
    """Only what this organisme pays, and only the actions it helps; everything when absent."""
    statuts: frozenset[StatutAction] = frozenset()
    """Statuts that are kept; those of the living actions when empty."""

    def keep(self, fiche: FicheAction) -> bool:
        """Whether an action has its place in the table."""
        if fiche.statut not in self.statuts if self.statuts else not fiche.statut.est_vivant:
            return False
        return self.financeur is None or any(self.pays(f) for o in fiche.operations for f in o.financements)

    def pays(self, financement: Financement) -> bool:
        """Whether a line of financement is one that the table is about."""
        return not financement.etat.est_perdu and self.financeur in {None, financement.financeur}


@dataclass(frozen=True, slots=True)
class Unite:
    """What one row says: the action, and those of its operations and aids that the row is about."""

    fiche: FicheAction
    operations: tuple[Operation, ...]
    financements: tuple[Financement, ...]

    @property
    def totaux(self) -> Totaux:
        """Totals of its operations."""
        return additionner(o.totaux for o in self.operations)

    @property
    def titre(self) -> str:
        """The action, and the operation when it has several."""
        seule = len(self.operations) == 1 < len(self.fiche.operations)
        return " · ".join(filter(None, (self.fiche.titre, self.operations[0].intitule if seule else "")))


def unites_de(projet: Projet, choix: Choix) -> Iterator[Unite]:
    """The rows of the table, in the order of the plan."""
    for _, fiches in projet.fiches_par_orientation():
        for fiche in filter(choix.keep, fiches):
            yield from _of_fiche(fiche, choix)


def _of_fiche(fiche: FicheAction, choix: Choix) -> Iterator[Unite]:
    def payees(*operations: Operation) -> tuple[Financement, ...]:
        return tuple(f for o in operations for f in o.financements if choix.pays(f))

    match choix.maille:
        case Maille.ACTION:
            yield Unite(fiche, fiche.operations, payees(*fiche.operations))
        case Maille.OPERATION:
            if not fiche.operations:
                yield Unite(fiche, (), ())
            for operation in fiche.operations:
                if choix.financeur is None or payees(operation):
                    yield Unite(fiche, (operation,), payees(operation))
        case Maille.FINANCEMENT:
            for operation in fiche.operations:
                for financement in payees(operation):
                    yield Unite(fiche, (operation,), (financement,))
