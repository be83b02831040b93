"""What people do not see of their workbook: hidden sheets, rows that a filter sets aside, hidden columns."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from tableaux import proposition

from models.domain.importation.proposition import Proposition, Retouches
from pvd_desktop.imports.tableur import read_classeur

LIGNES = (("N°", "Action", "MOA", "Coût HT"), ("1.1", "Halle", "Commune", 100), ("1.2", "Pont", "Commune", 50))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Last year's plan, hidden and longer than this year's; a filter and a hidden column in this year's."""
    classeur = Workbook()
    ancienne = classeur.active
    assert ancienne is not None
    ancienne.title = "Suivi 2024"
    for ligne in (*LIGNES, ("1.3", "Ancienne école", "Commune", 70)):
        ancienne.append(ligne)
    ancienne.sheet_state = "hidden"
    actuelle = classeur.create_sheet("Suivi 2026")
    for ligne in LIGNES:
        actuelle.append(ligne)
    actuelle.row_dimensions[3].hidden = True
    actuelle.column_dimensions["C"].hidden = True
    actuelle.column_dimensions["K"].hidden = True
    classeur.create_sheet("Notes")["A1"] = "À relire"
    classeur.active = 1
    classeur.save(tmp_path / "suivi.xlsx")
    return tmp_path / "suivi.xlsx"


def retenues(proposee: Proposition) -> list[str]:
    return [f.nom for f in proposee.feuilles if f.retenue]


def test_that_a_hidden_sheet_comes_in_only_when_asked(path: Path):
    classeur = read_classeur(path)
    proposee = proposition(classeur)
    assert retenues(proposee) == ["Suivi 2026"]
    ancienne = proposee.feuilles[0]
    assert ancienne.cachee
    assert "masquée dans le classeur" in ancienne.raison
    voulue = proposition(classeur, retouches=Retouches(feuilles=frozenset({"Suivi 2024"})))
    assert retenues(voulue) == ["Suivi 2024"]
    assert len(voulue.lignes) == 3


def test_that_a_hidden_sheet_is_not_chosen_for_want_of_another(tmp_path: Path):
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in LIGNES:
        feuille.append(ligne)
    feuille.sheet_state = "hidden"
    classeur.create_sheet("Notes")["A1"] = "À relire"
    classeur.active = 1
    classeur.save(tmp_path / "suivi.xlsx")
    proposee = proposition(read_classeur(tmp_path / "suivi.xlsx"))
    assert retenues(proposee) == []
    assert proposee.lignes == ()


def test_that_hidden_rows_and_columns_are_read_and_told(path: Path):
    proposee = proposition(read_classeur(path))
    assert [x.titre.split()[-1] for x in proposee.lignes] == ["Halle", "Pont"]
    (dite,) = [r for r in proposee.remarques if "comme les autres" in r.message]
    assert dite.message == "1 ligne masquée ou filtrée et 1 colonne masquée (C) sont lues comme les autres."
    assert dite.lieu.feuille == "Suivi 2026"
