"""Whatever the money, the same figures: in the domain, the JSON, on paper, in Word, in a workbook computed again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import NamedTuple

import pytest
from chiffres_attendus import (
    attendus_de_la_demande,
    attendus_du_bilan,
    attendus_du_classeur,
    attendus_du_trimestre,
)
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
from pvd_desktop.documents.builders.demande_classeur import ECHEANCIER, PLAN, build_classeur_demande
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
SITUATION = {"Financeur": slice(1, 5), "Année": slice(1, 6)}
"""Cells that have figures, by the title of the first column of their table."""
PLAN_DEMANDE = {"Dépenses": slice(1, 4), "Ressources": slice(4, 5)}
ANNEES_DEMANDE = {"Année": slice(1, 2), "Financeur": slice(1, None)}
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


class Classeurs(NamedTuple):
    """Those of one project."""

    trimestre: Path
    bilan: Path
    demande: Path


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
def classeurs(projets_tires: list[Projet], tmp_path_factory: pytest.TempPathFactory) -> list[Classeurs]:
    """The workbooks of each project, as they are written."""
    dossier = tmp_path_factory.mktemp("classeurs")
    chemins: list[Classeurs] = []
    for rang, projet in enumerate(projets_tires):
        siens = Classeurs(*(dossier / f"{nom}-{rang}.xlsx" for nom in Classeurs._fields))
        xlsx.render(trimestre(projet), siens.trimestre)
        xlsx.render(bilan(projet), siens.bilan)
        xlsx.render(build_classeur_demande(dossier_de(projet)), siens.demande)
        chemins.append(siens)
    return chemins


def chiffres_des_classeurs(actions: Path, situation: Path) -> tuple[list[Chiffres], list[Chiffres]]:
    rangees = rangees_classeur(actions, "Actions")
    numeros = [rang for rang, rangee in enumerate(rangees) if rangee[0] == "N°"]
    suivantes = rangees[numeros[0] + 1 :] if numeros else []
    # A title over the rows has a name in its first cell and nothing beside it.
    lues = [_montants(rangee[7:13]) for rangee in suivantes if rangee[1]]
    return lues, list(_tables(rangees_classeur(situation, "Situation"), SITUATION))


def chiffres_du_classeur_de_la_demande(chemin: Path) -> list[Chiffres]:
    annees = _tables(rangees_classeur(chemin, ECHEANCIER), ANNEES_DEMANDE)
    connues = (tuple(m for m in rangee if m is not None) for rangee in annees)
    return [*_tables(rangees_classeur(chemin, PLAN), PLAN_DEMANDE), *connues]


def _tables(rangees: Iterable[tuple[str | Decimal | None, ...]], titres: Mapping[str, slice]) -> Iterator[Chiffres]:
    """The rows of the tables that open with these titles; a row without a name ends its table."""
    cellules: slice | None = None
    for rangee in rangees:
        if rangee[0] in titres:
            cellules = titres[str(rangee[0])]
        elif not rangee[0]:
            cellules = None
        elif cellules is not None:
            yield _montants(rangee[cellules])


def _montants(cellules: Iterable[str | Decimal | None]) -> Chiffres:
    return tuple(None if isinstance(c, str) else c for c in cellules)


def assert_agree(projet: Projet, siens: Classeurs) -> None:
    lus = chiffres_des_classeurs(siens.trimestre, siens.bilan)
    assert lus == (attendus_du_trimestre(projet), attendus_du_bilan(projet))
    assert chiffres_du_classeur_de_la_demande(siens.demande) == attendus_du_classeur(dossier_de(projet))


def test_that_the_workbooks_keep_what_the_domain_computes(projets_tires: list[Projet], classeurs: list[Classeurs]):
    for projet, siens in zip(projets_tires, classeurs, strict=True):
        assert_agree(projet, siens)


def test_that_a_spreadsheet_computes_what_the_domain_does(
    projets_tires: list[Projet], classeurs: list[Classeurs], soffice: Path, tmp_path: Path
):
    for chemin in chain.from_iterable(classeurs):
        without_cached_values(chemin, tmp_path / chemin.name)
    calcules = iter(all_recalculated(soffice, [tmp_path / c.name for c in chain.from_iterable(classeurs)], tmp_path))
    for projet, siens in zip(projets_tires, classeurs, strict=True):
        assert_agree(projet, Classeurs(*islice(calcules, len(siens))))
