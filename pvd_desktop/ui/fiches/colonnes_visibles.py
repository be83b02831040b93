"""Which columns of the plan are shown, and how wide they are: those one chose, else those there is room for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pvd_desktop.ui.fiches.colonnes_plan import (
    A_TROUVER,
    ACQUIS,
    BLOQUANT,
    COMPLETUDE,
    COUT,
    DEBUT,
    ETAPE,
    FIN,
    INTITULE,
    MAITRE_OUVRAGE,
    METEO,
    NOUVELLE,
    NUMERO,
    PRIORITE,
    QUAND,
    QUI,
    REFERENT,
    STATUT,
)

NOMS: Final[Mapping[int, tuple[str, str]]] = {
    STATUT: ("statut", "Statut"),
    PRIORITE: ("priorite", "Priorité"),
    METEO: ("meteo", "Météo"),
    BLOQUANT: ("point_bloquant", "Point bloquant"),
    ETAPE: ("prochaine_etape", "Prochaine étape"),
    QUI: ("prochaine_etape_qui", "Prochaine étape\u00a0: par qui"),
    QUAND: ("prochaine_etape_date", "Prochaine étape\u00a0: pour quand"),
    REFERENT: ("referent", "Référent"),
    MAITRE_OUVRAGE: ("maitre_ouvrage", "Maître d’ouvrage"),
    DEBUT: ("debut", "Début"),
    FIN: ("fin", "Fin"),
    COUT: ("cout", "Coût"),
    ACQUIS: ("acquis", "Acquis"),
    A_TROUVER: ("a_trouver", "À trouver"),
    NOUVELLE: ("derniere_nouvelle", "Dernière nouvelle"),
    COMPLETUDE: ("completude", "Complétude"),
}
"""Columns one may hide: the name each is remembered by, and its words in the menu."""
_TOUJOURS: Final = frozenset({NUMERO, INTITULE})
_PAR_IMPORTANCE: Final = (
    (STATUT, 150), (COMPLETUDE, 180), (A_TROUVER, 260), (COUT, 320), (METEO, 330), (BLOQUANT, 260), (ETAPE, 230),
    (QUAND, 200), (QUI, 280), (PRIORITE, 340),
)  # fmt: skip
"""Columns that come by themselves, each when the title keeps so many pixels at 100 %."""
_PARTS: Final = {INTITULE: 3, BLOQUANT: 2, ETAPE: 2, NOUVELLE: 2, QUI: 1, REFERENT: 1, MAITRE_OUVRAGE: 1}
"""Shares of the room that is left: sentences take it."""
_AUCUNE: Final = "-"


def choose_for(largeur: int, largeurs: Sequence[int]) -> frozenset[int]:
    """The most useful columns there is room for in ``largeur`` pixels; both are told at 100 %."""
    visibles, reste = set(_TOUJOURS), largeur - largeurs[NUMERO]
    for colonne, titre in _PAR_IMPORTANCE:
        reste -= largeurs[colonne]
        if reste < titre:
            break
        visibles.add(colonne)
    return frozenset(visibles)


def share_out(
    visibles: Iterable[int], largeur: int, largeurs: Sequence[int], posees: Iterable[int], *, titre: int
) -> dict[int, int]:
    """Widths that fill ``largeur``: sentences share what is left; the name alone gives way, down to ``titre``.

    Columns of ``posees`` keep the width one gave them.
    """
    donnees = {colonne: largeurs[colonne] for colonne in visibles}
    reste = largeur - sum(donnees.values())
    if reste < 0:
        donnees[INTITULE] = max(donnees[INTITULE] + reste, titre)
        return donnees
    parts = {c: part for c, part in _PARTS.items() if c in donnees and c not in set(posees)}
    total = sum(parts.values())
    for colonne, part in parts.items():
        donnees[colonne] += reste * part // total
    donnees[INTITULE] += largeur - sum(donnees.values())
    return donnees


def write_colonnes(choisies: frozenset[int] | None) -> str:
    """Text kept in the preferences; empty when the columns follow the width."""
    if choisies is None:
        return ""
    return " ".join(nom for colonne, (nom, _) in NOMS.items() if colonne in choisies) or _AUCUNE


def read_colonnes(texte: str) -> frozenset[int] | None:
    """Columns from that text; what is not known any more is left out."""
    codes = set(texte.split())
    return _TOUJOURS | {colonne for colonne, (nom, _) in NOMS.items() if nom in codes} if codes else None
