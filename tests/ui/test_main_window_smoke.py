"""The whole application, started as a person starts it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from pvd_desktop import main
from pvd_desktop.ui.main_window import MainWindow


def _close_windows(qapp: QApplication, note: Callable[[MainWindow], object]) -> None:
    """Look at the window, then close it: the last one ends the loop, whatever ``note`` meets.

    No ``quit``: Qt would keep a second one for the loops of the tests that follow.
    """
    for fenetre in qapp.topLevelWidgets():
        if isinstance(fenetre, MainWindow) and fenetre.isVisible():
            try:
                note(fenetre)
            finally:
                fenetre.close()


def test_that_the_application_starts_paints_prints_and_quits():
    commande = [sys.executable, "-m", "pvd_desktop", "--smoke"]
    resultat = subprocess.run(commande, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (resultat.returncode, resultat.stdout) == (0, "")
    assert "Traceback" not in resultat.stderr


def test_that_run_opens_the_project_and_keeps_its_folders_under_the_one_given(
    qapp: QApplication, projet_pvd: Path, tmp_path: Path
):
    titres: list[str] = []

    QTimer.singleShot(200, lambda: _close_windows(qapp, lambda fenetre: titres.append(fenetre.windowTitle())))
    precedent = sys.excepthook
    assert main.run(projet_pvd, dossier=tmp_path / "donnees") == 0
    assert titres[0].startswith("Valembecque")
    assert sys.excepthook is precedent
    assert (tmp_path / "donnees" / "reglages.ini").is_file()


def test_that_a_project_that_is_gone_opens_the_accueil_with_the_reason(qapp: QApplication, tmp_path: Path):
    bandeaux: list[str] = []

    QTimer.singleShot(200, lambda: _close_windows(qapp, lambda f: bandeaux.append(f.messages.bandeau.titre())))
    assert main.run(tmp_path / "parti.pvd", dossier=tmp_path / "donnees") == 0
    assert "n’existe pas" in bandeaux[0]


@pytest.mark.parametrize(("anglais", "francais"), [("Cancel", "Annuler"), ("Save", "Enregistrer")])
def test_that_the_words_of_qt_are_in_french(qapp: QApplication, anglais: str, francais: str):
    main.dress(qapp)
    assert QCoreApplication.translate("QPlatformTheme", anglais).replace("&", "") == francais
