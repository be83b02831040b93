"""What the serializer writes is read the same by an independent CommonMark parser and by the field."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from models.domain.commonmark import (
    NUMERO,
    PARAGRAPHE,
    PUCE,
    Bloc,
    Passage,
    clean_link,
    normalize,
    serialize,
)
from models.domain.textes import propre
from pvd_desktop.ui.widgets.collage import blocs_from_html, blocs_from_text
from pvd_desktop.ui.widgets.document_riche import read_blocs, write_blocs
from pvd_desktop.ui.widgets.lecture import parse

# What gives trouble: marks, list starts, blanks of French typography, entities, accents, emojis.
ALPHABET = "ab é1.)(-+#>=~*_`[]<!&;:|\\'\"/ \u00a0\u202f’«»€😀à\n"
TEXTES = st.text(ALPHABET, max_size=8) | st.text(max_size=6).map(propre)
LIENS = st.sampled_from(["", "", "", "https://a.fr/x_(y)?b=1&copy;2", "mailto:a@b.fr"])
PASSAGES = st.builds(Passage, TEXTES, st.booleans(), st.booleans(), LIENS)
BLOCS = st.lists(
    st.builds(
        Bloc,
        st.lists(PASSAGES, min_size=1, max_size=5).map(tuple),
        st.sampled_from([PARAGRAPHE, PUCE, NUMERO]),
        st.integers(1, 2),
    ),
    max_size=6,
)


@given(BLOCS)
@example([Bloc((Passage("a"), Passage("(b)", gras=True), Passage("c", italique=True), Passage("d")))])
@example([Bloc((Passage("a", gras=True), Passage("b", gras=True, italique=True), Passage("c", italique=True)))])
@example([Bloc((Passage("a", gras=True, italique=True), Passage("b", gras=True), Passage("c")))])
@example([Bloc((Passage("Oh !"), Passage("ici", lien="https://a.fr")))])
@example([Bloc((Passage("1. a"),), NUMERO, 1), Bloc((Passage("- b"),), PUCE, 2), Bloc((Passage("c"),), NUMERO, 1)])
def test_that_an_independent_parser_reads_what_was_written(blocs: list[Bloc]):
    attendus = normalize(blocs)
    assert parse(serialize(attendus)) == attendus


@given(BLOCS)
def test_that_a_document_gives_back_what_was_put_in_it(qapp: QApplication, blocs: list[Bloc]):
    attendus = normalize(blocs)
    document = QTextDocument()
    write_blocs(document, attendus)
    assert read_blocs(document) == attendus
    assert not document.isModified()


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("# Titre\n\nSuite", "**Titre**\n\nSuite"),
        ("ligne\nsuite\\\nfin", "ligne suite\n\nfin"),
        ("```\ncode\n```\n\n> citation", "code\n\ncitation"),
        ("- a\n  - b\n    - c", "- a\n  - b\n  - c"),
        ("<b>gras</b> ![image](x.png)", "\\<b>gras\\</b> image"),
        ("a\n\n***\n\nb", "a\n\nb"),
    ],
)
def test_that_what_a_field_cannot_hold_becomes_plain_paragraphs(texte: str, attendu: str):
    assert serialize(parse(texte)) == attendu


@given(BLOCS)
def test_that_normal_blocks_stay_as_they_are(blocs: list[Bloc]):
    assert normalize(normalize(blocs)) == normalize(blocs)


@pytest.mark.parametrize(
    ("blocs", "attendu"),
    [
        ([Bloc((Passage("Le "), Passage("mot", gras=True), Passage(", oui.")))], "Le **mot**, oui."),
        ([Bloc((Passage("Coût\u00a0: 1\u202f234,50\u00a0€"),))], "Coût\u00a0: 1\u202f234,50\u00a0€"),
        ([Bloc((Passage("R&D, 2 * 3"),))], "R&D, 2 \\* 3"),
        ([Bloc((Passage("un"),)), Bloc((Passage("deux"),))], "un\n\ndeux"),
        ([Bloc((Passage("a"),), PUCE, 1), Bloc((Passage("b"),), PUCE, 2)], "- a\n  - b"),
        ([Bloc((Passage("a"),), NUMERO, 1), Bloc((Passage("b"),), NUMERO, 1)], "1. a\n2. b"),
        ([Bloc((Passage("ici", lien="https://a.fr"),))], "[ici](https://a.fr)"),
    ],
)
def test_that_the_text_stays_readable_as_it_is(blocs: list[Bloc], attendu: str):
    assert serialize(normalize(blocs)) == attendu


def test_that_only_links_of_the_web_and_of_mail_are_kept():
    assert clean_link(" https://exemple.fr/à voir ") == "https://exemple.fr/%C3%A0%20voir"
    assert clean_link("javascript:alert(1)") == ""
    assert clean_link("file:///etc/passwd") == ""


def test_that_a_web_page_is_reduced_to_paragraphs_lists_and_links():
    html = """<html><head><title>x</title><style>p{color:red}</style></head><body>
    <h2>Titre</h2>
    <p style="color:red">Un <b>gras</b> <script>alert(1)</script><i>penché</i>
    <a href="https://a.fr">lien</a><img src=x></p>
    <ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><table><tr><td>1</td><td>2</td></tr></table></body></html>"""
    assert serialize(blocs_from_html(html, 1000)) == (
        "**Titre**\n\nUn **gras** _penché_ [lien](https://a.fr)\n\n- a\n  1. b\n- c\n\n1 2"
    )


def test_that_the_lists_of_word_are_lists():
    html = (
        "<html><body><!--StartFragment-->"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]>"
        "<span>·<span>&nbsp; </span></span>"
        "<![endif]>Acquérir<o:p></o:p></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>"
        "<![if !supportLists]>1."
        "<span>&nbsp;</span><![endif]>Étudier</p>"
        "<p class=MsoNormal><span style='font-weight:bold'>Fin</span></p><!--EndFragment--></body></html>"
    )
    assert serialize(blocs_from_html(html, 1000)) == "- Acquérir\n  1. Étudier\n\n**Fin**"


def test_that_control_characters_are_left_behind():
    assert serialize(blocs_from_text("a\x00b\x07\r\nc", 100)) == "ab\n\nc"


@given(st.text())
def test_that_any_html_is_read(html: str):
    blocs_from_html(html, 1000)


def test_that_reading_a_page_stops_at_the_limit():
    blocs = blocs_from_html("<p>mot</p>" * 100_000, 300)
    assert sum(len(p.texte) for bloc in blocs for p in bloc.passages) == 300
