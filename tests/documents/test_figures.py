"""The same figures everywhere: on screen, in the JSON, on paper, in Word, and in a workbook as kept and as computed."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import docx as python_docx
import pytest
from bench.gros_projet import make_projet as make_gros_projet
from docx.table import Table as DocxTable
from factories import AUJOURD_HUI
from openpyxl import load_workbook
from projets import exemple
from recalcul import recalculated, without_cached_values

from models.domain.plan_financement import Operation, Totaux
from models.domain.projet import Projet
from models.domain.retour.reperes import TABLE
from models.domain.suivi.tableau_suivi import TableauSuivi
from models.echange.format import to_json
from models.echange.lecture import read_json
from models.queries.projet import load_projet
from models.store.database import Database
from pvd_desktop.documents.builders.maquette import build_maquette_financiere
from pvd_desktop.documents.builders.tableau_suivi import build_suivi
from pvd_desktop.documents.renderers import docx, pdf, text, xlsx
from pvd_desktop.documents.tree import Document, NewSection

CENTIME = Decimal("0.01")
TOTAL = "Total"
# A rate, an amount, or what stands in its place.
_VALEUR = re.compile(r"-?[\d,]+ %|(?<!\d)-?\d{1,3}(?: \d{3})*,\d\d €|Non renseigné|—")


class Ligne(NamedTuple):
    """One operation, or the total of the plan."""

    numero: str
    cout: Decimal | None
    acquis: Decimal | None
    sollicite: Decimal | None
    a_solliciter: Decimal | None
    part_decidee: Decimal | None
    a_trouver: Decimal | None


class Aide(NamedTuple):
    """One financement of the plan, whatever its nature."""

    numero: str
    demande: Decimal | None
    accorde: Decimal | None
    verse: Decimal | None
    retenu: Decimal | None


Figures: TypeAlias = tuple[Counter[Ligne], Counter[Aide]]


@pytest.fixture(scope="module")
def projets_de_test(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Projet]:
    """The projects that every format must agree on."""
    database = Database.open(exemple(tmp_path_factory.mktemp("figures")), lecture_seule=True)
    with database.read() as session:
        charge = load_projet(session)
    database.close()
    return {
        "exemple": charge,
        "vide": Projet(),
        "zéros": zeros(make_gros_projet(3)),
        "500 actions": make_gros_projet(500),
    }


def zeros(projet: Projet) -> Projet:
    """The same project, all its amounts known and null."""
    zero = Decimal(0)

    def vide(operation: Operation) -> Operation:
        return replace(
            operation,
            part_decidee=zero,
            depenses=tuple(replace(d, montant_ht=zero) for d in operation.depenses),
            financements=tuple(replace(f, montant_demande=zero, montant_accorde=zero) for f in operation.financements),
        )

    fiches = (replace(fiche, operations=tuple(map(vide, fiche.operations))) for fiche in projet.fiches)
    return replace(projet, fiches=tuple(fiches))


@pytest.fixture(scope="module", params=["exemple", "vide", "zéros", "500 actions"])
def projet(request: pytest.FixtureRequest, projets_de_test: dict[str, Projet]) -> Projet:
    """Each of them in turn."""
    return projets_de_test[request.param]


@pytest.fixture(scope="module")
def document(projet: Projet) -> Document:
    """The whole maquette."""
    return build_maquette_financiere(projet, aujourd_hui=AUJOURD_HUI)


@pytest.fixture(scope="module")
def extrait(document: Document) -> Document:
    """Its sheets by funder and by maître d'ouvrage: they name every financement and every operation once."""
    noms = [block.name if isinstance(block, NewSection) else "" for block in document.blocks]
    debut = noms.index("Par financeur") if "Par financeur" in noms else 0
    return replace(document, blocks=document.blocks[debut:])


@pytest.fixture(scope="module")
def attendu(projet: Projet) -> Figures:
    """What the screen shows: the snapshot the window holds."""
    return figures(projet)


def figures(projet: Projet) -> Figures:
    """Figures of a snapshot."""
    vivantes = [fiche for fiche in projet.fiches if fiche.statut.est_vivant]
    lignes = Counter(_ligne(f.numero, o.totaux) for f in vivantes for o in f.operations)
    if vivantes:
        lignes[_ligne(TOTAL, projet.totaux)] += 1
    aides = Counter(aide for f in vivantes for o in f.operations for aide in _aides(f.numero, o))
    return lignes, aides


def _ligne(numero: str, totaux: Totaux) -> Ligne:
    return Ligne(
        numero,
        *map(
            _cents,
            (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.part_decidee, totaux.a_trouver),
        ),
    )


def _aides(numero: str, operation: Operation) -> Iterator[Aide]:
    for ligne in operation.financements:
        accorde = ligne.montant_accorde if ligne.etat.est_acquis else None
        montants = (ligne.montant_demande, accorde, ligne.montant_verse, ligne.montant_connu)
        yield Aide(numero, *map(_cents, montants))


def _cents(valeur: Any) -> Decimal | None:
    return None if valeur is None or valeur in {"", "—"} else Decimal(str(valeur)).quantize(CENTIME)


def _lue(texte: str) -> Decimal | None:
    """« 1 234,50 € »; nothing for a dash or « Non renseigné »."""
    if not texte.endswith("€"):
        return None
    return Decimal(re.sub(r"[^\d,-]", "", texte).replace(",", ".")).quantize(CENTIME)


def figures_of_lines(lignes: Iterable[str]) -> Figures:
    """Figures of printed lines: thirteen values for an operation, four for a financement, after the number."""
    operations, aides = Counter[Ligne](), Counter[Aide]()
    for brute in lignes:
        ligne = re.sub(r"[\u00a0\u202f]", " ", brute).replace("|", " ").strip(" =-")
        valeurs = [_lue(v) if "%" not in v else None for v in _VALEUR.findall(ligne)]
        numero = ligne.split()[0] if ligne.split() else ""
        if numero.startswith("Total") and not re.match(r"Total\s{2,}", ligne):
            continue
        if len(valeurs) >= 13:
            cout, _, acquis, sollicite, a_solliciter, _, _, _, part, _, a_trouver, _, _ = valeurs[-13:]
            operations[Ligne(numero, cout, acquis, sollicite, a_solliciter, part, a_trouver)] += 1
        elif len(valeurs) >= 4 and numero != TOTAL:
            aides[Aide(numero, *valeurs[-4:])] += 1
    return operations, aides


def figures_of_sheet(rows: Iterable[Sequence[Any]]) -> Figures:
    """Figures of a sheet, column by column, by the titles of its tables."""
    operations, aides = Counter[Ligne](), Counter[Aide]()
    titres: dict[str, int] = {}
    for row in rows:
        if row[0] == "N°":
            titres = {str(titre): i for i, titre in enumerate(row) if titre}
            continue
        if any(isinstance(cellule, str) and cellule.startswith(TABLE) for cellule in row):
            # The hidden names of the columns of the next table.
            titres = {}
        nom = str(row[1] or "") if len(row) > 1 else ""
        # A title over the rows has nothing beside it, a sub-total no number.
        if not titres or not nom or (not row[0] and nom != TOTAL):
            continue
        valeurs = {titre: row[i] for titre, i in titres.items()}

        if "À trouver" in titres:
            titres_lus = ("Coût", "Acquis", "Sollicité", "À solliciter", "Part décidée", "À trouver")
            montants = (_cents(valeurs[titre]) for titre in titres_lus)
            operations[Ligne(TOTAL if nom == TOTAL else str(row[0]), *montants)] += 1
        elif nom != TOTAL:
            aides[Aide(str(row[0]), *(_cents(valeurs[t]) for t in ("Demandé", "Accordé", "Versé", "Retenu")))] += 1
    return operations, aides


def figures_of_workbook(path: Path) -> Figures:
    """Figures of the two sheets that name every operation and every financement once, as a reader without sums has."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    operations, aides = Counter[Ligne](), Counter[Aide]()
    for nom in ("Par maître d’ouvrage", "Par financeur"):
        if nom in workbook.sheetnames:
            vues, lues = figures_of_sheet(workbook[nom].iter_rows(values_only=True))
            operations.update(vues)
            aides.update(lues)
    workbook.close()
    return operations, aides


def periode_of_workbook(path: Path) -> Counter[Ligne]:
    """The actions of the period and its total."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    lignes, _ = figures_of_sheet(workbook["Période"].iter_rows(values_only=True))
    workbook.close()
    return lignes


def periode(projet: Projet) -> Counter[Ligne]:
    """The same, from the snapshot: the actions kept as a memory stand below the total."""
    lignes = Counter(_ligne(f.numero, f.totaux) for f in projet.fiches)
    if projet.fiches:
        lignes[_ligne(TOTAL, projet.totaux)] += 1
    return lignes


def test_that_the_json_carries_the_figures_of_the_screen(projet: Projet, attendu: Figures):
    lecture = read_json(to_json(projet), Projet(), "projet.json", corbeille=())
    assert figures(lecture.projet) == attendu


def test_that_the_text_carries_the_figures_of_the_screen(extrait: Document, attendu: Figures):
    assert figures_of_lines(text.to_text(extrait).splitlines()) == attendu


def test_that_the_pages_carry_the_figures_of_the_screen(
    extrait: Document, attendu: Figures, pdftotext: Path, tmp_path: Path
):
    pdf.render(extrait, tmp_path / "maquette.pdf", archive=False)
    lu = subprocess.run(
        [pdftotext, "-layout", tmp_path / "maquette.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert figures_of_lines(lu.splitlines()) == attendu


def test_that_the_word_file_carries_the_figures_of_the_screen(extrait: Document, attendu: Figures, tmp_path: Path):
    docx.render(extrait, tmp_path / "maquette.docx")
    tables: list[DocxTable] = python_docx.Document(str(tmp_path / "maquette.docx")).tables
    lignes = ("  ".join(cell.text.replace("\n", " ") for cell in row.cells) for t in tables for row in t.rows)
    assert figures_of_lines(lignes) == attendu


def test_that_the_workbook_keeps_the_figures_of_the_screen(
    document: Document, projet: Projet, attendu: Figures, tmp_path: Path
):
    xlsx.render(document, tmp_path / "maquette.xlsx")
    assert figures_of_workbook(tmp_path / "maquette.xlsx") == attendu
    assert periode_of_workbook(tmp_path / "maquette.xlsx") == periode(projet)


def test_that_a_spreadsheet_computes_the_figures_of_the_screen(
    document: Document, projet: Projet, attendu: Figures, soffice: Path, tmp_path: Path
):
    xlsx.render(document, tmp_path / "entiere.xlsx")
    without_cached_values(tmp_path / "entiere.xlsx", tmp_path / "maquette.xlsx")
    calcule = recalculated(soffice, tmp_path / "maquette.xlsx", tmp_path)
    assert figures_of_workbook(calcule) == attendu
    assert periode_of_workbook(calcule) == periode(projet)


@pytest.mark.parametrize("calcule", [False, True], ids=["gardé", "calculé"])
def test_that_the_tracking_table_adds_up_to_the_totals_of_the_screen(
    projet: Projet, calcule: bool, soffice: Path, tmp_path: Path
):
    montants = ("cout", "acquis", "sollicite", "a_solliciter", "a_trouver")
    tableau = TableauSuivi(colonnes=("numero", "intitule", *montants))
    classeur = tmp_path / "suivi.xlsx"
    xlsx.render(build_suivi(projet, tableau, aujourd_hui=AUJOURD_HUI, titre_imprime=False), classeur)
    if calcule:
        without_cached_values(classeur, tmp_path / "nu.xlsx")
        classeur = recalculated(soffice, tmp_path / "nu.xlsx", tmp_path)
    feuille = load_workbook(classeur, data_only=True).active
    assert feuille is not None
    *_, total = feuille.iter_rows(values_only=True)
    if not projet.fiches:
        assert not str(total[0]).startswith(TOTAL)
        return
    assert str(total[0]).startswith(TOTAL)
    lus = [Decimal(str(v)).quantize(CENTIME) if isinstance(v, int | float) else None for v in total[2:]]
    assert lus == [getattr(projet.totaux, nom) for nom in montants]
