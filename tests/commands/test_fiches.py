"""Acts on fiches: where they go, what they keep."""

import pytest
from projets import MOMENT
from sqlalchemy import Engine, event

from models.commands.fiches import (
    add_fiche,
    duplicate_fiche,
    move_fiche,
    remove_fiches,
    renumber_fiches,
    update_fiche,
    update_fiches,
)
from models.commands.orientations import add_orientation, remove_orientation, restore_orientation
from models.domain.projet import Projet
from models.domain.uids import Uid, new_uid
from models.queries.projet import load_projet
from models.store.database import Database
from models.store.errors import IntrouvableError


def projet(database: Database) -> Projet:
    with database.read() as session:
        return load_projet(session)


def plan(database: Database, *numeros: str) -> tuple[Uid, dict[str, Uid]]:
    orientation = database.execute("Ajouter", add_orientation, numero="1").valeur
    return orientation, {
        n: database.execute("Ajouter", add_fiche, numero=n, orientation=orientation).valeur for n in numeros
    }


def ordre(database: Database) -> list[str]:
    return [f.numero for f in projet(database).fiches]


def test_that_the_fiches_of_an_orientation_are_numbered_in_their_order_in_one_act(database: Database):
    orientation, fiches = plan(database, "1.4", "", "ancien")
    autre = database.execute("Ajouter", add_orientation, numero="").valeur
    for _ in range(2):
        database.execute("Ajouter", add_fiche, numero="z", orientation=autre)
    database.execute("Supprimer", remove_fiches, [fiches[""]], moment=MOMENT)
    database.execute("Renuméroter", renumber_fiches, orientation)
    assert ordre(database) == ["1.1", "1.2", "z", "z"]
    database.execute("Renuméroter", renumber_fiches, autre)
    assert ordre(database) == ["1.1", "1.2", "1", "2"]
    database.undo()
    database.undo()
    assert ordre(database) == ["1.4", "ancien", "z", "z"]


def test_that_a_fiche_moves_among_its_sisters_only(database: Database):
    orientation, fiches = plan(database, "a", "b", "c")
    autre = database.execute("Ajouter", add_orientation, numero="2").valeur
    database.execute("Ajouter", add_fiche, numero="z", orientation=autre)
    resultat = database.execute("Déplacer", move_fiche, fiches["c"], orientation=orientation, position=0)
    assert ordre(database) == ["c", "a", "b", "z"]
    assert len(resultat.changes.fiches) == 3
    database.execute("Déplacer", move_fiche, fiches["c"], orientation=autre, position=9)
    assert ordre(database) == ["a", "b", "z", "c"]


def test_that_fiches_of_a_deleted_orientation_find_it_again_after_a_move(database: Database):
    orientation, fiches = plan(database, "a", "b")
    database.execute("Ajouter", add_fiche, numero="libre")
    database.execute("Supprimer", remove_orientation, orientation, moment=MOMENT)
    database.execute("Déplacer", move_fiche, fiches["b"], orientation=None, position=0)
    assert ordre(database) == ["b", "a", "libre"]
    database.execute("Restaurer", restore_orientation, orientation)
    assert [f.orientation for f in projet(database).fiches] == [orientation, orientation, None]


def test_that_a_copy_stands_after_its_original_without_number_nor_shared_identity(database: Database):
    _, fiches = plan(database, "a", "b")
    original = projet(database).fiche(fiches["a"])
    assert original is not None
    copie = database.execute("Dupliquer", duplicate_fiche, original, moment=MOMENT).valeur
    assert [f.uid for f in projet(database).fiches] == [fiches["a"], copie, fiches["b"]]
    relue = projet(database).fiche(copie)
    assert relue is not None
    assert relue.numero == ""
    assert {o.uid for o in relue.operations}.isdisjoint(o.uid for o in original.operations)


def test_that_many_fiches_are_deleted_and_changed_by_a_few_statements(database: Database):
    _, fiches = plan(database, *(f"1.{rang}" for rang in range(40)))
    uids = list(fiches.values())
    lectures: list[str] = []

    def note(_connexion: object, _curseur: object, enonce: str, *_: object) -> None:
        if enonce.startswith("SELECT") and "FROM fiche_action" in enonce and "uid IN" in enonce:
            lectures.append(enonce)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        database.execute("Changer", update_fiches, uids, referent="Mme Delattre")
        database.execute("Supprimer", remove_fiches, uids, moment=MOMENT)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(lectures) == 2
    assert projet(database).fiches == ()
    database.undo()
    assert [f.referent for f in projet(database).fiches] == ["Mme Delattre"] * 40


def test_that_a_fiche_that_is_not_there_refuses_the_whole_act(database: Database):
    _, fiches = plan(database, "a", "b")
    with pytest.raises(IntrouvableError):
        database.execute("Supprimer", remove_fiches, [*fiches.values(), new_uid()], moment=MOMENT)
    assert ordre(database) == ["a", "b"]


@pytest.mark.parametrize("ensemble", [True, False])
def test_that_fiches_that_change_orientation_come_after_those_already_there(database: Database, ensemble: bool):
    orientation, fiches = plan(database, "1.1", "1.2", "1.3")
    autre = database.execute("Ajouter", add_orientation, numero="2", intitule="Commerce").valeur
    for numero in ("2.1", "2.2"):
        database.execute("Ajouter", add_fiche, orientation=autre, numero=numero)
    deplacees = [fiches["1.1"], fiches["1.2"]]
    if ensemble:
        database.execute("Changer", update_fiches, deplacees, orientation=autre)
    else:
        for uid in deplacees:
            database.execute("Changer", update_fiche, uid, orientation=autre)
    assert [f.numero for f in projet(database).fiches if f.orientation == autre] == ["2.1", "2.2", "1.1", "1.2"]
    database.execute("Changer", update_fiches, [fiches["1.3"]], orientation=orientation, referent="Mme Delattre")
    assert [f.numero for f in projet(database).fiches if f.orientation == orientation] == ["1.3"]
