"""The folder of copies: what is written there, what is let go, and what a kill leaves."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from projets import MOMENT, Horloge, act, damage, exemple, nouveau, titles

from models.commands.fiches import add_fiche, update_fiche
from models.store.copie import Interruption
from models.store.copies import check_copy, copies_of, keep_copy, last_good_copy, list_copies
from models.store.database import Database
from models.store.errors import CopieError, CopieInterrompueError, FichierError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    dossier = tmp_path / "mairie"
    dossier.mkdir()
    return nouveau(dossier, "bapaume.pvd")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "profil" / "copies"


def test_that_a_copy_is_named_by_its_project_and_its_moment(path: Path, copies: Path):
    copie = keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert copie is not None
    assert copie.path.parent == copies
    assert copie.path.name.startswith("bapaume (")
    assert f"{MOMENT.astimezone():%Y-%m-%d %Hh%Mm%S}" in copie.path.name
    assert list_copies(copies) == (copie,)
    assert list(copies.iterdir()) == [copie.path]
    assert titles(copie.path) == []


def test_that_nothing_is_copied_when_nothing_changed(path: Path, copies: Path):
    assert keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert keep_copy(path, copies, derniers=10, moment=MOMENT + timedelta(hours=1)) is None
    act(path)
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
    act(path)
    keep_copy(path, copies, derniers=10, moment=MOMENT)
    assert len({c.moment for c in list_copies(copies)}) == 2


def test_that_a_copy_never_stands_beside_its_project(path: Path):
    with pytest.raises(CopieError, match="dossier du projet"):
        keep_copy(path, path.parent, derniers=10, moment=MOMENT)
    assert list(path.parent.iterdir()) == [path]


def test_that_a_file_in_the_place_of_the_folder_of_copies_is_told(path: Path, copies: Path):
    copies.parent.mkdir()
    copies.write_text("ceci n’est pas un dossier", encoding="utf-8")
    with pytest.raises(CopieError, match="un fichier porte déjà le nom de ce dossier"):
        keep_copy(path, copies, derniers=1, moment=MOMENT)


def test_that_a_damaged_project_gives_no_copy_and_takes_none_away(path: Path, copies: Path):
    act(path)
    bonne = keep_copy(path, copies, derniers=1, moment=MOMENT)
    act(path, "Gare")
    damage(path)
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
            act(projet, str(heure))
            keep_copy(projet, copies, derniers=1, moment=MOMENT + timedelta(seconds=heure))
    assert {titles(c.path)[-1] for c in copies_of(premier, copies)} == {"2"}
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
    assert titles(copie.path) == ["Halle"]


def test_that_an_act_comes_before_a_copy_under_way(path: Path, copies: Path):
    database = Database.open(path, horloge=Horloge())
    with database._ecriture.engine.begin() as connection:
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
    assert titles(path) == ["Halle"]


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
