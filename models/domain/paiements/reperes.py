"""Recognises a line of mandat that is already there, so that no dépense is counted twice."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.domain.importation.proximite import cle
from models.domain.paiement import Facture


class _Repere(NamedTuple):
    """What two lines of the same dépense share; the numbers of their factures are compared apart."""

    mandat: str
    bordereau: str
    fournisseur: str
    cote: str
    montant: Decimal
    avoir: bool
    sans_numero: tuple[str, date | None, date | None] | None
    """What tells lines apart that bear neither mandat nor facture number."""


class ReperesFactures:
    """The lines that are known: those of the operation, then those read so far."""

    def __init__(self, factures: Iterable[Facture] = ()) -> None:
        self._connues: dict[_Repere, dict[str, int]] = {}
        for facture in factures:
            self.add(facture)

    def add(self, facture: Facture, ligne: int = 0) -> None:
        """Remember a line: its number in the file, 0 for one of the operation."""
        numero = cle(facture.numero)
        for repere in _reperes(facture):
            self._connues.setdefault(repere, {}).setdefault(numero, ligne)

    def find(self, facture: Facture) -> int | None:
        """Where a line of the same mandat, bordereau, fournisseur and amount is; ``None`` when there is none.

        Two factures that one mandat pays are two, as long as their numbers say so.
        """
        numero = cle(facture.numero)
        for repere in _reperes(facture):
            numeros = self._connues.get(repere)
            if numeros:
                if not numero:
                    return next(iter(numeros.values()))
                if (trouvee := numeros.get(numero, numeros.get(""))) is not None:
                    return trouvee
        return None


def _reperes(facture: Facture) -> Iterator[_Repere]:
    """One for each side known: a file may give the TTC alone of a line typed with both."""
    mandat, numero = cle(facture.numero_mandat), cle(facture.numero)
    nu = None if mandat or numero else (cle(facture.objet), facture.date_facture, facture.date_mandat)
    for cote, montant in (("ht", facture.montant_ht), ("ttc", facture.montant_ttc)):
        if montant is not None:
            yield _Repere(
                mandat=mandat,
                bordereau=cle(facture.bordereau),
                fournisseur=cle(facture.fournisseur),
                cote=cote,
                montant=montant,
                avoir=facture.avoir,
                sans_numero=nu,
            )
