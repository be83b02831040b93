"""Page « Données personnelles »: the register, somebody found, handed over, erased, and the copy without names."""

import json
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import update_fiche
from models.commands.organismes import add_contact
from models.commands.versions import add_version
from models.domain.personnes.nom import EFFACEE
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.echange.photographie import freeze
from models.queries.projet import load_projet
from models.store.database import Database, maintenant_utc
from pvd_desktop.anonymisation import write_anonyme
from pvd_desktop.documents.builders.donnees_personnelles import build_registre
from pvd_desktop.documents.export import ExportError
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.ui.donnees.page import DonneesPage
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.workspace import Workspace

NOM = "Élise Caudrelier"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> DonneesPage:
    return _show(qtbot, workspace)


def _show(qtbot: QtBot, workspace: Workspace) -> DonneesPage:
    page = DonneesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    return page


def _search(qtbot: QtBot, page: DonneesPage, question: str) -> None:
    page.recherche.setText(question)
    page.search()
    qtbot.waitUntil(lambda: page.trouve is not None and page.trouve.question == question, timeout=10_000)


def test_that_the_register_is_typed_here_and_printed(page: DonneesPage, workspace: Workspace):
    champ = page.formulaire.editeur("rgpd_responsable")
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    champ.selectAll()
    QTest.keyClicks(champ, "CC du Sud")
    QTest.keyClick(champ, Qt.Key.Key_Return)
    assert workspace.projet.reglages.rgpd_responsable == "CC du Sud"
    lu = to_text(build_registre(workspace.projet, aujourd_hui=workspace.aujourd_hui()))
    for attendu in ("CC du Sud", "Finalités", "Destinataires", "Durée de conservation", "CNIL"):
        assert attendu in lu
    vus: list[object] = []
    page.apercu_demande.connect(vus.append)
    page.registre.click()
    assert vus == [Sortie("registre-rgpd")]
    assert_accessible(page)


def test_that_somebody_is_found_with_the_frozen_states_that_name_them(
    qtbot: QtBot, page: DonneesPage, workspace: Workspace
):
    workspace.execute("Figer", add_version, "Signée", freeze(workspace.projet), moment=maintenant_utc())
    workspace.execute("Figer", add_version, "Vide", freeze(Projet()), moment=maintenant_utc())
    _search(qtbot, page, "caudrelier")
    assert page.personne.valeur() == NOM
    assert page.modele.rowCount() > 3
    assert page.trouve is not None
    # A part of the name was typed: what erasing does is told of the person it found.
    assert {m.lieu.split(" — ")[0] for m in page.modele.lignes if not m.efface} == {"Chef de projet"}
    assert page.trouve.versions == ("Signée",)
    assert "«\u00a0Signée\u00a0»" in page.phrase.text()
    assert_accessible(page)


def test_that_what_concerns_somebody_is_handed_over(qtbot: QtBot, page: DonneesPage, tmp_path: Path):
    _search(qtbot, page, NOM)
    recus: list[FichierAEcrire] = []
    page.export_demande.connect(recus.append)
    page.document.click()
    page.json.click()
    document, donnees = recus
    document.write(tmp_path / "personne.pdf")
    with pypdfium2.PdfDocument(tmp_path / "personne.pdf") as pdf:
        lu = " ".join(pdf[0].get_textpage().get_text_range().split())
    for attendu in (NOM, "Coordonnées", "Finalités", "Durée de conservation", "CNIL"):
        assert attendu in lu
    donnees.write(tmp_path / "personne.json")
    lu = json.loads((tmp_path / "personne.json").read_text(encoding="utf-8"))
    assert lu["personne"] == NOM
    assert len(lu["mentions"]) == page.modele.rowCount()


def test_that_erasing_asks_by_its_name_then_nothing_keeps_the_contact(
    qtbot: QtBot, page: DonneesPage, workspace: Workspace
):
    _search(qtbot, page, "Delattre")
    nom = page.personne.valeur()
    page.ask_to_erase()
    assert page.question.titre() == f"Effacer définitivement {nom}\u00a0?"
    effacer, garder = page.question.boutons()
    assert effacer.text() == f"Effacer définitivement {nom}"
    assert garder.hasFocus()
    effacer.click()
    # What remains is found at once.
    qtbot.waitUntil(lambda: page.trouve is not None and page.trouve.question == nom, timeout=10_000)
    assert page.trouve is not None
    assert not any(m.efface for m in page.trouve.mentions)
    assert not any(c.nom == "Delattre" for o in workspace.projet.organismes for c in o.contacts)
    assert workspace.libelle_annuler is None
    _search(qtbot, page, "Delattre")
    assert not any(m.efface for m in page.modele.lignes)


def test_that_the_names_of_the_plan_are_replaced(qtbot: QtBot, page: DonneesPage, workspace: Workspace):
    referents = [f.uid for f in workspace.projet.fiches if f.referent == NOM]
    assert referents
    _search(qtbot, page, NOM)
    page.ask_to_erase()
    page.question.boutons()[0].click()
    qtbot.waitUntil(lambda: page.trouve is not None and not any(m.efface for m in page.trouve.mentions), timeout=10_000)
    apres = [workspace.projet.fiche(uid) for uid in referents]
    assert [f.referent for f in apres if f] == [EFFACEE] * len(referents)


def test_that_the_copy_is_another_project_and_the_original_is_untouched(
    page: DonneesPage, workspace: Workspace, tmp_path: Path
):
    recus: list[FichierAEcrire] = []
    page.export_demande.connect(recus.append)
    page.copie.copier.click()
    (copie,) = recus
    avant = workspace.path.read_bytes()
    cible = tmp_path / copie.nom
    copie.write(cible)
    assert workspace.path.read_bytes() == avant
    octets = cible.read_bytes()
    assert all(secret.encode() not in octets for secret in ("Caudrelier", "Delattre", "03 53 01"))
    database = Database.open(cible, lecture_seule=True)
    with database.read() as session:
        anonyme = load_projet(session)
    database.close()
    assert len(anonyme.fiches) == len(workspace.projet.fiches)
    assert anonyme.totaux == workspace.projet.totaux
    with pytest.raises(ExportError, match="projet ouvert"):
        write_anonyme(workspace.projet, workspace.path, original=workspace.path)


def test_that_a_read_only_project_is_searched_and_never_erased(qtbot: QtBot, workspace_lecture_seule: Workspace):
    page = _show(qtbot, workspace_lecture_seule)
    _search(qtbot, page, NOM)
    assert page.document.isEnabled()
    assert not page.effacer.isEnabled()
    page.ask_to_erase()
    assert not page.question.isVisible()


def test_that_the_menu_opens_the_page(fenetre_exemple: MainWindow):
    fenetre_exemple.actions_["donnees_personnelles"].trigger()
    assert isinstance(fenetre_exemple.pile.currentWidget(), DonneesPage)


def test_that_the_texts_to_read_again_are_listed_and_lead_to_where_they_are_corrected(
    qtbot: QtBot, page: DonneesPage, workspace: Workspace
):
    fiche = workspace.projet.fiches[0]
    workspace.execute("Modifier", update_fiche, fiche.uid, description="Mme Delattre rappellera.")
    page.copie.relire.click()
    qtbot.waitUntil(page.copie.vue.isVisible, timeout=10_000)
    assert "textes à relire" in page.copie.bilan()
    rang = next(r for r, t in enumerate(page.copie.modele.lignes) if t.suspects == ("Delattre",))
    demandes: list[tuple[object, str]] = []
    page.objet_demande.connect(lambda objet, champ: demandes.append((objet, champ)))
    page.copie.vue.activated.emit(page.copie.modele.index(rang, 0))
    ((objet, champ),) = demandes
    assert isinstance(objet, Objet)
    assert (objet.uid, champ) == (fiche.uid, "description")
    assert_accessible(page)
    # What was read is no longer true once the project changes.
    workspace.execute("Modifier", update_fiche, fiche.uid, description="")
    assert not page.copie.vue.isVisible()


def test_that_somebody_is_chosen_among_those_who_bear_what_is_asked(
    qtbot: QtBot, page: DonneesPage, workspace: Workspace
):
    organisme = workspace.projet.organismes[0].uid
    for prenom in ("Zoé", "Ana"):
        workspace.execute("Ajouter", add_contact, organisme, prenom=prenom, nom="Zorglub")
    _search(qtbot, page, "zorglub")
    assert page.personne.valeur() is None
    assert not page.effacer.isEnabled()
    rang = page.personne.findText("Ana Zorglub")
    page.personne.setCurrentIndex(rang)
    page.personne.activated.emit(rang)
    qtbot.waitUntil(lambda: page.trouve is not None and page.trouve.personne == "Ana Zorglub", timeout=10_000)
    assert {m.nom for m in page.modele.lignes if m.efface} == {"Ana Zorglub"}
    assert page.effacer.isEnabled()
