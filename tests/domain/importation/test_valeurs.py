"""Cells of tables: every way people write a value, and nothing read where there is none."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.errors import SaisieError
from models.domain.formats import format_date, format_date_longue, format_euros
from models.domain.importation.cellules import lire_cellule, separer
from models.domain.importation.champs import CHAMPS
from models.domain.importation.feuille import en_texte
from models.domain.importation.mots import lire_etat, lire_meteo, lire_priorite, lire_statut
from models.domain.importation.valeurs import est_vide, lire_montant, lire_periode, lire_taux
from models.domain.vocabulaire import BaseMontant, EtatFinancement, Meteo, Priorite, StatutAction

MONTANTS = st.decimals(0, 999_999_999, places=2)
JOURS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("texte", "montant"),
    [
        ("12 000 €", "12000"),
        ("12\u202f000,50\u00a0€", "12000.50"),
        ("12.000,50", "12000.50"),
        ("1.250.000 €", "1250000"),
        ("12,5 k€", "12500"),
        ("12,5K€ HT", "12500"),
        ("1,2 M€", "1200000"),
        ("(12 000)", "12000"),
        ("environ 12 000 €", "12000"),
        ("~ 12 000", "12000"),
        ("45 000 € TTC (notifié)", "45000"),
        ("15 000 sollicités", "15000"),
        ("0", "0"),
    ],
)
def test_that_amounts_are_read(texte: str, montant: str):
    assert lire_montant(texte).montant == Decimal(montant)


@pytest.mark.parametrize(
    "texte",
    [
        "Entre 200 et 500",
        "à définir",
        "200/500",
        "-12",
        "12 000 000 000",
        "12,345,6",
        "T1 2025",
        "1 200 logements",
        "=A1",
        "%",
    ],
)
def test_that_what_is_no_amount_is_refused_with_a_remedy(texte: str):
    with pytest.raises(SaisieError) as caught:
        lire_montant(texte)
    assert caught.value.remede


def test_that_a_cell_says_its_base_its_state_and_its_doubt():
    lu = lire_montant("environ 45 000 € TTC (notifié)")
    assert (lu.base, lu.etat, lu.approche) == (BaseMontant.TTC, EtatFinancement.NOTIFIE, True)
    assert lire_montant("30 %").part == Decimal("0.3")


def test_that_a_unit_written_in_the_cell_wins_over_that_of_the_column():
    mille = Decimal(1000)
    assert lire_montant("12", mille).montant == 12_000
    assert lire_montant("12 k€", mille).montant == 12_000
    assert lire_montant("12 000 €", mille).montant == 12_000
    assert lire_montant(Decimal("12.5"), mille).montant == 12_500


@given(MONTANTS)
def test_that_what_the_application_writes_is_read_back(montant: Decimal):
    assert lire_montant(format_euros(montant)).montant == montant
    assert lire_montant(montant).montant == montant


@given(MONTANTS, st.sampled_from(["", " ", "\u00a0", "\u202f"]), st.sampled_from(["", " €", "€", " euros", " € HT"]))
def test_that_spaces_and_signs_do_not_change_an_amount(montant: Decimal, espace: str, signe: str):
    texte = f"{montant:,.2f}".replace(",", espace).replace(".", ",") + signe
    assert lire_montant(texte).montant == montant


@given(st.floats(0, 1e8, allow_nan=False).map(lambda f: Decimal(repr(f))))
def test_that_what_a_formula_computed_is_rounded_to_the_cent(nombre: Decimal):
    lu = lire_montant(nombre).montant
    assert lu is not None
    assert abs(lu - nombre) <= Decimal("0.005")


@given(st.one_of(st.text(max_size=60), st.integers().map(Decimal), st.booleans(), JOURS))
def test_that_any_cell_is_read_or_refused(brut: str | Decimal | bool | date):
    for champ in CHAMPS.values():
        with suppress(SaisieError):
            lire_cellule(champ, brut)
    assert isinstance(en_texte(brut), str)


@pytest.mark.parametrize(
    ("texte", "debut", "fin"),
    [
        ("T1 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("4e trimestre 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("S2 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("mars 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("Févr. 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("déc-24", date(2024, 12, 1), date(2024, 12, 31)),
        ("03/2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("2024-2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("2024 – 2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("2024/25", date(2024, 1, 1), date(2025, 12, 31)),
        ("de 2024 à 2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("mars à juin 2025", date(2025, 3, 1), date(2025, 6, 30)),
        ("T1 2025 - T3 2026", date(2025, 1, 1), date(2026, 9, 30)),
        ("01/09/2025 au 30/06/2026", date(2025, 9, 1), date(2026, 6, 30)),
        ("fin 2026", date(2026, 9, 1), date(2026, 12, 31)),
        ("avant la fin d’année 2026", date(2026, 9, 1), date(2026, 12, 31)),
        ("printemps 2027", date(2027, 3, 1), date(2027, 5, 31)),
        ("été 2026", date(2026, 6, 1), date(2026, 8, 31)),
        ("Automne 26", date(2026, 9, 1), date(2026, 11, 30)),
        ("hiver 2026-2027", date(2026, 12, 1), date(2027, 2, 28)),
        ("été-automne 2026", date(2026, 6, 1), date(2026, 11, 30)),
        ("automne 2026 - printemps 2027", date(2026, 9, 1), date(2027, 5, 31)),
        ("rentrée scolaire 2025", date(2025, 9, 1), date(2025, 9, 30)),
        ("2e semestre 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("second semestre 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("S1 26", date(2026, 1, 1), date(2026, 6, 30)),
        ("3T 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026 T3", date(2026, 7, 1), date(2026, 9, 30)),
        ("dernier trimestre 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("T3 et T4 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("mi-juin 2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("fin du 2e semestre 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("prévu en 2026 ?", date(2026, 1, 1), date(2026, 12, 31)),
        ("mi-2026", date(2026, 5, 1), date(2026, 8, 31)),
        ("46023", date(2026, 1, 1), date(2026, 1, 1)),
        ("3 avril 2026", date(2026, 4, 3), date(2026, 4, 3)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_that_dates_and_periods_are_read(texte: str, debut: date, fin: date):
    assert tuple(map(str, (lire_periode(texte).debut, lire_periode(texte).fin))) == (str(debut), str(fin))


@pytest.mark.parametrize("texte", ["dès que possible", "31/02/2026", "2026-2024", "+30", "13/2025", "200", "printemps"])
def test_that_what_is_no_date_is_refused_with_a_remedy(texte: str):
    with pytest.raises(SaisieError) as caught:
        lire_periode(texte)
    assert caught.value.remede


@given(JOURS)
def test_that_a_day_is_read_however_it_is_written(jour: date):
    serie = (jour - date(1899, 12, 30)).days
    for brut in (jour, format_date(jour), format_date_longue(jour), jour.isoformat(), Decimal(serie)):
        assert (lire_periode(brut).debut, lire_periode(brut).fin) == (jour, jour)


@given(JOURS, st.integers(0, 4000))
def test_that_a_period_goes_from_its_first_day_to_its_last(jour: date, duree: int):
    fin = min(jour + timedelta(days=duree), date(2099, 12, 31))
    intervalle = lire_periode(f"du {format_date(jour)} au {format_date(fin)}")
    assert (intervalle.debut, intervalle.fin) == (jour, fin)


@pytest.mark.parametrize(
    ("brut", "taux"), [("30%", "0.3"), ("33,3 %", "0.333"), (Decimal("0.3333333333"), "0.333333"), (Decimal(40), "0.4")]
)
def test_that_rates_are_fractions(brut: str | Decimal, taux: str):
    assert lire_taux(brut) == Decimal(taux)


@pytest.mark.parametrize("texte", ["", " ", "-", "n/a", "NC", "Néant", "?", "sans objet", "—"])
def test_that_words_for_nothing_are_nothing(texte: str):
    assert est_vide(texte)


@pytest.mark.parametrize(
    ("texte", "statut"),
    [
        ("en cours", StatutAction.EN_COURS),
        ("EN COURS DE RÉALISATION", StatutAction.EN_COURS),
        ("En retard", StatutAction.EN_COURS),
        ("Réalisé", StatutAction.TERMINEE),
        ("terminé(e)", StatutAction.TERMINEE),
        ("Travaux en cours (phase 2)", StatutAction.EN_COURS),
        ("A venir", StatutAction.INSCRITE),
        ("non demarré", StatutAction.INSCRITE),
        ("à l’étude", StatutAction.EN_MATURATION),
        ("En pause", StatutAction.SUSPENDUE),
        ("Bloqué ", StatutAction.SUSPENDUE),
        ("annulé", StatutAction.ABANDONNEE),
        ("À discuter", StatutAction.IDEE),
        ("2 - En cours", StatutAction.EN_COURS),
        ("bleu", None),
        ("", None),
    ],
)
def test_that_statuts_are_understood(texte: str, statut: StatutAction | None):
    assert lire_statut(texte) is statut


def test_that_every_word_of_the_application_is_itself():
    for lire, liste in (
        (lire_statut, StatutAction),
        (lire_priorite, Priorite),
        (lire_etat, EtatFinancement),
        (lire_meteo, Meteo),
    ):
        assert [lire(m.libelle) for m in liste] == list(liste)
        assert [lire(m.value) for m in liste] == list(liste)


@pytest.mark.parametrize(
    ("texte", "etat"),
    [
        ("acquis", EtatFinancement.ACCORDE),
        ("Sollicitée", EtatFinancement.DEPOSE),
        ("demandé le 3/2", EtatFinancement.DEPOSE),
        ("en cours d’instruction", EtatFinancement.EN_INSTRUCTION),
        ("à solliciter", EtatFinancement.ENVISAGE),
        ("refusé", EtatFinancement.REFUSE),
        ("versée", EtatFinancement.VERSE),
        ("à confirmer", EtatFinancement.ENVISAGE),
        ("À obtenir", EtatFinancement.ENVISAGE),
        ("à l’instruction", EtatFinancement.EN_INSTRUCTION),
        ("non acquis", None),
        ("pas accordé", None),
        ("Région", None),
    ],
)
def test_that_states_of_an_aid_are_understood(texte: str, etat: EtatFinancement | None):
    assert lire_etat(texte) is etat


def test_that_ranks_and_signs_are_priorities():
    assert [lire_priorite(t) for t in ("1", "P2", "C", "+++", "+", "très forte", "Élevé", "bas")] == [
        Priorite.FORT,
        Priorite.MOYEN,
        Priorite.FAIBLE,
        Priorite.FORT,
        Priorite.FAIBLE,
        Priorite.FORT,
        Priorite.FORT,
        Priorite.FAIBLE,
    ]
    assert lire_priorite("1.1") is None


def test_that_lists_of_names_are_parted():
    assert separer("Anah, CAUE ; DDTM / Région\n• Ademe, etc.") == ("Anah", "CAUE", "DDTM", "Région", "Ademe")
    assert separer("SA HLM") == ("SA HLM",)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("1234", "1234000.00"),
        ("1\u202f234,5", "1234500.00"),
        ("1234,56 €", "1234.56"),
        ("12 345 678 €", "12345678.00"),
    ],
)
def test_that_a_plain_amount_takes_the_unit_of_its_column_unless_it_says_euros(texte: str, attendu: str):
    assert lire_montant(texte, Decimal(1000)).montant == Decimal(attendu)


@pytest.mark.parametrize("texte", ["12 34", "1 000 000 000 000", "999999999999"])
def test_that_a_plain_amount_that_cannot_be_is_refused(texte: str):
    with pytest.raises(SaisieError):
        lire_montant(texte, Decimal(1000))


@pytest.mark.parametrize("annee", [1, 1899, 2101, 9999])
def test_that_a_cell_of_a_day_of_a_year_that_cannot_be_typed_is_refused(annee: int):
    with pytest.raises(SaisieError, match=f"{annee:04}-12-31") as erreur:
        lire_periode(date(annee, 12, 31))
    assert "1900 à 2100" in erreur.value.remede
