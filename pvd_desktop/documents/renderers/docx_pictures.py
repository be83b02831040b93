"""Pictures of the Word file: those of the PDF, each of them once."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_images import DENSITY, illustration, srgb


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture that stands in the file."""

    relationship: str
    ratio: float
    """Its width over its height."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A picture and what it takes on the page, in points."""

    relationship: str
    width: float
    height: float


class Pictures:
    """The pictures met so far.

    Args:
        keep: keeps the bytes of a PNG and gives their relationship.
    """

    def __init__(self, keep: Callable[[bytes], str]) -> None:
        self._keep = keep
        self._known: dict[bytes, Embedded] = {}

    def add(self, data: bytes) -> Embedded:
        """The picture of that file, upright, no finer than paper shows."""
        if data not in self._known:
            picture = srgb(data, charte.LOGO_HEIGHT * DENSITY)
            png = BytesIO()
            picture.save(png, "PNG")
            self._known[data] = Embedded(self._keep(png.getvalue()), picture.width / picture.height)
        return self._known[data]

    def illustrate(self, data: bytes, width: float, page: float) -> Printed:
        """The picture of that file as the PDF prints it in ``width``, on a page of text of the height ``page``."""
        picture, size = illustration(data, width, page)
        png = BytesIO()
        picture.save(png, "PNG")
        return Printed(self._keep(png.getvalue()), *size)
