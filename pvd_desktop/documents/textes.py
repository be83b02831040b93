"""Long texts of the documents, kept in ``resources/textes`` where anyone can read and correct them."""

from functools import cache
from importlib.resources import files

from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import Block, Paragraph, RichText


@cache
def text_blocks(name: str) -> tuple[Block, ...]:
    """The blocks of ``resources/textes/<name>.md``."""
    return blocks_of(read_text(name))


def read_text(name: str) -> str:
    """``resources/textes/<name>.md`` as it was written."""
    return (files("resources") / "textes" / f"{name}.md").read_text(encoding="utf-8")


def text_runs(name: str) -> RichText:
    """The paragraphs of a text as one run of rich text."""
    return tuple(run for block in text_blocks(name) if isinstance(block, Paragraph) for run in block.runs)
