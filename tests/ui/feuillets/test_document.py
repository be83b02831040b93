"""The PDF behind a preview: what becomes of its pages when another, shorter one takes its place."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pvd_desktop import main
from pvd_desktop.documents.tree import Block, Document, PageBreak, Paragraph, Run
from pvd_desktop.ui.feuillets.document import DocumentApercu


@pytest.fixture
def apercu(qapp: QApplication) -> Iterator[DocumentApercu]:
    parent = QObject()
    yield DocumentApercu(parent)
    main.wait_for_tasks(qapp)
    parent.deleteLater()


def _pages(nombre: int) -> Document:
    blocks: list[Block] = []
    for numero in range(nombre):
        blocks += [*([PageBreak()] if numero else []), Paragraph((Run(f"Feuillet {numero + 1}"),))]
    return Document(titre="Essai", date_edition=date(2026, 11, 21), blocks=tuple(blocks))


def _build(apercu: DocumentApercu, nombre: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(apercu.ready, timeout=30_000):
        apercu.build(lambda: _pages(nombre))


def test_that_the_pages_a_shorter_pdf_has_lost_go(apercu: DocumentApercu, qtbot: QtBot):
    _build(apercu, 3, qtbot)
    apercu.want([0, 2], 0.5)
    qtbot.waitUntil(lambda: apercu.image(0) is not None and apercu.image(2) is not None)
    _build(apercu, 1, qtbot)
    assert apercu.image(0) is not None
    assert apercu.image(2) is None
    apercu.want([0], 0.5)
    qtbot.waitUntil(lambda: not apercu._perimees)


def test_that_a_wish_for_a_page_that_is_gone_holds_back_none_of_the_others(apercu: DocumentApercu, qtbot: QtBot):
    _build(apercu, 1, qtbot)
    apercu.want([2, 0], 0.5)
    qtbot.waitUntil(lambda: apercu.image(0) is not None)
