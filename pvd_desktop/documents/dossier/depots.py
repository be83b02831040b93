"""Where the files of a dossier are put: a folder, or a zip that is the same byte for byte on any day and machine."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Protocol, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from typing_extensions import override

_MORCEAU: Final = 1 << 20
"""Bytes in memory at a time, whatever the size of a linked pièce."""
_EPOQUE: Final = (1980, 1, 1, 0, 0, 0)
"""Date of every entry: the first a zip can hold."""
_UNIX: Final = 3
_LISIBLE: Final = 0o100644 << 16
_GEANT: Final = 1 << 31
_TEXTES: Final = frozenset({".txt", ".csv", ".svg", ".xml", ".json", ".geojson", ".html"})
"""What gains by being compressed; pages and pictures already are."""


class PieceIllisibleError(Exception):
    """A linked pièce stopped being read half-way."""

    def __init__(self, nom: str) -> None:
        super().__init__(nom)
        self.nom = nom


class Depot(Protocol):
    """Takes files under their path in the dossier."""

    def __enter__(self) -> Self:
        """Ready to take files."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Everything is in."""
        ...

    def put(self, nom: str, octets: bytes) -> None:
        """A file whose bytes are there."""
        ...

    def copy(self, nom: str, source: Path, breathe: Callable[[], object]) -> tuple[str, int]:
        """A file that lies elsewhere; gives its hash and its size. ``breathe`` is called between two pieces of it."""
        ...


class DepotDossier(Depot):
    """A folder."""

    def __init__(self, racine: Path) -> None:
        self._racine = racine

    @override
    def __enter__(self) -> Self:
        return self

    @override
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        return None

    @override
    def put(self, nom: str, octets: bytes) -> None:
        self._place(nom).write_bytes(octets)

    @override
    def copy(self, nom: str, source: Path, breathe: Callable[[], object]) -> tuple[str, int]:
        with self._place(nom).open("wb") as cible:
            return _pour(source, cible, breathe)

    def _place(self, nom: str) -> Path:
        place = self._racine / nom
        place.parent.mkdir(exist_ok=True)
        return place


class DepotZip(Depot):
    """One zip, its entries in the order they come."""

    def __init__(self, cible: Path) -> None:
        self._zip = ZipFile(cible, "w")

    @override
    def __enter__(self) -> Self:
        return self

    @override
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        # After a failure the file is thrown away: what its end says no longer matters.
        with suppress(*((OSError, ValueError) if error else ())):
            self._zip.close()

    @override
    def put(self, nom: str, octets: bytes) -> None:
        self._zip.writestr(_entree(nom), octets)

    @override
    def copy(self, nom: str, source: Path, breathe: Callable[[], object]) -> tuple[str, int]:
        geant = source.stat().st_size >= _GEANT
        with self._zip.open(_entree(nom), "w", force_zip64=geant) as cible:
            return _pour(source, cible, breathe)


def _entree(nom: str) -> ZipInfo:
    entree = ZipInfo(nom, _EPOQUE)
    entree.compress_type = ZIP_DEFLATED if Path(nom).suffix in _TEXTES else ZIP_STORED
    # Whatever the machine: other programs read names as UTF-8 from this one, and as an old code page from the others.
    entree.create_system = _UNIX
    entree.external_attr = _LISIBLE
    return entree


def _pour(source: Path, cible: IO[bytes], breathe: Callable[[], object]) -> tuple[str, int]:
    empreinte, taille = sha256(), 0
    for morceau in _morceaux(source):
        cible.write(morceau)
        empreinte.update(morceau)
        taille += len(morceau)
        breathe()
    return empreinte.hexdigest(), taille


def _morceaux(source: Path) -> Iterator[bytes]:
    """What is read, told apart from what is written: a full disk is no fault of the pièce."""
    try:
        with source.open("rb") as flux:
            while morceau := flux.read(_MORCEAU):
                yield morceau
    except OSError as erreur:
        raise PieceIllisibleError(source.name) from erreur
