"""What a project says of a dispositif stays through the editions, and what differs is told in words."""

import tomllib
from datetime import date
from typing import Any

import pytest
from fabrique_du_domaine import AUJOURD_HUI, fiche, financement, lisible, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.dispositif_local import DispositifLocal, check_dispositif_local
from models.domain.dispositifs.adaptation import adapter, fusionner, reduire, table_fusionnee
from models.domain.dispositifs.differences import differences
from models.domain.dispositifs.dispositif import FaitLiberatoire
from models.domain.dispositifs.ecriture import ecrire_contenu
from models.domain.dispositifs.pieces import CasPiece
from models.domain.dispositifs.schema import DispositifError
from models.domain.errors import SaisieError
from models.domain.regles.verification import verifier_fiche
from models.domain.vocabulaire import EtatFinancement, TypeOrganisme, TypePremierActe
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs, load_effectifs, load_tables

EDITION = date(2026, 11, 21)
REFERENCE: dict[str, Any] = {
    "code": "fonds",
    "intitule": "Fonds des halles",
    "note": "Ancienne note",
    "categorie": [
        {"code": "A", "intitule": "Halles", "taux_maximum": "0.30"},
        {"code": "B", "intitule": "Places", "taux_maximum": "0.20"},
    ],
}


def _adaptes(*locaux: DispositifLocal, reference: dict[str, Any] | None = None) -> Any:
    return adapter({"fonds": ("fonds.toml", reference or REFERENCE)}, EDITION, locaux)


def _local(contenu: str, code: str = "fonds", **champs: Any) -> DispositifLocal:
    return DispositifLocal(code=code, contenu=contenu, **champs)


LOCAL = _local('[[categorie]]\ncode = "A"\nintitule = "Halles"\ntaux_maximum = "0.45"\n', edition="2026-11-21")


def test_that_the_project_changes_an_entry_and_follows_the_others():
    categories = _adaptes(LOCAL).dispositifs.par_code["fonds"].categories
    assert [(c.code, str(c.taux_maximum)) for c in categories] == [("A", "0.45"), ("B", "0.20")]


def test_that_a_new_edition_keeps_what_was_changed_and_brings_the_rest():
    nouvelle = {
        **REFERENCE,
        "note": "Note de 2027",
        "categorie": [
            {"code": "A", "intitule": "Halles et marchés", "taux_maximum": "0.35"},
            {"code": "B", "intitule": "Places", "taux_maximum": "0.25"},
            {"code": "C", "intitule": "Rues", "taux_maximum": "0.10"},
        ],
    }
    adapte = _adaptes(LOCAL, reference=nouvelle).dispositifs.par_code["fonds"]
    assert [(c.code, str(c.taux_maximum)) for c in adapte.categories] == [("A", "0.45"), ("B", "0.25"), ("C", "0.10")]
    assert adapte.note == "Note de 2027"
    (difference,) = differences(nouvelle, table_fusionnee(nouvelle, LOCAL))
    assert difference.libelle == "Catégorie A"
    assert lisible(difference.reference) == "Halles et marchés, taux maximum 35,0 %"
    assert lisible(difference.projet) == "Halles, taux maximum 45,0 %"


def test_that_what_the_project_takes_away_stays_away():
    contenu = 'retire = ["note"]\n[[categorie]]\ncode = "B"\nretire = true\n'
    adapte = _adaptes(_local(contenu)).dispositifs.par_code["fonds"]
    assert ([c.code for c in adapte.categories], adapte.note) == (["A"], "")


def test_that_a_campaign_added_before_another_stays_in_order():
    reference = {**REFERENCE, "campagne": [{"annee": 2027}]}
    adapte = _adaptes(_local("[[campagne]]\nannee = 2026\ncloture = 2026-01-31\n"), reference=reference)
    assert [c.annee for c in adapte.dispositifs.par_code["fonds"].campagnes] == [2026, 2027]


def test_that_an_added_dispositif_is_recognised_by_its_title_before_the_others():
    adaptes = _adaptes(_local("", code="foire", intitule="Fonds de la foire")).dispositifs
    assert [d.code for d in adaptes] == ["foire", "fonds"]
    reconnu = adaptes.de(financement("Fonds de la Foire 2027", 1), None)
    assert reconnu is not None
    assert (reconnu.code, reconnu.local) == ("foire", True)


def test_that_what_cannot_be_read_leaves_the_reference_and_says_why():
    rendu = _adaptes(_local("couleur = 1"), _local("= =", code="autre"))
    assert rendu.dispositifs.par_code["fonds"].note == "Ancienne note"
    assert not rendu.dispositifs.par_code["fonds"].local
    assert set(rendu.refus) == {"fonds", "autre"}
    assert "Dispositif « fonds » du projet, clé « fonds.couleur »" in lisible(rendu.refus["fonds"].message)


@pytest.mark.parametrize(
    ("contenu", "message"),
    [
        ("= =", "n’est pas du TOML correct"),
        ('nature = "subvention"\nnote = [', "n’est pas du TOML correct"),
        (f"note = {'[' * 20_000}", "n’est pas du TOML correct"),
        ("couleur = 1", "cette clé est inconnue"),
        ('nature = "cadeau"', "« cadeau » n’est pas une valeur connue"),
        ('retire = "note"', "ce n’est pas une liste de clés"),
        ('retire = [["note"]]', "ce n’est pas une liste de clés"),
        ("retire = [{note = true}]", "ce n’est pas une liste de clés"),
        ("[[condition]]\ndate_effet = [1]", "clé « condition[1].date_effet » : une seule valeur est attendue"),
        ("[[delai]]\ntype = {a = 1}", "clé « delai[1].type » : une seule valeur est attendue"),
        ("[[campagne]]\nannee = 2027\nretire = 1", "clé « campagne[1].retire » : seul « true » se comprend ici"),
        ("[[campagne]]\nannee = 2027\n[[campagne]]\nannee = 2027", "clé « campagne[2] » : cette entrée est déjà"),
        (
            '[[condition]]\ndate_effet = 2026-01-01\nsource = "Arrêté"\nplafond = "1e400"',
            "« 1e400 » n’est pas un montant",
        ),
        ("categorie = [1]", "n’est pas une table"),
        ('[[categorie]]\ncode = "A"', "la clé « intitule » manque"),
    ],
)
def test_that_a_project_may_write_only_what_the_schema_admits(contenu: str, message: str):
    with pytest.raises(DispositifError) as erreur:
        check_dispositif_local("detr", contenu)
    assert message in lisible(erreur.value.message)
    assert erreur.value.remede


def test_that_the_line_that_is_no_toml_is_named():
    with pytest.raises(DispositifError, match=r"TOML correct \(ligne 2\)"):
        check_dispositif_local("detr", 'note = "Une note"\nnature = \n')


def test_that_what_is_badly_made_in_the_file_leaves_the_reference_in_its_place():
    adaptes = _adaptes(_local('retire = [["note"]]'))
    assert set(adaptes.refus) == {"fonds"}
    assert adaptes.dispositifs.par_code["fonds"].note == "Ancienne note"


def test_that_a_dispositif_without_a_code_is_refused():
    with pytest.raises(SaisieError, match="code"):
        check_dispositif_local(" ", "")


CATEGORIES = st.lists(
    st.fixed_dictionaries(
        {"code": st.sampled_from("ABC"), "intitule": st.text(min_size=1, max_size=8).filter(str.strip)},
        optional={"taux_maximum": st.sampled_from(["0.1", "0.2"])},
    ),
    unique_by=lambda c: c["code"],
    max_size=3,
)
PIECES = st.lists(
    st.fixed_dictionaries(
        {"code": st.sampled_from(["rib", "note"]), "intitule": st.sampled_from(["RIB", "Note"])},
        optional={"quand": st.sampled_from(list(CasPiece)).map(str), "apres_depot": st.booleans()},
    ),
    unique_by=lambda p: p["code"],
    max_size=2,
)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "note": st.text(min_size=1).filter(str.strip),
        "sigle": st.sampled_from(["F", "G"]),
        "dernier_financeur": st.booleans(),
        "noms": st.lists(st.sampled_from(["fonds", "plan"]), max_size=2),
        "categorie": CATEGORIES,
        "piece": PIECES,
        "versements": st.fixed_dictionaries({"article": st.just("art. 1"), "avance": st.sampled_from(["0.3", "0.5"])}),
    },
)


@given(TABLES, TABLES)
def test_that_only_what_differs_is_kept_and_gives_back_what_was_wanted(
    reference: dict[str, Any], voulu: dict[str, Any]
):
    local = reduire(reference, voulu)
    relu = tomllib.loads(ecrire_contenu(local))
    assert relu == local
    fusion = fusionner(reference, relu)
    listes = {"categorie", "piece"}
    assert {c: v for c, v in fusion.items() if c not in listes} == {c: v for c, v in voulu.items() if c not in listes}
    for liste in listes:
        par_code = {c["code"]: c for c in voulu.get(liste, [])}
        assert {c["code"]: c for c in fusion.get(liste, [])} == par_code
    if reference == voulu:
        assert local == {}


def test_that_each_kind_of_value_is_told_in_words():
    reference = load_tables()["detr"][1]
    voulu = {
        **reference,
        "fait_liberatoire": "completude",
        "dernier_financeur": True,
        "noms": ["detr"],
        "delai": [{"type": "commencement", "jours": 90, "prorogation": 6, "depart": "notification"}],
        "piece": [
            {"code": "rib", "intitule": "RIB", "apres_depot": True},
            {"code": "bilan", "intitule": "Bilan", "quand": "travaux"},
        ],
        "versements": {"avance": "0.5", "article": "Convention"},
        "campagne": [{"annee": 2027, "cloture": date(2026, 12, 31)}],
        "condition": [{"date_effet": date(2026, 1, 1), "plafond": "1000", "plafond_par": "an", "source": "Arrêté"}],
    }
    dites = {lisible(d.libelle): (lisible(d.reference), lisible(d.projet)) for d in differences(reference, voulu)}
    assert dites["Fait libératoire"] == ("Réception de la demande (AR reçu)", "Dossier complet")
    assert dites["Dernier financeur"] == ("non renseigné", "oui")
    assert dites["Noms reconnus"] == ("non renseigné", "detr")
    assert dites["Délai Commencement"] == (
        "à compter de la notification, durée celle du barème, prorogation 12 mois, article R. 2334-28 du CGCT",
        "durée 90 jours, prorogation 6 mois, à compter de la notification",
    )
    assert dites["Pièce « Bilan »"] == ("absent", "Bilan, demandée si travaux")
    assert dites["Pièce « RIB et numéro SIRET »"][1] == "RIB, après le dépôt oui"
    assert dites["Versements"][1] == "avance 50,0 %, article Convention"
    assert dites["Campagne 2027"] == ("absent", "clôture 31/12/2026")
    assert dites["Taux et plafonds 01/01/2026"] == ("absent", "plafond 1 000,00 €, plafond par an")


def test_that_a_project_without_adaptation_has_the_reference_itself():
    assert load_effectifs(()).dispositifs is load_dispositifs()


def test_that_the_rules_follow_what_the_project_says():
    ligne = financement(
        "Aménagement",
        100_000,
        financeur=organisme(TypeOrganisme.REGION),
        etat=EtatFinancement.EN_INSTRUCTION,
        date_depot=date(2026, 3, 1),
        date_accuse=date(2026, 3, 5),
    )
    une = fiche(
        operation(
            cout=500_000,
            financements=(ligne,),
            type_premier_acte=TypePremierActe.MARCHE,
            date_premier_acte=date(2026, 4, 1),
        )
    )
    local = DispositifLocal(code="amenagement", intitule="Aménagement", contenu='fait_liberatoire = "decision"')
    for locaux, gravites in (((), ["information"]), ((local,), ["avertissement"])):
        dispositifs = load_effectifs(locaux).dispositifs
        constats = verifier_fiche(une, projet(une), load_bareme(), dispositifs, AUJOURD_HUI)
        assert [str(c.gravite) for c in constats if c.code == "SUB-10"] == gravites
    assert FaitLiberatoire("decision").libelle == "Décision d’attribution"
