"""Whole projects written at once: what goes, what moves, and who is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from projets import JOUR, MOMENT, exemple

from models.commands.importation import import_projet
from models.queries.courant import ProjetCourant
from models.referentiel.bareme import load_bareme
from models.store.database import Database

Courant = tuple[Database, ProjetCourant]


@pytest.fixture
def courant(tmp_path: Path) -> Iterator[Courant]:
    database = Database.open(exemple(tmp_path))
    yield database, ProjetCourant(database, load_bareme(), lambda: JOUR)
    database.close()


def undo(database: Database, lu: ProjetCourant) -> None:
    resultat = database.undo()
    assert resultat is not None
    lu.refresh(resultat.changes)


def test_that_a_secteur_and_a_commune_that_an_import_drops_leave_the_fiches_too(courant: Courant):
    database, lu = courant
    avant = lu.projet
    territoire = replace(avant.territoire, communes=(), secteurs=())
    lu.refresh(
        database.execute(
            "Importer", import_projet, replace(avant, territoire=territoire, fiches=()), moment=MOMENT
        ).changes
    )
    assert lu.projet.territoire.secteurs == lu.projet.territoire.communes == ()
    assert any(f.secteurs and f.communes for f in avant.fiches)
    assert not any(f.secteurs or f.communes for f in lu.projet.fiches)
    undo(database, lu)
    assert lu.projet == avant


def test_that_a_line_that_goes_to_another_fiche_leaves_the_first_one(courant: Courant):
    database, lu = courant
    avant = lu.projet
    premiere, seconde = [f for f in avant.fiches if f.phases][:2]
    arrivee = replace(seconde, phases=premiere.phases[:1])
    lu.refresh(database.execute("Importer", import_projet, replace(avant, fiches=(arrivee,)), moment=MOMENT).changes)
    phases = {f.uid: f.phases for f in lu.projet.fiches}
    assert (phases[premiere.uid], phases[seconde.uid]) == (premiere.phases[1:], premiere.phases[:1])
    undo(database, lu)
    assert lu.projet == avant
