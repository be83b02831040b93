"""The open project file: reads, acts, undo. One act is one transaction and one commit."""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, Self, TypeAlias, TypeVar

from sqlalchemy.exc import DatabaseError, StatementError
from sqlalchemy.orm import Session

from models.domain.errors import AppError
from models.entities.base import map_entities
from models.entities.territoire import TerritoireEntity
from models.store import actes, journal
from models.store.changes import Changeset
from models.store.contenus import drop_unused
from models.store.controle import check_whole
from models.store.copie import write_copy
from models.store.entete import read_entete
from models.store.errors import (
    CopieError,
    CreationError,
    EcritureError,
    FichierExistantError,
    LectureSeuleError,
)
from models.store.lock import ProjectLock, current_user, drop_cold_journal, lock_project
from models.store.mise_a_niveau import Source, open_source
from models.store.moteur import open_engine
from models.store.raisons import raison_of, raison_sqlite, read_error
from models.store.schema import VERSION, create_schema
from models.store.undo_stack import Entree, UndoStack

P = ParamSpec("P")
R = TypeVar("R")
Command: TypeAlias = Callable[Concatenate[Session, P], R]
"""A write use-case: a function of the session of the act."""

FUSION = timedelta(minutes=5)
"""Two acts with one merge key within this time are one line of undo."""


def maintenant_utc() -> datetime:
    """The clock of the application."""
    return datetime.now(UTC)


def aujourd_hui() -> date:
    """The day of the application: the local one, not that of Greenwich."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Resultat(Generic[R]):
    """What an act returned and what it changed."""

    valeur: R
    changes: Changeset
    libelle: str = ""


class Database:
    """One project file, open."""

    def __init__(
        self, path: Path, source: Source, *, verrou: ProjectLock | None, horloge: Callable[[], datetime]
    ) -> None:
        """Use ``create`` or ``open``."""
        self.path = path
        self.raison_lecture_seule = source.raison
        """Why it is read-only; empty when it can be written."""
        self.copie_gardee = source.copie
        """Copy of the file as it was when this opening brought it to the format of this version."""
        self.auteur = current_user()
        """Who the journal says did it."""
        self.pile = UndoStack()
        self._engine = source.engine
        self._prive = source.prive
        self._controle = source.controle
        self._verrou = verrou
        self._horloge = horloge
        # Entered again by undo and redo, whose choice of the act and writing are one step.
        self._un_acte_a_la_fois = threading.RLock()
        self._dernier: tuple[int, datetime] | None = None
        """Key and moment of the last act of the journal, once one was written here."""

    @classmethod
    def create(cls, path: Path, *, horloge: Callable[[], datetime] = maintenant_utc) -> Self:
        """A new, empty project.

        Raises:
            FichierExistantError: ``path`` is taken.
            CreationError: the folder cannot be written.
        """
        try:
            if path.exists():
                raise FichierExistantError(path)
            with tempfile.TemporaryDirectory(dir=path.parent, prefix=".~") as dossier:
                brouillon = Path(dossier) / path.name
                engine = open_engine(brouillon)
                try:
                    create_schema(engine)
                    map_entities()
                    with Session(engine) as session, session.begin():
                        session.add(TerritoireEntity())
                finally:
                    engine.dispose()
                brouillon.replace(path)
        except (OSError, DatabaseError) as e:
            raise CreationError(path, raison_of(e)) from e
        return cls.open(path, horloge=horloge)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        lecture_seule: bool = False,
        copies: Path | None = None,
        controle_en_fond: bool = False,
        horloge: Callable[[], datetime] = maintenant_utc,
    ) -> Self:
        """Opens a project, to write if possible.

        A folder or a file that cannot be written is opened read-only, with the reason; so is a file of an older
        version, unless a copy of it can be kept in ``copies`` before it is upgraded.

        With ``controle_en_fond`` the content is still being checked: the end of a reading waits for the pages and the
        values, any act for the indexes too, and both raise what was found.

        Raises:
            FichierVerrouilleError: somebody else writes it; open it with ``lecture_seule``.
            FichierError: it is not a project this version can read; its bytes are untouched.
        """
        read_entete(path, VERSION)
        raison, verrou = ("à votre demande", None) if lecture_seule else lock_project(path, horloge())
        try:
            source = open_source(path, raison, copies, horloge(), controle_en_fond=controle_en_fond)
        except BaseException:
            if verrou:
                verrou.release()
            raise
        if verrou and source.raison:
            verrou.release()
            verrou = None
        return cls(path, source, verrou=verrou, horloge=horloge)

    @staticmethod
    def prepare() -> None:
        """Loads what only acts need; the first of them does it otherwise, and takes that much longer."""
        map_entities()

    @property
    def lecture_seule(self) -> bool:
        """Whether writes are refused."""
        return bool(self.raison_lecture_seule)

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session to read; nothing it does is kept.

        Raises:
            FichierEndommageError: the content of the file is damaged.
            FichierInaccessibleError: the file cannot be read now.
        """
        with Session(self._engine, autoflush=False) as session:
            try:
                yield session
            # Snapshots are read by the driver itself.
            except (DatabaseError, sqlite3.DatabaseError) as e:
                raise read_error(self.path, e) from e
            finally:
                # What the check found says more than a reading that stumbled on it.
                if self._controle:
                    self._controle.attendre_contenu()

    def execute(
        self,
        libelle: str,
        command: Command[P, R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Resultat[R]:
        """Runs ``command`` as one act called ``libelle``, the text of its line of undo.

        Raises:
            LectureSeuleError: the project is read-only.
            EcritureError: the disk refused; the file and the undo list are as before.
            AppError: what the command itself refuses.
        """
        return self.execute_merged(libelle, None, command, *args, **kwargs)

    def execute_merged(
        self,
        libelle: str,
        cle_fusion: str | None,
        command: Command[P, R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Resultat[R]:
        """Like ``execute``; an act with the same merge key within five minutes extends the last one."""
        with self._un_acte_a_la_fois:
            moment = self._horloge()
            precedent = self._a_etendre(cle_fusion, moment)
            with self._ecriture() as session:
                journal.start(session)
                valeur = command(session, *args, **kwargs)
                session.flush()
                changes = journal.collected(session)
                acte_id = None
                if changes:
                    acte = actes.Acte(libelle, moment, self.auteur, cle_fusion)
                    acte_id = actes.write(session.connection(), acte, changes, precedent)
            if changes:
                self._dernier = None if acte_id is None else (acte_id, moment)
                if acte_id is not None:
                    self.pile.done(Entree(acte_id, libelle, cle_fusion))
                elif precedent is not None:
                    self.pile.forget(precedent)
            return Resultat(valeur, changes, libelle)

    def execute_for_good(
        self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Resultat[R]:
        """Like ``execute``, and nobody takes it back: the rows it deletes leave the journal too.

        The undo list begins again after it: what came before may need these rows.
        """
        with self._un_acte_a_la_fois:
            with self._ecriture() as session:
                # What is deleted is written over with zeros, not left in the free pages of the file.
                session.connection().exec_driver_sql("PRAGMA secure_delete=ON")
                journal.start(session)
                valeur = command(session, *args, **kwargs)
                session.flush()
                changes = journal.collected(session)
                if changes:
                    acte = actes.Acte(libelle, self._horloge(), self.auteur)
                    actes.write_for_good(session.connection(), acte, changes)
            if changes:
                self._dernier = None
                self.pile.clear()
            return Resultat(valeur, changes, libelle)

    def simulate(self, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Resultat[R]:
        """Runs ``command``, tells what it would change, and keeps nothing: previews cannot lie.

        Raises:
            LectureSeuleError: the project is read-only.
            AppError: what the command itself refuses.
        """
        with self._un_acte_a_la_fois, self._ecriture() as session:
            journal.start(session)
            valeur = command(session, *args, **kwargs)
            session.flush()
            changes = journal.collected(session)
            session.rollback()
            return Resultat(valeur, changes)

    def undo(self) -> Resultat[None] | None:
        """Takes back the last act, as an act of its own; ``None`` when there is none."""
        with self._un_acte_a_la_fois:
            entree = self.pile.a_annuler
            if entree is None:
                return None
            annulation_id, resultat = self._reprendre(entree.acte_id, f"Annuler\u00a0: {entree.libelle}")
            self.pile.undone(annulation_id)
            return resultat

    def redo(self) -> Resultat[None] | None:
        """Replays the last undone act; ``None`` when there is none."""
        with self._un_acte_a_la_fois:
            entree = self.pile.a_retablir
            if entree is None:
                return None
            assert entree.annulation_id is not None  # what is undone was taken back by an act
            _, resultat = self._reprendre(entree.annulation_id, f"Rétablir\u00a0: {entree.libelle}")
            self.pile.redone()
            return resultat

    def copy_to(self, cible: Path) -> None:
        """Writes a verified copy of the project at ``cible``, replacing what stands there.

        Raises:
            FichierVerrouilleError: ``cible`` is this project, or one that somebody has open.
            CopieError: the copy could not be written; what stood there is unchanged.
        """
        verrou = ProjectLock(cible)
        try:
            if cible.exists():
                verrou.acquire(self._horloge().astimezone())
            self._attendre_controle()
            write_copy(self._engine, cible, check_whole)
        except (OSError, DatabaseError, sqlite3.Error) as e:
            raise CopieError(cible, raison_of(e)) from e
        finally:
            verrou.release()

    def close(self) -> None:
        """Closes the file and gives back its lock, once the act under way is over."""
        with self._un_acte_a_la_fois:
            # Its threads hold the file; and one that is damaged is not written to.
            sain = self._controle is None or self._controle.est_sain()
            if sain and not self.lecture_seule:
                self._drop_unused_contents()
            self._engine.dispose()
            if self._prive:
                self._prive.cleanup()
            if self._verrou:
                drop_cold_journal(self.path)
                self._verrou.release()

    def _attendre_controle(self) -> None:
        if self._controle:
            self._controle.attendre()

    def _drop_unused_contents(self) -> None:
        """Nothing can be undone any more: a logo that was removed, or whose addition was taken back, leaves the file.

        Not as an act: nothing that people see changes.
        """
        try:
            with self._engine.begin() as connection:
                drop_unused(connection)
        except DatabaseError:  # the disk refuses: they wait for the next closing
            return

    def _a_etendre(self, cle_fusion: str | None, moment: datetime) -> int | None:
        """The act that one with this merge key extends.

        Only the last act of the journal: read in order, the rows of the others would no longer follow each other.
        """
        entree = self.pile.a_annuler
        if cle_fusion is None or entree is None or self._dernier is None or entree.cle_fusion != cle_fusion:
            return None
        cle, quand = self._dernier
        # A clock that was set back proves nothing about the pause.
        return cle if entree.acte_id == cle and timedelta(0) <= moment - quand <= FUSION else None

    def _reprendre(self, annule: int, libelle: str) -> tuple[int, Resultat[None]]:
        """Takes back the act ``annule``, which may itself be an undo; gives the key of the act that does it."""
        with self._ecriture() as session:
            connection = session.connection()
            changes = actes.read(connection, annule).inverted()
            journal.replay(connection, changes)
            acte_id = actes.write_annulation(connection, actes.Acte(libelle, self._horloge(), self.auteur), annule)
        self._dernier = None
        return acte_id, Resultat(None, changes, libelle)

    @contextmanager
    def _ecriture(self) -> Generator[Session]:
        if self.raison_lecture_seule:
            raise LectureSeuleError(self.raison_lecture_seule)
        self._attendre_controle()
        map_entities()
        with self._traduire(), Session(self._engine, expire_on_commit=False) as session:
            # Rows of an act come in any order; SQLite checks the references at the commit.
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            yield session
            session.commit()

    @contextmanager
    def _traduire(self) -> Generator[None]:
        """Column types raise their ``AppError`` inside SQLAlchemy, which wraps it; the disk speaks English."""
        try:
            yield
        except StatementError as e:
            if isinstance(e.orig, AppError):
                raise e.orig from e
            if isinstance(e, DatabaseError) and (raison := raison_sqlite(e)):
                raise EcritureError(self.path, raison) from e
            raise
