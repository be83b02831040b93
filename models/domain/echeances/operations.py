"""What the dates of an operation ask for: its publicity, its plaque, and its own beginning and end when planned."""

from collections.abc import Iterator
from datetime import date

from models.domain.echeances import EcheanceCalculee, NatureEcheance
from models.domain.echeances.contexte import ContexteEcheances
from models.domain.fiche_action import FicheAction
from models.domain.jours import ajouter_annees
from models.domain.plan_financement import Operation
from models.domain.publicite import ARTICLES, limite_affichage, limite_plaque
from models.domain.regles import Objet
from models.domain.vocabulaire import StatutAction


def operations(contexte: ContexteEcheances) -> Iterator[EcheanceCalculee]:
    """For each operation of a living action."""
    for fiche in contexte.projet.fiches:
        if not fiche.statut.est_vivant:
            continue
        for operation in fiche.operations:
            if operation.date_commencement or operation.date_achevement:
                objet = objet_operation(fiche, operation)
                if fiche.statut is not StatutAction.SUSPENDUE:
                    yield from _prevues(contexte, operation, objet)
                if _est_aidee(contexte, operation):
                    yield from _publicite(contexte, operation, objet)


def objet_operation(fiche: FicheAction, operation: Operation) -> Objet:
    """An operation, named with its action when it is not alone."""
    libelle = fiche.titre
    if len(fiche.operations) > 1 and operation.intitule:
        libelle = f"{libelle} – {operation.intitule}"
    return Objet(type="operation", uid=operation.uid, libelle=libelle, fiche=fiche.uid)


def _prevues(contexte: ContexteEcheances, operation: Operation, objet: Objet) -> Iterator[EcheanceCalculee]:
    """A day that is passed is a fact: only what is still planned is to be watched."""
    for champ, nom in (("date_commencement", "Commencement prévu"), ("date_achevement", "Achèvement prévu")):
        jour: date | None = getattr(operation, champ)
        if jour is not None and jour >= contexte.aujourd_hui:
            yield contexte.echeance(
                f"{champ}:{operation.uid}",
                jour,
                nom,
                NatureEcheance.OPERATION,
                objet,
                champ=champ,
                source="Calendrier de l’opération",
            )


def _publicite(contexte: ContexteEcheances, operation: Operation, objet: Objet) -> Iterator[EcheanceCalculee]:
    """Nothing tells whether it was done: a year later it is taken for done, or a plan brought in would be all red."""
    limites = (
        ("affichage", limite_affichage, "Afficher et publier le plan de financement", "date_commencement"),
        ("plaque", limite_plaque, "Poser la plaque des financeurs", "date_achevement"),
    )
    for cle, limite, intitule, champ in limites:
        jour = limite(operation, contexte.bareme, contexte.aujourd_hui)
        if jour is not None and contexte.aujourd_hui <= ajouter_annees(jour, 1):
            yield contexte.echeance(
                f"{cle}:{operation.uid}",
                jour,
                intitule,
                NatureEcheance.OPERATION,
                objet,
                champ=champ,
                source=ARTICLES,
            )


def _est_aidee(contexte: ContexteEcheances, operation: Operation) -> bool:
    """A collectivité bears it and a public subvention helps it, for investissement (SUB-15 says the same of a plan)."""
    porteur = contexte.projet.organisme(operation.maitre_ouvrage)
    if porteur is None or not porteur.type.est_collectivite:
        return False
    if not operation.est_d_investissement:
        return False
    return any(ligne.nature.est_aide and ligne.montant_retenu for ligne in operation.financements)
