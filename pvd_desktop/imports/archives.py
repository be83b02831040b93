"""Office files are archives that anyone may have made: what they would unfold to is checked before they are read."""

import zlib
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from models.domain.formats import format_taille
from pvd_desktop.imports.source import SourceError

FICHIER_MAX: Final = 64_000_000
"""Bytes of a file that is read; a plan with its pictures weighs a few millions."""
DEPLIE_MAX: Final = 400_000_000
"""Bytes that all its parts may unfold to."""
PARTIE_MAX: Final = 48_000_000
"""Bytes of a part that is read whole; the rows of a sheet are not."""
_RAPPORT_MAX: Final = 250
"""Times that a part may unfold; tables that repeat themselves reach sixty."""
_RAPPORT_A_PARTIR_DE: Final = 4_000_000
_PARTIES_MAX: Final = 5_000
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_DEBUT: Final = 65_536
_PAR_MORCEAUX: Final = ("xl/worksheets/",)
"""Parts that are read as they unfold."""


def check_taille(
    path: Path,
    quoi: str = "un tableau",
    remede: str = "Gardez-en la seule feuille utile, sans images, dans un nouveau classeur.",
) -> None:
    """Refuses a file that is absent, a folder, empty, or too large to be ``quoi``.

    Raises:
        SourceError: one of these.
    """
    try:
        taille = path.stat().st_size
        if path.is_dir():
            raise SourceError(f"«\u00a0{path.name}\u00a0» est un dossier.", "Choisissez un fichier.")
    except FileNotFoundError as e:
        raise SourceError(f"Le fichier «\u00a0{path}\u00a0» n’existe pas.", "Vérifiez son nom et son dossier.") from e
    except OSError as e:
        raise refused(path) from e
    if taille > FICHIER_MAX:
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» pèse {format_taille(taille)}\u00a0: c’est trop pour {quoi} "
            f"(au plus {format_taille(FICHIER_MAX)}).",
            remede,
        )
    if not taille:
        raise SourceError(f"Le fichier «\u00a0{path.name}\u00a0» est vide.", "Vérifiez qu’il a bien été enregistré.")


def refused(path: Path) -> SourceError:
    """A file that the disk or another program keeps."""
    return SourceError(
        f"Le fichier «\u00a0{path.name}\u00a0» ne peut pas être lu\u00a0: son accès est refusé.",
        "Fermez-le dans l’autre logiciel, ou copiez-le ailleurs.",
    )


def is_archive(debut: bytes) -> bool:
    """Whether these first bytes are those of a .xlsx or a .docx."""
    return debut.startswith(_ZIP)


def check_ole(debut: bytes, fichier: BinaryIO, nom: str, *, recent: str, logiciel: str = "Excel") -> None:
    """Tells apart a file with a password and an old format, which begin the same.

    Args:
        debut: first bytes of the file.
        fichier: the file.
        nom: its name.
        recent: the format to save it in, « Classeur Excel (.xlsx) ».
        logiciel: what writes that format.

    Raises:
        SourceError: it is one of them.
    """
    if not debut.startswith(_OLE):
        return
    fichier.seek(0)
    reste = b""
    while bloc := fichier.read(1_000_000):
        if "EncryptedPackage".encode("utf-16-le") in reste + bloc:
            raise SourceError(
                f"«\u00a0{nom}\u00a0» est protégé par un mot de passe.",
                "Ouvrez-le, enregistrez-en une copie sans mot de passe (Fichier > Informations > Protéger), "
                "puis importez la copie.",
            )
        reste = bloc[-64:]
    raise SourceError(
        f"«\u00a0{nom}\u00a0» est dans un ancien format d’Office.",
        f"Ouvrez-le dans {logiciel} ou LibreOffice, choisissez «\u00a0Enregistrer sous\u00a0», "
        f"puis «\u00a0{recent}\u00a0».",
    )


def open_archive(fichier: BinaryIO, nom: str) -> ZipFile:
    """The archive, once what it announces is known to be reasonable.

    Raises:
        SourceError: damaged, out of proportion, or with something that no office file holds.
    """
    try:
        fichier.seek(0)
        archive = ZipFile(fichier)
        parties = archive.infolist()
        _check_sizes(parties, nom)
        for partie in parties:
            if partie.flag_bits & 1:
                raise _strange(nom)
            if partie.filename.lower().endswith((".xml", ".rels")):
                _check_xml(archive, partie, nom)
    except (BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as e:
        raise damaged(nom) from e
    return archive


def damaged(nom: str) -> SourceError:
    """A file that announces what it does not hold."""
    return SourceError(
        f"«\u00a0{nom}\u00a0» est endommagé, ou n’est pas ce que son nom annonce.",
        "Ouvrez-le dans le logiciel qui l’a écrit et enregistrez-le de nouveau.",
    )


def _check_sizes(parties: list[ZipInfo], nom: str) -> None:
    enorme = len(parties) > _PARTIES_MAX or sum(p.file_size for p in parties) > DEPLIE_MAX
    for partie in parties:
        entiere = not partie.filename.startswith(_PAR_MORCEAUX) and partie.filename.lower().endswith((".xml", ".rels"))
        enorme = enorme or (entiere and partie.file_size > PARTIE_MAX)
        rapport = partie.file_size / max(1, partie.compress_size)
        enorme = enorme or (partie.file_size > _RAPPORT_A_PARTIR_DE and rapport > _RAPPORT_MAX)
    if enorme:
        raise SourceError(
            f"«\u00a0{nom}\u00a0» se déplie en un contenu démesuré\u00a0: il n’a pas été ouvert.",
            "Copiez ce qui est utile dans un nouveau document, et importez celui-ci.",
        )


def _check_xml(archive: ZipFile, partie: ZipInfo, nom: str) -> None:
    """Entities make a few lines unfold to gigabytes, or read other files; no office program writes any."""
    with archive.open(partie) as flux:
        debut = flux.read(_DEBUT)
    if b"<!DOCTYPE" in debut or b"<!ENTITY" in debut or "<!DOCTYPE".encode("utf-16-le") in debut:
        raise _strange(nom)


def _strange(nom: str) -> SourceError:
    return SourceError(
        f"«\u00a0{nom}\u00a0» contient ce qu’aucun logiciel de bureau n’écrit\u00a0: il n’a pas été ouvert.",
        "Demandez à qui vous l’a envoyé de l’enregistrer de nouveau.",
    )
