# pyright: reportUnknownMemberType=false
# The types of python-docx are partial: the parts of a package have none.
"""The package of a Word file: its parts, its properties, its fonts, and the same bytes for the same content."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from font_source_sans_pro import font_directory  # pyright: ignore[reportMissingTypeStubs]
from typing_extensions import override

from pvd_desktop.documents.renderers import docx_looks, docx_xml, docx_xml_parts
from pvd_desktop.documents.renderers.docx_xml import Xml
from pvd_desktop.documents.renderers.docx_xml_parts import NumberedList
from pvd_desktop.documents.tree import Document

APPLICATION = "PVD Desktop"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_FACES = {
    "Regular": "SourceSansPro-Regular.ttf",
    "Bold": "SourceSansPro-Bold.ttf",
    "Italic": "SourceSansPro-It.ttf",
    "BoldItalic": "SourceSansPro-BoldIt.ttf",
}
_LONGEST_PROPERTY = 255
"""Characters python-docx takes in a property."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Date of every entry: the first a zip can hold."""


class _Part(Part):
    """A part whose content comes once its relationships are known."""

    content = b""

    @property
    @override
    def blob(self) -> bytes:
        return self.content


class WordPackage:
    """The package being filled; everything but the body is added to it by its methods."""

    def __init__(self) -> None:
        self._package = Package()
        self._document = _Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN)
        self._package.relate_to(self._document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._links: dict[str, str] = {}
        self._used: set[str] = set()
        self._headers = self._footers = self._images = 0

    def add_link(self, address: str) -> str:
        """The relationship of an address outside the file."""
        if address not in self._links:
            self._links[address] = self._document.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[address]

    def add_header(self, content: Xml) -> str:
        """The relationship of a header that holds ``content``."""
        self._headers += 1
        self._used |= docx_xml.styles_of(content)
        blob = docx_xml_parts.header(content)
        return self._add(f"header{self._headers}.xml", CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER, blob)

    def add_footer(self, content: Xml) -> str:
        """The relationship of a footer that holds ``content``."""
        self._footers += 1
        self._used |= docx_xml.styles_of(content)
        blob = docx_xml_parts.footer(content)
        return self._add(f"footer{self._footers}.xml", CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER, blob)

    def add_picture(self, png: bytes) -> str:
        """The relationship of a picture."""
        self._images += 1
        return self._add(f"media/image{self._images}.png", CONTENT_TYPE.PNG, RELATIONSHIP_TYPE.IMAGE, png)

    def finish(self, document: Document, content: list[Xml], section: Xml, lists: Iterable[NumberedList]) -> bytes:
        """The file.

        Args:
            document: what it holds.
            content: its body.
            section: its last section.
            lists: the numbered lists of the body.
        """
        self._document.content = docx_xml_parts.body(
            content if any(content) else [docx_xml.paragraph("Normal")], section
        )
        used = self._used.union(*map(docx_xml.styles_of, content))
        styles = docx_looks.styles_part(document.format, document.langue, used)
        self._add("styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles)
        numbering = docx_looks.numbering_part(lists)
        self._add("numbering.xml", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering)
        settings = docx_xml_parts.settings(document.langue)
        self._add("settings.xml", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings)
        self._add_fonts()
        self._describe(document)
        draft = BytesIO()
        self._package.save(draft)
        return _dated(draft)

    def _add(self, name: str, content_type: str, relationship: str, blob: bytes) -> str:
        return self._document.relate_to(Part(PackURI(f"/word/{name}"), content_type, blob), relationship)

    def _add_fonts(self) -> None:
        table = _Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE)
        faces: dict[str, tuple[str, str]] = {}
        for number, (face, (key, blob)) in enumerate(_fonts().items(), 1):
            part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _FONT_TYPE, blob)
            faces[face] = (table.relate_to(part, _FONT_RELATIONSHIP), key)
        table.content = docx_xml_parts.font_table(docx_looks.FONT, docx_looks.SUBSTITUTE, faces)
        self._document.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)

    def _describe(self, document: Document) -> None:
        program = docx_xml_parts.application(APPLICATION)
        self._package.relate_to(
            Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, program),
            RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        )
        properties = self._package.core_properties
        properties.title = _short(document.titre)
        properties.subject = _short(document.sujet)
        properties.author = properties.last_modified_by = _short(document.auteur)
        properties.language = document.langue
        properties.created = properties.modified = _morning(document.date_edition)
        properties.revision = 1


def _short(text: str) -> str:
    text = docx_xml.clean(text).replace("\n", " ")
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}…"


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@cache
def _fonts() -> dict[str, tuple[str, bytes]]:
    """Key and bytes of each face, scrambled as the standard wants it: the key, backwards, over the first 32 bytes."""
    fonts: dict[str, tuple[str, bytes]] = {}
    for face, name in _FACES.items():
        key = uuid5(NAMESPACE_URL, name)
        clear = Path(font_directory, name).read_bytes()
        mask = key.bytes[::-1] * 2
        start = bytes(a ^ b for a, b in zip(clear, mask, strict=False))
        fonts[face] = (f"{{{key}}}".upper(), start + clear[len(mask) :])
    return fonts


def _dated(draft: BytesIO) -> bytes:
    """The zip of ``draft`` with a fixed date on every entry, so that the same content gives the same bytes."""
    result = BytesIO()
    with ZipFile(draft) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(_entry(name), source.read(name))
    return result.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # whatever the machine
    return entry
