"""Ctrl+K: what the palette finds in a project, where each thing opens, and how little it reads."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from appels import count_appels
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.fiches import update_fiche
from models.commands.versions import add_version
from models.domain.demandes.noms import noms_des_demandes
from models.domain.instances.situee import toutes_les_reunions
from models.domain.projet import Projet
from models.domain.recherche import plier
from models.echange.photographie import freeze
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.ui.calendrier.echeances import EcheancesPage
from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.fiches.financement import OngletFinancement
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.organismes.page import OrganismesPage
from pvd_desktop.ui.pages import CALENDRIER, DEMANDES, MAQUETTE, ORGANISMES, VERSIONS
from pvd_desktop.ui.palette.cibles import Cible, Genre
from pvd_desktop.ui.palette.dialogue import Palette
from pvd_desktop.ui.versions.page import VersionsPage
from pvd_desktop.ui.widgets.colonne import ROLE_CLE
from pvd_desktop.ui.workspace import Workspace


@dataclass
class Recherches:
    """The window, and what a person does in its palette."""

    fenetre: MainWindow

    @property
    def workspace(self) -> Workspace:
        assert self.fenetre.workspace is not None
        return self.fenetre.workspace

    @property
    def projet(self) -> Projet:
        return self.workspace.projet

    def open(self) -> Palette:
        self.fenetre.activateWindow()
        self.fenetre.recherche.open()
        palette = self.fenetre.recherche.palette
        assert palette is not None
        return palette

    def type(self, texte: str) -> Palette:
        """By an input method event: a key click cannot send an accent."""
        palette = self.open()
        event = QInputMethodEvent()
        event.setCommitString(texte)
        QApplication.sendEvent(palette.champ, event)
        return palette

    def choose(self, texte: str, genre: Genre) -> Cible:
        """Go down to the first result of that kind, and open it."""
        palette = self.type(texte)
        lignes = palette.resultats.modele.lignes
        for _ in range(next(rang for rang, cible in enumerate(lignes) if cible.genre is genre)):
            QTest.keyClick(palette.champ, Qt.Key.Key_Down)
        cible = palette.resultats.cible()
        assert cible is not None
        assert cible.accessible.endswith(genre.libelle)
        QTest.keyClick(palette.champ, Qt.Key.Key_Return)
        return cible


@pytest.fixture
def recherches(fenetre_exemple: MainWindow) -> Recherches:
    return Recherches(fenetre_exemple)


def test_that_a_demande_opens_by_its_name_or_its_number(recherches: Recherches):
    projet = recherches.projet
    noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
    demande = next(d for d in projet.demandes if d.numero_dossier)
    for cherche in (noms[demande.uid], demande.numero_dossier):
        recherches.fenetre.navigation.show_page(MAQUETTE)
        assert recherches.choose(cherche, Genre.DEMANDE).cle == demande.uid
        page = recherches.fenetre.pile.currentWidget()
        assert recherches.fenetre.navigation.courante == DEMANDES
        assert isinstance(page, DemandesPage)
        assert page.courante == demande.uid


def test_that_an_operation_opens_in_its_action(recherches: Recherches):
    fiche = next(f for f in recherches.projet.fiches if len(f.operations) > 1)
    operation = fiche.operations[-1]
    recherches.fenetre.navigation.show_page(MAQUETTE)
    cible = recherches.choose(operation.intitule, Genre.OPERATION)
    assert (cible.cle, cible.precision) == (operation.uid, fiche.titre)
    onglet = recherches.fenetre.findChild(OngletFinancement)
    assert isinstance(onglet, OngletFinancement)
    assert onglet.isVisible()
    assert onglet.financements.valeur() == operation.financements


def test_that_a_contact_opens_on_the_line_of_its_organisme(recherches: Recherches):
    organisme = next(o for o in recherches.projet.organismes if o.contacts)
    contact = organisme.contacts[-1]
    cible = recherches.choose(contact.nom_complet, Genre.CONTACT)
    assert cible.cle == contact.uid
    assert organisme.nom in cible.precision
    page = recherches.fenetre.pile.currentWidget()
    assert recherches.fenetre.navigation.courante == ORGANISMES
    assert isinstance(page, OrganismesPage)
    assert page.editeur.uid() == organisme.uid
    assert page.editeur.contacts.liste.ligne_courante() == contact


def test_that_a_meeting_opens_in_the_gouvernance(recherches: Recherches):
    situee = next(toutes_les_reunions(recherches.projet))
    assert recherches.choose(situee.nom, Genre.REUNION).cle == situee.reunion.uid
    assert recherches.fenetre.navigation.courante == CALENDRIER
    page = recherches.fenetre.findChild(GouvernancePage)
    assert isinstance(page, GouvernancePage)
    assert page.isVisible()
    assert page.situee == situee


@pytest.mark.parametrize("notee", [True, False])
def test_that_an_echeance_opens_on_its_line_typed_or_computed(recherches: Recherches, notee: bool):
    echeance = next(e for e in recherches.workspace.echeances() if (e.saisie is not None) is notee)
    cible = recherches.choose(f"{echeance.intitule} {echeance.objet.libelle}", Genre.ECHEANCE)
    page = recherches.fenetre.findChild(EcheancesPage)
    assert isinstance(page, EcheancesPage)
    assert page.isVisible()
    assert page.vue.currentIndex().data(ROLE_CLE) == cible.cle


def test_that_a_frozen_state_opens_on_the_page_that_only_the_menu_leads_to(recherches: Recherches):
    recherches.workspace.execute(
        "Figer", add_version, nom="COPIL de printemps", octets=freeze(recherches.projet), moment=_QUAND
    )
    recherches.workspace.execute("Figer", add_version, nom="Signée", octets=freeze(recherches.projet), moment=_QUAND)
    cible = recherches.choose("copil de printemps", Genre.VERSION)
    page = recherches.fenetre.pile.currentWidget()
    assert recherches.fenetre.navigation.courante == VERSIONS
    assert isinstance(page, VersionsPage)
    assert page.version is not None
    assert (page.version.uid, page.version.nom) == (cible.cle, "COPIL de printemps")


def test_that_a_link_builds_the_page_of_its_object_and_no_other(recherches: Recherches):
    baties: list[str] = []
    recherches.fenetre.navigation.page_built.connect(lambda nom, _page: baties.append(nom))
    recherches.choose(recherches.projet.organismes[0].nom, Genre.ORGANISME)
    assert baties == [ORGANISMES]


def test_that_the_names_of_the_project_are_read_in_turns_and_once_as_long_as_nothing_changes(
    recherches: Recherches, qtbot: QtBot
):
    premiere = count_appels(recherches.open)
    palette = recherches.open()
    assert not premiere["list_objets"]
    fixes = len(palette.look_up("", 10_000).premiers)
    qtbot.waitUntil(lambda: not palette.index.en_cours)
    assert len(palette.look_up("", 10_000).premiers) > fixes + len(recherches.projet.fiches)
    palette.reject()
    rouverte = count_appels(recherches.open)
    assert rouverte[plier.__name__] == premiere[plier.__name__]
    assert not rouverte["list_objets"]
    palette.reject()
    fiche = recherches.projet.fiches[0]
    recherches.workspace.execute("Renommer", update_fiche, fiche.uid, intitule="Passerelle du moulin")
    assert recherches.type("passerelle du moulin").resultats.modele.lignes[0].cle == fiche.uid


def test_that_a_key_reads_no_name_again_and_ranks_what_answers_only(recherches: Recherches):
    palette = recherches.type("zzz")
    total = len(palette.look_up("e", 10_000).premiers)
    assert total > 100
    appels = count_appels(lambda: palette.look_up("zzzz", 50))
    assert sum(appels.values()) < 20
    appels = count_appels(lambda: palette.look_up("e", 50))
    assert appels["_rank"] == total
    assert appels[plier.__name__] == 1


_QUAND = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
