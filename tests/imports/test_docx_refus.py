"""Word files that should not be read, or not whole: each is told in plain words, and nothing outside is opened."""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from fiches_word import MODELES

from models.domain.projet import Projet
from models.referentiel.importation import load_connaissances
from pvd_desktop.imports.archives import FICHIER_MAX
from pvd_desktop.imports.docx_proposition import proposer_fiches, read_docx
from pvd_desktop.imports.source import SourceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def fiche(tmp_path: Path) -> Path:
    path = tmp_path / "fiches.docx"
    MODELES["sans_tableau"](path)
    return path


def refaire(path: Path, changes: dict[str, bytes]) -> Path:
    """The same archive with other parts."""
    with ZipFile(path) as archive:
        parties = {nom: archive.read(nom) for nom in archive.namelist()} | changes
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for nom, octets in parties.items():
            archive.writestr(nom, octets)
    return path


def partie(path: Path, nom: str) -> bytes:
    with ZipFile(path) as archive:
        return archive.read(nom)


def refus(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        proposer_fiches(read_docx(path), Projet(), load_connaissances())
    assert caught.value.remede
    assert path.name in caught.value.message
    return f"{caught.value.message} {caught.value.remede}"


def remarques(path: Path) -> str:
    proposition = proposer_fiches(read_docx(path), Projet(), load_connaissances())
    assert len(proposition.projet.fiches) == 1
    return " ".join(r.message for r in proposition.remarques)


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [
        (b"", "est vide"),
        (OLE, "ancien format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        (b"{\\rtf1 bonjour}", "un texte RTF"),
        (b"%PDF-1.7", "un PDF"),
        (b"PK\x03\x04 coupe", "endommag"),
        (b"Bonjour", "n’est pas un document Word"),
    ],
)
def test_that_a_file_that_is_no_document_is_told_apart(tmp_path: Path, octets: bytes, attendu: str):
    path = tmp_path / "fiches.docx"
    path.write_bytes(octets)
    assert attendu in refus(path)


def test_that_an_old_document_says_how_to_save_it(tmp_path: Path):
    path = tmp_path / "fiches.doc"
    path.write_bytes(OLE)
    assert "Enregistrer sous" in refus(path)
    assert "Document Word (.docx)" in refus(path)


def test_that_an_absent_file_and_a_folder_are_told(tmp_path: Path):
    assert "n’existe pas" in refus(tmp_path / "absent.docx")
    (tmp_path / "dossier.docx").mkdir()
    assert "dossier" in refus(tmp_path / "dossier.docx")


def test_that_two_hundred_megabytes_are_refused_unread(tmp_path: Path):
    path = tmp_path / "photos.docx"
    with path.open("wb") as fichier:
        fichier.truncate(200_000_000)
    assert FICHIER_MAX < 200_000_000
    assert "c’est trop pour des fiches-actions" in refus(path)


def test_that_a_zip_bomb_is_not_unfolded(tmp_path: Path):
    path = refaire(fiche(tmp_path), {"word/document.xml": b"<w:document>" + b" " * 30_000_000})
    assert "démesuré" in refus(path)


def test_that_entities_are_refused(tmp_path: Path):
    corps = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'
    assert "aucun logiciel de bureau" in refus(refaire(fiche(tmp_path), {"word/document.xml": corps}))


def test_that_a_body_cut_short_is_damaged(tmp_path: Path):
    path = fiche(tmp_path)
    assert "endommagé" in refus(refaire(path, {"word/document.xml": partie(path, "word/document.xml")[:2000]}))


def test_that_tables_inside_tables_without_end_are_refused(tmp_path: Path):
    path = fiche(tmp_path)
    corps = partie(path, "word/document.xml").decode()
    puits = "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000
    assert "endommagé" in refus(
        refaire(path, {"word/document.xml": corps.replace("<w:body>", f"<w:body>{puits}").encode()})
    )


def test_that_an_empty_document_and_one_of_pictures_are_told(tmp_path: Path):
    path = tmp_path / "vide.docx"
    Document().save(str(path))
    assert "est vide" in refus(path)
    image = Path(__file__).parents[2] / "resources" / "icons" / "application.png"
    document = Document()
    document.add_picture(str(image if image.exists() else _png(tmp_path)))
    document.save(str(path))
    assert "ne contient que des images" in refus(path)


def _png(tmp_path: Path) -> Path:
    from PIL import Image

    path = tmp_path / "image.png"
    Image.new("RGB", (4, 4)).save(path)
    return path


def test_that_words_that_are_no_fiche_are_told(tmp_path: Path):
    path = tmp_path / "lettre.docx"
    document = Document()
    document.add_paragraph("Madame la Maire, je vous prie de trouver ci-joint le dossier.")
    document.save(str(path))
    assert "Aucune fiche-action n’a été reconnue" in refus(path)


def test_that_a_list_of_actions_is_sent_to_the_reader_of_tables(tmp_path: Path):
    path = tmp_path / "suivi.docx"
    document = Document()
    table = document.add_table(3, 4)
    for rangee, textes in zip(
        table.rows,
        (
            ("N°", "Action", "Maître d’ouvrage", "Coût"),
            ("1", "Halle", "Commune", "10 000 €"),
            ("2", "Rue", "Commune", "5 000 €"),
        ),
        strict=True,
    ):
        for cellule, texte in zip(rangee.cells, textes, strict=True):
            cellule.text = texte
    document.save(str(path))
    assert "liste d’actions" in refus(path)


def test_that_macros_are_left_and_said(tmp_path: Path):
    path = refaire(fiche(tmp_path), {"word/vbaProject.bin": b"macro"}).rename(tmp_path / "fiches.docm")
    assert "macros" in remarques(path)


def test_that_what_is_outside_is_named_and_never_opened(tmp_path: Path):
    path = fiche(tmp_path)
    dehors = tmp_path / "piege.dotx"
    dehors.mkdir()
    relation = (
        f'<Relationship Id="rIdX" Type="http://x/attachedTemplate" Target="{dehors.as_uri()}" TargetMode="External"/>'
    )
    rels = partie(path, "word/_rels/document.xml.rels").decode()
    refaire(
        path, {"word/_rels/document.xml.rels": rels.replace("</Relationships>", f"{relation}</Relationships>").encode()}
    )
    assert re.search(r"fichiers du dehors \(.*\)\u00a0: rien n’en a été ouvert", remarques(path))
