"""The documents of a meeting, from the terminal."""

from pathlib import Path

import projets
import pytest

from pvd_desktop import cli


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def exemple(tmp_path: Path) -> Path:
    return projets.exemple(tmp_path)


@pytest.mark.parametrize("nom", ["COPIL de juin 2026", "copil de juin 2026", "11/06/2026", "2026-06-11"])
def test_that_a_meeting_is_named_by_its_title_or_by_its_day(exemple: Path, tmp_path: Path, nom: str):
    cible = tmp_path / "releve.txt"
    assert run("exporter", exemple, cible, "--reunion", nom) == 0
    assert "Suspendre le tiers-lieu" in cible.read_text("utf-8")


def test_that_an_unknown_meeting_is_refused_with_those_there_are(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("exporter", exemple, tmp_path / "releve.pdf", "--reunion", "COPIL de mai") == 1
    assert "COPIL de juin 2026\u00a0» (11/06/2026)" in capsys.readouterr().err
    assert not (tmp_path / "releve.pdf").exists()


def test_that_a_document_about_no_meeting_refuses_one(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("exporter", exemple, tmp_path / "convention.pdf", "--reunion", "11/06/2026") == 1
    assert "ne porte sur aucune réunion" in capsys.readouterr().err


def test_that_the_whole_project_refuses_a_meeting(exemple: Path, tmp_path: Path):
    assert run("exporter", exemple, tmp_path / "projet.json", "--reunion", "11/06/2026") == 1
