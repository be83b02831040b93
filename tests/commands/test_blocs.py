"""A block of cells costs the file a number of questions that does not grow with it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest
from projets import MOMENT, contenu
from sqlalchemy import Connection, Engine, event, select

from models.commands.fiches import add_fiche
from models.commands.maquette import write_maquette
from models.commands.operations import add_operation
from models.domain.errors import SaisieError
from models.domain.maquettes.saisie import EcrituresMaquette
from models.domain.plan_financement import Depense, Financement
from models.entities.base import Base
from models.entities.plan_financement import FinancementEntity
from models.queries.projet import load_projet
from models.store.database import Database


@contextmanager
def counted(verbe: str) -> Generator[list[str]]:
    """The statements that begin with ``verbe``, in the order SQLite gets them."""
    enonces: list[str] = []

    def note(_c: Connection, _k: object, enonce: str, _p: object, _x: object, _many: bool) -> None:
        if enonce.startswith(verbe):
            enonces.append(enonce)

    event.listen(Engine, "before_cursor_execute", note)
    yield enonces
    event.remove(Engine, "before_cursor_execute", note)


def write_lines(database: Database, nombre: int) -> tuple[EcrituresMaquette, EcrituresMaquette]:
    """A block that makes a line and a dépense in ``nombre`` operations, and one that changes these lines."""
    for _ in range(nombre):
        fiche = database.execute("Ajouter", add_fiche).valeur
        database.execute("Ajouter", add_operation, fiche)
    with database.read() as session:
        operations = [o.uid for f in load_projet(session).fiches for o in f.operations]
    lignes = tuple((o, Financement(montant_demande=Decimal(100))) for o in operations)
    depenses = tuple((o, Depense(montant_ht=Decimal(400))) for o in operations)
    changes = tuple(("financement", ligne.uid, {"montant_demande": Decimal(200)}) for _, ligne in lignes)
    return EcrituresMaquette(financements=lignes, depenses=depenses), EcrituresMaquette(modifications=changes)


def questions(database: Database, ecritures: EcrituresMaquette) -> int:
    with counted("SELECT") as enonces:
        database.execute("Coller", write_maquette, ecritures, moment=MOMENT)
    return len(enonces)


@pytest.mark.parametrize("quoi", [0, 1], ids=["ajouts", "modifications"])
def test_that_a_large_block_asks_the_file_no_more_than_a_small_one(database: Database, quoi: int):
    petits = write_lines(database, 2)
    couts = [questions(database, bloc) for bloc in petits]
    grands = write_lines(database, 20)
    for rang, bloc in enumerate(grands):
        if rang == quoi:
            assert questions(database, bloc) == couts[rang]
        else:
            database.execute("Coller", write_maquette, bloc, moment=MOMENT)


def test_that_a_large_block_is_taken_back_with_few_statements(database: Database):
    lignes, changes = write_lines(database, 20)
    avant = contenu(database)
    database.execute("Coller", write_maquette, lignes, moment=MOMENT)
    apres = contenu(database)
    database.execute("Modifier", write_maquette, changes, moment=MOMENT)
    with counted("UPDATE") as modifications, counted("DELETE") as retraits:
        database.undo()
        assert contenu(database) == apres
        database.undo()
    assert contenu(database) == avant
    assert (len(modifications), len(retraits)) == (1, 2)


def test_that_the_new_rows_of_a_block_are_inserted_together_in_their_order(database: Database):
    lignes, _ = write_lines(database, 20)
    with counted("INSERT INTO financement ") as aides, counted("INSERT INTO depense ") as depenses:
        database.execute("Coller", write_maquette, lignes, moment=MOMENT)
    assert (len(aides), len(depenses)) == (1, 1)
    with database.read() as session:
        ecrites = session.execute(select(FinancementEntity.uid).order_by(FinancementEntity.id)).scalars().all()
    assert ecrites == [ligne.uid for _, ligne in lignes.financements]


def test_that_an_amount_the_file_cannot_keep_keeps_its_whole_block_out(database: Database):
    lignes, _ = write_lines(database, 3)
    avant = contenu(database)
    operation, ligne = lignes.financements[1]
    trop = (operation, replace(ligne, montant_demande=Decimal(10**10)))
    bloc = replace(lignes, financements=(lignes.financements[0], trop, lignes.financements[2]))
    with pytest.raises(SaisieError, match="ne peut pas être gardé"):
        database.execute("Coller", write_maquette, bloc, moment=MOMENT)
    assert contenu(database) == avant


def test_that_the_journal_holds_the_new_rows_of_a_block_as_the_file_does(database: Database):
    lignes, _ = write_lines(database, 3)
    changes = database.execute("Coller", write_maquette, lignes, moment=MOMENT).changes
    apres = contenu(database)
    for table in ("financement", "depense"):
        notees = [(ligne.cle, ligne.avant, dict(ligne.apres or {})) for ligne in changes.lignes if ligne.table == table]
        ecrites = [(ligne["id"], None, ligne) for ligne in apres[table]]
        assert notees == ecrites
    assert len(changes.fiches) == 3


def test_that_no_column_that_may_be_null_has_a_default():
    trompeuses = [
        str(colonne)
        for table in Base.metadata.tables.values()
        for colonne in table.columns
        if colonne.nullable and (colonne.default is not None or colonne.server_default is not None)
    ]
    assert not trompeuses
