"""The pictures of the money by year: its four views, envelopes typed, filters, empty states."""

from collections.abc import Callable
from decimal import Decimal

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.programmation import set_enveloppe
from pvd_desktop.ui.pages import PROGRAMMATION
from pvd_desktop.ui.programmation.page import ProgrammationPage
from pvd_desktop.ui.vues_argent import VueArgent

Scene = Callable[[Studio], QWidget]
_ENVELOPPES = {2025: "2500000", 2026: "2000000", 2027: "3800000", 2028: "4500000"}


def argent(
    vue: VueArgent,
    *,
    vide: bool = False,
    filtre: bool = False,
    inconnues: bool = False,
    agrandi: bool = False,
    glisse: bool = False,
) -> Scene:
    """One view; the envelopes of four years, one of which is passed."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        if vide:
            studio.open_vide()
        else:
            studio.open_exemple()
            for annee, montant in _ENVELOPPES.items():
                motif = "PPI, débat d’orientation budgétaire 2026"
                studio.workspace.execute("Enveloppe", set_enveloppe, annee, montant=Decimal(montant), motif=motif)
        studio.show_page(PROGRAMMATION)
        page = studio.fenetre.findChild(ProgrammationPage)
        assert page is not None
        page.show_vue(vue)
        if filtre:
            page.barre.porteur_changed.emit(studio.workspace.projet.organismes[0].uid)
        if glisse:
            studio.settle()
            page.tableau.horizontalScrollBar().setValue(240)
        page.inconnues.setChecked(inconnues)
        if vue is VueArgent.CHARGE and not vide:
            page.charge.vue.setFocus()
        # The hour of the act is the one of the clock.
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        studio.settle()
        return studio.fenetre

    return scene


SCENES_PROGRAMMATION: tuple[tuple[str, Scene], ...] = (
    ("argent-encaissements", argent(VueArgent.ENCAISSEMENT)),
    ("argent-encaissements-150", argent(VueArgent.ENCAISSEMENT, agrandi=True)),
    ("argent-encaissements-glisses", argent(VueArgent.ENCAISSEMENT, agrandi=True, glisse=True)),
    ("argent-prevu-realise", argent(VueArgent.PREVU_REALISE)),
    ("argent-charge", argent(VueArgent.CHARGE)),
    ("argent-charge-filtree", argent(VueArgent.CHARGE, filtre=True)),
    ("argent-charge-inconnues", argent(VueArgent.CHARGE, inconnues=True)),
    ("argent-charge-150", argent(VueArgent.CHARGE, agrandi=True)),
    ("argent-intentions", argent(VueArgent.INTENTIONS)),
    ("argent-intentions-150", argent(VueArgent.INTENTIONS, agrandi=True)),
    ("argent-vide", argent(VueArgent.CHARGE, vide=True)),
    ("argent-intentions-vide", argent(VueArgent.INTENTIONS, vide=True)),
)
