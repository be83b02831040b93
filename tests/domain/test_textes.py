import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import SaisieError
from models.domain.identifiants import code_insee_valide, parse_code_insee, parse_siren, siren_valide
from models.domain.textes import propre, propre_ligne


@given(st.text())
def test_that_a_clean_text_is_storable_and_stays_as_it_is(texte: str):
    net = propre(texte)
    assert propre(net) == net
    assert unicodedata.is_normalized("NFC", net)
    assert not [c for c in net if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"]
    net.encode("utf-8")


@pytest.mark.parametrize(
    ("brut", "net"),
    [
        ("un\r\ndeux\rtrois\u2028quatre\vcinq", "un\ndeux\ntrois\nquatre\ncinq"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("tab\tgardée", "tab\tgardée"),
        ("e\u0301te\u0301", "été"),
        ("\ufeffBOM, \ud800 seul", "BOM,  seul"),
        ("Halle\u200b couverte", "Halle couverte"),
        ("<b>gras</b> 👩‍🌾 « œuvre »", "<b>gras</b> 👩‍🌾 « œuvre »"),
    ],
)
def test_that_a_pasted_text_is_cleaned_and_nothing_else(brut: str, net: str):
    assert propre(brut) == net


def test_that_a_field_of_one_line_stays_on_one_line():
    assert propre_ligne("  Halle\r\n\tcouverte  2 ") == "Halle couverte  2"


@pytest.mark.parametrize("siren", ["200035442", "616820205", "216200808", "419349956"])
def test_that_real_siren_numbers_are_accepted(siren: str):
    assert siren_valide(siren)
    assert parse_siren(f" {siren[:3]} {siren[3:6]}.{siren[6:]} ") == siren


def test_that_the_siren_of_a_siret_is_kept_and_an_empty_field_stays_empty():
    assert parse_siren("216 200 808 00013") == "216200808"
    assert parse_siren(" ") == ""


@pytest.mark.parametrize("texte", ["216200809", "21620080", "ABCDEFGHI", "٢١٦٢٠٠٨٠٨"])
def test_that_a_wrong_siren_is_refused_with_its_value(texte: str):
    with pytest.raises(SaisieError, match=texte):
        parse_siren(texte)


def test_that_communes_have_a_code_insee_of_france():
    valides = ["62080", "2A004", "97105", "01001", "98735"]
    assert all(map(code_insee_valide, valides))
    assert not any(map(code_insee_valide, ["6208", "620800", "00001", "96001", "2C004", ""]))
    assert [parse_code_insee(" 2b033"), parse_code_insee("")] == ["2B033", ""]


def test_that_a_wrong_code_insee_is_refused_and_not_taken_for_a_postcode():
    with pytest.raises(SaisieError) as refus:
        parse_code_insee("6245O")
    assert "code postal" in refus.value.remede


def test_that_characters_that_reverse_the_reading_go_and_those_of_emojis_stay():
    assert propre("Halle\u202e 000\u2066 👩\u200d🌾") == "Halle 000 👩\u200d🌾"
