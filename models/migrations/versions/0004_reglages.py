"""Réglages of the project, plans of the secteurs, figures of the diagnostic, pièces of the convention."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    reglages = op.create_table(
        "reglages",
        sa.Column(
            "base_defaut",
            sa.Enum(
                "ht",
                "ttc",
                name=op.f("ck_reglages_base_defaut"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("premiere_annee", sa.Integer(), nullable=True),
        sa.Column("derniere_annee", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reglages")),
        sa.UniqueConstraint("uid", name=op.f("uq_reglages_uid")),
        sqlite_autoincrement=True,
    )
    # Every project has the row, a new one too: it takes this same road.
    op.bulk_insert(
        reglages, [{"uid": str(uuid4()), "base_defaut": "ht", "premiere_annee": None, "derniere_annee": None}]
    )
    op.create_table(
        "plan_secteur",
        sa.Column("secteur_id", sa.Integer(), nullable=False),
        sa.Column(
            "nature",
            sa.Enum(
                "geojson",
                "image",
                "pdf",
                name=op.f("ck_plan_secteur_nature"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("intitule", sa.Text(), nullable=False),
        *_fichier("plan_secteur"),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_secteur")),
        sa.ForeignKeyConstraint(["secteur_id"], ["secteur.id"], name=op.f("fk_plan_secteur_secteur_id_secteur")),
        sa.UniqueConstraint("uid", name=op.f("uq_plan_secteur_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_secteur_secteur_id"), "plan_secteur", ["secteur_id"], unique=False)
    op.create_table(
        "indicateur_diagnostic",
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("valeur", sa.Text(), nullable=False),
        sa.Column("unite", sa.Text(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicateur_diagnostic")),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["section_diagnostic.id"],
            name=op.f("fk_indicateur_diagnostic_section_id_section_diagnostic"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_indicateur_diagnostic_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_indicateur_diagnostic_section_id"), "indicateur_diagnostic", ["section_id"], unique=False)
    op.create_table(
        "piece_convention",
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date_piece", sa.String(length=10), nullable=True),
        *_fichier("piece_convention"),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece_convention")),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_piece_convention_convention_id_convention")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_piece_convention_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_piece_convention_convention_id"), "piece_convention", ["convention_id"], unique=False)


def _fichier(table: str) -> list["sa.Column[Any]"]:
    """Where the bytes of a row are: a linked file, or a content of the project."""
    return [
        sa.Column("chemin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "taille", sa.BigInteger(), sa.CheckConstraint("taille >= 0", name=op.f(f"ck_{table}_taille")), nullable=True
        ),
    ]
