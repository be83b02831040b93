"""The workbook of a demande: the whole euros of its pages, and formulas that LibreOffice computes to the same."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from demandes_ecrites import DETR, REGION, projet
from factories import AUJOURD_HUI, make_depense
from fichiers_json import EXEMPLE
from hypothesis import HealthCheck, Phase, given, settings
from lecture_docx import written
from openpyxl import load_workbook
from projets_quelconques import projets
from recalcul import all_recalculated, without_cached_values

from models.domain.demandes.echeancier import echeancier
from models.domain.formats import format_euros_entiers
from models.domain.projet import Projet
from models.echange.format import to_json
from models.echange.lecture import read_json
from pvd_desktop.documents.builders.demande_classeur import ECHEANCIER, PLAN, build_classeur_demande
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_parties import build_partie, partie
from pvd_desktop.documents.export import export
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.renderers.xlsx_styles import WHOLE_EUROS

Rangees: TypeAlias = dict[str, list[float]]
"""The figures of each row of a sheet, by its first cell."""
LENT = (HealthCheck.too_slow, HealthCheck.data_too_large)
PART, TOTAL, AIDES = "Part du maître d’ouvrage", "Total des ressources", "Sous-total des aides publiques"


def exemple() -> Projet:
    return read_json(EXEMPLE, Projet(), "exemple.json", corbeille=()).projet


def dossiers(projet: Projet) -> tuple[DossierDemande, ...]:
    return tuple(situer_dossier(projet, demande.uid, jour=AUJOURD_HUI, brouillon=False) for demande in projet.demandes)


def lues(path: Path, feuille: str) -> Rangees:
    """What a program that computes nothing reads."""
    lignes: Rangees = {}
    for premiere, *autres in load_workbook(path, data_only=True)[feuille].iter_rows(values_only=True):
        nombres = [float(v) for v in autres if isinstance(v, int | float)]
        if isinstance(premiere, str) and nombres:
            # « Total » stands under each of the two tables of the échéancier.
            lignes.setdefault(premiere if premiere not in lignes else f"{premiere} (2)", nombres)
    return lignes


def attendues(une: DossierDemande) -> tuple[Rangees, Rangees]:
    """The same, in the domain alone."""
    plan = une.plan
    calcule = echeancier(une.situee, une.plan_attendu)
    assert plan.cout is not None
    assert plan.part_mo is not None
    assert plan.total_aides is not None
    sommes = zip(*((p.ht or 0, p.ttc or 0, p.eligible) for p in plan.postes), strict=True)
    du_plan: dict[str, Sequence[Any]] = {
        **{p.poste.libelle: (p.ht, p.ttc, p.eligible) for p in plan.postes},
        "Total des dépenses": [sum(colonne) for colonne in sommes],
        AIDES: (plan.cout, plan.taux_aides, plan.total_aides),
        PART: (plan.part_mo,),
        TOTAL: (plan.cout,),
    }
    annees = {str(a.annee or "Non daté"): (a.depenses,) for a in calcule.annees if a.depenses}
    encaisses = [a.total for a in calcule.annees if a.encaissements]
    des_annees: dict[str, Sequence[Any]] = {
        **annees,
        "Total": (calcule.depenses,),
        "Total (2)": (*encaisses, sum(encaisses)),
    }
    return _nombres(du_plan), _nombres(des_annees)


def _nombres(lignes: dict[str, Sequence[Any]]) -> Rangees:
    return {nom: [float(v) for v in valeurs] for nom, valeurs in lignes.items()}


@pytest.fixture(scope="module")
def classeurs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[DossierDemande, Path]]:
    """Every demande of the example, and the one that has cents on both sides."""
    dossier = tmp_path_factory.mktemp("demandes")
    ecrits: list[tuple[DossierDemande, Path]] = []
    for une in (*dossiers(exemple()), *dossiers(projet())):
        cible = dossier / f"demande-{len(ecrits)}.xlsx"
        export(build_classeur_demande(une), cible)
        ecrits.append((une, cible))
    return ecrits


@pytest.fixture(scope="module")
def calcules(
    classeurs: list[tuple[DossierDemande, Path]], soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The same without any value beside their formulas, then what LibreOffice makes of them; the last one edited."""
    dossier = tmp_path_factory.mktemp("calcules")
    nus = [dossier / path.name for _, path in classeurs]
    for (_, path), nu in zip(classeurs, nus, strict=True):
        without_cached_values(path, nu)
    nus.append(dossier / "modifie.xlsx")
    classeur: Any = load_workbook(classeurs[-1][1])
    _cellule(classeur, "DETR", 5).value = 30000
    _cellule(classeur, "Travaux", 2).value = 150000
    classeur.save(nus[-1])
    return all_recalculated(soffice, nus, dossier)


def _cellule(classeur: Any, nom: str, colonne: int) -> Any:
    """The cell of a row of the plan, by the end of its title."""
    feuille = classeur[PLAN]
    lignes = (r for r in range(1, feuille.max_row + 1) if str(feuille.cell(r, 1).value).endswith(nom))
    return feuille.cell(next(lignes), colonne)


def test_that_the_workbook_keeps_the_whole_euros_of_the_domain(classeurs: list[tuple[DossierDemande, Path]]):
    for une, path in classeurs:
        for feuille, voulues in zip((PLAN, ECHEANCIER), attendues(une), strict=True):
            montrees = lues(path, feuille)
            assert {nom: montrees.get(nom) for nom in voulues} == voulues


def test_that_a_spreadsheet_computes_every_figure_that_was_kept(
    classeurs: list[tuple[DossierDemande, Path]], calcules: list[Path]
):
    for (_, path), calcule in zip(classeurs, calcules, strict=False):
        for feuille in (PLAN, ECHEANCIER):
            assert lues(calcule, feuille) == lues(path, feuille)


def test_that_what_is_changed_there_reaches_the_part_of_the_maitre_d_ouvrage(
    classeurs: list[tuple[DossierDemande, Path]], calcules: list[Path]
):
    avant, apres = lues(classeurs[-1][1], PLAN), lues(calcules[-1], PLAN)
    plus = 150_000 - avant["Travaux"][0]
    moins = 40_000 - 30_000
    assert apres[AIDES][-1] == avant[AIDES][-1] - moins
    assert apres[AIDES][1] == round(apres[AIDES][2] / apres[AIDES][0], 4)
    assert apres[PART] == [avant[PART][0] + plus + moins]
    assert apres[TOTAL] == apres["Total des dépenses"][:1] == [avant[TOTAL][0] + plus]
    (controle,) = [v for nom, v in apres.items() if nom.startswith("Participation")]
    part, aides, ensemble, taux = controle
    assert (part, aides, ensemble) == (apres[PART][0], apres[AIDES][2], part + aides)
    assert taux == round(part / ensemble, 4)


def test_that_whatever_the_money_a_spreadsheet_computes_what_was_kept(soffice: Path, tmp_path: Path):
    tires: list[Projet] = []

    @settings(max_examples=8, phases=(Phase.generate,), database=None, suppress_health_check=LENT)
    @given(projet=projets())
    def tirer(projet: Projet) -> None:
        tires.append(projet)

    tirer()
    ecrits = [(une, tmp_path / f"demande-{i}.xlsx") for i, p in enumerate(tires) for une in dossiers(p)]
    nus = [tmp_path / "nus" / path.name for _, path in ecrits]
    (tmp_path / "nus").mkdir()
    for (une, path), nu in zip(ecrits, nus, strict=True):
        xlsx.render(build_classeur_demande(une), path)
        without_cached_values(path, nu)
    for (une, path), calcule in zip(ecrits, all_recalculated(soffice, nus, tmp_path), strict=True):
        plan = une.plan
        for feuille in (PLAN, ECHEANCIER):
            assert lues(calcule, feuille) == lues(path, feuille)
        lignes = lues(calcule, PLAN)
        parts = [valeurs for nom, valeurs in lignes.items() if nom.startswith(PART)]
        assert parts == ([] if plan.part_mo is None else [[float(plan.part_mo)]])
        assert lignes.get(TOTAL) == (None if plan.cout is None else [float(plan.cout)])


def test_that_the_pages_and_the_word_file_say_the_same_euros(
    classeurs: list[tuple[DossierDemande, Path]], calcules: list[Path], pdftotext: Path, tmp_path: Path
):
    for (une, _), calcule in zip(classeurs[4:6], calcules[4:6], strict=True):
        for feuille, cle in ((PLAN, "plan"), (ECHEANCIER, "echeancier")):
            document = build_partie(une, partie(cle))
            cible = tmp_path / f"{cle}.pdf"
            export(document, cible)
            page = subprocess.run([pdftotext, "-layout", cible, "-"], capture_output=True, text=True, check=True)
            imprimes = set(_euros(page.stdout))
            mots = {ligne.cells[0].text: _ligne(ligne) for table in written(document).tables for ligne in table.rows}
            for nom, nombres in lues(calcule, feuille).items():
                montants = [_plat(format_euros_entiers(int(n))) for n in nombres if n >= 1]
                assert nom not in mots or set(montants) <= imprimes
                # The rates have more beside them here, to stay alive.
                if nom in mots and nom not in {AIDES, "Total"} and not nom.startswith("Participation"):
                    assert [m for m in _euros(mots[nom]) if not m.startswith("0 ")] == montants


def test_that_the_json_gives_the_same_workbook():
    relu = read_json(to_json(exemple()), Projet(), "projet.json", corbeille=()).projet
    for une, autre in zip(dossiers(exemple()), dossiers(relu), strict=True):
        assert xlsx.to_bytes(build_classeur_demande(une)) == xlsx.to_bytes(build_classeur_demande(autre))


def test_that_amounts_are_whole_numbers_in_french_and_sums_are_formulas(
    classeurs: list[tuple[DossierDemande, Path]],
):
    path = classeurs[5][1]
    formules: Any = load_workbook(path)
    valeurs: Any = load_workbook(path, data_only=True)
    for feuille in valeurs:
        montants = [c for rangee in feuille.iter_rows() for c in rangee if c.number_format == WHOLE_EUROS and c.value]
        assert montants
        assert all(float(c.value).is_integer() for c in montants)
    calculees = {str(r[0].value): [c.value for c in r[1:]] for r in formules[PLAN].iter_rows() if r[0].value}
    for nom in ("Total des dépenses", AIDES, PART, TOTAL):
        assert str([v for v in calculees[nom] if v is not None][-1]).startswith("=")
    assert calculees[PART][-1].startswith(f"='{PLAN}'!$")


def test_that_it_is_printed_on_one_page_in_width_with_its_mark(tmp_path: Path):
    (une,) = dossiers(projet())
    xlsx.render(build_classeur_demande(replace(une, brouillon=True)), tmp_path / "d.xlsx")
    classeur: Any = load_workbook(tmp_path / "d.xlsx")
    for feuille in classeur:
        assert feuille.page_setup.paperSize == 9
        assert feuille.sheet_properties.pageSetUpPr.fitToPage
        # One page in width is what a file says by saying nothing; as many as it takes in height.
        assert (feuille.page_setup.fitToWidth or 1, feuille.page_setup.fitToHeight) == (1, 0)
        assert "BROUILLON du" in feuille.oddHeader.right.text
        assert feuille.print_area


def test_that_what_nobody_typed_is_left_empty_and_computes_nothing(tmp_path: Path):
    muette = replace(DETR, montant_demande=None)
    (une,) = dossiers(projet(financements=(muette, REGION)))
    assert une.plan.part_mo is None
    xlsx.render(build_classeur_demande(une), tmp_path / "d.xlsx")
    lignes = lues(tmp_path / "d.xlsx", PLAN)
    assert PART not in lignes
    assert lignes[AIDES] == [une.plan.cout]
    assert lignes[TOTAL] == [une.plan.cout]


def test_that_a_plan_without_cost_says_why_and_totals_nothing(tmp_path: Path):
    (une,) = dossiers(projet(depenses=(make_depense(None),)))
    xlsx.render(build_classeur_demande(une), tmp_path / "d.xlsx")
    feuille: Any = load_workbook(tmp_path / "d.xlsx")[PLAN]
    textes = [str(c.value) for rangee in feuille.iter_rows() for c in rangee if c.value]
    assert une.plan.reserve in textes
    assert PART not in lues(tmp_path / "d.xlsx", PLAN)


def _plat(texte: str) -> str:
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


def _euros(texte: str) -> Iterator[str]:
    """« 40 000 € », in order; columns stand two spaces apart, or on lines of their own."""
    for morceau in re.split(r" {2,}|\n", texte):
        for lu in re.findall(r"(?<![\d,])(?<!\d )[−-]?(?:\d{1,3}(?: \d{3})+|\d+) €", _plat(morceau)):
            yield lu.replace("−", "-")


def _ligne(ligne: Any) -> str:
    return "  ".join(cellule.text for cellule in ligne.cells[1:])
