"""What each loan costs a year; the field of a point set aside."""

from models.migrations.gestes import annee, cle, court, create, index, montant, place, rebuild, reference, texte

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create(
        "annuite",
        cle("financement_id", nullable=False),
        annee("annee", nullable=False),
        montant("annuite", "montant"),
        cle("fiche_id", nullable=False),
        *place(),
        reference("annuite", "financement_id", "financement"),
        reference("annuite", "fiche_id", "fiche_action"),
    )
    index("annuite", "financement_id")
    index("annuite", "fiche_id")
    # No field: a point set aside before stays so whatever its field, as when it was.
    rebuild(
        "constat_ignore",
        court("code", 20),
        court("objet", 36, nullable=True),
        court("champ", 40, nullable=True),
        texte("motif"),
        *place(),
    )
