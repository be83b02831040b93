"""What « anonymiser » does in the terminal: the copy that names nobody, and what remains to be read in it."""

import argparse
import json

from models.domain.errors import AppError
from models.domain.personnes.anonymat import ProjetAnonyme
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.anonymisation import write_anonyme
from pvd_desktop.importations import check_suffix
from pvd_desktop.terminal import print_line

REUSSITE = 0
_EXTRAIT = 100
"""Characters of a text that a line of the terminal shows."""


def run_anonymiser(options: argparse.Namespace) -> int:
    """Writes the copy, and lists the texts in which somebody may still be named."""
    if options.sortie is None:
        raise AppError(
            "Il manque le nom de la copie à écrire.",
            "Ajoutez-le après le projet, par exemple «\u00a0projet-anonyme.pvd\u00a0».",
        )
    check_suffix(options.sortie)
    database = Database.open(options.fichier, lecture_seule=True)
    try:
        with database.read_raw() as connexion:
            projet = load_projet(connexion)
    finally:
        database.close()
    anonyme = write_anonyme(projet, options.sortie, original=options.fichier)
    if options.json:
        print_line(json.dumps(_json(anonyme), ensure_ascii=False, indent=2))
        return REUSSITE
    print_line(f"Copie anonymisée écrite\u00a0: {options.sortie}")
    for texte in anonyme.a_relire:
        print_line(f"{texte.lieu}, {texte.libelle_champ} [{', '.join(texte.suspects)}]\u00a0: {_extrait(texte.texte)}")
    print_line(anonyme.bilan)
    return REUSSITE


def _json(anonyme: ProjetAnonyme) -> dict[str, object]:
    return {
        "personnes": anonyme.personnes,
        "textes_libres": anonyme.textes_libres,
        "a_relire": [
            {"lieu": t.lieu, "champ": t.champ, "suspects": list(t.suspects), "texte": t.texte} for t in anonyme.a_relire
        ],
    }


def _extrait(texte: str) -> str:
    ligne = " ".join(texte.split())
    return ligne if len(ligne) <= _EXTRAIT else f"{ligne[: _EXTRAIT - 1].rstrip()}…"
