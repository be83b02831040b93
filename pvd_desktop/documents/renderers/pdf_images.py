# pyright: reportUnknownMemberType=false
# The types of reportlab are partial: many of its parameters have none.
"""Pictures of the PDF, in sRGB whatever the file was: an archive accepts no other colours."""

from io import BytesIO
from math import inf
from typing import Any, cast

from PIL import Image as Picture
from PIL import ImageCms, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable
from typing_extensions import override

from pvd_desktop.documents import charte
from pvd_desktop.documents.renderers.pdf_canvas import Element, PageCanvas
from pvd_desktop.documents.renderers.pdf_styles import colour
from pvd_desktop.documents.tree import Image

_SRGB = ImageCms.ImageCmsProfile(cast(Any, ImageCms).createProfile("sRGB"))
DENSITY = 300 / 72
"""Pixels printed for a point: more would only make the file heavier."""
_COARSEST = 72 / 96
"""Points of a pixel of a small picture, as on a screen: larger, it would be blurred."""
_HAIR = 0.4


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


class Plate(Flowable):
    """One picture, from side to side unless it would be too high or coarse."""

    def __init__(self, image: Image, width: float, page: float) -> None:
        super().__init__()
        self._picture, (self.width, self.height) = illustration(image.data, width, page)
        self._element = Element("Figure", alt=image.alt)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """What the picture takes."""
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        """The picture, inside a thin line: plans often have a white ground."""
        canvas = cast(PageCanvas, self.canv)
        canvas.open(self._element)
        canvas.drawImage(ImageReader(self._picture), 0, 0, self.width, self.height, mask="auto")
        canvas.close()
        canvas.open_decoration()
        canvas.saveState()
        canvas.setLineWidth(_HAIR)
        canvas.setStrokeColor(colour(charte.RULE))
        canvas.rect(0, 0, self.width, self.height)
        canvas.restoreState()
        canvas.close()


def illustration(data: bytes, width: float, page: float) -> tuple[Picture.Image, tuple[float, float]]:
    """The picture as fine as it is printed in ``width`` on a page of text of the height ``page``, and its size."""
    tallest = charte.ILLUSTRATION_SHARE * page
    density = charte.ILLUSTRATION_DENSITY
    picture = srgb(data, tallest * density, width * density)
    scale = min(width / picture.width, tallest / picture.height, _COARSEST)
    return picture, (picture.width * scale, picture.height * scale)


def srgb(data: bytes, height: float, width: float = inf) -> Picture.Image:
    """The picture upright, in sRGB, with its transparency, no larger than that many pixels."""
    with Picture.open(BytesIO(data)) as opened:
        # Either side may be the height once it is upright.
        if width == inf:
            opened.draft("RGB", (opened.width, int(height)))
        profile: Any = opened.info.get("icc_profile")
        picture = ImageOps.exif_transpose(opened)
    transparent = picture.has_transparency_data
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _converted(picture, profile)
    picture = picture.convert("RGBA" if transparent else "RGB")
    scale = min(height / picture.height, width / picture.width)
    if scale < 1:
        size = max(1, round(picture.width * scale)), max(1, int(picture.height * scale))
        picture = picture.resize(size, Picture.Resampling.LANCZOS)
    return picture


def _converted(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """``picture`` from its own colours to sRGB; as it is when its profile cannot be read."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        result = ImageCms.profileToProfile(picture, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return result or picture
