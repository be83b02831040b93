"""What an import refused, did not understand or supposed, as a table to keep or to send back to whoever filled it."""

from collections.abc import Iterator
from datetime import date

from models.domain.importation.proposition import LigneProposee, Proposition, RemarqueImport, Sort
from pvd_desktop.documents.tree import BLANK, Align, Block, Column, Document, NewSection, PageFormat, Row, Table, Value


def build_rapport(proposition: Proposition, *, aujourd_hui: date) -> Document:
    """Remarks first, then what became of every row."""
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
        blocks=tuple(_blocks(proposition)),
    )


def _blocks(proposition: Proposition) -> Iterator[Block]:
    yield NewSection(PageFormat.A4_LANDSCAPE, "Remarques")
    yield Table(
        (
            Column("Nature", 80),
            Column("Feuille", 80),
            Column("Ligne", 40, Align.NUMBER),
            Column("Colonne", 110),
            Column("Valeur", 130),
            Column("Ce qu’il en est", 260),
            Column("Ce que vous pouvez faire", 220),
        ),
        tuple(_remarque(r) for r in proposition.remarques),
        "Ce qui a été refusé, pas compris, choisi ou laissé",
    )
    yield NewSection(PageFormat.A4_LANDSCAPE, "Actions")
    yield Table(
        (
            Column("Feuille", 80),
            Column("Ligne", 40, Align.NUMBER),
            Column("Action", 260),
            Column("Orientation", 180),
            Column("Est", 70),
            Column("Raison", 220),
        ),
        tuple(_ligne(ligne) for ligne in proposition.lignes),
        "Ce que devient chaque action du tableau",
    )


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


def _or_blank(texte: str) -> Value:
    return texte or BLANK
