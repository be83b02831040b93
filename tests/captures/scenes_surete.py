"""The pictures of what keeps the work safe: Corbeille, Historique, copies, preferences."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.fiches import remove_fiches, update_fiche
from models.commands.operations import add_financement, remove_operation, update_depense
from models.commands.organismes import remove_organisme
from models.commands.orientations import remove_orientation
from models.domain.vocabulaire import StatutAction
from models.store.copies import keep_copy
from pvd_desktop.ui.corbeille.page import CorbeillePage
from pvd_desktop.ui.restauration.panneau import PanneauRestauration

Scene = Callable[[Studio], QWidget]
TEXTE = (
    "La Grand-Place redevient un lieu où l’on s’arrête : le marché y reste, les voitures tournantes vont rue des "
    "Tanneurs, et la mairie comme la halle s’ouvrent sur un sol d’un seul tenant, planté et accessible."
)


def corbeille(question: str = "") -> Scene:
    """The Corbeille with a bit of everything; ``question``: asked before it is emptied."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        projet = studio.workspace.projet
        quand = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
        fiches = [studio.fiche(numero).uid for numero in ("1.1", "2.1")]
        operation = studio.fiche("3.1").operations[-1].uid
        studio.workspace.execute("Supprimer", remove_operation, operation, moment=quand - timedelta(days=12))
        studio.workspace.execute("Supprimer", remove_fiches, fiches, moment=quand)
        organisme = projet.organismes[-1].uid
        studio.workspace.execute("Supprimer", remove_organisme, organisme, moment=quand - timedelta(days=3))
        orientation = projet.orientations[0].uid
        studio.workspace.execute("Supprimer", remove_orientation, orientation, moment=quand)
        studio.fenetre.actions_["corbeille"].trigger()
        page = studio.fenetre.pile.currentWidget()
        assert isinstance(page, CorbeillePage)
        if question:
            page.vider.click()
        # The hour of the act is the one of the clock.
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        return studio.fenetre

    return scene


def corbeille_vide(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.fenetre.actions_["corbeille"].trigger()
    return studio.fenetre


def preferences(studio: Studio) -> QWidget:
    studio.open_exemple()
    # Else the field proposes the name of the session of the machine.
    studio.fenetre._settings.auteur = "Camille Durand"
    studio.fenetre.actions_["preferences"].trigger()
    panneau = studio.fenetre.surete.preferences.panneau
    assert panneau is not None
    return panneau


def restauration(*jours: int) -> Scene:
    """The copies of these days before."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        dossier = studio.fenetre.surete.derniere_copie()[0]
        for jour in jours:
            moment = datetime(2026, 11, 20, 16, 42, tzinfo=UTC) - timedelta(days=jour)
            keep_copy(studio.workspace.path, dossier, derniers=None, moment=moment)
            fiche = studio.workspace.projet.fiches[jour % 5].uid
            studio.workspace.execute("Modifier le nom", update_fiche, fiche, intitule=f"Action du jour {jour}")
        studio.fenetre.actions_["restaurer"].trigger()
        panneau = studio.fenetre.surete.restauration.panneau
        assert panneau is not None
        if jours:
            studio.wait(lambda: panneau.modele.lignes and all(ligne.resume for ligne in panneau.modele.lignes))
        else:
            studio.wait(panneau._vide.isVisible)
        return panneau

    return scene


def projet_restaure(studio: Studio) -> QWidget:
    panneau = restauration(2, 0)(studio)
    ouvert = studio.fenetre.workspace
    assert isinstance(panneau, PanneauRestauration)
    panneau.restaurer.click()
    studio.wait(lambda: studio.fenetre.workspace not in {None, ouvert})
    return studio.fenetre


def copie_ouverte(studio: Studio) -> QWidget:
    """A copy that is looked at."""
    panneau = restauration(2)(studio)
    ouvert = studio.fenetre.workspace
    assert isinstance(panneau, PanneauRestauration)
    panneau.ouvrir.click()
    studio.wait(lambda: studio.fenetre.workspace not in {None, ouvert})
    return studio.fenetre


def projet_endommage(studio: Studio) -> QWidget:
    """A file that lost what it held, and its last good copy."""
    studio.open_exemple()
    path, dossier = studio.workspace.path, studio.fenetre.surete.derniere_copie()[0]
    keep_copy(path, dossier, derniers=None, moment=datetime(2026, 11, 20, 16, 42, tzinfo=UTC))
    studio.fenetre.close_project()
    with path.open("r+b") as flux:
        flux.seek(8_192)
        flux.write(b"\xff" * 60_000)
    studio.fenetre.ouverture.forget(path.absolute())
    studio.fenetre.ouverture.open(path)
    studio.wait(studio.fenetre.messages.bandeau.boutons)
    return studio.fenetre


def fiche_historique(studio: Studio) -> QWidget:
    studio.open_exemple()
    uid, operation = studio.fiche("3.1").uid, studio.fiche("3.1").operations[0]
    executer = studio.workspace.execute
    studio.workspace.set_auteur("Camille Durand")
    executer("Changer le statut", update_fiche, uid, statut=StatutAction.EN_COURS)
    executer("Modifier le montant", update_depense, operation.depenses[0].uid, montant_ht=Decimal(912_000))
    executer("Ajouter un financement", add_financement, operation.uid, dispositif="Fonds vert")
    executer("Modifier la description", update_fiche, uid, description=TEXTE)
    studio.workspace.undo()
    studio.show_fiche("3.1", "Historique")
    # The hour of the acts is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


SURETE: tuple[tuple[str, Scene], ...] = (
    ("corbeille", corbeille()),
    ("corbeille-vider", corbeille("vider")),
    ("corbeille-vide", corbeille_vide),
    ("preferences", preferences),
    ("restauration", restauration(40, 12, 9, 3, 1, 0)),
    ("restauration-vide", restauration()),
    ("projet-restaure", projet_restaure),
    ("copie-ouverte", copie_ouverte),
    ("projet-endommage", projet_endommage),
    ("fiche-historique", fiche_historique),
)
