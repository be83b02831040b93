"""The command line, as a person types it: French, exit codes 0 / 1 / 2, files left good."""

import json
import subprocess
import sys
from pathlib import Path

import projets
import pytest

from models.commands.fiches import remove_fiches
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture
def exemple(tmp_path: Path) -> Path:
    return projets.exemple(tmp_path)


def test_that_the_example_is_written_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "exemple.pvd"
    assert run("exemple", path) == 0
    before = path.read_bytes()
    assert run("exemple", path) == 1
    assert "existe déjà" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_that_the_example_becomes_a_pdf_of_all_fiches_in_one_command(
    exemple: Path, tmp_path: Path, pdftotext: Path, capsys: pytest.CaptureFixture[str]
):
    cible = tmp_path / "fiches.pdf"
    assert run("exporter", exemple, cible, "--document", "fiches") == 0
    assert str(cible) in capsys.readouterr().out
    texte = subprocess.run([pdftotext, cible, "-"], capture_output=True, text=True, check=True).stdout
    assert "1741130,92€" in "".join(texte.split())
    assert "■" not in texte


def test_that_one_fiche_is_chosen_by_its_number(exemple: Path, tmp_path: Path, pdftotext: Path):
    cible = tmp_path / "fiche.pdf"
    assert run("exporter", exemple, cible, "--document", "fiche", "--fiche", "3.2") == 0
    texte = subprocess.run([pdftotext, cible, "-"], capture_output=True, text=True, check=True).stdout
    assert "voie verte" in texte
    assert "halle aux grains" not in texte


def test_that_export_import_export_gives_the_same_file(exemple: Path, tmp_path: Path):
    first, second, autre = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "autre.pvd"
    assert run("exporter", exemple, first) == 0
    assert run("importer", autre, first) == 0
    assert run("exporter", autre, second) == 0
    assert second.read_bytes() == first.read_bytes()


def test_that_the_last_line_counts_what_was_done(exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "projet.json"
    run("exporter", exemple, source)
    autre = tmp_path / "autre.pvd"
    run("importer", autre, source)
    assert capsys.readouterr().out.splitlines()[-1] == "créés 58 · modifiés 0 · inchangés 0 · refusés 0"
    run("importer", autre, source)
    assert capsys.readouterr().out.splitlines()[-1] == "créés 0 · modifiés 0 · inchangés 58 · refusés 0"


def test_that_what_comes_back_from_the_corbeille_is_told(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    database = Database.open(exemple)
    with database.read() as session:
        fiche = load_projet(session).fiches[0]
    database.execute("Supprimer", remove_fiches, [fiche.uid], moment=projets.MOMENT)
    database.close()
    source = tmp_path / "une.json"
    une = {"format": "pvd-projet", "version": 1, "fiches": [{"uid": fiche.uid}]}
    source.write_text(json.dumps(une), encoding="utf-8")
    assert run("importer", exemple, source, "--simuler", "--json") == 0
    bilan = json.loads(capsys.readouterr().out)
    assert (bilan["crees"], bilan["restaures"], [d["colonne"] for d in bilan["details"]]) == (0, 1, ["fiches[0]"])
    assert run("importer", exemple, source) == 0
    remarque, total = capsys.readouterr().out.splitlines()
    assert fiche.intitule in remarque
    assert "Corbeille" in remarque
    assert " · restaurés 1 · " in total


def test_that_simuler_tells_the_same_and_creates_nothing(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source, autre = tmp_path / "projet.json", tmp_path / "autre.pvd"
    run("exporter", exemple, source)
    assert run("importer", autre, source, "--simuler") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "créés 58 · modifiés 0 · inchangés 0 · refusés 0"
    assert not autre.exists()


def test_that_a_refused_import_says_where_and_leaves_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, autre = tmp_path / "faux.json", tmp_path / "autre.pvd"
    source.write_text('{"format": "pvd-projet", "version": 1, "fiches": [{"statut": "finie"}]}', encoding="utf-8")
    assert run("importer", autre, source) == 1
    sorties = capsys.readouterr()
    assert sorties.out.splitlines()[-1] == "créés 0 · modifiés 0 · inchangés 0 · refusés 1"
    assert "faux.json" in sorties.err
    assert "fiches[0].statut" in sorties.err
    assert "finie" in sorties.err
    assert "terminee" in sorties.err
    assert not autre.exists()


def test_that_a_broken_json_names_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "casse.json"
    source.write_text('{\n"format": "pvd-projet",\n"version" 1}', encoding="utf-8")
    assert run("importer", tmp_path / "a.pvd", source, "--json") == 1
    (detail,) = json.loads(capsys.readouterr().out)["details"]
    assert (detail["source"], detail["ligne"]) == ("casse.json", 3)


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [(b"\xff\xfe{\x00", "UTF-8"), ('{\n\n"é"'.encode("latin-1"), "ligne 3"), (b"", "JSON")],
)
def test_that_a_source_that_is_no_text_is_told(
    tmp_path: Path, octets: bytes, attendu: str, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "source.json"
    source.write_bytes(octets)
    assert run("importer", tmp_path / "a.pvd", source) == 1
    assert attendu in capsys.readouterr().err
    assert not (tmp_path / "a.pvd").exists()


@pytest.mark.parametrize("nom", ["absent.json", "tableau.ods", "."])
def test_that_a_source_that_cannot_be_read_is_told(tmp_path: Path, nom: str, capsys: pytest.CaptureFixture[str]):
    assert run("importer", tmp_path / "a.pvd", tmp_path / nom) == 1
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("options", [(), ("--simuler",)])
@pytest.mark.parametrize(("projet", "source"), [("x" * 300, "source"), ("projet", "x" * 300)])
def test_that_a_name_too_long_is_told_wherever_it_stands(
    tmp_path: Path, projet: str, source: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "source.json").write_text('{"format": "pvd-projet", "version": 1}', encoding="utf-8")
    assert run("importer", tmp_path / f"{projet}.pvd", tmp_path / f"{source}.json", *options) == 1
    assert f"{'x' * 300}" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["source.json"]


def test_that_controler_lists_the_points_and_answers_1_when_one_is_grave(
    exemple: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert run("controler", exemple, "--json") == 1
    points = json.loads(capsys.readouterr().out)
    assert {p["code"] for p in points} == {
        "FA-04",
        "FA-06",
        "FA-07",
        "ORT-11",
        "SUB-01",
        "SUB-03",
        "SUB-10",
    }
    for point in points:
        assert set(point) == {"code", "gravite", "jalon", "message", "remede", "objet", "champ", "source"}
        assert set(point["objet"]) == {"type", "uid", "libelle"}
        assert point["gravite"] in {"grave", "avertissement", "information"}
    assert run("controler", exemple) == 1
    assert "17,99" in capsys.readouterr().out


def test_that_an_empty_project_has_nothing_grave(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    Database.create(tmp_path / "vide.pvd").close()
    assert run("controler", tmp_path / "vide.pvd") == 0
    assert "0" in capsys.readouterr().out


def test_that_an_open_project_is_read_but_not_imported_into(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    fenetre = Database.open(exemple)
    source = tmp_path / "projet.json"
    assert run("exporter", exemple, source) == 0
    assert run("controler", exemple) == 1
    capsys.readouterr()
    assert run("importer", exemple, source) == 1
    assert "déjà ouvert" in capsys.readouterr().err
    fenetre.close()


@pytest.mark.parametrize(
    ("arguments", "attendu"),
    [
        (("fiches.xyz",), ".pdf"),
        (("fiches.pdf", "--document", "budget"), "fiches"),
        (("fiche.pdf", "--document", "fiche", "--fiche", "99"), "3.2"),
        (("fiche.pdf", "--document", "fiche"), "fiche"),
        (("absent/fiches.pdf",), "dossier"),
    ],
)
def test_that_an_impossible_export_is_told_with_the_remedy(
    exemple: Path, tmp_path: Path, arguments: tuple[str, ...], attendu: str, capsys: pytest.CaptureFixture[str]
):
    sortie, *options = arguments
    assert run("exporter", exemple, tmp_path / sortie, *options) == 1
    assert attendu in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["exemple.pvd"]


def test_that_the_documents_are_listed(exemple: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert run("exporter", exemple, "--liste") == 0
    lignes = [ligne.split("\t") for ligne in capsys.readouterr().out.splitlines()]
    liste = {nom: (titre, formats.split()) for nom, titre, formats in lignes}
    assert liste["projet"] == ("Le projet entier", [".json"])
    assert liste["convention"][0] == "Convention-cadre"
    assert {".pdf", ".txt"} <= set(liste["convention"][1])
    assert {"convention", "annexes", "fiches"} <= set(liste)


@pytest.mark.parametrize(
    "arguments", [("exporter",), ("importer", "a.pvd"), ("controler", "a.pvd", "--rapide"), ("--x",)]
)
def test_that_a_badly_written_command_answers_2_in_french(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    assert run(*arguments) == 2
    erreur = capsys.readouterr().err
    assert "--aide" in erreur
    assert "usage" not in erreur


@pytest.mark.parametrize("arguments", [("--aide",), ("exporter", "--aide"), ("-h",)])
def test_that_help_is_in_french(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert run(*arguments) == 0
    assert "importer FICHIER.pvd" in capsys.readouterr().out


def test_that_the_command_line_needs_no_qt(exemple: Path, tmp_path: Path):
    code = (
        "import sys; from pvd_desktop import cli\n"
        "codes = [cli.run(['exporter', sys.argv[1], sys.argv[2]]), cli.run(['controler', sys.argv[1]])]\n"
        "assert codes == [0, 1], codes\n"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]"
    )
    subprocess.run([sys.executable, "-c", code, exemple, tmp_path / "f.pdf"], check=True, capture_output=True)


@pytest.mark.parametrize("nom", ["exemple.txt", "exemple"])
def test_that_a_project_under_another_extension_is_refused(
    tmp_path: Path, nom: str, capsys: pytest.CaptureFixture[str]
):
    assert run("exemple", tmp_path / nom) == 1
    assert "exemple.pvd" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_that_json_takes_no_choice_of_document(exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("exporter", exemple, tmp_path / "p.json", "--fiche", "1.1") == 1
    assert "entier" in capsys.readouterr().err
    assert run("exporter", exemple, tmp_path / "p.json", "--document", "projet") == 0


def test_that_simuler_leaves_an_existing_project_as_it_is(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "un.json"
    source.write_text(
        '{"format": "pvd-projet", "version": 1, "orientations": [{"intitule": "Neuve"}]}', encoding="utf-8"
    )
    before = exemple.read_bytes()
    assert run("importer", exemple, source, "--simuler") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "créés 1 · modifiés 0 · inchangés 3 · refusés 0"
    assert exemple.read_bytes() == before


def test_that_a_folder_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "fichier").touch()
    assert run("--dossier", tmp_path / "fichier") == 1
    assert "--dossier" in capsys.readouterr().err


@pytest.mark.parametrize("commande", ["controler", "exemple"])
def test_that_a_folder_without_a_name_of_its_own_is_told_by_what_was_typed(
    capsys: pytest.CaptureFixture[str], commande: str
):
    assert run(commande, ".") == 1
    assert "«\u00a0.\u00a0»" in capsys.readouterr().err.replace(" ", "\u00a0")
