"""The pictures, one line each: a name, and the function that brings the window there and returns what to take.

To add one, write a function of the studio and its line in ``SCENES``.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from captures.scenes_maquette import SCENES_MAQUETTE
from captures.scenes_surete import SURETE
from captures.scenes_territoire import SCENES_TERRITOIRE
from captures.studio import Studio
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from models.commands.fiches import add_ligne
from models.domain.errors import AppError
from models.domain.vocabulaire import Jalon
from pvd_desktop.ui.apercu.page import ApercuPage
from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.pages import CONVENTION, DOCUMENTS, PLAN, POINTS
from pvd_desktop.ui.points.page import PointsPage
from pvd_desktop.ui.rapport_erreur import DialogueRapport, build_report
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie

RAPPEL = (
    "Le chef de bureau demande une page sur le phasage, et rappelle que l’ordre de service ne peut pas être signé "
    "avant l’accusé de réception."
)
NOTES = (
    (date(2026, 9, 14), "Réunion de chantier : la reprise des réseaux repousse la tranche 2 d’une semaine."),
    (date(2026, 10, 6), f"Appel de la sous-préfecture\u00a0: le dossier DETR est complet. {RAPPEL}"),
    (date(2026, 11, 18), "L’architecte des Bâtiments de France accepte le pavage clair devant la mairie."),
)
Scene = Callable[[Studio], QWidget]


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


def fiche(onglet: str, numero: str = "3.1") -> Scene:
    """A tab of a fiche."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        studio.show_fiche(numero, onglet)
        return studio.fenetre

    return scene


def description_lieu(studio: Studio) -> QWidget:
    """The sentences of the ORT, further down the tab."""
    studio.open_exemple()
    page = studio.show_fiche("3.1", "Description")
    assert isinstance(page, FichesPage)
    barre = page.editeur.description.verticalScrollBar()
    barre.setValue(barre.maximum() * 6 // 10)
    return studio.fenetre


def agrandie(scene: Scene) -> Scene:
    """A scene at the highest zoom."""

    def jouee(studio: Studio) -> QWidget:
        studio.enlarge()
        return scene(studio)

    return jouee


def fiche_suivi(studio: Studio) -> QWidget:
    """The journal with a note that takes three lines."""
    studio.open_exemple()
    studio.show_fiche("3.1", "Suivi")
    uid = studio.fiche("3.1").uid
    for jour, texte in NOTES:
        studio.workspace.execute("Ajouter une note", add_ligne, uid, "notes", jour=jour, texte=texte)
    # The hour of the act is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def pieces(studio: Studio) -> QWidget:
    """Pièces kept and linked, one of which is gone."""
    studio.open_exemple()
    page = studio.show_fiche("1.3", "Pièces")
    assert isinstance(page, FichesPage)
    onglet = page.editeur.onglets.pieces
    dossier = studio.workspace.path.parent
    for nom, incorporer in (
        ("Délibération du 14 mars.pdf", True),
        ("Plan de situation.pdf", False),
        ("APD.zip", False),
    ):
        (dossier / nom).write_bytes(b"%PDF-1.7 " + nom.encode() * 40_000)
        onglet.add_files([dossier / nom], incorporer=incorporer)
        studio.wait(lambda: onglet.actes.tache is None)
        (dossier / nom).unlink()
        if nom.startswith("Plan"):
            (dossier / nom).write_bytes(b"%PDF-1.7 " + nom.encode() * 40_000)
    uids = [piece.uid for piece in onglet.liste.valeur()]
    onglet._write(uids[0], "type", "Délibération")
    onglet._write(uids[0], "date_piece", date(2026, 3, 14))
    onglet._on_verifier_clicked()
    studio.wait(lambda: onglet.actes.tache is None)
    (dossier / "Plan de situation.pdf").unlink()
    # The hour of the act is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def scission(studio: Studio) -> QWidget:
    """Which lines of an operation go to a new one."""
    studio.open_exemple()
    page = studio.show_fiche("2.1", "Financement")
    assert isinstance(page, FichesPage)
    page.editeur.financement.selecteur.scinder.click()
    assert page.editeur.financement.dialogue is not None
    return page.editeur.financement.dialogue


def hors_plan(studio: Studio) -> QWidget:
    """Why an action leaves the plan."""
    studio.open_exemple()
    page = studio.show_fiche("2.4")
    assert isinstance(page, FichesPage)
    page.actions_plan["hors_plan"].trigger()
    assert page.gestes.dialogue is not None
    return page.gestes.dialogue


def orientation(studio: Studio) -> QWidget:
    studio.open_exemple()
    page = studio.show_page(PLAN)
    assert isinstance(page, FichesPage)
    page.liste.select(studio.workspace.projet.orientations[1].uid)
    return studio.fenetre


def orientation_indicateurs(studio: Studio) -> QWidget:
    """The end of its form."""
    fenetre = orientation(studio)
    studio.settle()
    barre = fenetre.findChild(EditeurOrientation).verticalScrollBar()  # pyright: ignore[reportOptionalMemberAccess]
    barre.setValue(barre.maximum())
    return fenetre


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


def apercu_fiche(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.fenetre.navigation.show_apercu(Sortie("fiche", studio.fiche("2.1").uid))
    return _apercu(studio)


def apercu_fiches(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.fenetre.navigation.show_apercu(TOUTES_LES_FICHES)
    return _apercu(studio)


def convention(cle: str) -> Scene:
    def scene(studio: Studio) -> QWidget:
        from pvd_desktop.ui.convention.page import ConventionPage

        studio.open_exemple()
        studio.show_page(CONVENTION)
        page = studio.fenetre.pile.currentWidget()
        assert isinstance(page, ConventionPage)
        if cle == "partie":
            page.plan.select(studio.workspace.projet.convention.parties[0].uid)
        else:
            page.plan.select(cle)
        studio.wait(lambda: page.document.image(0) is not None)
        return studio.fenetre

    return scene


def documents(studio: Studio) -> QWidget:
    from pvd_desktop.ui.derniers import Dernier, DerniersExports

    studio.open_exemple()
    derniers = DerniersExports(studio.fenetre._settings, studio.workspace.projet.territoire.uid)
    moment = datetime(2026, 11, 20, 16, 42).astimezone()
    fichier = studio.workspace.path.with_name("valembecque-fiches-actions.pdf")
    fichier.touch()
    derniers.set_dernier("fiches", Dernier(fichier, moment))
    studio.show_page(DOCUMENTS)
    return studio.fenetre


def export_reussi(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.fenetre.exportation._cible = Path("Documents", "PVD", "valembecque-fiches-actions.pdf")
    studio.fenetre.exportation._on_tache_succeeded()
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


def organisme(studio: Studio) -> QWidget:
    palette("commune")(studio)
    ouverte = studio.fenetre.recherche.palette
    assert ouverte is not None
    rang = next(r for r, c in enumerate(ouverte.resultats.modele.lignes) if c.genre == "organisme")
    ouverte.resultats.select(rang)
    ouverte.champ.returnPressed.emit()
    assert studio.fenetre.recherche.organisme is not None
    return studio.fenetre.recherche.organisme


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


def _apercu(studio: Studio) -> QWidget:
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, ApercuPage)
    studio.wait(lambda: page.document.image(0) is not None)
    studio.wait(lambda: page.document._dessin is None and not page.document._voulues)
    return studio.fenetre


SCENES: tuple[tuple[str, Scene], ...] = (
    ("accueil-premier-demarrage", accueil_premier_demarrage),
    ("accueil-recents", accueil_recents),
    ("accueil-projet-verrouille", accueil_projet_verrouille),
    *SCENES_TERRITOIRE,
    *SCENES_MAQUETTE,
    ("plan-action", plan_action),
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
    ("apercu-fiche", apercu_fiche),
    ("apercu-fiches", apercu_fiches),
    ("convention-article", convention("objet")),
    ("convention-couverture", convention("couverture")),
    ("convention-partie", convention("partie")),
    ("convention-parties", convention("parties")),
    ("documents", documents),
    ("export-reussi", export_reussi),
    ("ecriture-refusee", ecriture_refusee),
    ("palette", palette("")),
    ("palette-resultats", palette("reha")),
    ("palette-aucun", palette("piscine")),
    ("organisme", organisme),
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
