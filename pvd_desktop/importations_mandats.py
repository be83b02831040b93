"""``importer`` of the terminal for a table of mandats: it needs to know of which operation, and says so."""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from models.commands.paiements import add_factures
from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction
from models.domain.formats import format_entier, sort_key
from models.domain.importation.feuille import Classeur
from models.domain.paiements.bilan import LectureFactures
from models.domain.paiements.colonnes import PREMIERES, sont_des_mandats
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.queries.projet import load_projet
from models.store.database import Database, maintenant_utc
from pvd_desktop.imports.factures import are_mandats, read_factures
from pvd_desktop.paths import Dossiers
from pvd_desktop.terminal import print_line

_TEXTES = frozenset({".csv", ".tsv", ".txt"})
_CITEES = 12
"""Operations that an error names."""


def wants_mandats(options: argparse.Namespace) -> bool:
    """Whether the source is a table of mandats, as far as a text tells before it is read whole."""
    if options.operation is not None:
        return True
    return options.source.suffix.lower() in _TEXTES and are_mandats(options.source)


def holds_mandats(classeur: Classeur) -> bool:
    """Whether a workbook is one."""
    return any(sont_des_mandats(islice(feuille.lignes, PREMIERES)) for feuille in classeur.feuilles)


def import_mandats(options: argparse.Namespace) -> int:
    """Adds the mandats of a file to an operation; the last line counts what came and what was left.

    Raises:
        AppError: the operation is not known, or the file cannot be read.
    """
    database = Database.open(
        options.fichier, lecture_seule=options.simuler, copies=None if options.simuler else Dossiers.of_user().copies
    )
    try:
        with database.read() as session:
            projet = load_projet(session)
        operation = find_operation(projet, options.operation, options.source)
        lecture = read_factures(options.source, operation, _silent)
        if lecture.factures and not options.simuler:
            libelle = f"Importer les mandats de «\u00a0{options.source.name}\u00a0»"
            database.execute(libelle, add_factures, operation.uid, lecture.factures, moment=maintenant_utc())
    finally:
        database.close()
    if options.json:
        print_line(json.dumps(_bilan(lecture, options.source.name), ensure_ascii=False))
        return 0
    for dite in (*lecture.remarques, *lecture.connues):
        print_line(f"{options.source.name}, {dite.texte[:1].lower()}{dite.texte[1:]}")
    _say_others(lecture.nombre_remarques - len(lecture.remarques), "remarques")
    _say_others(lecture.repetees + lecture.deja - len(lecture.connues), "lignes laissées de côté")
    print_line(f"{lecture.bilan}.")
    return 0


def _say_others(nombre: int, quoi: str) -> None:
    if nombre > 0:
        print_line(f"Et {format_entier(nombre)} autres {quoi}.")


def find_operation(projet: Projet, nom: str | None, source: Path) -> Operation:
    """The operation of that name, or of the action of that number; the only one of the project when none is named.

    Raises:
        AppError: there is none, or several could be meant.
    """
    connues = [(fiche, operation) for fiche in projet.fiches for operation in fiche.operations]
    if nom is None:
        trouvees = [operation for _, operation in connues]
        refus = f"«\u00a0{source.name}\u00a0» contient des mandats, et rien n’y dit de quelle opération."
    else:
        trouvees = [operation for fiche, operation in connues if sort_key(nom) in _noms(fiche, operation)]
        quoi = "désigne plusieurs opérations" if trouvees else "ne désigne aucune opération du projet"
        refus = f"«\u00a0{nom}\u00a0» {quoi}."
    if len(trouvees) == 1:
        return trouvees[0]
    noms = [_nom(fiche, operation) for fiche, operation in connues]
    liste = "\u00a0; ".join(noms[:_CITEES]) + ("…" if len(noms) > _CITEES else "")
    raise AppError(
        refus,
        "Ajoutez «\u00a0--operation\u00a0» suivi du numéro de l’action, ou du nom de l’opération. "
        f"Opérations du projet\u00a0: {liste or 'aucune'}.",
    )


def _noms(fiche: FicheAction, operation: Operation) -> set[str]:
    """What designates an operation: its name, and the number of its action, alone or before its name."""
    return {sort_key(nom) for nom in (operation.uid, operation.intitule, fiche.numero, _nom(fiche, operation)) if nom}


def _nom(fiche: FicheAction, operation: Operation) -> str:
    suite = operation.intitule if len(fiche.operations) > 1 else (operation.intitule or fiche.intitule)
    return " ".join(filter(None, (fiche.numero, suite)))


def _silent(_fait: int, _total: int, _texte: str) -> None:
    """Nobody follows."""


def _bilan(lecture: LectureFactures, source: str) -> dict[str, Any]:
    return {
        "crees": len(lecture.factures),
        "modifies": 0,
        "inchanges": lecture.repetees + lecture.deja,
        "refuses": lecture.ecartees,
        "details": [*_details(lecture, source)],
    }


def _details(lecture: LectureFactures, source: str) -> Iterator[dict[str, Any]]:
    for remarque in lecture.remarques:
        lieu = remarque.lieu
        yield {
            "source": source,
            "ligne": lieu.ligne,
            "colonne": lieu.entete or lieu.colonne,
            "valeur": remarque.valeur,
            "message": f"{remarque.message} {remarque.remede}".rstrip(),
        }
    for connue in lecture.connues:
        message = f"{connue.message[:1].upper()}{connue.message[1:]}."
        yield {"source": source, "ligne": connue.numero, "colonne": "", "valeur": "", "message": message}
