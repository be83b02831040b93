"""PDF/A-2b: the file of reportlab completed and checked by pikepdf before it is kept."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import pdfa
from typing_extensions import override

from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_structure import plant


class Breathing(BytesIO):
    """Bytes in memory that pikepdf reads and writes through Python.

    It holds the interpreter from one end of a file to the other, and the window with it; each of these calls lets the
    other threads run.
    """

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size)

    @override
    def readinto(self, buffer: Any, /) -> int:
        return super().readinto(buffer)

    @override
    def seek(self, offset: int, whence: int = 0, /) -> int:
        return super().seek(offset, whence)


def _breathe(_percent: int) -> None:
    """Told of the progress of pikepdf: the call itself is what lets the other threads run."""


def archive(draft: BytesIO, *, langue: str, jour: date, root: Element | None = None) -> bytes:
    """``draft`` as PDF/A-2b.

    The same draft and the same day give the same bytes: dates come from ``jour`` and the identifier from the
    contents. All is done in memory: pikepdf aborts the whole process when the disk it writes to is full.

    Raises:
        pdfa.PdfaError: the result does not conform, which is a fault of the renderer.
    """
    options = pdfa.resolve_save_kwargs("2b", deterministic_id=True)
    written = _written(draft, langue=langue, jour=jour, root=root, options={**options, "progress": _breathe})
    report = pdfa.validate_written(written, "2b", save_kwargs=options)
    if not report.passed:
        raise pdfa.PdfaError(report)
    return written.getvalue()


def _written(draft: BytesIO, *, langue: str, jour: date, root: Element | None, options: Mapping[str, Any]) -> Breathing:
    """The file before it is checked. What pikepdf knows of it goes here, in a piece that the window does not feel."""
    with pikepdf.open(draft) as pdf:
        for page in pdf.pages:
            # reportlab writes an empty page transition, which no validator knows.
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        if root:
            plant(pdf, root)
        pdf.Root["/Lang"] = pikepdf.String(langue)
        stamp = f"D:{jour:%Y%m%d}000000+00'00'"
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = pikepdf.String(stamp)
        pdfa.prepare(pdf, "2b")
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            # The only trace of the clock.
            metadata["xmp:MetadataDate"] = f"{jour:%Y-%m-%d}T00:00:00+00:00"
        written = Breathing()
        pdf.save(written, **options)  # pyright: ignore[reportUnknownMemberType]
    return written
