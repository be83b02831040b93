"""Word files: named styles only, fields that Word can bring up to date, the same bytes for the same data and day."""

from collections.abc import Mapping
from pathlib import Path

from pvd_desktop.documents.renderers import Progress
from pvd_desktop.documents.renderers.docx_blocks import Flow
from pvd_desktop.documents.renderers.docx_package import WordPackage
from pvd_desktop.documents.renderers.docx_pages import Sheets
from pvd_desktop.documents.renderers.docx_pictures import Pictures
from pvd_desktop.documents.renderers.docx_reading import check
from pvd_desktop.documents.renderers.docx_texte import Place, Words
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.renderers.pdf import pages_of
from pvd_desktop.documents.tree import Block, Contents, Document, KeepTogether, PageOf, Table, named_headings

_HALF = 1_000
"""Steps of each half of the work."""


def render(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write the Word file of ``document``; what ``target`` held is lost."""
    target.write_bytes(to_bytes(document, progress=progress))


def to_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """The Word file of ``document``.

    Args:
        document: what to write.
        progress: told of the blocks laid out to know their pages, then of the blocks written.
    """
    steps = _Halves(progress) if progress else None
    pages: Mapping[str, int] = pages_of(document, progress=steps) if _shows_pages(document.blocks) else {}
    if steps:
        steps.second = True
    package = WordPackage()
    sheets = Sheets(document, package.add_header, package.add_footer, max(pages.values(), default=1))
    flow = Flow(document, Words(package.add_link, _places(document, pages)), sheets, Pictures(package.add_picture))
    content: list[Xml] = []
    for done, part in enumerate(flow.parts(), 1):
        content.append(part)
        if steps:
            steps.step(done, len(document.blocks))
    return package.finish(document, content, flow.last_section(), flow.lists)


def verify(target: Path) -> None:
    """Refuse a file that cannot be read again or holds nothing."""
    check(target)


def _shows_pages(blocks: tuple[Block, ...]) -> bool:
    """Whether a page number is printed in the text."""
    for block in blocks:
        match block:
            case Contents():
                return True
            case KeepTogether() if _shows_pages(block.blocks):
                return True
            case Table() if any(isinstance(value, PageOf) for row in block.rows for value in row.cells):
                return True
            case _:
                pass
    return False


def _places(document: Document, pages: Mapping[str, int]) -> dict[str, Place]:
    return {
        name: Place(number, str(pages.get(name, "")))
        for number, (name, _) in enumerate(named_headings(document.blocks), 1)
    }


class _Halves:
    """Makes one work of two: the layout, then the writing."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._reached = 0
        self.second = False

    def step(self, done: int, total: int) -> None:
        """``done`` parts out of ``total`` of the current half are ready."""
        share = _HALF * done // total + (_HALF if self.second else 0)
        # A layout that cuts a block counts its pieces again.
        self._reached = max(self._reached, share)
        self._progress.step(self._reached, 2 * _HALF)
