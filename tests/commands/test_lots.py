"""Imports far above the largest plan: no statement holds more values than SQLite takes."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from projets import MOMENT
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.commands.ecriture import write_links
from models.commands.fiches import add_fiche
from models.commands.importation import import_projet
from models.commands.territoire import add_commune
from models.domain.fiche_action import FicheAction, Phase
from models.entities.aggregats import FICHE
from models.entities.fiche_action import FicheActionEntity
from models.entities.territoire import CommuneEntity
from models.queries.projet import load_projet
from models.store.database import Database

LIMITE = 32_766
"""Values that SQLite takes in a statement, unless it was built otherwise as on Debian."""
PETITE = 1_100
"""A lower one, for a test that writes real fiches."""


def limited(command: Callable[..., Any], limite: int) -> Callable[..., Any]:
    """``command`` on an SQLite that takes no more values than that."""

    def run(session: Session, *args: Any, **kwargs: Any) -> Any:
        brute = session.connection().connection.driver_connection
        assert brute is not None
        brute.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, limite)
        return command(session, *args, **kwargs)

    return run


def test_that_the_limit_of_these_tests_is_real(database: Database):
    def ask(session: Session) -> None:
        session.execute(select(FicheActionEntity).where(FicheActionEntity.id.in_(range(PETITE + 1))))

    with pytest.raises(OperationalError, match="too many SQL variables"):
        database.execute("Demander", limited(ask, PETITE))


def test_that_the_links_of_forty_thousand_fiches_are_written(database: Database):
    premiere = database.execute("Ajouter", add_fiche).valeur
    commune = database.execute("Ajouter", add_commune, nom="Valembecque").valeur

    def link(session: Session) -> None:
        fiche, cle = (
            session.scalars(select(FicheActionEntity.id)).one(),
            session.scalars(select(CommuneEntity.id)).one(),
        )
        absentes = dict.fromkeys(range(1_000_000, 1_040_001), ())
        write_links(session, FICHE.liens["communes"], {**absentes, fiche: (cle,)})

    database.execute("Lier", limited(link, LIMITE))
    with database.read() as session:
        fiche = load_projet(session).fiche(premiere)
    assert fiche is not None
    assert fiche.communes == (commune,)


def test_that_lines_dropped_from_many_fiches_go(database: Database):
    fiches = tuple(FicheAction(phases=(Phase(),)) for _ in range(PETITE + 1))
    with database.read() as session:
        projet = replace(load_projet(session), fiches=fiches)
    limitee = limited(import_projet, PETITE)
    database.execute("Importer", limitee, projet, moment=MOMENT)
    sans = tuple(replace(f, phases=()) for f in fiches)
    database.execute("Importer", limitee, replace(projet, fiches=sans), moment=MOMENT)
    with database.read() as session:
        assert load_projet(session).fiches == sans
