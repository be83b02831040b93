"""Aides and private money of unknown amount: what is left to the maître d'ouvrage is told before them."""

from collections.abc import Iterable, Iterator

from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Financement, Operation, Totaux
from models.domain.projet import Projet
from models.domain.vocabulaire import NatureFinancement


def mention(totaux: Totaux) -> str:
    """What follows a solde or « à trouver » that does not count them; empty when every amount is known.

    >>> mention(Totaux(aides_non_chiffrees=2))
    'avant 2 aides non chiffrées'
    >>> mention(Totaux(aides_non_chiffrees=1, prives_non_chiffres=1))
    'avant 1 aide et 1 financement privé non chiffrés'
    """
    aides, prives = totaux.aides_non_chiffrees, totaux.prives_non_chiffres
    comptees = f"{aides} aide" + "s" * (aides > 1)
    privees = f"{prives} financement" + "s privés" * (prives > 1) + " privé" * (prives == 1)
    if not prives:
        return f"avant {comptees} non chiffrée" + "s" * (aides > 1) if aides else ""
    quoi = f"{comptees} et {privees}" if aides else privees
    return f"avant {quoi} non chiffré" + "s" * (aides + prives > 1)


def lignes_non_chiffrees(operation: Operation) -> tuple[Financement, ...]:
    """The lines of the plan of one operation: a loan, or an aid in kind, changes nothing to what is left to pay.

    None while the coût is unknown: nothing is told to be left then.
    """
    if operation.cout is None:
        return ()
    return tuple(ligne for ligne in operation.financements if ligne.est_du_plan and ligne.est_a_chiffrer)


def nommer(projet: Projet, lignes: Iterable[Financement]) -> str:
    """« Région Hauts-de-France (Redynamisation), DETR », in their order."""
    return ", ".join(_nom(projet, ligne) for ligne in lignes)


def phrase(projet: Projet, fiches: Iterable[FicheAction]) -> str:
    """The list of these lines, action by action, and what it means; empty when every amount is known."""
    actions = list(_par_action(projet, (fiche for fiche in fiches if fiche.statut.est_vivant)))
    if not actions:
        return ""
    liste = "\u00a0; ".join(actions)
    return (
        f"Aides et financements privés non chiffrés\u00a0: {liste}. Le solde à la charge du maître "
        "d’ouvrage et le montant à trouver sont ceux d’avant ces aides."
    )


def _par_action(projet: Projet, fiches: Iterable[FicheAction]) -> Iterator[str]:
    for fiche in fiches:
        lignes = [ligne for operation in fiche.operations for ligne in lignes_non_chiffrees(operation)]
        if lignes:
            qui = f"action {fiche.numero}" if fiche.numero else f"«\u00a0{fiche.titre}\u00a0»"
            yield f"{qui}, {nommer(projet, lignes)}"


def _nom(projet: Projet, ligne: Financement) -> str:
    financeur = projet.nom_organisme(ligne.financeur)
    if financeur and ligne.dispositif and ligne.dispositif != financeur:
        return f"{financeur} ({ligne.dispositif})"
    sinon = "financement privé" if ligne.nature is NatureFinancement.PRIVE else "financeur à préciser"
    return financeur or ligne.dispositif or sinon
