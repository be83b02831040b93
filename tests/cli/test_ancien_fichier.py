"""A file of an older version on the command line: reading leaves it alone, importing upgrades it and says so."""

import sqlite3
from pathlib import Path

import projets
import pytest

from pvd_desktop import cli
from pvd_desktop.paths import Dossiers


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return projets.ancien(tmp_path)


def test_that_reading_an_older_file_leaves_its_bytes(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    octets = path.read_bytes()
    assert run("exporter", path, tmp_path / "projet.json") == 0
    run("controler", path)
    assert "Points à vérifier" in capsys.readouterr().out
    run("importer", path, tmp_path / "projet.json", "--simuler")
    assert path.read_bytes() == octets


def test_that_importing_into_an_older_file_upgrades_it_and_says_where_its_copy_is(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "vide.json"
    source.write_text('{"format": "pvd-projet", "version": 1, "orientations": [{"intitule": "Habiter"}]}')
    assert run("importer", path, source) == 0
    (copie,) = Dossiers.of_user().copies.glob("ancien (format 1*")
    dits = capsys.readouterr()
    assert str(copie) in dits.err
    assert "créés 1" in dits.out
    connexion = sqlite3.connect(path)
    assert connexion.execute("SELECT intitule FROM orientation ORDER BY id DESC LIMIT 1").fetchone() == ("Habiter",)
    connexion.close()
