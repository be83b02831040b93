"""The tree of a document: what it says, before any format decides how it looks.

Builders write it once, renderers read it. Blocks carry meaning (heading level, header row, alternative text), never
sizes or colours. Two absences differ everywhere: a value of ``None`` means « sans objet » and shows a dash, while
``Euros(None)``, ``Taux(None)`` and an empty text mean « Non renseigné ».
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pvd_desktop.documents.formulas import Formula
from pvd_desktop.documents.kinds import Align, PageFormat, ParagraphKind, RowKind
from pvd_desktop.documents.spreadsheets import Chart, Link, Tint


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one emphasis. A line feed inside ``text`` is a forced line break."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """Address the text leads to, or empty."""
    secondary: bool = False
    """Words that complete the others, such as the dispositif under its financeur."""
    missing: bool = False
    """Stands where a value was expected: people must see it before they sign."""


RichText: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Euros:
    """An amount in euros."""

    montant: Decimal | None


@dataclass(frozen=True, slots=True)
class EurosEntiers(Euros):
    """An amount that is counted in whole euros: no format shows cents."""


@dataclass(frozen=True, slots=True)
class Taux:
    """A rate as a fraction: ``Decimal("0.2")`` is 20 %."""

    taux: Decimal | None


@dataclass(frozen=True, slots=True)
class PageOf:
    """The page where a heading stands; formats without pages show nothing."""

    anchor: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing to read here, such as a column that a total does not add up."""


BLANK = Blank()

Value: TypeAlias = Euros | Taux | PageOf | Blank | date | int | str | RichText | None


@dataclass(frozen=True, slots=True)
class Title:
    """The opening of a document of several parts."""

    text: str
    overline: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: PNG or JPEG bytes that were checked when they came in."""

    data: bytes
    alt: str
    """Alternative text: what it shows."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture as wide as the text allows, under its title."""

    image: Image
    caption: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A first page of its own, without header nor page number."""

    text: str
    overline: str = ""
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    """Short lines under the title, such as the communes and the date."""
    logos: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings of the first ``depth`` levels with their pages."""

    titre: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels go from 1 and name the outline of the document."""

    level: int
    text: str
    overline: str = ""
    """Short line above the text, such as the orientation of a fiche."""
    running: str = ""
    """Reminder at the top of the pages that follow; kept until the next one."""
    anchor: str = ""
    """Unique name a ``PageOf`` can refer to."""

    @property
    def titles_sheet(self) -> bool:
        """Whether it is the title of a sheet inside an annexe, such as a fiche: it stands out among its level."""
        return self.level == 2 and bool(self.overline)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of rich text."""

    runs: RichText
    kind: ParagraphKind = ParagraphKind.BODY


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list: its text, then a list of the second level."""

    runs: RichText
    children: "ListBlock | None" = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its share of the width, what it holds."""

    title: str
    weight: float = 1.0
    align: Align = Align.TEXT
    group: str = ""
    """Title over the neighbouring columns that share it."""
    key: str = ""
    """Name for the formulas of the other columns, unique in the table."""
    formula: Formula | None = None
    """How the figure of a row that adds up nothing is computed from the others."""
    ratio: bool = False
    """The formula holds on every row, sums included: a rate is never added up."""
    choices: tuple[str, ...] = ()
    """The words people may write there, in a spreadsheet."""
    tints: tuple[Tint, ...] = ()
    """Colours that follow what the cells say, in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one value per column."""

    cells: tuple[Value, ...]
    kind: RowKind = RowKind.BODY
    sums: tuple[int, ...] = ()
    """Places, among the rows of the table, of those this one adds up."""
    level: int = 0
    """Depth under the row above it: the operations of an action stand at 1."""
    key: str = ""
    """What the row shows, for the formats that come back."""
    notes: Mapping[int, str] = field(default_factory=dict[int, str])
    """Where figures come from, by their place in the row: remarks on the cells of a spreadsheet."""
    links: Mapping[int, Link] = field(default_factory=dict[int, Link])
    """Figures that repeat a total, by their place: a spreadsheet keeps them alive."""
    leaves: Mapping[int, Link] = field(default_factory=dict[int, Link])
    """Totals of which a figure is what the rows of ``sums`` leave, by its place: kept alive as well."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the titles of the columns are its header row, its first column heads the rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: str
    """Alternative text: what the table holds."""
    caption: str = ""
    """Title printed with the table; formats number it."""
    frozen: int = 1
    """First columns that stay in sight, and repeat when a page is too narrow for the others."""
    key: str = ""
    """Name of the table for the formats that come back; all its rows and columns then have theirs."""
    chart: Chart | None = None
    """How a spreadsheet draws it; the table says the same everywhere."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels beside their values, one per line."""

    rows: tuple[Field, ...]
    summary: str
    worded: bool = False
    """The labels are questions or sentences: they take more of the width."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure; ``strong`` marks the one that calls for a decision."""

    label: str
    value: Value
    detail: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """A band of key figures, read in order."""

    items: tuple[Figure, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time; a milestone is a day and has no end."""

    label: str
    start: date | None
    end: date | None = None
    milestone: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps with their dates, drawn against the years where the format can draw."""

    bars: tuple[Bar, ...]
    summary: str
    years: tuple[int, int] | None = None
    """First and last year drawn, when several of them are compared; those of its bars by default."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed statement that must not be missed."""

    runs: RichText


@dataclass(frozen=True, slots=True)
class Signature:
    """The place where one party signs: never split over two pages."""

    party: str
    signatory: str = ""
    """Name and office of the person."""
    detail: str = ""
    """What entitles them, such as a délibération and its date."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The places where the parties sign, in order."""

    items: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class NewSection:
    """What follows is printed on other sheets, from a new page on; a spreadsheet opens a sheet ``name``."""

    format: PageFormat
    name: str = ""
    """At most 31 characters."""
    mention: str = ""
    """Statement at the foot of its pages, in the place of that of the document."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page as long as they fit."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Content: TypeAlias = (
    Cover
    | Contents
    | Title
    | Paragraph
    | ListBlock
    | Table
    | Fields
    | Figures
    | Timeline
    | Illustration
    | Notice
    | Signatures
    | KeepTogether
    | PageBreak
    | NewSection
)
"""Blocks that are no heading."""

Block: TypeAlias = Heading | Content


def outline(blocks: tuple[Block, ...], depth: int) -> Iterator[Heading]:
    """The headings of the first ``depth`` levels, in order, those kept together with other blocks included."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= depth:
            yield block
        elif isinstance(block, KeepTogether):
            yield from outline(block.blocks, depth)


def named_headings(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Heading]]:
    """Every heading in order with its anchor, or a name drawn from its place when it has none."""
    for number, heading in enumerate(outline(blocks, depth=99), 1):
        yield heading.anchor or f"titre-{number}", heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    titre: str
    date_edition: date
    blocks: tuple[Block, ...]
    sujet: str = ""
    auteur: str = ""
    entete: str = ""
    """Short text at the top of every page."""
    mention: str = ""
    """Statement at the foot of every page."""
    brouillon: bool = True
    """The user alone takes the « BROUILLON » mark away."""
    langue: str = "fr-FR"
    origine: str = ""
    """Identity of the project, in a document that comes back: its tables that have a key are then found again."""
    format: PageFormat = PageFormat.A4_PORTRAIT
