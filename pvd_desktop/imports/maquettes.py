"""Whether a file is a maquette that we wrote, told from its list of sheets alone."""

import re
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from models.domain.retour.reperes import FEUILLE

_LISTE: Final = "xl/workbook.xml"
_LISTE_MAX: Final = 1_000_000
"""Bytes of a list of sheets; a longer one is not read for so little."""
_NOM: Final = re.compile(rf'<(?:\w+:)?sheet\b[^>]*\bname="{FEUILLE}"')


def is_maquette_revenue(path: Path) -> bool:
    """Whether a workbook keeps what it said when we wrote it; ``False`` for whatever cannot be read."""
    try:
        with ZipFile(path) as archive:
            partie = archive.getinfo(_LISTE)
            texte = archive.read(partie).decode("utf-8", "replace") if partie.file_size <= _LISTE_MAX else ""
    except (BadZipFile, KeyError, OSError, ValueError):
        return False
    return _NOM.search(texte) is not None
