"""A term that is not in the glossary does not enter the domain."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import models.domain

GLOSSAIRE = Path(__file__).parents[2] / "docs" / "glossaire.md"
# English technical names, as the house rules want them.
TECHNIQUES = {"AppError", "Recherche", "SaisieError", "Trouvailles", "Uid"}


def test_that_every_class_of_the_domain_is_in_the_glossary():
    texte = GLOSSAIRE.read_text("utf-8")
    noms = {
        nom
        for module in pkgutil.walk_packages(models.domain.__path__, "models.domain.")
        for nom, classe in inspect.getmembers(import_module(module.name), inspect.isclass)
        if classe.__module__ == module.name and not nom.startswith("_")
    }
    assert {nom for nom in noms - TECHNIQUES if f"`{nom}`" not in texte} == set()


def test_that_every_line_of_the_glossary_has_a_term_a_definition_a_source_and_a_code():
    lignes = [ligne for ligne in GLOSSAIRE.read_text("utf-8").splitlines() if ligne.startswith("|")]
    termes = []
    for ligne in lignes:
        cellules = [cellule.strip() for cellule in ligne.strip("|").split("|")]
        assert len(cellules) == 4
        assert all(cellules)
        termes.append(cellules[0])
    termes = [terme for terme in termes if terme not in {"Terme", "---"}]
    assert len(termes) == len(set(termes))
