"""Diagnostic du territoire: its sections."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "section_diagnostic",
        sa.Column("territoire_id", sa.Integer(), nullable=False),
        sa.Column(
            "sujet",
            sa.Enum(
                "population",
                "habitat",
                "commerce",
                "equipements",
                "mobilites",
                "patrimoine",
                "environnement",
                "forces",
                "enjeux",
                "autre",
                name=op.f("ck_section_diagnostic_sujet"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_diagnostic")),
        sa.ForeignKeyConstraint(
            ["territoire_id"], ["territoire.id"], name=op.f("fk_section_diagnostic_territoire_id_territoire")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_section_diagnostic_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_section_diagnostic_territoire_id"), "section_diagnostic", ["territoire_id"], unique=False)
