"""The pictures of the page « Versions figées »."""

from collections.abc import Callable
from decimal import Decimal

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.fiches import add_fiche, remove_fiches, update_fiche
from models.commands.operations import update_depense
from models.commands.orientations import update_orientation
from models.commands.versions import add_version
from models.domain.vocabulaire import StatutAction
from models.echange.photographie import freeze
from models.store.database import maintenant_utc
from pvd_desktop.ui.pages import VERSIONS
from pvd_desktop.ui.versions.page import VersionsPage

Scene = Callable[[Studio], QWidget]


def versions(*, agrandi: bool = False, texte: bool = False) -> Scene:
    """The example since its signature: a few edits, on the tree of what changed."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        page = _open(studio)
        _edit(studio)
        studio.wait(lambda: not page.calcul.en_cours)
        if texte:
            page.comparaison.recherche.setText("contexte")
            index = page.comparaison.modele.index(0, 0)
            while page.comparaison.modele.rowCount(index):
                index = page.comparaison.modele.index(0, 0, index)
            page.comparaison.vue.setCurrentIndex(index)
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        studio.settle()
        return studio.fenetre

    return scene


def nombreuses(studio: Studio) -> QWidget:
    """Years of states, one with a long name, two of them compared."""
    page = _open(studio)
    octets = freeze(studio.workspace.projet)
    _edit(studio)
    for rang in range(1, 15):
        nom = (
            f"Comité de pilotage n° {rang}, avant l’envoi des dossiers à la préfecture" if rang % 3 else f"COPIL {rang}"
        )
        studio.workspace.execute("Figer", add_version, nom, octets, moment=maintenant_utc())
    octets = freeze(studio.workspace.projet)
    studio.workspace.execute("Figer", add_version, "Avenant n° 1", octets, moment=maintenant_utc())
    studio.wait(lambda: not page.calcul.en_cours)
    page.show_version(page.liste.modele.lignes[3].uid)
    page.apres.set_valeur(page.liste.modele.lignes[0].uid)
    page.apres.valeur_validee.emit(page.apres.valeur())
    studio.wait(lambda: not page.calcul.en_cours)
    studio.settle()
    return studio.fenetre


def vide(studio: Studio) -> QWidget:
    """Nothing frozen yet."""
    studio.open_exemple()
    studio.show_page(VERSIONS)
    return studio.fenetre


def _open(studio: Studio) -> VersionsPage:
    studio.open_exemple()
    workspace = studio.workspace
    workspace.execute(
        "Figer", add_version, "Signée", freeze(workspace.projet), commentaire="Par tous", moment=maintenant_utc()
    )
    page = studio.show_page(VERSIONS)
    assert isinstance(page, VersionsPage)
    return page


def _edit(studio: Studio) -> None:
    workspace = studio.workspace
    premiere, seconde, *_, derniere = workspace.projet.fiches
    depense = next(d for o in seconde.operations for d in o.depenses)
    reformule = premiere.description.replace(" la ", " cette ", 1)
    workspace.execute("Statut", update_fiche, premiere.uid, statut=StatutAction.SUSPENDUE, description=reformule)
    workspace.execute("Coût", update_depense, depense.uid, montant_ht=Decimal(123456))
    workspace.execute("Ajouter", add_fiche, intitule="Relancer le marché du jeudi", numero="9.1")
    workspace.execute("Retirer", remove_fiches, [derniere.uid], moment=maintenant_utc())
    orientation = workspace.projet.orientations[0]
    workspace.execute("Nommer", update_orientation, orientation.uid, intitule="Faire vivre le centre-ville")


SCENES_VERSIONS: tuple[tuple[str, Scene], ...] = (
    ("versions", versions()),
    ("versions-texte", versions(texte=True)),
    ("versions-150", versions(agrandi=True)),
    ("versions-nombreuses", nombreuses),
    ("versions-vide", vide),
)
