"""The pages of a PDF on paper: drawn by pdfium on the printer, so that paper and file are the same."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from models.domain.errors import AppError
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.tasks import Progress

if TYPE_CHECKING:
    # The printing library is loaded with the first dialog of a printer.
    from PySide6.QtPrintSupport import QPrinter

    from pvd_desktop.documents.tree import Document

RESOLUTION: Final = 300
"""Dots per inch: beyond it paper shows no more, and a page of A3 weighs 140 MB at 600."""
_POINTS_PAR_POUCE: Final = 72


class ImpressionError(AppError):
    """The printer refused the pages."""

    def __init__(self) -> None:
        super().__init__(
            "L’imprimante n’a pas accepté le document.",
            "Vérifiez qu’elle est allumée et choisie, ou exportez le document en PDF pour l’imprimer plus tard.",
        )


def print_pages(build_document: "Callable[[], Document]", imprimante: "QPrinter", progress: Progress) -> int:
    """Print the pages asked for, each on its own sheet and in its own direction; gives their number.

    Raises:
        ImpressionError: the printer refused.
    """
    from pvd_desktop.documents.apercu import page_sizes
    from pvd_desktop.documents.renderers.pdf import to_bytes

    with paused_collector():
        pdf = to_bytes(build_document(), archive=False)
    tailles = page_sizes(pdf)
    pages = _asked(imprimante, len(tailles))
    imprimante.setFullPage(True)
    imprimante.setResolution(min(imprimante.resolution(), RESOLUTION))
    peintre = QPainter()
    try:
        for rang, page in enumerate(pages):
            progress.step(rang, len(pages), f"Impression de la page {rang + 1} sur {len(pages)}…")
            # The sheet is chosen before the page begins.
            imprimante.setPageLayout(_layout(*tailles[page]))
            if not (imprimante.newPage() if rang else peintre.begin(imprimante)):
                raise ImpressionError
            _draw(peintre, pdf, page, tailles[page], imprimante)
    except BaseException:
        imprimante.abort()
        raise
    finally:
        if peintre.isActive():
            peintre.end()
    return len(pages)


def _asked(imprimante: "QPrinter", total: int) -> range:
    """The pages of the range typed in the dialog, from 0."""
    from PySide6.QtPrintSupport import QPrinter

    if imprimante.printRange() is not QPrinter.PrintRange.PageRange:
        return range(total)
    return range(max(imprimante.fromPage(), 1) - 1, min(imprimante.toPage() or total, total))


def _layout(largeur: float, hauteur: float) -> QPageLayout:
    """The sheet of a page of that size in points, without margins: the page has its own."""
    sens = QPageLayout.Orientation.Landscape if largeur > hauteur else QPageLayout.Orientation.Portrait
    feuille = QPageSize(
        QSizeF(*sorted((largeur, hauteur))), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    return QPageLayout(feuille, sens, QMarginsF())


def _draw(peintre: QPainter, pdf: bytes, page: int, taille: tuple[float, float], imprimante: "QPrinter") -> None:
    """The page as large as the sheet that the printer really has: an A3 page comes out reduced on A4."""
    from PySide6.QtPrintSupport import QPrinter

    from pvd_desktop.documents.apercu import render_page

    papier = imprimante.paperRect(QPrinter.Unit.DevicePixel).toRect()
    echelle = min(papier.width() / taille[0], papier.height() / taille[1])
    image = render_page(pdf, page, min(echelle, RESOLUTION / _POINTS_PAR_POUCE))
    dessin = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_ARGB32)
    largeur, hauteur = round(taille[0] * echelle), round(taille[1] * echelle)
    peintre.drawImage(
        QRect((papier.width() - largeur) // 2, (papier.height() - hauteur) // 2, largeur, hauteur), dessin
    )
