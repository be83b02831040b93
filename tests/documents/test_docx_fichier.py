"""The Word file as a file: its properties, its bytes, what is refused."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from arbres import document_complet, mots
from factories import AUJOURD_HUI
from lecture_docx import complet, document, octets_complets, part_of, written

from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import docx
from pvd_desktop.documents.tree import Document, PageBreak, Paragraph


def test_that_the_file_says_what_it_is():
    properties = complet().core_properties
    assert properties.title.startswith("Convention-cadre")
    assert len(properties.title) == 255
    assert (properties.subject, properties.author, properties.language) == ("Convention", "Valbrune", "fr-FR")
    jour = datetime(2026, 11, 21)  # noqa: DTZ001
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == jour  # pyright: ignore
    assert '<w:lang w:val="fr-FR"' in part_of(octets_complets(), "word/styles.xml")


def test_that_the_same_data_and_day_give_the_same_bytes():
    other = replace(document_complet(), date_edition=date(2031, 1, 2))
    assert octets_complets() == docx.to_bytes(document_complet()) != docx.to_bytes(other)
    with ZipFile(BytesIO(octets_complets())) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_that_progress_goes_up_to_the_end_and_may_give_up():
    told: list[tuple[int, int]] = []

    class Steps:
        def step(self, done: int, total: int) -> None:
            told.append((done, total))
            if len(told) == limit:
                raise KeyboardInterrupt

    limit = -1
    docx.to_bytes(document_complet(), progress=Steps())
    parts = [done / total for done, total in told]
    assert parts == sorted(parts)
    assert parts[-1] == 1
    told.clear()
    limit = 2
    with pytest.raises(KeyboardInterrupt):
        docx.to_bytes(document_complet(), progress=Steps())


def test_that_only_the_styles_in_use_are_kept():
    styles = {style.name for style in written(document(mots("a"))).styles}
    assert {"Normal", "Heading 1", "Header", "Strong"} <= styles
    assert not {"Tableau PVD", "Couverture titre", "Secondaire"} & styles


@pytest.mark.parametrize(
    "source", [Document(titre="", date_edition=AUJOURD_HUI, blocks=()), document(Paragraph(())), document(PageBreak())]
)
def test_that_an_empty_document_can_be_read(source: Document, tmp_path: Path):
    docx.render(source, tmp_path / "vide.docx")
    docx.verify(tmp_path / "vide.docx")


def test_that_an_empty_project_can_be_written(tmp_path: Path):
    docx.render(build_fiches(Projet(), aujourd_hui=AUJOURD_HUI), tmp_path / "vide.docx")
    docx.verify(tmp_path / "vide.docx")


def test_that_a_file_that_is_no_docx_is_not_accepted(tmp_path: Path):
    (tmp_path / "faux.docx").write_bytes(b"pas un docx")
    docx.render(document(mots("a")), tmp_path / "vrai.docx")
    entier = (tmp_path / "vrai.docx").read_bytes()
    (tmp_path / "coupe.docx").write_bytes(entier[: len(entier) // 2])
    for copy, damaged in (("abime.docx", "word/document.xml"), ("styles.docx", "word/styles.xml")):
        with ZipFile(tmp_path / copy, "w") as target, ZipFile(tmp_path / "vrai.docx") as source:
            for name in source.namelist():
                blob = source.read(name)
                target.writestr(name, blob[:-20] if name == damaged else blob)
    (tmp_path / "somme.docx").write_bytes(entier.replace(entier[2000:2010], bytes(10)))
    for name in ("faux.docx", "coupe.docx", "abime.docx", "styles.docx", "somme.docx", "absent.docx"):
        with pytest.raises(ValueError, match=name):
            docx.verify(tmp_path / name)
    docx.verify(tmp_path / "vrai.docx")
