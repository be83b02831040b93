"""Whole projects written at once: what goes, what moves, and who is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from projets import JOUR, MOMENT, contenu, exemple

from models.commands.fiches import update_fiche
from models.commands.importation import import_projet
from models.domain.projet import Projet
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


def bring_in(database: Database, lu: ProjetCourant, projet: Projet) -> None:
    lu.refresh(database.execute("Importer", import_projet, projet, moment=MOMENT).changes)


def test_that_a_line_that_changes_fiche_keeps_its_row(courant: Courant):
    database, lu = courant
    avant = lu.projet
    premiere, seconde = [f for f in avant.fiches if f.operations[0].financements][:2]
    lignes = {ligne["uid"]: ligne["id"] for ligne in contenu(database)["financement"]}
    deux = replace(
        seconde,
        operations=(
            replace(
                seconde.operations[0],
                financements=(*premiere.operations[0].financements, *seconde.operations[0].financements),
            ),
            *seconde.operations[1:],
        ),
    )
    vide = replace(
        premiere, operations=(replace(premiere.operations[0], financements=()), *premiere.operations[1:]), pieces=()
    )
    bring_in(database, lu, replace(avant, fiches=(vide, deux)))
    assert lu.projet.fiche(seconde.uid) == deux
    assert {ligne["uid"]: ligne["id"] for ligne in contenu(database)["financement"]} == lignes
    undo(database, lu)
    assert lu.projet == avant


def test_that_a_piece_lets_go_a_line_that_leaves_for_another_fiche(courant: Courant):
    database, lu = courant
    avant = lu.projet
    prouvee = next(f for f in avant.fiches if any(p.financement for p in f.pieces))
    preuve = next(p for p in prouvee.pieces if p.financement)
    operation = next(o for o in prouvee.operations if any(x.uid == preuve.financement for x in o.financements))
    autre = next(f for f in avant.fiches if f.uid != prouvee.uid)
    bring_in(database, lu, replace(avant, fiches=(replace(autre, operations=(*autre.operations, operation)),)))
    lu.refresh(database.execute("Nommer", update_fiche, prouvee.uid, intitule="Sans preuve").changes)
    relue = lu.projet.fiche(prouvee.uid)
    assert relue is not None
    assert next(p for p in relue.pieces if p.uid == preuve.uid).financement is None


def test_that_an_indicateur_goes_from_a_fiche_to_an_orientation_and_back(courant: Courant):
    database, lu = courant
    avant = lu.projet
    fiche = next(f for f in avant.fiches if f.indicateurs)
    indicateur, *autres = fiche.indicateurs
    orientation = replace(avant.orientations[0], indicateurs=(indicateur,))
    bring_in(
        database,
        lu,
        replace(avant, fiches=(replace(fiche, indicateurs=tuple(autres)),), orientations=(orientation,)),
    )
    assert lu.projet.orientations[0].indicateurs == (indicateur,)
    bring_in(database, lu, replace(avant, fiches=(fiche,), orientations=(replace(orientation, indicateurs=()),)))
    assert lu.projet.fiche(fiche.uid) == fiche
