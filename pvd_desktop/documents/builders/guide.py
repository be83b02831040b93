"""The user guide: how one works with the application, then its pages one by one, as their help tells them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.textes import read_text, text_blocks
from pvd_desktop.documents.tree import (
    Block,
    Column,
    Contents,
    Cover,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
)

TITRE: Final = "Guide de l’utilisateur"
LOGICIEL: Final = "PVD Desktop"
_CHAPITRES: Final = (
    ("Prise en main", "guide_debut"),
    ("D’une idée au solde", "guide_parcours"),
    ("Une année de programme", "guide_annee"),
    ("En cas de difficulté", "guide_difficultes"),
    ("Ce qu’il faut savoir", "guide_limites"),
)
"""Title and text of the chapters that come before the pages."""
_EN_GRAS: Final = re.compile(r"`([^`]+)`|^#+ (.+)$", re.MULTILINE)
"""What is to be typed as it stands, and the titles inside a help: long texts of the documents have neither."""

Touches = tuple[str, Sequence[tuple[str, str]]]
"""A menu, then what each of its keys does and which it is."""


def build_guide(
    pages: Iterable[tuple[str, str]], touches: Iterable[Touches], *, version: str, aujourd_hui: date
) -> Document:
    """The guide.

    Args:
        pages: title of each page of the window, and name of its text in ``resources/textes``.
        touches: the keys, menu by menu.
        version: of the application.
        aujourd_hui: day of the edition.
    """
    return Document(
        titre=f"{LOGICIEL} – {TITRE}",
        sujet="Le projet de territoire «\u00a0Petites Villes de Demain\u00a0», de l’idée au solde",
        auteur=LOGICIEL,
        entete=LOGICIEL,
        date_edition=aujourd_hui,
        brouillon=False,
        blocks=tuple(_blocks(pages, touches, version)),
    )


def _blocks(pages: Iterable[tuple[str, str]], touches: Iterable[Touches], version: str) -> Iterator[Block]:
    yield Cover(TITRE, overline=LOGICIEL, subtitle=f"Version {version}")
    yield Contents("Sommaire")
    yield PageBreak()
    for titre, nom in _CHAPITRES:
        yield Heading(1, titre)
        yield from text_blocks(nom)
    yield PageBreak()
    yield Heading(1, "Les pages, une à une")
    yield Paragraph((Run("Le même texte s’ouvre dans chaque page par "), Run("F1", bold=True), Run(".")))
    for titre, nom in pages:
        yield Heading(2, titre)
        yield from blocks_of(_EN_GRAS.sub(r"**\1\2**", read_text(nom)))
    yield PageBreak()
    yield Heading(1, "Raccourcis clavier")
    yield _touches(touches)


def _touches(touches: Iterable[Touches]) -> Table:
    rangees: list[Row] = []
    for menu, lignes in touches:
        rangees.append(Row((menu, ""), kind=RowKind.GROUP))
        rangees.extend(Row(ligne) for ligne in lignes)
    return Table(
        columns=(Column("Geste", weight=3), Column("Touches", weight=2)),
        rows=tuple(rangees),
        summary="Raccourcis clavier, par menu",
    )
