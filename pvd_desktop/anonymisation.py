"""The anonymised copy of a project: a new file, made from what the project says and not from the file it is in."""

import tempfile
from dataclasses import replace
from pathlib import Path

from models.commands.importation import import_projet
from models.domain.personnes.anonymat import ProjetAnonyme, anonymiser
from models.domain.projet import Projet
from models.store.database import Database, maintenant_utc
from pvd_desktop.documents.export import ExportError, replace_file


def write_anonyme(projet: Projet, cible: Path, *, original: Path | None = None) -> ProjetAnonyme:
    """Writes it into ``cible``, and tells what remains to be read.

    The logos stay behind with the pièces: nobody knows whom they show.

    Raises:
        ExportError: the file could not be written, or it is the ``original``.
    """
    if original is not None and cible.exists() and original.exists() and cible.samefile(original):
        raise ExportError(
            "La copie anonymisée ne peut pas remplacer le projet ouvert.",
            "Choisissez un autre nom ou un autre dossier.",
        )
    anonyme = anonymiser(projet)
    neuf = replace(anonyme.projet, convention=replace(anonyme.projet.convention, logos=()))
    with tempfile.TemporaryDirectory() as dossier:
        copie = Path(dossier) / "anonyme.pvd"
        database = Database.create(copie)
        try:
            database.execute("Copie anonymisée", import_projet, neuf, moment=maintenant_utc())
        finally:
            database.close()
        octets = copie.read_bytes()
    replace_file(cible, lambda brouillon: brouillon.write_bytes(octets))
    return anonyme
