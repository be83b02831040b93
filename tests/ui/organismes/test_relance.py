"""« Relancer »: the words are proposed, corrected, written in a file, and noted when one says so."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.organisme import NatureEchange, Organisme
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.organismes.page import OrganismesPage
from pvd_desktop.ui.organismes.relance import DialogueRelance
from pvd_desktop.ui.pages import ORGANISMES
from pvd_desktop.ui.workspace import Workspace


def _open(fenetre: MainWindow, nom: str) -> tuple[DialogueRelance, Workspace]:
    fenetre.navigation.show_page(ORGANISMES)
    page, workspace = fenetre.pile.currentWidget(), fenetre.workspace
    assert isinstance(page, OrganismesPage)
    assert workspace is not None
    page.liste.select(_organisme(workspace, nom).uid)
    page.editeur.relancer.click()
    dialogue = page.relance()
    assert dialogue is not None
    return dialogue, workspace


def _organisme(workspace: Workspace, nom: str) -> Organisme:
    return next(o for o in workspace.projet.organismes if o.nom.startswith(nom))


def test_that_the_words_follow_the_subject_and_the_person(fenetre_exemple: MainWindow):
    dialogue, workspace = _open(fenetre_exemple, "État")
    assert_accessible(dialogue)
    sujets = [dialogue.sujet.itemText(rang) for rang in range(dialogue.sujet.count())]
    assert sujets[-1] == "Autre sujet"
    assert dialogue.contact.valeur() == _organisme(workspace, "État").contacts[0].uid
    avant = dialogue.objet.valeur()
    dialogue.sujet.setCurrentIndex(dialogue.sujet.count() - 1)
    dialogue.sujet.activated.emit(dialogue.sujet.count() - 1)
    assert dialogue.objet.valeur() == "Programme Petites Villes de demain"
    assert dialogue.objet.valeur() != avant
    assert "Petites Villes de demain" in dialogue.texte.valeur()


@pytest.mark.parametrize("noter", [True, False])
def test_that_a_draft_is_written_and_noted_when_one_says_so(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path, *, noter: bool
):
    dialogue, workspace = _open(fenetre_exemple, "État")
    avant = _organisme(workspace, "État")
    dialogue.noter.setChecked(noter)
    dialogues.reponse = tmp_path / "relance.eml"
    objet = dialogue.objet.valeur()
    dialogue.courriel.click()
    qtbot.waitUntil(lambda: fenetre_exemple.messages.bandeau.titre().endswith("est enregistré."))
    message = message_from_bytes((tmp_path / "relance.eml").read_bytes(), policy=default)
    assert message["Subject"] == objet
    assert message["To"].addresses[0].addr_spec == avant.contacts[0].courriel
    apres = _organisme(workspace, "État")
    assert len(apres.echanges) == len(avant.echanges) + noter
    if noter:
        dernier = apres.echanges[-1]
        assert (dernier.nature, dernier.objet, dernier.jour) == (NatureEchange.RELANCE, objet, date(2026, 11, 21))
        workspace.undo()
        assert _organisme(workspace, "État") == avant


def test_that_giving_up_the_file_notes_nothing(fenetre_exemple: MainWindow, dialogues: FauxDialogues):
    dialogue, workspace = _open(fenetre_exemple, "État")
    avant = _organisme(workspace, "État")
    dialogues.reponse = None
    dialogue.lettre.click()
    assert _organisme(workspace, "État") == avant


def test_that_a_message_without_a_subject_stays_open_with_its_remedy(fenetre_exemple: MainWindow):
    dialogue, _ = _open(fenetre_exemple, "État")
    dialogue.objet.set_valeur("")
    dialogue.courriel.click()
    assert dialogue.isVisible()
