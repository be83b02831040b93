"""CommonMark read into the blocks of a long text.

Not by ``QTextDocument.setMarkdown``: it drops the bold, the italic or the link of a character written as an entity,
which is how an emphasis stuck to a letter has to be written. What a field cannot hold (a title, a table, a picture)
becomes plain paragraphs on screen, and is written so only if the person changes the text.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from models.domain.commonmark import NUMERO, PARAGRAPHE, PUCE, Bloc, Passage, normalize

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False})


def prepare() -> None:
    """Load what reads, which the first text would wait for."""
    _parser()


def parse(texte: str) -> list[Bloc]:
    """Normalized blocks of a CommonMark text; HTML in it is characters."""
    blocs: list[Bloc] = []
    listes: list[str] = []
    titre = False
    for token in _parser().parse(texte):
        match token.type:
            case "bullet_list_open":
                listes.append(PUCE)
            case "ordered_list_open":
                listes.append(NUMERO)
            case "bullet_list_close" | "ordered_list_close":
                listes.pop()
            case "heading_open" | "heading_close":
                titre = token.nesting == 1
            case "inline" | "fence" | "code_block":
                genre = listes[-1] if listes else PARAGRAPHE
                lignes = _lines(token.children, gras=titre) if token.children else _plain_lines(token.content)
                blocs += [Bloc(tuple(ligne), genre, min(len(listes), 2)) for ligne in lignes]
            case _:
                pass
    return normalize(blocs)


def _plain_lines(contenu: str) -> list[list[Passage]]:
    return [[Passage(ligne)] for ligne in contenu.split("\n")]


def _lines(enfants: Sequence["Token"], *, gras: bool) -> list[list[Passage]]:
    """Passages of a paragraph; a line break kept inside it starts another one."""
    lignes: list[list[Passage]] = [[]]
    graisse, pente = int(gras), 0
    lien = ""
    for enfant in enfants:
        match enfant.type:
            case "strong_open" | "strong_close":
                graisse += enfant.nesting
            case "em_open" | "em_close":
                pente += enfant.nesting
            case "link_open":
                lien = str(enfant.attrs["href"])
            case "link_close":
                lien = ""
            case "softbreak":
                lignes[-1].append(Passage(" "))
            case "hardbreak":
                lignes.append([])
            case _:
                lignes[-1].append(Passage(enfant.content, graisse > 0, pente > 0, lien))
    return lignes
