"""The plan de financement définitif of an operation: what it cost, what each funder pays in the end, what is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.paiements.aide import DroitsPaiement, droits
from models.domain.paiements.depenses import EtatDepenses, etat_depenses
from models.domain.plan_financement import ZERO, Operation, Totaux
from models.domain.projet import Projet
from models.domain.regles.participation import Participation, participation
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme


@dataclass(frozen=True, slots=True, kw_only=True)
class RessourceDefinitive:
    """A funder of the final plan."""

    nom: str
    droits: DroitsPaiement
    montant: Decimal
    """Euros it pays in the end, as far as one knows."""
    calculee: bool
    """Whether the amount follows from the real dépense; else it is what was granted."""

    @property
    def ecart(self) -> Decimal:
        """Euros that it pays beyond what it granted; below zero when the real dépense lowers it."""
        return self.montant - (self.droits.accorde or ZERO)


@dataclass(frozen=True, kw_only=True)
class PlanDefinitif:
    """The plan once the dépense is known. Amounts are euros on the declared base."""

    etat: EtatDepenses
    aides: tuple[RessourceDefinitive, ...]
    prives: tuple[RessourceDefinitive, ...]
    prets: tuple[RessourceDefinitive, ...]
    """Within what the maître d'ouvrage pays."""
    en_attente: tuple[str, ...]
    """Lines that nobody granted: the final plan leaves them out."""
    type_maitre_ouvrage: TypeOrganisme | None

    @property
    def operation(self) -> Operation:
        """The operation it is the plan of."""
        return self.etat.operation

    @property
    def cout_prevu(self) -> Decimal | None:
        """What it was to cost."""
        return self.operation.cout

    @property
    def cout_reel(self) -> Decimal:
        """What it cost."""
        return self.etat.cout_reel

    @property
    def total_aides(self) -> Decimal:
        """What public funders pay."""
        return somme_ressources(self.aides)

    @property
    def total_prive(self) -> Decimal:
        """What others pay."""
        return somme_ressources(self.prives)

    @property
    def part_mo(self) -> Decimal:
        """What is left to the maître d'ouvrage, loans included; below zero when the plan is overfinanced."""
        return self.cout_reel - self.total_aides - self.total_prive

    @property
    def surfinancement(self) -> Decimal:
        """Euros of aides and privé beyond the cost."""
        return max(ZERO, -self.part_mo)

    @property
    def participation(self) -> Participation | None:
        """Participation of the maître d'ouvrage in the final plan, where the law asks for a minimum (L1111-10)."""
        if self.type_maitre_ouvrage is None or not self.type_maitre_ouvrage.est_collectivite:
            return None
        return participation(self.cout_reel, Totaux(acquis=self.total_aides, prive=self.total_prive))

    @property
    def a_lire(self) -> tuple[RessourceDefinitive, ...]:
        """Funders whose final amount is to be read in their decision."""
        return tuple(une for une in (*self.aides, *self.prives) if not une.calculee)


def somme_ressources(ressources: Iterable[RessourceDefinitive]) -> Decimal:
    """Euros of several funders."""
    return sum((une.montant for une in ressources), ZERO)


def plan_definitif(operation: Operation, projet: Projet, dispositifs: Dispositifs, jour: date) -> PlanDefinitif:
    """The final plan on the dépense mandated up to ``jour``, whether the operation is over or not."""
    etat = etat_depenses(operation, jour)
    ressources = tuple(_ressources(operation, projet, dispositifs, etat))
    porteur = projet.organisme(operation.maitre_ouvrage)

    def choisir(*natures: NatureFinancement) -> tuple[RessourceDefinitive, ...]:
        return tuple(une for une in ressources if une.droits.ligne.nature in natures)

    return PlanDefinitif(
        etat=etat,
        aides=choisir(NatureFinancement.SUBVENTION, NatureFinancement.FONDS_CONCOURS),
        prives=choisir(NatureFinancement.PRIVE),
        prets=choisir(NatureFinancement.PRET, NatureFinancement.AVANCE_REMBOURSABLE),
        en_attente=tuple(
            nom_du_financeur(projet, droits(ligne, operation, etat, None))
            for ligne in operation.financements
            if not (ligne.etat.est_acquis or ligne.etat.est_perdu or ligne.nature.est_valorisee)
        ),
        type_maitre_ouvrage=porteur.type if porteur else None,
    )


def _ressources(
    operation: Operation, projet: Projet, dispositifs: Dispositifs, etat: EtatDepenses
) -> Iterator[RessourceDefinitive]:
    for ligne in operation.financements:
        if not ligne.etat.est_acquis or ligne.nature.est_valorisee:
            continue
        dispositif = dispositifs.de(ligne, projet.organisme(ligne.financeur))
        siens = droits(ligne, operation, etat, dispositif)
        suit = siens.est_connue and siens.acquis is not None and not ligne.nature.est_a_rembourser
        montant = siens.acquis if suit else siens.accorde
        yield RessourceDefinitive(
            nom=nom_du_financeur(projet, siens), droits=siens, montant=montant or ZERO, calculee=suit
        )


def nom_du_financeur(projet: Projet, droits_: DroitsPaiement) -> str:
    """« État – DETR », as a plan names it."""
    ligne = droits_.ligne
    noms = (projet.nom_organisme(ligne.financeur), ligne.dispositif)
    return " – ".join(filter(None, noms)) or ligne.nature.libelle
