"""How the cells of the lists edited in place are read and written: texts, amounts, rates, years, dates and choices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from models.domain.errors import SaisieError
from models.domain.formats import format_date, format_euros, format_taux, sort_key
from models.domain.saisie import parse_annee, parse_date, parse_montant_ou_part, parse_taux
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from models.domain.vocabulaire import Vocabulaire
from pvd_desktop.ui.widgets.colonne import DROITE, GAUCHE, Colonne

L = TypeVar("L")
Choix = Callable[[], Sequence[tuple[str, str]]]
"""(stored value, label) pairs, read when the list opens: organismes come and go."""
OUI_NON: Sequence[tuple[str, str]] = (("oui", "Oui"), ("non", "Non"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColonneChoix(Colonne[L]):
    """A column whose value is chosen in a list; ``edition`` gives the stored value.

    Attributes:
        choix: entries of the list.
        libelle_ajout: last entry, which creates something, if any.
    """

    choix: Choix = field(default=list[tuple[str, str]])
    libelle_ajout: str = ""


def parse_texte(longueur_max: int = LONGUEUR_TITRE, *, requis: bool = False) -> Callable[[str], str]:
    """Reader of one line; what is too long is refused, never cut."""

    def parse(texte: str) -> str:
        ligne = propre_ligne(texte)
        if requis and not ligne:
            raise SaisieError("Cette case ne peut pas rester vide.", "Écrivez-y quelque chose, ou retirez la ligne.")
        if len(ligne) > longueur_max:
            raise SaisieError(f"Ce texte compte {len(ligne)} caractères.", f"Gardez-en au plus {longueur_max}.")
        return ligne

    return parse


def colonne_texte(
    titre: str,
    champ: str,
    largeur: int = 160,
    *,
    aide: str = "",
    longueur_max: int = LONGUEUR_TITRE,
    requis: bool = False,
) -> Colonne[Any]:
    """A text of one line; a required one cannot be emptied."""
    return Colonne(
        titre=titre,
        texte=lambda ligne: str(getattr(ligne, champ)),
        champ=champ,
        parse=parse_texte(longueur_max, requis=requis),
        largeur=largeur,
        aide=aide,
    )


def colonne_montant(titre: str, champ: str, *, aide: str = "", base: Callable[[], str] | None = None) -> Colonne[Any]:
    """Euros; ``base`` says HT or TTC to screen readers."""

    def texte(ligne: Any) -> str:
        montant = getattr(ligne, champ)
        return "" if montant is None else format_euros(montant)

    def say(ligne: Any) -> str:
        lu = texte(ligne)
        return f"{lu} {base()}" if lu and base else lu

    return Colonne(
        titre=titre,
        texte=texte,
        champ=champ,
        parse=parse_montant_ou_part,
        align=DROITE,
        largeur=98,
        aide=aide,
        accessible=say,
    )


def colonne_taux(titre: str, champ: str, largeur: int = 66, *, aide: str = "") -> Colonne[Any]:
    """A rate, shown in percent."""

    def texte(ligne: Any) -> str:
        taux = getattr(ligne, champ)
        return "" if taux is None else format_taux(taux)

    return Colonne(titre=titre, texte=texte, champ=champ, parse=parse_taux, align=DROITE, largeur=largeur, aide=aide)


def colonne_annee(titre: str, champ: str, *, aide: str = "", requise: bool = False) -> Colonne[Any]:
    """A year; a required one cannot be emptied."""

    def parse(texte: str) -> int | None:
        annee = parse_annee(texte)
        if annee is None and requise:
            raise SaisieError("Cette ligne a besoin d’une année.", "Écrivez par exemple 2027, ou retirez la ligne.")
        return annee

    return Colonne(
        titre=titre,
        texte=lambda ligne: str(getattr(ligne, champ) or ""),
        champ=champ,
        parse=parse,
        align=DROITE,
        largeur=54,
        aide=aide,
    )


def colonne_date(
    titre: str,
    champ: str,
    aujourd_hui: Callable[[], date],
    largeur: int = 98,
    *,
    aide: str = "",
    requise: bool = False,
) -> Colonne[Any]:
    """A day; a required one cannot be emptied."""

    def texte(ligne: Any) -> str:
        jour = getattr(ligne, champ)
        return "" if jour is None else format_date(jour)

    def parse(saisie: str) -> date | None:
        jour = parse_date(saisie, aujourd_hui())
        if jour is None and requise:
            raise SaisieError(
                "Cette ligne a besoin d’une date.", "Écrivez par exemple 21/11/2026, ou retirez la ligne."
            )
        return jour

    return Colonne(
        titre=titre,
        texte=texte,
        champ=champ,
        parse=parse,
        align=DROITE,
        largeur=largeur,
        aide=aide,
    )


def colonne_vocabulaire(
    titre: str, champ: str, vocabulaire: type[Vocabulaire], largeur: int = 140, **reste: Any
) -> Colonne[Any]:
    """A value of a closed list; the label can be pasted too."""

    def paires() -> Sequence[tuple[str, str]]:
        return [(str(v), v.libelle) for v in vocabulaire]

    return ColonneChoix(
        titre=titre,
        texte=lambda ligne: getattr(ligne, champ).libelle,
        edition=lambda ligne: str(getattr(ligne, champ)),
        champ=champ,
        parse=lambda saisie: vocabulaire(find_choix(paires(), saisie)),
        choix=paires,
        largeur=largeur,
        align=GAUCHE,
        **reste,
    )


def colonne_oui_non(titre: str, champ: str, largeur: int = 62, *, aide: str = "") -> Colonne[Any]:
    """Yes or no, in words."""
    return ColonneChoix(
        titre=titre,
        texte=lambda ligne: "Oui" if getattr(ligne, champ) else "Non",
        edition=lambda ligne: "oui" if getattr(ligne, champ) else "non",
        champ=champ,
        parse=lambda saisie: find_choix(OUI_NON, saisie) == "oui",
        choix=lambda: OUI_NON,
        largeur=largeur,
        aide=aide,
    )


def colonne_poignee(aide: str) -> Colonne[Any]:
    """By which rows are dragged to another place."""
    return Colonne(
        titre="",
        texte=lambda _ligne: "",
        icone=lambda _ligne: ("deplacer", "texte_discret"),
        largeur=40,
        aide=aide,
        accessible=lambda _ligne: "Poignée\u00a0: Alt+↑ ou Alt+↓ déplace la ligne",
    )


def find_choix(choix: Sequence[tuple[str, str]], saisie: str) -> str:
    """Stored value behind a value or a label typed or pasted, whatever its case and accents.

    Raises:
        SaisieError: it is not in the list.
    """
    cle = sort_key(propre_ligne(saisie))
    for valeur, libelle in choix:
        if saisie == valeur or cle in {sort_key(valeur), sort_key(libelle)}:
            return valeur
    raise SaisieError(f"«\u00a0{saisie[:40]}\u00a0» n’est pas dans la liste.", "Choisissez une des valeurs proposées.")
