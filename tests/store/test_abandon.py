"""Acts given up while they are written: the file is as it was, wherever the writing stood."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from projets import MOMENT, exemple
from sqlalchemy import func, select

from models.commands.importation import import_projet
from models.domain.projet import Projet
from models.domain.uids import new_uid
from models.entities.journal import ActeEntity
from models.queries.projet import load_projet
from models.store.abandon import watched
from models.store.database import Database


class AbandonError(Exception):
    """The person gave up."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(exemple(tmp_path))
    yield database
    database.close()


def arriving(database: Database) -> Projet:
    """The project with forty actions more, as an import would write it."""
    with database.read() as session:
        projet = load_projet(session)
    neuves = tuple(
        replace(projet.fiches[0], uid=new_uid(), intitule=f"Action {rang}", operations=(), phases=(), indicateurs=())
        for rang in range(40)
    )
    return replace(projet, fiches=neuves)


def count_statements(database: Database, projet: Projet) -> int:
    """How many times the act may be given up."""
    appels: list[None] = []
    database.simulate(watched(import_projet, lambda: appels.append(None)), projet, moment=MOMENT)
    return len(appels)


def give_up_at(rang: int) -> "Iterator[None]":
    for _ in range(rang):
        yield
    raise AbandonError


def test_that_an_act_given_up_anywhere_leaves_every_byte_and_the_journal_as_they_were(database: Database):
    projet = arriving(database)
    octets = database.path.read_bytes()
    with database.read() as session:
        avant = session.scalar(select(func.count()).select_from(ActeEntity))
    nombre = count_statements(database, projet)
    assert nombre > 20
    for rang in (0, 1, nombre // 2, nombre - 1):
        pas = give_up_at(rang)
        with pytest.raises(AbandonError):
            database.execute("Importer", watched(import_projet, lambda pas=pas: next(pas)), projet, moment=MOMENT)
        assert database.path.read_bytes() == octets
        assert database.pile.a_annuler is None
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ActeEntity)) == avant


def test_that_an_act_nobody_gives_up_is_written_once_and_taken_back_once(database: Database):
    projet = arriving(database)
    with database.read() as session:
        avant = load_projet(session)
    database.execute("Importer", watched(import_projet, lambda: None), projet, moment=MOMENT)
    with database.read() as session:
        assert len(load_projet(session).fiches) == len(avant.fiches) + 40
    assert database.undo() is not None
    with database.read() as session:
        assert load_projet(session) == avant


def test_that_the_act_that_follows_one_given_up_asks_nobody(database: Database):
    projet = arriving(database)
    pas = give_up_at(3)
    with pytest.raises(AbandonError):
        database.execute("Importer", watched(import_projet, lambda: next(pas)), projet, moment=MOMENT)
    assert database.execute("Importer", import_projet, projet, moment=MOMENT).changes
