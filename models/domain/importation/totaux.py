"""Totals that a table announces, compared with the sums of its rows."""

import re
from decimal import Decimal
from typing import Final

from models.domain.formats import format_euros
from models.domain.importation.feuille import Lieu
from models.domain.importation.proposition import Nature, RemarqueImport
from models.domain.importation.proximite import cle

_TOTAL: Final = re.compile(r"^(sous totaux|sous total|s total|total|totaux|cumul|somme|ensemble)\b")
_TOLERANCE: Final = Decimal(1)
"""Euros: below, people rounded."""


def est_un_total(texte: str) -> bool:
    """Whether words open a row of total.

    >>> est_un_total("Sous-total axe 1"), est_un_total("TOTAL GÉNÉRAL"), est_un_total("Totem d’entrée de ville")
    (True, True, False)
    """
    return len(texte) < 80 and _TOTAL.match(cle(texte)) is not None


class Sommes:
    """The amounts of each column, row after row: since the beginning, and since the last title or subtotal."""

    def __init__(self) -> None:
        self._toutes: dict[int, list[tuple[int, Decimal]]] = {}
        self._bloc: dict[int, list[tuple[int, Decimal]]] = {}
        self._annonce: tuple[int, dict[int, tuple[Decimal, Lieu]]] | None = None

    def ajouter(self, colonne: int, ligne: int, montant: Decimal) -> None:
        """An amount of a row."""
        self._toutes.setdefault(colonne, []).append((ligne, montant))
        self._bloc.setdefault(colonne, []).append((ligne, montant))

    def ouvrir(self, ligne: int, annonces: dict[int, tuple[Decimal, Lieu]]) -> list[RemarqueImport]:
        """A title opens a block; it may announce its sums beside it. Gives what the block before it got wrong."""
        remarques = self.fermer()
        self._annonce = (ligne, annonces) if annonces else None
        return remarques

    def fermer(self) -> list[RemarqueImport]:
        """The block is over: what its title announced is compared."""
        remarques: list[RemarqueImport] = []
        if self._annonce:
            ligne, annonces = self._annonce
            for colonne, (annonce, lieu) in annonces.items():
                remarques += _ecart(ligne, annonce, lieu, [self._bloc.get(colonne, [])])
        self._annonce, self._bloc = None, {}
        return remarques

    def comparer(self, ligne: int, titre: str, annonces: dict[int, tuple[Decimal, Lieu]]) -> list[RemarqueImport]:
        """A row of total, or of subtotal, closes a block."""
        remarques: list[RemarqueImport] = []
        for colonne, (annonce, lieu) in annonces.items():
            bloc, toutes = self._bloc.get(colonne, []), self._toutes.get(colonne, [])
            portees = [bloc] if cle(titre).startswith(("sous", "s total")) else [toutes, bloc]
            remarques += _ecart(ligne, annonce, lieu, [p for p in portees if p] or [[]])
        return remarques + self.fermer()


def _ecart(ligne: int, annonce: Decimal, lieu: Lieu, portees: list[list[tuple[int, Decimal]]]) -> list[RemarqueImport]:
    """What a total says beside the nearest sum; nothing when one of them is the same."""
    sommes = [(sum((m for _, m in p), Decimal(0)), p) for p in portees]
    somme, portee = min(sommes, key=lambda s: abs(s[0] - annonce))
    ecart = annonce - somme
    if abs(ecart) < _TOLERANCE:
        return []
    sens = "de plus" if ecart > 0 else "de moins"
    ou = f"lignes {portee[0][0]} à {portee[-1][0]}" if portee else "lignes"
    return [
        RemarqueImport(
            nature=Nature.ECART,
            lieu=lieu,
            valeur=format_euros(annonce),
            message=(
                f"La ligne {ligne} annonce {format_euros(abs(ecart))} {sens} que la somme des {ou}\u00a0: "
                f"{format_euros(annonce)} au lieu de {format_euros(somme)}."
            ),
            remede="Ce total n’est pas importé\u00a0: vérifiez sa formule, ou les lignes qu’elle oublie.",
        )
    ]
