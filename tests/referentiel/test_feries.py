"""The public holidays of a town are those of its département, and carry their French names."""

from datetime import date

import pytest
from typographie import faults

from models.referentiel.feries import load_feries

METROPOLE = {
    date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1), date(2026, 11, 11), date(2026, 12, 25),
}  # fmt: skip


@pytest.mark.parametrize("departement", ["", "62", "2A", "999"])
def test_that_a_town_of_the_metropole_has_its_eleven_holidays(departement: str):
    assert set(load_feries(departement, 2026)) == METROPOLE


@pytest.mark.parametrize("departement", ["57", "67", "68"])
def test_that_alsace_and_the_moselle_have_two_more(departement: str):
    assert set(load_feries(departement, 2026)) - METROPOLE == {date(2026, 4, 3), date(2026, 12, 26)}


@pytest.mark.parametrize(
    ("departement", "jour"),
    [
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2026, 12, 20)),
        ("976", date(2026, 4, 27)),
    ],
)
def test_that_each_overseas_departement_remembers_the_abolition_on_its_day(departement: str, jour: date):
    assert "esclavage" in load_feries(departement, 2026)[jour]


def test_that_names_are_french_and_typeset():
    noms = [nom for departement in ("", "57", "971", "974", "988") for nom in load_feries(departement, 2026).values()]
    assert "Noël" in noms
    assert "Jour de l’an" in noms or "Jour de l’An" in noms
    assert not [nom for nom in noms if faults(nom)]


def test_that_a_year_typed_wrong_says_nothing():
    assert load_feries("62", 9999) == {}
