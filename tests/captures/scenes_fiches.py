"""The scenes of the plan d'action: a fiche on each of its tabs, its dialogs, an orientation."""

from collections.abc import Callable
from datetime import date

from captures.studio import Studio
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from models.commands.fiches import add_ligne
from pvd_desktop.ui.fiches.colonnes_plan import QUAND
from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.pages import PLAN

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


def liste_seule(studio: Studio) -> QWidget:
    """The list as wide as the page, a day that does not exist typed in one of its cells."""
    studio.open_exemple()
    page = studio.show_fiche("3.1")
    assert isinstance(page, FichesPage)
    page.actions_plan["liste_seule"].trigger()
    studio.settle()
    vue = page.liste.vue
    vue.entete.show_colonne(QUAND)
    vue.setCurrentIndex(vue.currentIndex().siblingAtColumn(QUAND))
    vue.edit_cell()
    champ = vue.delegue.editeur_ouvert()
    assert isinstance(champ, QLineEdit)
    champ.setText("31/02/2027")
    champ.setModified(True)
    page.liste.commit()
    QToolTip.hideText()
    return studio.fenetre


def liste_defilee(studio: Studio) -> QWidget:
    """The list as wide as the page with all its columns, at its right end: whose cells they are is still told."""
    studio.open_exemple()
    page = studio.show_fiche("3.1")
    assert isinstance(page, FichesPage)
    page.actions_plan["liste_seule"].trigger()
    page.liste.vue.entete.set_choisies(frozenset(range(page.liste.proxy.columnCount())))
    studio.settle()
    page.liste.vue.horizontalScrollBar().setValue(page.liste.vue.horizontalScrollBar().maximum() * 3 // 4)
    return studio.fenetre


def liste_colonnes(studio: Studio) -> QWidget:
    """The columns one chooses from."""
    studio.open_exemple()
    page = studio.show_page(PLAN)
    assert isinstance(page, FichesPage)
    page.liste.colonnes.menu.popup(page.mapToGlobal(page.rect().topLeft()))
    return page.liste.colonnes.menu


def hors_plan(studio: Studio) -> QWidget:
    """Why an action leaves the plan."""
    studio.open_exemple()
    page = studio.show_fiche("2.4")
    assert isinstance(page, FichesPage)
    page.actions_plan["hors_plan"].trigger()
    assert page.gestes.dialogue is not None
    return page.gestes.dialogue


def annuites(studio: Studio) -> QWidget:
    """What a loan costs each year, under its line."""
    studio.open_exemple()
    page = studio.show_fiche("3.1", "Financement")
    assert isinstance(page, FichesPage)
    financement = page.editeur.financement
    pret = next(ligne for ligne in studio.fiche("3.1").operations[0].financements if ligne.annuites)
    financement.financements.select(pret.uid)
    studio.settle()
    assert financement.detail.annuites is not None
    studio.settle()
    haut = financement.detail.annuites.mapTo(financement, QPoint(0, 0)).y()
    financement.onglet.verticalScrollBar().setValue(haut)
    return studio.fenetre


def scission(studio: Studio) -> QWidget:
    """Which lines of an operation go to a new one."""
    studio.open_exemple()
    page = studio.show_fiche("2.1", "Financement")
    assert isinstance(page, FichesPage)
    page.editeur.financement.selecteur.scinder.click()
    assert page.editeur.financement.dialogue is not None
    return page.editeur.financement.dialogue


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


def equilibrer(studio: Studio) -> QWidget:
    """What « Équilibrer… » proposes for a plan that lacks money and whose maître d'ouvrage is below its share."""
    studio.open_exemple()
    page = studio.show_fiche("3.2", "Financement")
    assert isinstance(page, FichesPage)
    page.editeur.financement.totaux.equilibrer.click()
    return page.editeur.financement.equilibre.menu
