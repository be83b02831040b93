"""Maturity and intentions of operations, dates of requests, FCTVA, ORT; envelopes, scenarios, adapted dispositifs."""

from typing import Any, TypeAlias

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Element: TypeAlias = "sa.Column[Any] | sa.Constraint"


def upgrade() -> None:
    _create("enveloppe", _annee("annee", nullable=False), _montant("enveloppe", "montant"), _texte("motif"), *_place())
    _create("scenario", _texte("intitule"), _texte("description"), *_place())
    _create(
        "ecart",
        _cle("scenario_id", nullable=False),
        _code("ecart", "genre", "operation", "depense", "financement"),
        sa.Column("objet", sa.String(length=36), nullable=True),
        sa.Column("champ", sa.String(length=40), nullable=False),
        _texte("valeur"),
        *_place(),
        _reference("ecart", "scenario_id", "scenario"),
    )
    op.create_index(op.f("ix_ecart_scenario_id"), "ecart", ["scenario_id"], unique=False)
    _create(
        "dispositif_local",
        sa.Column("code", sa.String(length=40), nullable=False),
        _texte("intitule"),
        _texte("contenu"),
        _texte("edition"),
        _texte("motif"),
        *_place(),
    )
    _rebuild_organisme()
    _rebuild_territoire()
    _rebuild_operation()
    _rebuild_financement()


def _rebuild_organisme() -> None:
    types = (
        *("commune", "epci", "syndicat", "departement", "region", "etat", "etablissement_public"),
        *("banque_des_territoires", "europe", "consulaire", "bailleur_social", "association", "prive", "autre"),
    )
    _rebuild(
        "organisme",
        _texte("nom"),
        _texte("sigle"),
        _code("organisme", "type", *types),
        *(_texte(nom) for nom in ("siren", "adresse", "courriel", "telephone", "notes")),
        _code("organisme", "regime_fctva", "annee_meme", "n_plus_1", "n_plus_2", nullable=True),
        *_place(),
        _supprime_le(),
    )


def _rebuild_territoire() -> None:
    _rebuild(
        "territoire",
        *(_texte(nom) for nom in ("nom", "departement", "region", "epci_siren", "epci_nom")),
        _code("territoire", "regime_ort", "vaut_ort", "avenant_ort", "derogation", "sans_ort"),
        _jour("date_adhesion"),
        _jour("date_convention"),
        _compte("territoire", "duree_annees"),
        _jour("fin_programme"),
        _jour("fin_ort"),
        _jour("ort_date_signature"),
        sa.Column("ort_vaut_opah", sa.Boolean(), nullable=False),
        _texte("ort_conditions_delegation"),
        _jour("ort_date_derogation"),
        _texte("ort_reference_derogation"),
        _jour("ort_date_concertation"),
        _jour("ort_dernier_bilan"),
        _jour("ort_derniere_evaluation"),
        _texte("ort_effets"),
        _texte("opah_perimetre"),
        _montant("territoire", "opah_aides"),
        *(_texte(nom) for nom in ("opah_accompagnement", "opah_diversite", "opah_services")),
        _jour("opah_mise_a_disposition_debut"),
        _jour("opah_mise_a_disposition_fin"),
        _texte("crte_nom"),
        _jour("crte_date_signature"),
        _texte("chef_de_projet_nom"),
        _texte("chef_de_projet_employeur"),
        sa.Column("chef_de_projet_quotite", sa.Integer(), nullable=True),
        *(_texte(nom) for nom in ("chef_de_projet_courriel", "chef_de_projet_telephone", "tribunal")),
        _uid(),
        ort_vaut_opah="0",
        ort_conditions_delegation="''",
        ort_reference_derogation="''",
        ort_effets="''",
        opah_perimetre="''",
        opah_accompagnement="''",
        opah_diversite="''",
        opah_services="''",
    )


def _rebuild_operation() -> None:
    actes = (
        *("etude", "maitrise_oeuvre_etudes", "acquisition", "devis_signe"),
        *("marche", "bon_de_commande", "ordre_de_service", "travaux_en_regie"),
    )
    maturites = ("idee", "faisabilite", "esquisse", "avant_projet", "projet", "consultation", "pret")
    _rebuild(
        "operation",
        _texte("intitule"),
        _cle("maitre_ouvrage_id"),
        _cle("maitre_ouvrage_delegue_id"),
        _code("operation", "base", "ht", "ttc"),
        _montant("operation", "part_decidee"),
        _texte("part_decidee_acte"),
        _jour("part_decidee_date"),
        _code("operation", "type_premier_acte", *actes, nullable=True),
        _jour("date_premier_acte"),
        _jour("date_commencement"),
        _jour("date_achevement"),
        sa.Column("assujettie_tva", sa.Boolean(), nullable=False),
        _annee("annee_intention"),
        _compte("operation", "rang_intention"),
        _code("operation", "maturite", *maturites, nullable=True),
        _cle("fiche_id", nullable=False),
        *_place(),
        _supprime_le(),
        _reference("operation", "maitre_ouvrage_id", "organisme"),
        _reference("operation", "maitre_ouvrage_delegue_id", "organisme"),
        _reference("operation", "fiche_id", "fiche_action"),
        assujettie_tva="0",
    )
    op.create_index(op.f("ix_operation_fiche_id"), "operation", ["fiche_id"], unique=False)


def _rebuild_financement() -> None:
    natures = (
        *("subvention", "fonds_concours", "prive", "pret", "avance_remboursable"),
        *("prise_en_charge_directe", "aide_aux_tiers"),
    )
    etats = ("envisage", "depose", "en_instruction", "accorde", "notifie", "verse", "refuse", "abandonne")
    dates = ("date_depot", "date_accuse", "date_completude", "date_derogation", "date_decision", "date_notification")
    _rebuild(
        "financement",
        _cle("operation_id", nullable=False),
        _cle("financeur_id"),
        _texte("dispositif"),
        _texte("categorie"),
        _code("financement", "nature", *natures),
        _montant("financement", "depense_eligible"),
        sa.Column("taux", sa.Integer(), nullable=True),
        _montant("financement", "montant_demande"),
        _montant("financement", "montant_accorde"),
        _code("financement", "etat", *etats),
        _annee("annee"),
        _texte("numero_dossier"),
        *map(_jour, dates),
        _cle("fiche_id", nullable=False),
        *_place(),
        _reference("financement", "operation_id", "operation"),
        _reference("financement", "financeur_id", "organisme"),
        _reference("financement", "fiche_id", "fiche_action"),
        categorie="''",
    )
    op.create_index(op.f("ix_financement_operation_id"), "financement", ["operation_id"], unique=False)
    op.create_index(op.f("ix_financement_fiche_id"), "financement", ["fiche_id"], unique=False)


def _create(table: str, *elements: Element, nom: str = "") -> None:
    """A table whose constraints are named after ``table``, even while it is called ``nom``."""
    op.create_table(
        nom or table,
        *elements,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
        sqlite_autoincrement=True,
    )


def _rebuild(table: str, *elements: Element, **valeurs: str) -> None:
    """The table with its new columns among the others, where a new file has them; ``valeurs`` fills those it lacked."""
    connection = op.get_bind()
    colonnes = [nom for _, nom, *_ in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    sequence = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    provisoire = f"{table}_0006"
    _create(table, *elements, nom=provisoire)
    cibles, sources = ", ".join([*colonnes, *valeurs]), ", ".join([*colonnes, *valeurs.values()])
    op.execute(f"INSERT INTO {provisoire} ({cibles}) SELECT {sources} FROM {table}")  # noqa: S608 - our names
    op.drop_table(table)
    op.rename_table(provisoire, table)
    if sequence is not None:
        # A key that was given once is never given again, though its row has gone.
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, sequence))


def _texte(nom: str) -> "sa.Column[Any]":
    return sa.Column(nom, sa.Text(), nullable=False)


def _jour(nom: str) -> "sa.Column[Any]":
    return sa.Column(nom, sa.String(length=10), nullable=True)


def _annee(nom: str, *, nullable: bool = True) -> "sa.Column[Any]":
    return sa.Column(nom, sa.Integer(), nullable=nullable)


def _cle(nom: str, *, nullable: bool = True) -> "sa.Column[Any]":
    return sa.Column(nom, sa.Integer(), nullable=nullable)


def _montant(table: str, nom: str) -> "sa.Column[Any]":
    return sa.Column(nom, sa.BigInteger(), _positif(table, nom), nullable=True)


def _compte(table: str, nom: str) -> "sa.Column[Any]":
    return sa.Column(nom, sa.Integer(), _positif(table, nom), nullable=True)


def _positif(table: str, nom: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{nom} >= 0", name=op.f(f"ck_{table}_{nom}"))


def _code(table: str, nom: str, *valeurs: str, nullable: bool = False) -> "sa.Column[Any]":
    type_ = sa.Enum(*valeurs, name=op.f(f"ck_{table}_{nom}"), native_enum=False, create_constraint=True, length=40)
    return sa.Column(nom, type_, nullable=nullable)


def _uid() -> "sa.Column[Any]":
    return sa.Column("uid", sa.String(length=36), nullable=False)


def _place() -> "tuple[sa.Column[Any], ...]":
    return sa.Column("rang", sa.Integer(), nullable=False), _uid()


def _supprime_le() -> "sa.Column[Any]":
    return sa.Column("supprime_le", sa.String(length=32), nullable=True)


def _reference(table: str, colonne: str, cible: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint([colonne], [f"{cible}.id"], name=op.f(f"fk_{table}_{colonne}_{cible}"))
