"""Standard articles in the frozen states of the window: kept when one is made, told when another edition comes."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from ui.versions.gestes_versions import settle

from models.commands.versions import add_version
from models.echange.photographie import freeze
from models.queries.versions import load_versions
from models.referentiel.convention import load_plan_convention
from models.store.database import maintenant_utc
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.workspace import Workspace
from pvd_desktop.versions import load_etat

PLAN = load_plan_convention()
ANCIEN = tuple(replace(m, texte="L’ancien texte type.") if m.cle == "litiges" else m for m in PLAN)


def test_that_a_state_frozen_by_the_window_keeps_them(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    with qtbot.waitSignal(page.figeage.figee):
        page.figeage.start()
    settle(page, qtbot)
    (version,) = workspace.read(load_versions)
    assert workspace.read(load_etat, version.uid).textes == PLAN


def test_that_the_page_says_that_an_edition_words_one_otherwise(page: VersionsPage, workspace: Workspace, qtbot: QtBot):
    octets = freeze(workspace.projet, ANCIEN)
    workspace.execute("Figer", add_version, "Signée", octets, moment=maintenant_utc())
    settle(page, qtbot)
    assert page.comparaison.nombre.text().startswith("1 changement")
    assert "Modèle mis à jour" in page.comparaison.portee.text()
