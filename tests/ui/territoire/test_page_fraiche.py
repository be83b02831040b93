"""After any acts, whoever made them, the page says what a page built now would say."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from ui.fiches.etat_page import shown

from models.commands import territoire as commandes
from models.domain.vocabulaire import RegimeOrt, RoleCommune, SujetDiagnostic
from models.referentiel.communes import find_commune
from pvd_desktop.ui.territoire.onglet_cartes import OngletCartes
from pvd_desktop.ui.territoire.page import TerritoirePage
from pvd_desktop.ui.workspace import Workspace


def state(page: TerritoirePage) -> dict[str, Any]:
    """Every field of every tab, every card and its place."""
    etat: dict[str, Any] = {"resume": page.resume()}
    for rang in range(page.onglets.count()):
        onglet = page.onglet(rang)
        if isinstance(onglet, OngletCartes):
            etat[f"cartes {rang}"] = [
                (
                    carte.titre.text(),
                    {nom: bouton.isEnabled() for nom, bouton in carte.boutons.items()},
                    {nom: shown(champ.editeur) for nom, champ in carte.champs.items()},
                )
                for carte in onglet.pile.cartes()
            ]
            etat[f"vide {rang}"] = onglet.pile.vide.isVisibleTo(onglet.pile)
        else:
            champs = onglet.formulaire._champs.items()
            etat[f"champs {rang}"] = {nom: shown(champ.editeur) for nom, champ in champs}
    return etat


class Joueur:
    """Random acts on the territory."""

    def __init__(self, workspace: Workspace, graine: int) -> None:
        self._w = workspace
        self._hasard = random.Random(graine)

    def play(self) -> None:
        self._hasard.choice(
            [self._territoire, self._commune, self._secteur, self._section, self._liste, self._w.undo, self._w.redo]
        )()

    def _territoire(self) -> None:
        champs = self._hasard.choice(
            [
                {"nom": f"Nom {self._hasard.random()}"},
                {"regime_ort": self._hasard.choice(list(RegimeOrt))},
                {"duree_annees": self._hasard.choice([None, 5])},
                {"chef_de_projet_quotite": self._hasard.choice([None, Decimal("0.5")])},
                {"crte_nom": "", "tribunal": "Tribunal administratif d’Amiens"},
            ]
        )
        self._w.execute("territoire", commandes.update_territoire, **champs)

    def _commune(self) -> None:
        communes, trouvee = self._w.projet.territoire.communes, find_commune("62447")
        assert trouvee is not None
        if communes and self._hasard.random() < 0.5:
            role = self._hasard.choice(list(RoleCommune))
            self._w.execute("rôle", commandes.update_commune, self._hasard.choice(communes).uid, role=role)
        else:
            self._w.execute("choisir", commandes.choose_commune, None, trouvee.commune)

    def _secteur(self) -> None:
        territoire = self._w.projet.territoire
        commune = self._hasard.choice([None, *(c.uid for c in territoire.communes)])
        if territoire.secteurs and self._hasard.random() < 0.6:
            champs = self._hasard.choice([{"commune": commune}, {"motif": "Un\ndeux"}, {"surface_ha": Decimal("1.5")}])
            self._w.execute("secteur", commandes.update_secteur, self._hasard.choice(territoire.secteurs).uid, **champs)
        else:
            self._w.execute("ajouter", commandes.add_secteur, nom="Neuf", commune=commune)

    def _section(self) -> None:
        sections, sujet = self._w.projet.territoire.diagnostic, self._hasard.choice(list(SujetDiagnostic))
        if sections and self._hasard.random() < 0.6:
            champs = self._hasard.choice([{"sujet": sujet}, {"titre": "À part"}, {"texte": "**Gras**\n\n- un"}])
            self._w.execute("section", commandes.update_section, self._hasard.choice(sections).uid, **champs)
        else:
            self._w.execute("ajouter", commandes.add_section, sujet=sujet)

    def _liste(self) -> None:
        nom, move, remove = self._hasard.choice(_LISTES)
        objets = getattr(self._w.projet.territoire, nom)
        if objets and self._hasard.random() < 0.6:
            self._w.execute("placer", move, objets[-1].uid, position=0)
        elif objets:
            self._w.execute("retirer", remove, self._hasard.choice(objets).uid)


_LISTES: tuple[tuple[str, Callable[..., None], Callable[..., None]], ...] = (
    ("communes", commandes.move_commune, commandes.remove_commune),
    ("secteurs", commandes.move_secteur, commandes.remove_secteur),
    ("diagnostic", commandes.move_section, commandes.remove_section),
)


@pytest.mark.parametrize("graine", range(3))
def test_that_the_page_equals_a_freshly_built_page_after_any_sequence_of_acts(
    workspace: Workspace, qtbot: QtBot, graine: int
):
    page = TerritoirePage(workspace)
    qtbot.addWidget(page)
    page.show()
    state(page)
    joueur = Joueur(workspace, graine)
    refus: list[object] = []
    workspace.failed.connect(refus.append)
    for pas in range(40):
        joueur.play()
        if pas % 8 == 7:
            neuve = TerritoirePage(workspace)
            qtbot.addWidget(neuve)
            assert state(page) == state(neuve)
            _rest(neuve, qtbot)
    assert refus == []
    _rest(page, qtbot)


def _rest(page: TerritoirePage, qtbot: QtBot) -> None:
    """Let it look its communes up: qtbot is about to take it down."""
    qtbot.waitUntil(lambda: page.communes.remarques._tache is None)
