"""The calendar of the plan (annexe 6): a line per action, a column per year, the phases that take place in it."""

from collections.abc import Iterator
from datetime import date

from models.domain.fiche_action import FicheAction
from models.domain.plan_action import actions_du_plan
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.builders.tableaux import SANS_ORIENTATION
from pvd_desktop.documents.tree import BLANK, Block, Column, Row, RowKind, Table, Value

_COLONNES = 8
"""Years in the table; the last column gathers those that follow, such as a year typed wrong."""


def calendrier_blocks(projet: Projet) -> Iterator[Block]:
    """The table of the years."""
    etapes = {fiche.uid: _etapes(fiche) for _, fiches in actions_du_plan(projet) for fiche in fiches}
    annees = sorted({annee for liste in etapes.values() for _, debut, fin in liste for annee in (debut, fin)})
    if not annees:
        yield absent("Aucune action n’a encore de date.")
        return
    premiere = annees[0]
    derniere = min(annees[-1], premiere + _COLONNES - 1)
    suite = annees[-1] > derniere
    rows: list[Row] = []
    colonnes = range(premiere, derniere + 1)
    for orientation, fiches in actions_du_plan(projet):
        titre = orientation.titre if orientation else SANS_ORIENTATION
        rows.append(Row((titre, *[BLANK] * (1 + len(colonnes))), RowKind.GROUP))
        for fiche in fiches:
            cellules = (_cellule(etapes[fiche.uid], a, ouverte=suite and a == derniere) for a in colonnes)
            rows.append(Row((fiche.numero or None, fiche.intitule or SANS_NOM, *cellules)))
    yield Table(
        (
            Column("N°", 34),
            Column("Action", 170),
            *(Column(f"{a} et après" if suite and a == derniere else str(a), 84) for a in colonnes),
        ),
        tuple(rows),
        "Calendrier prévisionnel des actions, par année",
        frozen=2,
    )
    yield note("Les dates de chaque étape figurent dans les fiches-actions.")


def _etapes(fiche: FicheAction) -> list[tuple[str, int, int]]:
    """Phases and jalons with their first and last year; those of the operations when the fiche has none."""
    connues = [(p.intitule or p.type.libelle, p.debut, p.fin) for p in fiche.phases]
    connues = connues or [("Réalisation", o.date_commencement, o.date_achevement) for o in fiche.operations]
    return [(nom, *annees) for nom, debut, fin in connues if (annees := _annees(debut, fin))]


def _annees(debut: date | None, fin: date | None) -> tuple[int, int] | None:
    connues = [jour.year for jour in (debut, fin) if jour]
    return (min(connues), max(connues)) if connues else None


def _cellule(etapes: list[tuple[str, int, int]], annee: int, *, ouverte: bool) -> Value:
    """The steps of that year, or from that year on."""
    noms = [nom for nom, debut, fin in etapes if fin >= annee and (ouverte or debut <= annee)]
    return "\n".join(dict.fromkeys(noms)) or BLANK
