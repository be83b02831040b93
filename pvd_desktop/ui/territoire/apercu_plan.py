"""What is seen of the plan of a secteur: its outline, or a small picture of its first page. Read off the GUI thread."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from models.domain.contours import Contour, read_contour
from models.domain.formats import format_entier
from models.domain.territoire import PlanSecteur
from models.domain.vocabulaire import NaturePlan
from pvd_desktop.ui import theme

_COTE: Final = 640
"""Pixels of the longer side: twice what is shown at 150 %, for the sharpest screens."""
_OPACITE: Final = 0.22


@dataclass(frozen=True, slots=True)
class ApercuPlan:
    """An outline or a picture, and what is said under it."""

    texte: str
    contour: Contour | None = None
    image: QImage | None = None


def build_apercu(plan: PlanSecteur, octets: bytes) -> ApercuPlan:
    """What ``octets`` show.

    Raises:
        AppError: they cannot be shown.
    """
    from pvd_desktop.imports.plans import count_pages, decode

    match plan.nature:
        case NaturePlan.GEOJSON:
            contour = read_contour(decode(octets, plan.intitule), plan.intitule)
            return ApercuPlan(_describe(contour), contour=contour)
        case NaturePlan.IMAGE:
            from pvd_desktop.imports.images import clean_image

            image = QImage.fromData(clean_image(octets, plan.intitule))
            return ApercuPlan(plan.nature.libelle, image=_shrunk(image))
        case NaturePlan.PDF:
            pages = count_pages(octets, plan.intitule)
            suite = f" · {pages}\u00a0pages" if pages > 1 else ""
            return ApercuPlan(f"PDF{suite}", image=_first_page(octets))


def paint_contour(painter: QPainter, contour: Contour, place: QRectF) -> None:
    """The polygons as large as ``place`` allows, north above."""
    ouest, sud, est, nord = contour.bornes
    # Degrees of longitude get shorter away from the equator.
    largeur = max((est - ouest) * contour.contraction, 1e-9)
    hauteur = max(nord - sud, 1e-9)
    echelle = min(place.width() / largeur, place.height() / hauteur)
    gauche = place.center().x() - largeur * echelle / 2
    haut = place.center().y() - hauteur * echelle / 2
    chemin = QPainterPath()
    for polygone in contour.polygones:
        for anneau in polygone:
            points = [
                QPointF(gauche + (x - ouest) * contour.contraction * echelle, haut + (nord - y) * echelle)
                for x, y in anneau
            ]
            chemin.moveTo(points[0])
            for point in points[1:]:
                chemin.lineTo(point)
            chemin.closeSubpath()
    fond = theme.couleur("accent")
    fond.setAlphaF(_OPACITE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.couleur("accent"), theme.px(2)))
    painter.setBrush(fond)
    painter.drawPath(chemin)


def _describe(contour: Contour) -> str:
    polygones = len(contour.polygones)
    pluriel = "s" if polygones > 1 else ""
    hectares = f"{contour.hectares:.1f}".replace(".", ",")
    return (
        f"{polygones}\u00a0polygone{pluriel} · {format_entier(contour.points)}\u00a0sommets · "
        f"environ\u00a0{hectares}\u00a0ha"
    )


def _first_page(pdf: bytes) -> QImage:
    from pvd_desktop.documents.apercu import page_size, render_page

    page = render_page(pdf, 0, _COTE / max(page_size(pdf, 0)))
    # The picture would otherwise read the pixels of a page that is gone.
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_ARGB32).copy()


def _shrunk(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= _COTE:
        return image
    taille = QSize(_COTE, _COTE)
    return image.scaled(taille, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
