"""Sizes, colours and fonts of the documents. Lengths are points (1/72 inch), colours are sRGB ``#RRGGBB``."""

from pvd_desktop.documents.tree import PageFormat

MILLIMETRE = 72 / 25.4

PAGE_SIZES: dict[PageFormat, tuple[float, float]] = {
    PageFormat.A4_PORTRAIT: (210 * MILLIMETRE, 297 * MILLIMETRE),
    PageFormat.A4_LANDSCAPE: (297 * MILLIMETRE, 210 * MILLIMETRE),
    PageFormat.A3_PORTRAIT: (297 * MILLIMETRE, 420 * MILLIMETRE),
    PageFormat.A3_LANDSCAPE: (420 * MILLIMETRE, 297 * MILLIMETRE),
}
"""Width and height of each sheet."""

MARGIN_SIDE = 17 * MILLIMETRE
MARGIN_TOP = 19 * MILLIMETRE
MARGIN_BOTTOM = 16 * MILLIMETRE

INK = "#161616"
INK_SOFT = "#666666"
ACCENT = "#000091"
ALERT = "#CE0500"
RULE = "#DDDDDD"
RULE_STRONG = "#8C8C9A"
BAND = "#F2F2F8"
"""Background of headers, totals and key figures: dark text on it keeps a contrast above 14."""

BODY_SIZE = 9.5
BODY_LEADING = 12.0
FIELD_SIZE = 9.0
FIELD_LEADING = 11.0
TABLE_SIZE = 8.5
TABLE_LEADING = 10.4
TABLE_SIZES = (8.5, 7.8, 7.1, 6.5)
"""Sizes a table may take when it is wide; the last one is the smallest that is read on paper without effort."""
SMALL_SIZE = 7.6
SMALL_LEADING = 9.4
TITLE_SIZE = 24.0
HEADING_SIZES = (16.0, 10.8, 9.6)
"""Levels 1, 2, 3 and beyond."""
SHEET_TITLE_SIZE = 13.0
"""A heading of level 2 under a line of its own: the title of a sheet inside an annexe."""
LEADING_RATIO = 1.2

SPACE = 4.0
"""Vertical rhythm: gaps are multiples of it."""
CELL_PADDING = 2.9
LIST_INDENT = 4.25 * SPACE
"""Room of the mark of an item: a number of two digits and the point after it."""
LEVEL_INDENT = 2 * SPACE
"""What a row gives up at its left for each of its levels, down to the third."""
LEVEL_DEEPEST = 3
LOGO_HEIGHT = 56.0
ILLUSTRATION_SHARE = 0.52
"""Highest picture of a page of text, in parts of its height."""
ILLUSTRATION_DENSITY = 200 / 72
"""Pixels printed for a point of a plan: a photograph seen from the sky weighs megabytes."""
COVER_DROP = 0.3
"""Where the title of a cover starts, in parts of the height of the text."""
COVER_SIZE = 30.0
LABEL_SHARE = 0.27
"""Width of the labels beside their values, in parts of that of the text."""
WORDED_LABEL_SHARE = 0.42
"""The same of labels that are questions."""
ADDRESS_INDENT = 262.0
"""What a letter leaves at the left of its addressee: the window of an envelope shows the right half."""
SIGNATURE_HEIGHT = 76.0
"""Room left for a signature and a stamp."""

LONG_PARAGRAPH = 3_000
"""Characters; laying out a longer paragraph takes a time that grows with its square, so it is cut at a sentence."""
MEAN_LINE = 100
"""Characters of a full line of text: what a forced line break counts for in a long paragraph."""
SHORT_TABLE = 0.25
"""Share of a page under which a table is not cut."""
CELL_LINES = 14
"""Lines one printed row may hold before it is carried over to a row of the same look."""
