"""The PDF of a long convention: ours, the same contents in plain platypus, our Word file turned by LibreOffice.

Prints JSON: numbers of pages, and seconds.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import platypus_nu
from gros_projet import make_projet

from pvd_desktop.documents.apercu import count_pages
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.renderers import docx, pdf
from pvd_desktop.documents.tree import Document

FICHES = 60
REPETITIONS = 3


def make_document() -> Document:
    """The convention of sixty fiches and forty organismes, with its articles and annexes: about 200 pages."""
    projet = make_projet(FICHES)
    # Fiches that were really written take two pages and more.
    fiches = tuple(replace(fiche, description="\n\n".join([fiche.description] * 24)) for fiche in projet.fiches)
    modele = document_for("convention", Path("convention.pdf"))
    return build(modele, replace(projet, fiches=fiches), aujourd_hui=date(2026, 11, 21))


def seconds(function: Callable[[], object]) -> float:
    """Duration of one call."""
    debut = time.perf_counter()
    function()
    return time.perf_counter() - debut


def measure_libreoffice(document: Document) -> float | None:
    """Duration of the conversion of our Word file; none where LibreOffice is not at hand."""
    soffice = shutil.which("soffice")
    if not soffice:
        return None
    with TemporaryDirectory(prefix="pvd-bench-") as temporaire:
        dossier = Path(temporaire)
        source = dossier / "convention.docx"
        source.write_bytes(docx.to_bytes(document))
        profil = f"-env:UserInstallation={(dossier / 'profil').as_uri()}"
        commande = [soffice, profil, "--headless", "--convert-to", "pdf", "--outdir", str(dossier)]
        # The first start makes the profile: it is not counted.
        durees = [
            seconds(lambda: subprocess.run([*commande, str(source)], check=True, capture_output=True)) for _ in range(3)
        ]
        return median(durees[1:])


def main() -> None:
    """Measures in turn, so that a busy moment of the machine falls on both."""
    document = make_document()
    pret = platypus_nu.prepare(document)
    releve: dict[str, Any] = {
        "pages": count_pages(pdf.to_bytes(document)),
        "pages_du_pair": count_pages(platypus_nu.write(document, pret)),
    }
    durees: dict[str, list[float]] = {"pdf": [], "pair": [], "mise_en_page": []}
    for _ in range(REPETITIONS):
        durees["pdf"].append(seconds(lambda: pdf.to_bytes(document)))
        durees["pair"].append(seconds(lambda: platypus_nu.write(document, pret)))
        durees["mise_en_page"].append(seconds(lambda: pdf.to_bytes(document, archive=False)))
    releve |= {nom: median(valeurs) for nom, valeurs in durees.items()}
    releve["libreoffice"] = measure_libreoffice(document)
    sys.stdout.write(json.dumps(releve) + "\n")


if __name__ == "__main__":
    main()
