"""Undo of an act of many rows: beside the window, which says it, takes nothing else meanwhile, and may give it up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from paiements import OPERATION, make_place
from projets import MOMENT
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.commands.importation import import_projet
from models.commands.paiements import add_factures
from models.domain.paiement import Facture
from models.referentiel.bareme import load_bareme
from models.store.database import Database
from models.store.errors import EcritureError
from pvd_desktop.ui.main_window import MainWindow
from pvd_desktop.ui.pages import PLAN
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.workspace import LIGNES_EN_TACHE, LIGNES_LONGUES, Workspace


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "place.pvd"
    database = Database.create(path)
    database.execute("Importer", import_projet, make_place(), moment=MOMENT)
    database.close()
    return path


@pytest.fixture
def workspace(qapp: QApplication, place: Path, aujourd_hui: date) -> Iterator[Workspace]:
    del qapp
    ouvert = Workspace(Database.open(place), load_bareme(), aujourd_hui=lambda: aujourd_hui)
    yield ouvert
    ouvert.close()


def _add(workspace: Workspace, nombre: int) -> None:
    factures = [Facture(numero_mandat=str(rang), montant_ht=Decimal(rang)) for rang in range(nombre)]
    workspace.execute("Importer les mandats", add_factures, OPERATION, factures, moment=MOMENT)


def _count(workspace: Workspace) -> int:
    trouvee = workspace.projet.operation(OPERATION)
    assert trouvee is not None
    return len(trouvee[1].factures)


def _taches(workspace: Workspace) -> list[Task]:
    return [tache for tache in workspace.findChildren(Task) if tache.en_cours]


def test_that_an_act_of_many_rows_is_taken_back_and_put_again_beside_the_window(qtbot: QtBot, workspace: Workspace):
    _add(workspace, LIGNES_EN_TACHE)
    occupe: list[bool] = []
    workspace.busy_changed.connect(occupe.append)
    for geste, reste in ((workspace.undo, 6), (workspace.redo, 6 + LIGNES_EN_TACHE)):
        with qtbot.waitSignal(workspace.changed) as emis:
            geste()
            # Nothing has moved yet: the window goes on.
            assert _count(workspace) != reste
            assert len(_taches(workspace)) == 1
        assert emis.args is not None
        assert emis.args[0].touches("facture")
        assert _count(workspace) == reste
        qtbot.waitUntil(lambda: not occupe[-1])
    assert occupe == [True, False, True, False]
    assert workspace.libelle_annuler == "Importer les mandats"


def test_that_an_act_of_a_few_rows_is_taken_back_at_once(workspace: Workspace):
    _add(workspace, LIGNES_EN_TACHE - 1)
    workspace.undo()
    assert _count(workspace) == 6
    assert not _taches(workspace)


def test_that_the_button_of_a_message_takes_back_a_long_act_too(qtbot: QtBot, workspace: Workspace):
    _add(workspace, LIGNES_EN_TACHE)
    assert workspace.dernier_acte is not None
    with qtbot.waitSignal(workspace.changed):
        workspace.undo_acte(workspace.dernier_acte)
    assert _count(workspace) == 6


def test_that_a_long_undo_given_up_leaves_the_act_done_and_ready_to_be_taken_back(qtbot: QtBot, workspace: Workspace):
    _add(workspace, LIGNES_EN_TACHE)
    with qtbot.waitSignal(workspace.busy_changed, check_params_cb=lambda occupe: not occupe):
        workspace.undo()
        _taches(workspace)[0].cancel()
    assert _count(workspace) == 6 + LIGNES_EN_TACHE
    assert workspace.libelle_annuler == "Importer les mandats"
    assert workspace.libelle_retablir is None
    with qtbot.waitSignal(workspace.changed):
        workspace.undo()
    assert _count(workspace) == 6


def test_that_a_long_undo_the_disk_refuses_is_told_and_may_be_tried_again(qtbot: QtBot, workspace: Workspace):
    _add(workspace, LIGNES_EN_TACHE)
    ailleurs = workspace.path.with_name("ailleurs.pvd")
    workspace.path.rename(ailleurs)
    with qtbot.waitSignal(workspace.failed) as emis:
        workspace.undo()
    assert emis.args is not None
    assert isinstance(emis.args[0], EcritureError)
    qtbot.waitUntil(lambda: not _taches(workspace))
    ailleurs.rename(workspace.path)
    assert _count(workspace) == 6 + LIGNES_EN_TACHE
    with qtbot.waitSignal(workspace.changed):
        workspace.retry()
    assert _count(workspace) == 6


def test_that_the_window_says_what_it_takes_back_before_it_begins_and_lets_nothing_be_typed(
    qtbot: QtBot, fenetre: MainWindow, place: Path
):
    fenetre.ouverture.open_now(place)
    workspace = fenetre.workspace
    assert workspace is not None
    _add(workspace, LIGNES_LONGUES)
    fenetre.navigation.show_page(PLAN)
    with qtbot.waitSignal(workspace.changed, timeout=20_000):
        fenetre.edition.undo()
        assert fenetre.progression.isVisible()
        qtbot.waitUntil(lambda: fenetre.progression.texte() == "Annuler\u00a0: Importer les mandats")
        assert not fenetre.pile.isEnabled()
        assert not fenetre.actions_["annuler"].isEnabled()
    qtbot.waitUntil(lambda: not fenetre.progression.isVisible())
    assert fenetre.pile.isEnabled()
    assert _count(workspace) == 6
