"""What a dialog proposes first is drawn as such: its box has dressed the button before it is given its role."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.domain.demandes.situee import situer
from models.domain.projet import Projet
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.ui import theme
from pvd_desktop.ui.calendrier.dialogue import EcheanceDialog
from pvd_desktop.ui.demandes.nouvelle import NouvelleDemande
from pvd_desktop.ui.demandes.renouvellement import Renouvellement
from pvd_desktop.ui.gouvernance.examen import ExamenDialog
from pvd_desktop.ui.organisme_dialog import OrganismeDialog
from pvd_desktop.ui.workspace import Workspace

_JOUR: Final = date(2026, 11, 21)


def _nouvelle(projet: Projet, parent: QWidget) -> QDialog:
    return NouvelleDemande(projet, load_effectifs(projet.dispositifs_locaux).dispositifs, _JOUR, parent)


def _renouvellement(projet: Projet, parent: QWidget) -> QDialog:
    dispositifs = load_effectifs(projet.dispositifs_locaux).dispositifs
    return Renouvellement(situer(projet.demandes[0], projet, dispositifs), 2027, parent)


@pytest.mark.parametrize(
    "build",
    [
        _nouvelle,
        _renouvellement,
        lambda _, parent: OrganismeDialog(parent),
        lambda projet, parent: EcheanceDialog(None, projet.fiches, lambda: _JOUR, parent),
        lambda projet, parent: ExamenDialog(projet.fiches, [projet.fiches[0].uid], _JOUR, parent),
    ],
    ids=["nouvelle demande", "renouvellement", "organisme", "échéance", "examen"],
)
def test_that_the_button_a_dialog_proposes_first_has_the_colour_of_the_accent(
    qtbot: QtBot, workspace: Workspace, build: Callable[[Projet, QWidget], QDialog]
):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialogue = build(workspace.projet, parent)
    dialogue.show()
    boite = dialogue.findChild(QDialogButtonBox)
    assert boite is not None
    fonds = {
        bouton.text(): bouton.grab().toImage().pixelColor(8, bouton.height() // 2).name()
        for bouton in boite.findChildren(QPushButton)
    }
    accent = theme.couleur("accent").name()
    assert (
        [texte for texte, fond in fonds.items() if fond == accent]
        == [bouton.text() for bouton in boite.findChildren(QPushButton) if bouton.property("role") == "primaire"]
        != []
    )
