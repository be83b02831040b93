"""What is refused of a partner’s file, and with which remedy."""

from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from classeurs_partenaires import en_tete_simple, sous_prefecture
from factories import AUJOURD_HUI, make_fiche, make_projet
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from models.domain.remplissage_tableau.gabarit import Place
from models.domain.remplissage_tableau.resultat import GabaritError
from pvd_desktop.gabarits.ecriture import write_copy
from pvd_desktop.gabarits.lecture import read_gabarit
from pvd_desktop.imports.source import SourceError
from pvd_desktop.remplissages import propose

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("nom", "octets", "remede"),
    [
        ("vieux.xls", OLE + bytes(600), "Classeur Excel (.xlsx)"),
        ("secret.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "sans mot de passe"),
        ("suivi.csv", "Action;Coût\nHalle;1000\n".encode(), "Classeur Excel (.xlsx)"),
        ("casse.xlsx", b"PK\x03\x04 rien", "enregistrez-le de nouveau"),
    ],
)
def test_that_a_file_that_cannot_be_filled_says_what_to_do(nom: str, octets: bytes, remede: str, tmp_path: Path):
    (tmp_path / nom).write_bytes(octets)
    with pytest.raises(SourceError) as refus:
        read_gabarit(tmp_path / nom)
    assert remede in refus.value.remede


def test_that_a_workbook_without_table_nor_named_cell_is_refused(tmp_path: Path):
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille["A1"] = "Notice"
    classeur.save(tmp_path / "notice.xlsx")
    with pytest.raises(GabaritError) as refus:
        propose(read_gabarit(tmp_path / "notice.xlsx"), make_projet(make_fiche()), jour=AUJOURD_HUI)
    assert "pvd_commune" in refus.value.remede


def test_that_formulas_locks_lists_totals_and_names_are_read(tmp_path: Path):
    source = sous_prefecture(tmp_path / "sp.xlsx", protegee=True)
    classeur = load_workbook(source)
    feuille: Any = classeur.active
    feuille.column_dimensions["C"].hidden = True
    classeur.save(source)
    gabarit = read_gabarit(source)
    regles = gabarit.regles("Remontée")
    assert {(6, 7), (6, 8), (18, 4)} <= regles.formules
    assert regles.totaux == {18}
    assert (regles.is_open(6, 1), regles.is_open(6, 2), regles.is_open(40, 1)) == (True, False, False)
    liste = regles.liste(6, 3)
    assert liste is not None
    assert liste.valeurs[:2] == ("EN COURS", "Terminée")
    assert regles.cachees == {2}
    assert gabarit.noms["pvd_commune"] == Place("Remontée", 2, 1)


def test_that_a_list_that_stands_in_another_sheet_is_read(tmp_path: Path):
    source = en_tete_simple(tmp_path / "l.xlsx", titres=("Action", "Statut"))
    classeur = load_workbook(source)
    listes: Any = classeur.create_sheet("Listes d’état")
    listes.append(("à venir",))
    listes.append(("EN  COURS",))
    regle = DataValidation(type="list", formula1="'Listes d’état'!$A$1:$A$2")
    regle.add("B2:B50")
    feuille: Any = classeur["Suivi"]
    feuille.add_data_validation(regle)
    classeur.save(source)
    liste = read_gabarit(source).regles("Suivi").liste(2, 1)
    assert liste is not None
    assert liste.valeurs == ("à venir", "EN  COURS")


def test_that_a_sheet_of_a_million_formatted_rows_is_filled(tmp_path: Path):
    nu, source, copie = (
        en_tete_simple(tmp_path / "nu.xlsx", titres=("Action", "Coût HT")),
        tmp_path / "m.xlsx",
        tmp_path / "c.xlsx",
    )
    with ZipFile(nu) as ancien, ZipFile(source, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for partie in ancien.infolist():
            texte = ancien.read(partie)
            if partie.filename == "xl/worksheets/sheet1.xml":
                vides = b"".join(b'<row r="%d" ht="15"/>' % n for n in range(2, 1_048_577))
                texte = texte.replace(b"</sheetData>", vides + b"</sheetData>")
            archive.writestr(partie.filename, texte)
    remplissage = propose(read_gabarit(source), make_projet(make_fiche()), jour=AUJOURD_HUI)
    write_copy(source, copie, remplissage)
    assert {c.adresse: c.dit_apres for c in remplissage.ecrites} == {
        "A2": "Requalifier la Grand-Place",
        "B2": "100\u202f000",
    }
    with ZipFile(copie) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1_048_576
