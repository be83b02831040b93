"""CommonMark of the long texts read into blocks."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import Block, ListBlock, ListItem, Paragraph, Run


def words(blocks: tuple[Block, ...]) -> list[str]:
    """Words in the order they are read."""

    def texts(block: Block) -> list[str]:
        if isinstance(block, Paragraph):
            return ["".join(run.text for run in block.runs)]
        assert isinstance(block, ListBlock)
        found: list[str] = []
        for item in block.items:
            found.append("".join(run.text for run in item.runs))
            found.extend(texts(item.children) if item.children else [])
        return found

    return re.findall(r"\w+", "\n".join(chain.from_iterable(texts(block) for block in blocks)))


def test_that_emphasis_links_and_breaks_become_runs():
    (paragraph,) = blocks_of("Un **gras**, un *italique*, [un lien](https://exemple.fr)\\\nà la ligne\nsuite")
    assert paragraph == Paragraph(
        (
            Run("Un "),
            Run("gras", bold=True),
            Run(", un "),
            Run("italique", italic=True),
            Run(", "),
            Run("un lien", link="https://exemple.fr"),
            Run("\nà la ligne suite"),
        )
    )


def test_that_two_list_levels_stand_and_deeper_ones_join_the_second():
    (liste,) = blocks_of("3. a\n4. b\n   - c\n     - d\n       - e\n   - f\n\n   fin\n   - g")
    assert isinstance(liste, ListBlock)
    assert (liste.ordered, liste.start) == (True, 3)
    assert [item.runs for item in liste.items] == [(Run("a"),), (Run("b"),), (Run("fin"),)]
    enfants = liste.items[1].children
    assert enfants
    assert [item.runs[0].text for item in enfants.items] == ["c", "d", "e", "f"]
    assert not any(item.children for item in enfants.items)


def test_that_two_lists_and_a_second_paragraph_of_one_item_are_kept():
    (liste,) = blocks_of("- a\n\n  suite\n  - b\n\n  1. c\n-\n- - d")
    assert isinstance(liste, ListBlock)
    assert liste.items == (
        ListItem((Run("a"), Run("\n"), Run("suite")), ListBlock((ListItem((Run("b"),)),))),
        ListItem((), ListBlock((ListItem((Run("c"),)),), ordered=True)),
        ListItem((), ListBlock((ListItem((Run("d"),)),))),
    )


def test_that_an_item_made_of_lists_only_gives_its_items():
    (liste,) = blocks_of("- a\n  - - b\n    - c")
    assert liste == ListBlock((ListItem((Run("a"),), ListBlock((ListItem((Run("b"),)), ListItem((Run("c"),))))),))


def test_that_an_empty_list_and_an_empty_text_have_no_block():
    assert blocks_of("") == ()
    assert blocks_of("-\n-\n") == ()


@pytest.mark.parametrize(
    "texte",
    [
        "# Titre",
        "<b>gras</b> &",
        "`code`",
        "> citation",
        "![image](a.png)",
        "[ref]: https://exemple.fr",
        "    code indenté",
        "a | b",
    ],
)
def test_that_anything_else_stays_as_it_was_typed(texte: str):
    (paragraph,) = blocks_of(texte)
    assert isinstance(paragraph, Paragraph)
    assert re.findall(r"\w+", texte) == words((paragraph,)) or "a.png" in texte


@pytest.mark.parametrize("lien", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "interne"])
def test_that_a_link_to_anything_but_the_web_or_a_mailbox_is_text(lien: str):
    (paragraph,) = blocks_of(f"[mot]({lien})")
    assert isinstance(paragraph, Paragraph)
    assert not any(run.link for run in paragraph.runs)
    assert "mot" in words((paragraph,))


def test_that_a_nesting_too_deep_is_read_as_plain_paragraphs():
    texte = "- " * 2000 + "mot\n\n\n- fin"
    blocks = blocks_of(texte)
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert words(blocks) == ["mot", "fin"]


_PIECES = st.sampled_from(
    [
        "- ",
        "  - ",
        "1. ",
        "   ",
        "**",
        "*",
        "_",
        "[",
        "](https://a.fr)",
        "\n",
        "\n\n",
        "\\\n",
        "# ",
        "> ",
        "```\n",
        "<b>",
        "&amp;",
        "| ",
        "===",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.from_regex(r"[a-zéœ]{1,8}", fullmatch=True), st.text(max_size=4)), max_size=60))
def test_that_reading_never_fails(pieces: list[str]):
    blocks_of("".join(pieces))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["- ", "  - ", "    - ", "1. ", "**", "*", " ", "\n", "\n\n", "# ", "> ", "`"]),
            st.from_regex(r"[bcdéœ]{3,8}", fullmatch=True),
        ),
        max_size=60,
    )
)
def test_that_no_word_is_lost_or_moved(pieces: list[str]):
    texte = " ".join(pieces)
    attendus = [mot for mot in re.findall(r"\w+", texte) if mot.isalpha()]
    assert [mot for mot in words(blocks_of(texte)) if mot.isalpha()] == attendus


def test_that_a_text_of_the_house_is_read():
    assert text_runs("previsionnel")[0].bold
