"""A Word file as an archive: what it is, what is left out of it, and its parts; nothing outside it is ever opened."""

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from pvd_desktop.imports.archives import (
    check_ole,
    check_taille,
    damaged,
    is_archive,
    open_archive,
    refused,
)
from pvd_desktop.imports.source import SourceError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

EXTENSIONS: Final = (".docx", ".docm", ".doc")
"""Files that come to this reader; an old one is told how to become a .docx."""
CORPS_MAX: Final = 40_000_000
"""Bytes of the body: about seven hundred of the longest fiches."""
PARTIE_MAX: Final = 4_000_000
"""Bytes of a part beside the body that is read: notes, comments, headers."""
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_CORPS: Final = "word/document.xml"
_RECENT: Final = "Document Word (.docx)"
_RELATION: Final = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUT: Final = re.compile(r'(\w+)="([^"]*)"')

Avancer = Callable[[int, int, str], object]
"""(blocks read, 0, what is being done); raises when the person gives up."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part of the document leads."""

    genre: str
    """Last word of its type: « hyperlink », « image »…"""
    cible: str
    externe: bool


class Paquet:
    """The archive, once it is known to be a Word document within bounds."""

    def __init__(self, archive: ZipFile, nom: str) -> None:
        self._archive = archive
        self.nom = nom
        self._noms = set(archive.namelist())

    @property
    def remarques(self) -> Iterator[str]:
        """What the file holds and the reading leaves, in French."""
        if any(n.endswith("vbaProject.bin") for n in self._noms):
            yield "Ce document contient des macros\u00a0: elles sont ignorées."
        dehors = [r for r in self.relations().values() if r.externe and r.genre != "hyperlink"]
        dehors += [r for r in self.relations("word/settings.xml").values() if r.externe]
        if dehors:
            cibles = ", ".join(dict.fromkeys(r.cible[:60] for r in dehors[:3]))
            yield f"Ce document renvoie à des fichiers du dehors ({cibles})\u00a0: rien n’en a été ouvert."

    def relations(self, partie: str = _CORPS) -> dict[str, Relation]:
        """Where the part leads, by identifier."""
        dossier, _, fichier = partie.rpartition("/")
        texte = self._octets(f"{dossier}/_rels/{fichier}.rels").decode("utf-8", "replace")
        trouvees: dict[str, Relation] = {}
        for balise in _RELATION.finditer(texte):
            attributs = dict(_ATTRIBUT.findall(balise[0]))
            trouvees[attributs.get("Id", "")] = Relation(
                attributs.get("Type", "").rsplit("/", 1)[-1],
                attributs.get("Target", "").replace("&amp;", "&"),
                attributs.get("TargetMode", "") == "External",
            )
        return trouvees

    def arbre(self, partie: str) -> "Element | None":
        """A small part, whole."""
        from xml.etree.ElementTree import ParseError, fromstring

        octets = self._octets(partie)
        try:
            return fromstring(octets) if octets else None  # noqa: S314 - entities were refused
        except (ParseError, ValueError, LookupError) as e:
            raise damaged(self.nom) from e

    def parties(self, motif: re.Pattern[str]) -> Iterator[str]:
        """Names of the parts that are of that kind, in order."""
        return (nom for nom in sorted(self._noms) if motif.fullmatch(nom))

    def arbre_borne(self, partie: str) -> "Element | None":
        """A part beside the body, whole; nothing when it is absent, or out of proportion."""
        dedans = partie in self._noms and self._archive.getinfo(partie).file_size <= PARTIE_MAX
        return self.arbre(partie) if dedans else None

    @contextmanager
    def corps(self) -> Generator[IO[bytes]]:
        """The body, read as it unfolds."""
        if _CORPS not in self._noms:
            raise damaged(self.nom)
        if self._archive.getinfo(_CORPS).file_size > CORPS_MAX:
            raise too_long(self.nom)
        with self._archive.open(_CORPS) as flux:
            if _STRICT in flux.read(4096):
                raise SourceError(
                    f"«\u00a0{self.nom}\u00a0» est dans la variante «\u00a0Open XML strict\u00a0» de Word.",
                    f"Ouvrez-le dans Word, choisissez «\u00a0Enregistrer sous\u00a0», puis «\u00a0{_RECENT}\u00a0».",
                )
        with self._archive.open(_CORPS) as flux:
            yield flux

    def _octets(self, partie: str) -> bytes:
        return self._archive.read(partie) if partie in self._noms else b""


@contextmanager
def open_docx(path: Path) -> Generator[Paquet]:
    """The parts of a Word document.

    Raises:
        SourceError: absent, empty, too large, an old format, a password, damaged, or no Word document.
    """
    check_taille(path, "des fiches-actions", "Retirez-en les images, ou partagez-le en plusieurs documents.")
    try:
        with path.open("rb") as fichier:
            debut = fichier.read(8)
            check_ole(debut, fichier, path.name, recent=_RECENT, logiciel="Word")
            if not is_archive(debut):
                raise _not_word(path.name, debut)
            with open_archive(fichier, path.name) as archive:
                if "word/document.xml" not in archive.namelist():
                    raise _not_word(path.name, debut)
                yield Paquet(archive, path.name)
    except (BadZipFile, zlib.error, EOFError) as e:
        raise damaged(path.name) from e
    except OSError as e:
        raise refused(path) from e


def too_long(nom: str) -> SourceError:
    """A document that no town writes."""
    return SourceError(
        f"Le texte de «\u00a0{nom}\u00a0» est démesuré pour des fiches-actions.",
        "Partagez-le en plusieurs documents, et importez-les l’un après l’autre.",
    )


def _not_word(nom: str, debut: bytes) -> SourceError:
    genre = {b"{\\rtf": "un texte RTF", b"%PDF-": "un PDF"}.get(debut[:5], "")
    dit = f"\u00a0: c’est {genre}" if genre else ""
    return SourceError(
        f"«\u00a0{nom}\u00a0» n’est pas un document Word{dit}.",
        f"Ouvrez-le dans Word ou LibreOffice, choisissez «\u00a0Enregistrer sous\u00a0», puis «\u00a0{_RECENT}\u00a0».",
    )
