# pyright: reportUnknownMemberType=false
# Some parameters of Pillow have no type.
"""A picture of the user made fit to be kept: a small upright PNG or JPEG in sRGB, without anything else inside."""

import struct
import warnings
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from models.domain.errors import AppError
from models.store.acces import is_folder

if TYPE_CHECKING:
    from PIL.Image import Image

OCTETS_MAX: Final = 10 * 1024 * 1024
POINTS_MAX: Final = 64_000_000
"""What the largest camera gives; a few kilobytes may announce a thousand times more."""
COTE_MAX: Final = 1600
"""Pixels of the longer side: a page printed at its width does not show more."""
_FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
"""The only readers that a file of unknown origin reaches."""
_ABIMEE: Final = (OSError, SyntaxError, ValueError, EOFError, LookupError, ArithmeticError, struct.error)
"""What readers raise on a broken file: each in its own way."""


class ImageRefuseeError(AppError):
    """The file is not a picture that can be kept."""


def read_image(path: Path) -> bytes:
    """Bytes to keep for the picture at ``path``; the same file always gives the same.

    Raises:
        ImageRefuseeError: it cannot be read, is not a picture, is broken or too large.
    """
    try:
        taille = path.stat().st_size
        if taille > OCTETS_MAX:
            # Rounded up: one that weighs a little more than the limit must not read as equal to it.
            mega, maximum = ceil(taille / 1024**2), OCTETS_MAX // 1024**2
            raise ImageRefuseeError(
                f"L’image « {path.name} » pèse {mega}\u00a0Mo ; {maximum}\u00a0Mo au plus.",
                "Choisissez une version plus légère, par exemple celle que le partenaire destine au web.",
            )
        octets = path.read_bytes()
    except FileNotFoundError as e:
        raise ImageRefuseeError(f"Le fichier « {path} » n’existe pas.", "Vérifiez son nom et son dossier.") from e
    except OSError as e:
        raison = "c’est un dossier" if is_folder(path) else "son accès est refusé"
        raise ImageRefuseeError(
            f"Le fichier « {path.name} » ne peut pas être lu\u00a0: {raison}.", "Choisissez une image."
        ) from e
    return clean_image(octets, path.name)


def clean_image(octets: bytes, nom: str) -> bytes:
    """The same for bytes already read; ``nom`` is what the messages call them.

    Raises:
        ImageRefuseeError: they are not a picture, are broken or too large.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of wrong notes around the pixels, which are thrown away, and of pictures that it finds large.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(octets), formats=_FORMATS) as ouverte:
                _check_size(ouverte, nom)
                return _clean(ouverte)
    except UnidentifiedImageError as e:
        raise ImageRefuseeError(
            f"Le fichier « {nom} » n’est pas une image qui puisse être lue ici.",
            "Choisissez une image PNG ou JPEG. Un logo en PDF, SVG ou EPS s’exporte d’abord en PNG.",
        ) from e
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as e:
        raise _too_large(nom) from e
    except _ABIMEE as e:
        raise ImageRefuseeError(
            f"L’image « {nom} » est abîmée ou incomplète.", "Téléchargez-la de nouveau, ou redemandez-la."
        ) from e


def _check_size(image: "Image", nom: str) -> None:
    """From the header alone: nothing is decoded yet."""
    if image.width * image.height > POINTS_MAX:
        raise _too_large(nom)


def _too_large(nom: str) -> ImageRefuseeError:
    return ImageRefuseeError(
        f"L’image « {nom} » compte plus de {POINTS_MAX // 10**6} millions de points.",
        "Réduisez-la dans un logiciel d’images, puis choisissez-la de nouveau.",
    )


def _clean(image: "Image") -> bytes:
    from PIL import Image, ImageOps

    photo = image.format == "JPEG"
    profil: bytes | None = image.info.get("icc_profile")
    # A JPEG is decoded at a fraction of its size: faster, in a fraction of the memory.
    image.draft(None, (COTE_MAX, COTE_MAX))
    droite = ImageOps.exif_transpose(image)
    mode = "RGBA" if droite.has_transparency_data else "RGB"
    propre = _to_srgb(_eight_bits(droite), profil).convert(mode)
    propre.thumbnail((COTE_MAX, COTE_MAX), Image.Resampling.LANCZOS)
    # What is not a pixel (place, device, comment, thumbnail) goes with it.
    propre.info.clear()
    sortie = BytesIO()
    if photo:
        propre.save(sortie, "JPEG", quality=90, subsampling=0, optimize=True)
    else:
        propre.save(sortie, "PNG", compress_level=9)
    return sortie.getvalue()


def _eight_bits(image: "Image") -> "Image":
    """Pillow cuts at 255 the greys of sixteen bits instead of scaling them."""
    return image.convert("I").point(lambda v: v / 256).convert("L") if image.mode.startswith("I") else image


def _to_srgb(image: "Image", profil: bytes | None) -> "Image":
    """``image`` from its own colours to those of screens; as it is when its profile is missing or wrong."""
    from PIL import ImageCms

    if not profil or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    ecran = cast("Any", ImageCms).createProfile("sRGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profil))
        mode = image.mode if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, ecran, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError):
        return image
