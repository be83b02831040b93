"""The documents of the convention written from the terminal, in every format each of them has."""

import zipfile
from hashlib import sha256
from pathlib import Path

import projets
import pytest
from arbres import image

from models.commands.convention import add_logo, update_convention
from models.commands.territoire import add_plans
from models.domain.pieces import Fichier
from models.domain.vocabulaire import NaturePlan
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli

PNG = b"\x89PNG\r\n\x1a\n"


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def exemple(tmp_path: Path) -> Path:
    return projets.exemple(tmp_path)


def test_that_the_convention_is_written_for_word_and_as_pages(exemple: Path, tmp_path: Path):
    for extension in (".pdf", ".docx", ".txt"):
        assert run("exporter", exemple, tmp_path / f"convention{extension}", "--document", "convention") == 0
    assert (tmp_path / "convention.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(tmp_path / "convention.docx") as word:
        assert "word/document.xml" in word.namelist()
    assert "Article\u00a01 — Objet" in (tmp_path / "convention.txt").read_text("utf-8")


def test_that_the_annexes_are_written_alone(exemple: Path, tmp_path: Path):
    cible = tmp_path / "annexes.txt"
    assert run("exporter", exemple, cible, "--document", "annexes") == 0
    texte = cible.read_text("utf-8")
    assert "Transformer la halle aux grains" in texte
    assert "## Article" not in texte


def test_that_the_plans_of_the_secteurs_are_drawn_in_the_annexes(exemple: Path, tmp_path: Path):
    octets = image(800, 600)
    fichier = Fichier(intitule="Vue.png", sha256=sha256(octets).hexdigest(), taille=len(octets), octets=octets)
    database = Database.open(exemple)
    with database.read() as session:
        secteur = load_projet(session).territoire.secteurs[0].uid
    database.execute("Joindre", add_plans, secteur, [(fichier, NaturePlan.IMAGE)])
    database.close()

    assert run("exporter", exemple, tmp_path / "annexes.docx", "--document", "annexes") == 0

    with zipfile.ZipFile(tmp_path / "annexes.docx") as word:
        assert "word/media/image1.png" in word.namelist()


def test_that_the_maquette_is_a_workbook_and_pages(exemple: Path, tmp_path: Path):
    for extension in (".xlsx", ".pdf", ".csv"):
        assert run("exporter", exemple, tmp_path / f"maquette{extension}", "--document", "maquette") == 0
    with zipfile.ZipFile(tmp_path / "maquette.xlsx") as classeur:
        assert "xl/workbook.xml" in classeur.namelist()
    assert (tmp_path / "maquette.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "maquette.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("nom", "mot"),
    [
        ("maquette-porteurs", "Communauté de communes des Monts de Warne"),
        ("maquette-communes", "Plusieurs communes"),
        ("charge-nette", "Charge nette par an"),
        ("intentions", "campagne 2027"),
    ],
)
def test_that_by_whom_and_when_is_asked_for_by_name(nom: str, mot: str, exemple: Path, tmp_path: Path):
    for extension in (".xlsx", ".docx", ".txt"):
        assert run("exporter", exemple, tmp_path / f"un{extension}", "--document", nom) == 0
    assert mot in (tmp_path / "un.txt").read_text("utf-8")
    # The name of the file is enough.
    assert run("exporter", exemple, tmp_path / f"{nom}.xlsx") == 0


def test_that_the_number_of_a_fiche_is_enough_to_ask_for_it(exemple: Path, tmp_path: Path):
    cible = tmp_path / "une.txt"
    assert run("exporter", exemple, cible, "--fiche", "3.2") == 0
    texte = cible.read_text("utf-8")
    assert "voie verte" in texte
    assert "halle aux grains" not in texte


@pytest.mark.parametrize("nom", ["fiches", "convention", "maquette"])
def test_that_a_document_of_the_whole_project_takes_no_number_of_a_fiche(
    nom: str, exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    cible = tmp_path / "une.pdf"
    assert run("exporter", exemple, cible, "--document", nom, "--fiche", "3.2") == 1
    erreur = capsys.readouterr().err.replace("\u00a0", " ")
    assert f"Le document « {nom} » contient toujours le projet entier." in erreur
    assert "« --fiche »" in erreur
    assert not cible.exists()


def test_that_a_format_a_document_has_not_is_refused_with_those_it_has(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    cible = tmp_path / "convention.xlsx"
    assert run("exporter", exemple, cible, "--document", "convention") == 1
    erreur = capsys.readouterr().err.replace("\u00a0", " ")
    assert "Le document « convention » ne s’écrit pas en « .xlsx »." in erreur
    assert "Formats possibles : .pdf, .docx, .txt." in erreur
    assert not cible.exists()


def test_that_an_unknown_document_is_told_with_the_known_ones(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("exporter", exemple, tmp_path / "a.pdf", "--document", "delibération") == 1
    assert "convention, annexes" in capsys.readouterr().err


def test_that_the_logos_of_the_project_are_on_the_cover(tmp_path: Path):
    projet, cible = projets.nouveau(tmp_path), tmp_path / "convention.txt"
    database = Database.open(projet)
    database.execute("Ajouter un logo", add_logo, PNG, intitule="Commune de Valbrune")
    database.close()
    assert run("exporter", projet, cible, "--document", "convention") == 0
    assert "[Commune de Valbrune]" in cible.read_text("utf-8")


def test_that_the_mark_of_a_draft_goes_when_the_project_takes_it_away(tmp_path: Path):
    projet, cible = projets.nouveau(tmp_path), tmp_path / "convention.txt"
    assert run("exporter", projet, cible, "--document", "convention") == 0
    assert "BROUILLON du" in cible.read_text("utf-8")
    database = Database.open(projet)
    database.execute("Retirer la mention", update_convention, brouillon=False)
    database.close()
    for document in ("convention", "annexes", "fiches"):
        assert run("exporter", projet, cible, "--document", document) == 0
        assert "BROUILLON" not in cible.read_text("utf-8")


def test_that_a_scenario_is_named_as_people_write_it(exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cible = tmp_path / "conseil.txt"
    assert run("exporter", exemple, cible, "--scenario", "la region REFUSE") == 0
    assert "441\u202f302,88\u00a0€" in cible.read_text("utf-8")
    assert run("exporter", exemple, tmp_path / "scenario.pdf") == 0
    assert run("exporter", exemple, cible, "--scenario", "le Département refuse") == 1
    assert "La Région refuse" in capsys.readouterr().err
    assert run("exporter", exemple, cible, "--scenario", "La Région refuse", "--document", "maquette") == 1
    assert "ne compare aucun scénario" in capsys.readouterr().err
    assert run("exporter", exemple, tmp_path / "a.json", "--scenario", "La Région refuse") == 1
    assert "--scenario" in capsys.readouterr().err
