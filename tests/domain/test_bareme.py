import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from models.domain.bareme import UNITES, Bareme, Parametre, bareme_effectif, lire_valeur
from models.domain.errors import SaisieError
from models.domain.reglages import ParametreLocal
from models.referentiel.bareme import load_bareme

CLE = "participation_minimale"
RACINE = Path(resources.__file__).parent / "referentiels"
FICHIERS = sorted(RACINE.glob("*.toml"))
REFERENCE = Bareme(
    {
        CLE: (
            (date(2020, 1, 1), Parametre(Decimal("0.2"), "loi A")),
            (date(2026, 7, 1), Parametre(Decimal("0.05"), "loi B")),
        )
    }
)


def _local(valeur: str = "0.1", effet: date | None = None, cle: str = CLE, motif: str = "") -> ParametreLocal:
    return ParametreLocal(cle=cle, valeur=valeur, date_effet=effet, motif=motif)


@pytest.mark.parametrize(
    ("jour", "valeur"),
    [
        (date(1970, 1, 1), "0.2"),
        (date(2026, 6, 30), "0.2"),
        (date(2026, 7, 1), "0.05"),
        (date(2031, 1, 1), "0.05"),
    ],
)
def test_that_a_parameter_changes_on_its_day(jour: date, valeur: str):
    assert REFERENCE.parametre(CLE, jour).valeur == Decimal(valeur)


def test_that_a_local_value_replaces_the_reference_from_its_date_with_its_reason():
    bareme = bareme_effectif(REFERENCE, [_local(effet=date(2024, 1, 1), motif="arrêté du préfet")])
    assert bareme.parametre(CLE, date(2023, 12, 31)).source == "loi A"
    assert bareme.parametre(CLE, date(2024, 1, 1)) == Parametre(
        Decimal("0.1"), "Paramètre du projet\u00a0: arrêté du préfet"
    )
    assert bareme.parametre(CLE, date(2026, 7, 1)).source == "loi B"
    assert REFERENCE.parametre(CLE, date(2024, 1, 1)).source == "loi A"


def test_that_a_local_value_of_the_same_day_wins():
    bareme = bareme_effectif(REFERENCE, [_local("0.3", date(2026, 7, 1))])
    assert bareme.parametre(CLE, date(2026, 7, 1)).valeur == Decimal("0.3")


def test_that_a_local_value_without_a_date_holds_always():
    bareme = bareme_effectif(REFERENCE, [_local("0.3"), _local("7", cle="propre_au_projet")])
    assert {bareme.parametre(CLE, date(a, 1, 1)).valeur for a in (2000, 2026, 2031)} == {Decimal("0.3")}
    assert bareme.parametre("propre_au_projet", date(2026, 1, 1)).valeur == 7


@pytest.mark.parametrize("valeur", ["", "vingt", "-0.1", "NaN", "Infinity", "0,2"])
def test_that_a_local_value_that_is_no_number_is_refused_by_name(valeur: str):
    with pytest.raises(SaisieError, match=CLE):
        lire_valeur(_local(valeur))


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_that_a_reference_file_says_where_it_comes_from(fichier: Path):
    document = tomllib.loads(fichier.read_text("utf-8"))["document"]
    assert document["titre"]
    assert document["licence"]
    assert document["sources"]
    assert isinstance(document["extrait_le"], date)


def test_that_every_parameter_has_a_label_a_unit_ordered_dates_and_a_source():
    definitions = tomllib.loads((RACINE / "bareme.toml").read_text("utf-8"))["parametre"]
    bareme = load_bareme()
    assert set(definitions) == set(bareme.entrees)
    assert len({d["libelle"] for d in definitions.values()}) == len(definitions)
    for cle, definition in definitions.items():
        assert definition["unite"] in {"fraction", "euro", "mois", "jour"}
        valeurs = bareme.entrees[cle]
        dates = [effet for effet, _ in valeurs]
        assert dates
        assert dates == sorted(set(dates))
        assert all(p.source and p.valeur > 0 for _, p in valeurs)
        assert definition["unite"] != "fraction" or all(p.valeur <= 1 for _, p in valeurs)


def test_that_the_reference_is_read_once():
    assert load_bareme() is load_bareme()


def test_that_the_units_of_the_code_are_those_of_the_reference():
    assert {cle: definition.unite for cle, definition in load_bareme().definitions.items()} == dict(UNITES)
