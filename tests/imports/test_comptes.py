"""The account of a sheet: every row that holds something has one role, and its outcome is said."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tableaux import LIGNES_DE_FINANCEMENT, SUIVI, check_account, ecrire, proposition, tableau

from models.domain.importation.proposition import Sort
from pvd_desktop.imports.tableur import read_classeur


@pytest.mark.parametrize("modele", [SUIVI, LIGNES_DE_FINANCEMENT])
def test_that_a_home_made_workbook_adds_up(modele: Mapping[str, Any], tmp_path: Path):
    options = {cle: modele[cle] for cle in ("fusions", "gras") if cle in modele}
    classeur = read_classeur(ecrire(tmp_path / "suivi.xlsx", *modele["lignes"], **options))
    proposee = proposition(classeur)
    check_account(classeur, proposee)
    assert proposee.comptes[Sort.CREE]


def test_that_rows_of_every_role_are_counted_once():
    classeur = tableau(
        ("Plan d’actions 2026",),
        ("N°", "Action", "Coût HT", "DETR"),
        ("AXE 1 : HABITAT",),
        ("1.1", "Halle", 100, 30),
        (None, None, None, 5),
        ("-", "-", "–", "x"),
        ("Sous-total", None, 100, 35),
        ("N°", "Action", "Coût HT", "DETR"),
        ("1.2", "Pont", 50, None),
        (None, None, 12, None),
        ("* montants prévisionnels",),
    )
    proposee = proposition(classeur)
    check_account(classeur, proposee)
    assert {role.name: numeros for role, numeros in proposee.feuilles[0].roles.items()} == {
        "AU_DESSUS": (1, 2), "TITRE": (3,), "ACTION": (4, 9, 10), "SUITE": (5,), "VIDE": (6,), "TOTAL": (7,),
        "ENTETE": (8,), "REMARQUE": (11,),
    }  # fmt: skip
