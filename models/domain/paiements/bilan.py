"""What a file of mandats brings to an operation: its factures, what was left aside and why."""

from dataclasses import dataclass, field
from typing import Final

from models.domain.errors import AppError
from models.domain.formats import format_entier, format_euros
from models.domain.importation.feuille import Lieu, LigneFeuille
from models.domain.paiement import Facture
from models.domain.paiements.colonnes import titre_de
from models.domain.paiements.depenses import SommeFactures

FACTURES_MAX: Final = 200_000
"""Factures one operation is given at once: beyond, the file is that of a whole town."""


@dataclass(frozen=True, slots=True)
class RemarqueFacture:
    """What was not understood, where, and what to do."""

    lieu: Lieu
    valeur: str
    message: str
    remede: str

    @property
    def texte(self) -> str:
        """« Ligne 12, colonne D « Montant » « 12O » : ce n’est pas un montant. Écrivez… »."""
        lieu = self.lieu.texte
        # What reads amounts says which one it could not read.
        cite = bool(self.valeur) and self.valeur not in self.message
        valeur = f" «\u00a0{self.valeur}\u00a0»" if cite else ""
        return f"{lieu[:1].upper()}{lieu[1:]}{valeur}\u00a0: {self.message} {self.remede}".rstrip()


@dataclass(frozen=True, slots=True)
class LigneConnue:
    """A row left aside: its mandat is known."""

    numero: int
    """Its number in the file."""
    comme: int
    """The row that it repeats; 0 when the operation already had it."""

    @property
    def message(self) -> str:
        """« répète la ligne 2 », « déjà dans l’opération »."""
        return f"répète la ligne {self.comme}" if self.comme else "déjà dans l’opération"

    @property
    def texte(self) -> str:
        """« ligne 7 : répète la ligne 2 »."""
        return f"ligne {self.numero}\u00a0: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LectureFactures:
    """What a file brings to an operation."""

    factures: tuple[Facture, ...]
    """Those that it did not have, each once."""
    lignes: int = 0
    """Rows read under the titles."""
    somme: SommeFactures = field(default_factory=SommeFactures)
    """What these come to."""
    repetees: int = 0
    """Rows that repeat an earlier one."""
    deja: int = 0
    """Rows of a mandat that the operation already has."""
    connues: tuple[LigneConnue, ...] = ()
    """The first of both."""
    ecartees: int = 0
    """Rows without an amount that can be read."""
    totaux: int = 0
    """Rows that add up the others."""
    remarques: tuple[RemarqueFacture, ...] = ()
    nombre_remarques: int = 0

    @property
    def bilan(self) -> str:
        """« 12 factures à ajouter, 3 lignes répétées laissées de côté… », in one sentence."""
        nombre = len(self.factures)
        dits = [
            f"{format_entier(nombre)} factures à ajouter" if nombre > 1 else ("1 facture à ajouter" if nombre else "")
        ]
        if nombre:
            dits[0] += f", {self._euros()}"
        dits.append(_compter(self.repetees, "répétée dans le fichier", "répétées dans le fichier"))
        dits.append(_compter(self.deja, "déjà dans l’opération", "déjà dans l’opération"))
        dits.append(_compter(self.ecartees, "sans montant lisible", "sans montant lisible"))
        dits.append(_compter(self.totaux, "de total", "de total"))
        return "\u00a0; ".join(filter(None, dits)) or "Aucune facture"

    def _euros(self) -> str:
        """« 10,00 € HT, 12,00 € TTC »: the total to compare with that of the accounting program."""
        cotes = ((self.somme.ht, self.somme.sans_ht, "HT"), (self.somme.ttc, self.somme.sans_ttc, "TTC"))
        return ", ".join(f"{format_euros(euros)} {nom}" for euros, sans, nom in cotes if sans < self.somme.nombre)


def _compter(nombre: int, une: str, plusieurs: str) -> str:
    if not nombre:
        return ""
    return f"{format_entier(nombre)} lignes {plusieurs}" if nombre > 1 else f"1 ligne {une}"


class SansTitresError(AppError):
    """No row names the columns of a table of mandats."""

    def __init__(self, nom: str, presque: LigneFeuille | None = None) -> None:
        """``presque``: a row of titles that names a mandat, and no amount."""
        if presque is not None:
            titres = ", ".join(f"«\u00a0{titre_de(presque, c)}\u00a0»" for c, _ in presque.remplies())
            super().__init__(
                f"«\u00a0{nom}\u00a0», ligne {presque.numero}\u00a0: aucune colonne de montant parmi {titres[:200]}.",
                "Nommez-en une «\u00a0Montant HT\u00a0» ou «\u00a0Montant TTC\u00a0», puis recommencez.",
            )
            return
        super().__init__(
            f"Aucune ligne de titres n’a été reconnue dans «\u00a0{nom}\u00a0».",
            "Nommez au moins deux colonnes, par exemple «\u00a0Fournisseur\u00a0» et «\u00a0Montant TTC\u00a0»\u00a0; "
            "«\u00a0N° de mandat\u00a0», «\u00a0Bordereau\u00a0», «\u00a0Date du mandat\u00a0» et "
            "«\u00a0Montant HT\u00a0» sont reconnues aussi.",
        )


class TropDeFacturesError(AppError):
    """The file holds more than an operation can."""

    def __init__(self, nom: str) -> None:
        super().__init__(
            f"«\u00a0{nom}\u00a0» contient plus de {format_entier(FACTURES_MAX)} factures différentes.",
            "Gardez-y les seuls mandats de l’opération, puis importez-le de nouveau.",
        )
