"""HT and TTC of a dépense: the side nobody typed follows the rate of TVA, the side somebody typed is left alone."""

from decimal import Decimal

from models.domain.plan_financement import Depense, arrondir


def complete_depense(depense: Depense, champ: str, valeur: object) -> dict[str, object]:
    """Fields to write when ``champ`` becomes ``valeur``.

    The other side is written when it is empty, or when it was only the image of the old value.
    """
    champs: dict[str, object] = {champ: valeur}
    ht, ttc, taux = depense.montant_ht, depense.montant_ttc, depense.taux_tva
    match champ:
        case "montant_ht" if isinstance(valeur, Decimal) and taux is not None and ttc in {None, _ttc(ht, taux)}:
            champs["montant_ttc"] = _ttc(valeur, taux)
        case "montant_ttc" if isinstance(valeur, Decimal) and taux is not None and ht in {None, _ht(ttc, taux)}:
            champs["montant_ht"] = _ht(valeur, taux)
        case "taux_tva" if isinstance(valeur, Decimal):
            if ht is not None and ttc in {None, _ttc(ht, taux)}:
                champs["montant_ttc"] = _ttc(ht, valeur)
            elif ttc is not None and ht is None:
                champs["montant_ht"] = _ht(ttc, valeur)
        case _:
            pass
    return champs


def _ttc(ht: Decimal | None, taux: Decimal | None) -> Decimal | None:
    return None if ht is None or taux is None else arrondir(ht * (1 + taux))


def _ht(ttc: Decimal | None, taux: Decimal | None) -> Decimal | None:
    return None if ttc is None or taux is None else arrondir(ttc / (1 + taux))
