"""Pictures of the page « Maquette »."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.domain.maquettes.filtre_operations import FiltreOperations
from pvd_desktop.ui.maquette.colonnes import rang_de
from pvd_desktop.ui.maquette.page import MaquettePage
from pvd_desktop.ui.pages import MAQUETTE

Scene = Callable[[Studio], QWidget]


def cellule(numero: str, colonne: str) -> Scene:
    """The grid, on a cell and its detail."""

    def scene(studio: Studio) -> QWidget:
        _show(studio, numero, colonne)
        return studio.fenetre

    return scene


def annee(studio: Studio) -> QWidget:
    page = _show(studio, "2.1", "cout")
    page.show_vue(2027)
    return studio.fenetre


def colonnes_vides(studio: Studio) -> QWidget:
    page = _show(studio, "1.3", "cout")
    page.barre.vides().trigger()
    for groupe in ("etat", "collectivites"):
        page.fold_groupe(groupe, repliee=True)
    page.fold_groupe("operateurs", repliee=False)
    return studio.fenetre


def operations(studio: Studio) -> QWidget:
    """Actions unfolded, rows selected, further right."""
    page = _show(studio, "1.1", "region-accordé")
    page.modele.fold_actions(pliees=False)
    row = page.modele.row_of(studio.fiche("1.1").uid)
    page.grille.vue.select_rows(row, row + 2)
    return studio.fenetre


def erreur(studio: Studio) -> QWidget:
    page = _show(studio, "2.1", "dsil-demandé")
    page.grille.vue.open_cell()
    editeur = page.grille.vue.delegue().editeur_ouvert()
    assert editeur is not None
    editeur.setText("1 234,5O €")
    editeur.setModified(True)
    page.commit()
    return studio.fenetre


def collage_refuse(studio: Studio) -> QWidget:
    page = _show(studio, "2.1", "part")
    page.grille.vue.collage_demande.emit("100\nabc\n12 OOO")
    return studio.fenetre


def vide(studio: Studio) -> QWidget:
    studio.open_vide()
    studio.show_page(MAQUETTE)
    return studio.fenetre


def agrandie(studio: Studio) -> QWidget:
    studio.enlarge()
    return cellule("2.1", "detr-accordé")(studio)


def filtree(studio: Studio) -> QWidget:
    """The operations of one maître d'ouvrage, the badge and the totals saying so."""
    page = _show(studio, "2.1", "cout")
    porteur = studio.workspace.projet.fiches[0].operations[0].maitre_ouvrage
    page.filter_by(FiltreOperations(porteur=porteur))
    studio.settle()
    return studio.fenetre


def filtree_agrandie(studio: Studio) -> QWidget:
    studio.enlarge()
    return filtree(studio)


def _show(studio: Studio, numero: str, colonne: str) -> MaquettePage:
    studio.open_exemple()
    page = studio.show_page(MAQUETTE)
    assert isinstance(page, MaquettePage)
    row = page.modele.row_of(studio.fiche(numero).uid)
    page.grille.vue.setCurrentIndex(page.modele.index(row, rang_de(colonne)))
    studio.settle()
    return page


SCENES_MAQUETTE: tuple[tuple[str, Scene], ...] = (
    ("maquette", cellule("2.1", "detr-accordé")),
    ("maquette-plusieurs-lignes", cellule("3.3", "mecenat-accordé")),
    ("maquette-depenses", cellule("2.1", "cout")),
    ("maquette-annee", annee),
    ("maquette-colonnes-vides", colonnes_vides),
    ("maquette-operations", operations),
    ("maquette-erreur", erreur),
    ("maquette-collage-refuse", collage_refuse),
    ("maquette-vide", vide),
    ("maquette-150", agrandie),
    ("maquette-filtree", filtree),
    ("maquette-filtree-150", filtree_agrandie),
)
