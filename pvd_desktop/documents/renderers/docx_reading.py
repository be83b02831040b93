"""A Word file read again once written, by small pieces: a tree of all of it stops the window when it is freed."""

import zlib
from pathlib import Path
from typing import IO, Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

_BODY: Final = "word/document.xml"
_BLOCKS: Final = {"w:p", "w:tbl"}
_PIECE: Final = 1 << 16
"""Bytes read at once; the other threads run between two pieces."""


def check(target: Path) -> None:
    """Read every part to its end.

    Raises:
        ValueError: the file is cut or damaged, a part is not XML, or the body holds nothing.
    """
    try:
        with ZipFile(target) as package:
            names = package.namelist()
            # The zip compares each part with its checksum when its end is reached.
            found = [name for name in names if _holds_blocks(name, package)]
    except (BadZipFile, FileNotFoundError, EOFError, zlib.error, ExpatError) as error:
        raise ValueError(target.name) from error
    if _BODY not in found:
        raise ValueError(target.name)


def _holds_blocks(name: str, package: ZipFile) -> bool:
    """Whether a part holds a paragraph or a table."""
    with package.open(name) as part:
        if name.endswith((".xml", ".rels")):
            return _parse(part)
        while part.read(_PIECE):
            pass
    return False


def _parse(part: IO[bytes]) -> bool:
    """Whether a part of XML holds a paragraph or a table; all of it is read."""
    parser = ParserCreate()
    found = False

    def note(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal found
        if tag in _BLOCKS:
            found = True
            # A call for each element would take longer than the reading.
            parser.StartElementHandler = None

    parser.StartElementHandler = note
    while piece := part.read(_PIECE):
        parser.Parse(piece)
    parser.Parse(b"", True)  # noqa: FBT003 - it takes no name
    return found
