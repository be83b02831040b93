"""Page « Partenaires »: the list, its filters, and one organisme in tabs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.organismes import add_echange, remove_contacts
from models.domain.formats import sort_key
from models.domain.organisme import NatureEchange, Organisme
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.store.database import maintenant_utc
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.organismes.echanges import CONTACT_PARTI
from pvd_desktop.ui.organismes.editeur import CONTACTS, IDENTITE
from pvd_desktop.ui.organismes.filtres import Filtres, Manque
from pvd_desktop.ui.organismes.page import OrganismesPage
from pvd_desktop.ui.pages import ORGANISMES
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.vue import copy_selection
from pvd_desktop.ui.workspace import Workspace

Montrer = Callable[[Workspace], OrganismesPage]


@pytest.fixture
def montrer(qtbot: QtBot) -> Montrer:
    """Shows the page of a workspace."""

    def montrer(workspace: Workspace) -> OrganismesPage:
        page = OrganismesPage(workspace)
        qtbot.addWidget(page)
        page.resize(1150, 640)
        page.show()
        return page

    return montrer


def _organisme(workspace: Workspace, nom: str) -> Organisme:
    return next(o for o in workspace.projet.organismes if o.nom.startswith(nom))


def _choose(page: OrganismesPage, workspace: Workspace, nom: str) -> Organisme:
    organisme = _organisme(workspace, nom)
    assert page.liste.select(organisme.uid)
    return organisme


def _type(champ: object, texte: str) -> None:
    assert isinstance(champ, QLineEdit)
    champ.setFocus()
    champ.selectAll()
    QTest.keyClicks(champ, texte)
    QTest.keyClick(champ, Qt.Key.Key_Return)


def test_that_partners_are_listed_as_a_dictionary_would(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    noms = [ligne.nom for ligne in page.liste.affichees()]
    assert noms == sorted(noms, key=sort_key)
    assert noms.index("Établissement public foncier des Hauts-de-France") < noms.index("Fondation du patrimoine")
    assert page.resume() == "21 partenaires"
    for rang in range(page.editeur.onglets.count()):
        page.editeur.onglets.setCurrentIndex(rang)
        assert_accessible(page)


def test_that_filters_are_badges_and_the_count_follows(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    barre = page.liste.barre
    barre.set_filtres(Filtres(frozenset({TypeOrganisme.ETAT}), frozenset({Manque.SANS_CONTACT})))
    assert [b.text().removesuffix("  ✕") for b in barre.badges()] == ["État", "Sans contact"]
    assert [ligne.nom for ligne in page.liste.affichees()] == [
        "Direction régionale des affaires culturelles des Hauts-de-France"
    ]
    assert page.liste.phrase() == "1 partenaire affiché sur 21"
    for badge in barre.badges()[:1]:
        badge.click()
    barre.badges()[0].click()
    assert page.liste.phrase() == "21 partenaires"


@pytest.mark.parametrize("manque", Manque)
def test_that_each_lack_keeps_those_that_lack_it(montrer: Montrer, workspace: Workspace, manque: Manque):
    page = montrer(workspace)
    page.liste.barre.set_filtres(Filtres(manques=frozenset({manque})))
    lus = {
        Manque.SANS_CONTACT: lambda ligne: not ligne.organisme.contacts,
        Manque.SANS_ECHANGE: lambda ligne: ligne.dernier is None or ligne.dernier < date(2026, 5, 21),
        Manque.SANS_ENGAGEMENT: lambda ligne: not ligne.organisme.engagement,
        Manque.SANS_SIREN: lambda ligne: not ligne.organisme.siren,
        Manque.SANS_ROLE: lambda ligne: not ligne.roles,
    }
    attendus = {ligne.nom for ligne in page.liste.modele.lignes if lus[manque](ligne)}
    assert {ligne.nom for ligne in page.liste.affichees()} == attendus


def test_that_a_person_is_found_by_name(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    page.liste.barre.recherche.setText("delattre helene")
    QTest.keyClick(page.liste.barre.recherche, Qt.Key.Key_Return)
    assert [ligne.nom for ligne in page.liste.affichees()] == ["Commune de Valembecque"]


def test_that_rows_are_copied_as_a_table(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    _choose(page, workspace, "Région")
    assert copy_selection(page.liste.vue).split("\t")[0] == "Région Hauts-de-France"
    assert QApplication.clipboard().text().count("\t") == 7


def test_that_a_field_is_an_act_that_undo_takes_back(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    avant = _choose(page, workspace, "Région")
    champ = page.editeur.identite.formulaire.editeur("telephone")
    _type(champ, "03 21 00 00 00")
    assert _organisme(workspace, "Région").telephone == "03 21 00 00 00"
    workspace.undo()
    assert _organisme(workspace, "Région") == avant
    assert isinstance(champ, QLineEdit)
    assert champ.text() == avant.telephone


@pytest.mark.parametrize(
    ("nom", "saisie", "remede"),
    [("nom", "  ", "Écrivez-le comme dans la convention."), ("siren", "123 456 789", "vérifiez chaque chiffre.")],
)
def test_that_a_wrong_siren_or_no_name_stays_typed_with_its_remedy(
    montrer: Montrer, workspace: Workspace, nom: str, saisie: str, remede: str
):
    page = montrer(workspace)
    avant = _choose(page, workspace, "Région")
    champ = page.editeur.identite.formulaire.editeur(nom)
    _type(champ, saisie)
    assert isinstance(champ, SaisieEdit)
    assert champ.erreur().endswith(remede)
    assert _organisme(workspace, "Région") == avant
    # Going to another one does not lose what is typed.
    assert not page.commit()
    page.liste.select(_organisme(workspace, "Fondation").uid)
    assert page.editeur.uid() == avant.uid
    QTest.keyClick(champ, Qt.Key.Key_Escape)
    assert page.commit()


def test_that_contacts_are_added_designated_and_taken_out(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    avant = _choose(page, workspace, "Commune de Valembecque")
    liste = page.editeur.contacts.liste
    premier = avant.contacts[0]
    referent = next(i for i, c in enumerate(liste.modele.colonnes) if c.champ == "referent")
    for row in (0, 1):
        liste.modele.setData(liste.modele.index(row, referent), "oui")
    assert [c.referent for c in _organisme(workspace, avant.nom).contacts[:2]] == [False, True]
    page.editeur.onglets.setCurrentIndex(1)
    liste.boutons()["ajouter"].click()
    assert len(_organisme(workspace, avant.nom).contacts) == len(avant.contacts) + 1
    liste.abandon()
    liste.vue.setCurrentIndex(liste.modele.index(0, 0))
    liste.boutons()["retirer"].click()
    assert premier.uid not in {c.uid for c in _organisme(workspace, avant.nom).contacts}
    for _ in range(4):
        workspace.undo()
    assert _organisme(workspace, avant.nom) == avant


def test_that_a_role_leads_to_the_place_that_names_the_partner(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(ORGANISMES)
    page = fenetre_exemple.pile.currentWidget()
    workspace = fenetre_exemple.workspace
    assert isinstance(page, OrganismesPage)
    assert workspace is not None
    _choose(page, workspace, "Région")
    page.editeur.onglets.setCurrentIndex(2)
    rang, role = next((r, x) for r, x in enumerate(page.editeur.roles.modele.lignes) if x.champ == "financeur")
    page.editeur.roles.vue.setCurrentIndex(page.editeur.roles.modele.index(rang, 0))
    QTest.keyClick(page.editeur.roles.vue, Qt.Key.Key_Return)
    fiches = fenetre_exemple.pile.currentWidget()
    assert isinstance(fiches, FichesPage)
    assert fiches.fiche_courante == role.objet.fiche


def test_that_a_text_received_is_locked_until_one_says_so(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    _choose(page, workspace, "Les Foyers")
    onglet = page.editeur.engagement
    page.editeur.onglets.setCurrentIndex(3)
    assert onglet.texte.zone.isReadOnly()
    assert onglet.etat.text().startswith("Texte fourni par Les Foyers de la Warne (courrier")
    onglet.modifier.click()
    assert not onglet.texte.zone.isReadOnly()
    _choose(page, workspace, "Région")
    assert not onglet.texte.zone.isReadOnly()
    assert not onglet.modifier.isVisible()
    _choose(page, workspace, "Les Foyers")
    assert onglet.texte.zone.isReadOnly()


def test_that_a_text_typed_for_the_first_time_stays_open_until_one_leaves_it(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    _choose(page, workspace, "Région")
    onglet = page.editeur.engagement
    page.editeur.onglets.setCurrentIndex(3)
    onglet.texte.zone.setFocus()
    QTest.keyClicks(onglet.texte.zone, "Soutenir les commerces.")
    assert page.commit()
    assert _organisme(workspace, "Région").engagement == "Soutenir les commerces."
    assert not onglet.texte.zone.isReadOnly()
    _choose(page, workspace, "Fondation")
    _choose(page, workspace, "Région")
    assert onglet.texte.zone.isReadOnly()


def test_that_an_exchange_is_a_line_dated_today_with_the_referent(montrer: Montrer, workspace: Workspace):
    page = montrer(workspace)
    avant = _choose(page, workspace, "Région")
    page.editeur.onglets.setCurrentIndex(4)
    _type(page.editeur.echanges.ligne, "Point sur le FRATRI")
    dernier = _organisme(workspace, "Région").echanges[-1]
    assert (dernier.jour, dernier.objet) == (date(2026, 11, 21), "Point sur le FRATRI")
    assert dernier.contact == avant.contacts[0].uid
    assert page.editeur.echanges.liste.modele.lignes[0] == dernier
    assert page.editeur.echanges.ligne.text() == ""
    ligne = page.ligne
    assert ligne is not None
    assert (ligne.dernier, ligne.silencieux) == (date(2026, 11, 21), False)
    workspace.undo()
    assert _organisme(workspace, "Région") == avant


def test_that_an_exchange_with_somebody_who_is_gone_says_so(montrer: Montrer, workspace: Workspace):
    organisme = _organisme(workspace, "Région")
    contact = organisme.contacts[0]
    workspace.execute(
        "Noter",
        add_echange,
        organisme.uid,
        jour=date(2026, 11, 20),
        nature=NatureEchange.APPEL,
        contact=contact.uid,
        objet="Point",
    )
    workspace.execute("Supprimer", remove_contacts, [contact.uid], moment=maintenant_utc())
    page = montrer(workspace)
    _choose(page, workspace, "Région")
    modele = page.editeur.echanges.liste.modele
    assert modele.index(0, 2).data() == CONTACT_PARTI


def test_that_suppr_puts_partners_in_the_corbeille_and_the_message_brings_them_back(
    montrer: Montrer, workspace: Workspace
):
    page = montrer(workspace)
    organisme = _choose(page, workspace, "Région")
    page.liste.vue.setFocus()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert workspace.projet.organisme(organisme.uid) is None
    dit = page.toast.accessibleName()
    assert dit.startswith("Partenaire mis à la corbeille\u00a0: Région Hauts-de-France. Cité ")
    assert dit.endswith(" fois\u00a0: son nom y manquera, le reste y est gardé")
    page.toast.bouton().click()
    assert workspace.projet.organisme(organisme.uid) == organisme


def test_that_an_empty_page_offers_the_first_partner(montrer: Montrer, workspace_vide: Workspace):
    page = montrer(workspace_vide)
    assert page.vide.isVisible()
    page.vide.bouton().click()
    dialogue = page.dialogue()
    assert dialogue is not None
    QTest.keyClicks(dialogue.nom, "SOLIHA")
    dialogue.accept_typed()
    assert [o.nom for o in workspace_vide.projet.organismes] == ["SOLIHA"]
    assert page.liste.isVisible()


def test_that_nothing_is_typed_in_a_read_only_project(montrer: Montrer, workspace_lecture_seule: Workspace):
    page = montrer(workspace_lecture_seule)
    organisme = _choose(page, workspace_lecture_seule, "Les Foyers")
    assert not page.liste.ajouter.isVisible()
    assert not page.liste.supprimer.isVisible()
    champ = page.editeur.identite.formulaire.editeur("nom")
    assert isinstance(champ, QLineEdit)
    assert champ.isReadOnly()
    page.editeur.onglets.setCurrentIndex(3)
    assert not page.editeur.engagement.modifier.isVisible()
    page.liste.vue.setFocus()
    QTest.keyClick(page.liste.vue, Qt.Key.Key_Delete)
    assert workspace_lecture_seule.projet.organisme(organisme.uid) == organisme


def test_that_the_address_book_goes_out_as_cards_and_as_tables(montrer: Montrer, workspace: Workspace, tmp_path: Path):
    page = montrer(workspace)
    recus: list[object] = []
    page.export_demande.connect(recus.append)
    for action in page.liste.menu_carnet.actions():
        if action.text().startswith("Exporter"):
            action.trigger()
    cartes, *tables = recus
    assert isinstance(cartes, FichierAEcrire)
    cible = tmp_path / cartes.nom
    cartes.write(cible)
    assert cible.read_bytes().count(b"BEGIN:VCARD") == sum(len(o.contacts) for o in workspace.projet.organismes)
    assert tables == [Sortie("contacts", extension=e) for e in (".csv", ".xlsx", ".pdf")]


def test_that_a_link_shows_an_organisme_or_somebody_of_it_even_hidden_by_a_filter(
    montrer: Montrer, workspace: Workspace
):
    page = montrer(workspace)
    page.liste.barre.set_filtres(Filtres(types=frozenset({TypeOrganisme.EUROPE})))
    region = _organisme(workspace, "Région")
    assert page.show_objet(Objet(type="organisme", uid=region.uid, libelle=""), "engagement")
    assert page.editeur.uid() == region.uid
    assert page.editeur.onglets.currentIndex() == 3
    contact = region.contacts[0]
    assert page.show_objet(Objet(type="contact", uid=contact.uid, libelle=""), "courriel")
    assert page.editeur.contacts.liste.ligne_courante() == contact
    assert not page.show_objet(Objet(type="organisme", uid=Uid("nulle-part"), libelle=""), "")
    assert not page.show_objet(Objet(type="contact", uid=Uid("nulle-part"), libelle=""), "")


def test_that_a_tab_is_made_at_its_first_visit_and_shows_the_organisme(
    montrer: Montrer, workspace: Workspace, qtbot: QtBot
):
    page = montrer(workspace)
    onglets = page.editeur.onglets
    qtbot.waitUntil(lambda: onglets.built() == (IDENTITE,))
    ligne = page.ligne
    assert ligne is not None
    onglets.setCurrentIndex(CONTACTS)
    assert onglets.built() == (IDENTITE, CONTACTS)
    assert page.editeur.contacts.liste.modele.rowCount() == len(ligne.organisme.contacts)


def test_that_an_address_that_nobody_could_write_to_is_refused_where_it_is_typed(
    montrer: Montrer, workspace: Workspace
):
    page = montrer(workspace)
    organisme = _choose(page, workspace, "Région")
    page.editeur.onglets.setCurrentIndex(1)
    liste = page.editeur.contacts.liste
    (contact,) = organisme.contacts
    colonne = next(i for i, c in enumerate(liste.modele.colonnes) if c.champ == "courriel")
    assert not liste.modele.setData(liste.modele.index(0, colonne), "c.martin(at)ville.fr")
    assert workspace.projet.organisme(organisme.uid) == organisme
    assert liste.modele.setData(liste.modele.index(0, colonne), " c.martin@ville.fr ")
    neuf = workspace.projet.organisme(organisme.uid)
    assert neuf is not None
    assert [(c.uid, c.courriel) for c in neuf.contacts] == [(contact.uid, "c.martin@ville.fr")]
