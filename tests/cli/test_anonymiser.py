"""The anonymised copy, from the terminal."""

import json
from pathlib import Path

import projets
import pytest

from models.commands.fiches import update_fiche
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def exemple(tmp_path: Path) -> Path:
    """The example, where a sentence names somebody by the family name alone."""
    path = projets.exemple(tmp_path)
    database = Database.open(path)
    with database.read() as session:
        fiche = load_projet(session).fiches[0]
    database.execute("Modifier", update_fiche, fiche.uid, description="Mme Delattre rappellera M. Inconnu.")
    database.close()
    return path


def test_that_the_copy_is_written_and_the_texts_to_read_are_listed(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    copie = tmp_path / "copie.pvd"
    assert run("anonymiser", exemple, copie) == 0
    *lignes, bilan = capsys.readouterr().out.splitlines()
    assert any("[Delattre, Inconnu]" in ligne for ligne in lignes)
    assert "personnes remplacées\u00a0; " in bilan
    assert b"Caudrelier" not in copie.read_bytes()


def test_that_a_program_reads_the_same(exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("anonymiser", exemple, tmp_path / "copie.pvd", "--json") == 0
    lu = json.loads(capsys.readouterr().out)
    assert lu["personnes"] > 10
    assert ["Delattre", "Inconnu"] in [texte["suspects"] for texte in lu["a_relire"]]


@pytest.mark.parametrize(
    ("copie", "message"),
    [(None, "Il manque le nom de la copie"), ("copie.txt", "« copie.txt »"), ("", "projet ouvert")],
)
def test_that_a_copy_without_a_name_or_over_its_project_is_refused(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], copie: str | None, message: str
):
    cible = [] if copie is None else [exemple if copie == "" else tmp_path / copie]
    assert run("anonymiser", exemple, *cible) == 1
    assert message in capsys.readouterr().err.replace("\u00a0", " ")
