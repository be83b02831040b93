"""« reprendre »: a maquette that comes back, from the terminal."""

import json
from pathlib import Path

import pytest
from projets import MOMENT, contenu, exemple
from retours import Maquette, reviewed

from models.commands.retour import write_retour
from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop import cli


def projet_de(path: Path) -> Projet:
    """The project of a file."""
    database = Database.open(path, lecture_seule=True)
    try:
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    return exemple(tmp_path)


@pytest.fixture
def retour(fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The maquette of the example, with one part typed, a word in the place of an amount, and an action more."""
    chemin = tmp_path / "retour.xlsx"
    assert cli.run(["exporter", str(fichier), str(chemin), "--document", "maquette"]) == 0
    capsys.readouterr()
    classeur = Maquette(chemin.read_bytes())
    operations = [nom for _, nom in classeur.lignes("periode") if nom.startswith(("action", "operation"))]
    deux = [nom for nom in operations if nom.startswith("operation") or nom.count(":") == 2][:2]
    classeur.ecrit("periode", deux[0], "part", 1234)
    classeur.ecrit("periode", deux[1], "part", "à voir")
    classeur.ajoute("periode", operations[0], numero="9.9", action="Planter un verger", cout=4000)
    chemin.write_bytes(classeur.to_bytes())
    return chemin


@pytest.mark.parametrize("commande", ["importer", "reprendre"])
def test_that_a_returned_maquette_is_taken_back(
    commande: str, fichier: Path, retour: Path, capsys: pytest.CaptureFixture[str]
):
    avant = projet_de(fichier)
    assert cli.run([commande, str(fichier), str(retour)]) == 0
    sortie = capsys.readouterr().out
    assert "[Pas un montant] retour.xlsx, Période, ligne" in sortie.replace("\u00a0", " ")
    assert sortie.splitlines()[-1].startswith("créés 1 · modifiés 1 · inchangés ")
    assert sortie.splitlines()[-1].endswith("refusés 1")
    apres = projet_de(fichier)
    assert {f.numero for f in apres.fiches} - {f.numero for f in avant.fiches} == {"9.9"}
    assert 1234 in {o.part_decidee for f in apres.fiches for o in f.operations}


def test_that_a_simulation_tells_the_same_and_writes_nothing(
    fichier: Path, retour: Path, capsys: pytest.CaptureFixture[str]
):
    octets = fichier.read_bytes()
    assert cli.run(["reprendre", str(fichier), str(retour), "--simuler", "--json"]) == 0
    bilan = json.loads(capsys.readouterr().out)
    assert (bilan["crees"], bilan["modifies"], bilan["refuses"]) == (1, 1, 1)
    assert {detail["genre"] for detail in bilan["details"]} == {"ajout", "modifie", "non_montant"}
    assert [detail["accepte"] for detail in bilan["details"] if detail["genre"] == "non_montant"] == [False]
    assert fichier.read_bytes() == octets


def test_that_one_undo_takes_all_of_it_back(fichier: Path, retour: Path):
    database = Database.open(fichier)
    try:
        avant = contenu(database)
        with database.read() as session:
            projet = load_projet(session)
        reviseur = reviewed(retour.read_bytes(), projet)
        database.execute("Reprendre", write_retour, reviseur.ecritures(reviseur.revue.proposes()), moment=MOMENT)
        assert contenu(database) != avant
        database.undo()
        assert contenu(database) == avant
    finally:
        database.close()


def test_that_a_table_that_is_no_maquette_is_refused_with_what_to_do(
    fichier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    suivi = tmp_path / "suivi.xlsx"
    assert cli.run(["exporter", str(fichier), str(suivi), "--document", "suivi"]) == 0
    assert cli.run(["reprendre", str(fichier), str(suivi)]) == 1
    assert "Importer un tableau" in capsys.readouterr().err


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (OLE + b"\x00" * 600, ".xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le") * 40, "mot de passe"),
        (b"PK\x03\x04rien", "endommagé"),
        (None, "n’existe pas"),
    ],
    ids=["ancien", "chiffré", "abîmé", "absent"],
)
def test_that_a_file_that_cannot_be_read_says_what_to_do(
    fichier: Path, capsys: pytest.CaptureFixture[str], octets: bytes | None, dit: str
):
    path = fichier.with_name("retour.xlsx")
    if octets is not None:
        path.write_bytes(octets)
    assert cli.run(["reprendre", str(fichier), str(path)]) == 1
    assert dit in capsys.readouterr().err


def test_that_a_protected_sheet_is_read_like_another(fichier: Path, retour: Path):
    classeur = Maquette(retour.read_bytes())
    for feuille in classeur.livre:
        feuille.protection.sheet = True
        feuille.protection.password = "secret"
    retour.write_bytes(classeur.to_bytes())
    assert cli.run(["reprendre", str(fichier), str(retour)]) == 0
    assert 1234 in {o.part_decidee for f in projet_de(fichier).fiches for o in f.operations}


def test_that_a_project_that_does_not_exist_is_not_made_of_a_maquette(
    tmp_path: Path, retour: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["reprendre", str(tmp_path / "neuf.pvd"), str(retour)]) == 1
    assert not (tmp_path / "neuf.pvd").exists()
    assert capsys.readouterr().err
