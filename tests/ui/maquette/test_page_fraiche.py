"""After any sequence of acts, undos and redos, the page says what a freshly built page says."""

import random
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui.fiches.test_page_fraiche import Joueur

from models.domain.maquettes.filtre_operations import FiltreOperations
from models.domain.maquettes.lecture import PERIODE
from models.domain.maquettes.regroupement import Regroupement, regrouper
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace


def state(page: MaquettePage) -> dict[str, Any]:
    """Every cell shown, in words; the columns, the sums, the years; not what has the focus."""
    modele = page.modele
    colonnes = [0, 1, *page.grille.vue.colonnes_visibles()]
    return {
        "colonnes": colonnes,
        "lignes": [
            (ligne.genre, ligne.pliee, [modele.index(row, c).data() for c in colonnes])
            for row, ligne in enumerate(modele.lignes)
        ],
        "dits": [modele._say(row, c) for row in range(modele.rowCount()) for c in colonnes],
        "filtre": (page.filtre.phrase(), [badge.text() for badge in page.filtre.badges.boutons()]),
        "sommes": page.sommes.textes()[0],
        "vue": modele.vue,
        "annees": [page.barre.annee().itemText(rang) for rang in range(page.barre.annee().count())],
        "vide": page._vide.isVisibleTo(page),
        "resume": page.resume(),
    }


def _porteurs(workspace: Workspace) -> list[str]:
    return [groupe.cle for groupe in regrouper(workspace.projet, Regroupement.MAITRE_OUVRAGE)]


@pytest.mark.parametrize("graine", range(3))
def test_that_the_page_equals_a_freshly_built_page_after_any_sequence_of_acts(
    page: MaquettePage, workspace: Workspace, settings: Settings, qtbot: QtBot, graine: int
):
    joueur, hasard = Joueur(workspace, graine), random.Random(graine)
    refus: list[object] = []
    workspace.failed.connect(refus.append)
    page.modele.fold_actions(pliees=False)
    for pas in range(40):
        if pas % 10 == 9:
            page.show_vue(hasard.choice([PERIODE, *page._lecteur.annees]))
        if pas % 8 == 5:
            page.filter_by(FiltreOperations(porteur=hasard.choice([None, *_porteurs(workspace)])))
        joueur.play()
        if pas % 4:
            continue
        neuve = MaquettePage(workspace, settings)
        qtbot.addWidget(neuve)
        neuve.resize(page.size())
        # What was folded since the first look is the person's: both pages show the same groups.
        neuve._repliees = page._repliees
        neuve._source.choose_vue(page.modele.vue)
        neuve.modele._pliees = dict(page.modele._pliees)
        neuve.show()
        assert state(page) == state(neuve)
        neuve.close()
    assert refus == []
