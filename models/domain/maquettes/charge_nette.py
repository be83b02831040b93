"""The charge nette of each year: what is paid, loans paid back included, less what comes in, FCTVA and loans too."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.domain.fctva import fctva, ouvre_droit, ttc_de
from models.domain.fiche_action import FicheAction
from models.domain.maquettes.encaissements import somme_encaissements
from models.domain.maquettes.financeurs import Bloc, bloc_de
from models.domain.maquettes.maquette import somme_connus
from models.domain.plan_financement import ZERO, Depense, Financement, Operation, arrondir
from models.domain.programmation import Enveloppe
from models.domain.projet import Projet
from models.domain.regles.dotations import dotation
from models.domain.vocabulaire import BaseMontant, TypeOrganisme, Vocabulaire


class Inconnue(Vocabulaire):
    """What keeps the charge nette of an operation from being exact."""

    SANS_DEPENSE = "sans_depense", "aucune dépense chiffrée"
    SANS_TVA = "sans_tva", "une dépense n’a ni TTC ni taux de TVA\u00a0: elle est comptée hors taxes, sans FCTVA"
    SANS_MAITRE_OUVRAGE = "sans_maitre_ouvrage", "le maître d’ouvrage manque\u00a0: son FCTVA n’est pas compté"
    SANS_ANNEE = "sans_annee", "des dépenses n’ont pas d’année"
    NON_CHIFFRE = "non_chiffre", "des aides, du privé ou des prêts n’ont pas de montant"
    NON_DATE = "non_date", "des aides ou des prêts n’ont pas de date d’encaissement"
    SANS_ANNUITES = "sans_annuites", "les annuités d’un prêt manquent, ou ne le remboursent pas en entier"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeAnnee:
    """One year, in euros; ``annee`` is ``None`` for what has none."""

    annee: int | None = None
    depenses: Decimal = ZERO
    """TTC; HT for an operation that deducts its TVA."""
    aides: Decimal = ZERO
    prive: Decimal = ZERO
    fctva: Decimal = ZERO
    """What comes back that year of the dépenses of this one, or of the years before."""
    emprunts: Decimal = ZERO
    """Loans received."""
    remboursements: Decimal = ZERO
    """What loans cost that year, capital and interest."""
    enveloppe: Enveloppe | None = None

    @property
    def avant_emprunt(self) -> Decimal:
        """Dépenses that nobody else bears, loans not yet counted."""
        return self.depenses - self.aides - self.prive - self.fctva

    @property
    def charge(self) -> Decimal:
        """The charge nette; negative in a year that receives more than it pays."""
        return self.avant_emprunt - self.emprunts + self.remboursements

    @property
    def plafond(self) -> Decimal | None:
        """Euros of the envelope; ``None`` when nobody typed one."""
        return self.enveloppe.montant if self.enveloppe else None

    @property
    def marge(self) -> Decimal | None:
        """What the envelope leaves; negative when the charge passes it, unknown without an envelope.

        >>> une = ChargeAnnee(depenses=Decimal(900), enveloppe=Enveloppe(montant=Decimal(700)))
        >>> une.marge, ChargeAnnee().marge
        (Decimal('-200'), None)
        """
        return None if self.plafond is None else self.plafond - self.charge

    def __add__(self, autre: "ChargeAnnee") -> "ChargeAnnee":
        """Both together; the year and the envelope stay those of this one."""
        return replace(
            self,
            depenses=self.depenses + autre.depenses,
            aides=self.aides + autre.aides,
            prive=self.prive + autre.prive,
            fctva=self.fctva + autre.fctva,
            emprunts=self.emprunts + autre.emprunts,
            remboursements=self.remboursements + autre.remboursements,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveCharge:
    """An operation whose charge nette is not exact, and why."""

    fiche: FicheAction
    operation: Operation
    raisons: tuple[Inconnue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeNette:
    """The years, what has none, and what is not known."""

    annees: tuple[ChargeAnnee, ...] = ()
    sans_annee: ChargeAnnee = field(default_factory=ChargeAnnee)
    reserves: tuple[ReserveCharge, ...] = ()

    @property
    def total(self) -> ChargeAnnee:
        """Everything, dated or not."""
        return sum(self.annees, self.sans_annee)

    @property
    def plafond(self) -> Decimal | None:
        """The envelopes that are typed, together."""
        return somme_connus(une.plafond for une in self.annees)

    @property
    def marge(self) -> Decimal | None:
        """What these envelopes leave, over their years only: a year without one is compared with nothing."""
        return somme_connus(une.marge for une in self.annees)


def charge_nette(projet: Projet, *, taux: Decimal) -> ChargeNette:
    """The charge nette of the living actions, year by year.

    Args:
        projet: the project, or a part of it.
        taux: rate of the FCTVA.
    """
    annees: dict[int | None, ChargeAnnee] = defaultdict(ChargeAnnee)
    reserves: list[ReserveCharge] = []
    for fiche in projet.fiches:
        for operation in fiche.operations if fiche.statut.est_vivant else ():
            for annee, une in charges_operation(projet, operation, taux=taux):
                annees[annee] += une
            if raisons := tuple(_raisons(projet, operation)):
                reserves.append(ReserveCharge(fiche=fiche, operation=operation, raisons=raisons))
    enveloppes = {enveloppe.annee: enveloppe for enveloppe in projet.enveloppes}
    connues = {annee for annee in annees if annee is not None} | enveloppes.keys() | _periode(projet)
    return ChargeNette(
        annees=tuple(replace(annees[a], annee=a, enveloppe=enveloppes.get(a)) for a in sorted(connues)),
        sans_annee=annees[None],
        reserves=tuple(reserves),
    )


def charges_operation(
    projet: Projet, operation: Operation, *, taux: Decimal
) -> Iterator[tuple[int | None, ChargeAnnee]]:
    """What one operation brings to each year; a year may come several times."""
    for depense in operation.depenses:
        if (montant := _cout_paye(operation, depense)) is not None:
            yield depense.annee, ChargeAnnee(depenses=montant)
    for annee, montant in _recettes(operation, {Bloc.AIDES}):
        yield annee, ChargeAnnee(aides=montant)
    for annee, montant in _recettes(operation, {Bloc.PRIVE}):
        yield annee, ChargeAnnee(prive=montant)
    for annee, montant in fctva_par_annee(projet, operation, taux=taux):
        yield annee, ChargeAnnee(fctva=montant)
    for annee, montant in _recettes(operation, {Bloc.PRETS}):
        yield annee, ChargeAnnee(emprunts=montant)
    for pret in _prets(operation):
        for annuite in pret.annuites:
            yield annuite.annee or None, ChargeAnnee(remboursements=annuite.montant or ZERO)


def fctva_par_annee(projet: Projet, operation: Operation, *, taux: Decimal) -> Iterator[tuple[int | None, Decimal]]:
    """The FCTVA of an operation in the years it comes; they add up to the cent to what the operation gets back.

    The subventions of the State computed on the TTC lower the base of every year alike (L1615-10 CGCT).
    """
    porteur = projet.organisme(operation.maitre_ouvrage)
    if operation.assujettie_tva or porteur is None or not porteur.type.est_collectivite:
        return
    assiettes: dict[int | None, Decimal] = defaultdict(Decimal)
    for depense in operation.depenses:
        if ouvre_droit(depense):
            assiettes[depense.annee] += ttc_de(depense) or ZERO
    assiette = sum(assiettes.values(), ZERO)
    total = fctva(assiette, taux=taux, subventions_ttc=_etat_sur_le_ttc(projet, operation)).montant
    cumul = deja = ZERO
    for annee, ttc in sorted(assiettes.items(), key=lambda paire: (paire[0] is None, paire[0] or 0)):
        cumul += ttc
        # The rounding of one year is made up in the next: the years add up to the total.
        jusque_la = arrondir(total * cumul / assiette) if assiette else ZERO
        if jusque_la != deja:
            yield None if annee is None else annee + porteur.fctva.delai, jusque_la - deja
        deja = jusque_la


def _cout_paye(operation: Operation, depense: Depense) -> Decimal | None:
    """What is paid in the end: TTC, or HT when the TVA is deducted; the side that is known failing the other."""
    ht, ttc = depense.montant(BaseMontant.HT), ttc_de(depense)
    voulu, autre = (ht, ttc) if operation.assujettie_tva else (ttc, ht)
    return autre if voulu is None else voulu


def _recettes(operation: Operation, blocs: Collection[Bloc]) -> Iterator[tuple[int | None, Decimal]]:
    yield from somme_encaissements(operation, blocs).annees.items()


def _prets(operation: Operation) -> Iterator[Financement]:
    """Those that are not lost: what was refused is not paid back."""
    for ligne in operation.financements:
        if bloc_de(ligne.nature) is Bloc.PRETS and not ligne.etat.est_perdu:
            yield ligne


def _etat_sur_le_ttc(projet: Projet, operation: Operation) -> Decimal:
    """Subventions of the State computed on the TTC (SUB-14); the dotations are on the HT."""
    if operation.base is not BaseMontant.TTC:
        return ZERO
    return sum(
        (
            ligne.montant_retenu
            for ligne in operation.financements
            if ligne.nature.est_aide
            and dotation(ligne.dispositif) is None
            and (financeur := projet.organisme(ligne.financeur)) is not None
            and financeur.type is TypeOrganisme.ETAT
        ),
        ZERO,
    )


def _raisons(projet: Projet, operation: Operation) -> Iterator[Inconnue]:
    chiffrees = [d for d in operation.depenses if _cout_paye(operation, d)]
    recettes = somme_encaissements(operation, {Bloc.AIDES, Bloc.PRIVE, Bloc.PRETS})
    if not chiffrees:
        yield Inconnue.SANS_DEPENSE
    if not operation.assujettie_tva and any(ttc_de(depense) is None for depense in chiffrees):
        yield Inconnue.SANS_TVA
    droit = not operation.assujettie_tva and any(map(ouvre_droit, chiffrees))
    if droit and projet.organisme(operation.maitre_ouvrage) is None:
        yield Inconnue.SANS_MAITRE_OUVRAGE
    if any(depense.annee is None for depense in chiffrees):
        yield Inconnue.SANS_ANNEE
    if any(ligne.est_a_chiffrer and not ligne.nature.est_valorisee for ligne in operation.financements):
        yield Inconnue.NON_CHIFFRE
    if recettes.non_date:
        yield Inconnue.NON_DATE
    if any(pret.montant_rembourse < pret.montant_retenu for pret in _prets(operation)):
        yield Inconnue.SANS_ANNUITES


def _periode(projet: Projet) -> set[int]:
    """The years of the maquette, when the project says where they begin and end."""
    premiere, derniere = projet.reglages.premiere_annee, projet.reglages.derniere_annee
    return set(range(premiere, derniere + 1)) if premiere and derniere else set()
