"""A file of mandats becomes the factures of an operation: its titles, its signs, its repeats, its mistakes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from typographie import faults

from models.domain.paiement import Facture, Marche, TypeMarche
from models.domain.paiements.bilan import LectureFactures, LigneConnue, SansTitresError
from models.domain.plan_financement import Operation
from models.domain.vocabulaire import PosteDepense
from pvd_desktop.imports.factures import read_collage_factures, read_factures
from pvd_desktop.ui.tasks import TaskCancelledError

ENTETE = "N° mandat;Bordereau;Date mandat;Tiers;Objet;N° facture;Montant HT (€);Montant TTC (€)"


def _read(tmp_path: Path, lignes: Sequence[str], operation: Operation | None = None, codage: str = "utf-8"):
    path = tmp_path / "mandats.csv"
    path.write_bytes("\r\n".join(lignes).encode(codage))
    return read_factures(path, operation or Operation(), lambda *_: None)


def _textes(lecture: LectureFactures) -> list[str]:
    return [remarque.texte for remarque in lecture.remarques]


def test_that_a_latin_1_export_with_decimal_commas_gives_its_factures(tmp_path: Path):
    lecture = _read(
        tmp_path,
        ["Mandats de l’exercice 2026", ENTETE, "2026-12;4;05/02/2026;Pavés d’Artois;Façade;F-1;1 234,56;1 481,47 €"],
        codage="cp1252",
    )
    assert lecture.factures == (
        Facture(
            uid=lecture.factures[0].uid,
            fournisseur="Pavés d’Artois",
            objet="Façade",
            numero="F-1",
            montant_ht=Decimal("1234.56"),
            montant_ttc=Decimal("1481.47"),
            numero_mandat="2026-12",
            bordereau="4",
            date_mandat=date(2026, 2, 5),
        ),
    )
    assert not lecture.remarques


def test_that_a_repeated_line_comes_once_whether_in_the_file_or_in_the_operation(tmp_path: Path):
    connue = Facture(
        fournisseur="BTP LYS", numero_mandat="2026-9", bordereau="3", montant_ht=Decimal(80), montant_ttc=Decimal(96)
    )
    lignes = [
        ENTETE,
        "2026-9;3;01/02/2026;Btp Lys;;;;96,00",
        "2026-12;4;05/02/2026;Pavés;;F-1;10;12",
        "2026-12;4;05/02/2026;PAVES;;F-1;10;12",
        "2026-12;4;05/02/2026;Pavés;;F-2;10;12",
        "2026-13;4;05/02/2026;Pavés;;F-1;10;12",
    ]
    lecture = _read(tmp_path, lignes, Operation(factures=(connue,)))
    assert [(f.numero_mandat, f.numero) for f in lecture.factures] == [
        ("2026-12", "F-1"),
        ("2026-12", "F-2"),
        ("2026-13", "F-1"),
    ]
    assert (lecture.repetees, lecture.deja) == (1, 1)
    assert lecture.connues == (LigneConnue(2, 0), LigneConnue(4, 3))
    assert [ligne.texte for ligne in lecture.connues] == [
        "ligne 2\u00a0: déjà dans l’opération",
        "ligne 4\u00a0: répète la ligne 3",
    ]
    assert "1 ligne répétée dans le fichier\u00a0; 1 ligne déjà dans l’opération" in lecture.bilan


def test_that_the_same_file_read_twice_adds_nothing(tmp_path: Path):
    lignes = [ENTETE, *(f"2026-{n};4;05/02/2026;Pavés;;;{n},10;" for n in range(1, 30))]
    premiere = _read(tmp_path, lignes)
    assert _read(tmp_path, lignes, Operation(factures=premiere.factures)).factures == ()


def test_that_amounts_below_zero_are_avoirs_however_they_are_written(tmp_path: Path):
    lignes = [ENTETE, "1;1;;A;;;-100,00;-120,00", "2;1;;A;;;(50);(60)", "3;1;;A;;;30-;36-"]
    lecture = _read(tmp_path, lignes)
    assert [(f.avoir, f.montant_ht, f.montant_ttc) for f in lecture.factures] == [
        (True, Decimal(100), Decimal(120)),
        (True, Decimal(50), Decimal(60)),
        (True, Decimal(30), Decimal(36)),
    ]


@pytest.mark.parametrize(
    ("titres", "jours"),
    [
        ("N° mandat;Date;Tiers;Montant TTC", (None, date(2026, 2, 5))),
        ("N° facture;Date;Fournisseur;Montant TTC", (date(2026, 2, 5), None)),
        ("N° mandat;Date;Date de facture;Montant TTC", (None, date(2026, 2, 5))),
        ("N° mandat;Date;Date du mandat;Montant TTC", (None, None)),
    ],
)
def test_that_a_date_of_no_other_name_is_that_of_what_the_table_numbers(
    tmp_path: Path, titres: str, jours: tuple[date | None, date | None]
):
    (facture,) = _read(tmp_path, [titres, "12;05/02/2026;;120"]).factures
    assert (facture.date_facture, facture.date_mandat) == jours


def test_that_a_date_of_no_other_name_that_cannot_be_read_is_told(tmp_path: Path):
    (dit,) = _textes(_read(tmp_path, ["N° mandat;Date;Tiers;Montant TTC", "12;31/02/2026;A;120"]))
    assert dit.startswith("Ligne 2, colonne B «\u00a0Date\u00a0» «\u00a031/02/2026\u00a0»")


def test_that_the_tva_gives_the_side_that_is_missing(tmp_path: Path):
    lecture = _read(tmp_path, ["Fournisseur;Montant TTC;TVA", "A;120;20"])
    assert lecture.factures[0].montant_ht == Decimal(100)


def test_that_what_cannot_be_read_is_told_with_its_line_column_value_and_remedy(tmp_path: Path):
    lecture = _read(
        tmp_path,
        [ENTETE, "1;1;31/02/2026;A;;;10;12", "2;1;mars 2026;B;;;10;12", "3;1;01/02/2026;C;;;1O,50;", "4;1;;D;;;;"],
    )
    dits = _textes(lecture)
    assert dits[0].startswith("Ligne 2, colonne C «\u00a0Date mandat\u00a0» «\u00a031/02/2026\u00a0»\u00a0: Ce n’est")
    assert dits[1].startswith("Ligne 3, colonne C")
    assert dits[1].endswith("Cette date ne dit pas le jour, et reste vide. Écrivez par exemple 03/04/2026.")
    assert dits[2].startswith(
        "Ligne 4, colonne G «\u00a0Montant HT (€)\u00a0»\u00a0: «\u00a01O,50\u00a0» n’est pas un montant"
    )
    assert "Cette ligne n’a pas de montant." in dits[3]
    assert (len(lecture.factures), lecture.ecartees) == (2, 2)
    assert not [faute for dit in dits for faute in faults(dit)]
    assert not faults(lecture.bilan)


def test_that_totals_and_titles_printed_again_are_no_factures(tmp_path: Path):
    lecture = _read(tmp_path, [ENTETE, "1;1;;A;;;10;12", ENTETE, "2;1;;B;;;10;12", ";;;TOTAL;;;20;24"])
    assert (len(lecture.factures), lecture.totaux, lecture.lignes) == (2, 1, 3)


def test_that_a_marche_is_found_by_its_number_or_by_its_only_titulaire(tmp_path: Path):
    voirie = Marche(numero="2024-11", titulaire="TP Lawe", poste=PosteDepense.EQUIPEMENT)
    avenant = Marche(numero="2024-11", titulaire="TP Lawe", type=TypeMarche.AVENANT)
    deux = tuple(Marche(numero=n, titulaire="Paysages") for n in ("1", "2"))
    lecture = _read(
        tmp_path,
        ["N° mandat;Fournisseur;Marché;Montant TTC", "1;X;2024-11;12", "2;tp lawe;;12", "3;Paysages;;12"],
        Operation(marches=(voirie, avenant, *deux)),
    )
    assert [f.marche for f in lecture.factures] == [voirie.uid, voirie.uid, None]
    assert lecture.factures[0].poste is PosteDepense.EQUIPEMENT


def test_that_a_workbook_is_read_from_the_sheet_that_holds_mandats(tmp_path: Path):
    classeur = Workbook()
    assert classeur.active is not None
    classeur.active.append(["Une page de garde"])
    feuille = classeur.create_sheet("Mandats")
    feuille.append(["N° mandat", "Fournisseur", "Date du mandat", "Montant HT"])
    feuille.append([1874, "Étude notariale", date(2023, 12, 15), 62000.0])
    classeur.save(tmp_path / "m.xlsx")
    lecture = read_factures(tmp_path / "m.xlsx", Operation(), lambda *_: None)
    assert [(f.numero_mandat, f.date_mandat, f.montant_ht) for f in lecture.factures] == [
        ("1874", date(2023, 12, 15), Decimal(62000))
    ]


def test_that_a_table_without_titles_says_which_ones_to_write(tmp_path: Path):
    with pytest.raises(SansTitresError) as refus:
        _read(tmp_path, ["1;2;3", "4;5;6"])
    assert "«\u00a0mandats.csv\u00a0»" in refus.value.message
    assert "N° de mandat" in refus.value.remede


def test_that_titles_without_any_amount_are_told_with_their_line_and_the_one_to_add(tmp_path: Path):
    with pytest.raises(SansTitresError) as refus:
        _read(tmp_path, ["Mandats de 2026", "", "N° mandat;Tiers;Payé", "1;A;10"])
    assert refus.value.message == (
        "«\u00a0mandats.csv\u00a0», ligne 3\u00a0: aucune colonne de montant parmi "
        "«\u00a0N° mandat\u00a0», «\u00a0Tiers\u00a0», «\u00a0Payé\u00a0»."
    )
    assert "Montant TTC" in refus.value.remede


def test_that_the_total_is_told_to_the_cent_on_the_sides_that_the_file_gives(tmp_path: Path):
    lecture = _read(tmp_path, ["N° mandat;Montant TTC", "1;1 234,56 €", "2;-34,57"])
    assert lecture.bilan == "2 factures à ajouter, 1\u202f199,99\u00a0€ TTC"
    assert not faults(lecture.bilan)


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separateur", [";", "\t", ",", "|"])
def test_that_any_encoding_and_separator_give_the_same_factures_under_titles_that_come_late(
    tmp_path: Path, codage: str, separateur: str
):
    rangs = (
        ("Commune de Valembecque",),
        (),
        ("N° mandat", "Date mandat", "Tiers", "Montant HT"),
        (),
        ("2026-1", "02/10/2026", "Pavés Hélène", '"1 234,56 €"'),
        ("", "", "", ""),
        ("2026-2", "3/10/26", "Pavés Hélène", '"- 34,56"'),
    )
    lecture = _read(tmp_path, [separateur.join(rang) for rang in rangs], codage=codage)
    assert [(f.numero_mandat, f.date_mandat, f.fournisseur, f.montant_ht, f.avoir) for f in lecture.factures] == [
        ("2026-1", date(2026, 10, 2), "Pavés Hélène", Decimal("1234.56"), False),
        ("2026-2", date(2026, 10, 3), "Pavés Hélène", Decimal("34.56"), True),
    ]
    assert lecture.somme.ht == Decimal(1_200)
    assert not lecture.remarques


def test_that_a_paste_with_its_titles_is_read_as_a_file():
    lecture = read_collage_factures("Fournisseur\tMontant TTC\tN° mandat\nA\t1 200,00\t77\n", Operation())
    assert lecture.factures[0].montant_ttc == Decimal(1200)


def test_that_a_hundred_thousand_rows_with_repeats_are_read_once_each_and_can_be_given_up(tmp_path: Path):
    lignes = [ENTETE, *(f"2026-{n % 25_000};{n % 250};05/02/2026;A;;;10,00;12,00" for n in range(100_000))]
    path = tmp_path / "mandats.csv"
    path.write_text("\n".join(lignes), "utf-8")
    vues: list[int] = []
    lecture = read_factures(path, Operation(), lambda fait, _total, _texte: vues.append(fait))
    assert (lecture.lignes, len(lecture.factures), lecture.repetees) == (100_000, 25_000, 75_000)
    assert (lecture.somme.ht, lecture.somme.ttc) == (Decimal(250_000), Decimal(300_000))
    assert len(lecture.connues) < 100
    assert lecture.connues[0] == LigneConnue(25_002, 2)
    assert len(vues) > 100

    def abandon(fait: int, _total: int, _texte: str) -> None:
        if fait > 2_000:
            raise TaskCancelledError

    with pytest.raises(TaskCancelledError):
        read_factures(path, Operation(), abandon)
