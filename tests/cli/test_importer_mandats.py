"""``importer`` of mandats: to the operation that is named, each once, with a way out when nobody knows it."""

import json
from pathlib import Path

import projets
import pytest
from paiements import OPERATION, make_place

from models.commands.importation import import_projet
from models.domain.paiement import Facture
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.cli import run

MANDATS = (
    "N° mandat;Bordereau;Date mandat;Tiers;Montant HT;Montant TTC\n"
    "2026-12;12;05/02/2026;TP de la Lawe;165 000,00;198 000,00\n"
    "2026-90;20;02/10/2026;Paysages;1 000,00;1 200,00\n"
    "2026-91;20;31/02/2026;Paysages;;douze\n"
)


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    path = tmp_path / "place.pvd"
    database = Database.create(path)
    database.execute("Importer", import_projet, make_place(), moment=projets.MOMENT)
    database.close()
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "mandats.csv"
    path.write_bytes(MANDATS.encode("cp1252"))
    return path


def _factures(path: Path) -> tuple[Facture, ...]:
    database = Database.open(path, lecture_seule=True)
    with database.read() as session:
        trouvee = load_projet(session).operation(OPERATION)
    database.close()
    assert trouvee is not None
    return trouvee[1].factures


def test_that_mandats_go_to_the_operation_of_the_action_each_once(
    projet: Path, source: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["importer", str(projet), str(source), "--operation", "1.1"]) == 0
    assert [f.numero_mandat for f in _factures(projet)[6:]] == ["2026-90"]
    sortie = capsys.readouterr().out.splitlines()
    assert sortie[0].startswith("mandats.csv, ligne 4, colonne F «\u00a0Montant TTC\u00a0»")
    assert sortie[1] == "mandats.csv, ligne 2\u00a0: déjà dans l’opération"
    assert sortie[-1] == (
        "1 facture à ajouter, 1\u202f000,00\u00a0€ HT, 1\u202f200,00\u00a0€ TTC\u00a0; "
        "1 ligne déjà dans l’opération\u00a0; 1 ligne sans montant lisible."
    )
    assert run(["importer", str(projet), str(source), "--operation", "1.1"]) == 0
    assert len(_factures(projet)) == 7


def test_that_a_project_of_one_operation_needs_no_name(projet: Path, source: Path):
    assert run(["importer", str(projet), str(source)]) == 0
    assert len(_factures(projet)) == 7


def test_that_simulating_writes_nothing_and_counts_as_json(
    projet: Path, source: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(["importer", str(projet), str(source), "--simuler", "--json"]) == 0
    bilan = json.loads(capsys.readouterr().out)
    assert (bilan["crees"], bilan["inchanges"], bilan["refuses"]) == (1, 1, 1)
    refus, connue = bilan["details"]
    assert (refus["source"], refus["ligne"], refus["colonne"]) == ("mandats.csv", 4, "Montant TTC")
    assert refus["valeur"] == "douze"
    assert (connue["ligne"], connue["message"]) == (2, "Déjà dans l’opération.")
    assert len(_factures(projet)) == 6


def test_that_an_operation_that_nobody_knows_is_told_with_those_of_the_project(
    tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
):
    exemple = projets.exemple(tmp_path)
    assert run(["importer", str(exemple), str(source)]) == 1
    dit = capsys.readouterr().err
    assert "contient des mandats, et rien n’y dit de quelle opération" in dit
    assert "--operation" in dit
    assert run(["importer", str(exemple), str(source), "--operation", "99.9"]) == 1
    assert "ne désigne aucune opération du projet" in capsys.readouterr().err


def test_that_a_plan_d_action_is_still_read_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, projet = tmp_path / "plan.csv", projets.nouveau(tmp_path)
    source.write_text("N°;Action;Maître d’ouvrage;Coût HT\n1.1;Halle;Commune;100000\n", "utf-8")
    assert run(["importer", str(projet), str(source)]) == 0
    assert "créés" in capsys.readouterr().out
