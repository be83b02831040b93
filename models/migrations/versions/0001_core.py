"""Core of the project file: every table of the first format, complete from the start."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - one table after the other
    op.create_table(
        "acte",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("libelle", sa.Text(), nullable=False),
        sa.Column("cle_fusion", sa.Text(), nullable=True),
        sa.Column("acte_annule_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["acte_annule_id"], ["acte.id"], name=op.f("fk_acte_acte_annule_id_acte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acte")),
        sa.UniqueConstraint("uid", name=op.f("uq_acte_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "constat_ignore",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("objet", sa.String(length=36), nullable=True),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constat_ignore")),
        sa.UniqueConstraint("uid", name=op.f("uq_constat_ignore_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contenu",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contenu")),
        sa.UniqueConstraint("sha256", name=op.f("uq_contenu_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "organisme",
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("sigle", sa.Text(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "commune",
                "epci",
                "syndicat",
                "departement",
                "region",
                "etat",
                "etablissement_public",
                "banque_des_territoires",
                "europe",
                "consulaire",
                "bailleur_social",
                "association",
                "prive",
                "autre",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("adresse", sa.Text(), nullable=False),
        sa.Column("courriel", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisme")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisme_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "orientation",
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("contexte", sa.Text(), nullable=False),
        sa.Column("objectifs", sa.Text(), nullable=False),
        sa.Column("articulation", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orientation")),
        sa.UniqueConstraint("uid", name=op.f("uq_orientation_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "parametre_local",
        sa.Column("cle", sa.Text(), nullable=False),
        sa.Column("date_effet", sa.String(length=10), nullable=True),
        sa.Column("valeur", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parametre_local")),
        sa.UniqueConstraint("uid", name=op.f("uq_parametre_local_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "territoire",
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("departement", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("epci_siren", sa.Text(), nullable=False),
        sa.Column("epci_nom", sa.Text(), nullable=False),
        sa.Column(
            "regime_ort",
            sa.Enum(
                "vaut_ort",
                "avenant_ort",
                "derogation",
                "sans_ort",
                name="regime_ort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("date_adhesion", sa.String(length=10), nullable=True),
        sa.Column("date_convention", sa.String(length=10), nullable=True),
        sa.Column("duree_annees", sa.Integer(), nullable=True),
        sa.Column("fin_programme", sa.String(length=10), nullable=True),
        sa.Column("fin_ort", sa.String(length=10), nullable=True),
        sa.Column("crte_nom", sa.Text(), nullable=False),
        sa.Column("crte_date_signature", sa.String(length=10), nullable=True),
        sa.Column("chef_de_projet_nom", sa.Text(), nullable=False),
        sa.Column("chef_de_projet_employeur", sa.Text(), nullable=False),
        sa.Column("chef_de_projet_quotite", sa.Integer(), nullable=True),
        sa.Column("chef_de_projet_courriel", sa.Text(), nullable=False),
        sa.Column("chef_de_projet_telephone", sa.Text(), nullable=False),
        sa.Column("tribunal", sa.Text(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territoire")),
        sa.UniqueConstraint("uid", name=op.f("uq_territoire_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "acte_ligne",
        sa.Column("acte_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("cle", sa.Integer(), nullable=False),
        sa.Column("fiche_id", sa.Integer(), nullable=True),
        sa.Column("avant", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("apres", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["acte_id"], ["acte.id"], name=op.f("fk_acte_ligne_acte_id_acte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acte_ligne")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("acte_ligne", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acte_ligne_acte_id"), ["acte_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_acte_ligne_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "commune",
        sa.Column("territoire_id", sa.Integer(), nullable=False),
        sa.Column("code_insee", sa.String(length=5), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "beneficiaire",
                "beneficiaire_ville_principale",
                "ville_principale_epci",
                "autre",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["territoire_id"], ["territoire.id"], name=op.f("fk_commune_territoire_id_territoire")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commune")),
        sa.UniqueConstraint("uid", name=op.f("uq_commune_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_territoire_id"), ["territoire_id"], unique=False)

    op.create_table(
        "fiche_action",
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("orientation_id", sa.Integer(), nullable=True),
        sa.Column(
            "statut",
            sa.Enum(
                "idee",
                "en_maturation",
                "inscrite",
                "engagee",
                "en_cours",
                "terminee",
                "suspendue",
                "abandonnee",
                "hors_plan",
                name="statut",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "priorite",
            sa.Enum(
                "faible",
                "moyen",
                "fort",
                name="priorite",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "portee",
            sa.Enum(
                "commune",
                "plusieurs_communes",
                "epci",
                name="portee",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("centralite", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("categories_ort", sa.Text(), nullable=False),
        sa.Column("adresse", sa.Text(), nullable=False),
        sa.Column("parcelles", sa.Text(), nullable=False),
        sa.Column("referent", sa.Text(), nullable=False),
        sa.Column("bloquee_par", sa.Text(), nullable=False),
        sa.Column("date_validation_copil", sa.String(length=10), nullable=True),
        sa.Column("date_dernier_copil", sa.String(length=10), nullable=True),
        sa.Column("motif_statut", sa.Text(), nullable=False),
        sa.Column(
            "meteo",
            sa.Enum(
                "soleil",
                "nuages",
                "pluie",
                "orage",
                name="meteo",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("point_bloquant", sa.Text(), nullable=False),
        sa.Column("prochaine_etape", sa.Text(), nullable=False),
        sa.Column("prochaine_etape_qui", sa.Text(), nullable=False),
        sa.Column("prochaine_etape_date", sa.String(length=10), nullable=True),
        sa.Column("derniere_nouvelle", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["orientation_id"], ["orientation.id"], name=op.f("fk_fiche_action_orientation_id_orientation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiche_action")),
        sa.UniqueConstraint("uid", name=op.f("uq_fiche_action_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fiche_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fiche_action_orientation_id"), ["orientation_id"], unique=False)

    op.create_table(
        "fiche_commune",
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_fiche_commune_commune_id_commune")),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_fiche_commune_fiche_id_fiche_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiche_commune")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fiche_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fiche_commune_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "indicateur",
        sa.Column("fiche_id", sa.Integer(), nullable=True),
        sa.Column("orientation_id", sa.Integer(), nullable=True),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("unite", sa.Text(), nullable=False),
        sa.Column("valeur_reference", sa.Text(), nullable=False),
        sa.Column("date_reference", sa.String(length=10), nullable=True),
        sa.Column("cible", sa.Text(), nullable=False),
        sa.Column("echeance", sa.String(length=10), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("periodicite", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(fiche_id IS NULL) <> (orientation_id IS NULL)", name=op.f("ck_indicateur_un_seul_parent")),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_indicateur_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(
            ["orientation_id"], ["orientation.id"], name=op.f("fk_indicateur_orientation_id_orientation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicateur")),
        sa.UniqueConstraint("uid", name=op.f("uq_indicateur_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("indicateur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicateur_fiche_id"), ["fiche_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicateur_orientation_id"), ["orientation_id"], unique=False)

    op.create_table(
        "lien_contrat",
        sa.Column(
            "contrat",
            sa.Enum(
                "crte",
                "acv",
                "contrat_ruralite",
                "cper",
                "cct",
                "ort",
                "oin",
                "opah",
                "opah_ru",
                "ppa",
                "pcaet",
                "contrat_region",
                "contrat_departement",
                "leader",
                "pacte_territorial",
                "territoires_industrie",
                "villages_avenir",
                "autre",
                name="contrat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_lien_contrat_fiche_id_fiche_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lien_contrat")),
        sa.UniqueConstraint("uid", name=op.f("uq_lien_contrat_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("lien_contrat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lien_contrat_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "note_suivi",
        sa.Column("jour", sa.String(length=10), nullable=True),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_note_suivi_fiche_id_fiche_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_suivi")),
        sa.UniqueConstraint("uid", name=op.f("uq_note_suivi_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("note_suivi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_suivi_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "operation",
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("maitre_ouvrage_id", sa.Integer(), nullable=True),
        sa.Column("maitre_ouvrage_delegue_id", sa.Integer(), nullable=True),
        sa.Column(
            "base",
            sa.Enum("ht", "ttc", name="base", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("part_decidee", sa.BigInteger(), nullable=True),
        sa.Column("part_decidee_acte", sa.Text(), nullable=False),
        sa.Column("part_decidee_date", sa.String(length=10), nullable=True),
        sa.Column(
            "type_premier_acte",
            sa.Enum(
                "etude",
                "maitrise_oeuvre_etudes",
                "acquisition",
                "devis_signe",
                "marche",
                "bon_de_commande",
                "ordre_de_service",
                "travaux_en_regie",
                name="type_premier_acte",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("date_premier_acte", sa.String(length=10), nullable=True),
        sa.Column("date_commencement", sa.String(length=10), nullable=True),
        sa.Column("date_achevement", sa.String(length=10), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_operation_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(
            ["maitre_ouvrage_delegue_id"],
            ["organisme.id"],
            name=op.f("fk_operation_maitre_ouvrage_delegue_id_organisme"),
        ),
        sa.ForeignKeyConstraint(
            ["maitre_ouvrage_id"], ["organisme.id"], name=op.f("fk_operation_maitre_ouvrage_id_organisme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("uid", name=op.f("uq_operation_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operation_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "partenaire",
        sa.Column("organisme_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "financeur",
                "technique",
                "associe",
                "operateur",
                "amo",
                "moe",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_partenaire_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(["organisme_id"], ["organisme.id"], name=op.f("fk_partenaire_organisme_id_organisme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partenaire")),
        sa.UniqueConstraint("uid", name=op.f("uq_partenaire_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("partenaire", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partenaire_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column(
            "type",
            sa.Enum("phase", "jalon", name="type", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("debut", sa.String(length=10), nullable=True),
        sa.Column("fin", sa.String(length=10), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_phase_fiche_id_fiche_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("uid", name=op.f("uq_phase_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "secteur",
        sa.Column("territoire_id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column(
            "type",
            sa.Enum(
                "centre_ville",
                "partie_urbanisee",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("parcelles", sa.Text(), nullable=False),
        sa.Column("surface_ha", sa.BigInteger(), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name=op.f("fk_secteur_commune_id_commune")),
        sa.ForeignKeyConstraint(["territoire_id"], ["territoire.id"], name=op.f("fk_secteur_territoire_id_territoire")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secteur")),
        sa.UniqueConstraint("uid", name=op.f("uq_secteur_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("secteur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_secteur_territoire_id"), ["territoire_id"], unique=False)

    op.create_table(
        "depense",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column(
            "poste",
            sa.Enum(
                "acquisition",
                "etudes",
                "maitrise_oeuvre",
                "amo",
                "travaux",
                "equipement",
                "frais_annexes",
                "aleas",
                "personnel",
                "divers",
                name="poste",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=True),
        sa.Column("montant_ht", sa.BigInteger(), nullable=True),
        sa.Column("montant_ttc", sa.BigInteger(), nullable=True),
        sa.Column("taux_tva", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "investissement",
                "fonctionnement",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_depense_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_depense_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_depense")),
        sa.UniqueConstraint("uid", name=op.f("uq_depense_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("depense", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_depense_fiche_id"), ["fiche_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_depense_operation_id"), ["operation_id"], unique=False)

    op.create_table(
        "fiche_secteur",
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("secteur_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_fiche_secteur_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(["secteur_id"], ["secteur.id"], name=op.f("fk_fiche_secteur_secteur_id_secteur")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiche_secteur")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fiche_secteur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fiche_secteur_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "financement",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("financeur_id", sa.Integer(), nullable=True),
        sa.Column("dispositif", sa.Text(), nullable=False),
        sa.Column(
            "nature",
            sa.Enum(
                "subvention",
                "fonds_concours",
                "prive",
                "pret",
                "avance_remboursable",
                "prise_en_charge_directe",
                "aide_aux_tiers",
                name="nature",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("depense_eligible", sa.BigInteger(), nullable=True),
        sa.Column("taux", sa.Integer(), nullable=True),
        sa.Column("montant_demande", sa.BigInteger(), nullable=True),
        sa.Column("montant_accorde", sa.BigInteger(), nullable=True),
        sa.Column(
            "etat",
            sa.Enum(
                "envisage",
                "depose",
                "en_instruction",
                "accorde",
                "notifie",
                "verse",
                "refuse",
                "abandonne",
                name="etat",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("annee", sa.Integer(), nullable=True),
        sa.Column("numero_dossier", sa.Text(), nullable=False),
        sa.Column("date_depot", sa.String(length=10), nullable=True),
        sa.Column("date_accuse", sa.String(length=10), nullable=True),
        sa.Column("date_notification", sa.String(length=10), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_financement_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(["financeur_id"], ["organisme.id"], name=op.f("fk_financement_financeur_id_organisme")),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_financement_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_financement")),
        sa.UniqueConstraint("uid", name=op.f("uq_financement_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("financement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_financement_fiche_id"), ["fiche_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_financement_operation_id"), ["operation_id"], unique=False)

    op.create_table(
        "piece",
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("financement_id", sa.Integer(), nullable=True),
        sa.Column("intitule", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date_piece", sa.String(length=10), nullable=True),
        sa.Column("chemin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taille", sa.BigInteger(), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("supprime_le", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_piece_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(
            ["financement_id"], ["financement.id"], name=op.f("fk_piece_financement_id_financement")
        ),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_piece_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece")),
        sa.UniqueConstraint("uid", name=op.f("uq_piece_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_piece_fiche_id"), ["fiche_id"], unique=False)

    op.create_table(
        "repartition",
        sa.Column("financement_id", sa.Integer(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=False),
        sa.Column("prevu", sa.BigInteger(), nullable=True),
        sa.Column("realise", sa.BigInteger(), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_repartition_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(
            ["financement_id"], ["financement.id"], name=op.f("fk_repartition_financement_id_financement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repartition")),
        sa.UniqueConstraint("uid", name=op.f("uq_repartition_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("repartition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repartition_fiche_id"), ["fiche_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repartition_financement_id"), ["financement_id"], unique=False)

    op.create_table(
        "versement",
        sa.Column("financement_id", sa.Integer(), nullable=False),
        sa.Column(
            "nature",
            sa.Enum(
                "avance",
                "acompte",
                "solde",
                name="nature",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("montant", sa.BigInteger(), nullable=True),
        sa.Column("date_prevue", sa.String(length=10), nullable=True),
        sa.Column("date_encaissement", sa.String(length=10), nullable=True),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fiche_id"], ["fiche_action.id"], name=op.f("fk_versement_fiche_id_fiche_action")),
        sa.ForeignKeyConstraint(
            ["financement_id"], ["financement.id"], name=op.f("fk_versement_financement_id_financement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versement")),
        sa.UniqueConstraint("uid", name=op.f("uq_versement_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("versement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_versement_fiche_id"), ["fiche_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_versement_financement_id"), ["financement_id"], unique=False)
