"""The pictures of « Importer un tableau », and of what it leads to."""

from collections.abc import Callable
from pathlib import Path

from captures.studio import Studio
from fiches_word import MODELES
from PySide6.QtWidgets import QWidget

from models.domain.importation.proposition import Sort
from pvd_desktop.ui.importation.page import ACTIONS, REMARQUES, TABLEAU, ImportationPage
from pvd_desktop.ui.pages import SUIVI

Scene = Callable[[Studio], QWidget]
_TITRES = (
    "Axe;N°;Intitulé de l’action;Maîtrise d’ouvrage;Avancement;Coût HT;DETR;Région;Banque des Territoires;Démarrage;"
    "Observations"
)
_LIGNES = (
    "1. Habitat;1.1;OPAH-RU du centre ancien;CC du Val de Lembecque;en cours;180 000 €;;54 000;36 000;mars 2026;",
    "1. Habitat;1.2;Réhabiliter l’îlot Gambetta;Commune;à lancer;1 240 000 €;372 000;248 000;;2027;Étude à 18 k€",
    "1. Habitat;1.3;Guichet de la rénovation;CC du Val de Lembecque;en cours;45 000;;13,5 k€;;2025;2 permanences",
    "2. Commerce;2.1;Racheter les cellules vides;Commune;peut-être;80 000 €;;;40 000;2027;",
    "2. Commerce;2.2;Halle du marché couvert;Commune;étude;Entre 200 et 500;;;;;Coût à préciser",
    "2. Commerce;2.3;Manager de centre-ville;CC du Val de Lembecque;en cours;120 000 €;;;60 000;2025-2028;",
    "3. Mobilités;3.1;Liaison douce gare – collège;Commune;à lancer;410 000 €;123 000;82 000;;2027;",
    "3. Mobilités;3.2;;Commune;;15 000;;;;;",
    ";;TOTAL;;;2 102 000 €;495 000;397 500;136 000;;",
)


def write_suivi() -> Path:
    """A table as people make them, in the folder of the pictures."""
    path = Path("Documents", "Suivi PVD 2026.csv")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((_TITRES, *_LIGNES)), encoding="utf-8-sig")
    return path


def _page(studio: Studio) -> ImportationPage:
    page = studio.fenetre.pile.currentWidget()
    assert isinstance(page, ImportationPage)
    return page


def vide(studio: Studio) -> QWidget:
    """Nothing yet, and no project."""
    studio.fenetre.actions_["importer"].trigger()
    return studio.fenetre


def apercu(onglet: int, *, projet: bool = False, agrandi: bool = False, sort: Sort | None = None) -> Scene:
    """The table was dropped; nothing is written."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        if projet:
            studio.open_exemple()
        studio.fenetre.importation.read(write_suivi())
        page = _page(studio)
        studio.wait(lambda: page.preparation.a_jour)
        page.onglets.setCurrentIndex(onglet)
        page.actions_lues.show_sort(sort)
        return studio.fenetre

    return scene


def choix(studio: Studio) -> QWidget:
    """The list under a column."""
    apercu(TABLEAU)(studio)
    page = _page(studio)
    page.tableau.correspondance.select(8)
    page.tableau.choose_champ(8)
    return page.tableau.choix


def refuse(studio: Studio) -> QWidget:
    """A workbook of twenty years ago."""
    ancien = Path("Documents", "Suivi 2003.xls")
    ancien.parent.mkdir(parents=True, exist_ok=True)
    ancien.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    studio.fenetre.importation.read(ancien)
    studio.wait(_page(studio).bandeau.isVisible)
    return studio.fenetre


def fini(studio: Studio) -> QWidget:
    """What was done, over the plan."""
    apercu(TABLEAU, projet=True)(studio)
    _page(studio).bilan.importer.click()
    studio.wait(lambda: "est importé" in studio.fenetre.messages.bandeau.titre())
    # The hour of the act is the one of the clock.
    studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
    return studio.fenetre


def contacts(studio: Studio) -> QWidget:
    """An address book: one known organisme, one named after a courriel, one left out."""
    path = Path("Documents", "contacts.vcf")
    path.parent.mkdir(parents=True, exist_ok=True)
    cartes = (
        "N:Petit;Ana;;Mme;\nORG:Commune de Valembecque\nTITLE:Adjointe à l’urbanisme\nTEL:03 53 01 12 50",
        "N:Durand;Léa;;;\nTITLE:Conseillère\nEMAIL:l.durand@adil62.example",
        "N:Moreau;Luc;;;\nEMAIL:luc.moreau@gmail.com",
    )
    texte = "\n".join(f"BEGIN:VCARD\nVERSION:3.0\n{carte}\nEND:VCARD" for carte in cartes)
    path.write_text(texte, encoding="utf-8")
    return _lue(studio, path)


def fiches_word(studio: Studio) -> QWidget:
    """Two fiches in Word: what is not understood is told."""
    path = Path("Documents", "Fiches-actions.docx")
    path.parent.mkdir(parents=True, exist_ok=True)
    MODELES["deux_colonnes"](path)
    return _lue(studio, path)


def _lue(studio: Studio, path: Path) -> QWidget:
    studio.open_exemple()
    studio.fenetre.importation.read(path)
    studio.wait(lambda: _page(studio).preparation.a_jour)
    return studio.fenetre


def suivi(studio: Studio) -> QWidget:
    """The tracking table of the example."""
    studio.open_exemple()
    studio.show_page(SUIVI)
    return studio.fenetre


SCENES_IMPORTATION: tuple[tuple[str, Scene], ...] = (
    ("import-vide", vide),
    ("import-tableau", apercu(TABLEAU)),
    ("import-tableau-projet-150", apercu(TABLEAU, projet=True, agrandi=True)),
    ("import-actions", apercu(ACTIONS, projet=True)),
    ("import-actions-150", apercu(ACTIONS, agrandi=True)),
    ("import-a-verifier", apercu(REMARQUES)),
    ("import-choix", choix),
    ("import-refuse", refuse),
    ("import-fini", fini),
    ("import-contacts", contacts),
    ("import-word", fiches_word),
    ("tableau-de-suivi", suivi),
)
