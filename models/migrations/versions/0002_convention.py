"""Convention-cadre: its single row, its parties, its articles and its logos."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    convention = op.create_table(
        "convention",
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("lieu_signature", sa.Text(), nullable=False),
        sa.Column("brouillon", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention")),
        sa.UniqueConstraint("uid", name=op.f("uq_convention_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "partie",
        sa.Column("organisme_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "beneficiaire_commune",
                "beneficiaire_epci",
                "ville_principale_epci",
                "etat",
                "region",
                "departement",
                "etablissement_public",
                "banque_des_territoires",
                "consulaire",
                "bailleur_social",
                "prive",
                "autre",
                name=op.f("ck_partie_role"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "qualite",
            sa.Enum(
                "signataire",
                "en_presence_de",
                name=op.f("ck_partie_qualite"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("forme_juridique", sa.Text(), nullable=False),
        sa.Column("civilite", sa.Text(), nullable=False),
        sa.Column("representant", sa.Text(), nullable=False),
        sa.Column("fonction", sa.Text(), nullable=False),
        sa.Column(
            "acte",
            sa.Enum(
                "deliberation",
                "decision",
                "arrete",
                "delegation",
                name=op.f("ck_partie_acte"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("acte_numero", sa.Text(), nullable=False),
        sa.Column("acte_date", sa.String(length=10), nullable=True),
        sa.Column("designation", sa.Text(), nullable=False),
        sa.Column("date_signature", sa.String(length=10), nullable=True),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partie")),
        sa.ForeignKeyConstraint(["organisme_id"], ["organisme.id"], name=op.f("fk_partie_organisme_id_organisme")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_partie_convention_id_convention")),
        sa.UniqueConstraint("uid", name=op.f("uq_partie_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_partie_convention_id"), "partie", ["convention_id"], unique=False)
    op.create_table(
        "article",
        sa.Column("cle", sa.String(length=40), nullable=False),
        sa.Column("apres", sa.String(length=40), nullable=False),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_article_convention_id_convention")),
        sa.UniqueConstraint("uid", name=op.f("uq_article_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_article_convention_id"), "article", ["convention_id"], unique=False)
    op.create_table(
        "logo",
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "taille", sa.BigInteger(), sa.CheckConstraint("taille >= 0", name=op.f("ck_logo_taille")), nullable=True
        ),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logo")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_logo_convention_id_convention")),
        sa.UniqueConstraint("uid", name=op.f("uq_logo_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_logo_convention_id"), "logo", ["convention_id"], unique=False)
    # Every project has the row, a new one too: it takes this same road.
    op.bulk_insert(convention, [{"uid": str(uuid4()), "intitule": "", "lieu_signature": "", "brouillon": True}])
