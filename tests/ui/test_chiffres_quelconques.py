"""Whatever the money, the screens of a demande and of the tableau de bord show what the domain computes."""

from collections import Counter

from chiffres_attendus import chiffres_du_plan
from chiffres_lus import Chiffres, chiffres, chiffres_des_lignes
from factories import AUJOURD_HUI
from hypothesis import HealthCheck, given, settings
from projets_quelconques import projets
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from models.domain.maquettes.lecture import build_maquette
from models.domain.projet import Projet
from models.domain.suivi.tableau_bord import aides_par_financeur, annee_bord
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.demande_dossier import situer_dossier
from pvd_desktop.documents.builders.demande_plan import tables_plan
from pvd_desktop.documents.builders.tableau_bord import chiffres_cles
from pvd_desktop.ui.demandes.blocs import VueBlocs
from pvd_desktop.ui.tableau_bord.barres_projet import barres_annees, barres_financeurs
from pvd_desktop.ui.tableau_bord.chiffres import BandeChiffres

ECRANS = settings(max_examples=10, suppress_health_check=(HealthCheck.function_scoped_fixture, HealthCheck.too_slow))


def lignes(table: QTableView) -> list[str]:
    modele = table.model()
    colonnes = range(modele.columnCount())
    return ["  ".join(str(modele.index(r, c).data() or "") for c in colonnes) for r in range(modele.rowCount())]


@ECRANS
@given(projet=projets())
def test_that_the_plan_of_a_demande_on_screen_is_that_of_the_domain(projet: Projet, qtbot: QtBot):
    dossier = situer_dossier(projet, None, jour=AUJOURD_HUI, brouillon=True)
    vue = VueBlocs()
    qtbot.addWidget(vue)
    vue.show_blocs(tables_plan(dossier, dossier.plan))
    lues = chiffres_des_lignes([ligne for table in vue.tables() for ligne in lignes(table)])
    lues += chiffres_des_lignes(vue.textes())
    assert Counter(lues) == Counter(ligne for ligne in chiffres_du_plan(dossier, dossier.plan) if ligne)


@ECRANS
@given(projet=projets())
def test_that_the_tableau_de_bord_shows_the_figures_of_the_domain(projet: Projet, qtbot: QtBot):
    totaux = projet.totaux
    bande = BandeChiffres(5)
    qtbot.addWidget(bande)
    bande.show_figures(chiffres_cles(totaux).items)
    lus = [chiffres(carte.accessibleName()) for carte in bande.cartes()]
    montants = (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.a_trouver)
    assert lus == [(montant,) for montant in montants]


@given(projet=projets())
def test_that_the_bars_say_the_amounts_they_draw(projet: Projet):
    aides = aides_par_financeur(projet, load_financeurs())
    annees = [annee_bord(tableau) for tableau in build_maquette(projet, load_financeurs()).annees]
    for barre in (*barres_financeurs(aides), *barres_annees(annees)):
        assert chiffres(barre.texte) == (sum(barre.valeurs),)
        dits: Chiffres = tuple(valeur for valeur in (*barre.valeurs, barre.repere) if valeur)
        assert tuple(filter(None, chiffres(barre.detail))) == dits
