"""PDF by reportlab, then PDF/A-2b: embedded fonts only, an outline, the same bytes for the same data and day."""

from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import cast

from reportlab.platypus import Paragraph as PdfParagraph

from pvd_desktop.documents.renderers import Progress
from pvd_desktop.documents.renderers.pdf_blocks import Flow
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_pages import Sheets
from pvd_desktop.documents.renderers.pdf_styles import paragraph
from pvd_desktop.documents.tree import Document, ParagraphKind


def render(document: Document, target: Path, *, progress: Progress | None = None, archive: bool = True) -> None:
    """Write the PDF of ``document``, as ``to_bytes`` makes it; what ``target`` held is lost."""
    target.write_bytes(to_bytes(document, progress=progress, archive=archive))


def to_bytes(document: Document, *, progress: Progress | None = None, archive: bool = True) -> bytes:
    """The PDF of ``document``.

    Args:
        document: what to print.
        progress: told of the blocks laid out.
        archive: make it PDF/A-2b and check it; a preview does without.
    """
    draft = BytesIO()
    root = Element("Document") if archive else None
    _lay_out(document, draft, progress, root)
    if not archive:
        return draft.getvalue()
    from pvd_desktop.documents.renderers.pdf_archive import archive as to_archive

    return to_archive(draft, langue=document.langue, jour=document.date_edition, root=root)


def pages_of(document: Document, *, progress: Progress | None = None) -> Mapping[str, int]:
    """The page, from 1, of every heading of ``document`` by the name that ``named_headings`` gives it.

    It is that of a program that does not say the name of a group of rows again on the next page: Word cannot.
    """
    return _lay_out(document, BytesIO(), progress, resumes=False)


def verify(target: Path) -> None:
    """Refuse a file that cannot be read again or has no page."""
    import pikepdf

    from pvd_desktop.documents.renderers.pdf_archive import Breathing

    try:
        with pikepdf.open(Breathing(target.read_bytes())) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PdfError as error:
        raise ValueError(target.name) from error
    if not pages:
        raise ValueError(target.name)


def _lay_out(
    document: Document,
    target: BytesIO,
    progress: Progress | None,
    root: Element | None = None,
    *,
    resumes: bool = True,
) -> Mapping[str, int]:
    """Writes the PDF; the page of every heading."""
    flow = Flow(document, resumes=resumes)
    # reportlab writes no page at all for an empty story.
    story = list(flow.flowables()) or [PdfParagraph("", paragraph(ParagraphKind.BODY))]
    sheets = Sheets(document, target, flow.first)
    if progress:
        sheets.setProgressCallBack(_Steps(progress).note)
    sheets.build(story, canvasmaker=partial(PageCanvas, anchors=frozenset(flow.names), root=root))
    canvas = cast(PageCanvas, sheets.canv)
    vars(sheets).clear()
    return canvas.untie()


class _Steps:
    """Turns the messages of reportlab into steps."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._total = 1

    def note(self, kind: str, value: int) -> None:
        """A message: the number of blocks first, then each block done."""
        if kind == "SIZE_EST":
            self._total = max(value, 1)
        elif kind == "PROGRESS":
            self._progress.step(min(value, self._total), self._total)
