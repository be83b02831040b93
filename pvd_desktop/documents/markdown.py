"""CommonMark of the long texts turned into blocks: paragraphs, two list levels, bold, italic, links.

Anything else (titles, quotes, code, images, HTML) stays as the characters that were typed: no word is ever lost.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pvd_desktop.documents.tree import ListBlock, ListItem, Paragraph, RichText, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEPTH = 60
"""Nesting the parser follows; deeper it drops words, and the text is then read as plain paragraphs."""
_LEVELS = 2
_LINKS = ("http://", "https://", "mailto:")
_BLANK_LINES = re.compile(r"\n\s*\n")


def blocks_of(text: str) -> tuple[Paragraph | ListBlock, ...]:
    """The blocks of a long text, in order; an empty text has none."""
    tokens = _parser().parse(text)
    if any(token.level >= _DEPTH - 1 for token in tokens):
        return tuple(Paragraph((Run(part.strip()),)) for part in _BLANK_LINES.split(text) if part.strip())
    return tuple(_blocks(iter(tokens)))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False, "maxNesting": _DEPTH})
    # ``reference`` stays off: a line such as « [1]: suite » would vanish as a link definition.
    return parser.enable(["list", "newline", "escape", "entity", "link", "autolink", "emphasis"])


def _blocks(tokens: "Iterator[Token]") -> Iterator[Paragraph | ListBlock]:
    """Blocks up to the end of ``tokens``."""
    for token in tokens:
        if token.type.endswith("_list_open"):
            yield from _lists(token, tokens, level=1)
        elif token.type == "inline" and (runs := _runs(token.children or [])):
            yield Paragraph(runs)


def _lists(opening: "Token", tokens: "Iterator[Token]", level: int) -> Iterator[ListBlock]:
    """The list that ``opening`` starts; it consumes its closing token."""
    items: list[ListItem] = []
    while next(tokens).type == "list_item_open":
        items.extend(_items(tokens, level))
    if items:
        ordered = opening.type.startswith("ordered")
        start = opening.attrGet("start")
        yield ListBlock(tuple(items), ordered=ordered, start=1 if start is None else int(start))


def _items(tokens: "Iterator[Token]", level: int) -> Iterator[ListItem]:
    """An item and, past the second level, the items of the lists it holds.

    Paragraphs of one item are joined by a line break; what follows a nested list becomes an item of its own, so
    that words keep their order.
    """
    runs: RichText = ()
    children: ListBlock | None = None
    while (token := next(tokens)).type != "list_item_close":
        if token.type == "inline":
            if children is not None:
                yield ListItem(runs, children)
                runs, children = (), None
            added = _runs(token.children or [])
            runs = (*runs, Run("\n"), *added) if runs and added else runs or added
        elif token.type.endswith("_list_open"):
            for nested in _lists(token, tokens, level + 1):
                if level >= _LEVELS:
                    if runs:
                        yield ListItem(runs)
                        runs = ()
                    yield from nested.items
                else:
                    if children is not None:
                        yield ListItem(runs, children)
                        runs = ()
                    children = nested
    if runs or children is not None:
        yield ListItem(runs, children)


def _runs(tokens: "list[Token]") -> RichText:
    """Runs of one inline content; neighbours of the same emphasis are merged."""
    runs: list[Run] = []
    bold = italic = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                address = str(token.attrGet("href") or "")
                link = address if address.lower().startswith(_LINKS) else ""
            case "link_close":
                link = ""
            case _:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                run = Run(text, bold=bold > 0, italic=italic > 0, link=link)
                _append(runs, run)
    return tuple(runs)


def _append(runs: list[Run], run: Run) -> None:
    if not run.text:
        return
    last = runs[-1] if runs else None
    if last and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link):
        runs[-1] = Run(last.text + run.text, bold=run.bold, italic=run.italic, link=run.link)
    else:
        runs.append(run)


def to_plain(commonmark: str) -> str:
    r"""A long text as it reads, one line a paragraph or an item, without its marks.

    >>> to_plain("Une **halle** :\n\n1. ouverte\n   - [chauffée](https://exemple.fr)")
    'Une halle :\n1. ouverte\n   • chauffée'
    """
    return "\n".join(ligne for bloc in blocks_of(commonmark) for ligne in _plain_lines(bloc))


def _plain_lines(bloc: Paragraph | ListBlock, retrait: str = "") -> Iterator[str]:
    if isinstance(bloc, Paragraph):
        yield _plain_words(bloc.runs)
        return
    for rang, item in enumerate(bloc.items, bloc.start):
        yield f"{retrait}{f'{rang}.' if bloc.ordered else '•'} {_plain_words(item.runs)}"
        if item.children is not None:
            yield from _plain_lines(item.children, f"{retrait}   ")


def _plain_words(runs: RichText) -> str:
    return "".join(run.text for run in runs)
