"""The XML of the other parts of a Word file: lists, settings, fonts, body, headers and footers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pvd_desktop.documents.renderers.docx_xml import HEAD, Xml, attribute, part, twips

_LEVELS = 2
"""Levels of the lists."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A numbered list that starts again: its level, from 0, and its first number."""

    level: int
    start: int


def numbering(marks: Sequence[str], indents: Sequence[tuple[float, float]], lists: Sequence[NumberedList]) -> bytes:
    """The lists of a document: 1 is bulleted, 2 numbered, the next ones start the numbers again.

    Args:
        marks: bullet of each level.
        indents: of each level, where its text starts and how far before it its mark stands.
        lists: the numbered lists from 3 on.
    """
    bullets = [_level(level, "bullet", marks[level], indents[level]) for level in range(_LEVELS)]
    numbers = [_level(level, "decimal", f"%{level + 1}.", indents[level]) for level in range(_LEVELS)]
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
        "</w:abstractNum>"
        for number, levels in enumerate((bullets, numbers), 1)
    )
    restarts = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="{one.level}">'
        f'<w:startOverride w:val="{one.start}"/></w:lvlOverride></w:num>'
        for number, one in enumerate(lists, 3)
    )
    plain = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return part("numbering", f"{abstracts}{plain}{restarts}")


def _level(level: int, kind: str, mark: str, indent: tuple[float, float]) -> str:
    family = "ListBullet" if kind == "bullet" else "ListNumber"
    style = family + ("" if level == 0 else str(level + 1))
    left, hanging = map(twips, indent)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val={attribute(mark)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def settings(language: str) -> bytes:
    """The settings: fonts stay in the file, layout is that of a recent Word."""
    uri = "http://schemas.microsoft.com/office/word"
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="567"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def font_table(font: str, substitute: str, faces: Mapping[str, tuple[str, str]]) -> bytes:
    """The font of the document.

    Args:
        font: its name.
        substitute: the one to use where embedded fonts are not read.
        faces: by ``Regular``, ``Bold``, ``Italic``, ``BoldItalic``, the relationship of the file and its key.
    """
    embedded = "".join(
        f'<w:embed{face} r:id="{relationship}" w:fontKey="{key}"/>' for face, (relationship, key) in faces.items()
    )
    return part(
        "fonts",
        f'<w:font w:name="{font}"><w:altName w:val="{substitute}"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/>{embedded}</w:font>',
    )


def body(content: Iterable[Xml], section: Xml) -> bytes:
    """The document itself; ``section`` is the last one."""
    return part("document", f"<w:body>{''.join(content)}{section}</w:body>")


def header(content: Xml) -> bytes:
    """A header."""
    return part("hdr", content)


def footer(content: Xml) -> bytes:
    """A footer."""
    return part("ftr", content)


def application(name: str) -> bytes:
    """The program that wrote the file."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{uri}"><Application>{name}</Application></Properties>'.encode()
