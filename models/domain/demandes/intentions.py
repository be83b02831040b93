"""The intentions of DETR and DSIL of a campaign: the operations a town means to ask for, in its order of priority."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import ZERO, Financement, Operation
from models.domain.projet import Projet
from models.domain.regles.dotations import Dotation, dotations

_VISEES = frozenset({Dotation.DETR, Dotation.DSIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """One operation of a campaign, with what it asks of each dotation."""

    fiche: FicheAction
    operation: Operation
    detr: Decimal = ZERO
    dsil: Decimal = ZERO
    detr_ou_dsil: Decimal = ZERO
    """Asked of the one or the other: the préfet decides which."""
    lignes: tuple[Financement, ...] = ()
    """The lines that ask for it."""

    @property
    def demande(self) -> Decimal:
        """Euros asked of both dotations together."""
        return self.detr + self.dsil + self.detr_ou_dsil

    @property
    def compte(self) -> bool:
        """Whether it is added up: an action abandoned, or out of the plan, keeps its place and asks for nothing."""
        return self.fiche.statut.est_vivant


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalIntentions:
    """What a campaign asks for."""

    cout: Decimal | None = None
    detr: Decimal = ZERO
    dsil: Decimal = ZERO
    detr_ou_dsil: Decimal = ZERO
    sans_cout: int = 0
    """Operations whose coût is not known."""


def annees_intention(projet: Projet) -> tuple[int, ...]:
    """The campaigns somebody means to ask in."""
    return tuple(sorted({o.annee_intention for _, o in _operations(projet) if o.annee_intention}))


def intentions(projet: Projet, annee: int) -> tuple[Intention, ...]:
    """The intentions of a campaign by rank; those without a rank come last, in the order of the plan."""
    choisies = [(f, o) for f, o in _operations(projet) if o.annee_intention == annee]
    choisies.sort(key=lambda paire: (paire[1].rang_intention is None, paire[1].rang_intention or 0))
    return tuple(_intention(fiche, operation, annee) for fiche, operation in choisies)


def candidates(projet: Projet, annee: int) -> Iterator[tuple[FicheAction, Operation]]:
    """The operations that may join a campaign: alive, and not in it yet."""
    for fiche, operation in _operations(projet):
        if fiche.statut.est_vivant and operation.annee_intention != annee:
            yield fiche, operation


def total_intentions(lignes: Iterable[Intention]) -> TotalIntentions:
    """The sums of those that count."""
    comptees = [une for une in lignes if une.compte]
    couts = [cout for une in comptees if (cout := une.operation.cout) is not None]
    return TotalIntentions(
        cout=sum(couts, ZERO) if couts else None,
        detr=sum((une.detr for une in comptees), ZERO),
        dsil=sum((une.dsil for une in comptees), ZERO),
        detr_ou_dsil=sum((une.detr_ou_dsil for une in comptees), ZERO),
        sans_cout=len(comptees) - len(couts),
    )


def _operations(projet: Projet) -> Iterator[tuple[FicheAction, Operation]]:
    for _, fiches in projet.fiches_par_orientation():
        for fiche in fiches:
            for operation in fiche.operations:
                yield fiche, operation


def _intention(fiche: FicheAction, operation: Operation, annee: int) -> Intention:
    sommes = {"detr": ZERO, "dsil": ZERO, "detr_ou_dsil": ZERO}
    lignes: list[Financement] = []
    for ligne in operation.financements:
        nommees = set(dotations(ligne.dispositif))
        if nommees and nommees <= _VISEES and not ligne.etat.est_perdu and not _deja_obtenue(ligne, annee):
            cle = "detr_ou_dsil" if len(nommees) > 1 else nommees.pop().value
            sommes[cle] += ligne.montant_demande or ZERO
            lignes.append(ligne)
    return Intention(fiche=fiche, operation=operation, lignes=tuple(lignes), **sommes)


def _deja_obtenue(ligne: Financement, annee: int) -> bool:
    """Granted in an earlier campaign, or before this one: it does not ask for it again."""
    jour = ligne.date_decision or ligne.date_notification
    annees = (ligne.annee, jour.year if jour else None)
    return ligne.etat.est_acquis and any(une < annee for une in annees if une is not None)
