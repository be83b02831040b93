"""The words in which revisions are written: columns of each kind, a table made, a table made again with more columns.

Frozen like the revisions that use them: another kind of column is another function.
"""

from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

Element: TypeAlias = "sa.Column[Any] | sa.Constraint"


def create(table: str, *elements: Element, nom: str = "") -> None:
    """A table whose constraints are named after ``table``, even while it is called ``nom``."""
    op.create_table(
        nom or table,
        *elements,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sqlite_autoincrement=True,
    )


def rebuild(table: str, *elements: Element, **valeurs: str) -> None:
    """The table with its new columns among the others, where a new file has them; ``valeurs`` fills those it lacked."""
    connection = op.get_bind()
    colonnes = [nom for _, nom, *_ in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    sequence = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    provisoire = f"{table}_neuve"
    create(table, *elements, nom=provisoire)
    cibles, sources = ", ".join([*colonnes, *valeurs]), ", ".join([*colonnes, *valeurs.values()])
    op.execute(f"INSERT INTO {provisoire} ({cibles}) SELECT {sources} FROM {table}")  # noqa: S608 - our names
    op.drop_table(table)
    op.rename_table(provisoire, table)
    if sequence is not None:
        # A key that was given once is never given again, though its row has gone.
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, sequence))


def texte(nom: str) -> "sa.Column[Any]":
    """A text, cleaned when it is written."""
    return sa.Column(nom, sa.Text(), nullable=False)


def jour(nom: str) -> "sa.Column[Any]":
    """A date in ISO 8601."""
    return sa.Column(nom, sa.String(length=10), nullable=True)


def annee(nom: str, *, nullable: bool = True) -> "sa.Column[Any]":
    """A year."""
    return sa.Column(nom, sa.Integer(), nullable=nullable)


def cle(nom: str, *, nullable: bool = True) -> "sa.Column[Any]":
    """A key, of the row of another table."""
    return sa.Column(nom, sa.Integer(), nullable=nullable)


def montant(table: str, nom: str) -> "sa.Column[Any]":
    """Euros, in cents, never negative."""
    return sa.Column(nom, sa.BigInteger(), positif(table, nom), nullable=True)


def compte(table: str, nom: str) -> "sa.Column[Any]":
    """A count, never negative."""
    return sa.Column(nom, sa.Integer(), positif(table, nom), nullable=True)


def positif(table: str, nom: str) -> sa.CheckConstraint:
    """Refuses a negative number."""
    return sa.CheckConstraint(f"{nom} >= 0", name=op.f(f"ck_{table}_{nom}"))


def code(table: str, nom: str, *valeurs: str, nullable: bool = False) -> "sa.Column[Any]":
    """A value of a closed list."""
    type_ = sa.Enum(*valeurs, name=op.f(f"ck_{table}_{nom}"), native_enum=False, create_constraint=True, length=40)
    return sa.Column(nom, type_, nullable=nullable)


def uid() -> "sa.Column[Any]":
    """The identity of a row."""
    return sa.Column("uid", sa.String(length=36), nullable=False)


def place() -> "tuple[sa.Column[Any], ...]":
    """The place of a row among its sisters, and its identity."""
    return sa.Column("rang", sa.Integer(), nullable=False), uid()


def supprime_le() -> "sa.Column[Any]":
    """When it went to the Corbeille."""
    return sa.Column("supprime_le", sa.String(length=32), nullable=True)


def reference(table: str, colonne: str, cible: str) -> sa.Constraint:
    """The key leads to a row of another table."""
    return sa.ForeignKeyConstraint([colonne], [f"{cible}.id"], name=op.f(f"fk_{table}_{colonne}_{cible}"))


def booleen(nom: str) -> "sa.Column[Any]":
    """Yes or no."""
    return sa.Column(nom, sa.Boolean(), nullable=False)


def court(nom: str, longueur: int, *, nullable: bool = False) -> "sa.Column[Any]":
    """A short code, or the identity of something that may be gone."""
    return sa.Column(nom, sa.String(length=longueur), nullable=nullable)


def moment(nom: str) -> "sa.Column[Any]":
    """A moment in UTC."""
    return sa.Column(nom, sa.String(length=32), nullable=True)


def octets(table: str, nom: str) -> "sa.Column[Any]":
    """The size of a file."""
    return sa.Column(nom, sa.BigInteger(), positif(table, nom), nullable=True)


def index(table: str, colonne: str) -> None:
    """Rows of one owner are found without reading all the others."""
    op.create_index(op.f(f"ix_{table}_{colonne}"), table, [colonne], unique=False)
