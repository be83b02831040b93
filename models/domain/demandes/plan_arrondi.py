"""A plan de financement in whole euros: dépenses on one side, resources on the other, equal to the euro."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Financement, Totaux
from models.domain.regles.dotations import Dotation, dotation
from models.domain.regles.participation import Participation, participation
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, PosteDepense


@dataclass(frozen=True, slots=True, kw_only=True)
class PosteArrondi:
    """The dépenses of one kind, in whole euros."""

    poste: PosteDepense
    montant: int
    """On the base of the plan."""
    ht: int | None
    """``None`` when a dépense of the plan cannot be read so."""
    ttc: int | None
    eligible: int
    """On the base of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RessourceArrondie:
    """What one funder brings for one reason, in whole euros."""

    libelle: str
    """« DETR », else the name of the funder."""
    financeur: Uid | None
    dispositif: str
    nature: NatureFinancement
    etat: EtatFinancement
    base: int | None
    """Dépense éligible that its rate is applied to."""
    montant: int
    demandee: bool
    """Asked for by this demande."""
    numeros: tuple[str, ...]
    """Its numbers of dossier."""
    lignes: tuple[Financement, ...]
    chiffree: bool = True
    """Whether somebody typed how much it brings."""

    @property
    def connu(self) -> int | None:
        """What it brings; ``None`` when nobody typed how much: one never asks for zero."""
        return None if not self.chiffree or (self.demandee and not self.montant) else self.montant

    @property
    def taux(self) -> Decimal | None:
        """Fraction of its base, to the hundredth of a percent."""
        return _fraction(self.connu, self.base)


@dataclass(frozen=True, kw_only=True)
class PlanArrondi:
    """Dépenses on one side, resources on the other, equal to the euro."""

    base: BaseMontant
    investissement_seul: bool
    """The DETR and the DSIL pay nothing else: the other dépenses are left out (R2334-30 CGCT)."""
    postes: tuple[PosteArrondi, ...]
    cout: int | None
    """``None`` while it cannot be told; ``reserve`` says why."""
    ecarte: int
    """Euros of the dépenses that were left out."""
    aides: tuple[RessourceArrondie, ...]
    prive: tuple[RessourceArrondie, ...]
    prets: tuple[RessourceArrondie, ...]
    """Shown apart: they are within the share of the maître d'ouvrage."""
    reserve: str = ""

    @cached_property
    def eligible(self) -> int:
        """Euros of dépense éligible."""
        return sum(p.eligible for p in self.postes)

    @cached_property
    def demande(self) -> int:
        """Euros asked for by this demande."""
        return sum(r.montant for r in (*self.aides, *self.prive, *self.prets) if r.demandee)

    def demande_de(self, une: Dotation) -> int:
        """Euros asked for from one dotation."""
        return sum(r.montant for r in self.aides if r.demandee and dotation(r.dispositif) is une)

    @cached_property
    def total_aides(self) -> int | None:
        """Public aides, those asked for here among them; ``None`` while one of these has no amount."""
        return _total(self.aides)

    @cached_property
    def total_prive(self) -> int | None:
        """What private funders bring; ``None`` as above."""
        return _total(self.prive)

    @cached_property
    def non_chiffrees(self) -> tuple[RessourceArrondie, ...]:
        """What nobody knows of what is not asked for here: the part of the maître d'ouvrage is told before them."""
        return tuple(r for r in (*self.aides, *self.prive) if not r.chiffree)

    @property
    def avant(self) -> str:
        """« avant 1 aide non chiffrée », empty when every amount is known."""
        prives = sum(1 for r in self.non_chiffrees if not r.nature.est_aide)
        aides = len(self.non_chiffrees) - prives
        return mention(Totaux(aides_non_chiffrees=aides, prives_non_chiffres=prives))

    @property
    def emprunt(self) -> int | None:
        """Loans, which the maître d'ouvrage pays back; ``None`` as above."""
        return _total(self.prets)

    @property
    def part_mo(self) -> int | None:
        """What is left to the maître d'ouvrage; negative when the resources exceed the cost."""
        if self.cout is None or self.total_aides is None or self.total_prive is None:
            return None
        return self.cout - self.total_aides - self.total_prive

    @property
    def taux_aides(self) -> Decimal | None:
        """Public aides over the cost."""
        return _fraction(self.total_aides, self.cout)

    @property
    def participation(self) -> Participation | None:
        """Share of the maître d'ouvrage in the sense of L1111-10."""
        if self.cout is None or self.total_aides is None or self.total_prive is None:
            return None
        totaux = Totaux(acquis=Decimal(self.total_aides), prive=Decimal(self.total_prive))
        return participation(Decimal(self.cout), totaux)


def _total(ressources: Iterable[RessourceArrondie]) -> int | None:
    """What is known; ``None`` while what is asked for is not."""
    toutes = tuple(ressources)
    if any(r.connu is None for r in toutes if r.demandee):
        return None
    return sum(r.montant for r in toutes)


def _fraction(montant: int | None, base: int | None) -> Decimal | None:
    if montant is None or not base:
        return None
    return (Decimal(montant) / base).quantize(Decimal("0.0001"), ROUND_HALF_UP)
