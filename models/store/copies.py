"""The folder of copies: verified copies of projects, named by project and date, let go by the rule of ``rotation``."""

import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from models.store.acces import is_absent
from models.store.connexion import connected
from models.store.controle import check_older, check_whole
from models.store.copie import Interruption, write_copy
from models.store.entete import read_entete
from models.store.errors import CopieError, CopieInterrompueError, FichierEndommageError, FichierError
from models.store.raisons import raison_of
from models.store.rotation import moments_gardes
from models.store.schema import VERSION

_LONGUEUR_NOM: Final = 50
"""Characters of the name of the project in that of its copy: systems refuse names of more than 255 bytes."""
_LONGUEUR_CLE: Final = 8
_MOMENT: Final = "%Y-%m-%d %Hh%Mm%S"
_NOM: Final = re.compile(r"(?P<projet>.+) \((?P<cle>\w{8})\) (?P<moment>\d{4}-\d\d-\d\d \d\dh\d\dm\d\d)\.pvd")
_ABANDONNE_S: Final = 3600
"""Age of a draft that nobody is writing any more: a killed program left it."""


@dataclass(frozen=True, slots=True)
class Copie:
    """A copy that stands in the folder; read from its name, without opening it."""

    path: Path
    projet: str
    """Name of the file it was made of."""
    cle: str
    """End of the identity of the project: two files of one name are not mixed up."""
    moment: datetime
    octets: int


def list_copies(dossier: Path) -> tuple[Copie, ...]:
    """The copies of a folder, the last one first; none when it cannot be read."""
    trouvees: list[Copie] = []
    # A folder that is gone.
    with suppress(OSError):
        trouvees.extend(filter(None, map(_read_copy, dossier.iterdir())))
    return tuple(sorted(trouvees, key=lambda c: (c.moment, c.path.name), reverse=True))


def copy_at(path: Path, dossier: Path) -> Copie | None:
    """The copy that ``path`` is; ``None`` when it is a project to work in, of another folder or another name."""
    return _read_copy(path) if path.absolute().parent == dossier.absolute() else None


def find_original(copie: Copie, projets: Iterable[Path]) -> Path | None:
    """The project that a copy was made of, among those that are known."""
    return next((p for p in projets if _name_of(p) == copie.projet and _is_of(p, copie.cle)), None)


def copies_of(path: Path, dossier: Path) -> tuple[Copie, ...]:
    """The copies of a project: by its identity, or by its name when the file cannot be read."""
    copies = list_copies(dossier)
    try:
        cle = _key_of(path)
    except (FichierError, sqlite3.DatabaseError):
        return tuple(c for c in copies if c.projet == _name_of(path))
    return tuple(c for c in copies if c.cle == cle)


def last_good_copy(path: Path, dossier: Path) -> Copie | None:
    """The last copy of a project that passes the whole check."""
    return next((c for c in copies_of(path, dossier) if _is_good(c.path)), None)


def keep_copy(
    path: Path,
    dossier: Path,
    *,
    derniers: int | None,
    moment: datetime,
    interruption: Interruption | None = None,
) -> Copie | None:
    """Copies a project into ``dossier`` if something changed since its last copy, and lets old ones go.

    Args:
        path: the project; somebody may be working in it.
        dossier: the folder of copies.
        derniers: how many copies are kept whatever their day; ``None`` lets none go.
        moment: now.
        interruption: the way to stop it, should somebody write in the project.

    Returns:
        The new copy, ``None`` when the last one holds the same.

    Raises:
        FichierError: the project cannot be read.
        CopieInterrompueError: somebody writes; no copy was touched.
        CopieError: the copy could not be written or is not good; no copy was touched.
    """
    version = read_entete(path, VERSION).version
    if dossier.resolve() == path.resolve().parent:
        raise CopieError(path, "c’est le dossier du projet, qui serait perdu avec lui")
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        _drop_abandoned(dossier, moment)
        with connected(path, lecture_seule=True) as source:
            cle = _key_in(source, path)
            soeurs = [c for c in list_copies(dossier) if c.cle == cle]
            if soeurs and _last_act(source) in _last_act_of(soeurs[0].path):
                return None
            local = _free_moment(moment, soeurs)
            nom = _name_of(path)
            cible = dossier / f"{nom} ({cle}) {local:{_MOMENT}}.pvd"
            check = check_whole if version == VERSION else partial(check_older, version=version)
            write_copy(source, cible, check, interruption)
    except (OSError, sqlite3.Error) as e:
        if interruption is not None and interruption.demandee:
            raise CopieInterrompueError from e
        raise CopieError(dossier / path.name, raison_of(e)) from e
    copie = Copie(cible, nom, cle, local, cible.stat().st_size)
    if derniers is not None:
        _let_go([copie, *(c for c in soeurs if c.projet == nom)], derniers)
    return copie


def check_copy(path: Path) -> None:
    """The whole check of a file, whatever its size and its format.

    Raises:
        FichierError: what is wrong.
    """
    version = read_entete(path, VERSION).version
    if version == VERSION:
        check_whole(path)
    else:
        check_older(path, version)


def _read_copy(path: Path) -> Copie | None:
    nom = _NOM.fullmatch(path.name)
    # A copy may leave while it is looked at.
    with suppress(OSError, ValueError):
        if nom is not None:
            moment = datetime.strptime(nom["moment"], _MOMENT).astimezone()
            return Copie(path, nom["projet"], nom["cle"], moment, path.stat().st_size)
    return None


def _is_of(path: Path, cle: str) -> bool:
    """Whether a file is the project of this identity; one that lost it is what its copies are for."""
    try:
        return _key_of(path) == cle
    except (FichierError, sqlite3.DatabaseError):
        return not is_absent(path)


def _is_good(path: Path) -> bool:
    try:
        check_copy(path)
    except FichierError:
        return False
    return True


def _name_of(path: Path) -> str:
    return path.stem[:_LONGUEUR_NOM]


def _key_of(path: Path) -> str:
    read_entete(path, VERSION)
    with connected(path, lecture_seule=True) as connexion:
        return _key_in(connexion, path)


def _key_in(connexion: sqlite3.Connection, path: Path) -> str:
    """End of the identity of the project; a file that lost it, or holds two, is damaged."""
    uids = connexion.execute("SELECT uid FROM territoire").fetchall()
    if len(uids) != 1:
        raise FichierEndommageError(path, "table «\u00a0territoire\u00a0»\u00a0: une seule ligne y est attendue")
    return uids[0][0][-_LONGUEUR_CLE:]


def _last_act(connexion: sqlite3.Connection) -> tuple[str, str] | None:
    """What tells two states of one project apart; an act that goes on changes its moment. ``None``: no act yet."""
    return connexion.execute("SELECT uid, updated_at FROM acte ORDER BY id DESC LIMIT 1").fetchone()


def _last_act_of(path: Path) -> tuple[tuple[str, str] | None, ...]:
    """The same of a copy; none at all when it cannot be read."""
    try:
        read_entete(path, VERSION)
        with connected(path, lecture_seule=True) as connexion:
            return (_last_act(connexion),)
    except (FichierError, sqlite3.DatabaseError):
        return ()


def _free_moment(moment: datetime, soeurs: list[Copie]) -> datetime:
    """Now, to the second, and after the last copy: the order of the names is that of the copies."""
    local = moment.astimezone().replace(microsecond=0)
    return max(local, soeurs[0].moment + timedelta(seconds=1)) if soeurs else local


def _let_go(copies: list[Copie], derniers: int) -> None:
    gardes = moments_gardes((c.moment for c in copies), derniers)
    for copie in copies:
        if copie.moment not in gardes:
            # One that somebody reads stays until the next time.
            with suppress(OSError):
                copie.path.unlink()


def _drop_abandoned(dossier: Path, moment: datetime) -> None:
    """Removes the drafts that a killed program left."""
    for brouillon in dossier.glob(".~*"):
        with suppress(OSError):
            if moment.timestamp() - brouillon.stat().st_mtime > _ABANDONNE_S:
                shutil.rmtree(brouillon)
