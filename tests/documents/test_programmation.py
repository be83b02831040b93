"""By whom and when, as documents: sums that hold, the figures of the domain, the same to the cent in every format."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path

import lecture_docx
import pytest
from factories import AUJOURD_HUI, make_fiche, make_projet
from openpyxl import load_workbook
from projets import exemple
from recalcul import recalculated, without_cached_values

from models.domain.demandes.intentions import annees_intention
from models.domain.maquettes.regroupement import PLUSIEURS, Regroupement, regrouper
from models.domain.plan_financement import Operation
from models.domain.programmation import Enveloppe
from models.domain.projet import Projet
from models.domain.scenario import Scenario
from models.domain.scenarios.raccourcis import decaler
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.charge_nette import read_charge, table_charge, table_reserves
from pvd_desktop.documents.builders.encaissements import table_encaissements, table_prevu_realise
from pvd_desktop.documents.builders.intentions import table_intentions
from pvd_desktop.documents.builders.regroupements import table_groupes
from pvd_desktop.documents.catalogue import DOCUMENTS, build
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.renderers import get_renderer
from pvd_desktop.documents.tree import Document, Euros, Row, RowKind, Table

NOUVEAUX = ("maquette-porteurs", "maquette-communes", "charge-nette", "intentions", "trimestriel", "bilan")


@cache
def _projet(dossier: Path) -> Projet:
    database = Database.open(exemple(dossier))
    try:
        with database.read() as session:
            return load_projet(session)
    finally:
        database.close()


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    """The example project, read once."""
    return _projet(tmp_path_factory.mktemp("exemple"))


def document(projet: Projet, nom: str) -> Document:
    modele = next(d for d in DOCUMENTS if d.id == nom)
    return build(modele, projet, aujourd_hui=AUJOURD_HUI)


def tables(un: Document) -> Iterator[Table]:
    return (block for block in un.blocks if isinstance(block, Table))


def montant(row: Row, table: Table, key: str) -> Decimal | None:
    """Euros in the column of that key."""
    value = row.cells[[column.key for column in table.columns].index(key)]
    return value.montant if isinstance(value, Euros) else None


def total(table: Table) -> Row:
    [row] = [row for row in table.rows if row.kind is RowKind.TOTAL]
    return row


@pytest.mark.parametrize("nom", NOUVEAUX)
def test_that_each_sum_adds_up_the_rows_it_names(projet: Projet, nom: str):
    sommes = 0
    for table in tables(document(projet, nom)):
        ratios = {rang for rang, column in enumerate(table.columns) if column.ratio or column.key == "marge"}
        for row in table.rows:
            for rang, value in enumerate(row.cells):
                if not row.sums or rang in ratios or not isinstance(value, Euros) or value.montant is None:
                    continue
                termes = [table.rows[place].cells[rang] for place in row.sums]
                assert value.montant == sum(t.montant or 0 for t in termes if isinstance(t, Euros))
                sommes += 1
    assert sommes


@pytest.mark.parametrize("nom", NOUVEAUX)
def test_that_every_amount_is_the_same_to_the_cent_in_a_workbook_a_word_file_and_pages(
    projet: Projet, nom: str, pdftotext: Path, tmp_path: Path
):
    un = document(projet, nom)
    attendus = [v.montant for t in tables(un) for r in t.rows for v in r.cells if isinstance(v, Euros)]
    for extension in (".xlsx", ".docx", ".pdf"):
        get_renderer(extension).render(un, tmp_path / f"un{extension}")
    classeur = load_workbook(tmp_path / "un.xlsx", data_only=True)
    lus = {
        Decimal(repr(cell.value)).quantize(Decimal("0.01"))
        for feuille in classeur
        for ligne in feuille.iter_rows()
        for cell in ligne
        if isinstance(cell.value, int | float)
    }
    assert {m.quantize(Decimal("0.01")) for m in attendus if m is not None} <= lus
    textes = {_lisible(text_of(Euros(m))) for m in attendus}
    word = lecture_docx.WordFile(str(tmp_path / "un.docx"))
    assert textes <= {cell for table in word.tables for row in lecture_docx.cells(table) for cell in row}
    pages = _lisible(
        subprocess.run(
            [pdftotext, "-layout", tmp_path / "un.pdf", "-"], capture_output=True, check=True, text=True
        ).stdout
    )
    assert {texte for texte in textes if texte not in pages} == set()


def test_that_the_tables_of_the_bearers_and_of_the_communes_make_the_total_of_the_plan(projet: Projet):
    for par in (Regroupement.MAITRE_OUVRAGE, Regroupement.COMMUNE):
        table = table_groupes(projet, par)
        assert table is not None
        assert len(table.rows) == len(regrouper(projet, par)) + 1
        lus = {cle: montant(total(table), table, cle) for cle in ("cout", "aides", "prive", "solde", "prets")}
        totaux = projet.totaux
        assert lus == {
            "cout": totaux.cout,
            "aides": totaux.aides,
            "prive": totaux.prive,
            "solde": totaux.solde,
            "prets": totaux.prets,
        }


@pytest.mark.parametrize("par", Regroupement)
def test_that_the_years_of_the_money_make_the_aides_and_the_private_money_of_the_plan(
    projet: Projet, par: Regroupement
):
    table = table_encaissements(projet, par)
    assert table is not None
    assert montant(total(table), table, "retenu") == projet.totaux.aides + projet.totaux.prive
    prets = table_encaissements(projet, par, prets=True)
    assert prets is not None
    assert montant(total(prets), prets, "retenu") == projet.totaux.prets
    prevu = table_prevu_realise(projet, par)
    assert prevu is not None
    assert montant(total(prevu), prevu, "p") == projet.totaux.aides


def test_that_the_charge_of_the_bearers_is_that_of_the_project(projet: Projet):
    entiere = read_charge(projet, AUJOURD_HUI).total.charge
    groupes = regrouper(projet, Regroupement.MAITRE_OUVRAGE)
    assert sum(read_charge(g.restrict(projet), AUJOURD_HUI).total.charge for g in groupes) == entiere
    table = table_charge(read_charge(projet, AUJOURD_HUI))
    assert table is not None
    assert montant(total(table), table, "charge") == entiere


def test_that_an_operation_that_is_not_exact_is_named_with_its_reason(projet: Projet):
    charge = read_charge(projet, AUJOURD_HUI)
    table = table_reserves(projet, charge)
    assert table is not None
    assert len(table.rows) == len(charge.reserves)
    assert any("aucune dépense chiffrée" in text_of(row.cells[-1]) for row in table.rows)


def test_that_each_campaign_has_its_table_by_rank(projet: Projet):
    annees = annees_intention(projet)
    assert annees
    for annee in annees:
        table = table_intentions(projet, annee)
        assert table is not None
        rangs = [row.cells[0] for row in table.rows if row.kind is RowKind.BODY]
        assert rangs == list(range(1, len(rangs) + 1))
    assert table_intentions(projet, 1999) is None


def test_that_an_action_of_several_communes_is_said_to_be_counted_once(projet: Projet):
    assert any(groupe.cle == PLUSIEURS for groupe in regrouper(projet, Regroupement.COMMUNE))
    phrases = [_lisible(str(block)) for block in document(projet, "maquette-communes").blocks]
    assert any("comptée une seule fois" in phrase for phrase in phrases)


@pytest.mark.parametrize("nom", NOUVEAUX)
def test_that_an_empty_project_says_what_is_missing(nom: str, tmp_path: Path):
    un = document(make_projet(), nom)
    assert list(tables(un)) == []
    get_renderer(".txt").render(un, tmp_path / "vide.txt")
    assert "encore" in (tmp_path / "vide.txt").read_text("utf-8")


def test_that_an_action_without_any_money_has_no_row_of_years():
    projet = make_projet(make_fiche(operations=()))
    assert table_encaissements(projet) is None
    assert table_prevu_realise(projet) is None


def inegal(projet: Projet) -> Projet:
    """The same with holes: one operation in three has no dépense, half of them no part décidée; two years an envelope.

    Its sums are then no longer what is computed from other sums: « à trouver » is never the remainder of totals.
    """
    rangs = count()

    def trouee(operation: Operation) -> Operation:
        rang = next(rangs)
        return replace(
            operation,
            depenses=() if rang % 3 == 0 else operation.depenses,
            part_decidee=None if rang % 2 else operation.part_decidee or Decimal("12345.67"),
        )

    fiches = tuple(replace(fiche, operations=tuple(map(trouee, fiche.operations))) for fiche in projet.fiches)
    enveloppes = (Enveloppe(annee=2026, montant=Decimal("150000.50")), Enveloppe(annee=2028, montant=Decimal(90_000)))
    decale = Scenario(intitule="Un an plus tard", ecarts=tuple(e for fiche in fiches for e in decaler(fiche)))
    return replace(projet, fiches=fiches, enveloppes=enveloppes, scenarios=(decale,))


def _lisible(texte: str) -> str:
    return " ".join(texte.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize(
    ("nom", "troue"),
    [
        ("charge-nette", False),
        ("intentions", False),
        ("charge-nette", True),
        ("maquette-porteurs", True),
        ("maquette-communes", True),
        ("scenario", True),
    ],
)
def test_that_libreoffice_computes_the_figures_that_were_written(
    projet: Projet, nom: str, troue: bool, soffice: Path, tmp_path: Path
):
    un = document(inegal(projet) if troue else projet, nom)
    get_renderer(".xlsx").render(un, tmp_path / "un.xlsx")
    ecrit = load_workbook(tmp_path / "un.xlsx", data_only=True)
    without_cached_values(tmp_path / "un.xlsx", tmp_path / "nu.xlsx")
    calcule = load_workbook(recalculated(soffice, tmp_path / "nu.xlsx", tmp_path), data_only=True)
    formules = 0
    for feuille in load_workbook(tmp_path / "un.xlsx"):
        for ligne in feuille.iter_rows():
            for cellule in ligne:
                if isinstance(cellule.value, str) and cellule.value.startswith("="):
                    attendu = ecrit[feuille.title][cellule.coordinate].value
                    lu = calcule[feuille.title][cellule.coordinate].value
                    # An empty sum is written as nothing, and computed as an empty text or as zero.
                    assert round(float(lu or 0), 3) == round(float(attendu or 0), 3), (feuille.title, cellule)
                    formules += 1
    assert formules
