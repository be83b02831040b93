"""The pictures of « Reprendre une maquette revenue »."""

from collections.abc import Callable
from pathlib import Path

from captures.studio import Studio
from PySide6.QtWidgets import QWidget
from retours import Maquette, exported

from models.commands.operations import update_operation
from models.domain.retour.revue import Genre
from models.domain.uids import Uid
from pvd_desktop.ui.pages import RETOUR
from pvd_desktop.ui.retour.page import RetourPage

Scene = Callable[[Studio], QWidget]


def write_retour(studio: Studio) -> Path:
    """The maquette of the example as a partner sends it back, the project having changed meanwhile."""
    workspace = studio.fenetre.workspace
    assert workspace is not None
    classeur = Maquette(exported(workspace.projet))
    operations = [nom for _, nom in classeur.lignes("periode") if nom.startswith("operation:") or nom.count(":") == 2]
    aides = [nom for _, nom in classeur.lignes("financeurs:aides") if nom.startswith("financement:")]
    classeur.ecrit("periode", operations[0], "part", 52000)
    classeur.ecrit("periode", operations[1], "part", 170000)
    classeur.ecrit("periode", operations[2], "part", "~50 k€")
    classeur.ecrit("periode", operations[3], "solde", 1)
    for rang, (colonne, valeur) in enumerate(
        (("dossier", "2026-117"), ("etat", "Notifié"), ("accorde", 38000), ("demande", "à voir"), ("etat", "bientôt"))
    ):
        classeur.ecrit("financeurs:aides", aides[rang], colonne, valeur)
    classeur.retire("financeurs:aides", aides[7])
    classeur.ajoute(
        "periode", operations[-1], numero="4.9", action="Créer une maison de santé", cout=820000, detr_demandé=246000
    )
    feuille, haut, _, colonnes = classeur.table("periode")
    numeros = {nom: numero for numero, nom in classeur.lignes("periode")}
    for titre, montants in (("Avis", ("favorable",)), ("Fondation du Beffroi", (9000, 12500))):
        feuille.insert_cols(colonnes["part"] + 3)
        feuille.cell(haut + 2, colonnes["part"] + 3, titre)
        for rang, montant in enumerate(montants):
            feuille.cell(numeros[operations[rang]], colonnes["part"] + 3, montant)
    conflit = Uid(operations[1].rpartition(":")[2])
    workspace.execute("Modifier la part", update_operation, conflit, part_decidee=165_000)
    path = Path("Documents", "maquette-valembecque - retour sous-préfecture.xlsx")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(classeur.to_bytes())
    return path


def vide(studio: Studio) -> QWidget:
    """Nothing was chosen yet."""
    studio.open_exemple()
    studio.fenetre.navigation.show_page(RETOUR)
    return studio.fenetre


def revue(genre: Genre | None = None, *, acceptee: bool = False, agrandi: bool = False) -> Scene:
    """The lines of a workbook that came back."""

    def scene(studio: Studio) -> QWidget:
        if agrandi:
            studio.enlarge()
        studio.open_exemple()
        studio.fenetre.importation.read(write_retour(studio))
        page = studio.fenetre.pile.currentWidget()
        assert isinstance(page, RetourPage)
        studio.wait(lambda: page.relecture.a_jour)
        if acceptee:
            page.tout.click()
        page.show_genre(genre)
        return studio.fenetre

    return scene


SCENES_RETOUR: tuple[tuple[str, Scene], ...] = (
    ("retour-vide", vide),
    ("retour-revue", revue()),
    ("retour-acceptee", revue(acceptee=True)),
    ("retour-conflits", revue(Genre.CONFLIT)),
    ("retour-revue-150", revue(agrandi=True)),
)
