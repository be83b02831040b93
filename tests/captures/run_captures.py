"""Takes a picture of every screen, in both themes and at two sizes, and of every page of the fiches.

    python tests/captures/run_captures.py DOSSIER [NOM…]

With names, only the scenes that start with one of them (« pdf » for the pages).
"""

import os
import sys
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_TESTS), str(_TESTS.parent)]

from captures.scenes import SCENES  # noqa: E402 - after the path
from captures.studio import JOUR, Studio, enter  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pvd_desktop import main  # noqa: E402
from pvd_desktop.exemple import write_exemple  # noqa: E402

THEMES = ("clair", "sombre")
TAILLES = ((1366, 768), (1920, 1080))
RESOLUTION = 110 / 72
"""Pixels for a point: a page is read on the picture."""


def run(dossier: Path, noms: list[str]) -> int:
    """Write the pictures into ``dossier``."""
    dossier.mkdir(parents=True, exist_ok=True)
    dossier = dossier.resolve()
    app = QApplication(sys.argv[:1])
    main.dress(app)
    # A cursor that blinks is on one picture out of two.
    app.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory(prefix="pvd-captures-", ignore_cleanup_errors=True) as temporaire:
        enter(Path(temporaire))
        exemple = Path("modele.pvd")
        write_exemple(exemple)
        for nom, scene in SCENES:
            if noms and not nom.startswith(tuple(noms)):
                continue
            for nom_theme in THEMES:
                for taille in TAILLES:
                    studio = Studio(app, exemple, nom_theme, taille)
                    try:
                        studio.picture(scene(studio), dossier / f"{nom}-{nom_theme}-{taille[0]}x{taille[1]}.png")
                    finally:
                        studio.close()
        if not noms or "pdf" in noms:
            _draw_pages(exemple, JOUR, dossier)
        enter(dossier)
    sys.stdout.write(f"{len(list(dossier.glob('*.png')))} images dans {dossier}\n")
    return 0


def _draw_pages(projet_pvd: Path, jour: date, dossier: Path) -> None:
    from models.queries.projet import load_projet
    from models.store.database import Database
    from pvd_desktop.documents.apercu import count_pages, render_page
    from pvd_desktop.documents.catalogue import build, document_for
    from pvd_desktop.documents.export import export

    database = Database.open(projet_pvd, lecture_seule=True)
    try:
        with database.read() as session:
            projet = load_projet(session)
    finally:
        database.close()
    for nom in ("convention", "maquette"):
        pdf = Path(f"{nom}.pdf").absolute()
        export(build(document_for(nom, pdf), projet, aujourd_hui=jour), pdf)
        for page in range(count_pages(pdf)):
            brute = render_page(pdf, page, RESOLUTION)
            image = QImage(brute.pixels, brute.width, brute.height, brute.stride, QImage.Format.Format_ARGB32)
            image.save(str(dossier / f"pdf-{nom}-{page + 1:03}.png"))


if __name__ == "__main__":
    arguments = ArgumentParser(description="Pictures of the screens, in both themes and both sizes.")
    arguments.add_argument("dossier", nargs="?", type=Path, default=Path("captures"), help="where they are written")
    arguments.add_argument("noms", nargs="*", help="beginnings of the names of the scenes; all of them without")
    choix = arguments.parse_args()
    sys.exit(run(choix.dossier, choix.noms))
