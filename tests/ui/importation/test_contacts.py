"""An address book dropped on the window: seen first, then in the organismes, in one act."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.importation.gestes import drop_and_read

from models.domain.projet import Projet
from pvd_desktop.ui.importation.page import TABLEAU
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import POINTS

CARTES = """BEGIN:VCARD
VERSION:3.0
N:Petit;Ana;;;
ORG:Commune de Valembecque
EMAIL:a.petit@valembecque.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Moreau;Luc;;;
EMAIL:luc.moreau@gmail.com
END:VCARD
"""
TABLE = "Prénom;Nom;Société;Courriel\nAna;Petit;Commune de Valembecque;a.petit@valembecque.example\nLuc;Moreau;;\n"


def _projet(fenetre: MainWindow) -> Projet:
    assert fenetre.workspace is not None
    return fenetre.workspace.projet


@pytest.mark.parametrize(("nom", "texte"), [("contacts.vcf", CARTES), ("contacts.csv", TABLE)])
def test_that_an_address_book_is_seen_then_imported_and_undone(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot, nom: str, texte: str
):
    avant = _projet(fenetre_exemple)
    fenetre_exemple.navigation.show_page(POINTS)
    (tmp_path / nom).write_text(texte, encoding="utf-8")
    page = drop_and_read(fenetre_exemple, tmp_path / nom, qtbot)
    assert page.bilan.phrase() == "1 personne créée · 1 écartée"
    assert page.bilan.importer.text() == "Importer 1 personne"
    modele = page.actions_lues.modele
    titres = [modele.headerData(i, Qt.Orientation.Horizontal) for i in range(modele.columnCount())]
    assert {"Personne", "Organisme"} <= set(titres)
    assert not page.onglets.isTabVisible(TABLEAU)
    assert _projet(fenetre_exemple) == avant
    page.bilan.importer.click()
    qtbot.waitUntil(lambda: _projet(fenetre_exemple) != avant)
    assert [c.nom_complet for c in _projet(fenetre_exemple).organismes[0].contacts][-1] == "Ana Petit"
    qtbot.waitUntil(lambda: fenetre_exemple.navigation.courante == POINTS)
    assert fenetre_exemple.workspace is not None
    fenetre_exemple.workspace.undo()
    assert _projet(fenetre_exemple) == avant
