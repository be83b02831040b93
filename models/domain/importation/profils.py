"""What the cells of a column look like, for columns whose title says nothing or says too much."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.identifiants import siren_valide
from models.domain.importation.feuille import Anomalie, Brut, LigneFeuille
from models.domain.importation.mots import lire_etat, lire_priorite, lire_statut
from models.domain.importation.valeurs import est_vide, lire_montant, lire_periode

_ECHANTILLON: Final = 200
_NUMERO = re.compile(
    r"(?:(?:FA|F|A|action|fiche)[\s._-]*)?(?:n° ?)?[A-Z]?\d{1,3}(?:[.\-][A-Z]?\d{1,3}){0,3}[a-z]?\.?", re.IGNORECASE
)
_SOMME = re.compile(r"-?\s*([1-9][\d \u00a0\u202f]*)(?:[.,]\d+)?\s*(?:(?:à|-|–|/|\()[\d \u00a0\u202f.,]+%?\s*\)?)?")
_INSEE = re.compile(r"\d{5}|2[AB]\d{3}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profil:
    """A sample of the filled cells of a column."""

    valeurs: tuple[Brut, ...]

    def part(self, convient: Callable[[Brut], bool]) -> float:
        """Share of the cells that pass; zero for an empty column."""
        return sum(map(convient, self.valeurs)) / len(self.valeurs) if self.valeurs else 0.0

    @property
    def montants(self) -> float:
        """Share of amounts."""
        return self.part(est_montant)

    @property
    def dates(self) -> float:
        """Share of days and periods; a bare number is one when it is a year."""
        return self.part(est_periode)

    @property
    def textes(self) -> float:
        """Share of words."""
        return self.part(lambda v: isinstance(v, str) and not est_montant(v))

    @property
    def longueur(self) -> float:
        """Characters of a text, on average."""
        longueurs = [len(v) for v in self.valeurs if isinstance(v, str)]
        return sum(longueurs) / len(longueurs) if longueurs else 0.0

    @property
    def distinctes(self) -> float:
        """Share of the values that are unlike the others."""
        return len(set(map(str, self.valeurs))) / len(self.valeurs) if self.valeurs else 0.0


def profil(lignes: Sequence[LigneFeuille], colonne: int) -> Profil:
    """The first cells of a column that say something."""
    valeurs: list[Brut] = []
    for ligne in lignes:
        valeur = ligne.valeur(colonne)
        if not est_vide(valeur) and not isinstance(valeur, Anomalie):
            valeurs.append(valeur)
            if len(valeurs) == _ECHANTILLON:
                break
    return Profil(tuple(valeurs))


def est_montant(valeur: Brut) -> bool:
    """A number, or words that are an amount."""
    if isinstance(valeur, Decimal):
        return True
    if not isinstance(valeur, str) or not any(c.isdigit() for c in valeur):
        return False
    try:
        lire_montant(valeur)
    except SaisieError:
        # « Entre 200 et 500 », « 7500 (50 %) », « -50 000 » are about money too.
        return "€" in valeur or valeur.lower().startswith("entre ") or _est_une_somme(valeur)
    return True


def _est_une_somme(valeur: str) -> bool:
    """Figures alone, the first of which is no year."""
    trouve = _SOMME.fullmatch(valeur.strip())
    nombre = int("".join(c for c in trouve[1] if c.isdigit())) if trouve else 0
    return nombre >= 1000 and not 1900 <= nombre <= 2100


def est_periode(valeur: Brut) -> bool:
    """A day, a period, or a year."""
    if isinstance(valeur, date):
        return True
    if isinstance(valeur, Decimal) and not 1990 <= valeur <= 2100:
        return False
    try:
        lire_periode(valeur)
    except SaisieError:
        return False
    return True


def est_numero(valeur: Brut) -> bool:
    """« 1.2 », « A3 », « FA-12 », or a small number."""
    if isinstance(valeur, Decimal):
        return 0 < valeur < 1000
    return isinstance(valeur, str) and _NUMERO.fullmatch(valeur.strip()) is not None


def est_identifiant(valeur: Brut) -> bool:
    """A SIREN, a SIRET or a code INSEE."""
    texte = re.sub(r"\s", "", valeur) if isinstance(valeur, str) else str(valeur)
    return siren_valide(texte[:9]) if len(texte) in {9, 14} else bool(_INSEE.fullmatch(texte))


def est_uid(valeur: Brut) -> bool:
    """An identity given by the application."""
    return isinstance(valeur, str) and _UUID.fullmatch(valeur.strip()) is not None


def champ_du_contenu(cellules: Profil) -> tuple[str, float]:
    """The field that cells without a title most look like; empty when they look like nothing in particular."""
    essais: tuple[tuple[str, Callable[[Brut], bool]], ...] = (
        ("uid", est_uid),
        ("statut", lambda v: isinstance(v, str) and len(v) > 2 and lire_statut(v) is not None),
        (
            "priorite",
            lambda v: isinstance(v, str) and len(v) > 2 and not est_numero(v) and lire_priorite(v) is not None,
        ),
        ("etat", lambda v: isinstance(v, str) and len(v) > 2 and lire_etat(v) is not None),
        ("porteur_id", est_identifiant),
        ("periode", est_periode),
        ("numero", lambda v: est_numero(v) and not (isinstance(v, Decimal) and v != int(v))),
        ("cout", est_montant),
    )
    if len(cellules.valeurs) < 2:
        return "", 0.0
    for champ, convient in essais:
        if (part := cellules.part(convient)) >= 0.8 and (champ != "numero" or cellules.distinctes > 0.9):
            return champ, 0.5 * part
    return "", 0.0
