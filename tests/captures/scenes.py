"""The pictures, one line each: a name, and the function that brings the window there and returns what to take.

To add one, write a function of the studio and its line in ``SCENES``.
"""

from datetime import date
from pathlib import Path

from captures.scenes_calendrier import SCENES_CALENDRIER
from captures.scenes_demandes import SCENES_DEMANDES
from captures.scenes_documents import SCENES_DOCUMENTS
from captures.scenes_fiches import (
    Scene,
    agrandie,
    annuites,
    description_lieu,
    equilibrer,
    fiche,
    fiche_suivi,
    hors_plan,
    liste_colonnes,
    liste_defilee,
    liste_seule,
    orientation,
    orientation_indicateurs,
    pieces,
    scission,
)
from captures.scenes_gouvernance import SCENES_GOUVERNANCE
from captures.scenes_importation import SCENES_IMPORTATION
from captures.scenes_maquette import SCENES_MAQUETTE
from captures.scenes_organismes import SCENES_ORGANISMES
from captures.scenes_paiement import SCENES_PAIEMENT
from captures.scenes_partenaire import SCENES_PARTENAIRE
from captures.scenes_planning import SCENES_PLANNING
from captures.scenes_programmation import SCENES_PROGRAMMATION
from captures.scenes_reglages import SCENES_REGLAGES
from captures.scenes_retour import SCENES_RETOUR
from captures.scenes_scenarios import SCENES_SCENARIOS
from captures.scenes_surete import SURETE
from captures.scenes_tableau_bord import SCENES_TABLEAU_BORD
from captures.scenes_territoire import SCENES_TERRITOIRE
from captures.scenes_versions import SCENES_VERSIONS
from captures.studio import Studio
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models.domain.errors import AppError
from models.domain.vocabulaire import Jalon
from pvd_desktop.ui.accueil.communes import CommunesEdit
from pvd_desktop.ui.pages import PLAN, POINTS
from pvd_desktop.ui.points.page import PointsPage
from pvd_desktop.ui.rapport_erreur import DialogueRapport, build_report


def accueil_premier_demarrage(studio: Studio) -> QWidget:
    return studio.fenetre


def accueil_recents(studio: Studio) -> QWidget:
    reglages = studio.fenetre._settings
    studio.lock_exemple()
    reglages.add_recent(Path("E:/", "PVD", "avesnes-le-comte.pvd"), date(2026, 9, 3))
    reglages.add_recent(Path("Documents", "PVD", "valembecque.pvd"), date(2026, 11, 20))
    studio.fenetre.accueil.refresh()
    studio.wait(lambda: not all(ligne.present for ligne in studio.fenetre.accueil.recents.lignes()))
    return studio.fenetre


def accueil_reprise(studio: Studio) -> QWidget:
    """A convention of two communes, half filled."""
    accueil = studio.fenetre.accueil
    accueil.reprendre.click()
    assert accueil.reprise is not None
    communes = accueil.reprise.formulaire.editeur("communes")
    assert isinstance(communes, CommunesEdit)
    for nom in ("Avesnes-le-Comte", "Aubigny-en-Artois"):
        communes.champ.setText(nom)
        communes.keep()
    accueil.reprise.formulaire.set_valeurs(
        {
            "date_adhesion": date(2021, 5, 27),
            "date_convention": date(2023, 3, 9),
            "exemplaire": Path("Documents", "PVD", "convention-cadre-signée.pdf"),
        }
    )
    return studio.fenetre


def accueil_projet_verrouille(studio: Studio) -> QWidget:
    studio.fenetre.messages.show_erreur(
        AppError(
            "Le projet « valembecque.pvd » est déjà ouvert par Camille sur PC-MAIRIE depuis le 21/11/2026 à 14:02.",
            "Fermez-le là-bas, ou ouvrez-le ici en lecture seule.",
        ),
        (("Ouvrir en lecture seule", studio.settle), ("Réessayer", studio.settle)),
    )
    return studio.fenetre


def plan_action(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.show_page(PLAN)
    return studio.fenetre


def plan_action_vide(studio: Studio) -> QWidget:
    studio.open_vide()
    studio.show_page(PLAN)
    return studio.fenetre


def plan_action_lecture_seule(studio: Studio) -> QWidget:
    studio.lock_exemple()
    studio.fenetre.ouverture.open(Path("Documents", "PVD", "valembecque.pvd"), lecture_seule=True)
    studio.wait(lambda: studio.fenetre.workspace is not None)
    studio.show_fiche("3.1")
    return studio.fenetre


def points(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.show_page(POINTS)
    return studio.fenetre


def points_motif(studio: Studio) -> QWidget:
    page = _points(studio)
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    ligne.open_motif()
    ligne.motif().setText("Dérogation accordée par le préfet le 12/10/2026")
    return studio.fenetre


def points_ignores(studio: Studio) -> QWidget:
    page = _points(studio)
    ligne = page.section(Jalon.DEPOT).lignes()[0]
    ligne.motif().setText("Dérogation accordée par le préfet le 12/10/2026")
    ligne.bouton_confirmer().click()
    page.ignores().bascule().click()
    studio.settle()
    page._defilement.verticalScrollBar().setValue(10_000)
    # The hour of the act is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def points_vide(studio: Studio) -> QWidget:
    studio.open_vide()
    studio.show_page(POINTS)
    return studio.fenetre


def ecriture_refusee(studio: Studio) -> QWidget:
    from models.store.errors import EcritureError

    studio.open_exemple()
    studio.workspace.failed.emit(EcritureError(studio.workspace.path, "le disque est plein"))
    return studio.fenetre


def aide(commande: str) -> Scene:
    """A pane of the help."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        studio.fenetre.actions_[commande].trigger()
        panneau = studio.fenetre._aide.ouvert
        assert panneau is not None
        return panneau

    return scene


def menu(titre: str) -> Scene:
    """An open menu."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        action = next(a for a in studio.fenetre.menuBar().actions() if a.text().replace("&", "") == titre)
        ouvert = action.menu()
        assert isinstance(ouvert, QMenu)
        ouvert.popup(studio.fenetre.mapToGlobal(QPoint(40, 40)))
        return ouvert

    return scene


def palette(question: str) -> Scene:
    """The palette, with its results."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        studio.show_page(PLAN)
        studio.fenetre.recherche.open()
        ouverte = studio.fenetre.recherche.palette
        assert ouverte is not None
        ouverte.champ.setText(question)
        return ouverte

    return scene


def rapport_erreur(studio: Studio) -> QWidget:
    try:
        raise KeyError("uid")
    except KeyError as erreur:
        # Without its traceback, which holds the paths of the machine.
        texte = build_report(type(erreur), erreur, None, Path("PVD Desktop", "journaux", "pvd-desktop.log"))
    lignes = [ligne for ligne in texte.splitlines() if not ligne.startswith(("Système", "Python"))]
    dialogue = DialogueRapport("\n".join(lignes), studio.fenetre)
    dialogue.show()
    return dialogue


def _points(studio: Studio) -> PointsPage:
    studio.open_exemple()
    page = studio.show_page(POINTS)
    assert isinstance(page, PointsPage)
    return page


SCENES: tuple[tuple[str, Scene], ...] = (
    ("accueil-premier-demarrage", accueil_premier_demarrage),
    ("accueil-recents", accueil_recents),
    ("accueil-reprise", accueil_reprise),
    ("accueil-reprise-150", agrandie(accueil_reprise)),
    ("accueil-projet-verrouille", accueil_projet_verrouille),
    *SCENES_TABLEAU_BORD,
    *SCENES_TERRITOIRE,
    *SCENES_IMPORTATION,
    *SCENES_PLANNING,
    *SCENES_PROGRAMMATION,
    *SCENES_REGLAGES,
    *SCENES_MAQUETTE,
    *SCENES_DEMANDES,
    *SCENES_PAIEMENT,
    *SCENES_RETOUR,
    *SCENES_PARTENAIRE,
    *SCENES_SCENARIOS,
    *SCENES_VERSIONS,
    *SCENES_GOUVERNANCE,
    *SCENES_ORGANISMES,
    *SCENES_CALENDRIER,
    ("plan-action", plan_action),
    ("plan-action-liste-seule", liste_seule),
    ("plan-action-liste-seule-150", agrandie(liste_seule)),
    ("plan-action-liste-defilee", liste_defilee),
    ("plan-action-liste-defilee-150", agrandie(liste_defilee)),
    ("plan-action-colonnes", liste_colonnes),
    ("plan-action-vide", plan_action_vide),
    ("plan-action-lecture-seule", plan_action_lecture_seule),
    ("fiche-description", fiche("Description")),
    ("fiche-description-lieu", description_lieu),
    ("fiche-description-150", agrandie(fiche("Description"))),
    ("fiche-description-lieu-150", agrandie(description_lieu)),
    ("fiche-financement-150", agrandie(fiche("Financement"))),
    ("fiche-suivi-150", agrandie(fiche_suivi)),
    ("orientation-150", agrandie(orientation)),
    ("fiche-financement", fiche("Financement")),
    ("fiche-financement-une-operation", fiche("Financement", "2.1")),
    ("fiche-annuites", annuites),
    ("fiche-annuites-150", agrandie(annuites)),
    ("fiche-equilibrer", equilibrer),
    ("fiche-calendrier", fiche("Calendrier")),
    ("fiche-partenaires", fiche("Partenaires")),
    ("fiche-partenaires-150", agrandie(fiche("Partenaires"))),
    ("fiche-suivi", fiche_suivi),
    ("fiche-pieces-vide", fiche("Pièces", "1.3")),
    ("fiche-pieces-toutes", fiche("Pièces")),
    ("fiche-pieces", pieces),
    ("fiche-indicateurs", fiche("Indicateurs")),
    ("hors-plan", hors_plan),
    ("scission", scission),
    ("orientation", orientation),
    ("orientation-indicateurs", orientation_indicateurs),
    ("points", points),
    ("points-motif", points_motif),
    ("points-ignores", points_ignores),
    ("points-vide", points_vide),
    *SCENES_DOCUMENTS,
    ("ecriture-refusee", ecriture_refusee),
    ("palette", palette("")),
    ("palette-resultats", palette("reha")),
    ("palette-aucun", palette("piscine")),
    ("aide-raccourcis", aide("raccourcis")),
    ("aide-donnees", aide("donnees")),
    ("aide-a-propos", aide("a_propos")),
    ("aide-page", aide("aide_page")),
    ("menu-fichier", menu("Fichier")),
    ("menu-edition", menu("Édition")),
    ("menu-affichage", menu("Affichage")),
    ("rapport-erreur", rapport_erreur),
    *SURETE,
    *((f"{nom}-150", agrandie(scene)) for nom, scene in SURETE if nom in {"preferences", "fiche-historique"}),
)
