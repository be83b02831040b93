"""« Guide de l'utilisateur… »: the helps of the pages and the chapters before them, as one document to print."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pvd_desktop import __version__
from pvd_desktop.ui.aide.textes import raccourcis
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.pages import HORS_RAIL, PAGES


def fichier_du_guide(aujourd_hui: Callable[[], date] = date.today) -> FichierAEcrire:
    """What to write, where one says; it needs no project."""

    def write(cible: Path) -> None:
        from pvd_desktop.documents.builders.guide import build_guide
        from pvd_desktop.documents.export import export

        pages = tuple((entree.titre, entree.aide) for entree in (*PAGES, *HORS_RAIL))
        export(build_guide(pages, raccourcis(), version=__version__, aujourd_hui=aujourd_hui()), cible)

    return FichierAEcrire("Guide de PVD Desktop.pdf", "Document PDF (*.pdf);;Document Word (*.docx)", write)
