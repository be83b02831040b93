"""The accepted texts of the documents, in ``tests/documents/attendus``."""

import os
from pathlib import Path

_DOSSIER = Path(__file__).parent / "documents" / "attendus"


def check(nom: str, obtenu: str) -> None:
    """Compare with the accepted text; ``PVD_ECRIRE_ATTENDUS=1`` accepts the new one, to be read before it is kept."""
    fichier = _DOSSIER / nom
    if os.environ.get("PVD_ECRIRE_ATTENDUS"):
        fichier.write_text(obtenu, encoding="utf-8", newline="\n")
    assert obtenu == fichier.read_text(encoding="utf-8")
