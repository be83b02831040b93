"""The journal of an action: a note is one line and Enter, and is edited, removed and undone like the rest."""

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from ui.fiches.gestes import courante, ecrit, tape, touche

from models.commands import fiches
from models.domain.fiche_action import FicheAction, NoteSuivi
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.fiches.suivi import OngletSuivi
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def suivi(page: FichesPage, fiche: FicheAction) -> OngletSuivi:
    """The tab, on screen."""
    page.editeur.onglets.setCurrentWidget(page.editeur.suivi)
    return page.editeur.suivi


def textes(suivi: OngletSuivi) -> list[str]:
    return [note.texte for note in suivi.liste.valeur()]


def note(suivi: OngletSuivi, texte: str) -> None:
    tape(suivi.ligne, texte)
    touche(suivi.ligne, Qt.Key.Key_Return)


def test_that_a_line_and_enter_add_a_note_of_today(
    page: FichesPage, suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace, aujourd_hui: date
):
    for texte in ("Réunion ABF <favorable> & réserves 🏛", "Devis reçu"):
        note(suivi, texte)
        assert (suivi.ligne.text(), suivi.ligne.hasFocus()) == ("", True)
    neuves = courante(page, workspace).notes[len(fiche.notes) :]
    assert [(n.jour, n.texte) for n in neuves] == [
        (aujourd_hui, "Réunion ABF <favorable> & réserves 🏛"),
        (aujourd_hui, "Devis reçu"),
    ]
    assert textes(suivi)[:2] == ["Devis reçu", "Réunion ABF <favorable> & réserves 🏛"]
    assert workspace.libelle_annuler == f"Ajouter une note à l’action {fiche.numero}"
    workspace.undo()
    workspace.undo()
    assert courante(page, workspace).notes == fiche.notes
    workspace.redo()
    assert textes(suivi)[0] == "Réunion ABF <favorable> & réserves 🏛"


def test_that_enter_on_an_empty_line_adds_nothing(suivi: OngletSuivi, workspace: Workspace):
    avant = workspace.dernier_acte
    note(suivi, "   ")
    assert workspace.dernier_acte == avant


def test_that_a_note_left_without_enter_goes_to_its_own_fiche(
    page: FichesPage, suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace
):
    tape(suivi.ligne, "Appel du maire")
    autre = next(f for f in workspace.projet.fiches if f.uid != fiche.uid)
    page.show_fiche(autre.uid)
    relue = workspace.projet.fiche(fiche.uid)
    assert relue is not None
    assert relue.notes[-1].texte == "Appel du maire"
    assert suivi.ligne.text() == ""
    assert workspace.projet.fiche(autre.uid) == autre


def test_that_a_note_half_typed_survives_the_act_of_another_view(
    page: FichesPage, suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace
):
    tape(suivi.ligne, "Réunion de")
    workspace.execute("ailleurs", fiches.update_fiche, fiche.uid, adresse="12, rue Haute")
    workspace.execute("noter", fiches.add_ligne, fiche.uid, "notes", jour=date(2026, 1, 5), texte="Ailleurs")
    assert suivi.ligne.text() == "Réunion de"
    assert courante(page, workspace).notes[-1].texte == "Ailleurs"


def test_that_a_note_too_long_stays_on_its_line_and_says_so(
    page: FichesPage, suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace
):
    note(suivi, "x" * 2_000_000)
    assert courante(page, workspace).notes == fiche.notes
    assert len(suivi.ligne.text()) > 2_000
    assert "caractères" in suivi.ligne.erreur()
    touche(suivi.ligne, Qt.Key.Key_Escape)
    assert suivi.ligne.text() == ""


def test_that_a_refused_note_is_kept_and_written_once_it_can_be(
    page: FichesPage, suivi: OngletSuivi, workspace: Workspace
):
    workspace._database.raison_lecture_seule = "le partage réseau ne répond plus"
    note(suivi, "Attente de l’ABF")
    assert suivi.ligne.text() == "Attente de l’ABF"
    workspace._database.raison_lecture_seule = ""
    assert page.editeur.commit()
    assert courante(page, workspace).notes[-1].texte == "Attente de l’ABF"
    assert suivi.ligne.text() == ""


def test_that_a_note_is_edited_then_removed_in_the_list(
    page: FichesPage, suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace
):
    note(suivi, "Réunion")
    ecrit(suivi.liste, 0, "texte", "Réunion publique")
    ecrit(suivi.liste, 0, "jour", "3/11/26")
    relue = courante(page, workspace).notes[-1]
    assert (relue.jour, relue.texte) == (date(2026, 11, 3), "Réunion publique")
    refusee = ecrit(suivi.liste, textes(suivi).index("Réunion publique"), "jour", "31/02/2026")
    assert "n’existe pas" in suivi.liste.message()
    touche(refusee, Qt.Key.Key_Escape)
    suivi.liste.select(relue.uid)
    suivi.liste.boutons()["retirer"].click()
    assert courante(page, workspace).notes == fiche.notes


def test_that_the_last_note_comes_first_and_undated_ones_last(
    suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace
):
    for uid in [ligne.uid for ligne in fiche.notes]:
        workspace.execute("retirer", fiches.remove_ligne, "notes", uid)
    for jour, texte in ((date(2026, 3, 1), "a"), (None, "b"), (date(2026, 9, 1), "c"), (date(2026, 3, 1), "d")):
        workspace.execute("noter", fiches.add_ligne, fiche.uid, "notes", jour=jour, texte=texte)
    assert textes(suivi) == ["c", "d", "a", "b"]


def test_that_the_button_of_the_list_leads_to_the_line(suivi: OngletSuivi):
    suivi.liste.boutons()["ajouter"].click()
    assert suivi.ligne.hasFocus()


def test_that_a_long_note_is_read_whole(suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace):
    vue = suivi.liste.vue
    lignes = 0
    # Word after word: one of these texts has its last word alone on a line, which only just does not fit.
    for mot in ("Le chef de bureau demande une page sur le phasage des travaux. " * 3).split():
        uid = suivi.liste.valeur()[0].uid
        texte = f"{suivi.liste.valeur()[0].texte} {mot}"
        workspace.execute("noter", fiches.update_ligne, "notes", uid, texte=texte)
        place = QRect(0, 0, vue.columnWidth(1) - theme.px(18), 10_000)
        besoin = vue.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap, texte).height()
        lignes = max(lignes, besoin // vue.fontMetrics().height())
        assert vue.rowHeight(0) >= besoin, texte
    assert lignes >= 3
    assert vue.height() >= vue.verticalHeader().length()
    note(suivi, "Courte")
    assert vue.rowHeight(0) < 2 * vue.fontMetrics().height()


def test_that_the_last_news_is_a_field_of_the_fiche(page: FichesPage, suivi: OngletSuivi, workspace: Workspace):
    champ = suivi.formulaire.editeur("derniere_nouvelle")
    tape(champ, "Le permis est déposé.")  # pyright: ignore[reportArgumentType]
    assert page.commit()
    assert courante(page, workspace).suivi.derniere_nouvelle == "Le permis est déposé."


def test_that_a_note_written_by_an_import_keeps_its_lines(suivi: OngletSuivi, fiche: FicheAction, workspace: Workspace):
    workspace.execute("noter", fiches.add_ligne, fiche.uid, "notes", jour=date(2027, 1, 5), texte="Un\nDeux")
    assert isinstance(suivi.liste.valeur()[0], NoteSuivi)
    suivi.liste.select(suivi.liste.valeur()[0].uid, "texte", edit=True)
    assert suivi.liste.commit()
    assert textes(suivi)[0] == "Un\nDeux"
