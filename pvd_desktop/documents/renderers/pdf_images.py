# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Pictures of the PDF, in sRGB whatever the file was: an archive accepts no other colours."""

from io import BytesIO
from typing import Any, cast

from PIL import Image as Picture
from PIL import ImageCms, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.tree import Image

_SRGB = ImageCms.ImageCmsProfile(cast(Any, ImageCms).createProfile("sRGB"))
DENSITY = 300 / 72
"""Pixels printed for a point: more would only make the file heavier."""


class Logos(Flowable):
    """Pictures on one line, all of the same height; smaller when they are too wide together."""

    def __init__(self, images: tuple[Image, ...], height: float) -> None:
        super().__init__()
        self._wanted = height
        self._gap = 6 * charte.SPACE
        self._pictures = [srgb(image.data, height * DENSITY) for image in images]
        self._elements = [Element("Figure", alt=image.alt) for image in images]

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """All the width; the height is the one wanted, or less."""
        del aH
        ratios = sum(picture.width / picture.height for picture in self._pictures)
        free = aW - self._gap * (len(self._pictures) - 1)
        self.width, self.height = aW, min(self._wanted, free / ratios)
        return self.width, self.height

    def draw(self) -> None:
        """The pictures from the left edge."""
        canvas = cast(PageCanvas, self.canv)
        left = 0.0
        for picture, element in zip(self._pictures, self._elements, strict=True):
            width = self.height * picture.width / picture.height
            canvas.open(element)
            canvas.drawImage(ImageReader(picture), left, 0, width, self.height, mask="auto")
            canvas.close()
            left += width + self._gap


def srgb(data: bytes, height: float) -> Picture.Image:
    """The picture upright, in sRGB, with its transparency, no higher than ``height`` pixels."""
    with Picture.open(BytesIO(data)) as opened:
        opened.draft("RGB", (opened.width, int(height)))
        profile: Any = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
    transparent = picture.has_transparency_data
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _converted(picture, profile)
    picture = picture.convert("RGBA" if transparent else "RGB")
    if picture.height > height:
        width = max(1, round(picture.width * height / picture.height))
        picture = picture.resize((width, int(height)), Picture.Resampling.LANCZOS)
    return picture


def _converted(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """``picture`` from its own colours to sRGB; as it is when its profile cannot be read."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        result = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return result or picture
