"""The état des dépenses of an operation: what its factures say was paid up to a day, and against which marchés.

A facture counts from the day of its mandat; an avoir is taken away. Amounts are read on the side asked for, HT or
TTC: what is only known on the other side is counted and said, never guessed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.domain.formats import sort_key
from models.domain.paiement import Facture, Marche
from models.domain.plan_financement import ZERO, Operation
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, PosteDepense


@dataclass(frozen=True, slots=True, kw_only=True)
class SommeFactures:
    """Factures added up, avoirs taken away."""

    ht: Decimal = ZERO
    ttc: Decimal = ZERO
    nombre: int = 0
    sans_ht: int = 0
    """Factures among them whose HT nobody wrote."""
    sans_ttc: int = 0

    def montant(self, base: BaseMontant) -> Decimal:
        """Euros on that side."""
        return self.ht if base is BaseMontant.HT else self.ttc

    def inconnues(self, base: BaseMontant) -> int:
        """Factures that the sum on that side leaves out."""
        return self.sans_ht if base is BaseMontant.HT else self.sans_ttc


@dataclass(frozen=True, slots=True, kw_only=True)
class DepensePoste:
    """What was planned and what was paid for one poste, in euros on the declared base."""

    poste: PosteDepense
    prevu: Decimal
    paye: SommeFactures


@dataclass(frozen=True, slots=True, kw_only=True)
class DepenseMarche:
    """A marché with its avenants, and what was paid on it."""

    marches: tuple[Marche, ...]
    """The marché, then its avenants: those of the same number and the same lot."""
    engage: Decimal | None
    """Euros on the declared base; ``None`` when one of them is not known there."""
    paye: SommeFactures
    base: BaseMontant

    @property
    def depassement(self) -> Decimal:
        """Euros paid beyond what was committed."""
        return ZERO if self.engage is None else max(ZERO, self.paye.montant(self.base) - self.engage)

    @property
    def reste(self) -> Decimal | None:
        """Euros still to be paid; ``None`` while the commitment is not known."""
        return None if self.engage is None else max(ZERO, self.engage - self.paye.montant(self.base))


@dataclass(frozen=True, kw_only=True)
class EtatDepenses:
    """What an operation paid up to a day."""

    operation: Operation
    jour: date
    mandatees: tuple[Facture, ...]
    """In the order of their mandats."""
    sans_mandat: tuple[Facture, ...]
    """Not paid yet on that day: they count nowhere."""
    retenu: SommeFactures
    """Mandated and eligible."""
    ecarte: SommeFactures
    """Mandated, and paid without any aid."""
    attendu: SommeFactures
    """Not mandated yet."""
    postes: tuple[DepensePoste, ...]
    marches: tuple[DepenseMarche, ...]
    hors_marche: SommeFactures
    """Mandated on no marché of the operation."""
    non_eligibles: int
    """Factures, mandated or not, that no aid pays."""
    avoirs: int
    """Factures, mandated or not, that are credit notes."""

    @property
    def base(self) -> BaseMontant:
        """The declared base of the operation."""
        return self.operation.base

    @property
    def total(self) -> SommeFactures:
        """All that was mandated, eligible or not."""
        return _ensemble((self.retenu, self.ecarte))

    @property
    def depense_reelle(self) -> Decimal:
        """Eligible euros mandated, on the declared base."""
        return self.retenu.montant(self.base)

    @property
    def cout_reel(self) -> Decimal:
        """Euros mandated, eligible or not, on the declared base."""
        return self.total.montant(self.base)

    @property
    def inconnues(self) -> int:
        """Mandated factures that are left out of the sums: they have no amount on the declared base."""
        return self.total.inconnues(self.base)


def montant_facture(facture: Facture, base: BaseMontant) -> Decimal | None:
    """Euros of a facture on one side, negative for an avoir.

    >>> montant_facture(Facture(montant_ht=Decimal(100), avoir=True), BaseMontant.HT)
    Decimal('-100')
    """
    montant = facture.montant_ht if base is BaseMontant.HT else facture.montant_ttc
    return -montant if facture.avoir and montant is not None else montant


def montant_marche(marche: Marche, base: BaseMontant) -> Decimal | None:
    """Euros of a marché on one side."""
    return marche.montant_ht if base is BaseMontant.HT else marche.montant_ttc


def additionner_factures(factures: Iterable[Facture]) -> SommeFactures:
    """Their sum on both sides."""
    ht = ttc = ZERO
    nombre = sans_ht = sans_ttc = 0
    for facture in factures:
        nombre += 1
        signe = -1 if facture.avoir else 1
        if facture.montant_ht is None:
            sans_ht += 1
        else:
            ht += signe * facture.montant_ht
        if facture.montant_ttc is None:
            sans_ttc += 1
        else:
            ttc += signe * facture.montant_ttc
    return SommeFactures(ht=ht, ttc=ttc, nombre=nombre, sans_ht=sans_ht, sans_ttc=sans_ttc)


def est_mandatee(facture: Facture, jour: date) -> bool:
    """Whether it was paid on that day; a mandat without its day counts once its number is known."""
    return facture.date_mandat <= jour if facture.date_mandat else bool(facture.numero_mandat)


def etat_depenses(operation: Operation, jour: date) -> EtatDepenses:
    """What the operation paid up to ``jour``, included."""
    mandatees: list[Facture] = []
    sans_mandat: list[Facture] = []
    for facture in operation.factures:
        (mandatees if est_mandatee(facture, jour) else sans_mandat).append(facture)
    mandatees = _in_order(mandatees)
    return EtatDepenses(
        operation=operation,
        jour=jour,
        mandatees=tuple(mandatees),
        sans_mandat=tuple(sans_mandat),
        retenu=additionner_factures(f for f in mandatees if f.eligible),
        ecarte=additionner_factures(f for f in mandatees if not f.eligible),
        attendu=additionner_factures(sans_mandat),
        postes=tuple(_postes(operation, mandatees)),
        marches=tuple(_marches(operation, mandatees)),
        hors_marche=additionner_factures(_hors_marche(operation, mandatees)),
        non_eligibles=sum(not f.eligible for f in operation.factures),
        avoirs=sum(f.avoir for f in operation.factures),
    )


def _in_order(factures: Iterable[Facture]) -> list[Facture]:
    """By day, then by number; a mandat that only has a number comes last.

    A day at a time: one sort of fifty thousand lets nobody else run before its end.
    """
    jours: dict[date, list[Facture]] = {}
    for facture in factures:
        jours.setdefault(facture.date_mandat or date.max, []).append(facture)
    return [f for jour in sorted(jours) for f in sorted(jours[jour], key=lambda f: f.numero_mandat)]


def _postes(operation: Operation, mandatees: Iterable[Facture]) -> Iterator[DepensePoste]:
    prevus: dict[PosteDepense, Decimal] = {}
    for depense in operation.depenses:
        prevus[depense.poste] = prevus.get(depense.poste, ZERO) + (depense.montant(operation.base) or ZERO)
    payees: dict[PosteDepense, list[Facture]] = {}
    for facture in mandatees:
        payees.setdefault(facture.poste, []).append(facture)
    for poste in PosteDepense:
        if poste in prevus or poste in payees:
            yield DepensePoste(
                poste=poste, prevu=prevus.get(poste, ZERO), paye=additionner_factures(payees.get(poste, ()))
            )


def _marches(operation: Operation, mandatees: Iterable[Facture]) -> Iterator[DepenseMarche]:
    groupes: dict[str, list[Marche]] = {}
    groupe_de: dict[Uid, str] = {}
    for marche in operation.marches:
        cle = f"{sort_key(marche.numero)}·{sort_key(marche.lot)}" if marche.numero else marche.uid
        groupes.setdefault(cle, []).append(marche)
        groupe_de[marche.uid] = cle
    payees: dict[str, list[Facture]] = {}
    for facture in mandatees:
        groupe = groupe_de.get(facture.marche) if facture.marche else None
        if groupe is not None:
            payees.setdefault(groupe, []).append(facture)
    for cle, marches in groupes.items():
        montants = [montant_marche(marche, operation.base) for marche in marches]
        connus = [montant for montant in montants if montant is not None]
        yield DepenseMarche(
            marches=tuple(marches),
            engage=sum(connus, ZERO) if len(connus) == len(montants) else None,
            paye=additionner_factures(payees.get(cle, ())),
            base=operation.base,
        )


def _hors_marche(operation: Operation, mandatees: Iterable[Facture]) -> Iterator[Facture]:
    connus = {marche.uid for marche in operation.marches}
    return (facture for facture in mandatees if facture.marche not in connus)


def _ensemble(sommes: Iterable[SommeFactures]) -> SommeFactures:
    ht = ttc = ZERO
    nombre = sans_ht = sans_ttc = 0
    for somme in sommes:
        ht += somme.ht
        ttc += somme.ttc
        nombre += somme.nombre
        sans_ht += somme.sans_ht
        sans_ttc += somme.sans_ttc
    return SommeFactures(ht=ht, ttc=ttc, nombre=nombre, sans_ht=sans_ht, sans_ttc=sans_ttc)
