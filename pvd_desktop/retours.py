"""A maquette that comes back: the workbook read, reviewed against the project, and what was accepted written."""

import argparse
import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from models.commands.retour import write_retour
from models.domain.importation.feuille import Brut, Classeur
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.projet import Projet
from models.domain.retour.classeur import LigneBrute
from models.domain.retour.reviseur import Reviseur
from models.domain.retour.revue import CleEcart, Ecart, Genre, Revue
from models.queries.projet import load_projet
from models.referentiel.financeurs import load_financeurs
from models.store.database import Database, aujourd_hui, maintenant_utc
from pvd_desktop.documents.builders.maquette import find_table
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import Blank, Euros, RowKind, Table, Taux, Value
from pvd_desktop.imports.tableur import read_classeur
from pvd_desktop.paths import Dossiers
from pvd_desktop.terminal import print_line


def review(classeur: Classeur, projet: Projet, *, aujourd_hui: date) -> Reviseur:
    """The review of a returned workbook.

    Raises:
        RetourError: it is not a maquette of this project that can be read.
    """
    financeurs = load_financeurs()
    lecteur = LecteurMaquette(financeurs)
    lecteur.read(projet)

    def rows(nom: str) -> Mapping[str, LigneBrute]:
        """The rows of a table as they would be exported now."""
        table = find_table(projet, lecteur, financeurs, nom)
        return _rows(table) if table else {}

    return Reviseur(classeur, projet, financeurs, lecteur, rows, aujourd_hui=aujourd_hui)


def run_reprendre(options: argparse.Namespace) -> int:
    """Takes back a maquette that was returned; the last line counts what was added, changed, left and refused."""
    return take_back(options, read_classeur(options.source))


def take_back(options: argparse.Namespace, classeur: Classeur) -> int:
    """Writes what needs no choice, for good or into a copy that is thrown away, and tells everything."""
    if not options.simuler:
        return _take_back(options.fichier, options, classeur)
    with TemporaryDirectory(prefix="pvd-simulation-") as dossier:
        copie = Path(dossier, "copie.pvd")
        database = Database.open(options.fichier, lecture_seule=True)
        try:
            database.copy_to(copie)
        finally:
            database.close()
        return _take_back(copie, options, classeur)


def _take_back(path: Path, options: argparse.Namespace, classeur: Classeur) -> int:
    database = Database.open(path, copies=Dossiers.of_user().copies)
    try:
        with database.read() as session:
            projet = load_projet(session)
        reviseur = review(classeur, projet, aujourd_hui=aujourd_hui())
        acceptes = reviseur.revue.proposes()
        if acceptes:
            libelle = f"Reprendre «\u00a0{classeur.nom}\u00a0»"
            database.execute(libelle, write_retour, reviseur.ecritures(acceptes), moment=maintenant_utc())
    finally:
        database.close()
    _tell(reviseur.revue, acceptes, as_json=options.json)
    return 0


def _tell(revue: Revue, acceptes: Collection[CleEcart], *, as_json: bool) -> None:
    comptes = revue.comptes
    crees, modifies = comptes[Genre.AJOUT], comptes[Genre.MODIFIE]
    refuses = len([e for e in revue.ecarts if e.cle not in acceptes and e.genre is not Genre.REMARQUE])
    if as_json:
        details = [{**e.as_dict(revue.source), "accepte": e.cle in acceptes} for e in revue.ecarts]
        comptees = {"crees": crees, "modifies": modifies, "inchanges": revue.inchangees, "refuses": refuses}
        print_line(json.dumps({**comptees, "details": details}, ensure_ascii=False))
        return
    for ecart in revue.ecarts:
        print_line(_line(revue.source, ecart))
    print_line(f"créés {crees} · modifiés {modifies} · inchangés {revue.inchangees} · refusés {refuses}")


def _line(source: str, ecart: Ecart) -> str:
    ou = ", ".join(filter(None, (source, ecart.lieu.texte)))
    dit = f"{ecart.depart or 'vide'} → {ecart.retour or 'vide'}" if ecart.champ else ""
    ici = f"dans le projet\u00a0: {ecart.projet or 'vide'}" if ecart.genre is Genre.CONFLIT else ""
    suite = ". ".join(filter(None, (ecart.objet, dit, ici, f"{ecart.message} {ecart.remede}".strip())))
    return f"[{ecart.genre.libelle}] {ou}\u00a0: {suite}"


def _rows(table: Table) -> Mapping[str, LigneBrute]:
    keys = [column.key for column in table.columns]
    return {
        row.key: {key: raw for key, value in zip(keys, row.cells, strict=True) if (raw := _raw(value)) is not None}
        for row in table.rows
        if row.kind is RowKind.BODY
    }


def _raw(value: Value) -> Brut:
    """What the cell of a workbook holds for a value of the tree."""
    match value:
        case Euros(nombre) | Taux(nombre):
            return nombre
        case Blank() | None:
            return None
        case date():
            return value
        case _:
            return text_of(value)
