"""How long the window stands still while 50 000 mandats are read, written, taken back and put again.

Prints JSON, in seconds: the longest gap of a 10 ms timer of the whole window, on the tab that shows them, during each.
"""

import gc
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from import_fluide import longest_gap
from PySide6.QtWidgets import QApplication

from pvd_desktop import main as programme
from pvd_desktop.exemple import write_exemple
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.miettes import Ramasseur
from pvd_desktop.ui.pages import DEMANDES
from pvd_desktop.ui.paiement.onglet import OngletPaiement
from pvd_desktop.ui.tasks import share_interpreter

LIGNES = 50_000
JOUR = date(2026, 11, 21)
_TITRES = "N° mandat;Bordereau;Date mandat;Tiers;Objet;N° facture;Montant HT;Montant TTC"


def write_mandats(path: Path, lignes: int) -> None:
    """A year of mandats, as an accounting program exports them."""
    corps = (
        f"2026-{n};{n // 40};{1 + n % 28:02}/{1 + n % 11:02}/2026;Entreprise {n % 300};Situation {n};F-{n};"
        f"{n % 977},{n % 100:02};{n % 977 * 6 // 5},{n % 100:02}"
        for n in range(1, lignes + 1)
    )
    path.write_text("\n".join((_TITRES, *corps)), "utf-8")


def open_onglet(application: QApplication, fenetre: MainWindow) -> OngletPaiement:
    """The tab « Paiement » of a granted demande of the example."""
    fenetre.navigation.show_page(DEMANDES)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, DemandesPage)
    assert fenetre.workspace is not None
    while page.lecture.en_cours:
        application.processEvents()
    page.show_demande(next(d.uid for d in fenetre.workspace.projet.demandes if d.dispositif == "dsil"))
    onglet = page.detail.onglets.show_onglet("paiement")
    assert isinstance(onglet, OngletPaiement)
    application.processEvents()
    return onglet


def measure(fenetre: MainWindow, onglet: OngletPaiement, source: Path) -> dict[str, float]:
    """The gestures, in their order."""
    workspace = fenetre.workspace
    assert workspace is not None
    occupe: list[bool] = []
    workspace.busy_changed.connect(occupe.append)

    def gap(gesture: Callable[[], object], presentes: int) -> float:
        """Until the act is over and the tab shows what it made."""
        occupe.clear()

        def is_over() -> bool:
            operation = onglet.panneau.ecriture.operation
            montrees = operation is not None and len(operation.factures) == presentes
            return montrees and onglet.panneau.defilement.isVisible() and (not occupe or not occupe[-1])

        return longest_gap(gesture, is_over)

    assert onglet.panneau.ecriture.operation is not None
    avant = len(onglet.panneau.ecriture.operation.factures)
    trous = {"lecture": longest_gap(lambda: onglet.panneau.importation.read(source), onglet.panneau.bandeau.isVisible)}
    trous["écriture"] = gap(onglet.panneau.bandeau.boutons()[0].click, avant + LIGNES)
    trous["annulation"] = gap(fenetre.edition.undo, avant)
    trous["rétablissement"] = gap(fenetre.edition.redo, avant + LIGNES)
    return trous


def main() -> None:
    """Measure in the window, as ``main`` builds it."""
    application = QApplication(sys.argv)
    programme.dress(application)
    share_interpreter()
    with TemporaryDirectory() as nom:
        dossier = Path(nom)
        write_exemple(dossier / "exemple.pvd")
        write_mandats(dossier / "mandats.csv", LIGNES)
        dossiers = Dossiers.of_user(dossier / "donnees")
        dossiers.create()
        fenetre = programme.build_window(dossiers, dossiers.journaux / "journal.log", aujourd_hui=lambda: JOUR)
        fenetre.resize(1366, 768)
        ramasseur = Ramasseur(application)
        fenetre.ouverture.open_now(dossier / "exemple.pvd")
        fenetre.show()
        onglet = open_onglet(application, fenetre)
        gc.freeze()
        trous = measure(fenetre, onglet, dossier / "mandats.csv")
        fenetre.abandon()
        programme.wait_for_tasks(application)
        ramasseur.stop()
    sys.stdout.write(json.dumps(trous, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
