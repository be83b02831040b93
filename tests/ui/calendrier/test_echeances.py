"""The list of échéances: late first, filtered, treated in one act, typed, ticked for an agenda, opened in place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject
from faux_dialogues import FauxDialogues
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.demandes import add_demande
from models.commands.echeances import add_echeance
from models.commands.gouvernance import add_decision, add_instance, add_reunion
from models.commands.importation import import_projet
from models.domain.demande import LigneDemande
from models.domain.echeance import Echeance
from models.domain.echeances import EtatEcheance, NatureEcheance
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.calendrier.echeances import EcheancesPage
from pvd_desktop.ui.calendrier.filtres import FiltreEcheances
from pvd_desktop.ui.calendrier.lignes import LigneGroupe
from pvd_desktop.ui.calendrier.memoire import MemoireEcheances
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER, PLAN
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE
from pvd_desktop.ui.workspace import Workspace

JOUR = date(2026, 11, 21)


@pytest.fixture
def page(workspace_vide: Workspace, settings: Settings, qtbot: QtBot) -> Iterator[EcheancesPage]:
    for intitule, jour in (("Permis", -3), ("Presse", 2), ("Bilan", 40), ("Noël", 34)):
        workspace_vide.execute("Échéance", add_echeance, intitule=intitule, jour=JOUR + timedelta(days=jour))
    yield from _show(workspace_vide, settings, qtbot)


def _show(workspace: Workspace, settings: Settings, qtbot: QtBot) -> Iterator[EcheancesPage]:
    page = EcheancesPage(workspace, settings)
    qtbot.addWidget(page)
    page.resize(1166, 680)
    with qtbot.waitSignal(page._chomes.prets, timeout=10_000):
        page.show()
    yield page


def _groupes(page: EcheancesPage) -> dict[str, list[str]]:
    """Titles of the groups, and of the lines in each."""
    lus: dict[str, list[str]] = {}
    for row in range(page.modele.rowCount()):
        groupe = page.modele.index(row, 0)
        ligne = groupe.data(ROLE_LIGNE)
        assert isinstance(ligne, LigneGroupe)
        enfants = [page.modele.index(r, 0, groupe).data() for r in range(page.modele.rowCount(groupe))]
        lus[ligne.titre] = enfants
    return lus


def _taper(champ: QLineEdit, texte: str) -> None:
    champ.setText(texte)
    champ.setModified(True)


def _cocher(page: EcheancesPage, *intitules: str) -> None:
    page.modele.set_coches([e.cle for e in page._workspace.echeances() if e.intitule in intitules])


def test_that_late_ones_come_first_then_month_by_month(page: EcheancesPage):
    assert _groupes(page) == {
        "En retard": ["Permis"],
        "Novembre\u00a02026": ["Presse"],
        "Décembre\u00a02026": ["Noël", "Bilan"],
    }
    assert page.resume() == "4 échéances à suivre, dont 1 en retard"


def test_that_a_day_off_is_told_and_not_moved(page: EcheancesPage):
    index = page.modele.index_of(next(e.cle for e in page._workspace.echeances() if e.intitule == "Noël"))
    assert index.siblingAtColumn(1).data() == "ven. 25/12/2026 · Noël"


def test_that_what_is_ticked_is_said_done_in_one_act(page: EcheancesPage, workspace_vide: Workspace):
    _cocher(page, "Permis", "Presse")
    page.barre.fait.click()
    assert _groupes(page)["Faites"] == ["Presse", "Permis"]
    assert page.toast.isVisible()
    assert page.modele.coches == frozenset()
    workspace_vide.undo()
    assert "Faites" not in _groupes(page)


def test_that_one_is_set_aside_with_its_reason_then_reopened(page: EcheancesPage):
    _cocher(page, "Bilan")
    page.barre.ecarter.click()
    assert not page.barre.confirmer.isEnabled()
    page.barre.motif.setText("  Sans   objet ")
    QTest.keyClick(page.barre.motif, Qt.Key.Key_Return)
    (faite,) = [e for e in page._workspace.echeances() if not e.ouverte]
    assert (faite.intitule, faite.motif, faite.faite_le) == ("Bilan", "Sans objet", JOUR)
    page.select(faite.cle)
    page.barre.rouvrir.click()
    assert all(e.ouverte and not e.motif for e in page._workspace.echeances())


def test_that_filters_say_what_they_keep_and_how_many(page: EcheancesPage, workspace_vide: Workspace):
    puces = page.filtres.etats.boutons
    assert puces[EtatEcheance.RETARD].text() == "En retard 1"
    puces[EtatEcheance.RETARD].click()
    assert _groupes(page) == {"En retard": ["Permis"]}
    assert page._phrase.text() == "1 échéance sur 4"
    assert not page.filtres.natures.boutons[NatureEcheance.CONVENTION].isVisible()
    page.filtres.natures.boutons[NatureEcheance.NOTEE].click()
    page.finish()
    page.modele.set_coches([e.cle for e in page._workspace.echeances() if e.intitule == "Permis"])
    page.finish()
    assert page.vue.isHidden()
    assert page._filtre_vide.isVisible()
    page._filtre_vide.bouton().click()
    assert len(_groupes(page)) == 3


def test_that_the_filters_come_back_at_the_next_visit_of_that_project_only(
    workspace: Workspace, workspace_vide: Workspace, settings: Settings, tmp_path: Path, qtbot: QtBot
):
    fiche = next(e.objet.fiche for e in workspace.echeances() if e.objet.fiche)
    voulu = FiltreEcheances(nature=NatureEcheance.OPERATION, fiche=fiche)
    (page,) = _show(workspace, settings, qtbot)
    page.filtres.natures.boutons[NatureEcheance.OPERATION].click()
    page.filtres.fiches.valeur_validee.emit(fiche)
    assert page.filtres.filtre == voulu
    settings.save()
    (revenue,) = _show(workspace, Settings(tmp_path / "reglages.ini"), qtbot)
    assert revenue.filtres.filtre == voulu
    assert revenue.filtres.fiches.valeur() == fiche
    assert revenue.filtres.natures.boutons[NatureEcheance.OPERATION].isChecked()
    assert _groupes(revenue) == _groupes(page)
    assert MemoireEcheances(settings, workspace_vide.projet.territoire.uid).filtre == FiltreEcheances()
    settings.reset_display()
    assert MemoireEcheances(settings, workspace.projet.territoire.uid).filtre == FiltreEcheances()


def test_that_a_remembered_action_that_is_gone_filters_nothing(workspace: Workspace, settings: Settings, qtbot: QtBot):
    memoire = MemoireEcheances(settings, workspace.projet.territoire.uid)
    memoire.filtre = FiltreEcheances(etat=EtatEcheance.RETARD, fiche=Uid("partie"))
    (page,) = _show(workspace, settings, qtbot)
    assert page.filtres.filtre == FiltreEcheances(etat=EtatEcheance.RETARD)
    page.filtres.reset()
    assert memoire.filtre == FiltreEcheances()


def test_that_a_group_ticks_all_its_lines(page: EcheancesPage):
    groupe = page.modele.index(2, 0)
    coche = Qt.ItemDataRole.CheckStateRole
    assert page.modele.setData(groupe, Qt.CheckState.Checked.value, coche)
    assert len(page.modele.coches) == 2
    ligne = page.modele.index(0, 0, groupe)
    assert page.modele.setData(ligne, Qt.CheckState.Unchecked.value, coche)
    assert groupe.data(coche) is Qt.CheckState.PartiallyChecked
    assert page.barre.fait.text() == "Fait"


def test_that_what_is_ticked_goes_to_the_agenda_else_all_that_is_to_be_watched(
    page: EcheancesPage, qtbot: QtBot, tmp_path: Path
):
    def exported() -> list[str]:
        with qtbot.waitSignal(page.export_demande) as signal:
            page.barre.exporter.trigger()
        assert signal.args is not None
        fichier = signal.args[0]
        assert isinstance(fichier, FichierAEcrire)
        fichier.write(tmp_path / fichier.nom)
        lu = vobject.readOne((tmp_path / "vide-echeances.ics").read_text("utf-8"))
        return [evenement.summary.value for evenement in lu.vevent_list]

    assert page.barre.exporter.text() == "Exporter les échéances à suivre (4)…"
    assert len(exported()) == 4
    _cocher(page, "Noël", "Permis")
    assert exported() == ["Permis", "Noël"]


def test_that_the_list_is_shown_as_it_prints(page: EcheancesPage, qtbot: QtBot):
    with qtbot.waitSignal(page.apercu_demande) as signal:
        page.barre.imprimer.trigger()
    assert signal.args == [Sortie("calendrier")]


def test_that_a_typed_echeance_needs_a_title_and_a_day(page: EcheancesPage):
    page.barre.ajouter.click()
    dialogue = page.dialogue
    assert dialogue is not None
    dialogue.accept_typed()
    assert dialogue.isVisible()
    _taper(dialogue.intitule, "Réunion publique")
    _taper(dialogue.jour, "3/12/26")
    _taper(dialogue.fin, "1/12/26")
    dialogue.accept_typed()
    assert dialogue.isVisible()
    _taper(dialogue.fin, "4/12/26")
    dialogue.accept_typed()
    assert not dialogue.isVisible()
    ajoutee = next(e for e in page._workspace.echeances() if e.intitule == "Réunion publique")
    assert (ajoutee.jour, ajoutee.fin) == (date(2026, 12, 3), date(2026, 12, 4))
    assert page.choisies() == [ajoutee]


def test_that_a_typed_echeance_is_changed_then_deleted(page: EcheancesPage, workspace_vide: Workspace):
    page.select(next(e.cle for e in workspace_vide.echeances() if e.intitule == "Presse"))
    page.barre.modifier.click()
    assert page.dialogue is not None
    _taper(page.dialogue.intitule, "Conférence de presse")
    page.dialogue.accept_typed()
    assert "Conférence de presse" in [e.intitule for e in workspace_vide.projet.echeances]
    page.barre.supprimer.click()
    assert len(workspace_vide.projet.echeances) == 3
    workspace_vide.undo()
    assert len(workspace_vide.projet.echeances) == 4


def test_that_a_decision_said_done_is_done_in_its_meeting(workspace_vide: Workspace, settings: Settings, qtbot: QtBot):
    instance = workspace_vide.execute("COPIL", add_instance, intitule="COPIL")
    assert instance is not None
    reunion = workspace_vide.execute("Réunion", add_reunion, instance, jour=date(2026, 10, 1))
    assert reunion is not None
    workspace_vide.execute("Décision", add_decision, reunion, intitule="Relancer", echeance=date(2026, 11, 1))
    (page,) = _show(workspace_vide, settings, qtbot)
    page.select(next(e.cle for e in workspace_vide.echeances() if e.intitule == "Relancer"))
    page.finish()
    (decision,) = workspace_vide.projet.instances[0].reunions[0].decisions
    assert decision.faite_le == JOUR
    page.select(next(e.cle for e in workspace_vide.echeances() if e.intitule == "Relancer"))
    page.reopen()
    (decision,) = workspace_vide.projet.instances[0].reunions[0].decisions
    assert decision.faite_le is None


def test_that_an_act_from_elsewhere_is_seen_and_the_cursor_stays(page: EcheancesPage, workspace_vide: Workspace):
    page.select(next(e.cle for e in workspace_vide.echeances() if e.intitule == "Bilan"))
    workspace_vide.execute("Échéance", add_echeance, intitule="Vœux", jour=date(2026, 12, 29))
    assert _groupes(page)["Décembre\u00a02026"] == ["Noël", "Vœux", "Bilan"]
    assert [e.intitule for e in page.choisies()] == ["Bilan"]


def test_that_a_link_opens_the_exact_place(fenetre_exemple: MainWindow):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    fenetre_exemple.navigation.show_page(CALENDRIER)
    onglets = fenetre_exemple.findChild(PageOnglets)
    assert onglets is not None
    page = onglets.onglet("echeances")
    assert isinstance(page, EcheancesPage)
    cle = next(e.cle for e in workspace.echeances() if e.objet.type == "financement")
    page.select(cle)
    page.vue.activated.emit(page.vue.currentIndex())
    assert fenetre_exemple.navigation.courante == PLAN


def test_that_what_must_not_be_signed_stands_first(workspace: Workspace, settings: Settings, qtbot: QtBot):
    (page,) = _show(workspace, settings, qtbot)
    assert next(iter(_groupes(page))) == "Ne rien signer encore"
    page.filtres.etats.boutons[EtatEcheance.RETARD].click()
    assert "Ne rien signer encore" not in _groupes(page)


def test_that_a_read_only_project_is_looked_at_and_exported(
    workspace_lecture_seule: Workspace, settings: Settings, qtbot: QtBot
):
    (page,) = _show(workspace_lecture_seule, settings, qtbot)
    assert not page.barre.ajouter.isVisible()
    assert page.barre.exporter.isEnabled()
    assert not page.barre.importer.isVisible()


def test_that_the_model_and_the_controls_are_sound(
    page: EcheancesPage, qtmodeltester: ModelTester, workspace_vide: Workspace
):
    qtmodeltester.check(page.modele)
    assert_accessible(page)


def test_that_one_change_among_two_thousand_moves_one_row(workspace_vide: Workspace, settings: Settings, qtbot: QtBot):
    echeances = tuple(
        Echeance(uid=Uid(f"{i:036}"), intitule=f"Échéance {i}", jour=JOUR + timedelta(days=i - 500))
        for i in range(2000)
    )
    projet = replace(workspace_vide.projet, echeances=echeances)
    workspace_vide.execute("Importer", import_projet, projet, moment=maintenant_utc())
    (page,) = _show(workspace_vide, settings, qtbot)
    assert sum(len(g) for g in _groupes(page).values()) == 2000
    inseres, retires = [], []
    page.modele.rowsInserted.connect(lambda *quoi: inseres.append(quoi))
    page.modele.rowsRemoved.connect(lambda *quoi: retires.append(quoi))
    page.select(f"notee:{700:036}")
    page.remove()
    # The act has its turn, the list another.
    assert (len(inseres), len(retires)) == (0, 0)
    assert sum(len(g) for g in _groupes(page).values()) == 1999
    assert (len(inseres), len(retires)) == (0, 1)


def test_that_a_demande_is_followed_from_the_list(workspace: Workspace, settings: Settings, qtbot: QtBot):
    fiche = next(f for f in workspace.projet.fiches if f.operations and f.operations[0].financements)
    lignes = [LigneDemande(operation=fiche.operations[0].uid)]
    workspace.execute(
        "Demande", add_demande, lignes, moment=maintenant_utc(), dispositif="detr", date_notification=date(2026, 5, 15)
    )
    (page,) = _show(workspace, settings, qtbot)
    page.filtres.fiches.valeur_validee.emit(fiche.uid)
    assert {e.objet.fiche for e in workspace.echeances() if page.filtres.filtre.keeps(e)} == {fiche.uid}


AGENDA = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:copil
SUMMARY:COPIL de la Région
DTSTART;VALUE=DATE:20261210
END:VEVENT
BEGIN:VEVENT
UID:perdu
SUMMARY:Sans date
END:VEVENT
END:VCALENDAR
"""


def test_that_a_calendar_is_told_before_it_is_written_and_taken_back_in_one_act(
    page: EcheancesPage, workspace_vide: Workspace, dialogues: FauxDialogues, tmp_path: Path, qtbot: QtBot
):
    source = tmp_path / "mairie.ics"
    source.write_text(AGENDA, encoding="utf-8")
    dialogues.reponse, page.importation.dialogues = source, dialogues
    page.barre.importer.trigger()
    qtbot.waitUntil(page.bandeau.isVisible)
    assert page.bandeau.titre() == "«\u00a0mairie.ics\u00a0»\u00a0: 1 échéance à ajouter"
    assert "Ligne 7, «\u00a0Sans date\u00a0»" in page.bandeau.accessibleName()
    assert len(workspace_vide.projet.echeances) == 4
    with qtbot.waitSignal(page.importation.importe):
        page.bandeau.boutons()[0].click()
    assert "COPIL de la Région" in _groupes(page)["Décembre\u00a02026"]
    page.importation.read(source)
    qtbot.waitUntil(lambda: page.bandeau.titre().endswith("n’apporte rien de nouveau"))
    workspace_vide.undo()
    assert len(workspace_vide.projet.echeances) == 4


def test_that_a_file_that_is_no_calendar_says_what_to_do(page: EcheancesPage, tmp_path: Path, qtbot: QtBot):
    source = tmp_path / "mairie.ics"
    source.write_text("Bonjour", encoding="utf-8")
    page.importation.read(source)
    qtbot.waitUntil(page.bandeau.isVisible)
    assert "n’est pas un agenda" in page.bandeau.titre()


def test_that_the_rail_counts_what_is_late_or_of_this_week(fenetre_exemple: MainWindow, qtbot: QtBot):
    workspace = fenetre_exemple.workspace
    assert workspace is not None
    bouton = fenetre_exemple.rail.bouton(CALENDRIER)
    attendues = [e for e in workspace.echeances() if e.etat in {EtatEcheance.RETARD, EtatEcheance.SEMAINE}]
    assert attendues
    qtbot.waitUntil(lambda: bouton.nombre == len(attendues))
    workspace.execute("Échéance", add_echeance, intitule="Presse", jour=JOUR)
    qtbot.waitUntil(lambda: bouton.nombre == len(attendues) + 1)
