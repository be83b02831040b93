"""Text made safe for reportlab: embedded fonts, known characters, escaped markup, bounded length."""

import re
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from font_source_sans_pro import font_directory  # pyright: ignore[reportMissingTypeStubs]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pvd_desktop.documents.charte import ACCENT, ALERT, INK_SOFT, SMALL_SIZE
from pvd_desktop.documents.tree import RichText, Run

REGULAR = "SourceSansPro"
BOLD = "SourceSansPro-Bold"
ITALIC = "SourceSansPro-It"
BOLD_ITALIC = "SourceSansPro-BoldIt"
_FILES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
    ITALIC: "SourceSansPro-It.ttf",
    BOLD_ITALIC: "SourceSansPro-BoldIt.ttf",
}

UNKNOWN = "☐"
"""Stands for a character the font lacks: the white square U+25A1 is not in the font, its ballot box is."""

_LINKS = ("http://", "https://", "mailto:")
# A paragraph of reportlab breaks its lines at U+202F, the French thousands separator, but not at U+00A0.
_SAME = {"\u202f": "\u00a0", "\u2007": "\u00a0", "\u2011": "-", "\t": " ", "\u2028": "\n", "\u2029": "\n", "\v": "\n"}
_INVISIBLE = re.compile("[\x00-\x08\x0c-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SENTENCE_END = re.compile("[.!?…»](?=[^\\S\u00a0\u202f])|(?=\n)")
_SPACE = re.compile("[^\\S\u00a0\u202f]")


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab as one family."""
    folder = Path(font_directory)
    for name, file in _FILES.items():
        pdfmetrics.registerFont(  # pyright: ignore[reportUnknownMemberType]
            TTFont(name, str(folder / file))
        )
    pdfmetrics.registerFontFamily(  # pyright: ignore[reportUnknownMemberType]
        REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
    )


@cache
def _known(font: str) -> frozenset[int]:
    register_fonts()
    # The types of reportlab do not know the tables of a TrueType font.
    loaded: Any = pdfmetrics.getFont(font)
    return frozenset(loaded.face.charToGlyph) | {ord("\n")}


@cache
def _ready(font: str) -> frozenset[str]:
    """Characters printed as they are."""
    return frozenset(c for c in map(chr, _known(font)) if c not in _SAME and not _INVISIBLE.match(c) and c != "\r")


def clean(text: str, font: str = REGULAR) -> str:
    """``text`` with the characters of ``font`` only: invisible ones go, unknown ones become a box."""
    if _ready(font).issuperset(text):
        return text
    for character, replacement in _SAME.items():
        text = text.replace(character, replacement)
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if set(map(ord, text)) <= _known(font):
        return text
    return "".join(c if ord(c) in _known(font) else UNKNOWN for c in text)


def is_plain(run: Run) -> bool:
    """Whether the run is words without emphasis nor link."""
    return not (run.bold or run.italic or run.link or run.secondary or run.missing)


def markup(runs: RichText) -> str:
    """``runs`` in the small XML of reportlab paragraphs; the only place that writes it."""
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    font = {(False, False): REGULAR, (True, False): BOLD, (False, True): ITALIC}.get(
        (run.bold, run.italic), BOLD_ITALIC
    )
    text = escape(clean(run.text, font), quote=False).replace("\n", "<br/>")
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.secondary:
        text = f'<font size="{SMALL_SIZE}" color="{INK_SOFT}">{text}</font>'
    if run.missing:
        # Brackets too: a colour alone would be lost in black and white.
        text = f'<font color="{ALERT}">[{text}]</font>'
    if run.link.lower().startswith(_LINKS):
        address = escape(clean(run.link), quote=True).replace("\n", "")
        text = f'<a href="{address}" color="{ACCENT}"><u>{text}</u></a>'
    return text


def cut(runs: RichText, limit: int, line: int = 1) -> list[RichText]:
    """``runs`` in pieces of at most ``limit`` characters, cut at a sentence, else at a space, else anywhere.

    Args:
        runs: what to cut.
        limit: characters a piece may hold.
        line: characters a forced line break counts for.
    """
    pieces: list[RichText] = []
    current: list[Run] = []
    left = limit
    for run in runs:
        rest = run.text
        while rest:
            size = _fitting(rest, left, line)
            if size == len(rest):
                current.append(replace(run, text=rest))
                left -= _cost(rest, line)
                break
            size = _cut_point(rest[:size], limit) if size else 0
            if size:
                current.append(replace(run, text=rest[:size].rstrip()))
            pieces.append(tuple(current))
            rest, current, left = rest[size:].lstrip(" \n"), [], limit
    return [*pieces, tuple(current)] if current or not pieces else pieces


def _cost(text: str, line: int) -> int:
    return len(text) + text.count("\n") * (line - 1)


def _fitting(text: str, left: int, line: int) -> int:
    """How many first characters of ``text`` cost at most ``left``."""
    if line == 1 or "\n" not in text[: max(left, 0)]:
        return max(0, min(len(text), left))
    spent = 0
    for index, character in enumerate(text):
        spent += line if character == "\n" else 1
        if spent > left:
            return index
    return len(text)


def _cut_point(text: str, limit: int) -> int:
    """Best place to cut in ``text``; a piece is never made much shorter than it has to be."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    if ends and ends[-1] > min(len(text), limit) // 2:
        return ends[-1]
    spaces = [match.end() for match in _SPACE.finditer(text)]
    return spaces[-1] if spaces else len(text)


def shortened(text: str, limit: int = 160) -> str:
    """``text``, or its beginning and « … »: a box, or an entry of the contents, is not the place of a long one."""
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
