"""The échéances leave for an agenda by the terminal."""

import json
from pathlib import Path

import pytest
import vobject

from pvd_desktop import cli


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """The example project."""
    fichier = tmp_path / "valembecque.pvd"
    assert cli.run(["exemple", str(fichier)]) == 0
    return fichier


@pytest.mark.parametrize("nom", [(), ("--document", "agenda"), ("--document", "calendrier")])
def test_that_the_open_echeances_are_written_for_an_agenda(projet: Path, tmp_path: Path, nom: tuple[str, ...]):
    sortie = tmp_path / "agenda.ics"
    assert cli.run(["exporter", str(projet), str(sortie), *nom]) == 0
    evenements = list(vobject.readOne(sortie.read_text("utf-8")).vevent_list)
    assert evenements
    assert len({e.uid.value for e in evenements}) == len(evenements)


def test_that_an_agenda_of_one_fiche_is_refused(projet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.run(["exporter", str(projet), str(tmp_path / "a.ics"), "--fiche", "1.1"]) == 1
    assert "tout le projet" in capsys.readouterr().err


def test_that_the_agenda_is_in_the_list_of_what_can_be_written(projet: Path, capsys: pytest.CaptureFixture[str]):
    cli.run(["exporter", str(projet), "--liste"])
    assert "agenda\tLes échéances à venir, pour un agenda\t.ics" in capsys.readouterr().out


AGENDA = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:copil
SUMMARY:COPIL
DTSTART;VALUE=DATE:20261210
END:VEVENT
BEGIN:VEVENT
UID:perdu
SUMMARY:Sans date
END:VEVENT
END:VCALENDAR
"""


def test_that_a_calendar_comes_in_once_and_stays_in_step(
    projet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "mairie.ics"
    source.write_bytes(AGENDA.encode())
    capsys.readouterr()

    def importer(*options: str) -> str:
        assert cli.run(["importer", str(projet), str(source), *options]) == 0
        return capsys.readouterr().out

    simule = importer("--simuler")
    assert "créés 1 · modifiés 0 · inchangés 0 · refusés 1" in simule
    assert "mairie.ics, ligne 7 «\u00a0Sans date\u00a0»" in simule
    assert importer() == simule
    assert "créés 0 · modifiés 0 · inchangés 1 · refusés 1" in importer()
    source.write_bytes(AGENDA.replace("20261210", "20261217").encode())
    assert json.loads(importer("--json"))["modifies"] == 1
