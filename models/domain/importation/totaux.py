"""Totals that a table announces, compared with the sums of its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from models.domain.formats import format_euros
from models.domain.importation.proposition import Nature, RemarqueImport, TotalAnnonce
from models.domain.importation.proximite import cle

_TOTAL: Final = re.compile(r"^(sous totaux|sous total|s total|total|totaux|cumul|somme|ensemble)\b")
_INITIALES: Final = frozenset("cestCEST ")
"""Letters that such a row begins with: most are told apart by the first."""
_Montant: TypeAlias = tuple[int, Decimal]
"""An amount and its row."""
Annonces: TypeAlias = Mapping[int, TotalAnnonce]
"""What a row announces, by column."""


def est_un_total(texte: str) -> bool:
    """Whether words open a row of total.

    >>> est_un_total("Sous-total axe 1"), est_un_total("TOTAL GÉNÉRAL"), est_un_total("Totem d’entrée de ville")
    (True, True, False)
    """
    return len(texte) < 80 and texte[:1] in _INITIALES and _TOTAL.match(cle(texte)) is not None


class Sommes:
    """The amounts of each column, row after row: since the beginning, and since the last title or subtotal."""

    def __init__(self) -> None:
        self._toutes: dict[int, list[_Montant]] = {}
        self._bloc: dict[int, list[_Montant]] = {}
        self._annonces: Annonces = {}
        self._tete: Annonces = {}
        self.totaux: list[TotalAnnonce] = []
        """Every total that was compared."""

    def ajouter(self, colonne: int, ligne: int, montant: Decimal) -> None:
        """An amount of a row."""
        self._toutes.setdefault(colonne, []).append((ligne, montant))
        self._bloc.setdefault(colonne, []).append((ligne, montant))

    def ouvrir(self, annonces: Annonces) -> None:
        """A title opens a block; it may announce its sums beside it. The block before it is over."""
        self.fermer()
        self._annonces = annonces

    def fermer(self) -> None:
        """The block is over: what its title announced is compared."""
        for colonne, total in self._annonces.items():
            self._comparer(total, [self._bloc.get(colonne, [])])
        self._annonces, self._bloc = {}, {}

    def comparer(self, titre: str, annonces: Annonces) -> None:
        """A row of total, or of subtotal, closes a block; above every row, it announces them all."""
        if not self._toutes:
            self._tete = annonces
            return
        for colonne, total in annonces.items():
            bloc, toutes = self._bloc.get(colonne, []), self._toutes.get(colonne, [])
            portees = [bloc] if cle(titre).startswith(("sous", "s total")) else [toutes, bloc]
            self._comparer(total, [p for p in portees if p] or [[]])
        self.fermer()

    def terminer(self) -> None:
        """Every row was read."""
        self.fermer()
        for colonne, total in self._tete.items():
            self._comparer(total, [self._toutes.get(colonne, [])])

    def _comparer(self, total: TotalAnnonce, portees: list[list[_Montant]]) -> None:
        """The sum that is nearest to a total: a « Total » may be that of its block."""
        sommes = [(sum((m for _, m in p), Decimal(0)), p) for p in portees]
        somme, portee = min(sommes, key=lambda s: abs(s[0] - total.annonce))
        premiere, derniere = (portee[0][0], portee[-1][0]) if portee else (0, 0)
        self.totaux.append(replace(total, somme=somme, premiere=premiere, derniere=derniere))


def remarques_d_ecart(totaux: Iterable[TotalAnnonce]) -> Iterator[RemarqueImport]:
    """What is to be said of the totals that are not those of their rows."""
    for total in totaux:
        if total.ecart:
            sens = "de plus" if total.ecart > 0 else "de moins"
            ou = f"lignes {total.premiere} à {total.derniere}" if total.premiere else "lignes"
            yield RemarqueImport(
                nature=Nature.ECART,
                lieu=total.lieu,
                valeur=format_euros(total.annonce),
                message=(
                    f"La ligne {total.lieu.ligne} annonce {format_euros(abs(total.ecart))} {sens} que la somme des "
                    f"{ou}\u00a0: {format_euros(total.annonce)} au lieu de {format_euros(total.somme)}."
                ),
                remede="Ce total n’est pas importé\u00a0: vérifiez sa formule, ou les lignes qu’elle oublie.",
            )
