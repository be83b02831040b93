"""Plain text: the golden tests read it, and so may a person without any other tool."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from pvd_desktop.documents.cells import bar_end, runs_of, text_of
from pvd_desktop.documents.renderers import Progress
from pvd_desktop.documents.tree import (
    Align,
    Bar,
    Block,
    Contents,
    Cover,
    Document,
    Fields,
    Figures,
    Heading,
    Illustration,
    KeepTogether,
    ListBlock,
    NewSection,
    Notice,
    PageBreak,
    Paragraph,
    RichText,
    Row,
    RowKind,
    Run,
    Signatures,
    Table,
    Timeline,
    Title,
    outline,
)

_MARKS = {RowKind.BODY: " ", RowKind.GROUP: "»", RowKind.SUBTOTAL: "-", RowKind.TOTAL: "="}


def render(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write the text of ``document`` in UTF-8."""
    target.write_text(to_text(document), encoding="utf-8", errors="replace", newline="\n")
    if progress:
        progress.step(1, 1)


def verify(target: Path) -> None:
    """Refuse a file that is empty or is not UTF-8."""
    if not target.read_text(encoding="utf-8").strip():
        raise ValueError(target.name)


def to_text(document: Document) -> str:
    """The whole document as text, one blank line between blocks."""
    head = [document.titre, document.entete]
    if document.brouillon:
        head.append(f"BROUILLON du {text_of(document.date_edition)}")
    head.append(document.mention)
    parts = ["\n".join(line for line in head if line)]
    parts.extend("\n".join(_lines(block, document.blocks)) for block in document.blocks)
    return "\n\n".join(parts) + "\n"


def _lines(block: Block, whole: tuple[Block, ...]) -> Iterator[str]:
    match block:
        case Cover() | Contents() | Title():
            yield from _front(block, whole)
        case Heading():
            if block.overline:
                yield block.overline
            yield f"{'#' * (block.level + 1)} {block.text}"
        case Paragraph():
            yield _marked(block.runs)
        case ListBlock():
            yield from _list(block, indent="")
        case Notice():
            yield f"! {_marked(block.runs)}"
        case Illustration():
            yield f"{block.caption} [{block.image.alt}]"
        case KeepTogether():
            yield "\n\n".join("\n".join(_lines(inner, whole)) for inner in block.blocks)
        case Signatures():
            for item in block.items:
                yield from (line for line in (f"[ ] {item.party}", item.signatory, item.detail) if line)
        case PageBreak() | NewSection():
            yield "-" * 80
        case _:
            yield from _grid(block)


def _front(block: Cover | Contents | Title, whole: tuple[Block, ...]) -> Iterator[str]:
    match block:
        case Cover():
            yield from (line for line in (block.overline, f"# {block.text}", block.subtitle, *block.lines) if line)
            yield from (f"[{logo.alt}]" for logo in block.logos)
        case Contents():
            yield block.titre
            yield from ("  " * heading.level + heading.text for heading in outline(whole, block.depth))
        case Title():
            yield from (line for line in (block.overline, f"# {block.text}", block.subtitle) if line)
        case _:
            assert_never(block)


def _grid(block: Table | Fields | Figures | Timeline) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block)
        case Fields():
            yield from (f"{field.label}\u00a0: {_marked(runs_of(field.value))}" for field in block.rows)
        case Figures():
            for item in block.items:
                detail = f" ({item.detail})" if item.detail else ""
                yield f"{item.label}\u00a0: {text_of(item.value)}{detail}"
        case Timeline():
            yield from (_bar(bar) for bar in block.bars)
        case _:
            assert_never(block)


def _marked(runs: RichText) -> str:
    return "".join(_run(_framed(run), bold=run.bold, italic=run.italic, link=run.link) for run in runs)


def _framed(run: Run) -> str:
    return f"[{run.text}]" if run.missing else run.text


def _run(text: str, *, bold: bool, italic: bool, link: str) -> str:
    if bold:
        text = f"**{text}**"
    if italic:
        text = f"_{text}_"
    return f"{text} <{link}>" if link else text


def _list(block: ListBlock, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}." if block.ordered else "•"
        yield f"{indent}{mark} {_marked(item.runs)}"
        if item.children:
            yield from _list(item.children, indent + "  ")


def _bar(bar: Bar) -> str:
    start = text_of(bar.start or "")
    return (
        f"◆ {bar.label}\u00a0: {start}" if bar.milestone else f"— {bar.label}\u00a0: {start} → {text_of(bar_end(bar))}"
    )


def _table(block: Table) -> Iterator[str]:
    rows = [_cells(row, block) for row in block.rows]
    titles = [" – ".join(filter(None, (column.group, column.title))) for column in block.columns]
    # A title over the rows stands outside the columns.
    measured = [titles, *(cells for row, cells in zip(block.rows, rows, strict=True) if row.kind is not RowKind.GROUP)]
    widths = [max(len(cells[i]) for cells in measured) for i in range(len(titles))]
    if block.caption:
        yield block.caption
    yield f"[{block.summary}]"
    for mark, cells in ((" ", titles), *zip((_MARKS[row.kind] for row in block.rows), rows, strict=True)):
        padded = (
            cell.rjust(width) if column.align is Align.NUMBER else cell.ljust(width)
            for cell, width, column in zip(cells, widths, block.columns, strict=False)
        )
        yield f"{mark} {' | '.join(padded)}".rstrip()


def _cells(row: Row, block: Table) -> list[str]:
    texts = [text_of(value).replace("\n", " / ") for value in row.cells]
    if row.kind is RowKind.GROUP:
        return texts[:1]
    # An operation stands under its action, in the last of the columns that name the row.
    place = min(block.frozen, len(texts)) - 1
    texts[place] = "  " * row.level + texts[place]
    return texts
