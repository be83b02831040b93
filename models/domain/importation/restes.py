"""What a table says remains to be paid, beside what its costs and its aids leave: the column is never imported."""

from decimal import Decimal

from models.domain.formats import format_euros
from models.domain.importation.actions import ActionLue, OperationLue
from models.domain.importation.proposition import Nature
from models.domain.importation.proximite import cle
from models.domain.plan_financement import Operation

_MANQUE = ("trouver", "financer", "besoin", "manque")
"""Words of a column that counts the part of the maître d'ouvrage among what is found."""


def verifier_reste(operation: Operation, action: ActionLue, lue: OperationLue) -> None:
    """Tells the gap between what the table announces and what the operation, once written, leaves."""
    dits = [fait for fait in lue.restes if fait.valeur.montant is not None]
    if not dits:
        return
    totaux = operation.totaux
    if totaux.solde is None:
        return
    # A row a year tells its own remainder; a row an aid repeats that of the operation.
    annonces = {dits[0].valeur.montant, dits[-1].valeur.montant, sum((f.valeur.montant for f in dits), Decimal(0))}
    decidee = totaux.part_decidee or Decimal(0)
    possibles = {
        totaux.solde,
        totaux.solde - decidee,
        totaux.solde - totaux.prets,
        totaux.solde - decidee - totaux.prets,
    }
    if any(abs(annonce - possible) < 1 for annonce in annonces for possible in possibles):
        return
    reste = dits[-1]
    annonce: Decimal = reste.valeur.montant
    manque = any(mot in cle(reste.lieu.entete) for mot in _MANQUE)
    calcule = totaux.solde - decidee if manque else totaux.solde
    if totaux.aides + totaux.prive == 0 and annonce < calcule:
        message = (
            f"Ce reste de {format_euros(annonce)} suppose {format_euros(calcule - annonce)} d’aides, que ni le tableau "
            "ni la fiche ne donnent."
        )
        remede = "Ajoutez-les au plan de financement de la fiche."
    else:
        sens = "de plus" if annonce > calcule else "de moins"
        message = (
            f"Le tableau annonce {format_euros(abs(annonce - calcule))} {sens} que ce qui reste une fois les aides"
            f"{' et la part décidée' if manque and decidee else ''} déduites du coût\u00a0: {format_euros(annonce)} au "
            f"lieu de {format_euros(calcule)}."
        )
        remede = "Ce montant n’est pas importé\u00a0: vérifiez le coût et les aides de l’action."
    action.remarquer(Nature.ECART, reste.lieu, reste.texte, message, remede)
