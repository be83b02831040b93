"""Acts on an open project, by SQLAlchemy: one act is one transaction, one commit, one line of undo."""

import sqlite3
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, StatementError
from sqlalchemy.orm import Session

from models.domain.errors import AppError
from models.entities.tables import entites
from models.store import actes, journal
from models.store.abandon import watch
from models.store.changes import Acte, Command, Effacement, P, R, Resultat
from models.store.contenus import drop_unused
from models.store.errors import EcritureError
from models.store.moteur import driver_of, engine_of
from models.store.oubli import forget
from models.store.raisons import raison_sqlite, read_error
from models.store.undo_stack import Entree, UndoStack

FUSION = timedelta(minutes=5)
"""Two acts with one merge key within this time are one line of undo."""


def prepare() -> None:
    """Maps the classes of the file; the first act does it otherwise."""
    entites()


class Ecriture:
    """What writes in a project file; ``Database`` says whether it may."""

    def __init__(self, path: Path, connecter: Callable[[], sqlite3.Connection], pile: UndoStack) -> None:
        """``connecter`` opens the project at ``path``, or the private copy that is read instead."""
        prepare()
        self._path = path
        self._pile = pile
        self._engine = engine_of(connecter)
        # Entered again by undo and redo, whose choice of the act and writing are one step.
        self._un_acte_a_la_fois = threading.RLock()
        self._dernier: tuple[int, datetime] | None = None
        """Key and moment of the last act of the journal, once one was written here."""

    @property
    def engine(self) -> Engine:
        """Connections to the file."""
        return self._engine

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session to read; nothing it does is kept.

        Raises:
            FichierError: the file cannot be read, or is damaged.
        """
        with self._lisible(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def read_raw(self) -> Generator[sqlite3.Connection]:
        """The driver's own connection, in a transaction; nothing it does is kept.

        Raises:
            FichierError: the file cannot be read, or is damaged.
        """
        with self._lisible(), self._engine.connect() as connection, connection.begin():
            yield driver_of(connection)

    def execute(
        self,
        acte: Acte,
        command: Command[P, R],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Resultat[R]:
        """Runs ``command`` as one act; with the merge key of the last one, within five minutes, it extends that."""
        with self._un_acte_a_la_fois:
            precedent = self._a_etendre(acte)
            with self._ecriture() as session:
                journal.start(session)
                valeur = command(session, *args, **kwargs)
                session.flush()
                changes = journal.collected(session)
                acte_id = None
                if changes:
                    acte_id = actes.write(session.connection(), acte, changes, precedent)
            if changes:
                self._dernier = None if acte_id is None else (acte_id, acte.moment)
                if acte_id is not None:
                    self._pile.done(Entree(acte_id, acte.libelle, acte.cle_fusion, lignes=len(changes.lignes)))
                elif precedent is not None:
                    self._pile.forget(precedent)
            return Resultat(valeur, changes, acte.libelle)

    def execute_for_good(self, acte: Acte, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Resultat[R]:
        """Like ``execute``, and nobody takes it back: the rows it deletes leave the journal too."""
        with self._un_acte_a_la_fois:
            with self._ecriture() as session:
                # What is deleted is written over with zeros, not left in the free pages of the file.
                session.connection().exec_driver_sql("PRAGMA secure_delete=ON")
                journal.start(session)
                valeur = command(session, *args, **kwargs)
                session.flush()
                changes = journal.collected(session)
                oublies = 0
                if acte.sans_trace and isinstance(valeur, Effacement) and valeur.personne is not None:
                    oublies = forget(session.connection(), valeur.personne)
                if changes or oublies:
                    actes.write_for_good(session.connection(), acte, changes)
            # What the journal forgot cannot be put back as it was either.
            if changes or oublies:
                self._dernier = None
                self._pile.clear()
            return Resultat(valeur, changes, acte.libelle)

    def simulate(self, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Resultat[R]:
        """Runs ``command``, tells what it would change, and keeps nothing."""
        with self._un_acte_a_la_fois, self._ecriture() as session:
            journal.start(session)
            valeur = command(session, *args, **kwargs)
            session.flush()
            changes = journal.collected(session)
            session.rollback()
            return Resultat(valeur, changes)

    def undo(self, moment: datetime, auteur: str, ask: Callable[[], object]) -> Resultat[None] | None:
        """Takes back the last act, as an act of its own; ``None`` when there is none; ``ask`` may raise to give up."""
        with self._un_acte_a_la_fois:
            entree = self._pile.a_annuler
            if entree is None:
                return None
            annulation_id, resultat = self._reprendre(
                entree.acte_id, Acte(f"Annuler\u00a0: {entree.libelle}", moment, auteur), ask
            )
            self._pile.undone(annulation_id)
            return resultat

    def redo(self, moment: datetime, auteur: str, ask: Callable[[], object]) -> Resultat[None] | None:
        """Replays the last undone act; ``None`` when there is none; ``ask`` may raise to give up."""
        with self._un_acte_a_la_fois:
            entree = self._pile.a_retablir
            if entree is None:
                return None
            assert entree.annulation_id is not None  # what is undone was taken back by an act
            _, resultat = self._reprendre(
                entree.annulation_id, Acte(f"Rétablir\u00a0: {entree.libelle}", moment, auteur), ask
            )
            self._pile.redone()
            return resultat

    def close(self, *, vider: bool) -> None:
        """Closes the file, once the act under way is over; with ``vider``, contents that nothing names leave it."""
        with self._un_acte_a_la_fois:
            if vider:
                self._drop_unused_contents()
            self._engine.dispose()

    def _drop_unused_contents(self) -> None:
        """Nothing can be undone any more: a logo that was removed, or whose addition was taken back, leaves the file.

        Not as an act: nothing that people see changes.
        """
        try:
            with self._engine.begin() as connection:
                drop_unused(connection)
        except DatabaseError:  # the disk refuses: they wait for the next closing
            return

    def _a_etendre(self, acte: Acte) -> int | None:
        """The act that one with this merge key extends.

        Only the last act of the journal: read in order, the rows of the others would no longer follow each other.
        """
        entree = self._pile.a_annuler
        if acte.cle_fusion is None or entree is None or self._dernier is None or entree.cle_fusion != acte.cle_fusion:
            return None
        cle, quand = self._dernier
        # A clock that was set back proves nothing about the pause.
        return cle if entree.acte_id == cle and timedelta(0) <= acte.moment - quand <= FUSION else None

    def _reprendre(self, annule: int, acte: Acte, ask: Callable[[], object]) -> tuple[int, Resultat[None]]:
        """Takes back the act ``annule``, which may itself be an undo; gives the key of the act that does it."""
        with self._ecriture() as session:
            connection = session.connection()
            watch(connection, ask)
            changes = actes.read(connection, annule).inverted()
            journal.replay(connection, changes)
            acte_id = actes.write_annulation(connection, acte, annule)
        self._dernier = None
        return acte_id, Resultat(None, changes, acte.libelle)

    @contextmanager
    def _ecriture(self) -> Generator[Session]:
        with self._traduire(), Session(self._engine, expire_on_commit=False) as session:
            # Rows of an act come in any order; SQLite checks the references at the commit.
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            yield session
            session.commit()

    @contextmanager
    def _lisible(self) -> Generator[None]:
        try:
            yield
        except DatabaseError as e:
            raise read_error(self._path, e) from e

    @contextmanager
    def _traduire(self) -> Generator[None]:
        """Column types raise their ``AppError`` inside SQLAlchemy, which wraps it; the disk speaks English."""
        try:
            yield
        except StatementError as e:
            if isinstance(e.orig, AppError):
                raise e.orig from e
            if isinstance(e, DatabaseError) and (raison := raison_sqlite(e)):
                raise EcritureError(self._path, raison) from e
            raise
