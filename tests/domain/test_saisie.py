from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import SaisieError
from models.domain.formats import format_date, format_date_longue, format_euros, format_taux, rang_du_mois
from models.domain.saisie import (
    MONTANT_LIMITE,
    PartDeLaBase,
    parse_annee,
    parse_date,
    parse_montant,
    parse_montant_ou_part,
    parse_taux,
)

JOUR = date(2026, 11, 21)
JOURS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(st.decimals(0, MONTANT_LIMITE - 1, places=2))
def test_that_an_amount_shown_is_read_back(montant: Decimal):
    assert parse_montant(format_euros(montant)) == montant


@given(st.decimals(0, 1, places=6))
def test_that_a_rate_shown_is_read_back(taux: Decimal):
    assert parse_taux(format_taux(taux)) == taux


@given(JOURS)
def test_that_a_date_shown_is_read_back(jour: date):
    assert parse_date(format_date(jour), JOUR) == jour
    assert parse_date(format_date_longue(jour), JOUR) == jour
    assert parse_date(jour.isoformat(), JOUR) == jour
    assert parse_date(f"{jour:%d%m%Y}", JOUR) == jour


@given(st.text(max_size=40))
def test_that_any_text_is_read_or_refused_in_french(texte: str):
    for lire in (parse_montant, parse_taux, parse_annee, lambda t: parse_date(t, JOUR)):
        refus = None
        try:
            lire(texte)
        except SaisieError as erreur:
            refus = erreur
        assert refus is None or (refus.message.startswith("«\u00a0") and refus.remede)


@given(st.text("0123456789+-*/x%() .,=", max_size=60))
def test_that_any_computation_ends_in_an_amount_or_a_refusal(texte: str):
    try:
        montant = parse_montant(f"={texte}")
    except SaisieError:
        return
    assert montant is not None
    assert 0 <= montant < MONTANT_LIMITE
    assert montant == montant.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("texte", "montant"),
    [
        ("12 345,60", "12345.60"),
        ("12345.6", "12345.6"),
        ("12\u00a0345,60\u00a0€", "12345.60"),
        ("12\u202f345,60 €", "12345.60"),
        (",5", "0.50"),
        ("12k", "12000"),
        ("12,5 k€", "12500"),
        ("12,3456K", "12345.60"),
        ("1,2 M€", "1200000"),
        ("50 euros", "50"),
        ("-0", "0"),
        ("=3*450", "1350"),
        ("=1200+300", "1500"),
        ("=1 200,50-0,50", "1200"),
        ("=(500000-20000)×30%", "144000"),
        ("=-100+300", "200"),
        ("=100/3", "33.33"),
        ("=10÷4", "2.50"),
        ("999 999 999,99", "999999999.99"),
    ],
)
def test_that_an_amount_is_understood(texte: str, montant: str):
    assert parse_montant(texte) == Decimal(montant)


@pytest.mark.parametrize("texte", ["", "  ", "\u00a0"])
def test_that_an_empty_field_is_no_value(texte: str):
    assert parse_montant(texte) is None
    assert parse_taux(texte) is None
    assert parse_date(texte, JOUR) is None
    assert parse_annee(texte) is None


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("1 234,5O €", "La lettre O"),
        ("l00", "à la place du chiffre 1"),
        ("12 34", "groupes de trois"),
        ("1.234,50", "une seule virgule"),
        ("douze", "Écrivez des chiffres"),
        ("12€50", "Écrivez des chiffres"),
        ("12.345", "plus de deux décimales"),
        ("0,001", "plus de deux décimales"),
        ("-5", "est négatif"),
        ("−5 €", "est négatif"),
        ("=100-200", "est négatif"),
        ("1000000000", "est trop grand"),
        ("1000000000000000", "est trop grand"),
        ("=1000000*1000000", "est trop grand"),
        ("=1/0", "divise par zéro"),
        ("=0/0", "n’est pas un calcul"),
        ("=", "n’est pas un calcul"),
        ("=2**3", "n’est pas un calcul"),
        ("=(2+3", "n’est pas un calcul"),
        ("=2 3 4", "n’est pas un calcul"),
        ("=1e5", "n’est pas un calcul"),
        ("9" * 201, "trop long"),
    ],
)
def test_that_a_doubtful_amount_is_refused_with_its_value_and_the_remedy(texte: str, raison: str):
    with pytest.raises(SaisieError) as refus:
        parse_montant(texte)
    assert raison in str(refus.value)
    assert texte[:5].replace("−", "-") in refus.value.message


def test_that_the_remedy_of_a_negative_amount_fits_a_depense_as_well_as_an_aide():
    with pytest.raises(SaisieError) as refus:
        parse_montant("-5")
    assert refus.value.remede == "Écrivez un montant positif."


@pytest.mark.parametrize(
    ("texte", "taux"),
    [
        ("30 %", "0.3"),
        ("30", "0.3"),
        ("0,3", "0.3"),
        ("1", "1"),
        ("1 %", "0.01"),
        ("100", "1"),
        ("5,5", "0.055"),
        ("33,3333 %", "0.333333"),
        ("0", "0"),
    ],
)
def test_that_a_rate_is_a_percentage_with_its_sign_or_above_one(texte: str, taux: str):
    assert str(parse_taux(texte)) == taux


@pytest.mark.parametrize("texte", ["101", "150 %", "-1", "vingt", "33,33333 %", "0,1234567", "1" * 31])
def test_that_a_doubtful_rate_is_refused(texte: str):
    with pytest.raises(SaisieError):
        parse_taux(texte)


@pytest.mark.parametrize(
    ("texte", "jour"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("3/4/26", date(2026, 4, 3)),
        ("3.4.2026", date(2026, 4, 3)),
        ("3-4-2026", date(2026, 4, 3)),
        ("03042026", date(2026, 4, 3)),
        ("030426", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("1er août 2026", date(2026, 8, 1)),
        ("1 AOUT 2026", date(2026, 8, 1)),
        ("+30", date(2026, 12, 21)),
        ("+30 jours", date(2026, 12, 21)),
        ("-1", date(2026, 11, 20)),
    ],
)
def test_that_a_date_is_understood(texte: str, jour: date):
    assert parse_date(texte, JOUR) == jour


@pytest.mark.parametrize(
    ("texte", "raison"),
    [
        ("31/02/2026", "n’existe pas dans le calendrier"),
        ("2026-13-01", "n’existe pas dans le calendrier"),
        ("0/1/2026", "n’existe pas dans le calendrier"),
        ("3 brumaire 2026", "n’est pas une date"),
        ("01/01/20026", "n’est pas une date"),
        ("demain", "n’est pas une date"),
        ("1" * 31, "n’est pas une date"),
        ("01/01/1800", "plausible"),
        ("+99999", "plausible"),
    ],
)
def test_that_a_doubtful_date_is_refused(texte: str, raison: str):
    with pytest.raises(SaisieError) as refus:
        parse_date(texte, JOUR)
    assert raison in refus.value.message


def test_that_a_year_is_understood_with_two_or_four_digits():
    assert [parse_annee("2026"), parse_annee("26")] == [2026, 2026]


@pytest.mark.parametrize("texte", ["202", "2026.5", "N+1", "1800", "2101"])
def test_that_a_doubtful_year_is_refused(texte: str):
    with pytest.raises(SaisieError):
        parse_annee(texte)


def test_that_only_months_have_a_rank():
    assert [rang_du_mois("Février"), rang_du_mois("fructidor")] == [2, None]


@pytest.mark.parametrize(("texte", "euros"), [("30 %", "150.00"), ("33,3333%", "166.67"), ("0 %", "0.00")])
def test_that_a_percentage_typed_for_an_amount_is_a_share_of_the_base(texte: str, euros: str):
    part = parse_montant_ou_part(texte)
    assert isinstance(part, PartDeLaBase)
    assert part.montant(Decimal(500), "la dépense éligible") == Decimal(euros)


def test_that_a_share_of_an_unknown_base_is_refused_with_the_name_of_the_base():
    part = parse_montant_ou_part("30 %")
    assert isinstance(part, PartDeLaBase)
    with pytest.raises(SaisieError, match="se calcule sur la dépense éligible"):
        part.montant(None, "la dépense éligible")


@pytest.mark.parametrize(("texte", "montant"), [("12 345,60", "12345.60"), ("=1000*30%", "300.00"), ("12k", "12000")])
def test_that_what_is_no_percentage_is_read_as_an_amount(texte: str, montant: str):
    assert parse_montant_ou_part(texte) == Decimal(montant)


def test_that_a_letter_o_among_the_figures_is_named():
    with pytest.raises(SaisieError, match="La lettre O"):
        parse_montant_ou_part("1 234,5O €")
