"""Maquettes that go to a partner and come back: exported, edited as people do, read again and applied."""

import subprocess
from collections.abc import Collection, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from factories import AUJOURD_HUI, make_depense, make_fiche, make_financement, make_operation, uid
from openpyxl import load_workbook
from projets import MOMENT, nouveau

from models.commands.importation import import_projet
from models.commands.retour import write_retour
from models.domain.importation.feuille import Classeur
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.retour.reperes import TABLE
from models.domain.retour.reviseur import Reviseur
from models.domain.retour.revue import CleEcart, Ecart, Genre
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.maquette import build_classeur
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.imports.classeurs import read_workbook
from pvd_desktop.retours import review

NOM = "maquette.xlsx"


def exported(projet: Projet) -> bytes:
    """Its maquette as a workbook."""
    return xlsx.to_bytes(build_classeur(projet, aujourd_hui=AUJOURD_HUI))


def read(octets: bytes) -> Classeur:
    """The cells of a workbook."""
    return read_workbook(BytesIO(octets), NOM, lambda *_: None)


def reviewed(octets: bytes, projet: Projet) -> Reviseur:
    """Its review against ``projet``."""
    return review(read(octets), projet, aujourd_hui=AUJOURD_HUI)


class Maquette:
    """A workbook that somebody opened: cells are found by the hidden names, as we find them."""

    def __init__(self, octets: bytes) -> None:
        self.livre: Any = load_workbook(BytesIO(octets))

    def to_bytes(self) -> bytes:
        """Saved."""
        contenu = BytesIO()
        self.livre.save(contenu)
        return contenu.getvalue()

    def table(self, nom: str) -> tuple[Any, int, int, dict[str, int]]:
        """Its sheet, the row and the column of its mark, and its columns by name."""
        for feuille in self.livre:
            for rangee in feuille.iter_rows():
                for cellule in rangee:
                    if cellule.value == f"{TABLE}{nom}":
                        colonnes = {c.value: c.column for c in rangee if c.value and c.column != cellule.column}
                        return feuille, cellule.row, cellule.column, colonnes
        raise LookupError(nom)

    def lignes(self, table: str) -> Iterator[tuple[int, str]]:
        """The rows of a table with their names."""
        feuille, haut, droite, _ = self.table(table)
        for numero in range(haut + 1, feuille.max_row + 1):
            nom = feuille.cell(numero, droite).value
            if isinstance(nom, str) and nom.startswith(TABLE):
                return
            if nom:
                yield numero, nom

    def cellule(self, table: str, ligne: str, colonne: str) -> Any:
        """A cell by the names of its row and of its column."""
        feuille, _, _, colonnes = self.table(table)
        [numero] = [numero for numero, nom in self.lignes(table) if nom == ligne]
        return feuille.cell(numero, colonnes[colonne])

    def ecrit(self, table: str, ligne: str, colonne: str, valeur: Any) -> None:
        """Type something in a cell."""
        self.cellule(table, ligne, colonne).value = valeur

    def ajoute(self, table: str, apres: str, **valeurs: Any) -> int:
        """Insert a row below another one, and fill it; gives its number."""
        feuille, _, _, colonnes = self.table(table)
        [numero] = [numero for numero, nom in self.lignes(table) if nom == apres]
        feuille.insert_rows(numero + 1)
        for colonne, valeur in valeurs.items():
            feuille.cell(numero + 1, colonnes[colonne.replace("_", "-")], valeur)
        return numero + 1

    def retire(self, table: str, ligne: str) -> None:
        """Delete a row."""
        feuille = self.table(table)[0]
        [numero] = [numero for numero, nom in self.lignes(table) if nom == ligne]
        feuille.delete_rows(numero)


def genres(reviseur: Reviseur) -> list[Genre]:
    """Kinds of its lines, in order."""
    return [ecart.genre for ecart in reviseur.revue.ecarts]


def seul(reviseur: Reviseur) -> Ecart:
    """Its only line."""
    [ecart] = reviseur.revue.ecarts
    return ecart


def applied(reviseur: Reviseur, projet: Projet, dossier: Path, acceptes: Collection[CleEcart] | None = None) -> Projet:
    """The project once the accepted lines, or those that need no choice, are written in its file."""
    chemin = nouveau(dossier, "retour.pvd")
    database = Database.open(chemin)
    try:
        database.execute("Importer", import_projet, projet, moment=MOMENT)
        ecritures = reviseur.ecritures(reviseur.revue.proposes() if acceptes is None else acceptes)
        database.execute("Reprendre", write_retour, ecritures, moment=MOMENT)
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()
        chemin.unlink()


PLACE, HALLE = "action:fiche:operation", "action:halle:op-halle"
AIDE = "financement:fiche:operation:financement-40000"


def halle(**champs: Any) -> Any:
    """A second action, of the same orientation."""
    operation = make_operation(
        uid=uid("op-halle"),
        depenses=(make_depense("50000", uid=uid("d-halle")),),
        financements=(make_financement("10000", uid=uid("f-halle")),),
    )
    return make_fiche(
        **{"uid": uid("halle"), "numero": "1.2", "intitule": "Rouvrir la halle", "operations": (operation,)} | champs
    )


def operation(projet: Projet, fiche: str = "fiche") -> Operation:
    """The first operation of a fiche."""
    trouvee = projet.fiche(uid(fiche))
    assert trouvee is not None
    return trouvee.operations[0]


def modifie(projet: Projet, **champs: Any) -> Projet:
    """The project with other fields in its first operation."""
    fiche = projet.fiches[0]
    return replace(
        projet, fiches=(replace(fiche, operations=(replace(fiche.operations[0], **champs),)), *projet.fiches[1:])
    )


def saved(soffice: Path, octets: bytes, dossier: Path) -> bytes:
    """The workbook opened, computed again and saved by LibreOffice."""
    dossier.mkdir()
    profil = dossier / "profil"
    reglages = profil / "user" / "registrymodifications.xcu"
    reglages.parent.mkdir(parents=True)
    reglages.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>",
        encoding="utf-8",
    )
    (dossier / "maquette.xlsx").write_bytes(octets)
    commande = [soffice, f"-env:UserInstallation={profil.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*commande, "--outdir", dossier / "revenue", dossier / "maquette.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (dossier / "revenue" / "maquette.xlsx").read_bytes()
