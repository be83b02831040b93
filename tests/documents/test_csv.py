"""CSV: what a spreadsheet set to French opens, and what another program reads back."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from factories import AUJOURD_HUI, make_fiche, make_fiche_riche, make_fiche_vide, make_operation, make_projet, uid

from models.domain.fiche_action import FicheAction
from models.domain.vocabulaire import BaseMontant, StatutAction
from pvd_desktop.documents.catalogue import build, document_for
from pvd_desktop.documents.renderers import csv as renderer
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    KeepTogether,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
)


def document(*blocks: Block) -> Document:
    """A document of these blocks."""
    return Document(titre="Essai", date_edition=AUJOURD_HUI, blocks=blocks)


def written(*values: Value, path: Path) -> list[str]:
    """The cells of a row of these values, as they stand in the file."""
    columns = tuple(Column(f"Colonne {i}") for i in range(len(values)))
    renderer.render(document(Table(columns, (Row(values),), "Essai")), path)
    return path.read_bytes().decode("utf-8-sig").split("\r\n")[1].split(";")


def exported(nom: str, *fiches: FicheAction, path: Path) -> list[dict[str, str]]:
    """The rows of a document of the catalogue, by the titles of their columns."""
    modele = document_for(nom, path)
    renderer.render(build(modele, make_projet(*fiches), aujourd_hui=AUJOURD_HUI), path)
    renderer.verify(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_that_the_file_is_what_a_french_spreadsheet_expects(tmp_path: Path):
    columns = (Column("Action"), Column("Coût", align=Align.NUMBER, group="Coûts HT"))
    lignes = (Row(("Halle ; marché\nde « l’Église »", Euros(Decimal("1234.5")))),)
    renderer.render(document(Paragraph((Run("x"),)), Table(columns, lignes, "Essai")), tmp_path / "a.csv")
    octets = (tmp_path / "a.csv").read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf")
    assert octets.decode("utf-8-sig") == ('Action;Coûts HT – Coût\r\n"Halle ; marché\nde « l’Église »";1234,50\r\n')


def test_that_values_are_bare_and_what_is_unknown_is_empty(tmp_path: Path):
    valeurs: tuple[Value, ...] = (
        Euros(Decimal(-3)), Euros(None), Taux(Decimal("0.055")), Taux(None), date(2026, 1, 2), 2028, None, BLANK, "",
    )  # fmt: skip
    assert written(*valeurs, path=tmp_path / "a.csv") == ["-3,00", "", "0,055", "", "2026-01-02", "2028", "", "", ""]


@pytest.mark.parametrize("texte", ["=1+1", "+33 6 12", "-5 logements", "@SUM(A1)", "\t=A1"])
def test_that_a_text_is_never_run_as_a_formula(tmp_path: Path, texte: str):
    assert written(texte, path=tmp_path / "a.csv") == [f"'{texte}"]
    assert written((Run(texte, bold=True),), path=tmp_path / "a.csv") == [f"'{texte}"]


def test_that_a_title_over_the_rows_stands_alone_in_its_row(tmp_path: Path):
    titre = Row(("Orientation 1", "reste", BLANK), RowKind.GROUP)
    table = Table((Column("A"), Column("B"), Column("C")), (titre,), "Essai")
    renderer.render(document(KeepTogether((table,))), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1] == "Orientation 1;;"


def test_that_a_document_without_a_table_says_its_title(tmp_path: Path):
    renderer.render(document(Paragraph((Run("Rien"),))), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "Essai\n"


def test_that_an_empty_file_is_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf\r\n")
    with pytest.raises(ValueError, match=r"a\.csv"):
        renderer.verify(tmp_path / "a.csv")


def test_that_the_maquette_is_one_row_per_operation_that_counts(tmp_path: Path):
    deux = make_fiche(
        operations=(
            make_operation(intitule="Place", part_decidee=Decimal(50_000)),
            make_operation(uid=uid("o2"), intitule="Halle", base=BaseMontant.TTC),
        )
    )
    morte = make_fiche(uid=uid("m"), statut=StatutAction.ABANDONNEE)
    lignes = exported("maquette", deux, morte, path=tmp_path / "maquette.csv")
    assert [(ligne["Opération"], ligne["Base des montants"], ligne["Coûts – Coût"]) for ligne in lignes] == [
        ("Place", "HT", "100000,00"),
        ("Halle", "TTC", "120000,00"),
    ]
    assert [ligne["Contrôle – À trouver"] for ligne in lignes] == ["10000,00", ""]
    assert [ligne["État – DETR demandé"] for ligne in lignes] == ["40000,00", "40000,00"]


def test_that_the_fiches_are_one_row_per_operation_with_identity_dates_and_money(tmp_path: Path):
    sans_operation = make_fiche(uid=uid("s"), numero="3", operations=())
    lignes = exported("fiches", make_fiche_riche(), make_fiche_vide(), sans_operation, path=tmp_path / "fiches.csv")
    riche, sans, vide = lignes
    assert riche["Orientation"] == "1 · Retrouver un centre-ville habité et animé"
    assert (riche["Action"], riche["Statut"], riche["Priorité"]) == ("Requalifier la Grand-Place", "Inscrite", "Fort")
    assert riche["Maître d’ouvrage"] == "Commune de Valbrune"
    assert (riche["Commencement"], riche["Achèvement"]) == ("2027-03-01", "2028-06-30")
    assert riche["Coûts – Coût"] == "1138100,50"
    assert riche["Aides publiques – Acquis"] == "300000,00"
    assert (sans["N°"], sans["Opération"], sans["Base"], sans["Coûts – Coût"]) == ("3", "", "", "")
    assert (vide["Action"], vide["Coûts – Coût"]) == ("Action sans nom", "")
