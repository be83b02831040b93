"""What surrounds the plan: intentions, envelopes, dispositifs, scenarios; through the door, undone, in JSON."""

from decimal import Decimal

import pytest
from fichiers_json import bring_in, minimal, projet
from projets import MOMENT

from models.commands.fiches import add_fiche, duplicate_fiche
from models.commands.operations import add_financement, add_operation, split_operation, update_operation
from models.commands.organismes import add_organisme
from models.commands.programmation import (
    rank_intentions,
    remove_enveloppe,
    reset_dispositif,
    set_dispositif,
    set_enveloppe,
)
from models.commands.scenarios import add_scenario, remove_ecart, remove_scenario, set_ecart, update_scenario
from models.commands.territoire import update_territoire
from models.domain.errors import SaisieError
from models.domain.ort import EffetOrt
from models.domain.programmation import Maturite, RegimeFctva
from models.domain.scenario import GenreEcart
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme
from models.echange.format import to_dict, to_json
from models.echange.rapport import ImportRefuseError
from models.store.database import Database


def _operations(database: Database, nombre: int) -> list[Uid]:
    fiche = database.execute("Ajouter", add_fiche).valeur
    return [database.execute("Ajouter", add_operation, fiche).valeur for _ in range(nombre)]


def _rangs(database: Database) -> dict[Uid, tuple[int | None, int | None]]:
    operations = (o for f in projet(database).fiches for o in f.operations)
    return {o.uid: (o.annee_intention, o.rang_intention) for o in operations}


def test_that_the_intentions_of_a_year_are_those_that_were_ranked_and_no_other(database: Database):
    a, b, c = _operations(database, 3)
    database.execute("Classer", rank_intentions, 2027, [a, b])
    database.execute("Classer", rank_intentions, 2028, [c])
    database.execute("Classer", rank_intentions, 2027, [b])
    rangs = _rangs(database)
    assert [rangs[uid] for uid in (a, b, c)] == [(None, None), (2027, 1), (2028, 1)]
    database.undo()
    assert _rangs(database)[a] == (2027, 1)


def test_that_a_year_has_one_envelope(database: Database):
    premiere = database.execute("Écrire", set_enveloppe, 2027, montant=Decimal(300_000), motif="PPI").valeur
    assert database.execute("Écrire", set_enveloppe, 2027, montant=Decimal(250_000)).valeur == premiere
    (enveloppe,) = projet(database).enveloppes
    assert (enveloppe.annee, enveloppe.montant, enveloppe.motif) == (2027, Decimal(250_000), "PPI")
    database.execute("Retirer", remove_enveloppe, premiere)
    assert projet(database).enveloppes == ()
    with pytest.raises(SaisieError, match="année"):
        database.execute("Écrire", set_enveloppe, 20_270, montant=Decimal(1))


def test_that_the_project_says_one_thing_of_a_dispositif_and_goes_back_to_the_reference(database: Database):
    database.execute("Adapter", set_dispositif, "detr", contenu='sigle = "DETR 59"', edition="2026")
    database.execute("Adapter", set_dispositif, "detr", contenu='sigle = "DETR 62"', motif="Circulaire")
    (local,) = projet(database).dispositifs_locaux
    assert (local.contenu, local.edition, local.motif) == ('sigle = "DETR 62"', "2026", "Circulaire")
    database.execute("Revenir", reset_dispositif, "detr")
    assert projet(database).dispositifs_locaux == ()
    with pytest.raises(SaisieError, match="TOML"):
        database.execute("Adapter", set_dispositif, "detr", contenu="taux = = 3")
    with pytest.raises(SaisieError, match="code"):
        database.execute("Adapter", set_dispositif, " ", contenu="")


def test_that_a_scenario_says_each_field_once_and_leaves_the_project_as_it_is(database: Database):
    (operation,) = _operations(database, 1)
    ligne = database.execute("Ajouter", add_financement, operation, dispositif="Région").valeur
    avant = projet(database).fiches
    uid = database.execute("Ajouter", add_scenario, intitule="La Région refuse").valeur
    database.execute("Décrire", update_scenario, uid, description="Réponse attendue en mars.")
    database.execute("Supposer", set_ecart, uid, GenreEcart.FINANCEMENT, ligne, "etat", valeur="accorde")
    ecart = database.execute("Supposer", set_ecart, uid, GenreEcart.FINANCEMENT, ligne, "etat", valeur="refuse").valeur
    (scenario,) = projet(database).scenarios
    trouve = scenario.ecart(GenreEcart.FINANCEMENT, ligne, "etat")
    assert scenario.ecarts == (trouve,)
    assert trouve is not None
    assert (trouve.uid, trouve.valeur) == (ecart, "refuse")
    assert projet(database).fiches == avant
    database.execute("Revenir", remove_ecart, ecart)
    assert projet(database).scenarios[0].ecarts == ()
    database.execute("Écarter", remove_scenario, uid)
    assert projet(database).scenarios == ()
    database.undo()
    assert projet(database).scenarios[0].intitule == "La Région refuse"


def test_that_all_of_it_leaves_in_json_and_comes_back(database: Database):
    (operation,) = _operations(database, 1)
    champs = {"assujettie_tva": True, "maturite": Maturite.AVANT_PROJET, "annee_intention": 2027}
    database.execute("Modifier", update_operation, operation, **champs)
    database.execute(
        "Ajouter", add_organisme, nom="CC du Val", type=TypeOrganisme.EPCI, regime_fctva=RegimeFctva.N_PLUS_1
    )
    effets = (EffetOrt.DISPENSE_COMMERCIALE, EffetOrt.DENORMANDIE)
    database.execute("Modifier", update_territoire, ort_effets=effets, opah_aides=Decimal("12300.50"))
    database.execute("Écrire", set_enveloppe, 2027, montant=Decimal(300_000))
    database.execute("Adapter", set_dispositif, "detr", contenu='[[categorie]]\ncode = "A"\nintitule = "Écoles"\n')
    scenario = database.execute("Ajouter", add_scenario, intitule="Sans Région").valeur
    database.execute("Supposer", set_ecart, scenario, GenreEcart.OPERATION, operation, "part_decidee", valeur="48000")
    ecrit = to_json(projet(database))
    for _ in range(8):
        database.undo()
    assert projet(database).dispositifs_locaux == ()
    bring_in(database, ecrit)
    assert to_json(projet(database)) == ecrit
    territoire = to_dict(projet(database))["territoire"]
    assert territoire["ort"]["effets"] == ["dispense_commerciale", "denormandie"]
    assert territoire["opah"]["aides"] == "12300.50"


@pytest.mark.parametrize(
    ("parties", "ou", "dit"),
    [
        ({"enveloppes": [{"annee": 2027}, {"annee": 2027}]}, "enveloppes[1].annee", "déjà donnée"),
        ({"enveloppes": [{"annee": 0, "montant": "5"}]}, "enveloppes[0].annee", "celle d’une année"),
        ({"enveloppes": [{"montant": "5"}]}, "enveloppes[0].annee", "celle d’une année"),
        (
            {"dispositifs_locaux": [{"code": "detr"}, {"code": "detr"}]},
            "dispositifs_locaux[1].code",
            "déjà adapté",
        ),
        ({"dispositifs_locaux": [{"code": "detr", "contenu": "a = = 1"}]}, "dispositifs_locaux[0].contenu", "TOML"),
        ({"scenarios": [{"ecarts": [{"genre": "commune"}]}]}, "scenarios[0].ecarts[0].genre", "operation"),
        ({"territoire": {"ort": {"effets": ["gratuité"]}}}, "territoire.ort.effets[0]", "denormandie"),
    ],
)
def test_that_a_json_that_could_not_be_read_again_is_refused_where_it_is_wrong(
    database: Database, parties: dict[str, object], ou: str, dit: str
):
    with pytest.raises(ImportRefuseError) as caught:
        bring_in(database, minimal(**parties))
    refus = list(caught.value.refus)
    assert [r.colonne for r in refus] == [ou]
    assert dit in refus[0].message


def test_that_a_copy_of_an_action_is_no_intention_and_a_split_keeps_the_tva(database: Database):
    (operation,) = _operations(database, 1)
    database.execute("Classer", rank_intentions, 2027, [operation])
    database.execute("Modifier", update_operation, operation, assujettie_tva=True, maturite=Maturite.PROJET)
    database.execute("Dupliquer", duplicate_fiche, projet(database).fiches[0], moment=MOMENT)
    copie = projet(database).fiches[1].operations[-1]
    assert (copie.annee_intention, copie.rang_intention, copie.maturite) == (None, None, Maturite.PROJET)
    database.execute("Scinder", split_operation, operation, depenses=[], financements=[], intitule="Tranche 2")
    mere, tranche = projet(database).fiches[0].operations[-2:]
    assert (mere.uid, mere.assujettie_tva, mere.rang_intention) == (operation, True, 1)
    assert (tranche.intitule, tranche.assujettie_tva, tranche.rang_intention) == ("Tranche 2", True, None)
