"""The keys a dispositif file may hold and how each is read: an error names the file, the key, the value, the remedy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar, cast

from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.dispositif import (
    Assiette,
    DepartDelai,
    FaitLiberatoire,
    GroupeCumul,
    PeriodePlafond,
    TypeDelai,
)
from models.domain.dispositifs.pieces import CasPiece
from models.domain.errors import SaisieError
from models.domain.regles.dotations import Dotation, cle_dispositif
from models.domain.saisie import MONTANT_LIMITE
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme, Vocabulaire

V = TypeVar("V", bound=Vocabulaire)
DUREE_MAX: Final = 999
"""Days, months or budget years of a delay."""


class DispositifError(SaisieError):
    """A dispositif that cannot be read as it is written.

    Attributes:
        probleme: what is wrong, without the place: where people type, they see it.
    """

    def __init__(self, message: str, remede: str = "", probleme: str = "") -> None:
        super().__init__(message, remede)
        self.probleme = probleme or message


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where a value stands: the file, and the way to it."""

    fichier: str
    chemin: str = ""

    def cle(self, nom: str) -> "Lieu":
        """A key of the table that stands here."""
        return Lieu(self.fichier, f"{self.chemin}.{nom}" if self.chemin else nom)

    def rang(self, rang: int) -> "Lieu":
        """An entry of the list that stands here, counted from one as people do."""
        return Lieu(self.fichier, f"{self.chemin}[{rang + 1}]")

    def erreur(self, probleme: str, remede: str) -> DispositifError:
        """What is wrong here."""
        ou = f", clé «\u00a0{self.chemin}\u00a0»" if self.chemin else ""
        return DispositifError(
            f"{self.fichier}{ou}\u00a0: {probleme}.", remede, f"{probleme[:1].upper()}{probleme[1:]}."
        )


Lecteur = Callable[[object, Lieu], Any]


def lire_texte(valeur: object, lieu: Lieu) -> str:
    """A text that is not blank."""
    if not isinstance(valeur, str) or not valeur.strip():
        raise lieu.erreur(f"«\u00a0{valeur}\u00a0» n’est pas un texte", "Écrivez un texte entre guillemets, non vide.")
    return valeur


def lire_nom(valeur: object, lieu: Lieu) -> str:
    """Words as they are compared: written otherwise, they would never be found."""
    texte = lire_texte(valeur, lieu)
    if cle_dispositif(texte) != texte:
        raise lieu.erreur(
            f"«\u00a0{texte}\u00a0» porte des majuscules, des accents ou des signes",
            f"Écrivez «\u00a0{cle_dispositif(texte)}\u00a0».",
        )
    return texte


def lire_adresse(valeur: object, lieu: Lieu) -> str:
    """An address of the web, which a click may open."""
    texte = lire_texte(valeur, lieu)
    if not texte.startswith(("https://", "http://")) or any(c.isspace() for c in texte):
        raise lieu.erreur(
            f"«\u00a0{texte}\u00a0» n’est pas une adresse",
            "Copiez celle de la page, qui commence par https://.",
        )
    return texte


def lire_date(valeur: object, lieu: Lieu) -> date:
    """A day."""
    if not isinstance(valeur, date) or isinstance(valeur, datetime):
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas une date", "Écrivez-la sans guillemets, par exemple 2026-01-31."
        )
    return valeur


def lire_entier(valeur: object, lieu: Lieu) -> int:
    """A whole number above zero."""
    if not isinstance(valeur, int) or isinstance(valeur, bool) or valeur <= 0:
        raise lieu.erreur(f"«\u00a0{valeur}\u00a0» n’est pas un nombre entier positif", "Écrivez par exemple 24.")
    return valeur


def lire_duree(valeur: object, lieu: Lieu) -> int:
    """A length that a calendar can count."""
    nombre = lire_entier(valeur, lieu)
    if nombre > DUREE_MAX:
        raise lieu.erreur(f"«\u00a0{valeur}\u00a0» est une durée trop longue", f"Écrivez au plus {DUREE_MAX}.")
    return nombre


def lire_oui_non(valeur: object, lieu: Lieu) -> bool:
    """True or false."""
    if not isinstance(valeur, bool):
        raise lieu.erreur(f"«\u00a0{valeur}\u00a0» n’est ni vrai ni faux", "Écrivez true ou false, sans guillemets.")
    return valeur


def lire_montant(valeur: object, lieu: Lieu) -> Decimal:
    """Euros, written as a decimal text: a float would round them."""
    nombre = _nombre(valeur)
    if nombre is None or nombre >= MONTANT_LIMITE:
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas un montant", 'Écrivez-le entre guillemets, par exemple "45000".'
        )
    return nombre


def lire_fraction(valeur: object, lieu: Lieu) -> Decimal:
    """A rate, from 0 to 1."""
    nombre = _nombre(valeur)
    if nombre is None or nombre > 1:
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas une fraction", 'Écrivez "0.20" entre guillemets pour 20\u00a0%.'
        )
    return nombre


def lire_choix(vocabulaire: type[V]) -> Callable[[object, Lieu], V]:
    """A word of a closed list."""

    def lire(valeur: object, lieu: Lieu) -> V:
        try:
            return vocabulaire(cast("str", valeur))
        except ValueError as e:
            admises = ", ".join(vocabulaire)
            raise lieu.erreur(
                f"«\u00a0{valeur}\u00a0» n’est pas une valeur connue", f"Valeurs admises\u00a0: {admises}."
            ) from e

    return lire


def lire_liste(lecteur: Lecteur) -> Lecteur:
    """A list, each entry read in its turn."""

    def lire(valeur: object, lieu: Lieu) -> tuple[Any, ...]:
        if not isinstance(valeur, list):
            raise lieu.erreur(f"«\u00a0{valeur}\u00a0» n’est pas une liste", "Écrivez les valeurs entre crochets.")
        entrees = cast("list[object]", valeur)
        return tuple(lecteur(entree, lieu.rang(rang)) for rang, entree in enumerate(entrees))

    return lire


def lire_table(
    valeur: object, lieu: Lieu, lecteurs: Mapping[str, Lecteur], obligatoires: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The keys of a table, read; an unknown one is refused, with the one it resembles."""
    if not isinstance(valeur, dict):
        raise lieu.erreur(
            f"«\u00a0{valeur}\u00a0» n’est pas une table", "Écrivez des lignes «\u00a0clé = valeur\u00a0»."
        )
    table = cast("dict[str, object]", valeur)
    for cle in table:
        if cle not in lecteurs:
            raise lieu.cle(cle).erreur("cette clé est inconnue", _proche(cle, lecteurs))
    for cle in sorted(obligatoires - table.keys()):
        raise lieu.erreur(f"la clé «\u00a0{cle}\u00a0» manque", f"Ajoutez une ligne «\u00a0{cle} = …\u00a0».")
    return {cle: lecteurs[cle](contenu, lieu.cle(cle)) for cle, contenu in table.items()}


def _nombre(valeur: object) -> Decimal | None:
    try:
        nombre = Decimal(valeur) if isinstance(valeur, str) else None
    except InvalidOperation:
        return None
    return nombre if nombre is not None and nombre.is_finite() and nombre >= 0 else None


def _proche(cle: str, lecteurs: Mapping[str, Lecteur]) -> str:
    # Only an error needs it.
    from difflib import get_close_matches

    proches = get_close_matches(cle, lecteurs, 1)
    if proches:
        return f"Vouliez-vous écrire «\u00a0{proches[0]}\u00a0»\u00a0?"
    return f"Retirez-la\u00a0; les clés admises sont {', '.join(sorted(lecteurs))}."


CONDITION: Final[Mapping[str, Lecteur]] = {
    "date_effet": lire_date,
    "cas": lire_texte,
    "taux_minimum": lire_fraction,
    "taux_usuel": lire_fraction,
    "taux_maximum": lire_fraction,
    "plancher": lire_montant,
    "plafond": lire_montant,
    "plafond_par": lire_choix(PeriodePlafond),
    "assiette": lire_choix(Assiette),
    "precision": lire_texte,
    "source": lire_texte,
    "degre": lire_choix(Degre),
}
CATEGORIE: Final[Mapping[str, Lecteur]] = {
    "code": lire_texte,
    "intitule": lire_texte,
    "priorite": lire_texte,
    "departement": lire_texte,
    "taux_minimum": lire_fraction,
    "taux_maximum": lire_fraction,
    "validation": lire_texte,
    "a_confirmer": lire_oui_non,
}
DELAI: Final[Mapping[str, Lecteur]] = {
    "type": lire_choix(TypeDelai),
    "depart": lire_choix(DepartDelai),
    "mois": lire_duree,
    "jours": lire_duree,
    "parametre": lire_texte,
    "exercices": lire_duree,
    "prorogation": lire_duree,
    "article": lire_texte,
    "degre": lire_choix(Degre),
}
VERSEMENTS: Final[Mapping[str, Lecteur]] = {
    "avance": lire_fraction,
    "avance_garantie": lire_fraction,
    "acomptes": lire_fraction,
    "acomptes_long": lire_fraction,
    "article": lire_texte,
}
CAMPAGNE: Final[Mapping[str, Lecteur]] = {
    "annee": lire_entier,
    "ouverture": lire_date,
    "cloture": lire_date,
    "precision": lire_texte,
}
PIECE: Final[Mapping[str, Lecteur]] = {
    "code": lire_texte,
    "intitule": lire_texte,
    "quand": lire_choix(CasPiece),
    "apres_depot": lire_oui_non,
    "champ": lire_texte,
    "article": lire_texte,
    "degre": lire_choix(Degre),
}
SOURCE: Final[Mapping[str, Lecteur]] = {
    "texte": lire_texte,
    "adresse": lire_adresse,
    "lu_le": lire_date,
    "degre": lire_choix(Degre),
}
SIMPLES: Final[Mapping[str, Lecteur]] = {
    "code": lire_texte,
    "intitule": lire_texte,
    "sigle": lire_texte,
    "famille": lire_texte,
    "noms": lire_liste(lire_nom),
    "dotation": lire_choix(Dotation),
    "financeur": lire_texte,
    "type_financeur": lire_choix(TypeOrganisme),
    "reserve_a": lire_liste(lire_choix(TypeOrganisme)),
    "nature": lire_choix(NatureFinancement),
    "groupe": lire_choix(GroupeCumul),
    "fait_liberatoire": lire_choix(FaitLiberatoire),
    "article_fait_liberatoire": lire_texte,
    "dernier_financeur": lire_oui_non,
    "portail": lire_texte,
    "adresse_portail": lire_adresse,
    "instructeur": lire_texte,
    "formulaire": lire_texte,
    "note": lire_texte,
}
"""Keys of a dispositif that hold one value, or a list of words."""
