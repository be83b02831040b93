"""A picture of the pages, one under the other: what the PDF shows, for a slide or a message."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pvd_desktop.documents.apercu import PageImage, page_sizes, render_page
from pvd_desktop.documents.renderers import Progress, pdf
from pvd_desktop.documents.tree import Document

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PAR_POUCE: Final = 72
_RESOLUTION: Final = 150
"""Dots per inch: sharp on a screen, readable on a sheet."""
_PAGES_MAX: Final = 12
"""Beyond, the picture would take hundreds of megabytes: the PDF holds the rest."""


def render(document: Document, target: Path, *, progress: Progress | None = None) -> None:
    """Write the picture of ``document``; what ``target`` held is lost."""
    target.write_bytes(to_bytes(document, progress=progress))


def to_bytes(document: Document, *, progress: Progress | None = None) -> bytes:
    """The same document always gives the same picture."""
    source = pdf.to_bytes(document, progress=progress, archive=False)
    nombre = min(len(page_sizes(source)), _PAGES_MAX)
    return _stack([_picture(render_page(source, rang, _RESOLUTION / _POINTS_PAR_POUCE)) for rang in range(nombre)])


def verify(target: Path) -> None:
    """Refuse a file that no program could show."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(target, formats=("PNG",)) as ouverte:
            ouverte.verify()
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ValueError(target.name) from error


def _picture(page: PageImage) -> "Image":
    from PIL import Image

    return Image.frombuffer("RGBA", (page.width, page.height), page.pixels, "raw", "BGRA", page.stride, 1)


def _stack(pages: "list[Image]") -> bytes:
    from PIL import Image

    largeur = max(page.width for page in pages)
    tout = Image.new("RGB", (largeur, sum(page.height for page in pages)), "white")
    haut = 0
    for page in pages:
        tout.paste(page, (0, haut))
        haut += page.height
    flux = BytesIO()
    tout.save(flux, "PNG", dpi=(_RESOLUTION, _RESOLUTION), optimize=True)
    return flux.getvalue()
