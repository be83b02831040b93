"""What is typed in a form is read as its field wants it, or refused with a way out."""

from datetime import date

import pytest
from fabrique_du_domaine import lisible

from models.domain.demandes.reponse import lire_reponse
from models.domain.dispositifs.formulaire import ChampFormulaire, GenreChamp
from models.domain.errors import SaisieError

JOUR = date(2026, 11, 22)
OPTIONS = {"crte": "CRTE", "pvd": "Petites Villes de Demain"}


def _lire(genre: str, texte: str, options: dict[str, str] | None = None) -> str:
    champ = ChampFormulaire(cle="x", libelle="X", genre=GenreChamp(genre))
    return lire_reponse(champ, texte, OPTIONS if options is None else options, JOUR)


@pytest.mark.parametrize(
    ("genre", "tape", "lu"),
    [
        ("texte", "  Halle\nneuve ", "Halle neuve"),
        ("long", "Une ligne\r\nune autre\n", "Une ligne\nune autre"),
        ("entier", "125 000", "125000"),
        ("date", "1/2/2027", "01/02/2027"),
        ("oui_non", "Oui", "oui"),
        ("oui_non", "N", "non"),
        ("engagement", "oui", "oui"),
        ("engagement", "non", ""),
        ("choix", "petites villes de demain", "pvd"),
        ("choix", "crte", "crte"),
        ("plusieurs", "Petites Villes de Demain\ncrte\n", "crte\npvd"),
        ("courriel", " mairie@valembecque.fr ", "mairie@valembecque.fr"),
        ("telephone", "03 21 00 00 00", "03 21 00 00 00"),
        ("repetition", "DPE\nPermis", "DPE\nPermis"),
        ("entier", "   ", ""),
    ],
)
def test_that_an_answer_is_stored_in_one_way(genre: str, tape: str, lu: str):
    assert _lire(genre, tape) == lu


def test_that_a_choice_whose_list_is_not_known_is_a_text():
    assert _lire("choix", "Arras", {}) == "Arras"


@pytest.mark.parametrize(
    ("genre", "tape", "remede"),
    [
        ("entier", "beaucoup", ""),
        ("date", "un jour", ""),
        ("oui_non", "peut-être", "Répondez par oui ou par non."),
        ("choix", "LEADER", "Choisissez parmi : CRTE, Petites Villes de Demain."),
        ("plusieurs", "crte\nLEADER", "Choisissez parmi"),
        ("courriel", "mairie", "Elle s’écrit nom@exemple.fr."),
    ],
)
def test_that_what_is_not_of_the_kind_of_the_field_is_refused_with_a_way_out(genre: str, tape: str, remede: str):
    with pytest.raises(SaisieError) as refus:
        _lire(genre, tape)
    assert refus.value.message
    assert remede in lisible(refus.value.remede)


def test_that_an_answer_too_long_is_kept_for_its_author_to_cut():
    champ = ChampFormulaire(cle="x", libelle="X", genre=GenreChamp.LONG, limite=5)
    assert lire_reponse(champ, "trop long", {}, JOUR) == "trop long"
