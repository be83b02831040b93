"""Pictures of the plans of a secteur: a picture as it is, the pages of a PDF, an outline drawn with its scale."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Final

from models.domain.contours import Contour, ContourError, read_contour
from models.domain.pieces import titre_imprime
from models.domain.territoire import PlanSecteur
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.documents import charte
from pvd_desktop.documents.tree import Image

if TYPE_CHECKING:
    from PIL.Image import Image as Pillow
    from PIL.ImageDraw import ImageDraw

_COTE: Final = 1400
"""Pixels of the longer side of a drawing: as fine as paper shows."""
_MARGE: Final = 60
_BANDE: Final = 90
"""Pixels under an outline, for its scale and its north."""
_PAGES_MAX: Final = 6
"""A plan of more pages is a file to be joined, not a figure."""
_CHIFFRES_RONDS: Final = (1, 2, 5)
_DEGRE: Final = 111_195
"""Metres of a degree of latitude."""


def draw_plan(plan: PlanSecteur, contenus: Mapping[str, bytes]) -> tuple[Image, ...]:
    """What ``plan`` shows, in order; nothing when its bytes are not at hand or cannot be drawn."""
    octets = contenus.get(plan.sha256)
    if octets is None:
        return ()
    nom = titre_imprime(plan.intitule) or "Plan"
    match plan.nature:
        case NaturePlan.GEOJSON:
            return tuple(_contour(octets, nom))
        case NaturePlan.IMAGE:
            return (Image(octets, nom),) if _opens(octets) else ()
        case NaturePlan.PDF:
            return tuple(_pages(octets, nom))


def _opens(octets: bytes) -> bool:
    """Whether they are a picture: a file of the project may have been written by another hand."""
    from PIL import Image as Picture

    try:
        with Picture.open(BytesIO(octets)) as ouverte:
            ouverte.load()
    except (OSError, SyntaxError, ValueError, Picture.DecompressionBombError):
        return False
    return True


def _pages(octets: bytes, nom: str) -> Iterator[Image]:
    from PIL import Image as Picture
    from pypdfium2 import PdfiumError  # pyright: ignore[reportMissingTypeStubs]

    from pvd_desktop.documents.apercu import page_sizes, render_page

    try:
        tailles = page_sizes(octets)
        if len(tailles) > _PAGES_MAX:
            return
        for rang, taille in enumerate(tailles):
            page = render_page(octets, rang, _COTE / max(taille))
            dessin = Picture.frombuffer("RGBA", (page.width, page.height), page.pixels, "raw", "BGRA", page.stride, 1)
            suite = f" (page {rang + 1} sur {len(tailles)})" if len(tailles) > 1 else ""
            yield Image(_png(dessin.convert("RGB")), f"{nom}{suite}")
    except PdfiumError:
        return


def _contour(octets: bytes, nom: str) -> Iterator[Image]:
    from PIL import Image as Picture
    from PIL import ImageDraw

    try:
        contour = read_contour(octets.decode("utf-8-sig"), nom)
    except (UnicodeDecodeError, ContourError):
        return
    ouest, sud, est, nord = contour.bornes
    # Degrees of longitude get shorter away from the equator.
    largeur = max((est - ouest) * contour.contraction, 1e-9)
    hauteur = max(nord - sud, 1e-9)
    echelle = (_COTE - 2 * _MARGE) / max(largeur, hauteur)
    taille = (round(largeur * echelle) + 2 * _MARGE, round(hauteur * echelle) + 2 * _MARGE + _BANDE)
    dessin = Picture.new("RGB", (max(taille[0], _COTE // 2), taille[1]), "white")
    crayon = ImageDraw.Draw(dessin)
    gauche = (dessin.width - largeur * echelle) / 2
    for polygone in contour.polygones:
        for rang, anneau in enumerate(polygone):
            points = [
                (gauche + (x - ouest) * contour.contraction * echelle, _MARGE + (nord - y) * echelle) for x, y in anneau
            ]
            crayon.polygon(points, fill="white" if rang else charte.BAND)
            crayon.line([*points, points[0]], fill=charte.ACCENT, width=5, joint="curve")
    _legende(crayon, dessin.size, echelle / _DEGRE)
    yield Image(_png(dessin), f"{nom} ({_described(contour)})")


def _described(contour: Contour) -> str:
    return f"environ {contour.hectares:.1f}\u00a0hectares, nord en haut".replace(".", ",")


def _legende(crayon: "ImageDraw", taille: tuple[int, int], points_par_metre: float) -> None:
    """A scale of a round length at the left, the north at the right."""
    from font_source_sans_pro import font_directory  # pyright: ignore[reportMissingTypeStubs]
    from PIL import ImageFont

    police = ImageFont.truetype(f"{font_directory}/SourceSansPro-Regular.ttf", 30)
    bas = taille[1] - _MARGE
    metres = _round_length(taille[0] / 3 / points_par_metre)
    droite = _MARGE + metres * points_par_metre
    crayon.line([(_MARGE, bas), (droite, bas)], fill=charte.INK, width=4)
    for bout in (_MARGE, droite):
        crayon.line([(bout, bas - 10), (bout, bas + 10)], fill=charte.INK, width=4)
    texte = f"{metres // 1000}\u00a0km" if metres >= 1000 else f"{metres}\u00a0m"
    crayon.text((droite + 18, bas), texte, fill=charte.INK, font=police, anchor="lm")
    nord = taille[0] - _MARGE
    crayon.polygon([(nord, bas - 46), (nord - 14, bas), (nord, bas - 10), (nord + 14, bas)], fill=charte.INK)
    crayon.text((nord, bas + 6), "N", fill=charte.INK, font=police, anchor="mt")


def _round_length(metres: float) -> int:
    """The greatest round length of at most ``metres``.

    >>> _round_length(734), _round_length(61.2), _round_length(0.2)
    (500, 50, 1)
    """
    dizaine = 10 ** max(len(str(int(metres))) - 1, 0)
    return max((n * dizaine for n in _CHIFFRES_RONDS if n * dizaine <= metres), default=1)


def _png(dessin: "Pillow") -> bytes:
    octets = BytesIO()
    dessin.save(octets, "PNG")
    return octets.getvalue()
