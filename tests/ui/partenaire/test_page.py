"""A partner’s workbook in the window: chosen, its columns corrected by keyboard and remembered, its copy written."""

from pathlib import Path
from typing import Any

import pytest
from classeurs_partenaires import cellules, en_tete_simple, sous_prefecture
from faux_dialogues import FauxDialogues
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import update_fiche
from models.domain.remplissage_tableau.colonnes import libelle_de
from models.domain.remplissage_tableau.unites import Maille
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import DOCUMENTS, PARTENAIRE
from pvd_desktop.ui.partenaire.page import PartenairePage


def opened(fenetre: MainWindow, path: Path, qtbot: QtBot) -> PartenairePage:
    """The workbook on its page, once what it would receive is known."""
    fenetre.importation.partenaires.read(path)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, PartenairePage)
    qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)
    return page


def choose(page: PartenairePage, colonne: int, champ: str, qtbot: QtBot) -> None:
    """What a column receives, chosen in the list under the columns, as the keyboard does."""
    page.recues.setCurrentIndex(page.modele_recues.index(colonne, 0))
    page.champ.setFocus()
    libelles = [page.champ.itemText(row) for row in range(page.champ.count())]
    vise = libelles.index(libelle_de(champ))
    touche = Qt.Key.Key_Down if vise > page.champ.currentIndex() else Qt.Key.Key_Up
    for _ in range(abs(vise - page.champ.currentIndex())):
        QTest.keyClick(page.champ, touche)
        qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)


def values(page: PartenairePage) -> dict[str, str]:
    """What the cells will say."""
    assert page.remplissage is not None
    return {c.adresse: c.dit_apres for c in page.remplissage.ecrites}


def test_that_the_page_of_documents_leads_to_it_and_the_copy_is_written(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    source, copie = sous_prefecture(tmp_path / "sp.xlsx"), tmp_path / "rendu.xlsx"
    octets = source.read_bytes()
    fenetre_exemple.navigation.show_page(DOCUMENTS)
    documents: Any = fenetre_exemple.pile.currentWidget()
    documents.partenaire.click()
    assert fenetre_exemple.navigation.courante == PARTENAIRE
    page = opened(fenetre_exemple, source, qtbot)
    assert_accessible(page)
    assert page.puces.boutons["Remplacée"].text().startswith("Remplacées ")
    dialogues.reponse = copie
    page.ecrire.click()
    qtbot.waitUntil(copie.exists, timeout=20_000)
    assert cellules(copie)["B6"].value == values(page)["B6"]
    assert source.read_bytes() == octets


def test_that_a_column_corrected_by_keyboard_is_remembered_for_the_same_header(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    titres = ("Action", "Rubrique X")
    page = opened(fenetre_exemple, en_tete_simple(tmp_path / "un.xlsx", titres=titres), qtbot)
    assert "B2" not in values(page)
    choose(page, 1, "numero", qtbot)
    assert values(page)["B2"] == "1.1"
    page.fermer.click()
    encore = opened(fenetre_exemple, en_tete_simple(tmp_path / "deux.xlsx", titres=titres), qtbot)
    assert encore.remplissage is not None
    assert encore.remplissage.retrouvee
    assert values(encore)["B2"] == "1.1"


def test_that_a_lone_cell_is_added_by_keyboard_and_remembered(
    fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    titres = ("Action", "Coût HT")
    page = opened(fenetre_exemple, en_tete_simple(tmp_path / "un.xlsx", titres=titres), qtbot)
    page.adresse.setText("Nulle part")
    QTest.keyClick(page.adresse, Qt.Key.Key_Return)
    assert page.bandeau.isVisible()
    page.adresse.setText("H1")
    page.champ_projet.set_valeur("region")
    QTest.keyClick(page.adresse, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)
    assert not page.bandeau.isVisible()
    assert values(page)["H1"] == "Hauts-de-France"
    encore = opened(fenetre_exemple, en_tete_simple(tmp_path / "deux.xlsx", titres=titres), qtbot)
    assert values(encore)["H1"] == "Hauts-de-France"


def test_that_a_row_may_stand_for_an_aid_of_one_funder(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = opened(fenetre_exemple, en_tete_simple(tmp_path / "r.xlsx", titres=("Action", "Coût HT", "DETR")), qtbot)
    toutes = len(values(page))
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    region = next(o for o in workspace.projet.organismes if "Région" in o.nom)
    page.preparation.choose_maille(Maille.FINANCEMENT)
    qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)
    assert len(values(page)) > toutes
    page.preparation.choose_financeur(region.uid)
    qtbot.waitUntil(lambda: page.preparation.a_jour, timeout=20_000)
    assert page.financeur.currentText() == region.nom
    assert 0 < len(values(page)) < toutes


def test_that_a_change_of_the_project_is_seen_at_once(fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot):
    page = opened(fenetre_exemple, sous_prefecture(tmp_path / "sp.xlsx"), qtbot)
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    workspace.execute("Renommer", update_fiche, workspace.projet.fiches[0].uid, intitule="Un autre nom")
    qtbot.waitUntil(lambda: "Un autre nom" in values(page).values(), timeout=20_000)


@pytest.mark.parametrize(
    ("nom", "octets"), [("notes.xlsx", b"PK\x03\x04"), ("suivi.csv", b"Action;Co\xc3\xbbt\nA;1\n")]
)
def test_that_a_file_that_cannot_be_filled_says_so_on_the_page(
    nom: str, octets: bytes, fenetre_exemple: MainWindow, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / nom).write_bytes(octets)
    fenetre_exemple.importation.partenaires.read(tmp_path / nom)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, PartenairePage)
    qtbot.waitUntil(page.bandeau.isVisible, timeout=20_000)
    assert page.remplissage is None


def test_that_the_workbook_of_the_partner_cannot_be_chosen_as_its_copy(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    source = sous_prefecture(tmp_path / "sp.xlsx")
    octets = source.read_bytes()
    page = opened(fenetre_exemple, source, qtbot)
    dialogues.reponse = source
    page.ecrire.click()
    qtbot.waitUntil(fenetre_exemple.messages.bandeau.isVisible, timeout=20_000)
    assert source.read_bytes() == octets
