"""The open project file: read, written to act after act, taken back, copied, closed."""

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from models.store.changes import Acte, Command, Effacement, P, R, Resultat
from models.store.connexion import connect, connected
from models.store.controle import check_whole
from models.store.copie import write_copy
from models.store.entete import read_entete
from models.store.errors import CopieError, CreationError, FichierExistantError, LectureSeuleError
from models.store.lock import ProjectLock, current_user, drop_cold_journal, lock_project
from models.store.raisons import raison_of, read_error
from models.store.schema import VERSION
from models.store.source import Source, open_source
from models.store.undo_stack import UndoStack

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.store.ecriture import Ecriture


def maintenant_utc() -> datetime:
    """The clock of the application."""
    return datetime.now(UTC)


def aujourd_hui() -> date:
    """The day of the application: the local one, not that of Greenwich."""
    return datetime.now().astimezone().date()


class Database:
    """One project file, open. Opening and reading it take the driver of SQLite alone; SQLAlchemy comes with acts."""

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
        self._source = source
        self._verrou = verrou
        self._horloge = horloge
        self._premiere: sqlite3.Connection | None = source.connexion
        self._ouverte: Ecriture | None = None
        self._verrou_ecriture = threading.RLock()

    @classmethod
    def create(cls, path: Path, *, horloge: Callable[[], datetime] = maintenant_utc) -> Self:
        """A new, empty project.

        Raises:
            FichierExistantError: ``path`` is taken.
            CreationError: the folder cannot be written.
        """
        from sqlalchemy.exc import DatabaseError

        from models.store.creation import write_empty

        try:
            if path.exists():
                raise FichierExistantError(path)
            with tempfile.TemporaryDirectory(dir=path.parent, prefix=".~") as dossier:
                brouillon = Path(dossier) / path.name
                write_empty(brouillon)
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

        With ``controle_en_fond`` the content is still being checked: the end of the first reading waits for the pages
        and the values of the project, any other use for the whole, and both raise what was found.

        Raises:
            FichierVerrouilleError: somebody else writes it; open it with ``lecture_seule``.
            FichierError: it is not a project this version can read; its bytes are untouched.
        """
        read_entete(path, VERSION)
        raison, verrou = ("à votre demande", None) if lecture_seule else lock_project(path, horloge())
        try:
            source = _open_source(path, raison, copies, horloge(), controle_en_fond=controle_en_fond)
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
        from models.store.ecriture import prepare

        prepare()

    def finish_check(self) -> None:
        """Ends the check that the opening began; the first act does it otherwise, and takes that much longer.

        Raises:
            FichierError: what was found.
        """
        if self._source.controle:
            self._source.controle.attendre()

    @property
    def _ecriture(self) -> "Ecriture":
        """What writes in the file, and what reads it through SQLAlchemy; any thread may be the first to ask."""
        from models.store.ecriture import Ecriture

        with self._verrou_ecriture:
            if self._ouverte is None:
                self._ouverte = Ecriture(self.path, self._connect, self.pile)
            return self._ouverte

    def _connect(self) -> sqlite3.Connection:
        """The connection of the opening first: it stays on the file that was opened, whatever takes its place."""
        return self._take_premiere() or connect(self._source.fichier, lecture_seule=self.lecture_seule)

    def _take_premiere(self) -> sqlite3.Connection | None:
        """Whoever has it alone uses it, and closes it: a driver closed under a thread that reads takes all down."""
        with self._verrou_ecriture:
            connexion, self._premiere = self._premiere, None
        return connexion

    @property
    def lecture_seule(self) -> bool:
        """Whether writes are refused."""
        return bool(self.raison_lecture_seule)

    @contextmanager
    def read_raw(self) -> Generator[sqlite3.Connection]:
        """A connection of the driver, in one transaction; for what opening a project reads.

        Raises:
            FichierEndommageError: the content of the file is damaged.
            FichierInaccessibleError: the file cannot be read now.
        """
        with self._refusals(), self._verrou_ecriture:
            connexion = self._premiere
            if connexion is not None:
                connexion.execute("BEGIN")
                try:
                    yield connexion
                finally:
                    connexion.rollback()
                return
        with self._refusals(), self._ecriture.read_raw() as connexion:
            yield connexion

    @contextmanager
    def read(self) -> Generator["Session"]:
        """A session to read; nothing it does is kept.

        Raises:
            FichierEndommageError: the content of the file is damaged.
            FichierInaccessibleError: the file cannot be read now.
        """
        self.finish_check()
        with self._refusals(), self._ecriture.read() as session:
            yield session

    @contextmanager
    def _refusals(self) -> Generator[None]:
        try:
            yield
        except sqlite3.DatabaseError as e:
            raise read_error(self.path, e) from e
        finally:
            # What the check found says more than a reading that stumbled on it.
            if self._source.controle:
                self._source.controle.attendre_contenu()

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
        return self._pour_ecrire().execute(self._acte(libelle, cle_fusion), command, *args, **kwargs)

    def execute_for_good(
        self, libelle: str, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Resultat[R]:
        """Like ``execute``, and nobody takes it back: the rows it deletes leave the journal too.

        The undo list begins again after it: what came before may need these rows.
        """
        return self._pour_ecrire().execute_for_good(self._acte(libelle), command, *args, **kwargs)

    def erase(
        self, libelle: str, command: Command[P, Effacement], /, *args: P.args, **kwargs: P.kwargs
    ) -> Resultat[Effacement]:
        """Like ``execute_for_good``, and the journal forgets: no image may bring back what went."""
        acte = replace(self._acte(libelle), sans_trace=True)
        return self._pour_ecrire().execute_for_good(acte, command, *args, **kwargs)

    def simulate(self, command: Command[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Resultat[R]:
        """Runs ``command``, tells what it would change, and keeps nothing: previews cannot lie.

        Raises:
            LectureSeuleError: the project is read-only.
            AppError: what the command itself refuses.
        """
        return self._pour_ecrire().simulate(command, *args, **kwargs)

    def undo(self, ask: Callable[[], object] = lambda: None) -> Resultat[None] | None:
        """Takes back the last act, as an act of its own; ``None`` when there is none.

        ``ask`` is called before each statement: what it raises leaves the file and the undo list as they were.
        """
        return self._pour_ecrire().undo(self._horloge(), self.auteur, ask) if self.pile.a_annuler else None

    def redo(self, ask: Callable[[], object] = lambda: None) -> Resultat[None] | None:
        """Replays the last undone act; ``None`` when there is none; ``ask`` as for ``undo``."""
        return self._pour_ecrire().redo(self._horloge(), self.auteur, ask) if self.pile.a_retablir else None

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
            self.finish_check()
            with connected(self._source.fichier, lecture_seule=self.lecture_seule) as source:
                write_copy(source, cible, check_whole)
        except (OSError, sqlite3.Error) as e:
            raise CopieError(cible, raison_of(e)) from e
        finally:
            verrou.release()

    def close(self) -> None:
        """Closes the file and gives back its lock, once the act under way is over."""
        # Its threads hold the file; and one that is damaged is not written to.
        sain = self._source.controle is None or self._source.controle.est_sain()
        if self._ouverte is not None:
            self._ouverte.close(vider=sain and not self.lecture_seule)
        if premiere := self._take_premiere():
            premiere.close()
        if self._source.prive:
            self._source.prive.cleanup()
        if self._verrou:
            drop_cold_journal(self.path)
            self._verrou.release()

    def _acte(self, libelle: str, cle_fusion: str | None = None) -> Acte:
        return Acte(libelle, self._horloge(), self.auteur, cle_fusion)

    def _pour_ecrire(self) -> "Ecriture":
        """What writes, once the file is known to be sound."""
        if self.raison_lecture_seule:
            raise LectureSeuleError(self.raison_lecture_seule)
        self.finish_check()
        return self._ecriture


def _open_source(path: Path, raison: str, copies: Path | None, moment: datetime, *, controle_en_fond: bool) -> Source:
    # Read again: before the lock was ours, somebody else may have upgraded it.
    version = read_entete(path, VERSION).version
    if version == VERSION:
        return open_source(path, raison, controle_en_fond=controle_en_fond)
    # Migrations take SQLAlchemy and Alembic, which no other opening needs.
    from models.store.mise_a_niveau import open_older

    return open_older(path, version, raison, copies, moment)
