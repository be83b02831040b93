"""What the tests of the imports do to the window, as a person would."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.importation.page import ImportationPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN

SUIVI = (
    ("Suivi du plan d’action de Valembecque",),
    (),
    ("Axe", "N°", "Intitulé de l’action", "Maîtrise d’ouvrage", "Avancement", "Coût HT", "DETR", "Couleur"),
    (
        "Habitat",
        "9.1",
        "Réhabiliter les logements de la Grand-Place",
        "Commune",
        "en cours",
        "120 000 €",
        "36 000",
        "B",
    ),
    ("Habitat", "9.2", "Ouvrir un guichet de la rénovation", "CC du Val", "à lancer", "45 000 €", "", "R"),
    ("Commerce", "9.3", "Racheter les cellules vides", "Commune", "peut-être", "80 000 €", "", "R"),
    ("", "", "TOTAL", "", "", "257 000 €", "36 000", ""),
)
"""A small table as people make them: a title above, a status nobody knows, a total of 12 000 € too many."""


def write_csv(path: Path, lignes: Sequence[Sequence[str]] = SUIVI) -> Path:
    """The table as Excel saves it in France."""
    path.write_text("\n".join(";".join(ligne) for ligne in lignes), encoding="utf-8-sig")
    return path


def copied(lignes: Sequence[Sequence[str]] = SUIVI) -> str:
    """The table as Excel puts it on the clipboard."""
    return "\r\n".join("\t".join(ligne) for ligne in lignes)


def drop(fenetre: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(path))])
    suite = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(fenetre, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, donnees, *suite))
    QApplication.sendEvent(fenetre, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, donnees, *suite))


def page_of(fenetre: MainWindow) -> ImportationPage:
    """The page of imports, which must be the one that is shown."""
    page = fenetre.pile.currentWidget()
    assert isinstance(page, ImportationPage)
    return page


def wait_read(page: ImportationPage, qtbot: QtBot) -> None:
    """Let the page read, and propose."""
    qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)


def drop_and_read(fenetre: MainWindow, path: Path, qtbot: QtBot) -> ImportationPage:
    """Drop a table, and wait for what it would do."""
    drop(fenetre, path)
    page = page_of(fenetre)
    wait_read(page, qtbot)
    return page


def texts(page: ImportationPage, ligne: int) -> list[str]:
    """What a row of the line over the sheet shows: titles (0), or what columns are for (1)."""
    modele = page.tableau.correspondance.modele
    return [modele.index(ligne, colonne).data() for colonne in range(modele.columnCount())]


def import_table(fenetre: MainWindow, qtbot: QtBot) -> None:
    """Write what the page proposes, and land on the plan."""
    page_of(fenetre).bilan.importer.click()
    qtbot.waitUntil(lambda: "est importé" in fenetre.messages.bandeau.titre(), timeout=20_000)
    assert fenetre.navigation.courante == PLAN
