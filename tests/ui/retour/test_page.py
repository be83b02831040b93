"""A maquette that comes back to the window: dropped, reviewed, decided by keyboard, written once, taken back once."""

from decimal import Decimal
from pathlib import Path

import pytest
from faux_dialogues import FauxDialogues
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from retours import Maquette, exported
from ui.accessibilite import assert_accessible
from ui.importation.gestes import drop

from models.commands.operations import update_operation
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.retour.revue import Genre
from models.domain.uids import Uid
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import MAQUETTE, RETOUR
from pvd_desktop.ui.retour.page import RetourPage


def projet_de(fenetre: MainWindow) -> Projet:
    assert fenetre.workspace is not None
    return fenetre.workspace.projet


def operation(fenetre: MainWindow, ligne: str) -> Operation:
    """The operation that a row of the workbook shows."""
    uid = ligne.rpartition(":")[2]
    [trouvee] = [o for f in projet_de(fenetre).fiches for o in f.operations if o.uid == uid]
    return trouvee


@pytest.fixture
def classeur(fenetre_exemple: MainWindow) -> Maquette:
    return Maquette(exported(projet_de(fenetre_exemple)))


@pytest.fixture
def operations(classeur: Maquette) -> list[str]:
    """The rows of the operations of the period."""
    return [nom for _, nom in classeur.lignes("periode") if nom.startswith("operation:") or nom.count(":") == 2]


def returned(fenetre: MainWindow, classeur: Maquette, dossier: Path, qtbot: QtBot) -> RetourPage:
    """The workbook dropped on the window, once it is reviewed."""
    path = dossier / "maquette.xlsx"
    path.write_bytes(classeur.to_bytes())
    drop(fenetre, path)
    page = fenetre.pile.currentWidget()
    assert isinstance(page, RetourPage)
    qtbot.waitUntil(lambda: page.relecture.a_jour, timeout=20_000)
    return page


def apply(fenetre: MainWindow, page: RetourPage, qtbot: QtBot) -> None:
    page.appliquer.click()
    qtbot.waitUntil(lambda: fenetre.navigation.courante == MAQUETTE, timeout=20_000)


def test_that_a_dropped_maquette_is_reviewed_written_once_and_taken_back_once(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 1234)
    classeur.ecrit("periode", operations[1], "part", 4321)
    avant = projet_de(fenetre_exemple)
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    assert [e.genre for e in page.modele.lignes] == [Genre.MODIFIE, Genre.MODIFIE]
    assert not page.appliquer.isEnabled()
    page.tout.click()
    assert page.appliquer.text() == "Appliquer (2)"
    assert projet_de(fenetre_exemple) == avant
    apply(fenetre_exemple, page, qtbot)
    assert [operation(fenetre_exemple, ligne).part_decidee for ligne in operations[:2]] == [1234, 4321]
    assert "2 lignes écrites" in fenetre_exemple.messages.bandeau.titre()
    fenetre_exemple.actions_["annuler"].trigger()
    assert projet_de(fenetre_exemple) == avant


def test_that_lines_are_accepted_and_left_by_keyboard(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    for rang in (0, 1):
        classeur.ecrit("periode", operations[rang], "part", 100 + rang)
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    page.vue.setCurrentIndex(page.modele.index(1, 0))
    QTest.keyClick(page.vue, Qt.Key.Key_Space)
    assert page.relecture.acceptes == {page.modele.ligne(1).cle}
    QTest.keyClick(page.vue, Qt.Key.Key_Space)
    assert page.relecture.acceptes == frozenset()
    QTest.keyClick(page.vue, Qt.Key.Key_Return)
    apply(fenetre_exemple, page, qtbot)
    avant = operation(fenetre_exemple, operations[0]).part_decidee
    assert (avant != 100, operation(fenetre_exemple, operations[1]).part_decidee) == (True, 101)


def test_that_a_conflict_shows_both_values_and_waits_for_a_decision(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 1234)
    assert fenetre_exemple.workspace is not None
    uid = Uid(operations[0].rpartition(":")[2])
    fenetre_exemple.workspace.execute("Modifier", update_operation, uid, part_decidee=Decimal(99))
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    [conflit] = page.modele.lignes
    assert (conflit.projet, conflit.retour) == ("99,00\u00a0€", "1\u202f234,00\u00a0€")
    assert not page.tout.isEnabled()
    # Whoever asks for the conflicts alone has chosen.
    page.show_genre(Genre.CONFLIT)
    page.tout.click()
    assert page.relecture.acceptes == {conflit.cle}
    apply(fenetre_exemple, page, qtbot)
    assert operation(fenetre_exemple, operations[0]).part_decidee == 1234


def test_that_of_two_values_of_one_fact_one_at_most_is_accepted(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 10)
    classeur.ecrit("porteurs", f"operation:{operations[0].partition(':')[2]}", "part", 20)
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    assert [e.genre for e in page.modele.lignes] == [Genre.CONFLIT, Genre.CONFLIT]
    page.relecture.accept(page.modele.lignes, oui=True)
    assert page.relecture.acceptes == {page.modele.ligne(1).cle}


def test_that_a_sheet_is_accepted_at_once(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 10)
    aide = next(nom for _, nom in classeur.lignes("financeurs:aides") if nom.startswith("financement:"))
    classeur.ecrit("financeurs:aides", aide, "dossier", "2026-1")
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    page.vue.setCurrentIndex(page.modele.index(1, 2))
    assert page.feuille.text() == "Accepter «\u00a0Par financeur\u00a0»"
    page.feuille.click()
    assert {cle[0] for cle in page.relecture.acceptes} == {"financeurs:aides"}


def test_that_a_change_made_here_meanwhile_is_seen_in_the_review(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 1234)
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    uid = Uid(operations[0].rpartition(":")[2])
    assert fenetre_exemple.workspace is not None
    fenetre_exemple.workspace.execute("Modifier", update_operation, uid, part_decidee=Decimal(77))
    qtbot.waitUntil(lambda: [e.genre for e in page.modele.lignes] == [Genre.CONFLIT], timeout=20_000)


def test_that_a_maquette_nobody_touched_says_there_is_nothing_to_do(
    fenetre_exemple: MainWindow, classeur: Maquette, tmp_path: Path, qtbot: QtBot
):
    page = returned(fenetre_exemple, classeur, tmp_path, qtbot)
    assert page.modele.rowCount() == 0
    assert not page.vue.isVisible()
    assert not page.appliquer.isEnabled()


def test_that_the_maquette_of_another_project_is_refused_with_its_remedy(
    fenetre_exemple: MainWindow, classeur: Maquette, tmp_path: Path, qtbot: QtBot
):
    classeur.livre["_pvd"]["D1"] = "autre"
    path = tmp_path / "autre.xlsx"
    path.write_bytes(classeur.to_bytes())
    drop(fenetre_exemple, path)
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, RetourPage)
    qtbot.waitUntil(page.bandeau.isVisible, timeout=20_000)
    assert "autre projet" in page.bandeau.titre()
    assert page.revue is None


def test_that_the_menu_asks_for_the_file(
    fenetre_exemple: MainWindow,
    dialogues: FauxDialogues,
    classeur: Maquette,
    tmp_path: Path,
    qtbot: QtBot,
):
    path = tmp_path / "retour.xlsx"
    path.write_bytes(classeur.to_bytes())
    dialogues.reponse = path
    fenetre_exemple.actions_["reprendre_maquette"].trigger()
    assert dialogues.titres == ["Reprendre une maquette revenue"]
    page = fenetre_exemple.pile.currentWidget()
    assert isinstance(page, RetourPage)
    qtbot.waitUntil(lambda: page.relecture.a_jour, timeout=20_000)


def test_that_the_page_maquette_leads_there_and_escape_comes_back(fenetre_exemple: MainWindow):
    fenetre_exemple.navigation.show_page(MAQUETTE)
    page = fenetre_exemple.pile.currentWidget()
    assert page is not None
    page.barre.sorties.fill()  # pyright: ignore[reportAttributeAccessIssue] - the page of the maquette
    page.barre.sorties.reprise_demandee.emit()  # pyright: ignore[reportAttributeAccessIssue]
    assert fenetre_exemple.navigation.courante == RETOUR
    retour = fenetre_exemple.pile.currentWidget()
    assert isinstance(retour, RetourPage)
    QTest.keyClick(retour, Qt.Key.Key_Escape)
    assert fenetre_exemple.navigation.courante == MAQUETTE


def test_that_every_control_of_the_page_has_a_name(
    fenetre_exemple: MainWindow, classeur: Maquette, operations: list[str], tmp_path: Path, qtbot: QtBot
):
    classeur.ecrit("periode", operations[0], "part", 1234)
    assert_accessible(returned(fenetre_exemple, classeur, tmp_path, qtbot))
