"""Maturity and intentions of operations, dates of requests, FCTVA, ORT; envelopes, scenarios, adapted dispositifs."""

import sqlalchemy as sa
from alembic import op

from models.migrations.gestes import (
    annee,
    cle,
    code,
    compte,
    create,
    jour,
    montant,
    place,
    rebuild,
    reference,
    supprime_le,
    texte,
    uid,
)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create("enveloppe", annee("annee", nullable=False), montant("enveloppe", "montant"), texte("motif"), *place())
    create("scenario", texte("intitule"), texte("description"), *place())
    create(
        "ecart",
        cle("scenario_id", nullable=False),
        code("ecart", "genre", "operation", "depense", "financement"),
        sa.Column("objet", sa.String(length=36), nullable=True),
        sa.Column("champ", sa.String(length=40), nullable=False),
        texte("valeur"),
        *place(),
        reference("ecart", "scenario_id", "scenario"),
    )
    op.create_index(op.f("ix_ecart_scenario_id"), "ecart", ["scenario_id"], unique=False)
    create(
        "dispositif_local",
        sa.Column("code", sa.String(length=40), nullable=False),
        texte("intitule"),
        texte("contenu"),
        texte("edition"),
        texte("motif"),
        *place(),
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
    rebuild(
        "organisme",
        texte("nom"),
        texte("sigle"),
        code("organisme", "type", *types),
        *(texte(nom) for nom in ("siren", "adresse", "courriel", "telephone", "notes")),
        code("organisme", "regime_fctva", "annee_meme", "n_plus_1", "n_plus_2", nullable=True),
        *place(),
        supprime_le(),
    )


def _rebuild_territoire() -> None:
    rebuild(
        "territoire",
        *(texte(nom) for nom in ("nom", "departement", "region", "epci_siren", "epci_nom")),
        code("territoire", "regime_ort", "vaut_ort", "avenant_ort", "derogation", "sans_ort"),
        jour("date_adhesion"),
        jour("date_convention"),
        compte("territoire", "duree_annees"),
        jour("fin_programme"),
        jour("fin_ort"),
        jour("ort_date_signature"),
        sa.Column("ort_vaut_opah", sa.Boolean(), nullable=False),
        texte("ort_conditions_delegation"),
        jour("ort_date_derogation"),
        texte("ort_reference_derogation"),
        jour("ort_date_concertation"),
        jour("ort_dernier_bilan"),
        jour("ort_derniere_evaluation"),
        texte("ort_effets"),
        texte("opah_perimetre"),
        montant("territoire", "opah_aides"),
        *(texte(nom) for nom in ("opah_accompagnement", "opah_diversite", "opah_services")),
        jour("opah_mise_a_disposition_debut"),
        jour("opah_mise_a_disposition_fin"),
        texte("crte_nom"),
        jour("crte_date_signature"),
        texte("chef_de_projet_nom"),
        texte("chef_de_projet_employeur"),
        sa.Column("chef_de_projet_quotite", sa.Integer(), nullable=True),
        *(texte(nom) for nom in ("chef_de_projet_courriel", "chef_de_projet_telephone", "tribunal")),
        uid(),
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
    rebuild(
        "operation",
        texte("intitule"),
        cle("maitre_ouvrage_id"),
        cle("maitre_ouvrage_delegue_id"),
        code("operation", "base", "ht", "ttc"),
        montant("operation", "part_decidee"),
        texte("part_decidee_acte"),
        jour("part_decidee_date"),
        code("operation", "type_premier_acte", *actes, nullable=True),
        jour("date_premier_acte"),
        jour("date_commencement"),
        jour("date_achevement"),
        sa.Column("assujettie_tva", sa.Boolean(), nullable=False),
        annee("annee_intention"),
        compte("operation", "rang_intention"),
        code("operation", "maturite", *maturites, nullable=True),
        cle("fiche_id", nullable=False),
        *place(),
        supprime_le(),
        reference("operation", "maitre_ouvrage_id", "organisme"),
        reference("operation", "maitre_ouvrage_delegue_id", "organisme"),
        reference("operation", "fiche_id", "fiche_action"),
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
    rebuild(
        "financement",
        cle("operation_id", nullable=False),
        cle("financeur_id"),
        texte("dispositif"),
        texte("categorie"),
        code("financement", "nature", *natures),
        montant("financement", "depense_eligible"),
        sa.Column("taux", sa.Integer(), nullable=True),
        montant("financement", "montant_demande"),
        montant("financement", "montant_accorde"),
        code("financement", "etat", *etats),
        annee("annee"),
        texte("numero_dossier"),
        *map(jour, dates),
        cle("fiche_id", nullable=False),
        *place(),
        reference("financement", "operation_id", "operation"),
        reference("financement", "financeur_id", "organisme"),
        reference("financement", "fiche_id", "fiche_action"),
        categorie="''",
    )
    op.create_index(op.f("ix_financement_operation_id"), "financement", ["operation_id"], unique=False)
    op.create_index(op.f("ix_financement_fiche_id"), "financement", ["fiche_id"], unique=False)
