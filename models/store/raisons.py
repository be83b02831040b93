"""Why a file could not be written or read, in French: the disk and SQLite speak English."""

import errno
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from models.store.errors import FichierEndommageError, FichierError, FichierInaccessibleError

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

_DEFAUT = "le support ne répond plus"
_ENDOMMAGE = "son contenu est endommagé"
_SQLITE = {
    # The longer names first: an extended code begins with its plain one.
    "SQLITE_READONLY_DBMOVED": "le fichier a été déplacé, renommé ou remplacé pendant qu’il était ouvert",
    # Its journal can only be rolled back by somebody who may write.
    "SQLITE_READONLY_ROLLBACK": "un enregistrement y a été interrompu ; ouvrez-le une fois pour le modifier, "
    "et il se remettra en état",
    "SQLITE_READONLY": "le fichier est devenu protégé en écriture",
    "SQLITE_FULL": "le disque est plein",
    "SQLITE_IOERR": _DEFAUT,
    "SQLITE_BUSY": "le fichier est occupé par un autre programme",
    "SQLITE_CANTOPEN": "le dossier n’est plus accessible",
    "SQLITE_CORRUPT": _ENDOMMAGE,
    "SQLITE_NOTADB": _ENDOMMAGE,
}
_SYSTEME = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre espace sur ce disque est épuisé",
    errno.EFBIG: "le fichier dépasse la taille permise",
    errno.EACCES: "l’accès au dossier est refusé",
    errno.EPERM: "l’accès au dossier est refusé",
    errno.EROFS: "le support est protégé en écriture",
    errno.ENOENT: "le dossier n’existe pas",
    errno.ENOTDIR: "le dossier n’existe pas",
    errno.EEXIST: "un fichier porte déjà le nom de ce dossier",
    errno.ENAMETOOLONG: "le nom est trop long",
}


def raison_sqlite(erreur: "DatabaseError | sqlite3.Error") -> str | None:
    """The reason behind an error of SQLite, when it comes from the disk and not from us."""
    nom = getattr(getattr(erreur, "orig", erreur), "sqlite_errorname", "")
    return next((raison for code, raison in _SQLITE.items() if nom.startswith(code)), None)


def read_error(path: Path, erreur: "DatabaseError | sqlite3.DatabaseError") -> FichierError:
    """Why a project cannot be read: damaged only if its content is, for then one goes back to an older copy."""
    raison = raison_sqlite(erreur)
    if raison is None or raison == _ENDOMMAGE:
        return FichierEndommageError(path, raison or "une donnée attendue manque")
    return FichierInaccessibleError(path, raison)


def raison_of(erreur: "OSError | DatabaseError | sqlite3.Error") -> str:
    """Why a file could not be used."""
    if isinstance(erreur, OSError):
        return _SYSTEME.get(erreur.errno or 0, _DEFAUT)
    return raison_sqlite(erreur) or _DEFAUT
