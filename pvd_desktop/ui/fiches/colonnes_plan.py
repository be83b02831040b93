"""Columns of the tree of the plan d'action."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeVar

from models.domain.formats import format_euros, sort_key
from models.domain.textes import LONGUEUR_TITRE
from models.domain.vocabulaire import Meteo, Priorite, StatutAction
from pvd_desktop.ui.fiches.lignes_plan import Ligne, LigneFiche, LigneOrientation
from pvd_desktop.ui.widgets.cellules import parse_texte
from pvd_desktop.ui.widgets.colonne import CENTRE, DROITE, Colonne
from pvd_desktop.ui.widgets.pastille import icone_meteo

NUMERO, INTITULE, STATUT, PRIORITE, METEO, COUT, A_TROUVER, COMPLETUDE = range(8)
T = TypeVar("T")

LARGEUR_INTITULE: Final = 190
"""First width of the title, in pixels at 100 %."""
SACRIFIEES: Final = {PRIORITE: 340, METEO: 330, COUT: 320, A_TROUVER: 260, COMPLETUDE: 180, STATUT: 150}
"""Columns that give way, the first one first, when the title would have less than these pixels at 100 %."""


def build_colonnes() -> tuple[Colonne[Ligne], ...]:
    """In the order of the constants above."""
    return (
        Colonne(titre="N°", texte=_numero, sort_by=_sort_numero, largeur=54, aide="Numéro de l’action"),
        Colonne(
            titre="Action",
            texte=_intitule,
            champ="intitule",
            parse=parse_texte(LONGUEUR_TITRE),
            edition=_edition,
            largeur=LARGEUR_INTITULE,
            aide="Nom de l’action (F2 pour la renommer)",
        ),
        Colonne(
            titre="Statut",
            texte=_of(lambda f: f.fiche.statut.libelle),
            sort_by=_sort(lambda f: list(StatutAction).index(f.fiche.statut)),
            largeur=120,
        ),
        Colonne(
            titre="Priorité",
            texte=_of(lambda f: f.fiche.priorite.libelle if f.fiche.priorite else "—"),
            sort_by=_sort(lambda f: -1 if f.fiche.priorite is None else list(Priorite).index(f.fiche.priorite)),
            largeur=72,
            accessible=_of(lambda f: f.fiche.priorite.libelle if f.fiche.priorite else "non renseignée"),
        ),
        Colonne(
            titre="Météo",
            texte=_of(lambda f: f.fiche.suivi.meteo.libelle if f.fiche.suivi.meteo else ""),
            sort_by=_sort(lambda f: -1 if f.fiche.suivi.meteo is None else list(Meteo).index(f.fiche.suivi.meteo)),
            icone=_icone_meteo,
            align=CENTRE,
            largeur=64,
        ),
        Colonne(
            titre="Coût",
            texte=_of(lambda f: _euros(f.totaux.cout)),
            sort_by=_sort(lambda f: _centimes(f.totaux.cout)),
            align=DROITE,
            largeur=112,
            aide="Coût de l’action, sur la base déclarée de ses opérations",
            accessible=_of(lambda f: f"{format_euros(f.totaux.cout)} {f.totaux.libelle_base}"),
        ),
        Colonne(
            titre="À trouver",
            texte=_of(lambda f: _euros(f.totaux.a_trouver)),
            sort_by=_sort(lambda f: _centimes(f.totaux.a_trouver)),
            align=DROITE,
            largeur=112,
            token=_token_a_trouver,
            aide="Ce que ni les aides, ni le privé, ni la part décidée ne financent",
            accessible=_of(lambda f: format_euros(f.totaux.a_trouver)),
        ),
        Colonne(
            titre="",
            texte=_of(lambda f: f"Complétude\u00a0: {f.completude.remplis} sur {f.completude.attendus}"),
            sort_by=_sort(lambda f: float(f.completude.fraction)),
            align=CENTRE,
            largeur=36,
            aide="Complétude de la fiche",
        ),
    )


def format_euros_ronds(montant: Decimal | None) -> str:
    """Whole euros when there are no cents: the list compares sizes, the fiche holds the cents."""
    texte = format_euros(montant)
    return texte.replace(",00", "")


def _euros(montant: Decimal | None) -> str:
    return "—" if montant is None else format_euros_ronds(montant)


def _of(lire: Callable[[LigneFiche], str]) -> Callable[[Ligne], str]:
    """A text of the fiches; the row of an orientation has none."""
    return lambda ligne: lire(ligne) if isinstance(ligne, LigneFiche) else ""


def _sort(lire: Callable[[LigneFiche], int | float]) -> Callable[[Ligne], int | float]:
    return lambda ligne: lire(ligne) if isinstance(ligne, LigneFiche) else 0


def _centimes(montant: Decimal | None) -> int:
    """Unknown comes before zero."""
    return -1 if montant is None else int(montant * 100)


def _numero(ligne: Ligne) -> str:
    return ligne.titre if isinstance(ligne, LigneOrientation) else ligne.fiche.numero


def _sort_numero(ligne: Ligne) -> str:
    """« 1.10 » comes after « 1.9 »."""
    return re.sub(r"\d+", lambda m: m[0].zfill(8), sort_key(_numero(ligne)))


def _intitule(ligne: Ligne) -> str:
    if isinstance(ligne, LigneOrientation):
        return ""
    return ligne.fiche.intitule or "Action sans nom"


def _edition(ligne: Ligne) -> str:
    if isinstance(ligne, LigneFiche):
        return ligne.fiche.intitule
    return ligne.orientation.intitule if ligne.orientation else ""


def _token_a_trouver(ligne: Ligne) -> str | None:
    """Only what is really missing stands out."""
    if isinstance(ligne, LigneFiche) and (ligne.totaux.a_trouver or 0) > 0:
        return "attention"
    return "texte_discret"


def _icone_meteo(ligne: Ligne) -> tuple[str, str] | None:
    if not isinstance(ligne, LigneFiche) or ligne.fiche.suivi.meteo is None:
        return None
    return icone_meteo(ligne.fiche.suivi.meteo), "texte"
