"""Words of the Word file: runs in character styles, links to addresses and to pages."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from pvd_desktop.documents.cells import is_missing, runs_of
from pvd_desktop.documents.renderers import docx_styles, docx_xml
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.tree import PageOf, RichText, Run, Value

_SCHEMES = ("http", "https", "mailto")
_HOST = re.compile(r"[A-Za-z0-9.-]+")
_KEPT = "/:?#@!$&'()*+,;=~-._%"


@dataclass(frozen=True, slots=True)
class Place:
    """A heading that can be referred to."""

    number: int
    """Its place among the headings, from 1."""
    page: str
    """The page it had in our PDF, or empty."""

    @property
    def reference(self) -> str:
        """Bookmark of the references to it."""
        return f"_Ref{self.number:08d}"

    @property
    def entry(self) -> str:
        """Bookmark of the contents; Word may replace it when it brings them up to date."""
        return f"_Toc{self.number:08d}"


class Words:
    """Turns the words of the tree into XML.

    Args:
        relate: gives the relationship of an address.
        places: the headings, by the name ``named_headings`` gives them.
    """

    def __init__(self, relate: Callable[[str], str], places: Mapping[str, Place]) -> None:
        self._relate, self._places = relate, places

    def runs(self, runs: RichText, *, bold: bool = False, italic: bool = False) -> Xml:
        """``runs``; ``bold`` and ``italic`` are what the paragraph already is, that a run would take away."""
        if bold or italic:
            runs = tuple(replace(run, bold=run.bold and not bold, italic=run.italic and not italic) for run in runs)
        return docx_xml.join(map(self._run, runs))

    def _run(self, run: Run) -> Xml:
        address = safe_address(run.link) if run.link else ""
        if run.link and not address:
            run = replace(run, link="")
        # Brackets too: a colour alone would be lost in black and white.
        text = f"[{run.text}]" if run.missing else run.text
        content = docx_xml.run(text, docx_styles.character(run))
        return docx_xml.link(self._relate(address), content) if address else content

    def value(self, value: Value, *, bold: bool = False) -> Xml:
        """What people read in the place of ``value``."""
        if isinstance(value, PageOf):
            return self.page(value.anchor)
        if is_missing(value):
            return docx_xml.run(plain(runs_of(value)), docx_styles.MISSING)
        return self.runs(runs_of(value), bold=bold)

    def page(self, anchor: str) -> Xml:
        """The page of a heading, leading to it; nothing when no heading bears that name."""
        place = self._places.get(anchor)
        return page_number(place.reference, place) if place else docx_xml.NOTHING

    def place(self, anchor: str) -> Place:
        """The heading of that name."""
        return self._places[anchor]


def page_number(bookmark: str, place: Place) -> Xml:
    """The page of ``place``, that Word finds by its ``bookmark``."""
    return docx_xml.field(f"PAGEREF {bookmark} \\h", docx_xml.run(place.page))


def plain(runs: Iterable[Run]) -> str:
    """The text of ``runs`` without their emphasis."""
    return "".join(run.text for run in runs)


def safe_address(link: str) -> str:
    """``link`` as Word accepts it, or nothing: one address it cannot read, and it says the whole file is damaged."""
    link = docx_xml.clean(link).strip()
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme.lower() != "mailto":
        if not _HOST.fullmatch(host):
            return ""
        parts = parts._replace(netloc=f"{host}{port}")
    return quote(parts.geturl(), safe=_KEPT)
