"""``importer`` of fiches in Word: the account, nothing written by a simulation, nothing left of a refusal."""

import json
from pathlib import Path

import projets
import pytest
from fiches_word import MODELES

from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.cli import run


def importer(*arguments: object) -> int:
    return run(["importer", *map(str, arguments)])


def numeros(path: Path) -> list[str]:
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        projet = load_projet(session)
    database.close()
    return [f.numero for f in projet.fiches]


def test_that_fiches_come_in_and_are_told_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, projet = tmp_path / "fiches.docx", projets.nouveau(tmp_path)
    MODELES["deux_colonnes"](source)
    assert importer(projet, source) == 0
    assert numeros(projet) == ["1.1", "1.2"]
    lignes = capsys.readouterr().out.splitlines()
    assert any(
        li.startswith("fiches.docx, tableau 1, ligne 13 «\u00a0Une demi-journée par semaine\u00a0»") for li in lignes
    )
    assert lignes[-1] == "créés 7 · modifiés 0 · inchangés 0 · refusés 0"


def test_that_a_simulation_says_the_same_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, projet = tmp_path / "fiches.docx", projets.nouveau(tmp_path)
    MODELES["titres"](source)
    avant = projet.read_bytes()
    assert importer(projet, source, "--simuler", "--json") == 0
    assert json.loads(capsys.readouterr().out)["crees"] == 5
    assert projet.read_bytes() == avant


def test_that_a_document_without_a_fiche_leaves_no_project_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, projet = tmp_path / "lettre.doc", tmp_path / "neuf.pvd"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert importer(projet, source) == 1
    assert "ancien format" in capsys.readouterr().err
    assert not projet.exists()
