"""The filled copy of a partner’s workbook: what it says, and all that it keeps."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from classeurs_partenaires import PREMIERE, cellules, en_tete_simple, sous_prefecture
from factories import AUJOURD_HUI, make_depense, make_fiche, make_financement, make_operation, make_projet, uid
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table
from retours import saved

from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.remplissage_tableau.remplir import Demande
from models.domain.remplissage_tableau.resultat import GabaritError, Remplissage, SortCellule, texte_de
from models.domain.remplissage_tableau.unites import Choix, Maille
from models.domain.vocabulaire import EtatFinancement, StatutAction
from pvd_desktop.gabarits.ecriture import write_copy
from pvd_desktop.gabarits.lecture import read_gabarit
from pvd_desktop.remplissages import propose


def fiche(numero: str, intitule: str, cout: str = "100000.10", **champs: Any) -> FicheAction:
    """An action with a cost in cents, a DETR that is granted and an aid of the Région that is asked for."""
    operation = make_operation(
        uid=uid(f"operation-{numero}"),
        depenses=(make_depense(cout, uid=uid(f"depense-{numero}")),),
        financements=(
            make_financement(
                "30000.05",
                uid=uid(f"detr-{numero}"),
                montant_accorde=Decimal("28000.33"),
                etat=EtatFinancement.NOTIFIE,
                taux=Decimal("0.28"),
                numero_dossier=f"DETR-{numero}",
                date_notification=date(2026, 4, 3),
            ),
            make_financement(
                "12000",
                uid=uid(f"region-{numero}"),
                financeur=uid("Région Hauts-de-France"),
                dispositif="",
                etat=EtatFinancement.DEPOSE,
                numero_dossier=f"REG-{numero}",
            ),
        ),
    )
    return make_fiche(uid=uid(f"fiche-{numero}"), numero=numero, intitule=intitule, operations=(operation,), **champs)


@pytest.fixture
def projet() -> Projet:
    return make_projet(
        fiche("1.1", "Requalifier la Grand-Place"),
        fiche("1.2", "Rouvrir la halle", "48300.37"),
        fiche("2.1", "Ouvrir une maison de santé", "2461505.34"),
    )


@pytest.fixture
def remplie(projet: Projet, tmp_path: Path) -> Callable[..., tuple[Path, Remplissage]]:
    def remplir(source: Path, demande: Demande | None = None, un: Projet = projet) -> tuple[Path, Remplissage]:
        remplissage = propose(read_gabarit(source), un, demande, jour=AUJOURD_HUI)
        copie = tmp_path / f"copie{source.suffix}"
        write_copy(source, copie, remplissage)
        return copie, remplissage

    return remplir


def parties(path: Path) -> dict[str, str]:
    """Hash of every part of a workbook."""
    with ZipFile(path) as archive:
        return {nom: hashlib.sha256(archive.read(nom)).hexdigest() for nom in archive.namelist()}


def test_that_the_prepared_rows_are_filled_above_the_total(remplie: Any, tmp_path: Path):
    copie, _ = remplie(sous_prefecture(tmp_path / "sp.xlsx"))
    feuille = cellules(copie)
    lignes = [[c.value for c in rangee] for rangee in feuille.iter_rows(PREMIERE, PREMIERE + 3, 1, 9)]
    assert lignes[0] == [
        *("1.1", "Requalifier la Grand-Place", "Commune de Valbrune", "Inscrite", 100000.1, 28000.33, 12000),
        *("=SUM(F6:G6)", "=E6-H6"),
    ]
    assert [ligne[1] for ligne in lignes] == [
        "Requalifier la Grand-Place",
        "Rouvrir la halle",
        "Ouvrir une maison de santé",
        None,
    ]
    assert (feuille["B2"].value, feuille["B3"].value) == ("Valbrune, Esquelles", 2609805.81)
    assert feuille["A18"].value == "TOTAL"
    assert feuille["E18"].value == "=SUM(E6:E17)"


def test_that_libreoffice_computes_the_figures_of_the_project_to_the_cent(
    projet: Projet, remplie: Any, soffice: Path, tmp_path: Path
):
    copie, _ = remplie(sous_prefecture(tmp_path / "sp.xlsx"))
    (tmp_path / "calcule.xlsx").write_bytes(saved(soffice, copie.read_bytes(), tmp_path / "lo"))
    feuille: Any = load_workbook(tmp_path / "calcule.xlsx", data_only=True).active
    totaux = projet.totaux
    assert totaux.cout is not None
    assert Decimal(str(round(feuille["E18"].value, 2))) == totaux.cout
    assert Decimal(str(round(feuille["H18"].value, 2))) == totaux.aides
    assert Decimal(str(round(feuille["I18"].value, 2))) == totaux.solde
    assert Decimal(str(feuille["B3"].value)) == totaux.cout


def test_that_only_the_cells_filled_differ_from_the_workbook(remplie: Any, tmp_path: Path):
    source = sous_prefecture(tmp_path / "sp.xlsx")
    avant = source.read_bytes()
    copie, _ = remplie(source)
    assert source.read_bytes() == avant
    changees = {nom for nom, empreinte in parties(copie).items() if parties(source)[nom] != empreinte}
    assert changees - {"xl/workbook.xml"} == {"xl/worksheets/sheet1.xml"}
    assert "xl/charts/chart1.xml" in parties(copie)
    feuille = cellules(copie)
    assert "F4:H4" in {str(f) for f in feuille.merged_cells.ranges}
    assert feuille["E6"].number_format == '#,##0.00 "€"'
    assert [str(v.sqref) for v in feuille.data_validations.dataValidation] == ["D6:D17"]


def test_that_macros_stay_in_the_copy(remplie: Any, tmp_path: Path):
    nu, source = sous_prefecture(tmp_path / "nu.xlsx"), tmp_path / "sp.xlsm"
    with ZipFile(nu) as ancien, ZipFile(source, "w") as archive:
        for partie in ancien.infolist():
            archive.writestr(partie, ancien.read(partie))
        archive.writestr("xl/vbaProject.bin", b"des macros")
    copie, remplissage = remplie(source)
    with ZipFile(copie) as archive:
        assert archive.read("xl/vbaProject.bin") == b"des macros"
    assert any("macros sont gardées" in texte for texte in remplissage.avertissements)


def test_that_a_protected_sheet_is_filled_where_it_is_open(remplie: Any, tmp_path: Path):
    copie, remplissage = remplie(sous_prefecture(tmp_path / "sp.xlsx", protegee=True))
    feuille = cellules(copie)
    assert feuille.protection.sheet
    assert (feuille["B6"].value, feuille["C6"].value) == ("Requalifier la Grand-Place", None)
    assert {c.adresse for c in remplissage.cellules if c.sort is SortCellule.LAISSEE} >= {"C6", "B2"}
    assert all("verrouillée" in c.raison for c in remplissage.cellules if c.adresse == "C6")


def test_that_a_closed_list_receives_its_own_words_or_nothing(projet: Projet, remplie: Any, tmp_path: Path):
    statuts = (StatutAction.EN_COURS, StatutAction.SUSPENDUE, StatutAction.TERMINEE)
    un = replace(projet, fiches=tuple(replace(f, statut=s) for f, s in zip(projet.fiches, statuts, strict=True)))
    copie, remplissage = remplie(sous_prefecture(tmp_path / "sp.xlsx"), None, un)
    feuille = cellules(copie)
    assert [feuille[f"D{n}"].value for n in (6, 7, 8)] == ["EN COURS", None, "Terminée"]
    (laissee,) = [c for c in remplissage.cellules if c.sort is SortCellule.LAISSEE]
    assert "«\u00a0Suspendue\u00a0» n’est pas dans la liste" in laissee.raison


def test_that_rows_already_there_are_found_again_and_foreign_ones_left(remplie: Any, tmp_path: Path):
    connues = (
        (7, "Un projet d’une autre commune", "Commune voisine", "Terminée", 5000, 1000),
        ("1.2", "Rouvrir la halle", "Commune de Valbrune", "Idée", 40000, None, 12000),
    )
    copie, remplissage = remplie(sous_prefecture(tmp_path / "sp.xlsx", connues=connues))
    feuille = cellules(copie)
    assert [feuille.cell(6, c).value for c in range(1, 7)] == list(connues[0])
    assert (feuille["B7"].value, feuille["E7"].value, feuille["D7"].value) == ("Rouvrir la halle", 48300.37, "Inscrite")
    assert [feuille[f"B{n}"].value for n in (8, 9, 10)] == [
        "Requalifier la Grand-Place",
        "Ouvrir une maison de santé",
        None,
    ]
    assert any("1 ligne du tableau porte une action que le projet ne connaît pas" in r for r in remplissage.remarques)
    modifiees = {c.adresse: (c.dit_avant, c.dit_apres) for c in remplissage.cellules if c.sort is SortCellule.MODIFIEE}
    assert modifiees["E7"] == ("40\u202f000", "48\u202f300,37")
    assert {c.sort for c in remplissage.cellules if c.adresse == "G7"} == {SortCellule.INCHANGEE}


def test_that_what_finds_no_row_before_the_total_of_a_protected_sheet_is_said_and_not_written(
    remplie: Any, tmp_path: Path
):
    copie, remplissage = remplie(sous_prefecture(tmp_path / "sp.xlsx", lignes=2, protegee=True))
    feuille = cellules(copie)
    assert (feuille["B7"].value, feuille["A8"].value, feuille["B8"].value) == ("Rouvrir la halle", "TOTAL", None)
    assert any("Il manque 1 ligne avant la ligne 8, et la feuille est protégée" in r for r in remplissage.remarques)


def test_that_added_rows_take_the_look_the_formulas_and_the_table_of_the_last_one(remplie: Any, tmp_path: Path):
    source = en_tete_simple(
        tmp_path / "region.xlsx",
        titres=("Action", "Coût HT", "DETR", "Reste à financer", "Le"),
        lignes=(("Rouvrir la halle", 1, 2, "=B2-C2", None),),
    )
    classeur = load_workbook(source)
    feuille: Any = classeur.active
    feuille["B2"].number_format = "#,##0.00"
    feuille["D2"].number_format = "0.000"
    feuille.add_table(Table(displayName="Suivi", ref="A1:E2"))
    classeur.save(source)
    copie, remplissage = remplie(source)
    feuille = cellules(copie)
    assert [feuille[f"D{n}"].value for n in (2, 3, 4)] == ["=B2-C2", "=B3-C3", "=B4-C4"]
    assert (feuille["B4"].number_format, feuille["D4"].number_format) == ("#,##0.00", "0.000")
    assert feuille.tables["Suivi"].ref == "A1:E4"
    assert feuille.dimensions == "A1:E4"
    assert "2 lignes ajoutées (3 à 4), avec l’allure et les formules de la ligne 2." in remplissage.remarques


def test_that_days_and_rates_are_shown_as_such_in_plain_cells(remplie: Any, tmp_path: Path):
    source = en_tete_simple(
        tmp_path / "ddt.xlsx",
        titres=("Intitulé", "Financeur", "N° dossier", "Montant accordé", "Taux", "Date de notification"),
    )
    copie, remplissage = remplie(source)
    feuille = cellules(copie)
    assert remplissage.choix.maille is Maille.FINANCEMENT
    assert [c.value for c in feuille[2]][1:4] == ["État", "DETR-1.1", 28000.33]
    assert (feuille["F2"].value.date(), feuille["F2"].is_date) == (date(2026, 4, 3), True)
    assert (feuille["E2"].value, feuille["E2"].number_format) == (0.28, "0.00%")


def test_that_a_funder_receives_its_own_aids_only(remplie: Any, tmp_path: Path):
    source = en_tete_simple(tmp_path / "r.xlsx", titres=("Action", "N° dossier", "Montant demandé", "État de l’aide"))
    demande = Demande(choix=Choix(maille=Maille.FINANCEMENT, financeur=uid("Région Hauts-de-France")))
    copie, _ = remplie(source, demande)
    lignes = [[c.value for c in rangee] for rangee in cellules(copie).iter_rows(min_row=2)]
    assert [ligne[1:] for ligne in lignes] == [[f"REG-{n}", 12000, "Déposé"] for n in ("1.1", "1.2", "2.1")]


def test_that_a_second_filling_of_the_copy_changes_nothing(projet: Projet, remplie: Any, tmp_path: Path):
    copie, _ = remplie(sous_prefecture(tmp_path / "sp.xlsx"))
    encore = propose(read_gabarit(copie), projet, jour=AUJOURD_HUI)
    assert encore.ecrites == ()


def test_that_one_text_stands_in_the_surest_of_the_columns_that_an_import_puts_together(remplie: Any, tmp_path: Path):
    source = en_tete_simple(tmp_path / "t.xlsx", titres=("Action", "Objectifs de l’action", "Description", "Référent"))
    un = make_projet(fiche("1.1", "Rouvrir la halle", description="Un **toit** neuf.\n\n- des étals"))
    copie, _ = remplie(source, None, un)
    assert [c.value for c in cellules(copie)[2]].count("Un toit neuf.\n– des étals") == 1


def test_that_numbered_aids_are_those_of_the_action_and_those_in_excess_are_said(remplie: Any, tmp_path: Path):
    source = en_tete_simple(
        tmp_path / "t.xlsx", titres=("Action", "Financeur 1", "Montant 1", "Financeur 2", "Montant 2")
    )
    aides = (
        make_financement("9", uid=uid("a")),
        make_financement("8", uid=uid("b"), montant_accorde=Decimal(7), etat=EtatFinancement.NOTIFIE),
        make_financement("6", uid=uid("c")),
    )
    operation = make_operation(financements=aides)
    copie, remplissage = remplie(source, None, make_projet(make_fiche(operations=(operation,))))
    assert [c.value for c in cellules(copie)[2]][1:] == ["État", 9, "État", 7]
    assert "1 aide dépasse les 2 que le tableau prévoit par ligne, et n’y est pas écrite (ligne 2)." in (
        remplissage.remarques
    )


def test_that_asked_and_granted_stand_side_by_side_under_a_financeur(remplie: Any, tmp_path: Path):
    source = en_tete_simple(tmp_path / "t.xlsx", titres=("Action", "Coût HT", "DETR", None))
    classeur = load_workbook(source)
    feuille: Any = classeur.active
    feuille.append((None, None, "Demandé", "Accordé"))
    feuille.merge_cells("C1:D1")
    classeur.save(source)
    copie, _ = remplie(source)
    assert [c.value for c in cellules(copie)[3]] == ["Requalifier la Grand-Place", 100000.1, 30000.05, 28000.33]


def test_that_words_that_look_like_formulas_stay_words(remplie: Any, tmp_path: Path):
    source = en_tete_simple(tmp_path / "t.xlsx", titres=("N°", "Action", "Coût HT"))
    un = make_projet(fiche("1.1", "=1+1 <& « l’îlot »\x0b"))
    copie, _ = remplie(source, None, un)
    assert (cellules(copie)["B2"].value, cellules(copie)["B2"].data_type) == ("=1+1 <& « l’îlot »", "s")


@pytest.mark.parametrize("nom", ["sp.xlsx", "copie.xlsm"])
def test_that_the_workbook_of_the_partner_is_never_replaced_nor_changed_in_kind(
    nom: str, projet: Projet, tmp_path: Path
):
    source = sous_prefecture(tmp_path / "sp.xlsx")
    avant = source.read_bytes()
    remplissage = propose(read_gabarit(source), projet, jour=AUJOURD_HUI)
    with pytest.raises(GabaritError):
        write_copy(source, tmp_path / nom, remplissage)
    assert source.read_bytes() == avant
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sp.xlsx"]


def test_that_a_year_is_shown_as_one():
    assert texte_de(Decimal(2028)) == "2028"
    assert texte_de(Decimal(12028)) == "12\u202f028"
