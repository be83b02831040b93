"""The pictures of a payment: a solde to ask, its tables, a table of mandats read, a first act to take over."""

from collections.abc import Callable

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.demandes.page import DemandesPage
from pvd_desktop.ui.fiches.onglets_fiche import REALISE
from pvd_desktop.ui.fiches.page import FichesPage
from pvd_desktop.ui.pages import DEMANDES, PLAN
from pvd_desktop.ui.paiement.onglet import OngletPaiement

Scene = Callable[[Studio], QWidget]
_MANDATS = (
    "N° mandat\tBordereau\tDate mandat\tTiers\tMontant HT\tMontant TTC\n"
    "2026-0108\t12\t05/02/2026\tTravaux publics de la Lawe\t173777,75\t208533,30\n"
    "2026-0977\t101\t31/09/2026\tPaysages d’Artois\t4 120,00\t4 944,00\n"
    "2026-0978\t101\t02/10/2026\tPaysages d’Artois\t1 20O,00\t\n"
)


def paiement(dispositif: str = "dsil", *, bas: bool = False, mandats: bool = False, agrandi: bool = False) -> Scene:
    """The tab « Paiement » of the first demande of a dispositif."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        if agrandi:
            studio.enlarge()
        page = studio.show_page(DEMANDES)
        assert isinstance(page, DemandesPage)
        uid = next(d.uid for d in studio.workspace.projet.demandes if d.dispositif == dispositif)
        page.show_demande(uid)
        page.detail.onglets.show_onglet("paiement")
        studio.settle()
        if bas:
            page.detail.show_champ("factures")
        studio.settle()
        onglet = studio.fenetre.findChild(OngletPaiement)
        assert onglet is not None
        if mandats:
            onglet.panneau.importation.read_text(_MANDATS)
            studio.wait(onglet.panneau.bandeau.isVisible)
        studio.settle()
        return studio.fenetre

    return scene


def realise(*, agrandi: bool = False) -> Scene:
    """The tab « Réalisé » of the fiche that was paid for most."""

    def scene(studio: Studio) -> QWidget:
        studio.open_exemple()
        if agrandi:
            studio.enlarge()
        page = studio.show_page(PLAN)
        assert isinstance(page, FichesPage)
        fiche = max(studio.workspace.projet.fiches, key=lambda f: sum(len(o.factures) for o in f.operations))
        assert page.show_fiche(fiche.uid)
        page.editeur.onglets.setCurrentIndex(REALISE)
        studio.settle()
        return studio.fenetre

    return scene


SCENES_PAIEMENT: tuple[tuple[str, Scene], ...] = (
    ("paiement", paiement()),
    ("paiement-150", paiement(agrandi=True)),
    ("paiement-factures", paiement(bas=True)),
    ("paiement-mandats", paiement(mandats=True)),
    ("paiement-premier-acte", paiement("detr")),
    ("fiche-realise", realise()),
    ("fiche-realise-150", realise(agrandi=True)),
)
