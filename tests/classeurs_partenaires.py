"""Workbooks as partners send them, made on the disk: two rows of header, formulas, lists, locks, named cells."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

ENTETE = 5
"""Last row of the header."""
PREMIERE = 6
"""First row of the body."""


def sous_prefecture(path: Path, *, lignes: int = 12, protegee: bool = False, connues: tuple[Any, ...] = ()) -> Path:
    """What a sous-préfecture sends: a merged header, rows prepared with formulas, then a total."""
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.title = "Remontée"
    feuille["A1"] = "Remontée des projets PVD"
    feuille.merge_cells("A1:I1")
    feuille["A2"] = "Commune :"
    feuille["A3"] = "Coût total du plan :"
    titres = ("N°", "Intitulé du projet", "Porteur", "Statut", "Coût total HT", "Aides publiques")
    for colonne, titre in enumerate(titres, 1):
        feuille.cell(4, colonne, titre).font = Font(bold=True)
    feuille.merge_cells("F4:H4")
    for colonne, titre in ((6, "DETR"), (7, "Région"), (8, "Total des aides")):
        feuille.cell(5, colonne, titre)
    feuille["I4"] = "Reste à charge"
    for lettre in "ABCDEI":
        feuille.merge_cells(f"{lettre}4:{lettre}5")
    for numero in range(PREMIERE, PREMIERE + lignes):
        feuille[f"A{numero}"] = numero - ENTETE
        feuille[f"H{numero}"] = f"=SUM(F{numero}:G{numero})"
        feuille[f"I{numero}"] = f"=E{numero}-H{numero}"
        for colonne in range(1, 10):
            feuille.cell(numero, colonne).protection = Protection(locked=colonne == 3)
            feuille.cell(numero, colonne).number_format = '#,##0.00 "€"' if colonne > 4 else "General"
    for rang, valeurs in enumerate(connues):
        for colonne, valeur in enumerate(valeurs, 1):
            if valeur is not None:
                feuille.cell(PREMIERE + rang, colonne, valeur)
    total = PREMIERE + lignes
    feuille[f"A{total}"] = "TOTAL"
    for lettre in "EFGHI":
        feuille[f"{lettre}{total}"] = f"=SUM({lettre}{PREMIERE}:{lettre}{total - 1})"
    liste = DataValidation(type="list", formula1='"EN COURS,Terminée,Idée,Inscrite,Engagée"')
    liste.add(f"D{PREMIERE}:D{total - 1}")
    feuille.add_data_validation(liste)
    rouge = PatternFill("solid", bgColor="FFC7CE")
    feuille.conditional_formatting.add(f"I{PREMIERE}:I{total - 1}", CellIsRule("lessThan", ["0"], fill=rouge))
    graphique = BarChart()
    graphique.add_data(Reference(feuille, min_col=5, min_row=PREMIERE, max_row=total - 1))
    feuille.add_chart(graphique, "K2")
    feuille.protection.sheet = protegee
    for nom, ou in (("pvd_commune", "$B$2"), ("PVD_cout_total", "$B$3")):
        classeur.defined_names[nom] = DefinedName(nom, attr_text=f"'Remontée'!{ou}")
    classeur.save(path)
    return path


def en_tete_simple(path: Path, *, titres: tuple[str | None, ...], lignes: tuple[tuple[Any, ...], ...] = ()) -> Path:
    """A header, and the rows that a partner already has."""
    classeur = Workbook()
    feuille: Any = classeur.active
    feuille.title = "Suivi"
    feuille.append(titres)
    for valeurs in lignes:
        feuille.append(valeurs)
    classeur.save(path)
    return path


def cellules(path: Path, nom: str = "") -> Any:
    """The sheet of a copy, formulas as they are written."""
    classeur = load_workbook(path)
    return classeur[nom] if nom else classeur.active
