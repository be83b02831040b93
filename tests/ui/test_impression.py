"""Printing: the pages of the PDF, each on its own sheet, on a printer that writes a file."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from pvd_desktop.documents.tree import (
    Document,
    Heading,
    NewSection,
    PageFormat,
    Paragraph,
    Run,
)
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.papier import ImpressionError, print_pages
from pvd_desktop.ui.tasks import Progress, TaskCancelledError


@pytest.fixture
def papier(tmp_path: Path) -> Path:
    return tmp_path / "papier.pdf"


def printer(papier: Path) -> QPrinter:
    imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
    imprimante.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    imprimante.setOutputFileName(str(papier))
    return imprimante


def document() -> Document:
    blocks = (
        Heading(1, "Portrait"),
        Paragraph((Run("Une page debout."),)),
        NewSection(PageFormat.A3_LANDSCAPE, "Maquette"),
        Heading(1, "Paysage"),
        NewSection(PageFormat.A4_PORTRAIT, "Suite"),
        Heading(1, "Fin"),
    )
    return Document(titre="Essai", date_edition=date(2026, 11, 21), blocks=blocks)


def silent() -> Progress:
    return Progress(lambda *_: None)


def sizes(papier: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(papier) as pdf:
        return [(round(w), round(h)) for w, h in (pdf.get_page_size(i) for i in range(len(pdf)))]


@pytest.mark.usefixtures("qapp")
def test_that_each_page_is_printed_on_its_own_sheet(papier: Path):
    assert print_pages(document, printer(papier), silent()) == 3
    assert sizes(papier) == [(595, 842), (1191, 842), (595, 842)]


@pytest.mark.usefixtures("qapp")
def test_that_only_the_pages_asked_for_are_printed(papier: Path):
    imprimante = printer(papier)
    imprimante.setPrintRange(QPrinter.PrintRange.PageRange)
    imprimante.setFromTo(2, 2)
    assert print_pages(document, imprimante, silent()) == 1
    assert sizes(papier) == [(1191, 842)]


@pytest.mark.usefixtures("qapp")
def test_that_the_ink_is_that_of_the_page(papier: Path):
    print_pages(document, printer(papier), silent())
    with pypdfium2.PdfDocument(papier) as pdf:
        pixels = bytes(pdf[0].render(scale=1).buffer)
    encre = sum(1 for octet in pixels if octet < 128) / len(pixels)
    assert 0.0005 < encre < 0.2


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_that_a_printer_that_cannot_begin_is_told(tmp_path: Path):
    with pytest.raises(ImpressionError):
        print_pages(document, printer(tmp_path / "absent" / "papier.pdf"), silent())


@pytest.mark.usefixtures("qapp")
def test_that_printing_can_be_given_up(papier: Path):
    progress = silent()
    progress.cancel()
    with pytest.raises(TaskCancelledError):
        print_pages(document, printer(papier), progress)


def test_that_the_preview_prints_what_it_shows(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, papier: Path
):
    from pvd_desktop.ui.apercu.page import ApercuPage

    dialogues.imprimante = printer(papier)
    fenetre_exemple.actions_["apercu"].trigger()
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, ApercuPage)
    page.choix.setCurrentIndex(page.choix.count() - 1)
    page.imprimer.click()
    qtbot.waitUntil(fenetre_exemple.messages.bandeau.isVisible, timeout=30_000)
    assert sizes(papier)
    qtbot.waitUntil(lambda: not page.document.en_cours and not page.document._dessin, timeout=30_000)


def test_that_giving_up_in_the_dialog_prints_nothing(fenetre_exemple: MainWindow, papier: Path):
    from pvd_desktop.ui.sortie import TOUTES_LES_FICHES

    fenetre_exemple.impression.print_document(TOUTES_LES_FICHES)
    assert not papier.exists()
