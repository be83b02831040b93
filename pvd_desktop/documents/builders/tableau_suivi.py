"""The tracking table: one row per action, the columns one chose, and the sums of what counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

from models.domain.completude import completude
from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from models.domain.suivi.tableau_suivi import COLONNES, TableauSuivi
from pvd_desktop.documents.builders import fiche_action
from pvd_desktop.documents.builders.plan_financement import notes_non_chiffrees
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Column,
    Document,
    Euros,
    Heading,
    NewSection,
    PageFormat,
    Row,
    RowKind,
    Table,
    Taux,
    Value,
)

_PARTS: Final = {
    "orientation": 120,
    "numero": 32,
    "intitule": 160,
    "maitre_ouvrage": 110,
    "partenaires": 140,
    "financeurs": 110,
    "base": 36,
    "debut": 56,
    "fin": 56,
    "prochaine_etape_date": 56,
    "point_bloquant": 150,
    "prochaine_etape": 150,
    "derniere_nouvelle": 150,
}
"""Shares of the width; the others have the usual one."""
_FIGEES: Final = ("orientation", "numero", "intitule")


@dataclass(frozen=True, slots=True)
class _Ligne:
    """An action, and its totals, which several columns read."""

    projet: Projet
    fiche: FicheAction
    totaux: Totaux


Lire = Callable[[_Ligne], Value]

_MONTANTS: Final[Mapping[str, Callable[[Totaux], Decimal | None]]] = {
    "cout": lambda t: t.cout,
    "acquis": lambda t: t.acquis,
    "sollicite": lambda t: t.sollicite,
    "a_solliciter": lambda t: t.a_solliciter,
    "part_decidee": lambda t: t.part_decidee,
    "a_trouver": lambda t: t.a_trouver,
}


def build_suivi(
    projet: Projet, tableau: TableauSuivi, *, aujourd_hui: date, brouillon: bool = True, titre_imprime: bool = True
) -> Document:
    """The actions of ``tableau``, those that are abandoned or out of the plan included: their statut says so.

    ``titre_imprime`` puts a title over the table, where it would not stand in the way of sorting it.
    """
    titre = tableau.nom or "Tableau de suivi"
    return Document(
        titre="\u00a0: ".join(filter(None, (titre, projet.territoire.nom))),
        sujet="Suivi des actions Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=fiche_action.entete(projet),
        mention=fiche_action.MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        format=PageFormat.A3_LANDSCAPE,
        blocks=(
            NewSection(PageFormat.A3_LANDSCAPE, "Suivi"),
            *((Heading(1, titre),) if titre_imprime else ()),
            build_table(projet, tableau),
            *(notes_non_chiffrees(projet) if "a_trouver" in tableau.colonnes else ()),
        ),
    )


def build_table(projet: Projet, tableau: TableauSuivi, limite: int | None = None) -> Table:
    """Its rows, and their sums when they are all there; ``limite`` keeps the first ones, to be looked at."""
    fiches = tuple(islice(tableau.select(projet), limite))
    rows = [Row(tuple(_value(_Ligne(projet, f, f.totaux), code) for code in tableau.colonnes)) for f in fiches]
    if fiches and limite is None and _MONTANTS.keys() & set(tableau.colonnes):
        rows.append(_total(fiches, tableau))
    figees = 0
    for code in tableau.colonnes:
        if code not in _FIGEES:
            break
        figees += 1
    summary = "Suivi des actions, une par ligne"
    base = _base(tuple(tableau.select(projet)))
    columns = tuple(_column(code, base) for code in tableau.colonnes)
    return Table(columns, tuple(rows), summary, frozen=max(figees, 1))


def _base(fiches: tuple[FicheAction, ...]) -> str:
    """« HT » or « TTC » when all the costs are, which their title then says; the column of the base says the others."""
    bases = {operation.base for fiche in fiches for operation in fiche.operations}
    return next(iter(bases)).libelle if len(bases) == 1 else ""


def _column(code: str, base: str) -> Column:
    if code in _MONTANTS:
        titre = f"{COLONNES[code]} {base}".strip() if code == "cout" else COLONNES[code]
        return Column(titre, 80, Align.NUMBER, key=code)
    return Column(COLONNES[code], _PARTS.get(code, 70))


def _total(fiches: tuple[FicheAction, ...], tableau: TableauSuivi) -> Row:
    """What the living actions add up to; the others are shown, and counted nowhere."""
    totaux = totaux_du_plan(fiches)
    comptees = tuple(place for place, fiche in enumerate(fiches) if fiche.statut.est_vivant)
    cells: list[Value] = []
    # Whoever adds the column up finds more: the reason stands where the difference is seen.
    titre: Value = "Total" if len(comptees) == len(fiches) else "Total sans les actions abandonnées ou hors plan"
    for code in tableau.colonnes:
        if code in _MONTANTS:
            cells.append(Euros(_MONTANTS[code](totaux)))
        else:
            cells.append(titre)
            titre = BLANK
    return Row(tuple(cells), RowKind.TOTAL, sums=comptees)


def _value(ligne: _Ligne, code: str) -> Value:
    """A cell; blank where there is nothing, so that a filter finds the empty ones."""
    if code in _MONTANTS:
        montant = _MONTANTS[code](ligne.totaux)
        return BLANK if montant is None else Euros(montant)
    trouve = _LECTURES[code](ligne)
    return BLANK if trouve is None or trouve == "" else trouve


def _orientation(ligne: _Ligne) -> Value:
    orientation = ligne.projet.orientation(ligne.fiche.orientation)
    return orientation.titre if orientation else ""


def _communes(ligne: _Ligne) -> Value:
    return ", ".join(c.nom for c in ligne.projet.territoire.communes if c.uid in ligne.fiche.communes)


def _partenaires(ligne: _Ligne) -> Value:
    noms = (ligne.projet.nom_organisme(p.organisme) for p in ligne.fiche.partenaires)
    return ", ".join(dict.fromkeys(filter(None, noms)))


def _financeurs(ligne: _Ligne) -> Value:
    vivants = (f for o in ligne.fiche.operations for f in o.financements if not f.etat.est_perdu)
    noms = (f.dispositif or ligne.projet.nom_organisme(f.financeur) for f in vivants)
    return ", ".join(dict.fromkeys(filter(None, noms)))


def _debut(ligne: _Ligne) -> Value:
    return min((phase.debut for phase in ligne.fiche.phases if phase.debut), default=None)


def _fin(ligne: _Ligne) -> Value:
    jours = (phase.fin or phase.debut for phase in ligne.fiche.phases)
    return max(filter(None, jours), default=None)


_LECTURES: Final[Mapping[str, Lire]] = {
    "orientation": _orientation,
    "numero": lambda une: une.fiche.numero,
    "intitule": lambda une: une.fiche.intitule or fiche_action.SANS_NOM,
    "statut": lambda une: une.fiche.statut.libelle,
    "priorite": lambda une: une.fiche.priorite.libelle if une.fiche.priorite else "",
    "maitre_ouvrage": lambda une: ", ".join(fiche_action.maitres_ouvrage(une.projet, une.fiche)),
    "referent": lambda une: une.fiche.referent,
    "communes": _communes,
    "partenaires": _partenaires,
    "debut": _debut,
    "fin": _fin,
    "base": lambda une: une.totaux.libelle_base if une.fiche.operations else "",
    "financeurs": _financeurs,
    "meteo": lambda une: une.fiche.suivi.meteo.libelle if une.fiche.suivi.meteo else "",
    "point_bloquant": lambda une: une.fiche.suivi.point_bloquant,
    "prochaine_etape": lambda une: une.fiche.suivi.prochaine_etape,
    "prochaine_etape_qui": lambda une: une.fiche.suivi.prochaine_etape_qui,
    "prochaine_etape_date": lambda une: une.fiche.suivi.prochaine_etape_date,
    "derniere_nouvelle": lambda une: une.fiche.suivi.derniere_nouvelle,
    "completude": lambda une: Taux(completude(une.fiche, une.projet).fraction),
}
