"""Indicators with their reference and their target: of one action, of the orientations, of the whole plan."""

from collections.abc import Iterable, Iterator
from datetime import date

from models.domain.formats import format_date
from models.domain.grammaire import minuscule
from models.domain.orientation import Indicateur
from models.domain.plan_action import actions_du_plan
from models.domain.projet import Projet
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import missing
from pvd_desktop.documents.tree import BLANK, Block, Column, Heading, Row, RowKind, Table

_COLONNES = (
    Column("Indicateur", 190),
    Column("Référence", 90),
    Column("Cible", 90),
    Column("Source, périodicité", 134),
)


def indicateurs(items: tuple[Indicateur, ...], summary: str) -> Block:
    """The table of the indicators of one action or one orientation."""
    return Table(_COLONNES, tuple(map(_ligne, items)), summary) if items else missing()


def resultats_attendus(projet: Projet) -> Iterator[Block]:
    """Article 9: one table, an orientation after the other."""
    groupes = [(orientation.titre, orientation.indicateurs) for orientation in projet.orientations]
    yield _par_groupe(groupes, "Indicateurs des orientations stratégiques")


def indicateurs_blocks(projet: Projet) -> Iterator[Block]:
    """Annexe 5: those of the orientations, then those of the actions."""
    yield Heading(2, "Indicateurs des orientations")
    groupes = [(orientation.titre, orientation.indicateurs) for orientation in projet.orientations]
    yield _groupes_ou_phrase(groupes, "Indicateurs des orientations stratégiques")
    yield Heading(2, "Indicateurs des actions")
    groupes = [(fiche.titre, fiche.indicateurs) for _, fiches in actions_du_plan(projet) for fiche in fiches]
    yield _groupes_ou_phrase(groupes, "Indicateurs des actions du plan")


def _groupes_ou_phrase(groupes: list[tuple[str, tuple[Indicateur, ...]]], summary: str) -> Block:
    if any(items for _, items in groupes):
        return _par_groupe(groupes, summary)
    return absent("Aucun indicateur n’est encore défini.")


def _par_groupe(groupes: Iterable[tuple[str, tuple[Indicateur, ...]]], summary: str) -> Table:
    rows: list[Row] = []
    for titre, items in groupes:
        if items:
            rows.append(Row((titre, *[BLANK] * 3), RowKind.GROUP))
            rows.extend(map(_ligne, items))
    return Table(_COLONNES, tuple(rows), summary)


def _ligne(indicateur: Indicateur) -> Row:
    unite = f"({indicateur.unite})" if indicateur.unite else ""
    return Row(
        (
            " ".join(filter(None, (indicateur.intitule, unite))),
            _avec_date(indicateur.valeur_reference, indicateur.date_reference),
            _avec_date(indicateur.cible, indicateur.echeance),
            _origine(indicateur) or None,
        )
    )


def _origine(indicateur: Indicateur) -> str:
    """« Recensement, annuelle »: where the figure comes from, then how often it is read."""
    if not indicateur.source:
        return indicateur.periodicite
    return ", ".join(filter(None, (indicateur.source, minuscule(indicateur.periodicite))))


def _avec_date(valeur: str, jour: date | None) -> str:
    if not valeur:
        return ""
    return f"{valeur} ({format_date(jour)})" if jour else valeur
