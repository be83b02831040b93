"""The contacts of an organisme, in its panel: seen, added, changed, taken out, and undone."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.organisme import Organisme
from models.domain.programmation import RegimeFctva
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.palette.organisme import PanneauOrganisme
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.workspace import Workspace


def _panneau(fenetre: MainWindow, qtbot: QtBot) -> tuple[PanneauOrganisme, Workspace, Callable[[], Organisme]]:
    workspace = fenetre.workspace
    assert workspace is not None
    uid = workspace.projet.organismes[0].uid
    panneau = PanneauOrganisme(workspace, uid, fenetre)
    qtbot.addWidget(panneau)
    panneau.show()

    def organisme() -> Organisme:
        trouve = workspace.projet.organisme(uid)
        assert trouve is not None
        return trouve

    return panneau, workspace, organisme


def test_that_the_contacts_are_listed_with_what_one_calls_them_by(fenetre_exemple: MainWindow, qtbot: QtBot):
    panneau, _, organisme = _panneau(fenetre_exemple, qtbot)
    assert panneau.contacts.valeur() == organisme().contacts
    assert [c.nom_complet for c in organisme().contacts] == ["Hélène Delattre", "Yanis Vasseur"]
    assert_accessible(panneau)


def test_that_a_cell_is_an_act_that_undo_takes_back(fenetre_exemple: MainWindow, qtbot: QtBot):
    panneau, workspace, organisme = _panneau(fenetre_exemple, qtbot)
    avant = organisme()
    panneau.contacts.write(avant.contacts[0].uid, "fonction", "Secrétaire générale")
    assert organisme().contacts[0].fonction == "Secrétaire générale"
    assert panneau.contacts.valeur()[0].fonction == "Secrétaire générale"
    workspace.undo()
    assert organisme() == avant


def test_that_a_contact_is_added_and_taken_out(fenetre_exemple: MainWindow, qtbot: QtBot):
    panneau, workspace, organisme = _panneau(fenetre_exemple, qtbot)
    panneau.contacts.boutons()["ajouter"].click()
    assert len(organisme().contacts) == 3
    panneau.contacts.vue.setCurrentIndex(panneau.contacts.modele.index(0, 0))
    panneau.contacts.boutons()["retirer"].click()
    assert [c.prenom for c in organisme().contacts] == ["Yanis", ""]
    workspace.undo()
    workspace.undo()
    assert [c.prenom for c in organisme().contacts] == ["Hélène", "Yanis"]


def test_that_the_year_of_the_fctva_is_chosen_or_follows_the_kind_of_the_organisme(
    fenetre_exemple: MainWindow, qtbot: QtBot
):
    panneau, _, organisme = _panneau(fenetre_exemple, qtbot)
    combo = panneau.formulaire.formulaire.editeur("regime_fctva")
    assert isinstance(combo, ChoixCombo)
    assert combo.currentText() == "Selon le type de l’organisme"
    assert organisme().fctva is RegimeFctva.N_PLUS_2
    combo.setCurrentIndex(combo.findText(RegimeFctva.ANNEE_MEME.libelle))
    combo.activated.emit(combo.currentIndex())
    assert organisme().fctva is RegimeFctva.ANNEE_MEME
