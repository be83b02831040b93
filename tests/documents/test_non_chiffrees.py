"""An aide of unknown amount, on paper: never read as zero, named, and the solde told to be the one before it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from demandes_ecrites import DETR, MECENAT, REGION, projet
from factories import AUJOURD_HUI
from textes_relus import FORMATS, plat, relire

from models.domain.projet import Projet
from pvd_desktop.documents.builders.demande_dossier import situer_dossier
from pvd_desktop.documents.builders.demande_parties import build_partie, partie
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.builders.maquette import build_maquette_financiere
from pvd_desktop.documents.builders.trimestriel import build_trimestriel
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import Document

SANS_MONTANT = replace(REGION, montant_demande=None)
AVANT = "avant 1 aide non chiffrée"


def inconnue() -> Projet:
    return projet(financements=(DETR, SANS_MONTANT, MECENAT))


def connue() -> Projet:
    return projet(financements=(DETR, REGION, MECENAT))


def demande(un: Projet, cle: str) -> Document:
    return build_partie(situer_dossier(un, None, jour=AUJOURD_HUI, brouillon=False), partie(cle))


@pytest.mark.parametrize("extension", FORMATS)
def test_that_the_fiche_tells_the_solde_before_it_and_names_it(extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(build_fiches(inconnue(), aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext)
    assert AVANT in lu
    assert "Montant non chiffré, compté pour rien : Région." in lu


@pytest.mark.parametrize("extension", FORMATS)
def test_that_the_maquette_lists_it_under_its_tables(extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(build_maquette_financiere(inconnue(), aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext)
    assert re.search(r"Aides et financements privés non chiffrés : action \S+, Région\. Le solde", lu)


@pytest.mark.parametrize("extension", [".pdf", ".docx"])
@pytest.mark.parametrize("cle", ["plan", "note", "deliberation", "publication"])
def test_that_the_papers_of_a_demande_say_the_part_before_it(cle: str, extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(demande(inconnue(), cle), tmp_path, extension, pdftotext)
    assert AVANT in lu
    assert "Montant non chiffré, compté pour rien : Région." in lu
    assert "66 111 €" in lu


def test_that_the_commune_only_engages_for_what_is_left_before_it():
    assert f"soit **66 111 €** HT, {AVANT}, et ce que" in plat(to_text(demande(inconnue(), "deliberation")))


def test_that_its_line_says_it_is_unknown_and_no_figure_is_made_of_it():
    texte = plat(to_text(demande(inconnue(), "plan")))
    assert not re.search(r"(?<![\d,])(?<!\d )0(?:,0+)? [€%]", texte)
    assert "Région" in texte


def test_that_nothing_is_split_over_the_years_and_the_echeancier_says_it():
    texte = plat(to_text(demande(inconnue(), "echeancier")))
    assert "Montant non chiffré, compté pour rien : Région." in texte
    assert "Total 40 000 €" in texte or "45 000 €" in texte


def test_that_papers_say_nothing_of_it_when_every_amount_is_known():
    documents = (
        build_fiches(connue(), aujourd_hui=AUJOURD_HUI),
        build_maquette_financiere(connue(), aujourd_hui=AUJOURD_HUI),
        build_trimestriel(connue(), (), aujourd_hui=AUJOURD_HUI),
        *(demande(connue(), cle) for cle in ("plan", "deliberation", "publication", "echeancier")),
    )
    for document in documents:
        assert "non chiffr" not in to_text(document)
