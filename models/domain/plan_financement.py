"""The operation and its plan de financement: the only source of money for fiche, maquette and requests.

Amounts are euros as ``Decimal`` with at most two decimals; ``None`` means « non renseigné » and differs from zero.
Rates are fractions (``Decimal("0.2")`` is 20 %).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.domain.paiement import Facture, Marche
from models.domain.programmation import Maturite
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    NatureVersement,
    PosteDepense,
    Section,
    TypePremierActe,
)

ZERO = Decimal(0)
CENTIME = Decimal("0.01")


def arrondir(montant: Decimal) -> Decimal:
    """To the cent, half away from zero: the only rounding of the domain."""
    return montant.quantize(CENTIME, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depense:
    """One dépense of an operation. HT and TTC are kept side by side: neither is always the other times the rate."""

    uid: Uid = field(default_factory=new_uid)
    poste: PosteDepense = PosteDepense.TRAVAUX
    intitule: str = ""
    annee: int | None = None
    """Année de programmation."""
    montant_ht: Decimal | None = None
    """Euros HT."""
    montant_ttc: Decimal | None = None
    """Euros TTC."""
    taux_tva: Decimal | None = None
    eligible: bool = True
    """Counted in the dépense éligible."""
    section: Section = Section.INVESTISSEMENT

    @property
    def est_d_investissement(self) -> bool:
        """Charges de personnel never are, whatever their section."""
        return self.section is Section.INVESTISSEMENT and self.poste is not PosteDepense.PERSONNEL

    def montant(self, base: BaseMontant) -> Decimal | None:
        """Amount on ``base``, in euros; derived from the other side when only that one and the rate are known."""
        connu, autre = (
            (self.montant_ht, self.montant_ttc) if base is BaseMontant.HT else (self.montant_ttc, self.montant_ht)
        )
        if connu is not None or autre is None or self.taux_tva is None:
            return connu
        facteur = 1 + self.taux_tva
        return arrondir(autre / facteur if base is BaseMontant.HT else autre * facteur)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repartition:
    """Share of a financement in one année de programmation."""

    uid: Uid = field(default_factory=new_uid)
    annee: int = 0
    prevu: Decimal | None = None
    """Planned euros, on the declared base."""
    realise: Decimal | None = None
    """Euros actually committed that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versement:
    """A payment expected or received."""

    uid: Uid = field(default_factory=new_uid)
    nature: NatureVersement = NatureVersement.ACOMPTE
    montant: Decimal | None = None
    """Euros."""
    date_prevue: date | None = None
    date_demande: date | None = None
    """Day on which the payment was asked for."""
    reference: str = ""
    """Number of the request for payment, or of the titre."""
    date_encaissement: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annuite:
    """What a prêt or an avance remboursable costs in one year."""

    uid: Uid = field(default_factory=new_uid)
    annee: int = 0
    montant: Decimal | None = None
    """Euros paid back that year, capital and interest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Financement:
    """One financing line: asked, granted and paid stay side by side."""

    uid: Uid = field(default_factory=new_uid)
    financeur: Uid | None = None
    """The organisme that pays."""
    dispositif: str = ""
    """Name of the scheme: « DETR », « Fonds vert »…"""
    categorie: str = ""
    """Category of the dispositif, as it names it (DETR « A »)."""
    nature: NatureFinancement = NatureFinancement.SUBVENTION
    depense_eligible: Decimal | None = None
    """Euros retained by the funder as the base of its rate, on the declared base."""
    taux: Decimal | None = None
    montant_demande: Decimal | None = None
    """Euros asked for."""
    montant_accorde: Decimal | None = None
    """Euros granted."""
    etat: EtatFinancement = EtatFinancement.ENVISAGE
    annee: int | None = None
    """Année de programmation, when the line is not split over several years."""
    numero_dossier: str = ""
    date_depot: date | None = None
    date_accuse: date | None = None
    """AR reçu: date the funder received the request."""
    date_completude: date | None = None
    """The request is complete, said by the funder or deemed so."""
    date_derogation: date | None = None
    """The funder allows to begin before its decision."""
    date_decision: date | None = None
    """The act that grants or refuses; its notification comes after."""
    date_notification: date | None = None
    repartitions: tuple[Repartition, ...] = ()
    versements: tuple[Versement, ...] = ()
    annuites: tuple[Annuite, ...] = ()
    """Of a prêt or an avance remboursable: what is paid back each year."""

    @property
    def montant_retenu(self) -> Decimal:
        """Euros that count: the granted amount once granted, the asked one before, zero when lost or unknown."""
        montant = self.montant_connu
        return ZERO if montant is None else montant

    @property
    def montant_connu(self) -> Decimal | None:
        """The same, ``None`` when nobody typed it: what is lost brings zero for sure."""
        if self.etat.est_perdu:
            return ZERO
        return self.montant_accorde if self.etat.est_acquis else self.montant_demande

    @property
    def est_a_chiffrer(self) -> bool:
        """Whether it lives and nobody knows what it brings: it counts for nothing, and is not nothing."""
        return self.montant_connu is None

    @property
    def est_du_plan(self) -> bool:
        """Whether it lowers the solde: an aide or private money, neither a loan nor what is valued apart."""
        return self.nature.est_aide or self.nature is NatureFinancement.PRIVE

    @property
    def montant_verse(self) -> Decimal:
        """Euros received."""
        return sum((v.montant or ZERO for v in self.versements if v.date_encaissement), ZERO)

    @property
    def montant_rembourse(self) -> Decimal:
        """Euros that the annuités add up to, interest included."""
        return sum((a.montant or ZERO for a in self.annuites), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totaux:
    """The words of the maquette, in euros on the declared base.

    ``None`` means « non renseigné ». For several operations, ``a_trouver`` adds those where it is known and
    ``a_trouver_inconnus`` counts the others; it is never the remainder of the sums.
    """

    cout: Decimal | None = None
    couts_inconnus: int = 0
    """Operations without coût: their aides may exceed the coût of the others."""
    acquis: Decimal = ZERO
    sollicite: Decimal = ZERO
    a_solliciter: Decimal = ZERO
    prive: Decimal = ZERO
    part_decidee: Decimal | None = None
    solde: Decimal | None = None
    """Solde à la charge du maître d'ouvrage: coût - aides - privé."""
    a_trouver: Decimal | None = None
    a_trouver_inconnus: int = 0
    prets: Decimal = ZERO
    valorise: Decimal = ZERO
    aides_non_chiffrees: int = 0
    """Living aides without an amount, where the solde is known: it is the one before them."""
    prives_non_chiffres: int = 0
    """Private money without an amount, as above."""
    bases: frozenset[BaseMontant] = frozenset()
    """Declared bases of the operations added up."""

    @property
    def aides(self) -> Decimal:
        """Subventions and fonds de concours, all live states."""
        return self.acquis + self.sollicite + self.a_solliciter

    @property
    def libelle_base(self) -> str:
        """« HT », « TTC », or « base déclarée » when both are mixed."""
        if len(self.bases) == 1:
            return next(iter(self.bases)).libelle
        return "base déclarée" if self.bases else BaseMontant.HT.libelle


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A tranche of an action: one maître d'ouvrage, one base, one plan de financement."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    maitre_ouvrage: Uid | None = None
    maitre_ouvrage_delegue: Uid | None = None
    base: BaseMontant = BaseMontant.HT
    part_decidee: Decimal | None = None
    """Euros decided by the maître d'ouvrage (délibération, PPI); optional."""
    part_decidee_acte: str = ""
    """What decided it, as people quote it."""
    part_decidee_date: date | None = None
    type_premier_acte: TypePremierActe | None = None
    date_premier_acte: date | None = None
    date_commencement: date | None = None
    date_achevement: date | None = None
    assujettie_tva: bool = False
    """Subject to TVA: it is deducted, there is no FCTVA."""
    annee_intention: int | None = None
    """Year of the DETR/DSIL campaign it is meant for."""
    rang_intention: int | None = None
    """Its place among the intentions of that year; 1 comes first."""
    maturite: Maturite | None = None
    depenses: tuple[Depense, ...] = ()
    financements: tuple[Financement, ...] = ()
    marches: tuple[Marche, ...] = ()
    factures: tuple[Facture, ...] = ()

    @property
    def cout(self) -> Decimal | None:
        """Euros on the declared base; ``None`` while no dépense has an amount."""
        montants = [m for d in self.depenses if (m := d.montant(self.base)) is not None]
        return sum(montants, ZERO) if montants else None

    @property
    def investissement(self) -> Decimal:
        """Euros of investissement on the declared base."""
        return sum((d.montant(self.base) or ZERO for d in self.depenses if d.est_d_investissement), ZERO)

    @property
    def est_d_investissement(self) -> bool:
        """Whether more than half of the coût is investissement."""
        return self.investissement * 2 > (self.cout or ZERO)

    def cout_en(self, base: BaseMontant) -> Decimal | None:
        """Euros on either base; ``None`` when a dépense known on the other side has no rate to be derived with."""
        total: Decimal | None = None
        for depense in self.depenses:
            montant = depense.montant(base)
            if montant is not None:
                total = montant if total is None else total + montant
            elif depense.montant_ht is not None or depense.montant_ttc is not None:
                return None
        return total

    @property
    def cout_ht(self) -> Decimal | None:
        """Euros HT, when every dépense can be read so."""
        return self.cout_en(BaseMontant.HT)

    @property
    def cout_ttc(self) -> Decimal | None:
        """Euros TTC, when every dépense can be read so."""
        return self.cout_en(BaseMontant.TTC)

    @property
    def depense_eligible(self) -> Decimal | None:
        """Eligible euros on the declared base; ``None`` while no dépense has an amount."""
        if self.cout is None:
            return None
        return sum((d.montant(self.base) or ZERO for d in self.depenses if d.eligible), ZERO)

    @property
    def totaux(self) -> Totaux:
        """The four totals, the solde and what remains to be found."""
        acquis = sollicite = a_solliciter = prive = prets = valorise = ZERO
        aides_non_chiffrees = prives_non_chiffres = 0
        for ligne in self.financements:
            montant = ligne.montant_connu
            if montant is None:
                aides_non_chiffrees += ligne.nature.est_aide
                prives_non_chiffres += ligne.nature is NatureFinancement.PRIVE
                continue
            if ligne.nature.est_a_rembourser:
                prets += montant
            elif ligne.nature.est_valorisee:
                valorise += montant
            elif ligne.nature is NatureFinancement.PRIVE:
                prive += montant
            elif ligne.etat.est_acquis:
                acquis += montant
            elif ligne.etat.est_sollicite:
                sollicite += montant
            else:
                a_solliciter += montant
        cout = self.cout
        solde = None if cout is None else cout - acquis - sollicite - a_solliciter - prive
        manque = None if solde is None or self.part_decidee is None else max(ZERO, solde - self.part_decidee)
        return Totaux(
            cout=cout,
            couts_inconnus=1 if cout is None else 0,
            acquis=acquis,
            sollicite=sollicite,
            a_solliciter=a_solliciter,
            prive=prive,
            part_decidee=self.part_decidee,
            solde=solde,
            a_trouver=manque,
            a_trouver_inconnus=1 if manque is None else 0,
            prets=prets,
            valorise=valorise,
            aides_non_chiffrees=0 if solde is None else aides_non_chiffrees,
            prives_non_chiffres=0 if solde is None else prives_non_chiffres,
            bases=frozenset({self.base}),
        )


def additionner(totaux: Iterable[Totaux]) -> Totaux:
    """Totals of several operations; unknown values are left out of the sums, never counted as zero."""
    termes = tuple(totaux)
    if len(termes) == 1:
        # Most fiches have one operation.
        return termes[0]
    return Totaux(
        cout=_somme_connus(t.cout for t in termes),
        couts_inconnus=sum(t.couts_inconnus for t in termes),
        acquis=sum((t.acquis for t in termes), ZERO),
        sollicite=sum((t.sollicite for t in termes), ZERO),
        a_solliciter=sum((t.a_solliciter for t in termes), ZERO),
        prive=sum((t.prive for t in termes), ZERO),
        part_decidee=_somme_connus(t.part_decidee for t in termes),
        solde=_somme_connus(t.solde for t in termes),
        a_trouver=_somme_connus(t.a_trouver for t in termes),
        a_trouver_inconnus=sum(t.a_trouver_inconnus for t in termes),
        prets=sum((t.prets for t in termes), ZERO),
        valorise=sum((t.valorise for t in termes), ZERO),
        aides_non_chiffrees=sum(t.aides_non_chiffrees for t in termes),
        prives_non_chiffres=sum(t.prives_non_chiffres for t in termes),
        bases=frozenset[BaseMontant]().union(*(t.bases for t in termes)),
    )


def _somme_connus(montants: Iterable[Decimal | None]) -> Decimal | None:
    connus = [montant for montant in montants if montant is not None]
    return sum(connus, ZERO) if connus else None
