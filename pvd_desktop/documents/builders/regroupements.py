"""The maquette by maître d'ouvrage, or by commune: what each has to bear, then its own maquette."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from models.domain.maquettes.lecture import build_maquette
from models.domain.maquettes.maquette import TableauMaquette, additionner_sommes
from models.domain.maquettes.regroupement import PLUSIEURS, Groupe, Regroupement, regrouper
from models.domain.projet import Projet
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.maquette_colonnes import Chiffre, cellules, chiffres_porteur
from pvd_desktop.documents.builders.maquette_tableaux import libelle_base, table_periode
from pvd_desktop.documents.builders.plan_financement import note, notes_non_chiffrees
from pvd_desktop.documents.builders.programmation import FORMAT, build_document
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    NewSection,
    Notice,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
)

_TITRES: Final = {
    Regroupement.MAITRE_OUVRAGE: "Maquette par maître d’ouvrage",
    Regroupement.COMMUNE: "Maquette par commune",
    Regroupement.ORIENTATION: "Maquette par orientation",
}
_ENTETES: Final = {
    Regroupement.MAITRE_OUVRAGE: "Maître d’ouvrage",
    Regroupement.COMMUNE: "Commune",
    Regroupement.ORIENTATION: "Orientation",
}
_SOMMES_D_AILLEURS: Final = frozenset({"solde", "a_trouver", "taux"})
"""Figures of a group that only its own maquette computes."""


def build_maquette_groupes(projet: Projet, par: Regroupement, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """A sheet that compares the groups, then a maquette for each."""
    titre = _TITRES[par]
    sujet = f"{titre} de la convention Petites Villes de Demain"
    return build_document(projet, titre, sujet, _blocks(projet, par), aujourd_hui=aujourd_hui, brouillon=brouillon)


def table_groupes(projet: Projet, par: Regroupement) -> Table | None:
    """A row per group with the words of the maquette, and the total of the plan; ``None`` without any operation."""
    tableaux = tuple(_tableaux(projet, par))
    return _synthese(par, tableaux) if tableaux else None


def _blocks(projet: Projet, par: Regroupement) -> Iterator[Block]:
    titre, tableaux = _TITRES[par], tuple(_tableaux(projet, par))
    yield NewSection(FORMAT, "Synthèse")
    yield Heading(1, titre, running=titre)
    yield Notice(text_runs("previsionnel"))
    if not tableaux:
        yield Paragraph((Run("Ce projet ne compte encore aucune action au plan."),), ParagraphKind.MISSING)
        return
    yield _synthese(par, tableaux)
    yield Paragraph(text_runs("maquette_a_trouver"), ParagraphKind.NOTE)
    yield from notes_non_chiffrees(projet)
    if any(groupe.cle == PLUSIEURS for groupe, _ in tableaux):
        yield note(
            "Une action de plusieurs communes est comptée une seule fois, sous «\u00a0Plusieurs communes\u00a0»\u00a0: "
            "les lignes s’additionnent, et font le total du plan."
        )
    for groupe, tableau in tableaux:
        yield NewSection(FORMAT, groupe.intitule)
        yield Heading(1, f"{titre}\u00a0: {groupe.intitule}", running=groupe.intitule)
        yield Notice(text_runs("previsionnel"))
        yield table_periode(projet, tableau, load_financeurs())
        yield Paragraph(text_runs("maquette_colonnes"), ParagraphKind.NOTE)


def _tableaux(projet: Projet, par: Regroupement) -> Iterator[tuple[Groupe, TableauMaquette]]:
    for groupe in regrouper(projet, par):
        yield groupe, build_maquette(groupe.restrict(projet), load_financeurs()).periode


def _synthese(par: Regroupement, tableaux: Sequence[tuple[Groupe, TableauMaquette]]) -> Table:
    total = additionner_sommes(tableau.sommes for _, tableau in tableaux)
    chiffres = chiffres_porteur(libelle_base(total.totaux.libelle_base))
    rows = [Row((groupe.intitule, *cellules(chiffres, tableau.sommes))) for groupe, tableau in tableaux]
    rows.append(Row(("Total", *cellules(chiffres, total)), RowKind.TOTAL, tuple(range(len(rows)))))
    columns = (Column(_ENTETES[par], 160, key="groupe"), *map(_column, chiffres))
    return Table(columns, tuple(rows), f"{_TITRES[par]}, en synthèse")


def _column(chiffre: Chiffre) -> Column:
    """Without the formulas of an operation: each row is itself a sum, which the figures beside it do not give.

    What is to be found of several operations is never the remainder of their sums, and a rate means nothing over a
    cost that is known in part.
    """
    column = chiffre.column
    return replace(column, formula=None) if column.key in _SOMMES_D_AILLEURS else column
