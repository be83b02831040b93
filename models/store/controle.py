"""What is checked of a file before it is trusted: what it holds, and that each value is of the kind expected."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import starmap
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Enum, Integer
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import TypeEngine

from models.entities.base import entites
from models.entities.convention import ConventionEntity
from models.entities.parametre import ReglagesEntity
from models.entities.territoire import TerritoireEntity
from models.entities.types import Annee, Centimes, Entier, Fraction, Horodatage, Jour, ListeCodes, Octets
from models.store.errors import FichierEndommageError, FichierPiegeError
from models.store.raisons import read_error
from models.store.schema import HEAD, missing_table, revision_of, unknown_object

_TAILLE_LUE = 32 * 1024 * 1024
"""Above this size the pages of the pièces and of the journal are left to the check of copies: they are most of it."""
_HORS_CONTROLE = {"acte", "acte_ligne", "contenu"}
"""Read act by act, not at opening; SQLite's own check covers their pages."""


class Controle:
    """The check of a file, under way: SQLite lets the other threads run while it reads.

    First every page and value, which the first reading waits for; then the indexes, which take as long again, and
    which acts wait for.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        # One thread: a second one would take the core of whoever reads the project meanwhile.
        executeur = ThreadPoolExecutor(1, thread_name_prefix="pvd-controle")
        self._contenu = executeur.submit(_check_alone, _check_data, engine, path)
        self._index = executeur.submit(_check_alone, _check_indexes, engine, path)
        executeur.shutdown(wait=False)

    def attendre_contenu(self) -> None:
        """Waits until what is read can be trusted.

        Raises:
            FichierError: what was found.
        """
        self._contenu.result()

    def attendre(self) -> None:
        """Waits for its end.

        Raises:
            FichierError: what it found.
        """
        self._contenu.result()
        self._index.result()

    def est_sain(self) -> bool:
        """Waits for its end; whether it found nothing."""
        return self._contenu.exception() is None and self._index.exception() is None


def start_check(engine: Engine, path: Path) -> Controle:
    """Refuses what this version would read wrongly; the check of its pages and values is still under way.

    Raises:
        FichierPiegeError: a trigger, a view, an unknown table.
        FichierEndommageError: a table is missing, the header disagrees with the content.
        FichierInaccessibleError: it cannot be read now.
    """
    _check_alone(_check_structure, engine, path)
    return Controle(engine, path)


def check_whole(engine: Engine, path: Path) -> None:
    """The whole check whatever the size: a copy is only worth what was read of it.

    Raises:
        FichierPiegeError: a trigger, a view, an unknown table.
        FichierEndommageError: a table is missing, a page is damaged, a value is of the wrong kind or leads nowhere.
        FichierInaccessibleError: it cannot be read now.
    """
    for partie in (_check_structure, _check_pages_and_indexes, _check_values, _check_texts):
        _check_alone(partie, engine, path)


def check_content(connection: Connection, path: Path) -> None:
    """The same inside a transaction: what it wrote is seen, and taken back if it is refused."""
    _check_structure(connection, path)
    _check_data(connection, path)
    _check_indexes(connection, path)
    _check_texts(connection, path)


def check_older(engine: Engine, path: Path, version: int) -> None:
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
        _check_alone(partie, engine, path)


def _check_alone(partie: Callable[[Connection, Path], object], engine: Engine, path: Path) -> None:
    """A part of the check, on a connection of its own."""
    try:
        with engine.connect() as connection:
            partie(connection, path)
    except DatabaseError as e:
        raise read_error(path, e) from e


def _check_structure(connection: Connection, path: Path) -> None:
    _check_objects(connection, path)
    if table := missing_table(connection):
        raise FichierEndommageError(path, f"table « {table} » absente")
    _check_revision(connection, path, HEAD)
    for entite in (TerritoireEntity, ConventionEntity, ReglagesEntity):
        nom = entite.__tablename__
        if len(connection.exec_driver_sql(f"SELECT id FROM {nom}").all()) != 1:  # noqa: S608 - our names
            detail = f"table « {nom} »\u00a0: une seule ligne y est attendue"
            raise FichierEndommageError(path, detail)


def _check_objects(connection: Connection, path: Path) -> None:
    if objet := unknown_object(connection):
        raise FichierPiegeError(path, objet)


def _check_revision(connection: Connection, path: Path, attendue: str) -> None:
    if connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() != [attendue]:
        raise FichierEndommageError(path, "sa version ne correspond pas à son contenu")


def _check_pages_and_indexes(connection: Connection, path: Path) -> None:
    """Of the whole file, up to the first fault."""
    _check_by_sqlite("integrity_check", "1", connection, path)


def _check_data(connection: Connection, path: Path) -> None:
    """The pages that are read at opening, then their values."""
    for portee in _read_at_opening(path):
        _check_by_sqlite("quick_check", portee, connection, path)
    _check_values(connection, path)


def _check_indexes(connection: Connection, path: Path) -> None:
    """A quick check believes them: what is read through one that lies is missing, or another row."""
    for portee in _read_at_opening(path):
        _check_by_sqlite("integrity_check", portee, connection, path)


def _read_at_opening(path: Path) -> Sequence[str]:
    """What SQLite is asked to check: the whole file, up to the first fault, or table after table."""
    if path.stat().st_size <= _TAILLE_LUE:
        return ("1",)
    return [f"'{nom}'" for nom in sorted(entites().keys() - _HORS_CONTROLE)]


def _check_by_sqlite(pragma: str, portee: str, connection: Connection, path: Path) -> None:
    if connection.exec_driver_sql(f"PRAGMA {pragma}({portee})").scalars().first() != "ok":
        raise FichierEndommageError(path, "des pages ou des contraintes ne sont plus correctes")


def _check_values(connection: Connection, path: Path) -> None:
    if defaut := _wrong_value(connection):
        raise FichierEndommageError(path, defaut)
    _check_keys(connection, path)


def _check_keys(connection: Connection, path: Path) -> None:
    if perdue := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        detail = f"table « {perdue[0]} », ligne {perdue[1]}\u00a0: elle renvoie à un élément absent"
        raise FichierEndommageError(path, detail)


def _check_texts(connection: Connection, path: Path) -> None:
    """Reads every text: SQLite keeps any bytes in one, and only whoever decodes them sees it."""
    try:
        for nom in sorted(entites().keys() - _HORS_CONTROLE):
            deque(connection.exec_driver_sql(f"SELECT * FROM {nom}"), maxlen=0)  # noqa: S608 - our names
    except DatabaseError as e:
        raise read_error(path, e) from e


def _wrong_value(connection: Connection) -> str:
    """SQLite keeps a text in a column of integers without a word; reading it would fail far from here."""
    trouvee = connection.exec_driver_sql(_wrong_rows()).first()
    return f"table « {trouvee[0]} », ligne {trouvee[1]}\u00a0: une valeur n’est pas du type attendu" if trouvee else ""


@cache
def _wrong_rows() -> str:
    """The statement that finds a wrong row: a text, for Core would compile it at each start; and one for all tables."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT '{nom}', id FROM {nom}"  # noqa: S608 - our names
        f" WHERE {' OR '.join(starmap(_wrong, e.colonnes.items()))} LIMIT 1)"
        for nom, e in entites().items()
        if nom not in _HORS_CONTROLE
    )


def _wrong(nom: str, type_: TypeEngine[Any]) -> str:
    # The constraints of the table say some of that too, but SQLite 3.40 skips them in a file opened read-only.
    if isinstance(type_, Jour):
        return _wrong_day(nom)
    if isinstance(type_, Horodatage):
        return f"({nom} IS NOT NULL AND (julianday({nom}) IS NULL OR {_wrong_day(f'substr({nom}, 1, 10)')}))"
    if isinstance(type_, Enum):
        codes = ", ".join(f"'{code}'" for code in type_.enums)
        return f"({nom} IS NOT NULL AND {nom} NOT IN ({codes}))"
    if isinstance(type_, ListeCodes):
        reste = f"' ' || {nom} || ' '"
        for code in type_.vocabulaire:
            reste = f"replace({reste}, ' {code.value} ', ' ')"
        return f"({nom} IS NOT NULL AND trim({reste}) <> '')"
    if isinstance(type_, Annee | Centimes | Entier | Fraction | Octets):
        return f"typeof({nom}) NOT IN ('integer', 'null') OR {nom} < 0"
    attendu = "integer" if isinstance(type_, Integer | Boolean) else "text"
    return f"typeof({nom}) NOT IN ('{attendu}', 'null')"


def _wrong_day(texte: str) -> str:
    # Moved by nothing, « 2026-02-31 » becomes a day of March; as it stands, SQLite accepts it.
    return f"({texte} IS NOT NULL AND (date({texte}, '+0 days') IS NOT {texte} OR {texte} < '0001'))"
