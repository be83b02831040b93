"""An avenant after an edition of the program that words a standard article otherwise: the new text in full."""

from dataclasses import replace
from pathlib import Path

import pytest
from fabrique_etats import make_signe
from factories import AUJOURD_HUI
from textes_relus import plat, relire

from models.domain.avenant import Avenant
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.avenant import build_avenant
from pvd_desktop.documents.builders.comparaison_etats import build_comparaison
from pvd_desktop.documents.markdown import to_plain
from pvd_desktop.documents.tree import Document

PLAN = load_plan_convention()
SIGNE = make_signe()
(LITIGES,) = (modele for modele in PLAN if modele.cle == "litiges")
ANCIEN = EtatProjet(
    projet=SIGNE,
    nom="Signée",
    textes=tuple(replace(m, texte="L’ancien texte type.") if m.cle == "litiges" else m for m in PLAN),
)
ACTUEL = EtatProjet(projet=SIGNE)


def avenant(signe: EtatProjet) -> Document:
    return build_avenant(signe, ACTUEL, Avenant(numero="1"), aujourd_hui=AUJOURD_HUI, brouillon=False)


@pytest.mark.parametrize("extension", [".pdf", ".docx"])
def test_that_the_avenant_lists_it_and_replaces_the_article_in_full(extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(avenant(ANCIEN), tmp_path, extension, pdftotext)
    assert "Texte (modèle mis à jour)" in lu
    assert f"({LITIGES.intitule}) est remplacé par le texte suivant" in lu
    assert plat(to_plain(LITIGES.texte)).split(".")[0] in lu
    assert "L’ancien texte type" not in lu


def test_that_an_avenant_of_the_same_edition_has_nothing_to_change(tmp_path: Path, pdftotext: Path):
    lu = relire(avenant(replace(ANCIEN, textes=PLAN)), tmp_path, ".docx", pdftotext)
    assert "il n’y a pas d’avenant à préparer" in lu


@pytest.mark.parametrize("extension", [".pdf", ".docx", ".xlsx"])
def test_that_the_comparison_says_how_to_keep_the_text_that_was_signed(extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(build_comparaison(ANCIEN, ACTUEL, aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext)
    assert "Modèle mis à jour : l’article suit le texte type" in lu
    assert "L’ancien texte type." in lu
