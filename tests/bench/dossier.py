"""Seconds to write the whole dossier of a demande, beside the same documents exported one by one; printed as JSON."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from models.domain.projet import Projet
from models.echange.lecture import read_json
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.catalogue_demandes import dossier_de
from pvd_desktop.documents.dossier.composition import composer
from pvd_desktop.documents.dossier.ecriture import Fichiers, write_dossier
from pvd_desktop.documents.export import export
from pvd_desktop.documents.modeles import Edition

JOUR = date(2026, 11, 21)
REPETITIONS = 7


def seconds(function: Callable[[], object]) -> float:
    """Duration of one call."""
    debut = time.perf_counter()
    function()
    return time.perf_counter() - debut


def main() -> None:
    """Measures in turn, so that a busy moment of the machine falls on both."""
    texte = files("resources").joinpath("exemple", "projet.json").read_text(encoding="utf-8")
    projet = read_json(texte, Projet(), "exemple", corbeille=()).projet
    demande = next(d for d in projet.demandes if d.date_depot is None).uid
    edition = Edition(projet=projet, aujourd_hui=JOUR, demande=demande)
    rediges = composer(dossier_de(edition)).documents
    with TemporaryDirectory(prefix="pvd-bench-") as temporaire:
        dossier = Path(temporaire)
        fichiers = Fichiers(dossier, lambda _: None)

        def separately() -> None:
            for redige in rediges:
                cible = dossier / f"seul{Path(redige.nom).suffix}"
                modele = document_for(f"demande-{redige.partie.id}", cible)
                export(build(modele, projet, aujourd_hui=JOUR, demande=demande), cible)

        def together() -> None:
            write_dossier(edition, dossier / "dossier.zip", fichiers)

        releves = [(seconds(together), seconds(separately)) for _ in range(REPETITIONS + 1)][1:]
    ensemble, separes = (median(colonne) for colonne in zip(*releves, strict=True))
    sys.stdout.write(json.dumps({"dossier": ensemble, "pair": separes, "documents": len(rediges)}) + "\n")


if __name__ == "__main__":
    main()
