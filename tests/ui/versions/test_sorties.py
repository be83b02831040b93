"""What leaves the page of the frozen states: the avenant under its number, its annexes, a comparison, a copy."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from ui.versions.gestes_versions import edit, freeze, lignes, settle, write

from models.commands.versions import update_version
from models.queries.projet import load_projet
from models.store.database import Database, maintenant_utc
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.workspace import Workspace


def annexes_offertes(page: VersionsPage) -> set[bool]:
    return {a.isEnabled() for a in page.fill_formats().actions() if a.text().startswith("Annexes")}


def test_that_two_frozen_states_are_compared_and_the_documents_name_them(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    edit(workspace)
    freeze(page, qtbot)
    seconde, premiere = page.liste.modele.lignes
    page.show_version(premiere.uid)
    page.apres.set_valeur(seconde.uid)
    page.apres.valeur_validee.emit(seconde.uid)
    settle(page, qtbot)
    assert len(lignes(page)) == 4
    assert page.sortie("avenant") == Sortie("avenant", versions=(premiere.uid, seconde.uid), numero="1")
    document = page.sortie("comparaison").prepare(workspace)()
    assert "Comparaison de deux états" in document.titre
    assert [a.text() for a in page.fill_formats().actions() if a.text()] == [
        "Avenant\u00a0: Document Word…",
        "Avenant\u00a0: Document PDF…",
        "Annexes à joindre\u00a0: Document PDF…",
        "Annexes à joindre\u00a0: Document Word…",
        "Comparaison\u00a0: Document PDF…",
        "Comparaison\u00a0: Document Word…",
    ]
    assert annexes_offertes(page) == {False}
    page.apres.set_valeur(None)
    assert annexes_offertes(page) == {True}
    assert page.sortie("annexes").prepare(workspace)().titre.startswith("Annexes de la convention-cadre")


def test_that_the_number_of_the_avenant_is_proposed_and_the_one_typed_wins(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot
):
    freeze(page, qtbot)
    workspace.execute("Nommer", update_version, page.liste.modele.lignes[0].uid, nom="Avenant 1", commentaire="")
    settle(page, qtbot)
    assert page.numero.text() == "2"
    write(page.numero, "2 bis")
    with qtbot.waitSignal(page.apercu_demande) as emis:
        page.avenant.click()
    sortie = (emis.args or [None])[0]
    assert isinstance(sortie, Sortie)
    assert sortie.nom_fichier(workspace) == "valembecque-avenant-2-bis.pdf"
    assert sortie.prepare(workspace)().titre.startswith("Avenant n°\u00a02 bis – ")
    write(page.numero, "3")
    edit(workspace)
    settle(page, qtbot)
    assert page.numero.text() == "3"
    write(page.numero, "")
    assert page.numero.text() == "2"
    with qtbot.waitSignal(page.avertissement), qtbot.assertNotEmitted(page.apercu_demande):
        write(page.numero, "un nombre bien trop long")
        page.avenant.click()


def test_that_a_state_is_saved_as_a_project_or_as_data(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    avant = workspace.projet
    freeze(page, qtbot)
    edit(workspace)
    settle(page, qtbot)
    copie = page.copie()
    assert isinstance(copie, FichierAEcrire)
    assert "/" not in copie.nom
    copie.write(tmp_path / "copie.pvd")
    copie.write(tmp_path / "copie.json")
    database = Database.open(tmp_path / "copie.pvd", lecture_seule=True)
    with database.read() as session:
        relu = load_projet(session)
    database.close()
    assert [f.intitule for f in relu.fiches] == [f.intitule for f in avant.fiches]
    assert relu.totaux == avant.totaux
    assert '"format": "pvd-projet"' in (tmp_path / "copie.json").read_text(encoding="utf-8")


def test_that_a_state_is_saved_though_it_names_what_the_corbeille_held(
    page: VersionsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
):
    from models.commands.orientations import remove_orientation

    orientation = workspace.projet.fiches[0].orientation
    assert orientation is not None
    workspace.execute("Retirer", remove_orientation, orientation, moment=maintenant_utc())
    freeze(page, qtbot)
    copie = page.copie()
    assert copie is not None
    copie.write(tmp_path / "copie.pvd")
    database = Database.open(tmp_path / "copie.pvd", lecture_seule=True)
    with database.read() as session:
        assert len(load_projet(session).fiches) == len(workspace.projet.fiches)
    database.close()
