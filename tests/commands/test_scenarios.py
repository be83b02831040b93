"""Acts on scenarios: many fields at once, a copy, and the adoption that writes them into the project."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from fichiers_json import projet
from hypothesis import given, settings
from hypothesis import strategies as st
from projets import MOMENT, Horloge, contenu, exemple
from registre_programmation import PROGRAMMATION

from models.commands.fiches import add_fiche
from models.commands.operations import (
    add_depense,
    add_financement,
    add_operation,
    add_repartition,
    remove_financement,
)
from models.commands.scenarios import add_scenario, adopt_scenario, duplicate_scenario, set_ecarts
from models.domain.plan_financement import Financement, Operation
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.application import appliquer, ecritures_adoption
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from models.store.database import Database
from models.store.errors import IntrouvableError


def _operation(database: Database) -> Operation:
    fiche = database.execute("Ajouter", add_fiche).valeur
    operation = database.execute("Ajouter", add_operation, fiche).valeur
    database.execute("Ajouter", add_depense, operation, montant_ht=Decimal(100_000), annee=2027)
    champs: dict[str, Any] = {"dispositif": "Région", "montant_demande": Decimal(30_000), "annee": 2027}
    ligne = database.execute("Ajouter", add_financement, operation, **champs).valeur
    for annee in (2027, 2028):
        database.execute("Ajouter", add_repartition, ligne, annee=annee, prevu=Decimal(15_000))
    return projet(database).fiches[0].operations[-1]


def _scenario(database: Database, *ecarts: Ecart) -> Scenario:
    uid = database.execute("Ajouter", add_scenario, intitule="La Région refuse").valeur
    database.execute("Supposer", set_ecarts, uid, ecarts, moment=MOMENT)
    return projet(database).scenarios[0]


def _ecart(ligne: Financement, champ: str, valeur: str) -> Ecart:
    return Ecart(genre=GenreEcart.FINANCEMENT, objet=ligne.uid, champ=champ, valeur=valeur)


def _adopt(database: Database, scenario: Scenario) -> None:
    ecritures = ecritures_adoption(appliquer(projet(database), scenario))
    database.execute("Adopter", adopt_scenario, scenario.uid, ecritures, moment=MOMENT)


def test_that_many_fields_are_supposed_in_one_act(database: Database):
    (ligne,) = _operation(database).financements
    scenario = _scenario(database, _ecart(ligne, "etat", "refuse"), _ecart(ligne, "annee", "2028"))
    etat, annee = scenario.ecarts
    autres = (_ecart(ligne, "etat", "abandonne"), _ecart(ligne, "montant_demande", "1.00"))
    database.execute("Supposer", set_ecarts, scenario.uid, autres, [annee.uid], moment=MOMENT)
    (lu,) = projet(database).scenarios
    assert [(e.champ, e.valeur) for e in lu.ecarts] == [("etat", "abandonne"), ("montant_demande", "1.00")]
    assert lu.ecarts[0].uid == etat.uid
    database.undo()
    assert projet(database).scenarios == (scenario,)


def test_that_what_is_taken_away_belongs_to_that_scenario(database: Database):
    (ligne,) = _operation(database).financements
    scenario = _scenario(database, _ecart(ligne, "etat", "refuse"))
    autre = database.execute("Ajouter", add_scenario).valeur
    database.execute("Supposer", set_ecarts, autre, (), [scenario.ecarts[0].uid], moment=MOMENT)
    assert projet(database).scenarios[0] == scenario
    with pytest.raises(IntrouvableError):
        database.execute("Supposer", set_ecarts, autre, (), [Uid("nulle part")], moment=MOMENT)


def test_that_a_copy_stands_just_after_and_goes_its_own_way(database: Database):
    (ligne,) = _operation(database).financements
    scenario = _scenario(database, _ecart(ligne, "etat", "refuse"))
    database.execute("Ajouter", add_scenario, intitule="Autre")
    copie = database.execute("Dupliquer", duplicate_scenario, scenario, moment=MOMENT).valeur
    database.execute("Supposer", set_ecarts, copie, (_ecart(ligne, "etat", "accorde"),), moment=MOMENT)
    lus = projet(database).scenarios
    assert [s.intitule for s in lus] == ["La Région refuse", "La Région refuse (copie)", "Autre"]
    assert [[e.valeur for e in s.ecarts] for s in lus] == [["refuse"], ["accorde"], []]


def test_that_adopting_writes_what_is_supposed_and_one_undo_brings_all_back(database: Database):
    operation = _operation(database)
    (ligne,), (depense,) = operation.financements, operation.depenses
    scenario = _scenario(
        database,
        _ecart(ligne, "etat", "accorde"),
        _ecart(ligne, "montant_accorde", "24000.00"),
        _ecart(ligne, "annee", "2029"),
        Ecart(genre=GenreEcart.DEPENSE, objet=depense.uid, champ="montant_ht", valeur="120000.00"),
        Ecart(genre=GenreEcart.OPERATION, objet=operation.uid, champ="part_decidee", valeur="48000.00"),
    )
    avant = contenu(database)
    _adopt(database, scenario)
    adoptee = projet(database).fiches[0].operations[-1]
    (aide,) = adoptee.financements
    assert (aide.etat, aide.montant_accorde, aide.montant_demande) == (EtatFinancement.ACCORDE, 24_000, 30_000)
    # The line is split: its shares hold the years, and its own stays behind them.
    assert ([r.annee for r in aide.repartitions], aide.annee) == ([2029, 2030], 2027)
    assert (adoptee.cout, adoptee.part_decidee) == (120_000, 48_000)
    assert projet(database).scenarios == ()
    database.undo()
    assert contenu(database) == avant


def test_that_what_has_gone_since_does_not_prevent_the_rest_from_being_adopted(database: Database):
    operation = _operation(database)
    (ligne,) = operation.financements
    part = Ecart(genre=GenreEcart.OPERATION, objet=operation.uid, champ="part_decidee", valeur="70000.00")
    scenario = _scenario(database, _ecart(ligne, "etat", "refuse"), part)
    database.execute("Supprimer", remove_financement, ligne.uid)
    _adopt(database, scenario)
    adoptee = projet(database).fiches[0].operations[-1]
    assert (adoptee.part_decidee, adoptee.financements) == (70_000, ())


@settings(max_examples=15)
@given(data=st.data())
def test_that_the_project_is_then_what_the_scenario_made_of_it(data: st.DataObject):
    with TemporaryDirectory() as dossier:
        database = Database.open(exemple(Path(dossier)), horloge=Horloge())
        uid = database.execute("Ajouter", add_scenario).valeur
        for _ in range(data.draw(st.integers(1, 3))):
            appel = PROGRAMMATION[set_ecarts](data, replace(projet(database), scenarios=(Scenario(uid=uid),)))
            assert appel is not None
            database.execute("Supposer", set_ecarts, *appel[0], **appel[1])
        depart = projet(database)
        scenario = next(s for s in depart.scenarios if s.uid == uid)
        suppose = appliquer(depart, scenario).projet
        _adopt(database, scenario)
        adopte = projet(database)
        database.undo()
        rendu = projet(database)
        database.close()
    assert adopte == replace(suppose, scenarios=tuple(s for s in suppose.scenarios if s.uid != uid))
    assert rendu == depart
