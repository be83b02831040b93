"""A maquette of ours is told from a table of actions, whatever became of it on its way."""

from datetime import date
from pathlib import Path

import projets
import pytest
from openpyxl import load_workbook
from tableaux import proposition

from models.domain.importation.maquettes import MaquetteRefuseeError, est_une_maquette
from models.domain.retour.reperes import FEUILLE
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.export import export
from pvd_desktop.imports.tableur import read_classeur


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The maquette and the tracking table of the example, as people export them."""
    dossier = tmp_path_factory.mktemp("maquette")
    database = Database.open(projets.exemple(dossier))
    try:
        with database.read() as session:
            projet = load_projet(session)
    finally:
        database.close()
    for nom in ("maquette", "suivi"):
        modele = document_for(nom, Path(f"{nom}.xlsx"))
        document = build(modele, projet, aujourd_hui=date(2026, 11, 21), brouillon=False)
        export(document, dossier / f"{nom}.xlsx")
    return dossier


def test_that_our_maquette_is_refused_as_a_table_of_actions(dossier: Path):
    classeur = read_classeur(dossier / "maquette.xlsx")
    with pytest.raises(MaquetteRefuseeError) as refus:
        proposition(classeur)
    assert "« maquette.xlsx » est une maquette" in str(refus.value.message).replace("\u00a0", " ")
    assert refus.value.remede


def test_that_a_maquette_that_lost_its_hidden_sheet_is_known_by_its_tables(dossier: Path, tmp_path: Path):
    classeur = load_workbook(dossier / "maquette.xlsx")
    del classeur[FEUILLE]
    classeur.save(tmp_path / "renvoyee.xlsx")
    assert est_une_maquette(read_classeur(tmp_path / "renvoyee.xlsx"))


def test_that_our_tracking_table_is_none(dossier: Path):
    classeur = read_classeur(dossier / "suivi.xlsx")
    assert not est_une_maquette(classeur)
    assert proposition(classeur).lignes
