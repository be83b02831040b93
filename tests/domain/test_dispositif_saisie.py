"""What people change of a dispositif, one field or one entry at a time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import lisible

from models.domain.dispositifs.dispositif import FaitLiberatoire, TypeDelai
from models.domain.dispositifs.lecture import lire_dispositif
from models.domain.dispositifs.saisie import (
    ajouter_campagne,
    ajouter_categorie,
    ajouter_delai,
    ajouter_piece,
    ajouter_source,
    changer_champ,
    changer_entree,
    parse_duree,
    retirer_entree,
)
from models.domain.errors import SaisieError

JOUR = date(2026, 11, 21)
VIDE: dict[str, Any] = {"code": "foire", "intitule": "Fonds de la foire"}


def _lu(table: dict[str, Any]) -> Any:
    return lire_dispositif(table, "essai.toml")


def test_that_a_first_rate_makes_a_condition_that_the_rules_can_apply():
    (condition,) = _lu(changer_champ(VIDE, "taux_maximum", Decimal("0.40"), JOUR)).conditions
    assert (condition.date_effet, condition.taux_maximum) == (date(2026, 1, 1), Decimal("0.4"))
    assert condition.source == "Réglages du projet"
    assert condition.assiette is not None


def test_that_only_the_condition_in_force_is_changed():
    dates = [date(2020, 1, 1), date(2026, 1, 1), date(2028, 1, 1)]
    table = {**VIDE, "condition": [{"date_effet": d, "source": "Arrêté", "taux_maximum": "0.1"} for d in dates]}
    taux = [c.taux_maximum for c in _lu(changer_champ(table, "taux_maximum", Decimal("0.3"), JOUR)).conditions]
    assert taux == [Decimal("0.1"), Decimal("0.3"), Decimal("0.1")]
    assert table["condition"][1]["taux_maximum"] == "0.1"


def test_that_before_any_date_the_first_condition_is_the_one():
    table = {**VIDE, "condition": [{"date_effet": date(2030, 1, 1), "source": "Arrêté", "plafond": "10"}]}
    (condition,) = _lu(changer_champ(table, "plafond", Decimal(20), JOUR)).conditions
    assert (condition.date_effet, condition.plafond) == (date(2030, 1, 1), Decimal(20))


def test_that_an_emptied_field_is_no_longer_said():
    table = changer_champ(VIDE, "note", "À relire", JOUR)
    assert changer_champ(table, "note", "", JOUR) == VIDE
    rempli = changer_champ(VIDE, "taux_maximum", Decimal("0.4"), JOUR)
    assert _lu(changer_champ(rempli, "taux_maximum", None, JOUR)).conditions[0].taux_maximum is None


def test_that_names_are_typed_as_people_write_them():
    table = changer_champ(VIDE, "noms", "Fonds de la Foire, F.F., fonds de la foire,", JOUR)
    assert table["noms"] == ["fonds de la foire", "f f"]
    assert "noms" not in changer_champ(table, "noms", " , ", JOUR)


def test_that_a_word_of_a_list_is_kept_as_its_text():
    table = changer_champ(VIDE, "fait_liberatoire", FaitLiberatoire.DECISION, JOUR)
    assert type(table["fait_liberatoire"]) is str
    assert _lu(table).fait_liberatoire is FaitLiberatoire.DECISION


def test_that_entries_are_added_changed_and_taken_away():
    table = ajouter_categorie(ajouter_categorie(VIDE))
    assert [c["code"] for c in table["categorie"]] == ["1", "2"]
    table = changer_entree(table, "categorie", 1, "taux_maximum", Decimal("0.25"))
    assert _lu(table).categories[1].taux_maximum == Decimal("0.25")
    table = retirer_entree(table, "categorie", 0)
    assert [c["code"] for c in table["categorie"]] == ["2"]
    assert [c["code"] for c in ajouter_categorie(table)["categorie"]] == ["2", "1"]
    assert retirer_entree(table, "categorie", 0) == VIDE


def test_that_campaigns_follow_one_another():
    table = ajouter_campagne(ajouter_campagne(VIDE, JOUR), JOUR)
    assert [c["annee"] for c in table["campagne"]] == [2027, 2028]
    assert [c.annee for c in _lu(ajouter_campagne(retirer_entree(table, "campagne", 0), JOUR)).campagnes] == [
        2027,
        2028,
    ]


def test_that_delays_are_added_one_kind_after_another_until_all_are_there():
    table = VIDE
    for rang, nature in enumerate(TypeDelai):
        table = ajouter_delai(table)
        assert _lu(table).delais[rang].type is nature
    assert ajouter_delai(table) == table


def test_that_a_length_typed_takes_the_place_of_that_of_the_bareme():
    table = {**VIDE, "delai": [{"type": "commencement", "parametre": "delai_commencement", "article": "R. 2334-28"}]}
    for saisie, cle, nombre in (("18 mois", "mois", 18), ("45 jours", "jours", 45), ("2 exercices", "exercices", 2)):
        table = changer_entree(table, "delai", 0, "duree", parse_duree(saisie))
        (delai,) = _lu(table).delais
        assert getattr(delai, cle) == nombre
        assert (delai.parametre, delai.article) == ("", "R. 2334-28")
    table = changer_entree(table, "delai", 0, "duree", parse_duree(" "))
    assert table["delai"] == [{"type": "commencement", "article": "R. 2334-28"}]


@pytest.mark.parametrize(
    ("texte", "cle", "nombre"),
    [
        ("24", "mois", 24),
        ("2 ans", "mois", 24),
        ("1 année", "mois", 12),
        ("15\u00a0jours", "jours", 15),
        ("3 semaines", "jours", 21),
        ("Fin de l’exercice suivant", "exercices", 1),
        ("fin de l'exercice n\u00a0+\u00a02", "exercices", 2),
    ],
)
def test_that_a_length_is_read_as_people_write_it_and_as_it_is_shown(texte: str, cle: str, nombre: int):
    duree = parse_duree(texte)
    assert duree is not None
    assert (duree.cle, duree.nombre) == (cle, nombre)


@pytest.mark.parametrize("texte", ["0", "bientôt", "24 mois et demi", "-3 mois", "12345 jours"])
def test_that_what_is_no_length_is_refused_with_an_example(texte: str):
    with pytest.raises(SaisieError) as erreur:
        parse_duree(texte)
    assert f"« {texte} » n’est pas une durée" in lisible(erreur.value.message)
    assert "24 mois" in lisible(erreur.value.remede)


def test_that_pieces_and_sources_are_added_under_names_of_their_own():
    table = ajouter_piece(ajouter_piece(VIDE))
    assert [p.code for p in _lu(table).pieces] == ["projet_1", "projet_2"]
    table = ajouter_source(ajouter_source(VIDE, JOUR), JOUR)
    assert [(s.texte, s.lu_le) for s in _lu(table).sources] == [("Nouvelle source", JOUR), ("Nouvelle source 2", JOUR)]
