"""Labels beside their values in the PDF."""

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import is_missing
from pvd_desktop.documents.renderers import pdf_styles
from pvd_desktop.documents.renderers.pdf_canvas import Element
from pvd_desktop.documents.renderers.pdf_cells import cells, lines
from pvd_desktop.documents.renderers.pdf_grid import Grid, Line, Shape
from pvd_desktop.documents.tree import Fields

_HAIR = 0.4


def fields(block: Fields, width: float, page: float) -> Grid:
    """Labels in a narrow column, values beside them."""
    share = charte.WORDED_LABEL_SHARE if block.worded else charte.LABEL_SHARE
    widths = [width * share, width * (1 - share)]
    printed: list[Line] = []
    for field in block.rows:
        style = pdf_styles.field(missing=is_missing(field.value))
        parts = lines([cells(field.label, pdf_styles.label(), widths[0]), cells(field.value, style, widths[1])], widths)
        parts[-1].below = _HAIR
        printed.extend(parts)
    return Grid(Shape(width, page, side=widths[0], table=Element("Table", alt=block.summary)), printed)
