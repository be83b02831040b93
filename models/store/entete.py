"""The first hundred bytes of a project file, read before SQLite sees it.

SQLite would create a database in an empty file and replay a foreign journal; reading the header ourselves leaves
every refused file exactly as it was.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from models.store.acces import is_folder
from models.store.errors import (
    FichierAbsentError,
    FichierEtrangerError,
    FichierInaccessibleError,
    FichierTronqueError,
    FichierTropRecentError,
    FichierVideError,
    FichierWalError,
)
from models.store.raisons import raison_of

APPLICATION_ID = 0x50564431
"""« PVD1 », written by SQLite at byte 68 of every project."""
_MAGIE = b"SQLite format 3\x00"
_TAILLE = 100
_WAL = 2
"""Read or write version of a file whose changes go to a « -wal » beside it."""
_SIGNATURES = {
    b"\x89PNG": "c’est une image PNG",
    b"\xff\xd8\xff": "c’est une photo JPEG",
    b"%PDF": "c’est un document PDF",
    b"PK\x03\x04": "c’est une archive ou un document Word, Excel ou LibreOffice",
    b"\xd0\xcf\x11\xe0": "c’est un ancien document Word ou Excel",
    b"{": "c’est sans doute un export JSON\u00a0: importez-le dans un nouveau projet",
}


@dataclass(frozen=True, slots=True)
class Entete:
    """What the header of a SQLite file says."""

    taille_page: int
    pages: int
    version: int
    application_id: int
    wal: bool

    @property
    def octets(self) -> int:
        """Size the file announces."""
        return self.taille_page * self.pages


def read_entete(path: Path, version_connue: int) -> Entete:
    """Header of a project this version can open.

    Raises:
        FichierError: absent, empty, foreign, truncated or newer; the bytes are untouched.
    """
    octets, taille = _read_start(path)
    if not octets:
        raise FichierVideError(path)
    if not octets.startswith(_MAGIE[: len(octets)]):
        raise FichierEtrangerError(path, _nature(octets))
    if len(octets) < _TAILLE:
        raise FichierTronqueError(path, taille, _TAILLE)
    entete = _decode(octets)
    if entete.application_id != APPLICATION_ID:
        raise FichierEtrangerError(path, "c’est une base de données d’un autre logiciel")
    if entete.version > version_connue:
        raise FichierTropRecentError(path, entete.version, version_connue)
    if entete.version < 1:
        raise FichierEtrangerError(path, "sa version de format est absente")
    # SQLite replays a « -wal » whatever the header says, even one that belongs to another file.
    if entete.wal or _is_written(path.with_name(path.name + "-wal")):
        raise FichierWalError(path)
    # With a hot journal beside it the file may end in the middle of a commit: SQLite repairs that at opening.
    if taille < entete.octets and not path.with_name(path.name + "-journal").exists():
        raise FichierTronqueError(path, taille, entete.octets)
    return entete


def _read_start(path: Path) -> tuple[bytes, int]:
    """The first bytes and the size of the file."""
    try:
        with path.open("rb") as flux:
            return flux.read(_TAILLE), flux.seek(0, 2)
    except FileNotFoundError as e:
        raise FichierAbsentError(path) from e
    except OSError as e:
        # Windows refuses the access to a folder where Linux says that it is one.
        acces = isinstance(e, PermissionError)
        dossier = isinstance(e, IsADirectoryError) or (acces and is_folder(path))
        if acces and not dossier:
            raise FichierInaccessibleError(path, "son accès est refusé") from e
        raise FichierEtrangerError(path, "c’est un dossier" if dossier else raison_of(e)) from e


def _decode(octets: bytes) -> Entete:
    (taille_page,) = struct.unpack_from(">H", octets, 16)
    (pages,) = struct.unpack_from(">I", octets, 28)
    (version,) = struct.unpack_from(">I", octets, 60)
    (application_id,) = struct.unpack_from(">I", octets, 68)
    wal = _WAL in octets[18:20]
    return Entete(65536 if taille_page == 1 else taille_page, pages, version, application_id, wal)


def _is_written(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:  # absent, as it should be
        return False


def _nature(octets: bytes) -> str:
    for signature, nature in _SIGNATURES.items():
        if octets.startswith(signature):
            return nature
    return "son contenu n’est pas reconnu"
