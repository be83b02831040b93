"""Any sequence of commands can be taken back and replayed, row for row; the screens' project follows each step."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from imports_partiels import ProjetEtCorbeille, with_corbeille
from projets import JOUR, Horloge, contenu, exemple, nouveau
from registre import REGISTRE

import models.commands
from models.commands.importation import import_projet
from models.domain.errors import AppError
from models.queries.courant import ProjetCourant
from models.queries.projet import load_corbeille, load_projet
from models.queries.versions import load_versions
from models.referentiel.bareme import load_bareme
from models.store.database import Database

OUTILS = {"commun", "ecriture", "ordre"}
"""Modules of helpers: what they define runs inside commands."""
COMMANDES = sorted(REGISTRE, key=lambda c: (c.__module__, c.__name__))
FREQUENTES = [
    c
    for c in COMMANDES
    if c.__name__.startswith(("import_", "remove_", "restore_", "adopt_", "write_", "rank_", "equilibrer_"))
]
"""Drawn more often, imports above all: what they move, delete, bring back and write at once is what others meet."""


def test_that_every_command_has_a_strategy():
    modules = [m.name for m in pkgutil.iter_modules(models.commands.__path__) if m.name not in OUTILS]
    commands = {
        function
        for name in modules
        for _, function in inspect.getmembers(import_module(f"models.commands.{name}"), inspect.isfunction)
        if function.__module__ == f"models.commands.{name}" and not function.__name__.startswith("_")
    }
    assert commands == set(REGISTRE)


@settings(max_examples=60)
@given(data=st.data(), plein=st.booleans())
def test_that_any_sequence_of_commands_is_undone_and_redone_row_for_row(data: st.DataObject, plein: bool):
    with TemporaryDirectory() as dossier:
        path = (exemple if plein else nouveau)(Path(dossier))
        horloge = Horloge()
        database = Database.open(path, horloge=horloge)
        courant = ProjetCourant(database, load_bareme(), lambda: JOUR)
        states = [contenu(database)]
        for _ in range(data.draw(st.integers(1, 14))):
            command = data.draw(st.sampled_from([*COMMANDES, *FREQUENTES, *[import_projet] * 8]))
            appel = REGISTRE[command](data, whole(database))
            if appel is None:
                continue
            horloge.avance(seconds=1)
            try:
                resultat = database.execute(command.__name__, command, *appel[0], **appel[1])
            except AppError:
                assert contenu(database) == states[-1]
                continue
            if resultat.changes:
                courant.refresh(resultat.changes)
                states.append(contenu(database))
            assert_same_as_fresh(courant, database)
        for state in reversed(states[:-1]):
            resultat = database.undo()
            assert resultat is not None
            courant.refresh(resultat.changes)
            assert contenu(database) == state
            assert_same_as_fresh(courant, database)
        assert database.undo() is None
        for state in states[1:]:
            resultat = database.redo()
            assert resultat is not None
            courant.refresh(resultat.changes)
            assert contenu(database) == state
        assert_same_as_fresh(courant, database)
        assert database.redo() is None
        database.close()


def whole(database: Database) -> ProjetEtCorbeille:
    """The project and its Corbeille: commands act on both."""
    with database.read() as session:
        return with_corbeille(load_projet(session), load_corbeille(session), load_versions(session))


def assert_same_as_fresh(courant: ProjetCourant, database: Database) -> None:
    """What was refreshed piece by piece is what a new reading gives, points à vérifier included."""
    fresh = ProjetCourant(database, load_bareme(), lambda: JOUR)
    assert courant.projet == fresh.projet
    assert courant.constats() == fresh.constats()
    with database.read() as session:
        assert load_projet(session) == fresh.projet
