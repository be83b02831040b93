"""One writer a file: the second is told who and since when, and may read."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import filelock._unix
import pytest
from projets import MOMENT, Horloge, nouveau

from models.commands.territoire import update_territoire
from models.queries.projet import load_projet
from models.store.database import Database
from models.store.errors import FichierVerrouilleError, LectureSeuleError


def test_that_a_second_opening_is_refused_with_name_and_since_when(tmp_path: Path):
    path = nouveau(tmp_path)
    first = Database.open(path, horloge=Horloge())
    with pytest.raises(FichierVerrouilleError) as caught:
        Database.open(path)
    local = MOMENT.astimezone()
    assert f"le {local:%d/%m/%Y} à {local:%H:%M}" in caught.value.message
    first.close()
    Database.open(path).close()


def test_that_a_second_opening_can_read_what_the_first_wrote_and_write_nothing(tmp_path: Path):
    path = nouveau(tmp_path)
    first = Database.open(path)
    first.execute("Nommer", update_territoire, nom="Valembecque")
    second = Database.open(path, lecture_seule=True)
    with second.read() as session:
        assert load_projet(session).territoire.nom == "Valembecque"
    with pytest.raises(LectureSeuleError):
        second.execute("Nommer", update_territoire, nom="Autre")
    with pytest.raises(LectureSeuleError):
        second.undo() if second.pile.a_annuler else second.execute("Nommer", update_territoire, nom="Autre")
    second.close()
    first.close()


def test_that_nothing_stays_beside_a_closed_project(tmp_path: Path):
    path = nouveau(tmp_path)
    database = Database.open(path)
    assert len(list(tmp_path.iterdir())) == 3
    database.execute("Nommer", update_territoire, nom="Valembecque")
    database.close()
    assert list(tmp_path.iterdir()) == [path]


def test_that_the_lock_of_a_killed_program_does_not_hold(tmp_path: Path):
    path = nouveau(tmp_path)
    code = (
        "import sys, pathlib; from models.store.database import Database\n"
        "d = Database.open(pathlib.Path(sys.argv[1])); print('ouvert', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ouvert\n"
        with pytest.raises(FichierVerrouilleError):
            Database.open(path)
        os.kill(owner.pid, signal.SIGKILL)
        owner.wait()
    Database.open(path).close()


def test_that_a_folder_that_cannot_be_written_is_opened_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = nouveau(tmp_path)

    def refuse(*_args: object, **_kwargs: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock._unix.os.open", refuse)
    database = Database.open(path)
    assert "dossier" in database.raison_lecture_seule
    with pytest.raises(LectureSeuleError, match="dossier"):
        database.execute("Nommer", update_territoire, nom="Valembecque")
    database.close()


@pytest.mark.parametrize("octets", [b"", b"\0" * 600])
def test_that_a_cold_journal_left_by_a_killed_program_goes_at_close(tmp_path: Path, octets: bytes):
    path = nouveau(tmp_path)
    path.with_name(path.name + "-journal").write_bytes(octets)
    Database.open(path).close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fiche", ["", "[]", "{}", '{"nom": "a", "machine": "b", "depuis": "hier"}', '{"nom": 1}'])
def test_that_a_lock_that_cannot_be_read_is_still_a_lock(tmp_path: Path, fiche: str):
    path = nouveau(tmp_path)
    first = Database.open(path)
    (tmp_path / ".~projet.pvd.verrou.json").write_text(fiche)
    with pytest.raises(FichierVerrouilleError, match="ailleurs"):
        Database.open(path)
    first.close()


def test_that_a_project_whose_folder_is_gone_is_closed_without_a_word(tmp_path: Path):
    dossier = tmp_path / "clé"
    dossier.mkdir()
    database = Database.open(nouveau(dossier))
    dossier.rename(tmp_path / "débranchée")
    dossier.touch()  # the system then answers « not a directory », as it may « input/output error »
    database.close()


def test_that_a_lock_is_removed_while_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Removed after, it could be the one that somebody took in between."""
    path = nouveau(tmp_path)
    database = Database.open(path)
    vus: list[bool] = []
    unlock = filelock._unix.unlock_fd

    def note(fd: int) -> None:
        vus.append((tmp_path / ".~projet.pvd.verrou").exists())
        unlock(fd)

    monkeypatch.setattr("filelock._unix.unlock_fd", note)
    database.close()
    assert vus == [False]


def test_that_a_project_opened_in_one_thread_gives_its_lock_back_in_another(tmp_path: Path):
    path = nouveau(tmp_path)
    with ThreadPoolExecutor(max_workers=1) as fil:
        opened = fil.submit(Database.open, path).result()
    opened.close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    Database.open(path).close()
