"""A year of governance in the real window: clicks, keys, lists, and what the documents and the fiches say of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from faux_dialogues import FauxDialogues
from projets import contenu
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot
from ui.gouvernance.gestes_gouvernance import COMPTE_RENDU, DECISIONS, ORDRE, PRESENCES, SEANCE

from models.commands.fiches import add_fiche
from models.domain.fiche_action import FicheAction
from models.domain.gouvernance import EtatPresence, Reunion, RoleMembre
from models.domain.vocabulaire import StatutAction
from models.queries.historique import load_historique
from models.store.database import Database
from pvd_desktop import main
from pvd_desktop.paths import Dossiers
from pvd_desktop.ui.gouvernance.page import GouvernancePage
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.texte_riche import TexteRiche
from pvd_desktop.ui.workspace import Workspace

ACTIONS = {
    "Halle": StatutAction.EN_MATURATION,
    "Signalétique": StatutAction.INSCRITE,
    "Voie verte": StatutAction.EN_COURS,
    "Boutique à l’essai": StatutAction.EN_COURS,
}


@dataclass
class Secretaire:
    """Somebody at the keyboard, on a day that passes."""

    qtbot: QtBot
    fenetre: MainWindow
    dialogues: FauxDialogues
    horloge: list[date]
    dossier: Path

    @property
    def workspace(self) -> Workspace:
        assert self.fenetre.workspace is not None
        return self.fenetre.workspace

    @property
    def page(self) -> GouvernancePage:
        calendrier = self.fenetre.pile.currentWidget()
        assert isinstance(calendrier, PageOnglets)
        page = calendrier.courant()
        assert isinstance(page, GouvernancePage)
        return page

    @property
    def reunion(self) -> Reunion:
        assert self.page.situee is not None
        return self.page.situee.reunion

    def fiche(self, nom: str) -> FicheAction:
        return next(f for f in self.workspace.projet.fiches if f.intitule == nom)

    def open(self) -> None:
        self.fenetre.navigation.show_page(CALENDRIER)
        calendrier = self.fenetre.pile.currentWidget()
        assert isinstance(calendrier, PageOnglets)
        calendrier.show_onglet("gouvernance")
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()

    def click(self, bouton: QAbstractButton) -> None:
        assert bouton.isVisible()
        assert bouton.isEnabled()
        QTest.mouseClick(bouton, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, champ: QWidget, texte: str) -> None:
        """In a field, instead of what is there; the keys of a test know no accent."""
        champ.setFocus()
        QTest.keyClick(champ, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        frappe = QInputMethodEvent()
        frappe.setCommitString(texte)
        QApplication.sendEvent(champ, frappe)

    def fill(self, champ: QWidget, texte: str) -> None:
        self.write(champ, texte)
        QTest.keyClick(champ, Qt.Key.Key_Return)
        self.settle()

    def choose(self, liste: QComboBox, libelle: str) -> None:
        rang = liste.findText(libelle)
        assert rang >= 0, libelle
        liste.setCurrentIndex(rang)
        liste.activated.emit(rang)
        self.settle()

    def cell(self, liste: ListeEditable, row: int, champ: str, valeur: str) -> None:
        """A cell of a list: opened, filled, left by Enter."""
        colonne = next(i for i, c in enumerate(liste.modele.colonnes) if c.champ == champ)
        index = liste.modele.index(row, colonne)
        liste.vue.setCurrentIndex(index)
        if liste.delegue().editeur_ouvert() is None:
            liste.vue.edit(index)
        editeur = liste.delegue().editeur_ouvert()
        assert editeur is not None
        if isinstance(editeur, QComboBox):
            self.choose(editeur, valeur)
            assert liste.commit()
        else:
            self.fill(editeur, valeur)

    def sit(self, nom: str, fonction: str, role: RoleMembre = RoleMembre.MEMBRE) -> None:
        membres = self.page.detail_instance.membres
        self.click(membres.boutons()["ajouter"])
        editeur = membres.delegue().editeur_ouvert()
        assert editeur is not None
        self.fill(editeur, nom)
        row = next(r for r, li in enumerate(membres.modele.lignes) if li.nom == nom)
        self.cell(membres, row, "fonction", fonction)
        self.cell(membres, row, "role", role.libelle)

    def section(self, rang: int) -> None:
        self.page.detail_reunion.onglets.setCurrentIndex(rang)
        self.settle()

    def convene(self, jour: date, ordre: str) -> None:
        """A new meeting, three weeks before: the séance, the agenda with what waits, the convocation."""
        self.horloge[0] = jour - timedelta(days=21)
        self.click(self.page.liste.reunion)
        self.section(SEANCE)
        seance = self.page.detail_reunion.seance.formulaire
        for champ, texte in (("jour", f"{jour:%d/%m/%Y}"), ("heure", "18h"), ("lieu", "Salle d’honneur")):
            self.fill(seance.editeur(champ), texte)
        self.section(ORDRE)
        self.write(self.page.detail_reunion.ordre.texte.zone, ordre)
        assert self.page.commit()
        onglet = self.page.detail_reunion.ordre
        if onglet.modele.rowCount():
            self.click(onglet.tout)
            self.click(onglet.inscrire)
        assert "18 h" in self.print("convocation")
        noter = self.page.detail_reunion.fill_menu("convocation").actions()[-1]
        noter.trigger()
        self.settle()
        assert self.reunion.convoquee_le == self.horloge[0]

    def hold(self, absents: dict[str, EtatPresence]) -> None:
        """The day has come: a click for each one who is not there, then all the others."""
        assert self.reunion.jour is not None
        self.horloge[0] = self.reunion.jour
        self.section(PRESENCES)
        presences = self.page.detail_reunion.presences
        for nom, etat in absents.items():
            row = next(r for r, li in enumerate(presences.liste.modele.lignes) if li.nom == nom)
            colonne = next(i for i, c in enumerate(presences.liste.modele.colonnes) if c.titre == etat.libelle)
            case = presences.liste.vue.visualRect(presences.liste.modele.index(row, colonne)).center()
            QTest.mouseClick(presences.liste.vue.viewport(), Qt.MouseButton.LeftButton, pos=case)
        self.click(presences.tous)
        self.section(DECISIONS)

    def decide(self, intitule: str, action: str = "", statut: StatutAction | None = None, texte: str = "") -> None:
        """A decision is written in the list, its details under it, and the plan changes."""
        decisions = self.page.detail_reunion.decisions
        self.click(decisions.liste.boutons()["ajouter"])
        editeur = decisions.liste.delegue().editeur_ouvert()
        assert editeur is not None
        self.fill(editeur, intitule)
        row = decisions.liste.modele.rowCount() - 1
        self.cell(decisions.liste, row, "responsable", "Élise Caudrelier")
        if action:
            self.choose(decisions.fiche, self.fiche(action).titre)
        if statut is not None:
            liste = decisions.detail.editeur("statut")
            assert isinstance(liste, QComboBox)
            self.choose(liste, statut.libelle)
        if texte:
            zone = decisions.detail.editeur("texte")
            assert isinstance(zone, TexteRiche)
            self.write(zone.zone, texte)
        self.click(decisions.appliquer)
        appliquer = self.page.question.boutons()[0]
        assert appliquer.text() == "Appliquer"
        self.click(appliquer)

    def print(self, document: str) -> str:
        """Exported by the menu of the meeting, and read as pages."""
        self.dialogues.reponse = cible = self.dossier / f"{document}-{self.horloge[0]}.pdf"
        pdf = next(a for a in self.page.detail_reunion.fill_menu(document).actions() if "PDF" in a.text())
        pdf.trigger()
        self.qtbot.waitUntil(cible.exists, timeout=30_000)
        with pypdfium2.PdfDocument(cible) as lu:
            pages = "\n".join(page.get_textpage().get_text_range() for page in lu)
        return " ".join(pages.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture
def secretaire(qtbot: QtBot, qapp: QApplication, tmp_path: Path, dialogues: FauxDialogues) -> Iterator[Secretaire]:
    """The window on a new project of four actions, on the first of January."""
    path = tmp_path / "annee.pvd"
    database = Database.create(path)
    for nom, statut in ACTIONS.items():
        database.execute("Ajouter", add_fiche, intitule=nom, statut=statut)
    database.close()
    horloge = [date(2026, 1, 1)]
    dossiers = Dossiers.of_user(tmp_path / "donnees")
    dossiers.create()
    fenetre = main.build_window(dossiers, dossiers.journaux / "journal.log", dialogues, lambda: horloge[0])
    fenetre.resize(1366, 768)
    fenetre.show()
    fenetre.ouverture.open_now(path)
    secretaire = Secretaire(qtbot, fenetre, dialogues, horloge, tmp_path)
    secretaire.open()
    yield secretaire
    fenetre.abandon()
    main.wait_for_tasks(qapp)
    fenetre.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _install(secretaire: Secretaire) -> None:
    """The COPIL, then its members, ranked as they will sign."""
    secretaire.click(secretaire.page.vide.bouton())
    for nom, fonction, role in (
        ("Paul Lecocq", "Sous-préfet", RoleMembre.MEMBRE),
        ("Anne Duval", "Maire", RoleMembre.PRESIDENT),
        ("Léa Roux", "Instructrice", RoleMembre.MEMBRE),
        ("Hugo Petit", "Directeur", RoleMembre.INVITE),
    ):
        secretaire.sit(nom, fonction, role)
    membres = secretaire.page.detail_instance.membres
    membres.vue.setCurrentIndex(membres.modele.index(2, 1))
    secretaire.click(membres.boutons()["monter"])
    noms = [ligne.nom for ligne in membres.modele.lignes]
    assert noms == ["Anne Duval", "Léa Roux", "Paul Lecocq", "Hugo Petit"]


def _live(secretaire: Secretaire) -> None:
    """Four meetings: one validates, one gives money, one postpones, one abandons."""
    secretaire.convene(date(2026, 3, 12), "Avancement")
    secretaire.hold({"Léa Roux": EtatPresence.EXCUSE})
    secretaire.decide("Inscrire la halle", "Halle", StatutAction.INSCRITE)
    secretaire.convene(date(2026, 6, 11), "Budget")
    secretaire.hold({})
    secretaire.decide("Affecter 50 000 € à la boutique", "Boutique à l’essai", texte="Sur l’enveloppe de l’année.")
    secretaire.convene(date(2026, 9, 17), "Foncier")
    secretaire.hold({"Paul Lecocq": EtatPresence.ABSENT})
    secretaire.decide("Reporter la voie verte", "Voie verte", StatutAction.SUSPENDUE, "Jusqu’à l’accord de l’EPF.")
    secretaire.convene(date(2026, 12, 10), "Bilan")
    secretaire.hold({})
    secretaire.decide("Abandonner la signalétique", "Signalétique", StatutAction.ABANDONNEE)


def test_that_a_year_is_lived_in_the_window_then_taken_back_act_by_act(secretaire: Secretaire):
    workspace = secretaire.workspace
    database = workspace._database
    avant = contenu(database)
    _install(secretaire)
    _live(secretaire)

    statuts = {nom: secretaire.fiche(nom).statut for nom in ACTIONS}
    assert statuts == {
        "Halle": StatutAction.INSCRITE,
        "Signalétique": StatutAction.ABANDONNEE,
        "Voie verte": StatutAction.SUSPENDUE,
        "Boutique à l’essai": StatutAction.EN_COURS,
    }
    assert secretaire.fiche("Halle").date_validation_copil == date(2026, 3, 12)
    assert secretaire.fiche("Voie verte").motif_statut == "Jusqu’à l’accord de l’EPF."
    (note,) = secretaire.fiche("Boutique à l’essai").notes
    assert "Affecter 50 000 € à la boutique" in note.texte.replace("\u00a0", " ")
    for nom in ACTIONS:
        actes = [a.libelle for a in workspace.read(load_historique, secretaire.fiche(nom).uid)]
        assert sum(a.startswith("Appliquer la décision") for a in actes) == 1, nom

    apres = contenu(database)
    gestes = 0
    while contenu(database) != avant:
        secretaire.fenetre.actions_["annuler"].trigger()
        secretaire.settle()
        gestes += 1
        assert gestes < 200
    assert secretaire.page.panneaux() == (secretaire.page.vide,)
    for _ in range(gestes):
        secretaire.fenetre.actions_["retablir"].trigger()
        secretaire.settle()
    assert contenu(database) == apres
    assert {nom: secretaire.fiche(nom).statut for nom in ACTIONS} == statuts


def test_that_the_documents_of_the_year_follow_and_the_next_year_begins_with_what_is_left(secretaire: Secretaire):
    _install(secretaire)
    secretaire.convene(date(2026, 3, 12), "Avancement")
    secretaire.hold({"Anne Duval": EtatPresence.EXCUSE})
    secretaire.decide("Inscrire la halle", "Halle", StatutAction.INSCRITE)
    decisions = secretaire.page.detail_reunion.decisions.liste
    secretaire.cell(decisions, 0, "echeance", "30/06/2026")
    secretaire.section(COMPTE_RENDU)
    compte_rendu = secretaire.page.detail_reunion.section(COMPTE_RENDU)
    assert isinstance(compte_rendu, Onglet)
    zone = compte_rendu.formulaire.editeur("compte_rendu")
    assert isinstance(zone, TexteRiche)
    secretaire.write(zone.zone, "Fin.")
    assert secretaire.page.commit()
    releve = secretaire.print("releve")
    for attendu in ("Excusés (1)", "Présents (3)", "qui a présidé", "Inscrire la halle", "30/06/2026", "Fin."):
        assert attendu in releve
    emargement = secretaire.print("emargement")
    assert emargement.index("Anne Duval") < emargement.index("Léa Roux") < emargement.index("Paul Lecocq")

    # A year later, what nobody did is proposed to the meeting that is prepared.
    secretaire.convene(date(2027, 3, 11), "Avancement")
    assert "Inscrire la halle" in secretaire.reunion.ordre_du_jour
    assert (secretaire.reunion.heure, secretaire.reunion.lieu) == ("18:00", "Salle d’honneur")
    assert "Inscrire la halle" in secretaire.print("convocation")
    modele = secretaire.page.liste.modele
    instance = modele.index(0, 0)
    jours = [modele.index(row, 1, instance).data() for row in range(modele.rowCount(instance))]
    assert jours == ["11/03/2027", "12/03/2026"]
