"""Équilibrer: what would make a plan balance, which line to change and to how much, within what the rules admit."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.domain.formats import format_euros
from models.domain.plan_financement import ZERO, Financement, arrondir
from models.domain.proportion import mettre_a_l_echelle
from models.domain.regles.contexte import Contexte, Plan, plancher, souples
from models.domain.regles.dotations import dotation
from models.domain.regles.subvention_etat import plafond_de
from models.domain.regles.subvention_exceptions import est_permise, exception
from models.domain.regles.subvention_reste import plafond_fonds_concours
from models.domain.uids import Uid
from models.domain.vocabulaire import NatureFinancement


@dataclass(frozen=True, slots=True)
class MontantPropose:
    """One amount to write: that of a line, or the part décidée when ``ligne`` is ``None``."""

    ligne: Uid | None
    nom: str
    avant: Decimal | None
    apres: Decimal
    annees: tuple[tuple[Uid, Decimal], ...] = ()
    """What each year of the line becomes, when the years made its amount."""

    @property
    def phrase(self) -> str:
        """« porter « Région » à 355 005,12 € (+ 150 005,12 €, ses années en proportion) »."""
        if self.avant is None:
            return f"fixer {self.nom} à {format_euros(self.apres)}"
        verbe, signe = ("porter", "+") if self.apres > self.avant else ("ramener", "−")
        ecart = format_euros(abs(self.apres - self.avant))
        annees = ", ses années en proportion" if self.annees else ""
        return f"{verbe} {self.nom} à {format_euros(self.apres)} ({signe}\u00a0{ecart}{annees})"


@dataclass(frozen=True, slots=True)
class PropositionEquilibre:
    """Changes that balance the plan, made together."""

    changements: tuple[MontantPropose, ...]

    @property
    def phrase(self) -> str:
        """Its changes in a sentence."""
        premier, *suite = self.changements
        phrase = premier.phrase + "".join(f", et {c.nom} à {format_euros(c.apres)}" for c in suite)
        return phrase[:1].upper() + phrase[1:]


def equilibrer(contexte: Contexte, plan: Plan) -> tuple[PropositionEquilibre, ...]:
    """What would balance an operation, the aids first and the part décidée last; nothing when it does or has no coût.

    What is granted is never changed.
    """
    totaux, tolerance = plan.totaux, contexte.tolerance
    if totaux.solde is None:
        return ()
    baisse = max(_exces(contexte, plan), -totaux.solde)
    if baisse > ZERO:
        return tuple(_baisser(contexte, plan, baisse))
    if totaux.part_decidee is None:
        return (PropositionEquilibre((_part(plan, totaux.solde),)),)
    ecart = totaux.solde - totaux.part_decidee
    if abs(ecart) <= tolerance:
        return ()
    lignes = _lever(contexte, plan, ecart) if ecart > 0 else _rendre(contexte, plan, -ecart)
    return (*lignes, PropositionEquilibre((_part(plan, totaux.solde),)))


def _baisser(contexte: Contexte, plan: Plan, baisse: Decimal) -> Iterator[PropositionEquilibre]:
    """Too much aid: one line bears the cut, and the part décidée takes what it leaves."""
    solde = (plan.totaux.solde or ZERO) + baisse
    suite = () if plan.totaux.part_decidee == solde else (_part(plan, solde),)
    for ligne in souples(plan.aides):
        if ligne.montant_retenu - baisse >= plancher(contexte, plan, ligne):
            yield PropositionEquilibre((_ligne(contexte, ligne, ligne.montant_retenu - baisse), *suite))


def _lever(contexte: Contexte, plan: Plan, manque: Decimal) -> Iterator[PropositionEquilibre]:
    """Money to find: the lines that can bring it all, else all of them to their ceiling and the part for the rest."""
    possibles = [(ligne, _marge(contexte, plan, ligne, manque)) for ligne in souples(plan.aides)]
    entieres = [ligne for ligne, marge in possibles if marge >= manque]
    for ligne in entieres:
        yield PropositionEquilibre((_ligne(contexte, ligne, ligne.montant_retenu + manque),))
    partielles = [(ligne, marge) for ligne, marge in possibles if marge > 0]
    if entieres or not partielles or plan.totaux.part_decidee is None:
        return
    # The largest alone: what each line may bring was told as if the others stayed as they are.
    ligne, marge = max(partielles, key=lambda p: p[1])
    reste = plan.totaux.part_decidee + manque - marge
    yield PropositionEquilibre((_ligne(contexte, ligne, ligne.montant_retenu + marge), _part(plan, reste)))


def _rendre(contexte: Contexte, plan: Plan, exces: Decimal) -> Iterator[PropositionEquilibre]:
    """Resources above the coût: a line that can give the excess back."""
    for ligne in souples(plan.aides):
        if ligne.montant_retenu - exces >= plancher(contexte, plan, ligne):
            yield PropositionEquilibre((_ligne(contexte, ligne, ligne.montant_retenu - exces),))


def _exces(contexte: Contexte, plan: Plan) -> Decimal:
    """Euros of aids that the minimal participation does not admit; zero or less when it does."""
    part = plan.participation
    if part is None or exception(contexte, plan, part):
        return ZERO
    permis = contexte.parametre("participation_petites_communes")
    if est_permise(plan, part, permis):
        return ZERO
    return part.exces(contexte.parametre("participation_minimale").valeur)


def _marge(contexte: Contexte, plan: Plan, ligne: Financement, manque: Decimal) -> Decimal:
    """Euros that a line may still bring, within its rate, its dispositif, its group and the minimal participation."""
    bornes = [manque]
    if (part := plan.participation) and not exception(contexte, plan, part):
        bornes.append(-part.exces(contexte.parametre("participation_minimale").valeur))
    assiette = plan.denominateur(ligne)
    if ligne.taux is not None and assiette is not None:
        bornes.append(arrondir(ligne.taux * assiette) - ligne.montant_retenu)
    if plafond := plafond_de(contexte, plan, ligne):
        bornes.append(plafond.maximum - ligne.montant_retenu)
    if ligne.nature is NatureFinancement.FONDS_CONCOURS:
        siens = (li.montant_retenu for li in plan.aides if li.nature is NatureFinancement.FONDS_CONCOURS)
        bornes.append(plafond_fonds_concours(plan) - sum(siens, ZERO))
    if dotation(ligne.dispositif) and assiette:
        cumul = sum((li.montant_retenu for li in plan.dotations), ZERO)
        bornes.append(arrondir(contexte.parametre("plafond_dotations").valeur * assiette) - cumul)
    return max(ZERO, min(bornes))


def _ligne(contexte: Contexte, ligne: Financement, montant: Decimal) -> MontantPropose:
    nom = f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0»"
    return MontantPropose(ligne.uid, nom, ligne.montant_demande, montant, _annees(ligne, montant))


def _annees(ligne: Financement, montant: Decimal) -> tuple[tuple[Uid, Decimal], ...]:
    """Its years in the same proportions; as they are when they did not make its amount: nobody knows what they say."""
    prevus = [part.prevu for part in ligne.repartitions if part.prevu is not None]
    complets = len(prevus) == len(ligne.repartitions) and sum(prevus, ZERO) == ligne.montant_demande
    if not complets or not any(prevus) or min(prevus) < ZERO:
        return ()
    parts = mettre_a_l_echelle(prevus, montant)
    return tuple((part.uid, prevu) for part, prevu in zip(ligne.repartitions, parts, strict=True))


def _part(plan: Plan, montant: Decimal) -> MontantPropose:
    return MontantPropose(None, "la part du maître d’ouvrage", plan.totaux.part_decidee, montant)
