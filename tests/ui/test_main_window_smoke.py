"""The whole application, started as a person starts it."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fichiers_du_depot import ROOT
from PySide6.QtCore import QCoreApplication, QFileInfo, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QFileIconProvider, QLabel

from pvd_desktop import main
from pvd_desktop.ui import theme
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


@pytest.mark.parametrize("sur_la_ligne_de_commande", [True, False])
def test_that_a_project_that_opens_but_cannot_be_read_leaves_the_accueil_with_the_reason(
    qapp: QApplication, projet_pvd: Path, tmp_path: Path, *, sur_la_ligne_de_commande: bool
):
    with closing(sqlite3.connect(projet_pvd)) as base:
        # Too large to be read whole at opening: what is wrong is met afterwards.
        base.execute("CREATE TABLE bourrage (octets BLOB)")
        base.execute("INSERT INTO bourrage VALUES (zeroblob(34000000))")
        base.execute("DROP TABLE bourrage")
        base.commit()
        base.execute("ALTER TABLE fiche_action RENAME COLUMN intitule TO autre")
    vus: list[tuple[bool, bool, str]] = []

    def note(fenetre: MainWindow) -> None:
        vus.append((fenetre.workspace is None, fenetre.accueil.isVisible(), fenetre.messages.bandeau.titre()))

    def ouvrir() -> None:
        for fenetre in qapp.topLevelWidgets():
            if isinstance(fenetre, MainWindow) and fenetre.isVisible():
                fenetre.open_project(projet_pvd)

    if not sur_la_ligne_de_commande:
        QTimer.singleShot(100, ouvrir)
    QTimer.singleShot(1500, lambda: _close_windows(qapp, note))
    assert main.run(projet_pvd if sur_la_ligne_de_commande else None, dossier=tmp_path / "donnees") == 0
    assert vus[0][:2] == (True, True), vus
    assert "endommagé" in vus[0][2]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith((".~", projet_pvd.name))] == [projet_pvd.name]


_POLICES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pvd_desktop import main
from pvd_desktop.ui.main_window import MainWindow

def look():
    fenetre = next(f for f in QApplication.topLevelWidgets() if isinstance(f, MainWindow))
    vus = [fenetre.menuBar(), fenetre.messages.bandeau, fenetre.messages.bandeau._titre]
    vus += fenetre.accueil.findChildren(QPushButton)
    for widget in vus:
        print(type(widget).__name__, widget.font().family(), widget.font().pointSizeF(), sep="|")
    fenetre.close()

app = QApplication([])
QTimer.singleShot(300, look)
sys.exit(main.run(Path(sys.argv[1], "parti.pvd"), dossier=Path(sys.argv[1])))
"""
"""In a process of its own: an application is dressed once."""


def test_that_the_window_has_the_house_font_from_the_start(tmp_path: Path):
    resultat = subprocess.run(
        [sys.executable, "-c", _POLICES, str(tmp_path)],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (resultat.returncode, resultat.stderr) == (0, "")
    vus = [tuple(ligne.split("|")) for ligne in resultat.stdout.splitlines()]
    assert len(vus) > 3
    assert {(famille, taille) for _, famille, taille in vus} == {(theme.POLICE, str(theme.TAILLE_POINTS))}


@pytest.mark.parametrize(("anglais", "francais"), [("Cancel", "Annuler"), ("Save", "Enregistrer")])
def test_that_the_words_of_qt_are_in_french(qapp: QApplication, anglais: str, francais: str):
    main.dress(qapp)
    assert QCoreApplication.translate("QPlatformTheme", anglais).replace("&", "") == francais


def test_that_the_file_dialog_of_qt_is_whole_in_french(qapp: QApplication, tmp_path: Path):
    main.dress(qapp)
    dialogue = QFileDialog(None, "Ouvrir un projet", str(tmp_path))
    dialogue.setOption(QFileDialog.Option.DontUseNativeDialog)
    textes = {libelle.text() for libelle in dialogue.findChildren(QLabel)}
    assert textes == {"&Dossier\u00a0:", "&Nom de fichier\u00a0:", "&Types de fichiers\u00a0:"}
    assert QFileIconProvider().type(QFileInfo(str(tmp_path))) == "Dossier"
