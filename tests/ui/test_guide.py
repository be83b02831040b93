"""The user guide: written from the window without any project, with every page and every key in it."""

from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from pytestqt.qtbot import QtBot

from pvd_desktop.ui.actions import commandes
from pvd_desktop.ui.aide.guide import fichier_du_guide
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import HORS_RAIL, PAGES


def test_that_the_guide_is_written_before_any_project_is_open(
    fenetre: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    dialogues.reponse = tmp_path / "guide.pdf"
    fenetre.actions_["guide"].trigger()
    qtbot.waitUntil(fenetre.messages.bandeau.isVisible)
    assert dialogues.reponse.read_bytes().startswith(b"%PDF")
    assert dialogues.propositions[-1].name == "Guide de PVD Desktop.pdf"
    fenetre.messages.bandeau.boutons()[0].click()
    assert dialogues.montres == [dialogues.reponse]


@pytest.fixture
def lignes(tmp_path: Path) -> list[str]:
    cible = tmp_path / "guide.txt"
    fichier_du_guide().write(cible)
    return cible.read_text("utf-8").splitlines()


def test_that_each_page_has_its_chapter_and_no_mark_of_its_writing_is_left(lignes: list[str]):
    titres = [ligne.removeprefix("### ") for ligne in lignes if ligne.startswith("### ")]
    assert [entree.titre for entree in (*PAGES, *HORS_RAIL)] == titres
    # A long text shows what it is not made for as it was typed: a title, a letter of its own.
    assert not [ligne for ligne in lignes if "`" in ligne or "**#" in ligne]
    assert "**Un partenaire**" in lignes


def test_that_the_keys_are_those_of_the_window(lignes: list[str]):
    table = "\n".join(lignes[lignes.index("## Raccourcis clavier") :])
    for commande in commandes():
        if commande.raccourcis:
            assert commande.raccourcis[0].replace("Shift", "Maj") in table, commande.nom
