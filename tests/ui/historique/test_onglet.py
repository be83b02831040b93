"""Tab « Historique »: who did what in the fiche, and a value that comes back."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from projets import MOMENT
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.commands.fiches import add_fiche, update_fiche
from models.commands.operations import add_depense, add_financement, update_depense
from models.commands.organismes import add_organisme, remove_organisme
from models.domain.differences import compare
from models.domain.fiche_action import FicheAction
from models.domain.vocabulaire import StatutAction
from models.queries.historique import PAGE
from pvd_desktop.ui.historique.onglet import OngletHistorique
from pvd_desktop.ui.historique.textes import MISE_EN_FORME, format_valeur, shorten
from pvd_desktop.ui.widgets.differences import to_html
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def onglet(qtbot: QtBot, workspace: Workspace) -> Iterator[OngletHistorique]:
    """The tab on a new fiche, following the project as the editor does."""
    uid = workspace.execute("Ajouter une action", add_fiche, intitule="Halle")
    onglet = OngletHistorique(workspace)
    qtbot.addWidget(onglet)
    onglet.resize(640, 600)
    onglet.show()

    def follow() -> None:
        onglet.show_fiche(_fiche(workspace))

    assert uid is not None
    workspace.changed.connect(follow)
    follow()
    yield onglet
    workspace.changed.disconnect(follow)


def _fiche(workspace: Workspace) -> FicheAction:
    return next(f for f in workspace.projet.fiches if not f.numero)


def test_that_an_act_says_who_when_and_the_values(onglet: OngletHistorique, workspace: Workspace):
    workspace.set_auteur("Camille")
    workspace.execute("Changer le statut", update_fiche, _fiche(workspace).uid, statut=StatutAction.INSCRITE)
    textes = onglet.cartes()[0].textes()
    assert "Changer le statut" in textes
    assert "Camille" in textes
    assert "Statut" in textes
    assert "Idée\u00a0→ Inscrite" in textes
    assert "Action créée" in onglet.cartes()[-1].textes()


def test_that_amounts_are_in_french(onglet: OngletHistorique, workspace: Workspace):
    operation = _fiche(workspace).operations[0].uid
    depense = workspace.execute("Ajouter", add_depense, operation, intitule="Toiture")
    assert depense is not None
    workspace.execute("Chiffrer", update_depense, depense, montant_ht=Decimal("1234.5"), taux_tva=Decimal("0.2"))
    textes = onglet.cartes()[0].textes()
    assert "Dépense\u00a0: Toiture" in textes
    assert "vide\u00a0→ 1\u202f234,50\u00a0€" in textes
    assert "vide\u00a0→ 20,0\u00a0%" in textes


def test_that_long_texts_stand_one_under_the_other(onglet: OngletHistorique, workspace: Workspace):
    workspace.execute("Décrire", update_fiche, _fiche(workspace).uid, description="Une halle rouverte. " * 10)
    assert "vide\n→ Une halle rouverte." in onglet.cartes()[0].textes()


def test_that_a_value_comes_back_and_can_be_taken_back(onglet: OngletHistorique, workspace: Workspace):
    uid = _fiche(workspace).uid
    workspace.execute("Renommer", update_fiche, uid, intitule="Halle couverte")
    (bouton,) = onglet.cartes()[0].boutons()
    bouton.click()
    assert _fiche(workspace).intitule == "Halle"
    assert workspace.libelle_annuler == "Rétablir «\u00a0Nom de l’action\u00a0»"
    # It is what the fiche holds now: only the act that was just made offers the other.
    assert [len(carte.boutons()) for carte in onglet.cartes()] == [1, 0, 0]
    workspace.undo()
    assert _fiche(workspace).intitule == "Halle couverte"


def test_that_a_funder_that_is_gone_is_not_offered(onglet: OngletHistorique, workspace: Workspace):
    operation = _fiche(workspace).operations[0].uid
    organisme = workspace.execute("Ajouter", add_organisme, nom="Région")
    assert organisme is not None
    workspace.execute("Ajouter", add_financement, operation, financeur=organisme)
    assert "Financement ajouté\u00a0: Région" in onglet.cartes()[0].textes()
    workspace.execute("Supprimer", remove_organisme, organisme, moment=MOMENT)
    assert all(not carte.boutons() for carte in onglet.cartes())


def test_that_older_acts_come_page_by_page(onglet: OngletHistorique, workspace: Workspace):
    for n in range(PAGE + 5):
        workspace.execute("Renommer", update_fiche, _fiche(workspace).uid, intitule=f"Nom {n}")
    assert len(onglet.cartes()) == PAGE
    assert onglet.suite.isVisible()
    onglet.suite.click()
    assert len(onglet.cartes()) == PAGE + 6
    assert not onglet.suite.isVisible()
    cartes = onglet.cartes()
    workspace.execute("Renommer", update_fiche, _fiche(workspace).uid, intitule="Dernier")
    assert onglet.cartes()[-1] is not cartes[0]
    assert len(onglet.cartes()) == PAGE + 6


def test_that_a_hidden_tab_reads_nothing(onglet: OngletHistorique, workspace: Workspace):
    onglet.hide()
    workspace.execute("Renommer", update_fiche, _fiche(workspace).uid, intitule="Gare")
    assert len(onglet.cartes()) == 1
    onglet.show()
    assert len(onglet.cartes()) == 2


def test_that_a_read_only_project_offers_nothing(qtbot: QtBot, workspace_lecture_seule: Workspace):
    onglet = OngletHistorique(workspace_lecture_seule)
    qtbot.addWidget(onglet)
    onglet.show_fiche(workspace_lecture_seule.projet.fiches[0])
    onglet.show()
    assert onglet.cartes()
    assert all(not carte.boutons() for carte in onglet.cartes())


def test_that_another_fiche_has_its_own_acts(onglet: OngletHistorique, workspace: Workspace):
    autre = workspace.projet.fiches[0]
    workspace.execute("Renommer l’autre", update_fiche, autre.uid, intitule="Gare")
    assert "Renommer l’autre" not in onglet.cartes()[0].textes()
    onglet.show_fiche(next(f for f in workspace.projet.fiches if f.uid == autre.uid))
    assert "Renommer l’autre" in onglet.cartes()[0].textes()


def test_that_long_texts_are_cut_on_one_line():
    assert shorten("mot \n" * 100).endswith("mot…")
    assert len(shorten("a" * 500)) == 160
    assert format_valeur("eligible", valeur=False) == "Non"
    assert format_valeur("themes", ()) == "vide"


def test_that_the_tab_is_read_aloud(onglet: OngletHistorique, workspace: Workspace):
    workspace.execute("Renommer", update_fiche, _fiche(workspace).uid, intitule="Gare")
    assert_accessible(onglet)


def test_that_the_marks_of_a_long_text_are_not_shown(onglet: OngletHistorique, workspace: Workspace):
    uid = _fiche(workspace).uid
    workspace.execute(
        "Décrire", update_fiche, uid, description="Une **halle** :\n\n- ouverte\n- [chauffée](https://a.fr)"
    )
    assert "→ Une halle : • ouverte • chauffée" in onglet.cartes()[0].textes().replace("\u00a0", " ")
    workspace.execute("Décrire", update_fiche, uid, description="Une halle :\n\n- ouverte\n- chauffée")
    assert MISE_EN_FORME in onglet.cartes()[0].textes()
    onglet.cartes()[0].boutons()[0].click()
    assert _fiche(workspace).description.startswith("Une **halle**"), "the marks come back with the value"


def test_that_a_long_text_that_changes_a_little_shows_what_went_and_what_came(
    onglet: OngletHistorique, workspace: Workspace
):
    uid = _fiche(workspace).uid
    debut = "La halle du marché <couvert> abrite quarante étals et ouvre le samedi matin, de sept heures à midi"
    workspace.execute("Décrire", update_fiche, uid, description=f"{debut}, sans chauffage.")
    workspace.execute("Décrire", update_fiche, uid, description=f"{debut.replace('quarante', 'soixante')}, chauffée.")
    (texte,) = [ligne for ligne in onglet.cartes()[0].textes().splitlines() if "quarante" in ligne]
    assert "<s " in texte
    assert ">quarante</s>" in texte
    assert ">soixante</b>" in texte
    assert "&lt;couvert&gt;" in texte
    assert ">sans chauffage.</s>" in texte


def test_that_two_texts_that_share_little_stand_one_under_the_other():
    assert compare("un deux trois quatre cinq", "six sept huit neuf dix") == []
    assert compare("un deux trois", "un deux quatre") == [("=", "un deux"), ("-", "trois"), ("+", "quatre")]
    assert compare("a b", "a x b") == [("=", "a"), ("+", "x"), ("=", "b")]
    assert compare("a a", "a a a") == [("=", "a a"), ("+", "a")]


def test_that_what_stayed_is_shortened_around_the_differences():
    mots = [str(i) for i in range(60)]
    differences = compare(" ".join([*mots, "fin"]), " ".join([*mots[:30], "neuf", *mots[30:], "fin"]))
    assert to_html(differences, parti="red", venu="green") == (
        '… 22 23 24 25 26 27 28 29 <b style="color:green">neuf</b> 30 31 32 33 34 35 36 37 …'
    )
