"""Going back to a copy: the present state is kept, the file replaced at once, whatever is killed meanwhile."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from projets import MOMENT, act, ancien, damage, exemple, nouveau, titles

from models.commands.fiches import add_fiche
from models.store.copies import check_copy, copies_of, keep_copy, last_good_copy, list_copies
from models.store.database import Database
from models.store.errors import FichierEndommageError, FichierError, FichierVerrouilleError
from models.store.restauration import restore_copy


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dossier = tmp_path / "mairie"
    dossier.mkdir()
    return nouveau(dossier, "bapaume.pvd")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "profil" / "copies"


def test_that_a_restore_keeps_the_present_state_and_takes_the_other(path: Path, copies: Path):
    act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    act(path, "Gare")
    assert copie is not None
    precedent = restore_copy(path, copie.path, copies, MOMENT + timedelta(hours=1))
    assert titles(path) == ["Halle"]
    assert precedent is not None
    assert titles(precedent) == ["Halle", "Gare"]
    assert list(path.parent.iterdir()) == [path]
    restore_copy(path, precedent, copies, MOMENT + timedelta(hours=2))
    assert titles(path) == ["Halle", "Gare"]


def test_that_a_damaged_project_is_kept_byte_for_byte(path: Path, copies: Path):
    act(path, "Halle")
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    damage(path)
    octets = path.read_bytes()
    bonne = last_good_copy(path, copies)
    assert bonne is not None
    precedent = restore_copy(path, bonne.path, copies, MOMENT + timedelta(hours=1))
    assert precedent is not None
    assert precedent.read_bytes() == octets
    assert titles(path) == ["Halle"]
    assert copies_of(path, copies) == (bonne,)


def test_that_an_empty_file_finds_its_copies_by_its_name(path: Path, copies: Path):
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    path.write_bytes(b"")
    bonne = last_good_copy(path, copies)
    assert bonne is not None
    restore_copy(path, bonne.path, copies, MOMENT)
    check_copy(path)


def test_that_a_project_without_its_territoire_is_restored_like_any_damaged_one(path: Path, copies: Path):
    act(path, "Halle")
    bonne = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert bonne is not None
    with closing(sqlite3.connect(path)) as connexion, connexion:
        connexion.execute("DELETE FROM territoire")
    octets = path.read_bytes()
    with pytest.raises(FichierEndommageError, match="territoire"):
        keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=1))
    assert copies_of(path, copies) == (bonne,)
    assert last_good_copy(path, copies) == bonne
    precedent = restore_copy(path, bonne.path, copies, MOMENT + timedelta(hours=1))
    assert precedent is not None
    assert precedent.read_bytes() == octets
    assert titles(path) == ["Halle"]


def test_that_a_project_that_is_gone_comes_back(path: Path, copies: Path):
    act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    path.unlink()
    assert restore_copy(path, copie.path, copies, MOMENT) is None
    assert titles(path) == ["Halle"]


def test_that_the_journal_of_the_file_that_leaves_is_not_played_into_the_one_that_comes(path: Path, copies: Path):
    act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    path.write_bytes(b"\xff" * 8192)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\xff" * 504)
    precedent = restore_copy(path, copie.path, copies, MOMENT)
    assert titles(path) == ["Halle"]
    assert not journal.exists()
    assert precedent is not None
    assert precedent.with_name(precedent.name + "-journal").exists()


def test_that_a_copy_of_an_older_format_comes_back_as_it_is(path: Path, copies: Path, tmp_path: Path):
    vieux = ancien(tmp_path)
    restore_copy(path, vieux, copies, MOMENT)
    database = Database.open(path, copies=copies)
    assert not database.lecture_seule
    database.close()


@pytest.mark.parametrize("contenu", [b"", b"SQLite format 3\x00", b"%PDF-1.7" + b"x" * 200])
def test_that_what_is_no_good_copy_replaces_nothing(path: Path, copies: Path, tmp_path: Path, contenu: bytes):
    octets = path.read_bytes()
    mauvaise = tmp_path / "mauvaise.pvd"
    mauvaise.write_bytes(contenu)
    with pytest.raises(FichierError):
        restore_copy(path, mauvaise, copies, MOMENT)
    assert path.read_bytes() == octets
    assert list(path.parent.iterdir()) == [path]


def test_that_a_damaged_copy_replaces_nothing(path: Path, copies: Path):
    act(path)
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    damage(copie.path)
    octets = path.read_bytes()
    with pytest.raises(FichierError):
        restore_copy(path, copie.path, copies, MOMENT)
    assert path.read_bytes() == octets


def test_that_an_open_project_is_not_replaced(path: Path, copies: Path):
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    database = Database.open(path)
    assert copie is not None
    with pytest.raises(FichierVerrouilleError):
        restore_copy(path, copie.path, copies, MOMENT)
    database.execute("Ajouter", add_fiche, intitule="Halle")
    database.close()
    assert titles(path) == ["Halle"]


COPIER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from models.commands.fiches import add_fiche
from models.store.copies import keep_copy
from models.store.database import Database

path, copies = Path(sys.argv[1]), Path(sys.argv[2])
database = Database.open(path)
print("pret", flush=True)
for n in range(10_000):
    database.execute("Ajouter", add_fiche, intitule="x" * 200, description="y" * 20_000)
    copie = keep_copy(path, copies, derniers=3, moment=datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=n))
    print(copie.path.name, flush=True)
"""
RESTAURER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from models.store.restauration import restore_copy

path, a, b, copies = map(Path, sys.argv[1:])
print("pret", flush=True)
for n in range(10_000):
    moment = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=n)
    restore_copy(path, (a, b)[n % 2], copies, moment)
    print(n, flush=True)
"""


def _kill_within(script: str, arguments: list[Path], graine: int) -> list[str]:
    delai = random.Random(graine).uniform(0.02, 0.4)
    commande = [sys.executable, "-c", script, *map(str, arguments)]
    with subprocess.Popen(commande, stdout=subprocess.PIPE, text=True) as session:
        assert session.stdout is not None
        assert session.stdout.readline() == "pret\n"
        fin = time.monotonic() + delai
        lignes: list[str] = []
        while time.monotonic() < fin:
            lignes.append(session.stdout.readline())
        session.kill()
        lignes += session.stdout.readlines()
    assert lignes, "nothing was done before the kill"
    return [ligne.strip() for ligne in lignes]


@pytest.mark.parametrize("graine", range(6))
def test_that_a_kill_during_a_copy_leaves_good_copies_and_a_good_project(path: Path, copies: Path, graine: int):
    _kill_within(COPIER, [path, copies], graine)
    trouvees = list_copies(copies)
    assert trouvees
    for copie in trouvees:
        check_copy(copie.path)
    Database.open(path).close()
    check_copy(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("graine", range(6))
def test_that_a_kill_during_a_restore_leaves_one_state_or_the_other(
    path: Path, copies: Path, tmp_path: Path, graine: int
):
    autre = exemple(tmp_path, "autre.pvd")
    premier = tmp_path / "premier.pvd"
    premier.write_bytes(path.read_bytes())
    _kill_within(RESTAURER, [path, premier, autre, copies], graine)
    assert titles(path) in (titles(premier), titles(autre))
    check_copy(path)
    for copie in list_copies(copies):
        check_copy(copie.path)
    restore_copy(path, autre, copies, MOMENT + timedelta(days=30))
    assert list(path.parent.iterdir()) == [path]


def test_that_the_draft_of_a_restore_that_was_killed_goes_with_the_next_opening(path: Path):
    restes = [path.with_name(f".~{path.name}.neuf{suite}") for suite in ("", "-journal")]
    for reste in restes:
        reste.write_bytes(b"SQLite")
    Database.open(path, lecture_seule=True).close()
    assert all(reste.exists() for reste in restes)  # whoever only reads does not hold the lock
    Database.open(path).close()
    assert not [reste for reste in restes if reste.exists()]
