"""The report of an import, to be sorted in Excel or to be read."""

import subprocess
from pathlib import Path

from docx import Document
from faux_dialogues import FauxDialogues
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from ui.importation.gestes import drop_and_read, write_csv

from pvd_desktop.ui.main_window import MainWindow

LUES = "3 lignes lues\u00a0: 3 créées."


def save_rapport(fenetre: MainWindow, dialogues: FauxDialogues, cible: Path, qtbot: QtBot) -> None:
    """Bring a table, and save what is said of it."""
    page = drop_and_read(fenetre, write_csv(cible.with_name("suivi.csv")), qtbot)
    assert "Excel, en PDF ou en Word" in page.bilan.rapport.toolTip()
    dialogues.reponse = cible
    page.bilan.rapport.click()
    titre = f"«\u00a0{cible.name}\u00a0» est enregistré."
    qtbot.waitUntil(lambda: fenetre.messages.bandeau.titre() == titre, timeout=20_000)


def test_that_the_report_is_read_in_pdf(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot, pdftotext: Path
):
    save_rapport(fenetre, dialogues, tmp_path / "rapport.pdf", qtbot)
    args = [str(pdftotext), "-layout", "-enc", "UTF-8", str(tmp_path / "rapport.pdf"), "-"]
    texte = subprocess.run(args, capture_output=True, check=True, timeout=60).stdout.decode()
    assert LUES.replace("\u00a0", " ") in texte.replace("\u00a0", " ")
    assert "peut-être" in texte
    assert "Feuille" not in texte


def test_that_the_report_is_read_in_word(fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot):
    save_rapport(fenetre, dialogues, tmp_path / "rapport.docx", qtbot)
    document = Document(str(tmp_path / "rapport.docx"))
    assert LUES in [p.text for p in document.paragraphs]
    assert [len(t.columns) for t in document.tables[-2:]] == [6, 4]


def test_that_the_report_is_sorted_in_excel(
    fenetre: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    save_rapport(fenetre, dialogues, tmp_path / "rapport.xlsx", qtbot)
    classeur = load_workbook(tmp_path / "rapport.xlsx")
    assert [[c.value for c in next(f.iter_rows(max_row=1))][:2] for f in classeur] == [
        ["Nature", "Ligne"],
        ["Ligne", "Action"],
    ]
