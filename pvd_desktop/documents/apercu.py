"""Pages of a PDF drawn as pixels by pdfium, for the preview, the printer and the captures. No Qt."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

_pdfium = Lock()
"""pdfium may not be entered by two threads at once."""


class PageImage(NamedTuple):
    """A drawn page: opaque 32-bit pixels in the order blue, green, red, alpha (``QImage.Format_ARGB32``)."""

    width: int
    height: int
    stride: int
    """Bytes from one row of pixels to the next."""
    pixels: bytes


def count_pages(pdf: bytes | Path) -> int:
    """How many pages the document has."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes | Path, index: int) -> tuple[float, float]:
    """Width and height of a page, in points; ``index`` starts at 0."""
    with _opened(pdf) as document:
        return document[index].get_size()


def page_sizes(pdf: bytes | Path) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points: opening a document for each page would take most of the time."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def render_page(pdf: bytes | Path, index: int, scale: float) -> PageImage:
    """Draw the page ``index`` (from 0) at ``scale`` pixels for a point (1 is 72 dpi)."""
    from pypdfium2 import raw  # pyright: ignore[reportMissingTypeStubs]

    with _opened(pdf) as document:
        bitmap = document[index].render(scale=scale, force_bitmap_format=raw.FPDFBitmap_BGRA)
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def _opened(pdf: bytes | Path) -> Generator[Any, None, None]:
    """The document, alone in pdfium; its types are not known."""
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
