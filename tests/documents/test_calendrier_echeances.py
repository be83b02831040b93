"""The calendar of the échéances on paper: what may not be signed, what is late, then the months, and nothing done."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from factories import AUJOURD_HUI, make_projet
from projets import exemple

from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.echeances.garde import Garde
from models.domain.formats import format_date
from models.domain.projet import Projet
from models.queries.echeances import list_echeances, list_gardes
from models.queries.projet import load_projet
from models.referentiel.bareme import load_bareme
from models.store.database import Database
from pvd_desktop.documents.builders.calendrier_echeances import build_calendrier
from pvd_desktop.documents.renderers import xlsx
from pvd_desktop.documents.renderers.text import to_text
from pvd_desktop.documents.tree import RowKind, Table


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Projet:
    """The example project."""
    database = Database.open(exemple(tmp_path_factory.mktemp("calendrier")), lecture_seule=True)
    with database.read() as session:
        charge = load_projet(session)
    database.close()
    return charge


@pytest.fixture(scope="module")
def echeances(projet: Projet) -> tuple[EcheanceCalculee, ...]:
    """Those of the example."""
    return list_echeances(projet, load_bareme(), AUJOURD_HUI)


@pytest.fixture(scope="module")
def gardes(projet: Projet) -> tuple[Garde, ...]:
    """Those of the example."""
    return list_gardes(projet, AUJOURD_HUI)


def _table(projet: Projet, echeances: tuple[EcheanceCalculee, ...], gardes: tuple[Garde, ...]) -> Table:
    blocks = build_calendrier(projet, echeances, gardes, aujourd_hui=AUJOURD_HUI).blocks
    return [block for block in blocks if isinstance(block, Table)][-1]


def test_that_all_that_is_open_is_there_once_under_its_month(
    projet: Projet, echeances: tuple[EcheanceCalculee, ...], gardes: tuple[Garde, ...]
):
    table = _table(projet, echeances, gardes)
    ouvertes = [e for e in echeances if e.ouverte]
    assert 0 < len(ouvertes) < len(echeances)
    tard = [e.cle for e in ouvertes if e.etat is EtatEcheance.RETARD]
    lignes = [row.key for row in table.rows if row.kind is RowKind.BODY]
    assert lignes == [*tard, *(e.cle for e in ouvertes if e.cle not in tard)]
    groupes = [str(row.cells[0]) for row in table.rows if row.kind is RowKind.GROUP]
    assert groupes[:2] == ["En retard", "Novembre\u00a02026"]
    assert len(groupes) == len(set(groupes))


def test_that_what_may_not_be_signed_comes_first(
    projet: Projet, echeances: tuple[EcheanceCalculee, ...], gardes: tuple[Garde, ...]
):
    texte = to_text(build_calendrier(projet, echeances, gardes, aujourd_hui=AUJOURD_HUI))
    assert gardes
    assert 0 < texte.index("Ne rien signer encore") < texte.index(gardes[0].message) < texte.index("En retard")


def test_that_what_lasts_says_its_last_day(projet: Projet, echeances: tuple[EcheanceCalculee, ...]):
    longue = next(e for e in echeances if e.ouverte and e.fin is None and e.etat is EtatEcheance.A_VENIR)
    fin = longue.jour + timedelta(days=5)
    table = _table(projet, (replace(longue, fin=fin),), ())
    assert str(table.rows[-1].cells[1]).startswith(f"{longue.intitule} – jusqu’au {format_date(fin)}")


def test_that_a_project_without_any_says_so():
    texte = to_text(build_calendrier(make_projet(), (), (), aujourd_hui=AUJOURD_HUI))
    assert "Aucune échéance n’est à suivre." in texte
    assert "Ne rien signer" not in texte


def test_that_each_table_has_its_sheet(
    projet: Projet, echeances: tuple[EcheanceCalculee, ...], gardes: tuple[Garde, ...], tmp_path: Path
):
    cible = tmp_path / "calendrier.xlsx"
    xlsx.render(build_calendrier(projet, echeances, gardes, aujourd_hui=AUJOURD_HUI, par_feuille=True), cible)
    classeur = openpyxl.load_workbook(cible)
    assert classeur.sheetnames[:2] == ["Ne rien signer encore", "Échéances"]
    jours = {cellule.value.date() for cellule in classeur["Échéances"]["A"] if hasattr(cellule.value, "date")}
    assert jours == {e.jour for e in echeances if e.ouverte}
