"""Rows put into a partner’s workbook: everything else goes down, and says what it said."""

from copy import copy as jumelle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from classeurs_partenaires import PREMIERE, cellules, sous_prefecture
from factories import AUJOURD_HUI, make_depense, make_fiche, make_operation, make_projet, uid
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from retours import saved

from models.domain.projet import Projet
from models.domain.remplissage_tableau.gabarit import Agrandissement
from models.domain.remplissage_tableau.resultat import Remplissage
from pvd_desktop.gabarits.decalage import Decalage
from pvd_desktop.gabarits.ecriture import write_copy
from pvd_desktop.gabarits.insertion import IMPREVISIBLE
from pvd_desktop.gabarits.lecture import read_gabarit
from pvd_desktop.remplissages import propose

PREPAREES, ACTIONS = 3, 7
TOTAL = PREMIERE + PREPAREES
INSEREES = ACTIONS - PREPAREES


@pytest.fixture
def projet() -> Projet:
    return make_projet(
        *(
            make_fiche(
                uid=uid(f"f{n}"),
                numero=f"1.{n}",
                intitule=f"Action numéro {n}",
                operations=(
                    make_operation(uid=uid(f"o{n}"), depenses=(make_depense(f"{n}000.25", uid=uid(f"d{n}")),)),
                ),
            )
            for n in range(1, ACTIONS + 1)
        )
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three prepared rows, and around them all that may point to them or hang below."""
    path = sous_prefecture(tmp_path / "sp.xlsx", lignes=PREPAREES)
    classeur = load_workbook(path)
    feuille: Any = classeur.active
    for numero in range(PREMIERE, TOTAL):
        feuille[f"J{numero}"] = f"=SUM(E${PREMIERE}:E{numero})"
        feuille[f"K{numero}"] = f"=IF(E${TOTAL}=0,0,E{numero}/SUM(E${PREMIERE}:E${TOTAL - 1}))"
        feuille.merge_cells(f"L{numero}:M{numero}")
    feuille[f"J{TOTAL}"] = f'=COUNTIF(E{PREMIERE}:E{TOTAL - 1},">0")&" actions, ligne E8"'
    feuille[f"A{TOTAL + 2}"] = "Le sous-préfet"
    feuille.merge_cells(f"A{TOTAL + 2}:C{TOTAL + 3}")
    feuille[f"D{TOTAL + 2}"] = f"=E{TOTAL}*2"
    feuille[f"D{TOTAL + 2}"].hyperlink = "https://example.org"
    feuille.row_dimensions[TOTAL].height = 31
    feuille.print_area = f"A1:I{TOTAL + 3}"
    feuille.print_title_rows = "4:5"
    feuille.row_breaks.append(Break(id=TOTAL))
    feuille._charts[0].anchor._from.row = TOTAL + 5  # pyright: ignore[reportPrivateUsage]
    autre = classeur.create_sheet("Synthèse")
    autre["A1"] = f"='Remontée'!E{TOTAL}"
    autre["A2"] = f"=SUM('Remontée'!E{PREMIERE}:E{TOTAL - 1})+E{TOTAL}"
    autre[f"E{TOTAL}"] = 1
    classeur.save(path)
    return path


@pytest.fixture
def remplie(projet: Projet, source: Path, tmp_path: Path) -> tuple[Path, Remplissage]:
    remplissage = propose(read_gabarit(source), projet, jour=AUJOURD_HUI)
    copie = tmp_path / "copie.xlsx"
    write_copy(source, copie, remplissage)
    return copie, remplissage


def test_that_what_finds_no_row_before_the_total_is_put_in(remplie: tuple[Path, Remplissage]):
    copie, remplissage = remplie
    feuille = cellules(copie, "Remontée")
    assert [feuille[f"B{PREMIERE + n}"].value for n in range(ACTIONS)] == [
        f"Action numéro {n}" for n in range(1, ACTIONS + 1)
    ]
    derniere, total = PREMIERE + ACTIONS - 1, TOTAL + INSEREES
    assert (feuille[f"A{total}"].value, feuille[f"E{total}"].value) == ("TOTAL", f"=SUM(E{PREMIERE}:E{derniere})")
    assert feuille[f"H{derniere}"].value == f"=SUM(F{derniere}:G{derniere})"
    assert feuille[f"E{derniere}"].number_format == feuille[f"E{PREMIERE}"].number_format
    assert any("4 lignes insérées (9 à 12)" in r for r in remplissage.remarques)
    assert not any("Il manque" in r for r in remplissage.remarques)


def test_that_what_points_below_or_to_the_table_follows(remplie: tuple[Path, Remplissage]):
    copie, _ = remplie
    classeur = load_workbook(copie)
    feuille: Any = classeur["Remontée"]
    derniere, total = PREMIERE + ACTIONS - 1, TOTAL + INSEREES
    assert feuille[f"J{PREMIERE + 2}"].value == f"=SUM(E${PREMIERE}:E{PREMIERE + 2})"
    assert feuille[f"K{PREMIERE}"].value == f"=IF(E${total}=0,0,E{PREMIERE}/SUM(E${PREMIERE}:E${derniere}))"
    assert feuille[f"J{total}"].value == f'=COUNTIF(E{PREMIERE}:E{derniere},">0")&" actions, ligne E8"'
    assert feuille[f"D{total + 2}"].value == f"=E{total}*2"
    assert feuille[f"D{total + 2}"].hyperlink.ref == f"D{total + 2}"
    fusions = {str(f) for f in feuille.merged_cells.ranges}
    assert {f"A{total + 2}:C{total + 3}", f"L{derniere}:M{derniere}", "F4:H4"} <= fusions
    assert feuille.print_area == f"'Remontée'!$A$1:$I${total + 3}"
    assert feuille.print_title_rows == "$4:$5"
    assert [saut.id for saut in feuille.row_breaks.brk] == [total]
    assert feuille.row_dimensions[total].height == 31
    assert [str(v.sqref) for v in feuille.data_validations.dataValidation] == [f"D{PREMIERE}:D{derniere}"]
    assert [str(c.sqref) for c in feuille.conditional_formatting] == [f"I{PREMIERE}:I{derniere}"]
    graphique = feuille._charts[0]
    assert graphique.anchor._from.row == TOTAL + 5 + INSEREES
    assert graphique.series[0].val.numRef.f.endswith(f"$E${derniere}")
    autre = classeur["Synthèse"]
    assert autre["A1"].value == f"='Remontée'!E{total}"
    assert autre["A2"].value == f"=SUM('Remontée'!E{PREMIERE}:E{derniere})+E{TOTAL}"


def test_that_only_the_cells_filled_and_the_rows_put_in_differ(source: Path, remplie: tuple[Path, Remplissage]):
    copie, remplissage = remplie
    avant, apres = load_workbook(source), load_workbook(copie)
    ecrites = {(c.place.feuille, c.adresse) for c in remplissage.ecrites}
    for nom in avant.sheetnames:
        for rangee in avant[nom].iter_rows():
            cellule: Any
            for cellule in rangee:
                ligne = cellule.row + (INSEREES if nom == "Remontée" and cellule.row >= TOTAL else 0)
                autre: Any = apres[nom].cell(ligne, cellule.column)
                assert autre.number_format == cellule.number_format
                assert (jumelle(autre.font), jumelle(autre.protection)) == (
                    jumelle(cellule.font),
                    jumelle(cellule.protection),
                )
                if (nom, autre.coordinate) not in ecrites and cellule.data_type != "f":
                    assert autre.value == cellule.value
                assert (autre.data_type == "f") == (cellule.data_type == "f")


def test_that_the_totals_of_the_partner_cover_the_rows_put_in(
    projet: Projet, remplie: tuple[Path, Remplissage], soffice: Path, tmp_path: Path
):
    copie, _ = remplie
    (tmp_path / "calcule.xlsx").write_bytes(saved(soffice, copie.read_bytes(), tmp_path / "lo"))
    classeur = load_workbook(tmp_path / "calcule.xlsx", data_only=True)
    feuille: Any = classeur["Remontée"]
    cout, total = projet.totaux.cout, TOTAL + INSEREES
    assert cout is not None
    for lu in (feuille[f"E{total}"].value, classeur["Synthèse"]["A1"].value, classeur["Synthèse"]["A2"].value - 1):
        assert Decimal(str(round(lu, 2))) == cout
    assert Decimal(str(round(feuille[f"D{total + 2}"].value, 2))) == cout * 2
    assert feuille[f"J{total}"].value == f"{ACTIONS} actions, ligne E8"
    assert round(sum(feuille[f"K{n}"].value for n in range(PREMIERE, PREMIERE + PREPAREES)), 4) == round(
        float(Decimal("6000.75") / cout), 4
    )


def test_that_a_second_filling_changes_nothing(projet: Projet, remplie: tuple[Path, Remplissage]):
    encore = propose(read_gabarit(remplie[0]), projet, jour=AUJOURD_HUI)
    assert (encore.ecrites, encore.agrandissement) == ((), None)


def test_that_a_workbook_of_libreoffice_grows_too(projet: Projet, source: Path, soffice: Path, tmp_path: Path):
    passee = tmp_path / "lo.xlsx"
    passee.write_bytes(saved(soffice, source.read_bytes(), tmp_path / "lo"))
    copie = tmp_path / "copie.xlsx"
    write_copy(passee, copie, propose(read_gabarit(passee), projet, jour=AUJOURD_HUI))
    feuille = cellules(copie, "Remontée")
    total = TOTAL + INSEREES
    assert feuille[f"E{total}"].value == f"=SUM(E{PREMIERE}:E{total - 1})"
    assert feuille[f"D{total + 2}"].value == f"=E{total}*2"


@pytest.mark.parametrize(
    "quoi", ["protégée", "matricielles", "commentaires", "composent", "fusionnée", "tableaux", "macros"]
)
def test_that_what_cannot_be_shifted_safely_is_left_with_the_reason(
    quoi: str, projet: Projet, source: Path, tmp_path: Path
):
    classeur = load_workbook(source)
    feuille: Any = classeur["Remontée"]
    if quoi == "protégée":
        feuille.protection.sheet = True
    elif quoi == "matricielles":
        feuille["P1"] = ArrayFormula("P1:P2", "=E6:E7*2")
    elif quoi == "commentaires":
        feuille[f"A{TOTAL}"].comment = Comment("À relire", "DDT")
    elif quoi == "composent":
        classeur["Synthèse"]["A9"] = '=INDIRECT("Remontée!E9")'
    elif quoi == "fusionnée":
        feuille.merge_cells(f"N{TOTAL - 1}:N{TOTAL}")
    classeur.save(source)
    if quoi in {"tableaux", "macros"}:
        from zipfile import ZipFile

        with ZipFile(source, "a") as archive:
            archive.writestr("xl/vbaProject.bin" if quoi == "macros" else "xl/pivotCache/x.xml", b"<a/>")
    remplissage = propose(read_gabarit(source), projet, jour=AUJOURD_HUI)
    assert remplissage.agrandissement is None
    assert any(quoi in r and "Il manque 4 lignes avant la ligne 9" in r for r in remplissage.remarques)
    copie = tmp_path / "copie.xlsx"
    write_copy(source, copie, remplissage)
    assert cellules(copie, "Remontée")[f"A{TOTAL}"].value == "TOTAL"


def test_that_the_row_of_a_total_is_no_model_for_the_rows_put_in_above(projet: Projet, tmp_path: Path):
    source, copie = tmp_path / "nu.xlsx", tmp_path / "copie.xlsx"
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.append(["N°", "Intitulé de l’opération", "Coût total HT"])
    feuille["A3"], feuille["C3"] = "Total", "=SUM(C2:C2)"
    classeur.save(source)
    write_copy(source, copie, propose(read_gabarit(source), projet, jour=AUJOURD_HUI))
    ecrite: Any = load_workbook(copie).active
    assert [ecrite[f"C{2 + n}"].value for n in range(ACTIONS)] == [n * 1000 + 0.25 for n in range(1, ACTIONS + 1)]
    assert ecrite[f"C{2 + ACTIONS}"].value == f"=SUM(C2:C{1 + ACTIONS})"


def test_that_a_table_without_anything_below_takes_its_print_area_and_its_totals_with_it(
    projet: Projet, tmp_path: Path
):
    source = tmp_path / "region.xlsx"
    classeur = load_workbook(sous_prefecture(source, lignes=1))
    feuille: Any = classeur.active
    feuille.delete_rows(PREMIERE + 1)
    feuille["E3"] = f"=SUM(E{PREMIERE}:E{PREMIERE})"
    feuille.print_area = f"A1:I{PREMIERE}"
    classeur.save(source)
    copie = tmp_path / "copie.xlsx"
    write_copy(source, copie, propose(read_gabarit(source), projet, jour=AUJOURD_HUI))
    feuille = cellules(copie, "Remontée")
    derniere = PREMIERE + ACTIONS - 1
    assert feuille.print_area == f"'Remontée'!$A$1:$I${derniere}"
    assert feuille["E3"].value == f"=SUM(E{PREMIERE}:E{derniere})"
    assert feuille[f"B{derniere}"].value == f"Action numéro {ACTIONS}"


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("SUM(E6:E8)", "SUM(E6:E12)"),
        ("E8+E9+$E$10", "E8+E13+$E$14"),
        ("SUM('L''été'!A6:A8)", "SUM('L''été'!A6:A8)"),
        ('Remontée!E9&"E9"', 'Remontée!E13&"E9"'),
        ("'[1]Remontée'!E9+[1]Remontée!E9", "'[1]Remontée'!E9+[1]Remontée!E9"),
        ("Suivi[[#This Row],[E9]]+LOG10(9)+E10_x", "Suivi[[#This Row],[E9]]+LOG10(9)+E10_x"),
        ("SUM(9:9)+SUM(E:E)+SUM($6:$8)", "SUM(13:13)+SUM(E:E)+SUM($6:$12)"),
        ("SUM(F8:G8)+SUM(F7:F8)", "SUM(F8:G8)+SUM(F7:F12)"),
    ],
)
def test_that_formulas_keep_what_they_mean(avant: str, apres: str):
    decalage = Decalage("Remontée", Agrandissement(debut=6, fin=8, ligne=9, nombre=4))
    assert decalage.formule(avant, ici=True) == apres


def test_that_a_table_of_the_spreadsheet_takes_the_rows_put_in(projet: Projet, source: Path, tmp_path: Path):
    classeur = load_workbook(source)
    feuille: Any = classeur["Remontée"]
    for lettre in "ABCDEFGHI":
        for fusion in [f for f in feuille.merged_cells.ranges if str(f) == f"{lettre}4:{lettre}5"]:
            feuille.unmerge_cells(str(fusion))
        feuille[f"{lettre}5"] = f"{feuille[f'{lettre}5'].value or feuille[f'{lettre}4'].value}"
    feuille.add_table(Table(displayName="Suivi", ref=f"A5:I{TOTAL - 1}"))
    classeur.save(source)
    copie = tmp_path / "copie.xlsx"
    write_copy(source, copie, propose(read_gabarit(source), projet, jour=AUJOURD_HUI))
    assert cellules(copie, "Remontée").tables["Suivi"].ref == f"A5:I{PREMIERE + ACTIONS - 1}"


@pytest.mark.parametrize(
    ("formule", "prevue"),
    [
        ("SUM(Janvier:Mars!E9)", False),
        ("SUM('Janvier 26:Mars 26'!E9)", False),
        ('INDIRECT("E"&9)', False),
        ("SUM(E6:'Une autre'!E9)", True),
        ("VLOOKUP(A6,Remontée!A6:E8,2)", True),
    ],
)
def test_that_formulas_whose_addresses_cannot_be_followed_are_known(formule: str, prevue: bool):
    assert (IMPREVISIBLE.search(formule.encode()) is None) is prevue
