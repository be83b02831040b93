"""What the window says: banners, toasts, points à vérifier, empty pages, badges and rings."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from ui.accessibilite import assert_accessible

from models.domain.errors import AppError
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, Gravite, Jalon, Meteo, StatutAction
from pvd_desktop.ui import icones
from pvd_desktop.ui.widgets.anneau import Anneau, paint_anneau
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.constats_panel import ConstatsPanel
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.pastille import Pastille, icone_meteo, niveau_etat, niveau_statut
from pvd_desktop.ui.widgets.toast import Toast


def _constats(nombre: int) -> list[Constat]:
    objet = Objet(type="fiche", uid=Uid("u"), libelle="Halle")
    return [
        Constat(
            code=f"FA-{rang:02}",
            gravite=Gravite.GRAVE if rang == nombre - 1 else Gravite.INFORMATION,
            jalon=Jalon.SIGNATURE,
            message=f"point {rang}",
            remede="Corrigez.",
            objet=objet,
            source="L.\u00a01111-10 CGCT",
        )
        for rang in range(nombre)
    ]


def _panel(qtbot: QtBot, nombre: int) -> ConstatsPanel:
    panel = ConstatsPanel()
    qtbot.addWidget(panel)
    panel.set_constats(_constats(nombre))
    panel.show()
    return panel


def test_that_a_banner_says_what_happened_and_what_to_do(qtbot: QtBot):
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    appels: list[str] = []
    actions = (("Réessayer", lambda: appels.append("encore")),)
    bandeau.show_error(AppError("Le disque est plein.", "Libérez de la place."), actions)
    assert bandeau.isVisibleTo(bandeau.parentWidget() or bandeau)
    assert bandeau.accessibleName() == "Erreur\u00a0: Le disque est plein. Libérez de la place."
    with qtbot.waitSignal(bandeau.closed):
        bandeau.boutons()[0].click()
    assert appels == ["encore"]
    assert bandeau.isHidden()


def test_that_the_last_message_of_a_banner_replaces_the_others(qtbot: QtBot):
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    bandeau.show_message(Niveau.SUCCES, "Fiche exportée", "", (("Ouvrir", list), ("Ouvrir le dossier", list)))
    bandeau.show_message(Niveau.INFORMATION, "Lecture seule")
    assert bandeau.titre() == "Lecture seule"
    assert bandeau.boutons() == ()


def test_that_a_banner_is_accessible(qtbot: QtBot):
    bandeau = Bandeau()
    qtbot.addWidget(bandeau)
    bandeau.show_message(Niveau.ATTENTION, "Clé USB", actions=(("Réessayer", list),))
    assert_accessible(bandeau)


def test_that_a_toast_takes_the_act_back(qtbot: QtBot):
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    fenetre.resize(600, 400)
    fenetre.show()
    toast = Toast(fenetre)
    appels: list[str] = []
    toast.show_message("Action 1.2 supprimée", action=lambda: appels.append("annulée"))
    assert fenetre.rect().contains(toast.geometry())
    assert_accessible(toast)
    toast.bouton().click()
    assert appels == ["annulée"]
    assert toast.isHidden()


def test_that_a_toast_goes_away_by_itself(qtbot: QtBot):
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    champ = QLineEdit(fenetre)
    fenetre.show()
    fenetre.activateWindow()
    champ.setFocus()
    toast = Toast(fenetre)
    with qtbot.waitSignal(toast.closed):
        toast.show_message("Copié", duree_ms=1)
    assert toast.bouton().isHidden()


def test_that_the_most_serious_point_makes_the_summary(qtbot: QtBot):
    panel = _panel(qtbot, 3)
    assert panel.resume() == "3 points à vérifier · point 2"
    assert panel.lignes() == ()


def test_that_five_points_are_shown_first_then_all(qtbot: QtBot):
    panel = _panel(qtbot, 8)
    panel.bouton_plier().click()
    assert len(panel.lignes()) == 5
    assert panel.lignes()[0].texte() == "Grave\u00a0: point 7"
    assert panel.bouton_suite().text() == "Afficher les 3 autres points"
    panel.bouton_suite().click()
    assert len(panel.lignes()) == 8
    assert panel.bouton_suite().isHidden()


def test_that_a_point_leads_somewhere_and_names_its_source(qtbot: QtBot):
    panel = _panel(qtbot, 2)
    panel.set_deplie(True)
    with qtbot.waitSignal(panel.constat_activated) as emis:
        panel.lignes()[0].bouton().click()
    assert emis.args == [panel.constats()[0]]
    assert "L.\u00a01111-10 CGCT" in panel.lignes()[0].toolTip()


def test_that_a_panel_without_points_says_so_and_cannot_be_opened(qtbot: QtBot):
    panel = _panel(qtbot, 0)
    assert panel.resume() == "Aucun point à vérifier"
    panel.set_deplie(True)
    assert not panel.est_deplie()


def test_that_the_same_points_move_nothing(qtbot: QtBot):
    panel = _panel(qtbot, 8)
    panel.set_deplie(True)
    panel.bouton_suite().click()
    avant = panel.lignes()
    panel.set_constats(_constats(8))
    assert panel.lignes() == avant


def test_that_the_panel_is_accessible(qtbot: QtBot):
    panel = _panel(qtbot, 8)
    panel.set_deplie(True)
    assert_accessible(panel)


def test_that_an_empty_page_offers_its_first_action(qtbot: QtBot):
    page = EtatVide("plan_action", "Aucune action", "Le plan d’action liste les actions.", "Nouvelle action")
    qtbot.addWidget(page)
    page.show()
    assert_accessible(page)
    with qtbot.waitSignal(page.action_triggered):
        page.bouton().click()
    page.set_texte("Aucun résultat", "Les filtres ne laissent rien passer.")
    assert page.accessibleName() == "Aucun résultat"


def test_that_a_ring_says_its_figure_in_words(qtbot: QtBot):
    anneau = Anneau()
    qtbot.addWidget(anneau)
    anneau.set_valeur(9, 15)
    interface = QAccessible.queryAccessibleInterface(anneau)
    assert interface.text(QAccessible.Text.Name) == "Complétude\u00a0: 9 sur 15"
    assert anneau.fraction() == pytest.approx(0.6)
    anneau.set_valeur(0, 0)
    assert anneau.fraction() == 1


@pytest.mark.parametrize(("fraction", "peints"), [(0.0, False), (0.5, True), (1.0, True)])
def test_that_a_ring_is_filled_from_noon(qtbot: QtBot, fraction: float, peints: bool):
    images: list[QImage] = []
    for valeur in (0.0, fraction):
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_anneau(painter, QRectF(0, 0, 40, 40), valeur)
        painter.end()
        images.append(image)
    assert (images[0].pixelColor(37, 20) != images[1].pixelColor(37, 20)) is peints


def test_that_a_badge_has_a_word_and_grows_with_it(qtbot: QtBot):
    pastille = Pastille("Idée")
    qtbot.addWidget(pastille)
    petite = pastille.sizeHint().width()
    pastille.set_pastille("En maturation", Niveau.INFORMATION)
    assert pastille.sizeHint().width() > petite
    assert QAccessible.queryAccessibleInterface(pastille).text(QAccessible.Text.Name) == "En maturation"
    assert not pastille.grab().isNull()


def test_that_every_state_has_a_badge_and_every_weather_an_icon():
    assert {niveau_statut(s) for s in StatutAction} == {None, Niveau.SUCCES, Niveau.INFORMATION, Niveau.ATTENTION}
    assert niveau_etat(EtatFinancement.NOTIFIE) is Niveau.SUCCES
    assert niveau_etat(EtatFinancement.DEPOSE) is Niveau.INFORMATION
    assert niveau_etat(EtatFinancement.REFUSE) is Niveau.ERREUR
    assert niveau_etat(EtatFinancement.ENVISAGE) is None
    assert {icone_meteo(m) for m in Meteo} <= icones.noms()
    assert {n.icone for n in Niveau} <= icones.noms()
