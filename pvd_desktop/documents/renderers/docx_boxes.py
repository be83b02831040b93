"""Labels, key figures and places to sign of the Word file: tables that hold no table of figures."""

from collections.abc import Sequence

from pvd_desktop.documents import charte
from pvd_desktop.documents.cells import is_missing, text_of
from pvd_desktop.documents.largeurs import figures_per_line
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_tables import LOOSE, Hold, is_long
from pvd_desktop.documents.renderers.docx_texte import Words
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import Fields, Figure, Figures, Signature, Signatures

_SIGNATURES_PER_LINE = 2
_SIGNATURES_TOGETHER = 3
"""Lines of places to sign that stand on one page; more would leave too much of a page blank."""
_MEAN_WIDTH = 0.47
"""Width of a mean character of a label or a figure, that has few capitals, in parts of the size."""


def fields(block: Fields, width: float, words: Words, hold: Hold = LOOSE) -> Xml:
    """Labels in a narrow column, values beside them."""
    share = charte.WORDED_LABEL_SHARE if block.worded else charte.LABEL_SHARE
    widths = (width * share, width * (1 - share))
    last = len(block.rows) - 1
    rows: list[Xml] = []
    for place, field in enumerate(block.rows):
        label = docx_xml.paragraph("ChampLibelle", docx_xml.run(field.label), keep=hold.row(last=place == last))
        value = docx_xml.paragraph("ChampValeur", words.value(field.value))
        cells = (docx_xml.cell(widths[0], label), docx_xml.cell(widths[1], value))
        rows.append(docx_xml.row(cells, splits=is_long((field.label, field.value), widths, charte.FIELD_SIZE)))
    return docx_xml.table(docx_styles.FIELDS, widths, rows, summary=block.summary, look=("firstColumn",))


def figures(block: Figures, width: float, hold: Hold = LOOSE) -> Xml:
    """Key figures, four or five on a line."""
    per_line = figures_per_line([_words_width(item) for item in block.items], width)
    lines = [block.items[i : i + per_line] for i in range(0, len(block.items), per_line)]
    widths = _figure_widths(lines, width)
    rows = [
        docx_xml.row(
            (
                docx_xml.cell(own, _figure(item, keep=hold.row(last=line is lines[-1])))
                for own, item in zip(widths, line, strict=False)
            ),
            missing=len(widths) - len(line),
            blank=sum(widths[len(line) :]),
        )
        for line in lines
    ]
    return docx_xml.table(docx_styles.FIGURES, widths, rows, summary=block.summary, look=())


def _figure_widths(lines: Sequence[Sequence[Figure]], width: float) -> list[float]:
    """Each column as wide as its longest words, then an equal share of what is left; equal when they do not fit."""
    count = max(map(len, lines), default=0)
    wanted = [max(_words_width(line[i]) for line in lines if i < len(line)) for i in range(count)]
    left = width - sum(wanted)
    return [width / count] * count if left < 0 else [own + left / count for own in wanted]


def _words_width(item: Figure) -> float:
    label = len(item.label) * charte.SMALL_SIZE
    value = len(text_of(item.value)) * (charte.BODY_SIZE + 1.5)
    return max(label, value) * _MEAN_WIDTH + 4 * charte.CELL_PADDING


def _figure(item: Figure, *, keep: bool) -> Xml:
    missing = is_missing(item.value)
    style = "ChiffreManquant" if missing else "ChiffreFort" if item.strong else "Chiffre"
    lines = [
        docx_xml.paragraph("ChiffreLibelle", docx_xml.run(item.label), keep=True),
        docx_xml.paragraph(style, docx_xml.run(text_of(item.value)), keep=keep),
    ]
    if item.detail:
        lines.append(docx_xml.paragraph("ChiffreLibelle", docx_xml.run(item.detail), keep=keep))
    return docx_xml.join(lines)


def signatures(block: Signatures, width: float) -> Xml:
    """The places to sign, two on a line; no place is split over two pages."""
    own = width / _SIGNATURES_PER_LINE
    starts = range(0, len(block.items), _SIGNATURES_PER_LINE)
    lines = [block.items[start : start + _SIGNATURES_PER_LINE] for start in starts]
    whole = len(lines) <= _SIGNATURES_TOGETHER
    rows = [
        docx_xml.row(
            (docx_xml.cell(own, _place(item, keep=whole and line is not lines[-1])) for item in line),
            missing=_SIGNATURES_PER_LINE - len(line),
            blank=own,
        )
        for line in lines
    ]
    parties = ", ".join(item.party for item in block.items)
    return docx_xml.table(
        docx_styles.SIGNATURES,
        [own] * _SIGNATURES_PER_LINE,
        rows,
        summary=f"Signatures\u00a0: {parties}",
        look=(),
    )


def _place(item: Signature, *, keep: bool) -> Xml:
    lines = (("ChampLibelle", item.party), ("ChampValeur", item.signatory), ("ChiffreLibelle", item.detail))
    # A row is never split, and one kept with the next pulls it onto its page.
    words = [docx_xml.paragraph(style, docx_xml.run(text), keep=keep) for style, text in lines if text]
    place = docx_xml.run("Date, signature et cachet\u00a0:")
    return docx_xml.join((*words, docx_xml.paragraph("SignaturePlace", place, keep=keep)))
