"""The pictures of the page « Territoire »."""

import json
from collections.abc import Callable
from pathlib import Path

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.territoire import add_commune
from pvd_desktop.ui.pages import TERRITOIRE
from pvd_desktop.ui.territoire.page import CHEF_DE_PROJET as CHEF
from pvd_desktop.ui.territoire.page import COMMUNES, CONTRAT, DIAGNOSTIC, ORT, SECTEURS, TerritoirePage
from pvd_desktop.ui.territoire.plans import PlansEdit

Scene = Callable[[Studio], QWidget]
CONTOUR = [
    [
        *([2.8490, 50.1010], [2.8512, 50.1016], [2.8535, 50.1009], [2.8551, 50.1021], [2.8544, 50.1042]),
        *([2.8522, 50.1053], [2.8498, 50.1047], [2.8483, 50.1031], [2.8490, 50.1010]),
    ],
    [[2.8508, 50.1025], [2.8520, 50.1030], [2.8515, 50.1037], [2.8505, 50.1034], [2.8508, 50.1025]],
]


def onglet(rang: int, *, vide: bool = False, agrandi: bool = False) -> Scene:
    """A tab of the page; of a project of which only the commune is known, at the highest zoom."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        _page(studio, vide=vide).onglets.setCurrentIndex(rang)
        return studio.fenetre

    return scene


def plans(*, agrandi: bool = False) -> Scene:
    """A secteur with its outline and a plan of several pages, and a file that is not in degrees."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        for nom, anneaux in (
            ("contour", CONTOUR),
            ("metres", [[[688_500, 7_000_100], [688_700, 7_000_300], [688_600, 7_000_400]]]),
        ):
            texte = json.dumps({"type": "Polygon", "coordinates": anneaux})
            Path(f"{nom}.geojson").write_text(texte, encoding="utf-8")
        page = _page(studio)
        page.onglets.setCurrentIndex(SECTEURS)
        editeur = page.secteurs.pile.cartes()[0].champs["plans"].editeur
        assert isinstance(editeur, PlansEdit)
        editeur.add_files([Path("contour.geojson"), Path("metres.geojson")])
        studio.wait(lambda: [v.dessin.apercu is not None for v in editeur.vignettes.values()] == [True])
        studio.settle()
        page.secteurs.ensureWidgetVisible(editeur.ajouter, 0, 40)
        # The hour of the act is the one of the clock.
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        return studio.fenetre

    return scene


def recherche(studio: Studio) -> QWidget:
    """A name being typed, above a commune that is no more."""
    page = _page(studio)
    studio.workspace.execute("Ajouter une commune", add_commune, nom="Marconne", code_insee="62549", population=1074)
    studio.wait(page.communes.remarques.textes)
    champ = page.communes.recherche
    champ.setFocus()
    champ.setText("hesd")
    champ.textEdited.emit("hesd")
    studio.wait(champ.proposees)
    # The hour of the act is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def accueil(studio: Studio) -> QWidget:
    """What the narrow field of the Accueil offers."""
    champ = studio.fenetre.accueil.commune
    champ.setFocus()
    champ.setText("saint martin")
    champ.textEdited.emit("saint martin")
    studio.wait(champ.proposees)
    ouverte = studio.app.activePopupWidget()
    assert ouverte is not None
    return ouverte


def liste(studio: Studio) -> QWidget:
    """What it offers, which is a window of its own."""
    recherche(studio)
    ouverte = studio.app.activePopupWidget()
    assert ouverte is not None
    return ouverte


def _page(studio: Studio, *, vide: bool = False) -> TerritoirePage:
    if vide:
        studio.open_vide()
    else:
        studio.open_exemple()
    page = studio.show_page(TERRITOIRE)
    assert isinstance(page, TerritoirePage)
    return page


SCENES_TERRITOIRE: tuple[tuple[str, Scene], ...] = (
    ("territoire-communes", onglet(COMMUNES)),
    ("territoire-convention", onglet(CONTRAT)),
    ("territoire-chef-de-projet", onglet(CHEF)),
    ("territoire-secteurs", onglet(SECTEURS)),
    ("territoire-plans", plans()),
    ("territoire-ort", onglet(ORT)),
    ("territoire-diagnostic", onglet(DIAGNOSTIC)),
    ("territoire-vide", onglet(COMMUNES, vide=True)),
    ("territoire-diagnostic-vide", onglet(DIAGNOSTIC, vide=True)),
    ("territoire-recherche", recherche),
    ("territoire-liste", liste),
    ("accueil-commune", accueil),
    ("territoire-communes-150", onglet(COMMUNES, agrandi=True)),
    ("territoire-secteurs-150", onglet(SECTEURS, agrandi=True)),
    ("territoire-plans-150", plans(agrandi=True)),
    ("territoire-ort-150", onglet(ORT, agrandi=True)),
    ("territoire-diagnostic-150", onglet(DIAGNOSTIC, agrandi=True)),
)
