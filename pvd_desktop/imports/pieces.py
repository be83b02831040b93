"""Files joined to an action: read to be incorporated or linked, found again, handed out."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path
from typing import Final

from models.domain.convention import PieceConvention
from models.domain.demande import PieceDemande
from models.domain.errors import AppError
from models.domain.fiche_action import Piece
from models.domain.formats import format_taille
from models.domain.pieces import Fichier
from models.domain.territoire import PlanSecteur
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from models.store.acces import is_file

TAILLE_ORDINAIRE: Final = 5_000_000
"""Bytes above which a file is linked, unless the person asks otherwise: the project file stays light to copy."""
TAILLE_MAX: Final = 50_000_000
"""Bytes that an incorporated pièce never passes."""
_BLOC: Final = 1024**2
_INTERDITS: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")

Avancer = Callable[[int, int, str], object]
"""(bytes read, bytes in all, what is being done); raises when the person gives up."""


class PieceError(AppError):
    """A file cannot be joined, found again or opened."""


class EtatLien(Enum):
    """What became of a linked file."""

    PRESENT = auto()
    MODIFIE = auto()
    ABSENT = auto()


def read_fichier(path: Path, dossier: Path, *, incorporer: bool | None = None, avancer: Avancer) -> Fichier:
    """Reads a file: its hash, and its bytes when it is to be incorporated (``None``: by its size).

    Args:
        path: the file.
        dossier: folder of the project, that links start from.
        incorporer: what the person asks for.
        avancer: told as the file is read.

    Raises:
        PieceError: a folder, an empty file, one too large, one that cannot be read or linked.
    """
    nom = _shown(path)
    try:
        etat = path.stat()
        if stat.S_ISDIR(etat.st_mode):
            raise PieceError(
                f"«\u00a0{nom}\u00a0» est un dossier\u00a0: une pièce est un fichier.",
                "Ajoutez les fichiers qu’il contient, ou un fichier .zip qui les réunit.",
            )
        if not etat.st_size:
            raise PieceError(f"Le fichier «\u00a0{nom}\u00a0» est vide.", "Vérifiez qu’il a bien été enregistré.")
        garder = etat.st_size <= TAILLE_ORDINAIRE if incorporer is None else incorporer
        if garder and etat.st_size > TAILLE_MAX:
            raise PieceError(
                f"«\u00a0{nom}\u00a0» pèse {format_taille(etat.st_size)}\u00a0: "
                f"une pièce incorporée au projet en pèse au plus {format_taille(TAILLE_MAX)}.",
                "Liez-la\u00a0: le fichier restera où il est, et le projet saura le retrouver.",
            )
        blocs = list(_blocks(path, etat.st_size, avancer)) if garder else None
        empreinte = _hash(blocs if blocs is not None else _blocks(path, etat.st_size, avancer))
    except OSError as e:
        raise PieceError(
            f"«\u00a0{nom}\u00a0» ne peut pas être lu\u00a0: {_reason(e)}.",
            "Vérifiez que le fichier existe et qu’il n’est pas verrouillé par un autre logiciel.",
        ) from e
    octets = None if blocs is None else b"".join(blocs)
    taille = etat.st_size if octets is None else len(octets)
    chemin = "" if octets is not None else _relative(path, dossier)
    return Fichier(intitule=_title(path), sha256=empreinte, taille=taille, chemin=chemin, octets=octets)


def find_linked(piece: Piece | PieceDemande | PlanSecteur | PieceConvention, dossier: Path) -> Path:
    """The file of a linked pièce.

    Raises:
        PieceError: it is not there any more.
    """
    path = Path(os.path.normpath(dossier / piece.chemin))
    if not is_file(path):
        raise PieceError(
            f"Le fichier de «\u00a0{piece.intitule}\u00a0» n’est plus à sa place\u00a0: {path}.",
            "Remettez-le dans ce dossier, ou retirez la pièce puis ajoutez-la de nouveau.",
        )
    return path


def check_link(piece: Piece | PieceDemande, dossier: Path, avancer: Avancer) -> EtatLien:
    """Whether the linked file is there, and is the one that was linked."""
    try:
        path = find_linked(piece, dossier)
        taille = path.stat().st_size
        identique = taille == piece.taille and _hash(_blocks(path, taille, avancer)) == piece.sha256
    except (PieceError, OSError):
        return EtatLien.ABSENT
    return EtatLien.PRESENT if identique else EtatLien.MODIFIE


def safe_name(intitule: str) -> str:
    """A name that every system accepts for a file called ``intitule``.

    >>> safe_name('Devis n° 3 : lot "A" / 2026.pdf')
    'Devis n° 3 _ lot _A_ _ 2026.pdf'
    >>> safe_name("  ..  "), safe_name("con.pdf")
    ('piece', '_con.pdf')
    """
    nom = _INTERDITS.sub("_", intitule).strip(" .")
    extension = _extension(nom)
    nom = f"{nom.removesuffix(extension)[:100].rstrip()}{extension}" or "piece"
    return f"_{nom}" if _RESERVES.fullmatch(nom) else nom


def with_extension_of(intitule: str, ancien: str) -> str:
    """``intitule`` with the extension of its former title: the bytes kept in the project have no other name.

    >>> with_extension_of("Devis retenu", "devis-3.PDF"), with_extension_of("Devis.pdf", "devis-3.PDF")
    ('Devis retenu.PDF', 'Devis.pdf')
    """
    extension = _extension(ancien)
    if not extension or _extension(intitule).lower() == extension.lower():
        return intitule
    return f"{intitule[: LONGUEUR_TITRE - len(extension)]}{extension}"


def _extension(nom: str) -> str:
    """« .pdf »; what follows the dot of « n° 3. Devis » begins no extension."""
    trouvee = re.search(r"\.\w{1,8}$", nom)
    return trouvee[0] if trouvee else ""


def _blocks(path: Path, taille: int, avancer: Avancer) -> Iterator[bytes]:
    lus = 0
    with path.open("rb") as fichier:
        while bloc := fichier.read(_BLOC):
            lus += len(bloc)
            avancer(min(lus, taille), taille, f"Lecture de «\u00a0{_shown(path)}\u00a0»…")
            yield bloc


def _hash(blocs: Iterator[bytes] | list[bytes]) -> str:
    empreinte = sha256()
    for bloc in blocs:
        empreinte.update(bloc)
    return empreinte.hexdigest()


def _relative(path: Path, dossier: Path) -> str:
    """From the folder of the project, so that both can move together; whole when they share no disk."""
    try:
        chemin = Path(os.path.relpath(path, dossier)).as_posix()
    except ValueError:
        chemin = path.as_posix()
    if propre_ligne(chemin) != chemin or not _is_text(chemin):
        raise PieceError(
            f"Le nom de «\u00a0{_shown(path)}\u00a0», ou celui de son dossier, contient un caractère que le projet "
            "ne sait pas retenir.",
            "Renommez le fichier avec des lettres et des chiffres, ou incorporez-le au projet.",
        )
    return chemin


def _title(path: Path) -> str:
    """Its name, extension included."""
    nom = propre_ligne(_shown(path))
    return with_extension_of(nom[:LONGUEUR_TITRE], path.name) if len(nom) > LONGUEUR_TITRE else nom


def _shown(path: Path) -> str:
    """Its name as it can be shown: a disk may hold bytes that are no character."""
    return path.name.encode("utf-8", "replace").decode("utf-8").replace("\n", " ")


def _is_text(chemin: str) -> bool:
    try:
        chemin.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(erreur: OSError) -> str:
    match erreur:
        case FileNotFoundError():
            return "il n’existe pas, ou n’existe plus"
        case PermissionError():
            return "son accès est refusé"
        case _:
            return "le disque ne répond pas"
