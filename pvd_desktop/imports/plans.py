"""The outline or the plan of a secteur: what a file is by its content, then its bytes or its link."""

from pathlib import Path
from typing import Final

from models.domain.contours import read_contour
from models.domain.errors import AppError
from models.domain.formats import format_taille
from models.domain.pieces import Fichier
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.imports.images import clean_image
from pvd_desktop.imports.pieces import Avancer, read_fichier

CONTOUR_MAX: Final = 10_000_000
"""Bytes of an outline: a town centre takes a few thousands."""
PLAN_MAX: Final = 100_000_000
"""Bytes of a plan that can be shown."""
_PDF: Final = b"%PDF-"
_TETE: Final = 1024
"""Where the mark of a PDF may stand."""
_IMAGES: Final = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_TEXTES: Final = {".geojson", ".json"}


class PlanError(AppError):
    """A file is neither an outline nor a plan."""


def read_plan(path: Path, dossier: Path, *, avancer: Avancer) -> tuple[Fichier, NaturePlan]:
    """Reads a file to be joined to a secteur; linked above the usual size, as a pièce is.

    Raises:
        PlanError: neither a GeoJSON, nor a picture, nor a PDF, or not what its name says.
        ContourError: a GeoJSON whose outline cannot be drawn.
        ImageRefuseeError: a picture that is broken or too large.
        PieceError: a folder, an empty file, one that cannot be read.
    """
    try:
        nature = _nature(path)
    except OSError:
        # A folder, an absent file, one that is refused: the reader of files says which.
        read_fichier(path, dossier, avancer=avancer)
        raise
    fichier = read_fichier(path, dossier, avancer=avancer)
    octets = path.read_bytes() if fichier.octets is None else fichier.octets
    check_plan(octets, nature, fichier.intitule)
    return fichier, nature


def check_plan(octets: bytes, nature: NaturePlan, nom: str) -> None:
    """Refuses what could not be shown; raises as ``read_plan`` does."""
    match nature:
        case NaturePlan.GEOJSON:
            read_contour(decode(octets, nom), nom)
        case NaturePlan.IMAGE:
            clean_image(octets, nom)
        case NaturePlan.PDF:
            count_pages(octets, nom)


def decode(octets: bytes, nom: str) -> str:
    """Text of an outline.

    Raises:
        PlanError: it is not UTF-8.
    """
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise PlanError(
            f"«\u00a0{nom}\u00a0» n’est pas un texte UTF-8.", "Exportez de nouveau le périmètre au format GeoJSON."
        ) from e


def count_pages(octets: bytes, nom: str) -> int:
    """Pages of a plan.

    Raises:
        PlanError: it is broken, empty or locked by a password.
    """
    from pypdfium2 import PdfiumError  # pyright: ignore[reportMissingTypeStubs]

    from pvd_desktop.documents.apercu import page_sizes

    try:
        pages = len(page_sizes(octets))
    except PdfiumError as e:
        raise PlanError(
            f"Le PDF «\u00a0{nom}\u00a0» est abîmé, ou protégé par un mot de passe.",
            "Ouvrez-le dans votre lecteur, imprimez-le en PDF, puis ajoutez ce nouveau fichier.",
        ) from e
    if not pages:
        raise PlanError(f"Le PDF «\u00a0{nom}\u00a0» n’a aucune page.", "Exportez de nouveau le plan.")
    return pages


def _nature(path: Path) -> NaturePlan:
    """By the first bytes; a name that says otherwise is told rather than believed."""
    with path.open("rb") as flux:
        tete = flux.read(_TETE)
        taille = flux.seek(0, 2)
    image = "WebP" if tete[8:12] == b"WEBP" else next((nom for marque, nom in _IMAGES if tete.startswith(marque)), "")
    suffixe = path.suffix.lower()
    trouve = f"une image {image}" if image else "un PDF" if _PDF in tete else ""
    if suffixe in _TEXTES and trouve:
        raise PlanError(
            f"«\u00a0{path.name}\u00a0» porte l’extension {suffixe}, mais c’est {trouve}.",
            "Renommez-le, ou choisissez le fichier GeoJSON.",
        )
    nature = NaturePlan.IMAGE if image else NaturePlan.PDF if trouve else NaturePlan.GEOJSON
    if (
        nature is NaturePlan.GEOJSON
        and tete.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"["}
        and suffixe not in _TEXTES
    ):
        raise PlanError(
            f"«\u00a0{path.name}\u00a0» n’est ni un GeoJSON, ni une image, ni un PDF.",
            "Exportez le plan dans l’un de ces formats.",
        )
    maximum = CONTOUR_MAX if nature is NaturePlan.GEOJSON else PLAN_MAX
    if taille > maximum:
        quoi = "un contour" if nature is NaturePlan.GEOJSON else "un plan"
        raise PlanError(
            f"«\u00a0{path.name}\u00a0» pèse {format_taille(taille)}\u00a0: {quoi} en pèse au plus "
            f"{format_taille(maximum)}.",
            "Exportez le seul périmètre du secteur, ou une version plus légère du plan.",
        )
    return nature


def read_linked(path: Path) -> bytes:
    """Bytes of a linked plan.

    Raises:
        PlanError: it cannot be read, or has become too heavy to be shown.
    """
    try:
        if path.stat().st_size > PLAN_MAX:
            raise PlanError(
                f"«\u00a0{path.name}\u00a0» pèse plus de {format_taille(PLAN_MAX)}\u00a0: il ne peut pas être montré.",
                "Ouvrez-le avec son logiciel.",
            )
        return path.read_bytes()
    except OSError as e:
        raise PlanError(
            f"«\u00a0{path.name}\u00a0» ne peut pas être lu.", "Vérifiez qu’il n’est pas verrouillé."
        ) from e
