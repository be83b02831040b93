"""Search among names: what is found, and in which order."""

import pytest

from models.domain.recherche import Recherche

NOMS = ("Réhabiliter l’îlot Gambetta", "2.1 · École du centre", "Îlot du marché", "Œuvre d’art", "Halle")


def _find(question: str, limite: int = 10) -> list[str]:
    return list(Recherche((nom, nom) for nom in NOMS).find(question, limite).premiers)


@pytest.mark.parametrize("question", ["ecole", "ÉCOLE", "  école ", "2.1", "centre école", "cole"])
def test_that_accents_case_order_and_place_do_not_hide_a_name(question: str):
    assert _find(question) == ["2.1 · École du centre"]


def test_that_a_ligature_is_found_by_its_letters():
    assert _find("oeuv") == ["Œuvre d’art"]


def test_that_the_start_of_the_name_comes_first_then_that_of_a_word_then_any_place():
    assert _find("ilot") == ["Îlot du marché", "Réhabiliter l’îlot Gambetta"]
    noms = ("Salle", "Les halles", "Halle")
    assert list(Recherche((n, n) for n in noms).find("alle", 3).premiers) == ["Salle", "Les halles", "Halle"]
    assert list(Recherche((n, n) for n in noms).find("hal", 3).premiers) == ["Halle", "Les halles"]


def test_that_every_word_must_be_found():
    assert _find("îlot gam") == ["Réhabiliter l’îlot Gambetta"]
    assert _find("îlot piscine") == []


def test_that_no_word_finds_everything_in_its_order():
    assert _find("") == list(NOMS)
    assert _find(" … ") == list(NOMS)


def test_that_what_is_beyond_the_limit_is_counted():
    trouvailles = Recherche((n, n) for n in NOMS).find("", 2)
    assert (len(trouvailles.premiers), trouvailles.total) == (2, 5)
