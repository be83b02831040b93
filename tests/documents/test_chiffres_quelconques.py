"""Whatever the money, the same figures: in the domain, the JSON, on paper, in Word, in a workbook computed again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import dropwhile
from pathlib import Path

import pytest
from chiffres_attendus import attendus_de_la_demande, attendus_du_bilan, attendus_du_trimestre
from chiffres_lus import (
    Chiffres,
    chiffres_des_lignes,
    lignes_pdf,
    lignes_texte,
    lignes_word,
    rangees_classeur,
)
from factories import AUJOURD_HUI
from hypothesis import HealthCheck, Phase, given, settings
from projets_quelconques import projets
from recalcul import all_recalculated, without_cached_values

from models.domain.projet import Projet
from models.echange.format import to_json
from models.echange.lecture import read_json
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.bilan_annuel import build_bilan
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_parties import build_partie, partie
from pvd_desktop.documents.builders.trimestriel import build_trimestriel
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.tree import Document

FORMATS = 8
"""Projects whose documents are rendered in every format of pages."""
LECTURES = 30
"""Projects that are only read and computed."""
CLASSEURS = 8
"""Projects whose workbooks are computed again, in one run of LibreOffice."""
LIBRE = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)
PARTIES = ("plan", "echeancier", "publication")
LARGEURS = {"Financeur": 4, "Année": 5}
"""Figures of a row, by the title of the first column of its table."""
FINANCEURS = "Financement par financeur"


def dossier_de(projet: Projet) -> DossierDemande:
    return situer_dossier(projet, None, jour=AUJOURD_HUI, brouillon=False)


def documents_de_la_demande(projet: Projet) -> Document:
    """All those that have figures, one after the other."""
    dossier = dossier_de(projet)
    parties = [build_partie(dossier, partie(cle)) for cle in PARTIES]
    return replace(parties[0], blocks=tuple(bloc for une in parties for bloc in une.blocks))


def trimestre(projet: Projet) -> Document:
    return build_trimestriel(projet, (), aujourd_hui=AUJOURD_HUI, brouillon=False)


def bilan(projet: Projet) -> Document:
    return build_bilan(projet, load_financeurs(), aujourd_hui=AUJOURD_HUI, brouillon=False)


def actions_lues(lignes: Iterable[str]) -> list[Chiffres]:
    """The rows of actions: their six last figures; the key figures are fewer on a line."""
    return [lus[-6:] for lus in chiffres_des_lignes(lignes) if len(lus) >= 6]


def situation_lue(lignes: Iterable[str]) -> list[Chiffres]:
    """The rows of the funders and of the years."""
    suite = dropwhile(lambda ligne: FINANCEURS not in ligne, lignes)
    return [lus for lus in chiffres_des_lignes(suite) if len(lus) >= 4]


@settings(max_examples=FORMATS, suppress_health_check=LIBRE)
@given(projet=projets())
def test_that_every_page_says_what_the_domain_computes(projet: Projet, pdftotext: Path):
    demande, actions, situation = documents_de_la_demande(projet), trimestre(projet), bilan(projet)
    attendus = attendus_de_la_demande(dossier_de(projet)), attendus_du_trimestre(projet), attendus_du_bilan(projet)
    for lire in (lignes_texte, lignes_word, lambda document: lignes_pdf(document, pdftotext)):
        lus = chiffres_des_lignes(lire(demande)), actions_lues(lire(actions)), situation_lue(lire(situation))
        assert lus == attendus


@settings(max_examples=LECTURES, suppress_health_check=LIBRE)
@given(projet=projets())
def test_that_the_json_carries_what_the_domain_computes(projet: Projet):
    relu = read_json(to_json(projet), Projet(), "projet.json", corbeille=()).projet
    assert attendus_de_la_demande(dossier_de(relu)) == attendus_de_la_demande(dossier_de(projet))
    assert attendus_du_trimestre(relu) == attendus_du_trimestre(projet)
    assert attendus_du_bilan(relu) == attendus_du_bilan(projet)


@settings(max_examples=LECTURES, suppress_health_check=LIBRE)
@given(projet=projets())
def test_that_the_form_asks_for_what_the_plan_says(projet: Projet):
    dossier = dossier_de(projet)
    plan = dossier.plan
    dits = {"cout": plan.cout, "part_mo": plan.part_mo, "montant": plan.demande or None}
    for champ in (c for s in dossier.rempli.sections for c in s.champs if c.champ.source in dits):
        montant = dits[champ.champ.source]
        assert champ.valeur == ("" if montant is None else str(montant))


@pytest.fixture(scope="module")
def projets_tires() -> list[Projet]:
    """Drawn once: LibreOffice takes seconds to start."""
    tires: list[Projet] = []

    @settings(max_examples=CLASSEURS, phases=(Phase.generate,), database=None, suppress_health_check=LIBRE)
    @given(projet=projets())
    def tirer(projet: Projet) -> None:
        tires.append(projet)

    tirer()
    return tires


@pytest.fixture(scope="module")
def classeurs(projets_tires: list[Projet], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """The quarterly workbook and the yearly one of each project, as they are written."""
    dossier = tmp_path_factory.mktemp("classeurs")
    chemins: list[tuple[Path, Path]] = []
    for rang, projet in enumerate(projets_tires):
        paire = dossier / f"trimestre-{rang}.xlsx", dossier / f"bilan-{rang}.xlsx"
        xlsx.render(trimestre(projet), paire[0])
        xlsx.render(bilan(projet), paire[1])
        chemins.append(paire)
    return chemins


def chiffres_des_classeurs(actions: Path, situation: Path) -> tuple[list[Chiffres], list[Chiffres]]:
    rangees = rangees_classeur(actions, "Actions")
    numeros = [rang for rang, rangee in enumerate(rangees) if rangee[0] == "N°"]
    suivantes = rangees[numeros[0] + 1 :] if numeros else []
    # A title over the rows has a name in its first cell and nothing beside it.
    lues = [_montants(rangee[7:13]) for rangee in suivantes if rangee[1]]
    return lues, list(_situation(rangees_classeur(situation, "Situation")))


def _situation(rangees: Iterable[tuple[str | Decimal | None, ...]]) -> Iterator[Chiffres]:
    largeur = 0
    for rangee in rangees:
        if rangee[0] in LARGEURS:
            largeur = LARGEURS[str(rangee[0])]
        elif not rangee[0]:
            largeur = 0
        elif largeur:
            yield _montants(rangee[1 : 1 + largeur])


def _montants(cellules: Iterable[str | Decimal | None]) -> Chiffres:
    return tuple(None if isinstance(c, str) else c for c in cellules)


def test_that_the_workbooks_keep_what_the_domain_computes(
    projets_tires: list[Projet], classeurs: list[tuple[Path, Path]]
):
    for projet, paire in zip(projets_tires, classeurs, strict=True):
        assert chiffres_des_classeurs(*paire) == (attendus_du_trimestre(projet), attendus_du_bilan(projet))


def test_that_a_spreadsheet_computes_what_the_domain_does(
    projets_tires: list[Projet], classeurs: list[tuple[Path, Path]], soffice: Path, tmp_path: Path
):
    nus = [tmp_path / chemin.name for paire in classeurs for chemin in paire]
    for chemin, nu in zip((c for paire in classeurs for c in paire), nus, strict=True):
        without_cached_values(chemin, nu)
    calcules = all_recalculated(soffice, nus, tmp_path)
    for projet, actions, situation in zip(projets_tires, calcules[::2], calcules[1::2], strict=True):
        lus = chiffres_des_classeurs(actions, situation)
        assert lus == (attendus_du_trimestre(projet), attendus_du_bilan(projet))
