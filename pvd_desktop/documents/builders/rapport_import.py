"""What an import refused, did not understand or supposed, as a table to keep or to send back to whoever filled it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from models.domain.importation.proposition import LigneProposee, Proposition, RemarqueImport, Sort
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Heading,
    NewSection,
    PageFormat,
    Paragraph,
    Row,
    Run,
    Table,
    Value,
)

REMARQUES: Final = "Ce qui a été refusé, pas compris, choisi ou laissé"
LIGNES: Final = "Ce que devient chaque action du tableau"


def build_rapport(proposition: Proposition, *, aujourd_hui: date, titre_imprime: bool = False) -> Document:
    """Remarks first, then what became of every row.

    ``titre_imprime`` puts titles over the tables, where they would not stand in the way of sorting them.
    """
    titre = f"Import de «\u00a0{proposition.source}\u00a0»"
    return Document(
        titre=titre,
        sujet="Rapport d’import",
        auteur="",
        entete=titre,
        mention="",
        date_edition=aujourd_hui,
        brouillon=False,
        format=PageFormat.A4_LANDSCAPE,
        blocks=tuple(_to_read(titre, proposition) if titre_imprime else _to_sort(proposition)),
    )


def _to_sort(proposition: Proposition) -> Iterator[Block]:
    """A sheet each."""
    yield NewSection(PageFormat.A4_LANDSCAPE, "Remarques")
    yield _remarques(proposition)
    yield NewSection(PageFormat.A4_LANDSCAPE, "Actions")
    yield _lignes(proposition)


def _to_read(titre: str, proposition: Proposition) -> Iterator[Block]:
    yield Heading(1, titre)
    lues = f"{len(proposition.lignes)} ligne{_s(len(proposition.lignes))} lue{_s(len(proposition.lignes))}"
    sorts = [(n, sort.libelle.lower()) for sort in Sort if (n := proposition.comptes[sort])]
    yield Paragraph((Run(f"{lues}\u00a0: {', '.join(f'{n} {libelle}{_s(n)}' for n, libelle in sorts)}."),))
    yield Heading(2, REMARQUES)
    yield _remarques(proposition) if proposition.remarques else Paragraph((Run("Rien n’est à signaler."),))
    yield Heading(2, LIGNES)
    yield _lignes(proposition)


def _remarques(proposition: Proposition) -> Table:
    return _table(
        (
            Column("Nature", 80),
            Column("Feuille", 80),
            Column("Ligne", 40, Align.NUMBER),
            Column("Colonne", 110),
            Column("Valeur", 130),
            Column("Ce qu’il en est", 260),
            Column("Ce que vous pouvez faire", 220),
        ),
        [_remarque(r) for r in proposition.remarques],
        REMARQUES,
    )


def _lignes(proposition: Proposition) -> Table:
    return _table(
        (
            Column("Feuille", 80),
            Column("Ligne", 40, Align.NUMBER),
            Column("Action", 260),
            Column("Orientation", 180),
            Column("Est", 70),
            Column("Raison", 220),
        ),
        [_ligne(ligne) for ligne in proposition.lignes],
        LIGNES,
    )


def _table(columns: Sequence[Column], rows: Sequence[Row], summary: str) -> Table:
    """Without the columns that nothing fills: a text of columns has no sheet."""
    pleines = [i for i in range(len(columns)) if not rows or any(row.cells[i] is not BLANK for row in rows)]
    gardees = tuple(Row(tuple(row.cells[i] for i in pleines)) for row in rows)
    return Table(tuple(columns[i] for i in pleines), gardees, summary)


def _remarque(r: RemarqueImport) -> Row:
    colonne = " ".join(filter(None, (r.lieu.colonne, r.lieu.entete)))
    return Row(
        (
            r.nature.libelle,
            _or_blank(r.lieu.feuille),
            r.lieu.ligne or BLANK,
            _or_blank(colonne),
            _or_blank(r.valeur),
            r.message if r.fois < 2 else f"{r.message} ({r.fois} fois)",
            _or_blank(r.remede),
        )
    )


def _ligne(ligne: LigneProposee) -> Row:
    return Row(
        (
            _or_blank(ligne.cle[0]),
            ligne.cle[1],
            ligne.titre,
            _or_blank(ligne.orientation),
            ligne.sort.libelle,
            _or_blank(ligne.raison if ligne.sort is not Sort.CREE else ""),
        )
    )


def _s(nombre: int) -> str:
    return "s" if nombre > 1 else ""


def _or_blank(texte: str) -> Value:
    return texte or BLANK
