"""The pictures of what the window produces: previews, the convention being written, the catalogue, an export."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from captures.studio import Studio
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.apercu.page import ApercuPage
from pvd_desktop.ui.pages import CONVENTION, DOCUMENTS
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie

Scene = Callable[[Studio], QWidget]


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
        # The page of the row that was selected first stays on screen until the one of this row is drawn.
        document = page.document
        studio.wait(lambda: not (page._attente.isActive() or document.en_cours))
        studio.wait(lambda: document.image(0) is not None and 0 not in document._perimees)
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


def documents_demande(studio: Studio) -> QWidget:
    from pvd_desktop.ui.documents.page import DocumentsPage

    studio.open_exemple()
    studio.show_page(DOCUMENTS)
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, DocumentsPage)
    page.finish()
    carte = page.carte("demande")
    carte.demande.set_valeur(studio.workspace.projet.demandes[5].uid)
    studio.settle()
    contenu = page._defilement.contenu
    page._defilement.verticalScrollBar().setValue(carte.mapTo(contenu, QPoint(0, 0)).y())
    return studio.fenetre


def _recherche(texte: str) -> Scene:
    def scene(studio: Studio) -> QWidget:
        from pvd_desktop.ui.documents.page import DocumentsPage

        studio.open_exemple()
        studio.show_page(DOCUMENTS)
        page = studio.fenetre.pile.currentWidget()
        assert isinstance(page, DocumentsPage)
        page.recherche.setText(texte)
        return studio.fenetre

    return scene


def apercu_deliberation(studio: Studio) -> QWidget:
    studio.open_exemple()
    demande = studio.workspace.projet.demandes[5].uid
    studio.fenetre.navigation.show_apercu(Sortie("demande-deliberation", demande=demande))
    return _apercu(studio)


def dossier_ecrit(studio: Studio) -> QWidget:
    studio.open_exemple()
    exportation = studio.fenetre.exportation
    exportation._cible = Path("Documents", "PVD", "DETR 2027 – Requalifier la Grand-Place")
    exportation._reserve = "10 fichiers\u00a0; 2 pièces manquent\u00a0: Programme détaillé des travaux, RIB"
    exportation._on_tache_succeeded()
    return studio.fenetre


def export_reussi(studio: Studio) -> QWidget:
    studio.open_exemple()
    studio.fenetre.exportation._cible = Path("Documents", "PVD", "valembecque-fiches-actions.pdf")
    studio.fenetre.exportation._on_tache_succeeded()
    return studio.fenetre


def _apercu(studio: Studio) -> QWidget:
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, ApercuPage)
    studio.wait(lambda: page.document.image(0) is not None)
    studio.wait(lambda: page.document._dessin is None and not page.document._voulues)
    return studio.fenetre


SCENES_DOCUMENTS: tuple[tuple[str, Scene], ...] = (
    ("apercu-deliberation", apercu_deliberation),
    ("apercu-fiche", apercu_fiche),
    ("apercu-fiches", apercu_fiches),
    ("convention-article", convention("objet")),
    ("convention-couverture", convention("couverture")),
    ("convention-partie", convention("partie")),
    ("convention-parties", convention("parties")),
    ("documents", documents),
    ("documents-demande", documents_demande),
    ("documents-recherche", _recherche("deliberation")),
    ("documents-recherche-vide", _recherche("permis de construire")),
    ("dossier-ecrit", dossier_ecrit),
    ("export-reussi", export_reussi),
)
