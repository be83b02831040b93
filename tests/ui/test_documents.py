"""Page « Documents »: what can be produced, with the options of the last time and the last file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from pvd_desktop.documents.catalogue import DOCUMENTS
from pvd_desktop.ui.derniers import Dernier, DerniersExports
from pvd_desktop.ui.documents.page import DocumentsPage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.pages import DOCUMENTS as PAGE
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import DOSSIER, FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.workspace import Workspace

MOMENT = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "preferences.ini")


@pytest.fixture
def page(workspace: Workspace, settings: Settings, qtbot: QtBot) -> DocumentsPage:
    page = DocumentsPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def test_that_every_document_has_a_card_with_the_formats_it_can_be_written_in(page: DocumentsPage):
    for document in {modele.id for modele in DOCUMENTS}:
        carte = page.carte(document)
        offerts = [carte.format.itemText(i) for i in range(carte.format.count())]
        assert offerts == [FORMATS_PROPOSES[extension] for extension in formats_of(document)]


def test_that_the_format_chosen_comes_back(page: DocumentsPage, workspace: Workspace, settings: Settings, qtbot: QtBot):
    page.carte("fiches").format.setCurrentIndex(len(formats_of("fiches")) - 1)
    autre = DocumentsPage(workspace, settings)
    qtbot.addWidget(autre)
    assert autre.carte("fiches").sortie().extension == formats_of("fiches")[-1]


def test_that_the_fiche_chosen_is_the_one_exported(page: DocumentsPage, workspace: Workspace, qtbot: QtBot):
    carte = page.carte("fiche")
    carte.fiche.set_valeur(workspace.projet.fiches[2].uid)
    with qtbot.waitSignal(page.export_demande) as signal:
        carte.exporter.click()
    assert signal.args == [Sortie("fiche", workspace.projet.fiches[2].uid)]


def test_that_the_fiche_chosen_stays_when_the_project_changes(page: DocumentsPage, workspace: Workspace):
    from models.commands.fiches import remove_fiches, update_fiche
    from models.store.database import maintenant_utc

    carte = page.carte("fiche")
    uid = workspace.projet.fiches[2].uid
    carte.fiche.set_valeur(uid)
    workspace.execute("Renommer", update_fiche, uid, intitule="Tout autre chose")
    assert carte.sortie().fiche == uid
    assert "Tout autre chose" in carte.fiche.currentText()
    workspace.execute("Supprimer", remove_fiches, (workspace.projet.fiches[0].uid,), moment=maintenant_utc())
    assert carte.sortie().fiche == uid


def test_that_the_draft_mark_is_data_of_the_project_and_can_be_undone(page: DocumentsPage, workspace: Workspace):
    assert page.brouillon.isChecked()
    page.brouillon.click()
    assert not workspace.projet.convention.brouillon
    workspace.undo()
    assert workspace.projet.convention.brouillon
    assert page.brouillon.isChecked()


def test_that_a_document_without_the_draft_mark_is_built_without_it(page: DocumentsPage, workspace: Workspace):
    assert Sortie("fiches").prepare(workspace)().brouillon
    page.brouillon.click()
    assert not Sortie("fiches").prepare(workspace)().brouillon


def test_that_the_last_file_is_shown_as_long_as_it_is_there(
    page: DocumentsPage, workspace: Workspace, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    fichier = tmp_path / "fiches.pdf"
    fichier.write_bytes(b"%PDF")
    DerniersExports(settings, workspace.projet.territoire.uid).set_dernier("fiches", Dernier(fichier, MOMENT))
    page.refresh_derniers()
    carte = page.carte("fiches")
    assert carte._dernier.text() == f"Dernier export\u00a0: fiches.pdf, le {format_moment(MOMENT)}"
    with qtbot.waitSignal(page.fichier_demande) as signal:
        carte.ouvrir_dossier.click()
    assert signal.args == [tmp_path]
    fichier.unlink()
    carte.ouvrir.click()
    assert carte._pied.isHidden()


def test_that_the_hour_is_said_as_people_write_it():
    ici = datetime.now().astimezone().tzinfo
    assert format_moment(datetime(2026, 1, 2, 9, 5, tzinfo=ici)) == "02/01/2026 à 09:05"


def test_that_the_last_file_of_a_project_is_not_that_of_another(
    settings: Settings, workspace: Workspace, tmp_path: Path
):
    from models.domain.uids import new_uid

    ici = DerniersExports(settings, workspace.projet.territoire.uid)
    (tmp_path / "fiches.pdf").write_bytes(b"%PDF")
    ici.set_dernier("fiches", Dernier(tmp_path / "fiches.pdf", MOMENT))
    assert ici.dernier("fiches")
    assert not DerniersExports(settings, new_uid()).dernier("fiches")


def test_that_an_export_from_the_page_is_noted_on_its_card(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    fenetre_exemple.navigation.show_page(PAGE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, DocumentsPage)
    dialogues.reponse = tmp_path / "une.pdf"
    page.carte("fiche").exporter.click()
    qtbot.waitUntil(lambda: not page.carte("fiche")._pied.isHidden(), timeout=30_000)
    assert (tmp_path / "une.pdf").read_bytes().startswith(b"%PDF")
    page.carte("fiche").ouvrir.click()
    assert dialogues.montres == [tmp_path / "une.pdf"]


def test_that_every_widget_of_the_page_has_a_name(page: DocumentsPage):
    assert_accessible(page)


def test_that_the_dossier_of_the_demande_chosen_is_written_as_a_folder_that_says_what_it_lacks(
    fenetre_exemple: MainWindow, dialogues: FauxDialogues, qtbot: QtBot, tmp_path: Path
):
    fenetre_exemple.navigation.show_page(PAGE)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, DocumentsPage)
    carte = page.carte("demande")
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    voulue = next(d for d in workspace.projet.demandes if "tranche 3" in d.intitule)
    carte.demande.set_valeur(voulue.uid)
    carte.format.setCurrentIndex(0)
    assert carte.sortie() == Sortie("demande", extension=DOSSIER, demande=voulue.uid)
    dialogues.reponse = tmp_path
    carte.exporter.click()
    qtbot.waitUntil(lambda: not carte._pied.isHidden(), timeout=30_000)
    (dossier,) = tmp_path.glob("DETR 2027 – Requalifier la Grand-Place*")
    assert {f.name for f in dossier.iterdir()} >= {"00 – Sommaire.pdf", "01 – Projet de délibération.pdf"}
    assert "pièces manquent\u00a0: " in fenetre_exemple.messages.bandeau.accessibleName()
    carte.exporter.click()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("DETR 2027 –*"))) == 2, timeout=30_000)


def test_that_a_demande_chosen_on_a_card_is_that_of_every_document_of_a_demande(
    page: DocumentsPage, workspace: Workspace
):
    voulue = workspace.projet.demandes[5].uid
    combo = page.carte("demande-note").demande
    combo.setCurrentIndex(5)
    combo.activated.emit(5)
    for modele in DOCUMENTS:
        assert page.carte(modele.id).sortie().demande == (voulue if modele.par_demande else None)


def test_that_the_workbook_of_a_demande_is_offered_without_pages_to_look_at(
    page: DocumentsPage, workspace: Workspace, qtbot: QtBot
):
    carte = page.carte("demande-classeur")
    page.finish()
    voulue = workspace.projet.demandes[5].uid
    carte.demande.set_valeur(voulue)
    assert carte.apercu.isHidden()
    with qtbot.waitSignal(page.export_demande) as signal:
        carte.exporter.click()
    assert signal.args == [Sortie("demande-classeur", extension=".xlsx", demande=voulue)]


def test_that_a_document_of_a_demande_is_named_after_it(workspace: Workspace):
    voulue = next(d for d in workspace.projet.demandes if "tranche 3" in d.intitule)
    nom = Sortie("demande-note", demande=voulue.uid).nom_fichier(workspace)
    assert nom.startswith("demande-note-detr-2027-requalifier-la-grand-place")
