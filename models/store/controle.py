"""What is checked of a file before it is trusted: what it holds, and that each value is of the kind expected."""

import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import starmap
from pathlib import Path
from threading import Lock

from models.domain.bareme import lire_valeur
from models.domain.errors import SaisieError
from models.domain.reglages import ParametreLocal
from models.entities.aggregats import CONVENTION, INDICATEUR, PARAMETRE_LOCAL, REGLAGES, TERRITOIRE, colonnes_par_table
from models.entities.colonnes import Colonne, Genre
from models.store.connexion import connected
from models.store.errors import FichierEndommageError, FichierError, FichierPiegeError
from models.store.raisons import read_error
from models.store.schema import HEAD, missing_table, revision_of, unknown_object

_TAILLE_LUE = 32 * 1024 * 1024
"""Above this size the pages of the pièces and of the journal are left to the check of copies: they are most of it."""


class Controle:
    """The check of a file, under way: SQLite lets the other threads run while it reads.

    First the pages and the values of the project, which the first reading waits for. The rest, its indexes and the
    journal, is for whoever asks first: acts do, and nothing on the first page.
    """

    def __init__(self, path: Path, *, lecture_seule: bool) -> None:
        # One thread: a second one would take the core of whoever reads the project meanwhile.
        executeur = ThreadPoolExecutor(1, thread_name_prefix="pvd-controle")
        self._contenu = executeur.submit(_check_alone, _check_project, path, lecture_seule=lecture_seule)
        executeur.shutdown(wait=False)
        self._finir = partial(_check_alone, _check_rest, path, lecture_seule=lecture_seule)
        self._un_a_la_fois = Lock()
        self._entier = False

    def attendre_contenu(self) -> None:
        """Waits until what is read can be trusted.

        Raises:
            FichierError: what was found.
        """
        self._contenu.result()

    def attendre(self) -> None:
        """Waits for the first part, and does the rest if nobody did.

        Raises:
            FichierError: what was found.
        """
        self._contenu.result()
        with self._un_a_la_fois:
            if not self._entier:
                self._finir()
                self._entier = True

    def est_sain(self) -> bool:
        """Whether the whole check finds nothing."""
        try:
            self.attendre()
        except FichierError:
            return False
        return True


def start_check(connexion: sqlite3.Connection, path: Path, *, lecture_seule: bool) -> Controle:
    """Refuses what this version would read wrongly; the check of its pages and values is still under way.

    ``connexion`` is one to that file, which whoever opens it will read by.

    Raises:
        FichierPiegeError: a trigger, a view, an unknown table.
        FichierEndommageError: a table is missing, the header disagrees with the content.
        FichierInaccessibleError: it cannot be read now.
    """
    try:
        _check_structure(connexion, path)
    except sqlite3.DatabaseError as e:
        raise read_error(path, e) from e
    return Controle(path, lecture_seule=lecture_seule)


def check_whole(path: Path) -> None:
    """The whole check of a file that stays as it is, whatever the size: a copy is only worth what was read of it.

    Raises:
        FichierPiegeError: a trigger, a view, an unknown table.
        FichierEndommageError: a table is missing, a page is damaged, a value is of the wrong kind or leads nowhere.
        FichierInaccessibleError: it cannot be read now.
    """
    for partie in _TOUT:
        _check_alone(partie, path, lecture_seule=True)


def check_content(connexion: sqlite3.Connection, path: Path) -> None:
    """The same inside a transaction: what it wrote is seen, and taken back if it is refused."""
    for partie in _TOUT:
        partie(connexion, path)


def check_older(path: Path, version: int, *, lecture_seule: bool = True) -> None:
    """Refuses an older file that no migration should touch. Its tables and values are checked once they are ours.

    Raises:
        FichierPiegeError: a trigger, a view, an unknown table.
        FichierEndommageError: a page is damaged, a reference leads nowhere, the header disagrees with the content.
        FichierInaccessibleError: it cannot be read now.
    """
    for partie in (
        _check_objects,
        partial(_check_revision, attendue=revision_of(version)),
        _check_pages_and_indexes,
        _check_keys,
    ):
        _check_alone(partie, path, lecture_seule=lecture_seule)


def _check_alone(partie: Callable[[sqlite3.Connection, Path], object], path: Path, *, lecture_seule: bool) -> None:
    """A part of the check, on a connection of its own."""
    try:
        with connected(path, lecture_seule=lecture_seule) as connexion:
            partie(connexion, path)
    except sqlite3.DatabaseError as e:
        raise read_error(path, e) from e


def _check_structure(connexion: sqlite3.Connection, path: Path) -> None:
    _check_objects(connexion, path)
    if table := missing_table(connexion):
        raise FichierEndommageError(path, f"table « {table} » absente")
    _check_revision(connexion, path, HEAD)
    for nom in (TERRITOIRE.table, CONVENTION.table, REGLAGES.table):
        if len(connexion.execute(f"SELECT id FROM {nom}").fetchall()) != 1:  # noqa: S608 - our names
            detail = f"table « {nom} »\u00a0: une seule ligne y est attendue"
            raise FichierEndommageError(path, detail)


def _check_objects(connexion: sqlite3.Connection, path: Path) -> None:
    if objet := unknown_object(connexion):
        raise FichierPiegeError(path, objet)


def _check_revision(connexion: sqlite3.Connection, path: Path, attendue: str) -> None:
    if connexion.execute("SELECT version_num FROM alembic_version").fetchall() != [(attendue,)]:
        raise FichierEndommageError(path, "sa version ne correspond pas à son contenu")


def _check_pages_and_indexes(connexion: sqlite3.Connection, path: Path) -> None:
    """Of the whole file, up to the first fault."""
    _check_by_sqlite("integrity_check", "1", connexion, path)


def _check_project(connexion: sqlite3.Connection, path: Path) -> None:
    """The pages of the tables that are read at opening, then their values."""
    # Our own check of the values says what the constraints say, in a quarter of the time.
    connexion.execute("PRAGMA ignore_check_constraints=ON")
    for nom in colonnes_par_table():
        _check_by_sqlite("quick_check", f"'{nom}'", connexion, path)
    _check_kinds(connexion, path)
    for nom in colonnes_par_table():
        _check_keys(connexion, path, f"('{nom}')")


def _check_rest(connexion: sqlite3.Connection, path: Path) -> None:
    """The journal and the indexes, which a quick check believes: what is read through one that lies is missing."""
    connexion.execute("PRAGMA ignore_check_constraints=ON")
    if _size_of(connexion) <= _TAILLE_LUE:
        _check_pages_and_indexes(connexion, path)
    else:
        for nom in colonnes_par_table():
            _check_by_sqlite("integrity_check", f"'{nom}'", connexion, path)
    _check_keys(connexion, path)


def _size_of(connexion: sqlite3.Connection) -> int:
    (pages,) = connexion.execute("PRAGMA page_count").fetchone()
    (taille,) = connexion.execute("PRAGMA page_size").fetchone()
    return pages * taille


def _check_by_sqlite(pragma: str, portee: str, connexion: sqlite3.Connection, path: Path) -> None:
    if connexion.execute(f"PRAGMA {pragma}({portee})").fetchone() != ("ok",):
        raise FichierEndommageError(path, "des pages ou des contraintes ne sont plus correctes")


def _check_values(connexion: sqlite3.Connection, path: Path) -> None:
    _check_kinds(connexion, path)
    _check_keys(connexion, path)


def _check_kinds(connexion: sqlite3.Connection, path: Path) -> None:
    if defaut := _wrong_value(connexion) or _wrong_parametre(connexion):
        raise FichierEndommageError(path, defaut)


def _check_keys(connexion: sqlite3.Connection, path: Path, portee: str = "") -> None:
    if perdue := connexion.execute(f"PRAGMA foreign_key_check{portee}").fetchone():
        detail = f"table « {perdue[0]} », ligne {perdue[1]}\u00a0: elle renvoie à un élément absent"
        raise FichierEndommageError(path, detail)


def _check_texts(connexion: sqlite3.Connection, path: Path) -> None:
    """Reads every text: SQLite keeps any bytes in one, and only whoever decodes them sees it."""
    try:
        for nom in sorted(colonnes_par_table()):
            deque(connexion.execute(f"SELECT * FROM {nom}"), maxlen=0)  # noqa: S608 - our names
    except sqlite3.DatabaseError as e:
        raise read_error(path, e) from e


def _wrong_value(connexion: sqlite3.Connection) -> str:
    """SQLite keeps a text in a column of integers without a word; reading it would fail far from here."""
    trouvee = connexion.execute(_wrong_rows()).fetchone()
    return f"table « {trouvee[0]} », ligne {trouvee[1]}\u00a0: une valeur n’est pas du type attendu" if trouvee else ""


def _wrong_parametre(connexion: sqlite3.Connection) -> str:
    """A local parameter is a text that every page reads as a number; only a hand in the file writes another."""
    table = PARAMETRE_LOCAL.table
    for ligne, cle, valeur in connexion.execute(f"SELECT id, cle, valeur FROM {table}"):  # noqa: S608 - our names
        try:
            lire_valeur(ParametreLocal(cle=cle, valeur=valeur))
        except SaisieError:
            return (
                f"table «\u00a0{table}\u00a0», ligne {ligne}\u00a0: «\u00a0{valeur}\u00a0» n’est pas un nombre positif"
            )
    return ""


@cache
def _wrong_rows() -> str:
    """The statement that finds a wrong row, one for all tables; the journal is read act by act, and never here."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT '{nom}', id FROM {nom}"  # noqa: S608 - our names
        f" WHERE {' OR '.join((*starmap(_wrong, colonnes.items()), *_SEUL_PARENT.get(nom, ())))} LIMIT 1)"
        for nom, colonnes in colonnes_par_table().items()
    )


def _wrong(nom: str, colonne: Colonne) -> str:
    # The constraints of the table say some of that too, but SQLite 3.40 skips them in a file opened read-only.
    codes = [code.value for code in colonne.vocabulaire or ()]
    match colonne.genre:
        case Genre.JOUR:
            faux = _wrong_day(nom)
        case Genre.MOMENT:
            faux = f"julianday({nom}) IS NULL OR {_wrong_day(f'substr({nom}, 1, 10)')}"
        case Genre.CODE:
            faux = f"{nom} NOT IN ({', '.join(map(repr, codes))})"
        case Genre.CODES:
            reste = f"' ' || {nom} || ' '"
            for code in codes:
                reste = f"replace({reste}, ' {code} ', ' ')"
            # Most hold none, and there are a dozen to look for in the others.
            faux = f"{nom} <> '' AND trim({reste}) <> ''"
        case Genre.ENTIER | Genre.CENTIMES | Genre.FRACTION:
            faux = f"typeof({nom}) <> 'integer' OR {nom} < 0"
        case Genre.CLE | Genre.BOOLEEN:
            faux = f"typeof({nom}) <> 'integer'"
        case Genre.TEXTE:
            faux = f"typeof({nom}) <> 'text'"
    return f"({nom} IS NOT NULL AND ({faux}))"


def _wrong_day(texte: str) -> str:
    # Moved by nothing, « 2026-02-31 » becomes a day of March; as it stands, SQLite accepts it.
    return f"date({texte}, '+0 days') IS NOT {texte} OR {texte} < '0001'"


_TOUT = (_check_structure, _check_pages_and_indexes, _check_values, _check_texts)
_SEUL_PARENT = {
    INDICATEUR.table: (f"({INDICATEUR.parent} IS NULL) = ({INDICATEUR.autre_parent} IS NULL)",),
}
"""Rows that belong to one owner or to another, never to both nor to none."""
