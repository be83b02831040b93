"""The articles of the convention: their order, their numbers, the wording kept, what is missing in each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from typographie import faults

from models.domain.articles import ArticleEffectif, ModeleArticle, articles_effectifs, numeros_par_cle
from models.domain.commonmark import normalize, serialize
from models.domain.convention import Article, Convention
from models.domain.projet import Projet
from models.domain.territoire import Commune, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import RegimeOrt
from models.referentiel.convention import load_plan_convention
from pvd_desktop.ui.widgets.lecture import parse

PLAN = (
    ModeleArticle(cle="preambule", intitule="Préambule", texte="Bonjour.", numerote=False),
    ModeleArticle(cle="objet", intitule="Objet", texte="Le CRTE {CRTE}."),
    ModeleArticle(
        cle="ort",
        intitule="Les secteurs",
        texte="Voir l’{article:actions}.",
        regimes=frozenset({RegimeOrt.VAUT_ORT}),
    ),
    ModeleArticle(cle="plan", intitule="Le plan", texte="Texte."),
    ModeleArticle(cle="actions", intitule="Les actions", texte="{tableau des actions}", parent="plan"),
    ModeleArticle(cle="maturation", intitule="Les projets", texte="{projets en maturation}", parent="plan"),
    ModeleArticle(cle="litiges", intitule="Litiges", texte="Devant le {tribunal}."),
)


def projet(*articles: Article, regime: RegimeOrt = RegimeOrt.VAUT_ORT, **territoire: object) -> Projet:
    return Projet(
        territoire=replace(Territoire(regime_ort=regime), **territoire), convention=Convention(articles=articles)
    )


def titres(un: Projet) -> list[str]:
    return [article.titre.replace("\u00a0", " ") for article in articles_effectifs(un, PLAN)]


def article(un: Projet, cle: str) -> ArticleEffectif:
    return next(a for a in articles_effectifs(un, PLAN) if a.cle == cle)


def test_that_articles_are_numbered_with_their_parts():
    assert titres(projet()) == [
        "Préambule",
        "Article 1 — Objet",
        "Article 2 — Les secteurs",
        "Article 3 — Le plan",
        "3.1 Les actions",
        "3.2 Les projets",
        "Article 4 — Litiges",
    ]


def test_that_the_article_of_the_ort_goes_without_ort_and_numbers_shift():
    assert titres(projet(regime=RegimeOrt.SANS_ORT)) == [
        "Préambule",
        "Article 1 — Objet",
        "Article 2 — Le plan",
        "2.1 Les actions",
        "2.2 Les projets",
        "Article 3 — Litiges",
    ]


def test_that_an_inserted_article_takes_a_number_where_it_stands():
    un = projet(
        Article(apres="preambule", intitule="Définitions", texte="Un."),
        Article(apres="actions", intitule="Les études", texte="Deux."),
        Article(apres="plan", intitule="La friche", texte="Trois."),
        Article(apres="plan", intitule="Le canal", texte="Quatre."),
    )
    assert titres(un) == [
        "Préambule",
        "Article 1 — Définitions",
        "Article 2 — Objet",
        "Article 3 — Les secteurs",
        "Article 4 — Le plan",
        "4.1 Les actions",
        "4.2 Les études",
        "4.3 Les projets",
        "Article 5 — La friche",
        "Article 6 — Le canal",
        "Article 7 — Litiges",
    ]


@pytest.mark.parametrize("apres", ["ort", "article_disparu", ""])
def test_that_an_inserted_article_is_never_lost(apres: str):
    un = projet(Article(apres=apres, intitule="La friche", texte="Un."), regime=RegimeOrt.SANS_ORT)
    rang = 2 if apres == "ort" else 4
    assert f"Article {rang} — La friche" in titres(un)
    assert len(titres(un)) == 7


def test_that_the_wording_of_an_article_that_the_plan_does_not_know_is_never_lost():
    un = projet(Article(uid=Uid("a"), cle="article_disparu", intitule="La friche", texte="Un."))
    assert titres(un)[-1] == "Article 5 — La friche"
    dernier = articles_effectifs(un, PLAN)[-1]
    assert (dernier.uid, dernier.cle, dernier.texte, dernier.est_type) == ("a", "", "Un.", False)


def test_that_the_wording_of_an_article_of_another_regime_waits_for_it():
    un = projet(Article(cle="ort", intitule="Nos secteurs", texte="Un."), regime=RegimeOrt.SANS_ORT)
    assert len(titres(un)) == 6


def test_that_the_wording_of_the_project_stands_in_the_place_of_the_standard_one():
    un = projet(Article(uid=Uid("a"), cle="objet", intitule="L’objet", texte="Notre texte."))
    obtenu = article(un, "objet")
    assert (obtenu.numero, obtenu.intitule, obtenu.texte) == ("1", "L’objet", "Notre texte.")
    assert (obtenu.uid, obtenu.est_type, obtenu.attendus) == ("a", False, ())


def test_that_an_emptied_title_or_text_falls_back_on_the_standard_one():
    titre_seul = article(projet(Article(cle="objet", intitule="L’objet", texte=" \n")), "objet")
    assert (titre_seul.intitule, titre_seul.texte, titre_seul.est_type) == ("L’objet", "Le CRTE {CRTE}.", True)
    texte_seul = article(projet(Article(cle="objet", texte="Le nôtre.")), "objet")
    assert (texte_seul.intitule, texte_seul.texte, texte_seul.est_type) == ("Objet", "Le nôtre.", False)


def test_that_an_article_says_what_it_expects_and_what_is_missing():
    texte = "De {territoire} au {tribunal}, pour {durée}.\n\n{orientations}\n\n{à compléter : les études}"
    un = projet(Article(cle="objet", texte=texte), tribunal="Tribunal administratif de Lille", duree_annees=6)
    obtenu = article(un, "objet")
    assert obtenu.attendus == (
        "nom du territoire",
        "tribunal administratif compétent",
        "durée de la convention",
        "orientations stratégiques",
        "les études",
    )
    assert obtenu.manquants == ("nom du territoire", "orientations stratégiques", "les études")
    assert obtenu.fraction == Decimal("0.4")
    assert not obtenu.est_complet


def test_that_an_article_of_its_own_without_a_text_waits_for_it():
    (insere,) = [a for a in articles_effectifs(projet(Article(apres="objet")), PLAN) if not a.cle]
    assert insere.titre == "Article\u00a02 — Article sans titre"
    assert insere.manquants == ("texte de l’article",)
    assert insere.fraction == 0


def test_that_an_unknown_field_is_reported_as_it_was_typed():
    obtenu = article(projet(Article(cle="objet", texte="Voir {le plan B} et {article:disparu}.")), "objet")
    assert obtenu.inconnus == ("{le plan B}", "{article:disparu}")
    assert obtenu.fraction == 1
    assert not obtenu.est_complet


def test_that_a_field_that_runs_over_the_end_of_a_line_is_understood():
    obtenu = article(projet(Article(cle="objet", texte="Sous l’autorité du {chef de\nprojet}.")), "objet")
    assert obtenu.manquants == ("nom du chef de projet",)
    assert obtenu.inconnus == ()


def test_that_a_field_is_understood_as_the_editor_of_rich_text_writes_it():
    # CommonMark protects the underscore with a backslash.
    obtenu = article(
        projet(Article(cle="objet", texte=r"Voir {article:le\_plan} et {à compléter : un \[mot\]}.")), "objet"
    )
    assert obtenu.inconnus == ("{article:le_plan}",)
    assert obtenu.manquants == ("un [mot]",)


def test_that_a_block_in_the_middle_of_a_sentence_is_not_one():
    assert article(projet(Article(cle="objet", texte="Voici {orientations}.")), "objet").inconnus == ("{orientations}",)


def test_that_references_follow_the_numbers():
    un = projet(Article(apres="preambule", intitule="Définitions", texte="Un."))
    numeros = numeros_par_cle(articles_effectifs(un, PLAN))
    assert (numeros["actions"], numeros["litiges"]) == ("4.1", "5")
    assert "preambule" not in numeros


def test_that_an_article_without_fields_is_complete():
    assert article(projet(), "plan").est_complet
    assert article(projet(), "plan").fraction == 1
    assert not article(projet(), "litiges").est_complet
    complet = projet(tribunal="Tribunal administratif de Lille", communes=(Commune(nom="Lumbres"),))
    assert article(complet, "litiges").est_complet
    assert article(projet(date_adhesion=date(2021, 6, 8)), "objet").manquants == ("nom du CRTE",)


REGIMES = {regime: Projet(territoire=Territoire(regime_ort=regime)) for regime in RegimeOrt}


@pytest.mark.parametrize("regime", RegimeOrt)
def test_that_the_standard_plan_has_fourteen_articles_and_the_one_of_the_ort(regime: RegimeOrt):
    articles = articles_effectifs(REGIMES[regime], load_plan_convention())
    tetes = [a for a in articles if a.numero and a.niveau == 1]
    assert len(tetes) == (14 if regime is RegimeOrt.SANS_ORT else 15)
    assert articles[0].titre == "Préambule"
    parties = [a.numero for a in articles if a.niveau == 2]
    plan, engagements = ("4", "6") if regime is RegimeOrt.SANS_ORT else ("5", "7")
    assert parties == [f"{plan}.1", f"{plan}.2", *(f"{engagements}.{rang}" for rang in range(1, 9))]


@pytest.mark.parametrize("regime", RegimeOrt)
def test_that_every_field_of_the_standard_texts_is_known(regime: RegimeOrt):
    articles = articles_effectifs(REGIMES[regime], load_plan_convention())
    assert [champ for article in articles for champ in article.inconnus] == []


@pytest.mark.parametrize("modele", load_plan_convention(), ids=lambda m: m.cle)
def test_that_the_standard_texts_are_typeset(modele: ModeleArticle):
    assert modele.texte.strip()
    # Agreements and fields are read without their braces.
    lignes = modele.texte.replace("{", "").replace("}", "").splitlines()
    assert [(ligne, faute) for ligne in (modele.intitule, *lignes) for faute in faults(ligne)] == []


@pytest.mark.parametrize("modele", load_plan_convention(), ids=lambda m: m.cle)
def test_that_a_standard_text_is_what_the_editor_would_write(modele: ModeleArticle):
    # Else opening an article and leaving it would make it a wording of the project.
    assert serialize(normalize(parse(modele.texte))) == modele.texte.strip()
