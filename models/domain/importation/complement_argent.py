"""The plan de financement that a document details, laid over an operation line by line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.domain.formats import format_date, format_taux
from models.domain.importation.proximite import cle
from models.domain.plan_financement import Depense, Financement, Operation, Repartition
from models.domain.regles.dotations import cle_dispositif
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement


@dataclass(slots=True, kw_only=True)
class DepenseDite:
    """A line of dépense; ``eligible`` is ``None`` when the document does not say."""

    depense: Depense
    eligible: bool | None = None


@dataclass(slots=True, kw_only=True)
class AideDite:
    """A line of ressource, as the document tells it."""

    financeur: str = ""
    """Name of the organisme; empty when nobody is named."""
    dispositif: str = ""
    nature: NatureFinancement = NatureFinancement.SUBVENTION
    etat: EtatFinancement | None = None
    depense_eligible: Decimal | None = None
    taux: Decimal | None = None
    demande: Decimal | None = None
    accorde: Decimal | None = None
    annees: tuple[int, int] | None = None
    """First and last year."""


@dataclass(slots=True, kw_only=True)
class OperationDite:
    """One operation of the fiche."""

    intitule: str = ""
    maitre_ouvrage: str = ""
    delegue: str = ""
    base: BaseMontant | None = None
    part_decidee: Decimal | None = None
    acte: str = ""
    """What decided the part, as it is quoted, with its day."""
    commencement: date | None = None
    achevement: date | None = None
    depenses: list[DepenseDite] = field(default_factory=list[DepenseDite])
    aides: list[AideDite] = field(default_factory=list[AideDite])


def fondre_operation(
    ancienne: Operation, dite: OperationDite, porteur: Uid | None, designer: Callable[[str], Uid]
) -> Operation:
    """The operation once the document has spoken."""
    champs: dict[str, Any] = {}
    if dite.intitule and cle(dite.intitule) != cle(ancienne.intitule):
        champs["intitule"] = dite.intitule
    if porteur is not None:
        champs["maitre_ouvrage"] = porteur
    if dite.delegue:
        champs["maitre_ouvrage_delegue"] = designer(dite.delegue)
    if dite.part_decidee is not None:
        champs["part_decidee"] = dite.part_decidee
    if dite.acte and dite.acte not in _actes(ancienne):
        champs["part_decidee_acte"] = dite.acte
    if dite.commencement:
        champs["date_commencement"] = dite.commencement
    if dite.achevement:
        champs["date_achevement"] = dite.achevement
    if dite.base is not None and not ancienne.depenses and not ancienne.financements:
        champs["base"] = dite.base
    return replace(
        ancienne,
        **champs,
        depenses=_depenses(ancienne.depenses, dite.depenses),
        financements=_aides(ancienne.financements, dite.aides, designer),
    )


def _actes(operation: Operation) -> tuple[str, str]:
    """The act as it is stored, and as documents quote it with its day."""
    acte, jour = operation.part_decidee_acte, operation.part_decidee_date
    return acte, ", ".join(filter(None, (acte, f"le {format_date(jour)}" if jour else "")))


def _depenses(presentes: Sequence[Depense], dites: Sequence[DepenseDite]) -> tuple[Depense, ...]:
    resultat, libres = list(presentes), list(range(len(presentes)))
    for dite in dites:
        neuve = dite.depense
        place = _meme_depense(resultat, libres, neuve)
        if place is None:
            resultat.append(neuve if dite.eligible is None else replace(neuve, eligible=dite.eligible))
            continue
        libres.remove(place)
        resultat[place] = _completer_depense(resultat[place], dite)
    return tuple(resultat)


def _meme_depense(presentes: Sequence[Depense], libres: Sequence[int], neuve: Depense) -> int | None:
    memes = [i for i in libres if _libelle(presentes[i]) == _libelle(neuve) and presentes[i].section is neuve.section]
    annee = [i for i in memes if presentes[i].annee == neuve.annee]
    return next(iter(annee or memes), None)


def _libelle(depense: Depense) -> str:
    """As documents name it: the poste goes before an intitulé that does not already say it."""
    poste, intitule = cle(depense.poste.libelle), cle(depense.intitule)
    return intitule if intitule.startswith(poste) else f"{poste} {intitule}".strip()


def _completer_depense(ancienne: Depense, dite: DepenseDite) -> Depense:
    """Amounts that already read the same stay as they are: one of them may come from the other and the rate."""
    champs: dict[str, Any] = {}
    for champ, base in (("montant_ht", BaseMontant.HT), ("montant_ttc", BaseMontant.TTC)):
        montant = getattr(dite.depense, champ)
        if montant is not None and montant != ancienne.montant(base):
            champs[champ] = montant
    if dite.eligible is not None:
        champs["eligible"] = dite.eligible
    if dite.depense.annee is not None:
        champs["annee"] = dite.depense.annee
    return replace(ancienne, **champs)


def _aides(
    presentes: Sequence[Financement], dites: Sequence[AideDite], designer: Callable[[str], Uid]
) -> tuple[Financement, ...]:
    resultat, libres = list(presentes), list(range(len(presentes)))
    for dite in dites:
        financeur = designer(dite.financeur) if dite.financeur else None
        place = _meme_aide(resultat, libres, dite, financeur)
        if place is None:
            resultat.append(_neuve(dite, financeur))
            continue
        libres.remove(place)
        resultat[place] = _completer_aide(resultat[place], dite)
    return tuple(resultat)


def _meme_aide(
    presentes: Sequence[Financement], libres: Sequence[int], dite: AideDite, financeur: Uid | None
) -> int | None:
    du_financeur = [i for i in libres if presentes[i].financeur == financeur]
    exactes = [
        i
        for i in du_financeur
        if cle_dispositif(presentes[i].dispositif) == cle_dispositif(dite.dispositif)
        and presentes[i].nature is dite.nature
    ]
    annees = [i for i in exactes if dite.annees in {None, _annees(presentes[i])}]
    if annees or exactes:
        return (annees or exactes)[0]
    seule = len(du_financeur) == 1 and financeur is not None and not dite.dispositif
    return du_financeur[0] if seule else None


def _neuve(dite: AideDite, financeur: Uid | None) -> Financement:
    acquise = dite.accorde is not None
    annee, repartitions = None, ()
    if dite.annees is not None:
        debut, fin = dite.annees
        annee = debut if debut == fin else None
        # The document gives the years without their amounts, which are left to be said.
        repartitions = () if debut == fin else tuple(Repartition(annee=a) for a in range(debut, fin + 1))
    return Financement(
        financeur=financeur,
        dispositif=dite.dispositif,
        nature=dite.nature,
        etat=dite.etat or (EtatFinancement.ACCORDE if acquise else EtatFinancement.ENVISAGE),
        depense_eligible=dite.depense_eligible,
        taux=dite.taux,
        montant_demande=dite.demande,
        montant_accorde=dite.accorde,
        annee=annee,
        repartitions=repartitions,
    )


def _completer_aide(ancienne: Financement, dite: AideDite) -> Financement:
    champs: dict[str, Any] = {
        nom: valeur
        for nom, valeur in (
            ("montant_demande", dite.demande),
            ("montant_accorde", dite.accorde),
            ("depense_eligible", dite.depense_eligible),
            ("etat", dite.etat),
        )
        if valeur is not None
    }
    # A rate is printed with one decimal only.
    if dite.taux is not None and (ancienne.taux is None or format_taux(dite.taux) != format_taux(ancienne.taux)):
        champs["taux"] = dite.taux
    if dite.annees is not None and dite.annees[0] == dite.annees[1] and not ancienne.repartitions:
        champs["annee"] = dite.annees[0]
    if dite.etat is None and ancienne.etat.est_acquis and ancienne.montant_accorde == dite.demande:
        # The same amount, in a document that does not say it was granted.
        champs.pop("montant_demande", None)
    return replace(ancienne, **champs)


def _annees(ligne: Financement) -> tuple[int, int] | None:
    annees = sorted({r.annee for r in ligne.repartitions if r.annee} or ({ligne.annee} if ligne.annee else set()))
    return (annees[0], annees[-1]) if annees else None
