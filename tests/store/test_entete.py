"""Files that are not projects: refused with the reason, bytes untouched."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from projets import exemple, nouveau

from models.commands.fiches import add_fiche
from models.commands.territoire import update_territoire
from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.store import errors
from models.store.database import Database
from models.store.schema import VERSION

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def refused(path: Path, expected: type[errors.FichierError], *, lecture_seule: bool = False) -> str:
    before = path.read_bytes()
    siblings = sorted(path.parent.iterdir())
    with pytest.raises(expected) as caught:
        Database.open(path, lecture_seule=lecture_seule)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == siblings
    assert caught.value.remede
    return caught.value.message


def read_while_checked(path: Path) -> Projet:
    database = Database.open(path, controle_en_fond=True)
    try:
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()


def test_that_an_absent_file_is_told_and_not_created(tmp_path: Path):
    with pytest.raises(errors.FichierAbsentError, match=r"absent\.pvd"):
        Database.open(tmp_path / "absent.pvd")
    assert not list(tmp_path.iterdir())


def test_that_a_file_of_a_folder_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(chemin: Path, *_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", str(chemin))

    path = nouveau(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(errors.FichierInaccessibleError, match="son accès est refusé"):
        Database.open(path)


def test_that_an_empty_file_stays_empty(tmp_path: Path):
    path = tmp_path / "vide.pvd"
    path.touch()
    assert "vide" in refused(path, errors.FichierVideError)


@pytest.mark.parametrize(
    ("octets", "nature"),
    [
        (PNG, "image PNG"),
        (b"%PDF-1.7\n" + bytes(200), "document PDF"),
        (b"PK\x03\x04" + bytes(200), "archive"),
        (b'{"format": "pvd-projet"}', "JSON"),
        (
            b"n'importe quoi, mais assez long pour un en-tete de base de donnees, cent octets au moins, voila.",
            "reconnu",
        ),
    ],
)
def test_that_a_foreign_file_is_named_for_what_it_is(tmp_path: Path, octets: bytes, nature: str):
    path = tmp_path / "projet.pvd"
    path.write_bytes(octets)
    assert nature in refused(path, errors.FichierEtrangerError)


def test_that_the_database_of_another_program_is_refused(tmp_path: Path):
    path = tmp_path / "autre.pvd"
    connexion = sqlite3.connect(path)
    connexion.execute("CREATE TABLE t (x)")
    connexion.commit()
    connexion.close()
    assert "autre logiciel" in refused(path, errors.FichierEtrangerError)


def test_that_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(errors.FichierEtrangerError, match="dossier"):
        Database.open(tmp_path)


@pytest.mark.parametrize("reste", [50, 100, 5000])
def test_that_a_truncated_file_is_told_from_a_foreign_one(tmp_path: Path, reste: int):
    path = nouveau(tmp_path)
    path.write_bytes(path.read_bytes()[:reste])
    assert f"{reste} octets" in refused(path, errors.FichierTronqueError)


def test_that_a_newer_file_is_refused_with_its_version(tmp_path: Path):
    path = nouveau(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute(f"PRAGMA user_version={VERSION + 1}")
    connexion.close()
    assert f"format {VERSION + 1}" in refused(path, errors.FichierTropRecentError)


@pytest.mark.parametrize(
    ("piege", "objet"),
    [
        ("CREATE TRIGGER t AFTER UPDATE ON fiche_action BEGIN DELETE FROM depense; END", "déclencheur « t »"),
        ("CREATE VIEW v AS SELECT 1", "vue « v »"),
        ("CREATE TABLE virus (x)", "table « virus »"),
    ],
)
def test_that_a_booby_trapped_file_is_refused(tmp_path: Path, piege: str, objet: str):
    path = nouveau(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute(piege)
    connexion.commit()
    connexion.close()
    assert objet in refused(path, errors.FichierPiegeError)


def test_that_a_project_without_one_of_its_tables_is_damaged(tmp_path: Path):
    path = nouveau(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute("DROP TABLE versement")
    connexion.commit()
    connexion.close()
    assert "versement" in refused(path, errors.FichierEndommageError)


def test_that_a_scribbled_page_is_told_as_damage(tmp_path: Path):
    path = nouveau(tmp_path)
    octets = bytearray(path.read_bytes())
    octets[4096 * 3 : 4096 * 6] = b"\xa5" * (4096 * 3)
    path.write_bytes(octets)
    assert "endommagé" in refused(path, errors.FichierEndommageError)


def test_that_a_table_whose_name_was_damaged_is_told_in_french(tmp_path: Path):
    path = nouveau(tmp_path)
    octets = path.read_bytes()
    # SQLite quotes the statement it cannot parse, and Python cannot decode that.
    path.write_bytes(octets.replace(b"CREATE TABLE repartition", b"CREATE T\xebBLE repartition"))
    assert "endommagé" in refused(path, errors.FichierEndommageError)


def _with_a_lying_index(dossier: Path) -> Path:
    path = exemple(dossier)
    retire = "DELETE FROM sqlite_schema WHERE name = 'ix_depense_operation_id'"
    remis = "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)"
    with sqlite3.connect(path) as connexion:
        index = connexion.execute(f"SELECT * {retire.removeprefix('DELETE ')}").fetchone()
    for enonce, valeurs in ((retire, ()), ("UPDATE depense SET operation_id = 2 WHERE id = 1", ()), (remis, index)):
        # One connection each: SQLite reads the schema once.
        with sqlite3.connect(path) as connexion:
            connexion.execute("PRAGMA writable_schema=ON")
            connexion.execute(enonce, valeurs)
        connexion.close()
    return path


def test_that_an_index_that_misses_a_row_is_told_as_damage(tmp_path: Path):
    """What is read through it would be left out of the totals, without a word."""
    assert "endommagé" in refused(_with_a_lying_index(tmp_path), errors.FichierEndommageError)


def _with_a_damaged_journal(dossier: Path) -> Path:
    path = exemple(dossier)
    with sqlite3.connect(path) as connexion:
        (taille,) = connexion.execute("PRAGMA page_size").fetchone()
        (racine,) = connexion.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'acte_ligne'").fetchone()
    connexion.close()
    with path.open("r+b") as fichier:
        fichier.seek((racine - 1) * taille)
        fichier.write(b"\xff" * 64)
    return path


def _with_a_lost_line_in_the_journal(dossier: Path) -> Path:
    path = exemple(dossier)
    with sqlite3.connect(path) as connexion:
        connexion.execute("UPDATE acte_ligne SET acte_id = 999 WHERE id = 1")
    connexion.close()
    return path


def test_that_a_damaged_journal_is_told_as_damage(tmp_path: Path):
    assert "endommagé" in refused(_with_a_damaged_journal(tmp_path), errors.FichierEndommageError)


@pytest.mark.parametrize("damage", [_with_a_lying_index, _with_a_damaged_journal, _with_a_lost_line_in_the_journal])
def test_that_what_the_first_page_does_not_read_is_checked_before_anything_else(
    tmp_path: Path, damage: Callable[[Path], Path]
):
    path = damage(tmp_path)
    avant = path.read_bytes()
    database = Database.open(path, controle_en_fond=True)
    try:
        with pytest.raises(errors.FichierEndommageError):
            database.execute("Ajouter une action", add_fiche)
        with pytest.raises(errors.FichierEndommageError):
            database.copy_to(tmp_path / "copie.pvd")
        with pytest.raises(errors.FichierEndommageError):
            database.finish_check()
        with pytest.raises(errors.FichierEndommageError), database.read():
            pytest.fail("the session was given")
    finally:
        database.close()
    assert path.read_bytes() == avant


@pytest.mark.parametrize(
    "dommage",
    [
        "UPDATE depense SET montant_ht = 'abc'",
        "UPDATE depense SET annee = 'deux mille'",
        "UPDATE fiche_action SET date_dernier_copil = '2026-99-99'",
        "UPDATE fiche_action SET date_dernier_copil = 'demain'",
        "UPDATE fiche_action SET date_dernier_copil = '2026-02-31'",
        "UPDATE fiche_action SET date_dernier_copil = '0000-01-01'",
        "UPDATE depense SET montant_ht = -5",
        "UPDATE fiche_action SET statut = 'finie'",
        "UPDATE fiche_action SET intitule = x'FF00'",
        "UPDATE fiche_action SET supprime_le = 'hier'",
        "UPDATE fiche_action SET supprime_le = '12:00'",
        "DELETE FROM territoire",
        "UPDATE fiche_action SET themes = 'habitat inconnu'",
        "UPDATE fiche_action SET orientation_id = 999",
        "UPDATE indicateur SET fiche_id = NULL, orientation_id = NULL",
        "UPDATE indicateur SET fiche_id = 1, orientation_id = 1",
    ],
)
def test_that_a_value_of_the_wrong_kind_is_told_as_damage(tmp_path: Path, dommage: str):
    path = exemple(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute("PRAGMA ignore_check_constraints=ON")
    connexion.execute(dommage)
    connexion.commit()
    connexion.close()
    message = refused(path, errors.FichierEndommageError)
    assert "database" not in message
    # Where nothing can be written, SQLite checks less.
    assert "endommagé" in refused(path, errors.FichierEndommageError, lecture_seule=True)
    with pytest.raises(errors.FichierEndommageError) as a_la_lecture:
        read_while_checked(path)
    assert a_la_lecture.value.message == message


@pytest.mark.parametrize("valeur", ["douze", "-1", "NaN", ""])
def test_that_a_local_parameter_nobody_can_read_is_told_with_its_file(tmp_path: Path, valeur: str):
    path = exemple(tmp_path)
    with sqlite3.connect(path) as connexion:
        connexion.execute(
            "INSERT INTO parametre_local (uid, rang, cle, valeur, motif) VALUES ('u', 0, 'seuil', ?, '')", (valeur,)
        )
    connexion.close()
    message = refused(path, errors.FichierEndommageError)
    assert path.name in message
    assert f"«\u00a0{valeur}\u00a0» n’est pas un nombre" in message


def test_that_a_damaged_file_still_being_checked_takes_no_act_and_is_given_back_as_it_was(tmp_path: Path):
    path = exemple(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute("UPDATE fiche_action SET orientation_id = 999")
    connexion.commit()
    connexion.close()
    octets = path.read_bytes()
    database = Database.open(path, controle_en_fond=True)
    with pytest.raises(errors.FichierEndommageError, match="fiche_action"):
        database.execute("Nommer", update_territoire, nom="Autre")
    with pytest.raises(errors.FichierEndommageError, match="fiche_action"):
        database.copy_to(tmp_path / "copie.pvd")
    database.close()
    assert path.read_bytes() == octets
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_file_in_use_is_not_called_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("models.store.connexion._ATTENTE_S", 0.01)
    path = exemple(tmp_path)
    connexion = sqlite3.connect(path, isolation_level=None)
    connexion.execute("BEGIN EXCLUSIVE")
    assert "occupé" in refused(path, errors.FichierInaccessibleError, lecture_seule=True)
    connexion.close()


def test_that_a_file_whose_commit_was_cut_is_repaired_by_whoever_may_write(tmp_path: Path):
    path = exemple(tmp_path)
    code = (
        "import os, sqlite3, sys\n"
        "connexion = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connexion.execute('PRAGMA cache_size=2')\n"
        "connexion.execute('BEGIN')\n"
        "connexion.execute('UPDATE organisme SET notes=hex(zeroblob(20000))')\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True)
    assert path.with_name(f"{path.name}-journal").stat().st_size
    assert "interrompu" in refused(path, errors.FichierInaccessibleError, lecture_seule=True)
    Database.open(path).close()
    Database.open(path, lecture_seule=True).close()
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_project_left_in_wal_mode_by_another_tool_is_refused(tmp_path: Path):
    path = exemple(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute("PRAGMA journal_mode=WAL")
    connexion.close()
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert "WAL" in refused(path, errors.FichierWalError)
    assert "WAL" in refused(path, errors.FichierWalError, lecture_seule=True)


def test_that_a_foreign_wal_beside_a_project_is_not_replayed_into_it(tmp_path: Path):
    path = exemple(tmp_path)
    autre = tmp_path / "autre.pvd"
    autre.write_bytes(path.read_bytes())
    connexion = sqlite3.connect(autre)
    connexion.execute("PRAGMA journal_mode=WAL")
    connexion.execute("UPDATE organisme SET notes = 'venu d’ailleurs'")
    connexion.commit()
    path.with_name(f"{path.name}-wal").write_bytes(autre.with_name("autre.pvd-wal").read_bytes())
    connexion.close()
    assert "WAL" in refused(path, errors.FichierWalError)


def test_that_a_project_without_version_is_refused(tmp_path: Path):
    path = nouveau(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute("PRAGMA user_version=0")
    connexion.close()
    assert "version" in refused(path, errors.FichierEtrangerError)


@pytest.mark.parametrize("enonce", ["UPDATE alembic_version SET version_num = '0009'", "DELETE FROM alembic_version"])
def test_that_a_header_that_disagrees_with_the_content_is_damage(tmp_path: Path, enonce: str):
    path = nouveau(tmp_path)
    connexion = sqlite3.connect(path)
    connexion.execute(enonce)
    connexion.commit()
    connexion.close()
    assert "version" in refused(path, errors.FichierEndommageError)
