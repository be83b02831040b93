"""The program is killed in the middle of an editing session: every acknowledged act is in the file, whole."""

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from projets import MOMENT, exemple, nouveau
from sqlalchemy import text

from models.commands.scenarios import set_ecarts
from models.domain.scenarios.application import appliquer
from models.domain.scenarios.raccourcis import decaler, guichets, refuser
from models.queries.projet import load_projet
from models.store.database import Database

SESSION = """
import sys
from decimal import Decimal
from pathlib import Path
from models.commands.fiches import add_fiche, update_fiche
from models.commands.operations import add_depense
from models.queries.projet import load_projet
from models.store.database import Database

database = Database.open(Path(sys.argv[1]))
for numero in range(10_000):
    uid = database.execute("Ajouter", add_fiche, numero=str(numero)).valeur
    print("fiche", numero, flush=True)
    database.execute("Décrire", update_fiche, uid, description="x" * 20_000)
    with database.read() as session:
        operation = load_projet(session).fiches[-1].operations[0].uid
    database.execute("Chiffrer", add_depense, operation, montant_ht=Decimal(numero))
    if numero % 3 == 0:
        database.undo()
        database.redo()
    print("depense", numero, flush=True)
"""
ADOPTION = """
import sys
from pathlib import Path
from models.commands.scenarios import adopt_scenario
from models.domain.scenarios.application import appliquer, ecritures_adoption
from models.queries.projet import load_projet
from models.store.database import Database, maintenant_utc

database = Database.open(Path(sys.argv[1]))
with database.read() as session:
    projet = load_projet(session)
[scenario] = projet.scenarios
ecritures = ecritures_adoption(appliquer(projet, scenario))
print("prêt", flush=True)
while True:
    database.execute("Adopter", adopt_scenario, scenario.uid, ecritures, moment=maintenant_utc())
    database.undo()
"""
COUPS = 20


@pytest.mark.parametrize("graine", range(COUPS))
def test_that_a_kill_loses_no_acknowledged_act(tmp_path: Path, graine: int):
    path = nouveau(tmp_path)
    delai = random.Random(graine).uniform(0.01, 0.25)
    with subprocess.Popen([sys.executable, "-c", SESSION, str(path)], stdout=subprocess.PIPE, text=True) as session:
        assert session.stdout is not None
        lignes = [session.stdout.readline()]
        fin = time.monotonic() + delai
        while time.monotonic() < fin:
            lignes.append(session.stdout.readline())
        session.kill()
        lignes += session.stdout.readlines()
    acquittes = [ligne.split() for ligne in lignes if ligne.endswith("\n")]
    assert acquittes, "the session never began"

    database = Database.open(path)
    with database.read() as lecture:
        assert lecture.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert lecture.execute(text("PRAGMA foreign_key_check")).all() == []
        fiches = {f.numero: f for f in load_projet(lecture).fiches}
    for quoi, numero in acquittes:
        assert numero in fiches
        if quoi == "depense":
            assert fiches[numero].totaux.cout == int(numero)
    database.close()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("graine", range(6))
def test_that_a_kill_while_a_scenario_is_adopted_leaves_all_of_it_or_nothing(tmp_path: Path, graine: int):
    path = exemple(tmp_path)
    database = Database.open(path)
    with database.read() as lecture:
        projet = load_projet(lecture)
    [scenario] = projet.scenarios
    ecarts = [e for guichet in guichets(projet) for e in refuser(guichet, projet.fiches)]
    ecarts += [e for fiche in projet.fiches for e in decaler(fiche)]
    database.execute("Supposer", set_ecarts, scenario.uid, ecarts, moment=MOMENT)
    with database.read() as lecture:
        avant = load_projet(lecture)
    database.close()
    apres = appliquer(avant, avant.scenarios[0]).projet

    with subprocess.Popen([sys.executable, "-c", ADOPTION, str(path)], stdout=subprocess.PIPE, text=True) as session:
        assert session.stdout is not None
        assert session.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            session.wait(random.Random(graine).uniform(0.01, 0.4))
        session.kill()

    database = Database.open(path)
    with database.read() as lecture:
        assert lecture.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        relu = load_projet(lecture)
    assert relu in (avant, replace(apres, scenarios=()))
    database.close()
    assert list(tmp_path.iterdir()) == [path]
