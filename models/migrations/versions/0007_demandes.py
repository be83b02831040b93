"""Demandes, marchés and factures, governance, échéances, frozen states; more of organismes, contacts and versements."""

from models.migrations.gestes import (
    annee,
    booleen,
    cle,
    code,
    compte,
    court,
    create,
    index,
    jour,
    moment,
    montant,
    octets,
    place,
    rebuild,
    reference,
    supprime_le,
    texte,
    uid,
)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_demandes()
    _create_paiements()
    _create_gouvernance()
    _rebuild_known()


def _create_demandes() -> None:
    issues = ("accordee", "refusee", "classee", "rejet_implicite", "retiree", "caduque", "reversee")
    create(
        "demande",
        texte("intitule"),
        court("dispositif", 40),
        cle("demandeur_id"),
        annee("annee"),
        code("demande", "nature", "nouvelle", "renouvellement_pieces", "renouvellement"),
        texte("dossier_anterieur"),
        texte("numero_dossier"),
        compte("demande", "rang_priorite"),
        jour("date_deliberation"),
        texte("reference_deliberation"),
        jour("date_depot"),
        jour("date_accuse"),
        jour("date_completude"),
        jour("date_derogation"),
        code("demande", "issue", *issues, nullable=True),
        jour("date_decision"),
        texte("reference_decision"),
        jour("date_notification"),
        jour("date_declaration"),
        jour("limite_commencement"),
        jour("limite_achevement"),
        code("demande", "meteo", "soleil", "nuages", "pluie", "orage", nullable=True),
        texte("point_bloquant"),
        texte("prochaine_etape"),
        texte("prochaine_etape_qui"),
        jour("prochaine_etape_date"),
        texte("derniere_nouvelle"),
        *place(),
        supprime_le(),
        reference("demande", "demandeur_id", "organisme"),
    )
    create(
        "ligne_demande",
        cle("demande_id", nullable=False),
        court("operation", 36, nullable=True),
        court("financement", 36, nullable=True),
        *place(),
        reference("ligne_demande", "demande_id", "demande"),
    )
    index("ligne_demande", "demande_id")
    create(
        "reponse_demande",
        cle("demande_id", nullable=False),
        court("champ", 40),
        texte("texte"),
        *place(),
        reference("reponse_demande", "demande_id", "demande"),
    )
    index("reponse_demande", "demande_id")
    create(
        "piece_demande",
        cle("demande_id", nullable=False),
        court("code", 40),
        texte("intitule"),
        code("piece_demande", "etat", "manquante", "apres_depot", "jointe", "sans_objet"),
        jour("date_piece"),
        jour("date_validite"),
        texte("note"),
        court("piece", 36, nullable=True),
        texte("chemin"),
        court("sha256", 64),
        octets("piece_demande", "taille"),
        *place(),
        reference("piece_demande", "demande_id", "demande"),
    )
    index("piece_demande", "demande_id")
    create(
        "note_demande",
        cle("demande_id", nullable=False),
        jour("jour"),
        texte("texte"),
        *place(),
        reference("note_demande", "demande_id", "demande"),
    )
    index("note_demande", "demande_id")


def _create_paiements() -> None:
    create(
        "marche",
        cle("operation_id", nullable=False),
        code("marche", "type", "marche", "avenant", "devis", "bon_de_commande", "acte_de_vente"),
        texte("numero"),
        texte("objet"),
        texte("lot"),
        texte("titulaire"),
        code(
            "marche",
            "poste",
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
        ),
        montant("marche", "montant_ht"),
        montant("marche", "montant_ttc"),
        jour("date_signature"),
        jour("date_notification"),
        texte("notes"),
        cle("fiche_id", nullable=False),
        *place(),
        reference("marche", "operation_id", "operation"),
        reference("marche", "fiche_id", "fiche_action"),
    )
    index("marche", "operation_id")
    index("marche", "fiche_id")
    create(
        "facture",
        cle("operation_id", nullable=False),
        court("marche", 36, nullable=True),
        texte("fournisseur"),
        texte("objet"),
        texte("numero"),
        code(
            "facture",
            "poste",
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
        ),
        jour("date_facture"),
        montant("facture", "montant_ht"),
        montant("facture", "montant_ttc"),
        booleen("avoir"),
        booleen("eligible"),
        texte("numero_mandat"),
        texte("bordereau"),
        jour("date_mandat"),
        cle("fiche_id", nullable=False),
        *place(),
        reference("facture", "operation_id", "operation"),
        reference("facture", "fiche_id", "fiche_action"),
    )
    index("facture", "fiche_id")
    index("facture", "operation_id")


def _create_gouvernance() -> None:
    create(
        "echange",
        cle("organisme_id", nullable=False),
        jour("jour"),
        code("echange", "nature", "appel", "courriel", "courrier", "reunion", "relance", "autre"),
        court("contact", 36, nullable=True),
        texte("objet"),
        texte("texte"),
        *place(),
        reference("echange", "organisme_id", "organisme"),
    )
    index("echange", "organisme_id")
    create(
        "instance",
        texte("intitule"),
        code("instance", "type", "copil", "cotech", "revue", "conseil", "autre"),
        texte("mission"),
        *place(),
        supprime_le(),
    )
    create(
        "membre",
        cle("instance_id", nullable=False),
        cle("organisme_id"),
        court("contact", 36, nullable=True),
        texte("nom"),
        texte("fonction"),
        code("membre", "role", "president", "membre", "suppleant", "invite"),
        *place(),
        reference("membre", "instance_id", "instance"),
        reference("membre", "organisme_id", "organisme"),
    )
    index("membre", "instance_id")
    create(
        "reunion",
        cle("instance_id", nullable=False),
        texte("intitule"),
        jour("jour"),
        texte("heure"),
        texte("lieu"),
        texte("ordre_du_jour"),
        texte("compte_rendu"),
        jour("convoquee_le"),
        jour("diffusee_le"),
        *place(),
        supprime_le(),
        reference("reunion", "instance_id", "instance"),
    )
    index("reunion", "instance_id")
    create(
        "presence",
        cle("reunion_id", nullable=False),
        court("membre", 36, nullable=True),
        texte("nom"),
        code("presence", "etat", "present", "represente", "excuse", "absent"),
        texte("represente_par"),
        *place(),
        reference("presence", "reunion_id", "reunion"),
    )
    index("presence", "reunion_id")
    create(
        "decision",
        cle("reunion_id", nullable=False),
        texte("intitule"),
        texte("texte"),
        code("decision", "nature", "action", "financement", "calendrier", "organisation", "autre"),
        court("fiche", 36, nullable=True),
        code(
            "decision",
            "statut",
            "idee",
            "en_maturation",
            "inscrite",
            "engagee",
            "en_cours",
            "terminee",
            "suspendue",
            "abandonnee",
            "hors_plan",
            nullable=True,
        ),
        texte("responsable"),
        jour("echeance"),
        jour("appliquee_le"),
        jour("faite_le"),
        *place(),
        reference("decision", "reunion_id", "reunion"),
    )
    index("decision", "reunion_id")
    create(
        "echeance",
        court("cle", 120),
        texte("intitule"),
        jour("jour"),
        jour("fin"),
        court("fiche", 36, nullable=True),
        court("demande", 36, nullable=True),
        texte("notes"),
        jour("faite_le"),
        texte("motif"),
        texte("identifiant_externe"),
        *place(),
    )
    create(
        "version_figee",
        texte("nom"),
        moment("figee_le"),
        texte("commentaire"),
        court("sha256", 64),
        octets("version_figee", "taille"),
        *place(),
    )


def _rebuild_known() -> None:
    rebuild(
        "organisme",
        texte("nom"),
        texte("sigle"),
        code(
            "organisme",
            "type",
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
        ),
        texte("siren"),
        texte("adresse"),
        texte("courriel"),
        texte("telephone"),
        texte("notes"),
        code("organisme", "regime_fctva", "annee_meme", "n_plus_1", "n_plus_2", nullable=True),
        texte("engagement"),
        texte("engagement_source"),
        jour("engagement_recu_le"),
        *place(),
        supprime_le(),
        engagement="''",
        engagement_source="''",
    )
    rebuild(
        "contact",
        cle("organisme_id", nullable=False),
        texte("civilite"),
        texte("nom"),
        texte("prenom"),
        texte("fonction"),
        texte("courriel"),
        texte("telephone"),
        texte("notes"),
        texte("courriel_secondaire"),
        booleen("representant"),
        booleen("referent"),
        texte("identifiant_externe"),
        *place(),
        supprime_le(),
        reference("contact", "organisme_id", "organisme"),
        courriel_secondaire="''",
        representant="0",
        referent="0",
        identifiant_externe="''",
    )
    index("contact", "organisme_id")
    rebuild(
        "versement",
        cle("financement_id", nullable=False),
        code("versement", "nature", "avance", "acompte", "solde"),
        montant("versement", "montant"),
        jour("date_prevue"),
        jour("date_demande"),
        texte("reference"),
        jour("date_encaissement"),
        cle("fiche_id", nullable=False),
        *place(),
        reference("versement", "financement_id", "financement"),
        reference("versement", "fiche_id", "fiche_action"),
        reference="''",
    )
    index("versement", "fiche_id")
    index("versement", "financement_id")
    rebuild(
        "reglages",
        code("reglages", "base_defaut", "ht", "ttc"),
        annee("premiere_annee"),
        annee("derniere_annee"),
        texte("rgpd_responsable"),
        texte("rgpd_delegue"),
        texte("rgpd_conservation"),
        uid(),
        rgpd_responsable="''",
        rgpd_delegue="''",
        rgpd_conservation="''",
    )
