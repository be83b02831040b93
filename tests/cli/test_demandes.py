"""The documents of a demande from the terminal: which one is meant, its dossier, and what is refused."""

import zipfile
from hashlib import sha256
from pathlib import Path

import projets
import pytest
from openpyxl import load_workbook

from models.commands.demandes import add_piece
from models.domain.demande import EtatPiece
from models.domain.pieces import Fichier
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli

TRANCHE_3 = "DETR 2027 – Requalifier la Grand-Place, tranche 3\u00a0: venelles et abords de la halle"


def run(*arguments: object) -> int:
    return cli.run([str(a) for a in arguments])


@pytest.fixture(scope="module")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return projets.exemple(tmp_path_factory.mktemp("exemple"))


def test_that_the_list_names_each_demande_as_it_is_asked_for(exemple: Path, capsys: pytest.CaptureFixture[str]):
    assert run("exporter", exemple, "--liste") == 0
    lignes = capsys.readouterr().out.splitlines()
    assert any(ligne.startswith("--demande\tDETR 2027 – Requalifier la Grand-Place, tranche 3") for ligne in lignes)
    assert any(ligne.startswith("demande-deliberation\tProjet de délibération\t.pdf") for ligne in lignes)


def test_that_a_dossier_is_a_folder_that_says_what_it_lacks(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    cible = tmp_path / "tranche 3"
    assert run("exporter", exemple, cible, "--document", "demande", "--demande", TRANCHE_3) == 0
    noms = {f.relative_to(cible).as_posix() for f in cible.rglob("*") if f.is_file()}
    assert {"00 – Sommaire.txt", "01 – Projet de délibération.pdf", "02 – Note explicative.pdf"} <= noms
    assert "Word à compléter/01 – Projet de délibération.docx" in noms
    dit = capsys.readouterr().out
    assert "Absent\u00a0: Programme détaillé des travaux. Elle reste à joindre." in dit
    assert f"Dossier écrit\u00a0: {cible} ({len(noms) - 2} fichiers)" in dit


def test_that_a_zip_needs_no_name_of_document_and_a_number_of_dossier_names_a_demande(exemple: Path, tmp_path: Path):
    cible = tmp_path / "a.zip"
    assert run("exporter", exemple, cible, "--demande", "detr-2024-062-0307") == 0
    with zipfile.ZipFile(cible) as paquet:
        assert "00 – Sommaire.pdf" in paquet.namelist()
        assert paquet.testzip() is None


def test_that_the_beginning_of_a_name_is_enough_when_it_is_that_of_one(exemple: Path, tmp_path: Path):
    cible = tmp_path / "plan.txt"
    assert run("exporter", exemple, cible, "--document", "demande-plan", "--demande", "fonds vert") == 0
    assert "Rénover l’école Jacques-Brisset" in cible.read_text("utf-8")


def test_that_one_document_of_a_demande_is_written_alone(exemple: Path, tmp_path: Path):
    cible = tmp_path / "plan.txt"
    assert run("exporter", exemple, cible, "--document", "demande-plan", "--demande", TRANCHE_3) == 0
    assert "Participation du maître d’ouvrage" in cible.read_text("utf-8")


def test_that_the_plan_and_the_echeancier_are_written_as_a_workbook(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    cible = tmp_path / "plan.xlsx"
    assert run("exporter", exemple, cible, "--document", "demande-classeur", "--demande", TRANCHE_3) == 0
    assert load_workbook(cible).sheetnames == ["Plan de financement", "Échéancier"]
    assert run("exporter", exemple, tmp_path / "plan.pdf", "--document", "demande-classeur") != 0
    assert "ne s’écrit pas en" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "dit"),
    [
        (("a.zip",), "Le projet compte plusieurs demandes."),
        (("a.zip", "--demande", "Transformer la halle aux grains en halle marchande"), "nommer plusieurs"),
        (("a.zip", "--demande", "DETR 2027"), "«\u00a0DETR 2027\u00a0» peut nommer plusieurs demandes"),
        (("a.zip", "--demande", "Piscine"), "Aucune demande ne s’appelle"),
        (("a.pdf", "--document", "fiches", "--demande", TRANCHE_3), "ne porte sur aucune demande"),
        (("a.json", "--demande", TRANCHE_3), "Le JSON contient toujours le projet entier."),
        (("dossier", "--document", "demande-note", "--demande", TRANCHE_3), "Le format"),
        (("absent/dossier", "--document", "demande", "--demande", TRANCHE_3), "n’existe pas"),
    ],
)
def test_that_what_cannot_be_written_is_refused_with_a_way_out(
    exemple: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], dit: str
):
    sortie, *options = arguments
    assert run("exporter", exemple, tmp_path / sortie, *options) == cli.REFUS
    assert dit in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_that_the_pieces_of_the_file_and_those_beside_it_are_in_the_dossier(tmp_path: Path):
    chemin = projets.exemple(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "masse.pdf").write_bytes(b"%PDF plan")
    database = Database.open(chemin)
    with database.read() as session:
        uid = next(d.uid for d in load_projet(session).demandes if "tranche 3" in d.intitule)
    octets = b"%PDF programme"
    incorpore = Fichier(intitule="Programme.pdf", sha256=sha256(octets).hexdigest(), taille=len(octets), octets=octets)
    lie = Fichier(intitule="Masse.pdf", sha256=sha256(b"%PDF plan").hexdigest(), taille=9, chemin="plans/masse.pdf")
    for code, fichier in (("programme_travaux", incorpore), ("plan_masse", lie)):
        database.execute("Joindre", add_piece, uid, fichier, code=code, etat=EtatPiece.JOINTE)
    database.close()
    assert run("exporter", chemin, tmp_path / "d", "--document", "demande", "--demande", TRANCHE_3) == 0
    copies = {f.name[5:]: f.read_bytes() for f in (tmp_path / "d").iterdir() if "Justificatif travaux" in f.name}
    assert sorted(copies.values()) == [b"%PDF plan", octets]
