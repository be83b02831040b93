"""Commitments of the partners in the convention: printed as they were given, under the article of their kind."""

from dataclasses import replace

import pytest
from factories import AUJOURD_HUI, make_engages, make_fiche, make_organisme, make_projet

from models.domain.engagements import ENGAGEMENTS, referent, source_engagement
from models.domain.organisme import Contact, Organisme
from models.domain.vocabulaire import TypeOrganisme
from pvd_desktop.documents.builders.convention import build_convention
from pvd_desktop.documents.renderers.text import to_text

REGION = make_organisme("Région Hauts-de-France", type=TypeOrganisme.REGION)


def article(titre: str, *organismes: Organisme) -> str:
    """The text of one part of article 6."""
    projet = make_projet(make_fiche(), organismes=organismes)
    entier = to_text(build_convention(projet, aujourd_hui=AUJOURD_HUI))
    # The first is in the table of contents.
    return entier.split(titre)[-1].split("\n##")[0]


def test_that_every_kind_of_partner_has_its_article():
    assert sorted(type_ for types in ENGAGEMENTS.values() for type_ in types) == sorted(TypeOrganisme)
    entier = to_text(build_convention(make_projet(make_fiche(), organismes=make_engages()), aujourd_hui=AUJOURD_HUI))
    for type_ in TypeOrganisme:
        assert entier.count(f"Soutenir les actions du plan ({type_.libelle}).") == 1


def test_that_the_words_of_a_partner_are_printed_with_who_gave_them_and_when():
    engage = next(o for o in make_engages() if o.type is TypeOrganisme.REGION)
    lu = article("Engagements de la Région", engage)
    assert "Soutenir les actions du plan (Région)." in lu
    assert "Texte fourni par Région (courriel de Mme Petit), reçu le 3\u00a0mai\u00a02026." in lu.replace(" ", " ")
    assert "Référent\u00a0: Ana Petit." in lu
    assert "à compléter" not in lu


def test_that_what_nobody_gave_yet_is_asked_for():
    assert "[à compléter\u00a0: texte fourni par la Région, date de réception et référent]" in article(
        "Engagements de la Région", REGION
    )


def test_that_a_text_without_its_day_nor_its_referent_says_what_is_missing():
    lu = article("Engagements de la Région", replace(REGION, engagement="Financer."))
    assert "[à compléter\u00a0: date de réception]" in lu
    assert "[à compléter\u00a0: nom et coordonnées du référent]" in lu


def test_that_braces_in_the_words_of_a_partner_are_no_field():
    lu = article("Engagements de la Région", replace(REGION, engagement="Financer {territoire} et {rien}."))
    assert "Financer {territoire} et {rien}." in lu


@pytest.mark.parametrize(
    ("contacts", "attendu"),
    [
        ((), None),
        ((Contact(nom="A"),), "A"),
        ((Contact(nom="A"), Contact(nom="B")), None),
        ((Contact(nom="A"), Contact(nom="B", referent=True)), "B"),
    ],
    ids=["personne", "seul", "à choisir", "désigné"],
)
def test_that_the_referent_is_the_one_who_was_chosen_or_the_only_one(
    contacts: tuple[Contact, ...], attendu: str | None
):
    trouve = referent(replace(REGION, contacts=contacts))
    assert (trouve.nom if trouve else None) == attendu


def test_that_a_sigle_keeps_its_capitals_in_the_source():
    assert source_engagement(replace(REGION, engagement_source="DREAL")).endswith("(DREAL)")
