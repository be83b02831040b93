"""The fields of the texts: the value of the project, the agreement in number, what is missing, what is unknown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from factories import make_engages, make_fiche, make_projet, make_territoire

from models.domain.champs import BLOCS, CHAMPS, Champ
from models.domain.orientation import Indicateur, Orientation
from models.domain.plan_action import actions_du_plan, est_au_plan, projets_en_maturation
from models.domain.projet import Projet
from models.domain.remplissage import bloc_seul, champs_de, remplir
from models.domain.territoire import ChefDeProjet, Commune, Crte, Epci, Territoire
from models.domain.vocabulaire import CategorieOrt, RegimeOrt, RoleCommune, StatutAction

COMPLET = make_territoire(
    communes=(
        Commune(nom="Auchel"),
        Commune(nom="Le Portel"),
        Commune(nom="Béthune", role=RoleCommune.VILLE_PRINCIPALE_EPCI),
    ),
    date_adhesion=date(2021, 6, 1),
    date_convention=date(2023, 1, 27),
    duree_annees=6,
    crte=Crte(nom="CRTE du Pays", date_signature=date(2021, 12, 14)),
    chef_de_projet=ChefDeProjet(nom="Élise Caudrelier", employeur="Ville d’Auchel", quotite=Decimal("0.8")),
    tribunal="Tribunal administratif de Lille",
)


def rempli(texte: str, territoire: Territoire = COMPLET) -> str:
    """The filled text, with plain spaces and what is missing between brackets."""
    morceaux = remplir(texte, Projet(territoire=territoire), {"duree": "11"})
    lisible = "".join(f"[{m.texte}]" if m.manque else m.texte for m in morceaux)
    return lisible.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("{territoire}", "Valbrune"),
        ("{communes}", "Auchel et Le Portel"),
        ("{la commune}", "les communes d’Auchel et du Portel"),
        ("{La commune} {a|ont} choisi", "Les communes d’Auchel et du Portel ont choisi"),
        ("{à la commune}", "aux communes d’Auchel et du Portel"),
        ("{de la commune}", "des communes d’Auchel et du Portel"),
        ("{ville principale}", "Béthune"),
        ("{EPCI}", "Communauté de communes du Haut-Pré"),
        ("de {l’EPCI}", "de la communauté de communes du Haut-Pré"),
        ("{département}, {région}", "Pas-de-Calais, Hauts-de-France"),
        ("{date d’adhésion}", "1er juin 2021"),
        ("{date de la convention}", "27 janvier 2023"),
        ("{date de fin}", "27 janvier 2029"),
        ("{durée}", "six ans"),
        ("{CRTE}, {date du CRTE}", "CRTE du Pays, 14 décembre 2021"),
        ("{chef de projet}, {employeur du chef de projet}", "Élise Caudrelier, Ville d’Auchel"),
        ("{quotité du chef de projet}", "80 %"),
        ("{tribunal}", "tribunal administratif de Lille"),
        ("l’{article:duree}", "l’article 11"),
        ("{à compléter : les études}", "[à compléter : les études]"),
    ],
)
def test_that_a_field_becomes_the_value_of_the_project(texte: str, attendu: str):
    assert rempli(texte) == attendu


@pytest.mark.parametrize("champ", ["date d'adhesion", " Date d’adhésion ", "DATE D’ADHÉSION"])
def test_that_a_field_is_known_however_it_is_typed(champ: str):
    assert rempli(f"{{{champ}}}").casefold() == "1er juin 2021"


def test_that_one_commune_is_singular():
    seule = replace(COMPLET, communes=(Commune(nom="Hesdin"),))
    assert rempli("{La commune} {a|ont} choisi", seule) == "La commune d’Hesdin a choisi"


def test_that_every_commune_counts_as_long_as_none_is_said_to_be_of_the_programme():
    autres = tuple(Commune(nom=nom, role=RoleCommune.AUTRE) for nom in ("Wimille", "", "Le Portel"))
    assert rempli("{communes}", replace(COMPLET, communes=autres)) == "Wimille et Le Portel"


def test_that_one_year_is_singular():
    assert rempli("{durée}", replace(COMPLET, duree_annees=1)) == "un an"


@pytest.mark.parametrize("champ", [c for c in CHAMPS if c.nom != "portée ORT"], ids=lambda c: c.nom)
def test_that_an_empty_project_says_what_to_complete(champ: Champ):
    assert rempli(f"{{{champ.nom}}}", Territoire()) == f"[à compléter : {champ.libelle}]"


@pytest.mark.parametrize(
    ("regime", "extrait"),
    [
        (RegimeOrt.VAUT_ORT, "vaut opération de revitalisation de territoire (ORT) au sens de l’article L. 303-2"),
        (RegimeOrt.AVENANT_ORT, "vaut avenant à la convention d’opération de revitalisation"),
        (RegimeOrt.DEROGATION, "article L. 303-3"),
        (RegimeOrt.SANS_ORT, "ne vaut pas opération de revitalisation"),
    ],
)
def test_that_the_text_says_what_the_convention_is_worth(regime: RegimeOrt, extrait: str):
    assert extrait in rempli("{portée ORT}", replace(COMPLET, regime_ort=regime))


@pytest.mark.parametrize("texte", ["{plan B}", "{}", "{a|b|c}", "{article:absent}", "accolade { seule }", "{{x}}"])
def test_that_what_is_no_field_stays_as_it_was_typed(texte: str):
    assert rempli(texte) == texte


def test_that_unknown_fields_are_told_from_texts():
    morceaux = [*remplir("Voir {plan B} ou {territoire}.", Projet(), {})]
    assert [(m.texte, m.inconnu, m.manque) for m in morceaux] == [
        ("Voir ", False, False),
        ("{plan B}", True, False),
        (" ou ", False, False),
        ("à compléter\u00a0: nom du territoire", False, True),
        (".", False, False),
    ]


def test_that_fields_are_found_with_their_meaning():
    texte = "{La commune}, {plan B}, {a|ont}, {article:duree}, {à compléter : x}, {orientations}"
    trouves = [(texte[debut:fin], connu) for debut, fin, connu in champs_de(texte)]
    assert trouves == [
        ("{La commune}", True),
        ("{plan B}", False),
        ("{a|ont}", True),
        ("{article:duree}", True),
        ("{à compléter : x}", True),
        ("{orientations}", True),
    ]


def test_that_the_cost_of_the_plan_says_its_base():
    (morceau,) = remplir("{coût total}", make_projet(make_fiche()), {})
    assert morceau.texte.replace("\u00a0", " ").replace("\u202f", " ") == "100 000,00 € (HT)"


def test_that_a_block_is_a_field_alone():
    bloc = bloc_seul("  {Secteurs d'intervention}\n")
    assert bloc is not None
    assert bloc.nom == "secteurs d’intervention"
    assert bloc_seul("Voici {orientations}") is None
    assert bloc_seul("{territoire}") is None


def test_that_fields_and_blocks_have_names_of_their_own():
    noms = [c.nom for c in (*CHAMPS, *BLOCS)]
    assert len(noms) == len(set(noms))


def test_that_a_block_is_filled_when_its_data_is_there():
    vides = {bloc.nom for bloc in BLOCS if not bloc.est_rempli(Projet())}
    assert vides == {b.nom for b in BLOCS} - {
        "projets en maturation",
        # The article commits the territory, and nobody waits for the words of an association.
        "engagements des collectivités du territoire",
        "engagements des acteurs privés",
    }
    plein = make_projet(
        make_fiche(categories_ort=(CategorieOrt.HABITAT,)),
        orientations=(Orientation(intitule="Habiter", indicateurs=(Indicateur(intitule="Vacance"),)),),
        organismes=make_engages(),
    )
    assert all(bloc.est_rempli(plein) for bloc in BLOCS)


def test_that_the_plan_holds_what_the_copil_entered_and_the_rest_matures():
    fiches = {statut: make_fiche(uid=statut.value, statut=statut) for statut in StatutAction}
    projet = make_projet(*fiches.values())
    assert {f.statut for f in projets_en_maturation(projet)} == {StatutAction.IDEE, StatutAction.EN_MATURATION}
    assert {f.statut for _, groupe in actions_du_plan(projet) for f in groupe} == {
        StatutAction.INSCRITE,
        StatutAction.ENGAGEE,
        StatutAction.EN_COURS,
        StatutAction.TERMINEE,
        StatutAction.SUSPENDUE,
    }
    assert not est_au_plan(fiches[StatutAction.ABANDONNEE])


def test_that_an_epci_without_a_known_noun_keeps_its_name_alone():
    assert rempli("{l’EPCI}", replace(COMPLET, epci=Epci(nom="CA du Boulonnais"))) == "CA du Boulonnais"
    assert rempli("{l’EPCI}", replace(COMPLET, epci=Epci(nom="Agglomération Arras"))) == "Agglomération Arras"
