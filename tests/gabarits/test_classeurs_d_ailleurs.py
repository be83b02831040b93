"""Workbooks as other programs write them: LibreOffice, tags with a prefix, shared formulas, a chain of computing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from classeurs_partenaires import cellules, en_tete_simple, sous_prefecture
from factories import AUJOURD_HUI, make_fiche, make_projet, uid
from openpyxl import load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.worksheet.datavalidation import DataValidation
from retours import saved

from models.domain.remplissage_tableau.resultat import Remplissage
from pvd_desktop.gabarits.ecriture import write_copy
from pvd_desktop.gabarits.lecture import read_gabarit
from pvd_desktop.remplissages import propose

FEUILLE = "xl/worksheets/sheet1.xml"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
CHAINE = f'<Relationship Id="r9" Type="{TYPE}" Target="calcChain.xml"/>'
PROJET = make_projet(
    make_fiche(), make_fiche(uid=uid("halle"), numero="1.2", intitule="Rouvrir la halle", operations=())
)


def filled(source: Path) -> tuple[Path, Remplissage]:
    """The copy, and what it received."""
    remplissage = propose(read_gabarit(source), PROJET, jour=AUJOURD_HUI)
    copie = source.with_stem(f"{source.stem}-copie")
    write_copy(source, copie, remplissage)
    return copie, remplissage


def rewritten(source: Path, changer: Callable[[str, str], str], ajouts: dict[str, str] | None = None) -> Path:
    """The workbook with the text of its parts changed, and others added."""
    autre = source.with_stem(f"{source.stem}-autre")
    with ZipFile(source) as ancien, ZipFile(autre, "w") as archive:
        for partie in ancien.infolist():
            texte = ancien.read(partie).decode()
            archive.writestr(partie.filename, changer(partie.filename, texte))
        for nom, texte in (ajouts or {}).items():
            archive.writestr(nom, texte)
    return autre


def prefixed(nom: str, texte: str) -> str:
    """The tags of a part with a prefix, as some libraries write them."""
    if nom not in {FEUILLE, "xl/styles.xml", "xl/workbook.xml"}:
        return texte
    texte = re.sub(r"<(/?)(?=[A-Za-z])(?!\w+:)", r"<\1x:", texte)
    return texte.replace("xmlns=", "xmlns:x=")


def check_prefecture(source: Path) -> None:
    """A protected sheet whose first row is filled, around what is locked and what is computed."""
    copie, remplissage = filled(source)
    feuille = cellules(copie)
    assert feuille.protection.sheet
    assert [c.value for c in feuille[6]] == [
        *("1.1", "Requalifier la Grand-Place", None, "Inscrite", 100000, 40000, None, "=SUM(F6:G6)", "=E6-H6"),
    ]
    assert feuille["B7"].value == "Rouvrir la halle"
    assert remplissage.nouvelles.keys() == {6, 7}


def test_that_tags_with_a_prefix_are_read_and_written(tmp_path: Path):
    check_prefecture(rewritten(sous_prefecture(tmp_path / "sp.xlsx", protegee=True), prefixed))


def test_that_a_workbook_of_libreoffice_is_filled(soffice: Path, tmp_path: Path):
    source = tmp_path / "libre.xlsx"
    octets = sous_prefecture(tmp_path / "sp.xlsx", protegee=True).read_bytes()
    source.write_bytes(saved(soffice, octets, tmp_path / "lo"))
    check_prefecture(source)


def test_that_a_shared_formula_is_copied_from_its_first_cell(tmp_path: Path):
    lignes: tuple[tuple[Any, ...], ...] = (("Rouvrir la halle", 1, "=B2*2"), ("Ancienne action", 1, "=B3*2"))
    nue = en_tete_simple(tmp_path / "f.xlsx", titres=("Action", "Coût HT", "Double"), lignes=lignes)

    def share(_nom: str, texte: str) -> str:
        texte = texte.replace("<f>B2*2</f>", '<f t="shared" ref="C2:C3" si="0">B2*2</f>')
        return texte.replace("<f>B3*2</f>", '<f t="shared" si="0"/>')

    copie, _ = filled(rewritten(nue, share))
    assert cellules(copie)["A4"].value == "Requalifier la Grand-Place"
    assert cellules(copie)["C4"].value == "=B4*2"


def test_that_closed_lists_filters_and_conditional_formats_reach_the_added_rows(tmp_path: Path):
    source = en_tete_simple(
        tmp_path / "f.xlsx", titres=("Action", "Statut", "Coût HT"), lignes=(("Rouvrir la halle", "Inscrite", 1),)
    )
    classeur = load_workbook(source)
    feuille: Any = classeur.active
    liste = DataValidation(type="list", formula1='"INSCRITE,Terminée"')
    liste.add("B2")
    feuille.add_data_validation(liste)
    feuille.conditional_formatting.add("A1:C1", CellIsRule("lessThan", ["0"]))
    feuille.conditional_formatting.add("C2:C2", CellIsRule("lessThan", ["0"]))
    feuille.auto_filter.ref = "A1:C2"
    classeur.save(source)
    copie, _ = filled(source)
    remplie = cellules(copie)
    assert remplie["B3"].value == "INSCRITE"
    assert [str(regle.sqref) for regle in remplie.data_validations.dataValidation] == ["B2:B3"]
    assert {str(plage.sqref) for plage in remplie.conditional_formatting} == {"A1:C1", "C2:C3"}
    assert remplie.auto_filter.ref == "A1:C3"


def test_that_a_filtered_row_stays_hidden_and_an_added_one_is_seen(tmp_path: Path):
    lignes = (("Rouvrir la halle", "vieux"),)
    nue = en_tete_simple(tmp_path / "f.xlsx", titres=("Action", "Statut"), lignes=lignes)
    source = rewritten(nue, lambda _, texte: texte.replace('<row r="2"', '<row r="2" hidden="1"'))
    copie, _ = filled(source)
    feuille = cellules(copie)
    assert (feuille["B2"].value, feuille["B3"].value) == ("Inscrite", "Inscrite")
    assert (feuille.row_dimensions[2].hidden, feuille.row_dimensions[3].hidden) == (True, False)


def test_that_the_chain_of_the_computing_and_old_figures_go(tmp_path: Path):
    lignes = (("Rouvrir la halle", 1, "=B2*2"),)
    nue = en_tete_simple(tmp_path / "f.xlsx", titres=("Action", "Coût HT", "Double"), lignes=lignes)

    def link(nom: str, texte: str) -> str:
        texte = texte.replace("</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="a"/></Types>')
        if nom.endswith("workbook.xml.rels"):
            texte = texte.replace("</Relationships>", f"{CHAINE}</Relationships>")
        return texte.replace("<f>B2*2</f><v></v>", "<f>B2*2</f><v>2</v>").replace(
            "<f>B2*2</f><v />", "<f>B2*2</f><v>2</v>"
        )

    copie, _ = filled(rewritten(nue, link, {"xl/calcChain.xml": "<calcChain/>"}))
    with ZipFile(copie) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        assert b"calcChain" not in archive.read("[Content_Types].xml") + archive.read("xl/_rels/workbook.xml.rels")
        assert b"<f>B2*2</f></c>" in archive.read(FEUILLE)
        assert b'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml")


@pytest.mark.parametrize(
    ("partie", "dit"),
    [("_xmlsignatures/sig1.xml", "la signature électronique"), ("xl/pivotCache/a.xml", "actualisez-les")],
)
def test_that_what_the_copy_cannot_keep_up_to_date_is_said_before_writing(partie: str, dit: str, tmp_path: Path):
    nue = en_tete_simple(tmp_path / "f.xlsx", titres=("Action", "Coût HT"))
    source = rewritten(nue, lambda _, texte: texte, {partie: "<a/>"})
    avertissements = propose(read_gabarit(source), PROJET, jour=AUJOURD_HUI).avertissements
    assert any(dit in texte for texte in avertissements)
