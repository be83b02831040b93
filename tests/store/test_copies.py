"""The folder of copies: what is written there, what is let go, and what a kill leaves."""

import random
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projets import MOMENT, Horloge, ancien, exemple, nouveau

from models.commands.fiches import add_fiche, update_fiche
from models.queries.projet import load_projet
from models.store.copie import Interruption
from models.store.copies import check_copy, copies_of, keep_copy, last_good_copy, list_copies
from models.store.database import Database
from models.store.errors import CopieError, CopieInterrompueError, FichierError, FichierVerrouilleError
from models.store.restauration import restore_copy
from models.store.rotation import moments_gardes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dossier = tmp_path / "mairie"
    dossier.mkdir()
    return nouveau(dossier, "bapaume.pvd")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "profil" / "copies"


def _act(path: Path, intitule: str = "Halle") -> None:
    database = Database.open(path, horloge=Horloge())
    database.execute("Ajouter", add_fiche, intitule=intitule)
    database.close()


def _titles(path: Path) -> list[str]:
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        titres = [f.intitule for f in load_projet(session).fiches]
    database.close()
    return titres


def _damage(path: Path) -> None:
    with path.open("r+b") as flux:
        flux.seek(4096)
        flux.write(b"\xff" * 8192)


def test_that_a_copy_is_named_by_its_project_and_its_moment(path: Path, copies: Path):
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    assert copie.path.parent == copies
    assert copie.path.name.startswith("bapaume (")
    assert f"{MOMENT.astimezone():%Y-%m-%d %Hh%Mm%S}" in copie.path.name
    assert list_copies(copies) == (copie,)
    assert list(copies.iterdir()) == [copie.path]
    assert _titles(copie.path) == []


def test_that_nothing_is_copied_when_nothing_changed(path: Path, copies: Path):
    assert keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=1)) is None
    _act(path)
    assert keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=2))
    assert keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=3)) is None
    assert len(list_copies(copies)) == 2


def test_that_an_act_that_goes_on_is_copied_again(path: Path, copies: Path):
    horloge = Horloge()
    database = Database.open(path, horloge=horloge)
    uid = database.execute("Ajouter", add_fiche).valeur
    for texte in ("Une", "Une halle"):
        horloge.avance(seconds=2)
        database.execute_merged("Décrire", "description", update_fiche, uid, description=texte)
        assert keep_copy(path, copies, derniers=10, moment=horloge())
    database.close()


def test_that_a_damaged_copy_is_replaced_by_a_good_one(path: Path, copies: Path):
    premiere = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert premiere is not None
    premiere.path.write_bytes(b"")
    seconde = keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=1))
    assert seconde is not None
    assert last_good_copy(path, copies) == seconde


def test_that_two_copies_of_one_second_are_two_files(path: Path, copies: Path):
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    _act(path)
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert len({c.moment for c in list_copies(copies)}) == 2


def test_that_a_copy_never_stands_beside_its_project(path: Path):
    with pytest.raises(CopieError, match="dossier du projet"):
        keep_copy(path, path.parent, derniers=10, moment=MOMENT)
    assert list(path.parent.iterdir()) == [path]


def test_that_a_damaged_project_gives_no_copy_and_takes_none_away(path: Path, copies: Path):
    _act(path)
    bonne = keep_copy(path, copies, derniers=1, moment=MOMENT)
    _act(path, "Gare")
    _damage(path)
    with pytest.raises((CopieError, FichierError)):
        keep_copy(path, copies, derniers=1, moment=MOMENT + timedelta(days=400))
    assert list_copies(copies) == (bonne,)
    assert last_good_copy(path, copies) == bonne


def test_that_two_projects_of_one_name_keep_their_own_copies(tmp_path: Path, copies: Path):
    for nom in ("a", "b"):
        (tmp_path / nom).mkdir()
    premier = nouveau(tmp_path / "a", "projet.pvd")
    second = exemple(tmp_path / "b", "projet.pvd")
    for heure in range(3):
        for projet in (premier, second):
            _act(projet, str(heure))
            keep_copy(projet, copies, derniers=1, moment=MOMENT + timedelta(seconds=heure))
    assert {_titles(c.path)[-1] for c in copies_of(premier, copies)} == {"2"}
    assert len(list_copies(copies)) == 2


def test_that_drafts_of_a_killed_program_are_swept(path: Path, copies: Path):
    (copies / ".~abandon").mkdir(parents=True)
    (copies / ".~abandon" / "bapaume.pvd").touch()
    plus_tard = datetime.now(UTC) + timedelta(hours=2)
    keep_copy(path, copies, derniers=10, moment=plus_tard)
    assert [p.suffix for p in copies.iterdir()] == [".pvd"]


def test_that_somebody_who_works_in_the_project_is_not_disturbed(path: Path, copies: Path):
    database = Database.open(path, horloge=Horloge())
    database.execute("Ajouter", add_fiche, intitule="Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    database.execute("Ajouter", add_fiche, intitule="Gare")
    database.close()
    assert copie is not None
    assert _titles(copie.path) == ["Halle"]


def test_that_an_act_comes_before_a_copy_under_way(path: Path, copies: Path):
    database = Database.open(path, horloge=Horloge())
    with database._engine.begin() as connection:
        remplir = "INSERT INTO contenu (sha256, octets) VALUES (?, zeroblob(10000000))"
        connection.exec_driver_sql(remplir, [(str(n),) for n in range(20)])
    interruption = Interruption()
    refus: list[Exception] = []

    def copy() -> None:
        try:
            keep_copy(path, copies, derniers=10, moment=MOMENT, interruption=interruption)
        except CopieInterrompueError as e:
            refus.append(e)

    copie = Thread(target=copy)
    copie.start()
    while copie.is_alive() and not list(copies.glob(".~*/*")):
        time.sleep(0.001)
    interruption.cancel()
    debut = time.perf_counter()
    database.execute("Ajouter", add_fiche, intitule="Halle")
    attente = time.perf_counter() - debut
    copie.join()
    database.close()
    assert len(refus) == 1
    assert attente < 1.0
    assert list(copies.iterdir()) == []
    assert _titles(path) == ["Halle"]


# The rule of what is kept.

DEBUT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 60 * 24 * 800).map(lambda m: DEBUT - timedelta(minutes=m)), min_size=1, max_size=80)


@given(MOMENTS, st.integers(1, 15))
def test_that_the_last_ones_and_one_a_day_a_week_a_month_are_kept(moments: list[datetime], derniers: int):
    gardes = moments_gardes(moments, derniers)
    tous = sorted(set(moments), reverse=True)
    assert set(tous[:derniers]) <= gardes <= set(tous)
    assert len(gardes) <= derniers + 7 + 5 + 12
    for periode, nombre in ((lambda m: m.date(), 7), (lambda m: (m.year, m.month), 12)):
        derniere_de: dict[object, datetime] = {}
        for moment in tous:
            derniere_de.setdefault(periode(moment), moment)
        assert set(list(derniere_de.values())[:nombre]) <= gardes
    assert moments_gardes(gardes, derniers) == gardes


def test_that_a_year_of_work_keeps_a_copy_of_each_month():
    moments = [DEBUT - timedelta(minutes=30 * n) for n in range(48 * 365)]
    gardes = moments_gardes(moments, 10)
    assert len({(m.year, m.month) for m in gardes}) == 12
    assert max(moments) in gardes
    assert len(gardes) < 34


# Going back to a copy.


def test_that_a_restore_keeps_the_present_state_and_takes_the_other(path: Path, copies: Path):
    _act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    _act(path, "Gare")
    assert copie is not None
    precedent = restore_copy(path, copie.path, copies, MOMENT + timedelta(hours=1))
    assert _titles(path) == ["Halle"]
    assert precedent is not None
    assert _titles(precedent) == ["Halle", "Gare"]
    assert list(path.parent.iterdir()) == [path]
    restore_copy(path, precedent, copies, MOMENT + timedelta(hours=2))
    assert _titles(path) == ["Halle", "Gare"]


def test_that_a_damaged_project_is_kept_byte_for_byte(path: Path, copies: Path):
    _act(path, "Halle")
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    _damage(path)
    octets = path.read_bytes()
    bonne = last_good_copy(path, copies)
    assert bonne is not None
    precedent = restore_copy(path, bonne.path, copies, MOMENT + timedelta(hours=1))
    assert precedent is not None
    assert precedent.read_bytes() == octets
    assert _titles(path) == ["Halle"]
    assert copies_of(path, copies) == (bonne,)


def test_that_an_empty_file_finds_its_copies_by_its_name(path: Path, copies: Path):
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    path.write_bytes(b"")
    bonne = last_good_copy(path, copies)
    assert bonne is not None
    restore_copy(path, bonne.path, copies, MOMENT)
    check_copy(path)


def test_that_a_project_that_is_gone_comes_back(path: Path, copies: Path):
    _act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    path.unlink()
    assert restore_copy(path, copie.path, copies, MOMENT) is None
    assert _titles(path) == ["Halle"]


def test_that_the_journal_of_the_file_that_leaves_is_not_played_into_the_one_that_comes(path: Path, copies: Path):
    _act(path, "Halle")
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    path.write_bytes(b"\xff" * 8192)
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\xff" * 504)
    precedent = restore_copy(path, copie.path, copies, MOMENT)
    assert _titles(path) == ["Halle"]
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
    _act(path)
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    _damage(copie.path)
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
    assert _titles(path) == ["Halle"]


# A kill at any moment.

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
    assert _titles(path) in (_titles(premier), _titles(autre))
    check_copy(path)
    for copie in list_copies(copies):
        check_copy(copie.path)
    restore_copy(path, autre, copies, MOMENT + timedelta(days=30))
    assert list(path.parent.iterdir()) == [path]


def test_that_the_copy_of_a_large_file_is_read_whole(path: Path, copies: Path):
    connexion = sqlite3.connect(path)
    connexion.execute("INSERT INTO contenu (sha256, octets) VALUES ('a', zeroblob(34000000))")
    connexion.commit()
    connexion.close()
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    with copie.path.open("r+b") as flux:
        flux.seek(8 * 4096)
        flux.write(b"\xff" * 4096)
    with pytest.raises(FichierError):
        check_copy(copie.path)
