"""Files as they come, and files that should not be opened: bounded, never half read, each refusal with a way out."""

import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from tableaux import ecrire, octets

from models.domain.importation.feuille import Anomalie, Classeur
from pvd_desktop.imports import archives, classeurs
from pvd_desktop.imports.source import SourceError
from pvd_desktop.imports.tableur import read_classeur, read_collage

LIGNES = (("N°", "Intitulé", "Coût HT"), (1, "Halle", 12000.5), (2, "Été", None))


def read(path: Path, contenu: bytes) -> Classeur:
    path.write_bytes(contenu)
    return read_classeur(path)


def refused(path: Path, contenu: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(path, contenu)
    assert caught.value.remede
    return caught.value


def repacked(contenu: bytes, **parties: bytes | Callable[[bytes], bytes]) -> bytes:
    """A workbook in which some parts are added, or rewritten; « / » is written « __ »."""
    sortie = BytesIO()
    changements = {nom.replace("__", "/").replace("_dot_", "."): quoi for nom, quoi in parties.items()}
    with zipfile.ZipFile(BytesIO(contenu)) as avant, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres:
        for nom in avant.namelist():
            quoi = changements.pop(nom, None)
            apres.writestr(nom, quoi(avant.read(nom)) if callable(quoi) else quoi or avant.read(nom))
        for nom, quoi in changements.items():
            assert isinstance(quoi, bytes)
            apres.writestr(nom, quoi)
    return sortie.getvalue()


@pytest.fixture
def classeur(tmp_path: Path) -> bytes:
    return ecrire(tmp_path / "modele.xlsx", *LIGNES).read_bytes()


def test_that_cells_keep_their_value_and_their_place(tmp_path: Path):
    path = ecrire(
        tmp_path / "a.xlsx",
        ("Titre",),
        (),
        (1.1, "deux\nlignes", True, date(2026, 4, 3), 0.1 + 0.2, "  ", "#REF!"),
        fusions=("A1:C1",),
        gras=(1,),
    )
    (feuille,) = read_classeur(path).feuilles
    titre, ligne = feuille.lignes
    assert (titre.numero, titre.en_evidence, ligne.numero, ligne.en_evidence) == (1, True, 3, False)
    assert ligne.valeurs[:5] == (Decimal("1.1"), "deux\nlignes", True, date(2026, 4, 3), Decimal("0.3"))
    assert isinstance(ligne.valeurs[6], Anomalie)
    assert [(f.ligne, f.colonne, f.derniere_colonne) for f in feuille.fusions] == [(1, 0, 2)]


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_that_texts_are_read_whatever_their_encoding_and_separator(codage: str, separateur: str, tmp_path: Path):
    lignes = ("N°;Intitulé;Coût", "1;Réfection de l’église;12 000 €")
    texte = "\r\n".join(lignes).replace(";", separateur) + f'\r\n2{separateur}"à {separateur} et ""g"""\r\n'
    (feuille,) = read(tmp_path / "a.csv", texte.encode(codage)).feuilles
    assert [ligne.valeurs for ligne in feuille.lignes] == [
        ("N°", "Intitulé", "Coût"),
        ("1", "Réfection de l’église", "12 000 €"),
        ("2", f'à {separateur} et "g"'),
    ]


def test_that_decimal_commas_do_not_part_columns(tmp_path: Path):
    (feuille,) = read(tmp_path / "a.csv", b"a;b;c\n1,5;2,5;3\n4,5;;6,5\n").feuilles
    assert feuille.largeur == 3


def test_that_the_line_that_excel_writes_for_itself_is_no_row(tmp_path: Path):
    (feuille,) = read(tmp_path / "a.csv", b"sep=,\nN,Nom\n1,Halle\n").feuilles
    assert [(x.numero, x.valeurs) for x in feuille.lignes] == [(2, ("N", "Nom")), (3, ("1", "Halle"))]


def test_that_a_paste_keeps_the_lines_inside_a_cell():
    (feuille,) = read_collage('Action\tCoût\n"Halle\ncouverte"\t12 000\n').feuilles
    assert feuille.lignes[1].valeurs == ("Halle\ncouverte", "12 000")


def test_that_an_empty_paste_is_refused():
    with pytest.raises(SourceError):
        read_collage(" \n\t\n")


def test_that_a_file_is_known_by_its_bytes_not_by_its_name(tmp_path: Path):
    assert read(tmp_path / "faux.xls", b"N;Nom\n1;Halle\n").feuilles[0].lignes[1].valeurs == ("1", "Halle")


def test_that_an_old_workbook_says_how_to_save_it(tmp_path: Path):
    ole = archives._OLE + b"\0" * 504 + "Workbook".encode("utf-16-le")
    erreur = refused(tmp_path / "vieux.xls", ole)
    assert "ancien format" in erreur.message
    assert "Classeur Excel (.xlsx)" in erreur.remede


def test_that_a_password_is_told_from_an_old_format(tmp_path: Path):
    ole = archives._OLE + b"\0" * 2_000_000 + "EncryptedPackage".encode("utf-16-le")
    assert "mot de passe" in refused(tmp_path / "secret.xlsx", ole).message


def test_that_macros_and_links_are_ignored_and_told(classeur: bytes, tmp_path: Path):
    lu = read(
        tmp_path / "a.xlsm", repacked(classeur, xl__vbaProject_dot_bin=b"x", xl__externalLinks__a_dot_xml=b"<a/>")
    )
    assert len(lu.remarques) == 2
    assert "macros" in lu.remarques[0]
    assert len(lu.feuilles[0].lignes) == 3


def test_that_a_bomb_is_refused_before_it_unfolds(classeur: bytes, tmp_path: Path):
    bombe = repacked(classeur, xl__sharedStrings_dot_xml=b"<a>" + b"0" * 30_000_000)
    tracemalloc.start()
    try:
        assert "démesuré" in refused(tmp_path / "bombe.xlsx", bombe).message
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_that_many_reasonable_parts_do_not_make_a_bomb(
    classeur: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archives, "DEPLIE_MAX", 5_000)
    assert "démesuré" in refused(tmp_path / "bombe.xlsx", classeur).message


@pytest.mark.parametrize("entete", [b"<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!DOCTYPE a>".encode("utf-16-le")])
def test_that_xml_that_declares_entities_is_never_parsed(entete: bytes, classeur: bytes, tmp_path: Path):
    piege = repacked(classeur, xl__worksheets__sheet1_dot_xml=lambda xml: entete + xml)
    assert "aucun logiciel de bureau" in refused(tmp_path / "piege.xlsx", piege).message


def test_that_a_file_out_of_proportion_is_not_read(tmp_path: Path):
    path = tmp_path / "gros.xlsx"
    with path.open("wb") as fichier:
        fichier.truncate(200_000_000)
    with pytest.raises(SourceError) as caught:
        read_classeur(path)
    assert "200,0" in caught.value.message


def test_that_a_sheet_that_announces_a_million_rows_is_as_long_as_its_values(classeur: bytes, tmp_path: Path):
    def announce(xml: bytes) -> bytes:
        vides = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % i for i in range(4, 150_000))
        fin = b'<row r="1048576" s="1"/></sheetData>'
        return xml.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"').replace(b"</sheetData>", vides + fin)

    path = tmp_path / "long.xlsx"
    path.write_bytes(repacked(classeur, xl__worksheets__sheet1_dot_xml=announce))
    tracemalloc.start()
    try:
        lu = read_classeur(path)
        assert len(lu.feuilles[0].lignes) == 3
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


def test_that_too_many_rows_are_refused_rather_than_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(classeurs, "LIGNES_MAX", 2)
    path = ecrire(tmp_path / "a.xlsx", *LIGNES)
    with pytest.raises(SourceError, match="plus de 2 lignes"):
        read_classeur(path)


def test_that_columns_beyond_the_last_are_told(tmp_path: Path):
    path = ecrire(tmp_path / "large.xlsx", [f"c{i}" for i in range(400)])
    (feuille,) = read_classeur(path).feuilles
    assert feuille.largeur == 300
    assert "300" in feuille.remarques[0]


def test_that_formulas_say_what_is_wrong_with_them(tmp_path: Path):
    nouveau = Workbook()
    feuille = nouveau.active
    assert feuille is not None
    feuille.append(("Intitulé", "Coût"))
    feuille.append(("Halle", "=1+1"))
    (lue,) = read(tmp_path / "a.xlsx", octets(nouveau)).feuilles
    anomalie = lue.lignes[1].valeurs[1]
    assert isinstance(anomalie, Anomalie)
    assert "pas de résultat enregistré" in anomalie.message
    assert anomalie.remede


@pytest.mark.parametrize("coupe", [100, 900, -200])
def test_that_a_damaged_workbook_is_told_so(coupe: int, classeur: bytes, tmp_path: Path):
    assert "endommagé" in refused(tmp_path / "casse.xlsx", classeur[:coupe]).message


@pytest.mark.parametrize("rayure", [b"\xff" * 8, bytes(8), b"\x55" * 100], ids=["uns", "zéros", "texte"])
@pytest.mark.parametrize("lignes", [1, 9000])
def test_that_a_workbook_scratched_anywhere_is_told_so(rayure: bytes, lignes: int, tmp_path: Path):
    """Its list of parts is whole: only what they hold cannot be unfolded, at once or far into a long sheet."""
    nouveau = Workbook()
    feuille = nouveau.active
    assert feuille is not None
    for ligne in range(lignes):
        feuille.append(("Halle", ligne, f"{ligne * ligne}"))
    sain = octets(nouveau)
    with zipfile.ZipFile(BytesIO(sain)) as archive:
        parties = {p.filename: p.header_offset + 60 + p.compress_size // 2 for p in archive.infolist()}
    for nom in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        casse = sain[: parties[nom]] + rayure + sain[parties[nom] + len(rayure) :]
        assert "endommagé" in refused(tmp_path / "casse.xlsx", casse).message


def test_that_a_workbook_whose_sheet_is_no_xml_is_told_so(classeur: bytes, tmp_path: Path):
    casse = repacked(classeur, xl__worksheets__sheet1_dot_xml=lambda xml: xml[:300])
    assert "endommagé" in refused(tmp_path / "casse.xlsx", casse).message


@pytest.mark.parametrize(
    ("parties", "mot"),
    [
        ({"xl__workbook_dot_bin": b"x"}, ".xlsb"),
        ({"content_dot_xml": b"<a/>"}, "OpenDocument"),
        ({"word__document_dot_xml": b"<a/>"}, "Word"),
    ],
)
def test_that_other_office_files_are_named(parties: dict[str, bytes], mot: str, classeur: bytes, tmp_path: Path):
    assert mot in refused(tmp_path / "autre.xlsx", repacked(classeur, **parties)).message


def test_that_a_zip_with_a_password_is_refused(classeur: bytes, tmp_path: Path):
    # The flag of encryption, in the local header and in the directory.
    debut = bytearray(classeur)
    for signature, ou in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = debut.find(signature)
        struct.pack_into("<H", debut, place + ou, 1)
    assert refused(tmp_path / "chiffre.xlsx", bytes(debut))


@pytest.mark.parametrize(
    "contenu",
    [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"<html><table><tr><td>a</td></tr></table></html>", b"\n\n"],
)
def test_that_what_is_no_table_is_refused(contenu: bytes, tmp_path: Path):
    refused(tmp_path / "a.csv", contenu)


def test_that_a_quote_that_never_closes_is_refused_when_it_swallows_the_file(tmp_path: Path):
    assert "guillemet" in refused(tmp_path / "a.csv", b'a;b\n"' + b"x;y\n" * 60_000).message


def test_that_a_folder_and_an_absent_file_are_told_so(tmp_path: Path):
    for path in (tmp_path, tmp_path / "absent.xlsx"):
        with pytest.raises(SourceError):
            read_classeur(path)


def test_that_the_reading_stops_when_the_person_gives_up(tmp_path: Path):
    class GiveUpError(Exception):
        pass

    def stop(*_: object) -> None:
        raise GiveUpError

    path = ecrire(tmp_path / "a.xlsx", *LIGNES)
    with pytest.raises(GiveUpError):
        read_classeur(path, stop)


def test_that_openpyxl_is_loaded_for_workbooks_only(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n1;2\n")
    code = (
        "import sys; from pathlib import Path; from pvd_desktop.imports.tableur import read_classeur; "
        f"read_classeur(Path({str(path)!r})); sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("octets", "mot"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"{\\rtf1 x}", "mis en forme"),
    ],
)
def test_that_what_is_no_table_says_what_it_is(tmp_path: Path, octets: bytes, mot: str):
    (tmp_path / "plan.csv").write_bytes(octets)
    with pytest.raises(SourceError, match=mot) as refus:
        read_classeur(tmp_path / "plan.csv")
    assert "collez-les" in refus.value.remede
