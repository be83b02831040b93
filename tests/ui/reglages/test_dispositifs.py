"""« Dispositifs d’aide »: what is adapted is kept, told apart, compared with the reference and given back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import lisible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible
from ui.fiches.gestes import edite, tape

from models.commands.programmation import set_dispositif
from models.domain.dispositifs.dispositif import DepartDelai, Dispositif, FaitLiberatoire, TypeDelai
from models.domain.errors import SaisieError
from models.domain.regles.dotations import cle_dispositif
from models.referentiel.dispositifs import load_dispositifs, load_effectifs
from pvd_desktop.ui.reglages.dispositifs import SectionDispositifs
from pvd_desktop.ui.reglages.page import ReglagesPage
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.editeur import SaisieEdit
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> ReglagesPage:
    page = ReglagesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


@pytest.fixture
def section(page: ReglagesPage) -> SectionDispositifs:
    return page.dispositifs


def ecrit(section: SectionDispositifs, nom: str, texte: str) -> SaisieEdit[Any]:
    """Type in a field of the card, then leave it."""
    champ = section.fiche.formulaire.editeur(nom)
    assert isinstance(champ, SaisieEdit)
    tape(champ, texte)
    champ.commit()
    return champ


def cases(liste: ListeEditable) -> list[list[str]]:
    """What the cells of a list say, row by row."""
    modele = liste.modele
    return [
        [lisible(modele.index(rang, colonne).data()) for colonne in range(modele.columnCount())]
        for rang in range(modele.rowCount())
    ]


def effectif(workspace: Workspace, code: str) -> Dispositif:
    return load_effectifs(workspace.projet.dispositifs_locaux).dispositifs.par_code[code]


def test_that_every_dispositif_is_shown_with_what_is_known_of_it(section: SectionDispositifs):
    assert [e.uid for e in section.modele.lignes] == [d.code for d in load_dispositifs()]
    section.select("detr")
    delais = cases(section.fiche.delais)
    assert ["Commencement", "24 mois", "La notification", "12 mois", "R. 2334-28 du CGCT"] in delais
    assert any("Articles L. 2334-33" in ligne[0] and ligne[2] == "21/11/2026" for ligne in cases(section.fiche.sources))
    assert ["Plan de situation et plan de masse des travaux", "Si travaux", "Oui", "Justificatif travaux 02"] in cases(
        section.fiche.pieces
    )
    section.select("fonds_vert")
    a_lire = "À lire dans l’arrêté"
    assert ["Commencement", a_lire, a_lire, "", ""] in cases(section.fiche.delais)


def test_that_a_rate_is_adapted_compared_and_given_back(section: SectionDispositifs, workspace: Workspace):
    section.select("anah_opah_ru")
    assert not section.fiche.pastille.isVisibleTo(section)
    ecrit(section, "taux_maximum", "60")
    ecrit(section, "motif", "Programme d’actions 2027")
    condition = effectif(workspace, "anah_opah_ru").condition(date(2026, 11, 21))
    assert condition is not None
    assert (condition.taux_maximum, condition.plafond) == (Decimal("0.6"), Decimal(125_000))
    assert workspace.projet.dispositifs_locaux[0].motif == "Programme d’actions 2027"
    assert section.fiche.pastille.isVisibleTo(section)
    assert lisible(section.fiche.comparer.text()) == "Ce qui diffère de la référence (1)"
    section.fiche.comparer.click()
    assert "taux maximum 50,0 %" in lisible(section.fiche.textes())
    section.fiche.revenir.click()
    assert workspace.projet.dispositifs_locaux == ()
    assert not section.fiche.revenir.isVisibleTo(section)
    workspace.undo()
    assert len(workspace.projet.dispositifs_locaux) == 1


def test_that_a_value_typed_back_leaves_no_trace(section: SectionDispositifs, workspace: Workspace):
    section.select("detr")
    ecrit(section, "sigle", "DETR 62")
    assert workspace.projet.dispositifs_locaux[0].contenu == 'sigle = "DETR 62"\n'
    ecrit(section, "sigle", "DETR")
    assert workspace.projet.dispositifs_locaux == ()


def test_that_the_fait_liberatoire_is_chosen(section: SectionDispositifs, workspace: Workspace):
    section.select("region_centres_bourgs")
    choix = section.fiche.formulaire.editeur("fait_liberatoire")
    assert isinstance(choix, ChoixCombo)
    choix.setCurrentIndex(choix.findText("Décision d’attribution"))
    choix.activated.emit(choix.currentIndex())
    assert effectif(workspace, "region_centres_bourgs").fait_liberatoire is FaitLiberatoire.DECISION


def test_that_categories_and_campaigns_are_lists(section: SectionDispositifs, workspace: Workspace):
    section.select("detr")
    categories, campagnes = section.fiche.categories, section.fiche.campagnes
    categories.write("8", "taux_maximum", Decimal("0.3"))
    categories.boutons()["ajouter"].click()
    campagnes.boutons()["ajouter"].click()
    campagnes.write("0", "cloture", date(2027, 1, 31))
    lu = effectif(workspace, "detr")
    assert [(c.code, c.taux_maximum) for c in lu.categories][8:] == [
        ("I", Decimal("0.3")),
        *((c, Decimal("0.25")) for c in "JKL"),
        ("1", None),
    ]
    assert [(c.annee, c.cloture) for c in lu.campagnes] == [(2027, date(2027, 1, 31))]
    categories.select("0")
    categories.boutons()["retirer"].click()
    assert effectif(workspace, "detr").categories[0].code == "B"


def test_that_a_delay_is_adapted_compared_and_given_back(section: SectionDispositifs, workspace: Workspace):
    section.select("fonds_vert")
    delais = section.fiche.delais
    commencement = next(d.uid for d in delais.valeur() if d.type is TypeDelai.COMMENCEMENT)
    ligne = delais.modele.row_of(commencement)
    for colonne, saisie in ((1, "18 mois"), (2, "La notification"), (4, "Arrêté du 3 mars 2027, article 4")):
        assert delais.modele.setData(delais.modele.index(ligne, colonne), saisie)
    delai = effectif(workspace, "fonds_vert").delai(TypeDelai.COMMENCEMENT)
    assert delai is not None
    assert (delai.mois, delai.depart) == (18, DepartDelai.NOTIFICATION)
    section.fiche.comparer.click()
    assert "Délai Commencement : durée 18 mois, à compter de la notification" in lisible(section.fiche.textes())
    assert not delais.modele.setData(delais.modele.index(ligne, 1), "bientôt")
    workspace.undo()
    assert delais.modele.ligne(ligne).article == ""
    section.fiche.revenir.click()
    assert workspace.projet.dispositifs_locaux == ()
    assert delais.modele.ligne(ligne).duree == ""


def test_that_a_delay_that_is_added_is_the_one_that_is_typed_in(section: SectionDispositifs, workspace: Workspace):
    section.select("agence_eau")
    bouton = section.fiche.delais.boutons()["ajouter"]
    for nombre, nature in enumerate(TypeDelai, 1):
        bouton.click()
        courante = section.fiche.delais.ligne_courante()
        assert courante is not None
        assert (courante.type, len(effectif(workspace, "agence_eau").delais)) == (nature, nombre)
        section.fiche.delais.abandon()
    assert not bouton.isEnabled()


def test_that_pieces_and_sources_of_the_project_stay_with_it(section: SectionDispositifs, workspace: Workspace):
    section.select("detr")
    pieces, sources = section.fiche.pieces, section.fiche.sources
    pieces.boutons()["ajouter"].click()
    pieces.abandon()
    ajoutee = pieces.ligne_courante()
    assert ajoutee is not None
    pieces.write(ajoutee.uid, "intitule", "Diagnostic de performance énergétique")
    pieces.modele.setData(pieces.modele.index(0, 2), "Oui")
    sources.boutons()["ajouter"].click()
    sources.abandon()
    with pytest.raises(SaisieError, match="n’est pas une adresse"):
        sources.write("2", "adresse", "prefecture-62")
    sources.write("2", "adresse", "https://www.pas-de-calais.gouv.fr/detr")
    lu = effectif(workspace, "detr")
    assert lu.pieces[-1].intitule == "Diagnostic de performance énergétique"
    assert lu.pieces[0].apres_depot
    assert lu.sources[-1].adresse == "https://www.pas-de-calais.gouv.fr/detr"


def test_that_the_portal_and_who_examines_are_typed(section: SectionDispositifs, workspace: Workspace):
    section.select("departement_farda")
    ecrit(section, "portail", "Aides du Pas-de-Calais")
    champ = ecrit(section, "adresse_portail", "pasdecalais.fr")
    assert champ.text() == "pasdecalais.fr"
    assert effectif(workspace, "departement_farda").adresse_portail == ""
    ecrit(section, "adresse_portail", "https://aides.pasdecalais.fr")
    ecrit(section, "instructeur", "Direction des territoires")
    lu = effectif(workspace, "departement_farda")
    assert (lu.portail, lu.adresse_portail) == ("Aides du Pas-de-Calais", "https://aides.pasdecalais.fr")
    assert lu.instruit_par == "Direction des territoires"


def test_that_a_dispositif_takes_the_form_of_another_or_goes_back_to_the_general_one(
    section: SectionDispositifs, workspace: Workspace
):
    section.select("departement_farda")
    choix = section.fiche.formulaire.editeur("formulaire")
    assert isinstance(choix, ChoixCombo)
    assert choix.currentText() == "Formulaire général"
    choix.valeur_validee.emit("detr_dsil")
    assert effectif(workspace, "departement_farda").formulaire == "detr_dsil"
    section.fiche.comparer.click()
    assert "Formulaire de demande : Demande de DETR ou de DSIL, au lieu de non renseigné." in lisible(
        section.fiche.textes()
    )
    choix.valeur_validee.emit(None)
    assert effectif(workspace, "departement_farda").formulaire == ""


def test_that_a_dispositif_that_is_added_asks_for_what_most_do(section: SectionDispositifs, workspace: Workspace):
    section.ajouter.click()
    assert "deliberation" in {p.code for p in effectif(workspace, "projet_1").pieces}


def test_that_a_copy_keeps_what_is_known_and_is_recognised_by_its_own_title(
    section: SectionDispositifs, workspace: Workspace
):
    section.select("fonds_vert")
    ecrit(section, "instructeur", "DDTM")
    section.dupliquer.click()
    copie, modele = effectif(workspace, "projet_1"), effectif(workspace, "fonds_vert")
    assert section.fiche.formulaire.editeur("intitule").hasFocus()
    assert copie.intitule == f"{modele.intitule} (copie)"
    assert (copie.delais, copie.pieces, copie.famille) == (modele.delais, modele.pieces, "fonds_vert")
    assert copie.instruit_par == "DDTM"
    assert (copie.sigle, copie.noms) == ("", (cle_dispositif(copie.intitule),))
    section.select("detr")
    section.dupliquer.click()
    assert effectif(workspace, "projet_2").dotation is None
    workspace.undo()
    workspace.undo()
    assert [d.code for d in workspace.projet.dispositifs_locaux] == ["fonds_vert"]


def test_that_a_cell_that_is_refused_is_where_one_is_led(
    page: ReglagesPage, section: SectionDispositifs, workspace: Workspace
):
    section.select("fonds_vert")
    editeur = edite(section.fiche.delais, 2, "duree")
    assert isinstance(editeur, QLineEdit)
    tape(editeur, "bientôt")
    section.fiche.formulaire.focus_champ("sigle")
    assert not page.commit()
    page.show_saisie()
    assert page.isAncestorOf(editeur)
    assert (editeur.hasFocus(), editeur.text()) == (True, "bientôt")
    assert workspace.projet.dispositifs_locaux == ()


def test_that_two_categories_of_one_code_are_refused_with_the_reason(section: SectionDispositifs, workspace: Workspace):
    section.select("detr")
    index = section.fiche.categories.modele.index(0, 0)
    assert not section.fiche.categories.modele.setData(index, "B")
    assert effectif(workspace, "detr").categories[0].code == "A"
    assert workspace.projet.dispositifs_locaux == ()


def test_that_a_dispositif_is_added_described_and_taken_away(section: SectionDispositifs, workspace: Workspace):
    section.ajouter.click()
    assert not section.fiche.formulaire.visibleRegion().isEmpty()
    ecrit(section, "intitule", "Fonds de la foire")
    ecrit(section, "financeur", "Région")
    ecrit(section, "taux_maximum", "40")
    (local,) = workspace.projet.dispositifs_locaux
    assert (local.code, local.intitule) == ("projet_1", "Fonds de la foire")
    lu = effectif(workspace, "projet_1")
    assert (lu.noms, lu.financeur) == (("fonds de la foire",), "Région")
    assert section.modele.lignes[0].nature_etat == "Ajouté"
    assert not section.fiche.comparer.isVisibleTo(section)
    assert section.fiche.revenir.text() == "Supprimer ce dispositif"
    section.fiche.revenir.click()
    assert workspace.projet.dispositifs_locaux == ()


def test_that_an_older_edition_asks_to_compare(section: SectionDispositifs, workspace: Workspace):
    workspace.execute("Adapter", set_dispositif, "detr", contenu='sigle = "D."', edition="2025-01-01")
    section.select("detr")
    assert "Adapté sur une édition antérieure" in section.fiche.textes()


def test_that_a_field_that_is_refused_keeps_the_card(section: SectionDispositifs, workspace: Workspace):
    section.select("detr")
    champ = ecrit(section, "taux_maximum", "beaucoup")
    section.select("dsil")
    assert champ.text() == "beaucoup"
    assert section.modele.ligne(section.vue.currentIndex().row()).uid == "detr"


def test_that_a_project_read_only_takes_nothing(workspace_lecture_seule: Workspace, qtbot: QtBot):
    page = ReglagesPage(workspace_lecture_seule)
    qtbot.addWidget(page)
    page.show()
    assert not page.dispositifs.ajouter.isVisibleTo(page)
    assert not page.dispositifs.fiche.categories.boutons()["ajouter"].isVisibleTo(page)


def test_that_every_control_has_a_name(section: SectionDispositifs, workspace: Workspace):
    workspace.execute("Adapter", set_dispositif, "detr", contenu='sigle = "D."')
    section.select("detr")
    assert_accessible(section)
