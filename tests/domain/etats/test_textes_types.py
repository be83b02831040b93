"""Standard articles that another edition of the program words otherwise: two states say it, each with its own."""

from dataclasses import replace

from fabrique_etats import make_signe

from models.domain.articles import ModeleArticle
from models.domain.convention import Article
from models.domain.etats.changements import ChangementEtat, NatureChangement, Rubrique
from models.domain.etats.comparer import comparer_figes
from models.domain.projet import Projet
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention

PLAN = load_plan_convention()
SIGNE = make_signe()
ANCIEN = "L’ancien texte type."


def edition(cle: str, **champs: str) -> tuple[ModeleArticle, ...]:
    """The standard articles with one that reads otherwise."""
    return tuple(replace(modele, **champs) if modele.cle == cle else modele for modele in PLAN)


def changements(plan: tuple[ModeleArticle, ...] | None, apres: Projet = SIGNE) -> tuple[ChangementEtat, ...]:
    """From a state frozen with these standard articles to the project as it stands."""
    signe = EtatProjet(projet=SIGNE, nom="Signée", textes=plan)
    return comparer_figes(signe, EtatProjet(projet=apres), PLAN).changements


def reformule(cle: str, texte: str) -> Projet:
    article = Article(cle=cle, texte=texte)
    return replace(SIGNE, convention=replace(SIGNE.convention, articles=(*SIGNE.convention.articles, article)))


def test_that_a_standard_text_that_reads_otherwise_is_one_change_that_nobody_made():
    (un,) = changements(edition("litiges", texte=ANCIEN))
    assert (un.rubrique, un.libelle, un.avant) == (Rubrique.ARTICLES, "Texte (modèle mis à jour)", ANCIEN)
    assert un.apres == next(modele.texte for modele in PLAN if modele.cle == "litiges")
    assert un.modele
    assert un.contractuel


def test_that_the_same_edition_and_a_state_that_kept_none_say_nothing():
    assert changements(PLAN) == ()
    assert changements(None) == ()


def test_that_a_text_the_project_writes_itself_is_its_own_change_whatever_the_edition():
    (un,) = changements(edition("litiges", texte=ANCIEN), reformule("litiges", "Le nôtre."))
    assert (un.libelle, un.avant, un.apres, un.modele) == ("Texte", ANCIEN, "Le nôtre.", False)


def test_that_an_edition_that_changes_what_both_states_reword_says_nothing():
    projet = reformule("litiges", "Le nôtre.")
    signe = EtatProjet(projet=projet, nom="Signée", textes=edition("litiges", texte=ANCIEN))
    assert comparer_figes(signe, EtatProjet(projet=projet), PLAN).changements == ()


def test_that_a_standard_article_that_comes_or_goes_with_an_edition_is_told_whole():
    sans = tuple(modele for modele in PLAN if modele.cle != "litiges")
    (venu,) = changements(sans)
    assert (venu.nature, venu.libelle) == (NatureChangement.AJOUT, "Article ajouté (modèle mis à jour)")
    assert venu.apres
    de_plus = (*PLAN, ModeleArticle(cle="annulation", intitule="Annulation", texte="Rien."))
    (parti,) = changements(de_plus)
    assert (parti.nature, parti.avant) == (NatureChangement.SUPPRESSION, "Rien.")
    assert parti.libelle == "Article retiré (modèle mis à jour)"


def test_that_two_frozen_states_are_read_each_with_its_own_articles():
    ancien = EtatProjet(projet=SIGNE, nom="Signée", textes=edition("litiges", texte=ANCIEN))
    meme = EtatProjet(projet=SIGNE, nom="Revue", textes=edition("litiges", texte=ANCIEN))
    assert comparer_figes(ancien, meme, PLAN).changements == ()
