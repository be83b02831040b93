-- Schema of format 8, as released.
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE acte (
    uid VARCHAR(36) NOT NULL, 
    created_at VARCHAR(32) NOT NULL, 
    updated_at VARCHAR(32) NOT NULL, 
    auteur TEXT NOT NULL, 
    libelle TEXT NOT NULL, 
    cle_fusion TEXT, 
    acte_annule_id INTEGER, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_acte_uid UNIQUE (uid), 
    CONSTRAINT fk_acte_acte_annule_id_acte FOREIGN KEY(acte_annule_id) REFERENCES acte (id)
);
CREATE TABLE contenu (
    sha256 VARCHAR(64) NOT NULL, 
    octets BLOB NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_contenu_sha256 UNIQUE (sha256)
);
CREATE TABLE orientation (
    numero TEXT NOT NULL, 
    intitule TEXT NOT NULL, 
    contexte TEXT NOT NULL, 
    objectifs TEXT NOT NULL, 
    articulation TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_orientation_uid UNIQUE (uid)
);
CREATE TABLE parametre_local (
    cle TEXT NOT NULL, 
    date_effet VARCHAR(10), 
    valeur TEXT NOT NULL, 
    motif TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_parametre_local_uid UNIQUE (uid)
);
CREATE TABLE acte_ligne (
    acte_id INTEGER NOT NULL, 
    table_name VARCHAR(40) NOT NULL, 
    cle INTEGER NOT NULL, 
    fiche_id INTEGER, 
    avant JSON, 
    apres JSON, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_acte_ligne_acte_id_acte FOREIGN KEY(acte_id) REFERENCES acte (id)
);
CREATE INDEX ix_acte_ligne_acte_id ON acte_ligne (acte_id);
CREATE INDEX ix_acte_ligne_fiche_id ON acte_ligne (fiche_id);
CREATE TABLE commune (
    territoire_id INTEGER NOT NULL, 
    code_insee VARCHAR(5) NOT NULL, 
    nom TEXT NOT NULL, 
    role VARCHAR(40) NOT NULL, 
    population INTEGER CONSTRAINT ck_commune_population CHECK (population >= 0), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_commune_territoire_id_territoire FOREIGN KEY(territoire_id) REFERENCES territoire (id), 
    CONSTRAINT uq_commune_uid UNIQUE (uid), 
    CONSTRAINT ck_commune_role CHECK (role IN ('beneficiaire', 'beneficiaire_ville_principale', 'ville_principale_epci', 'autre'))
);
CREATE INDEX ix_commune_territoire_id ON commune (territoire_id);
CREATE TABLE fiche_action (
    numero TEXT NOT NULL, 
    intitule TEXT NOT NULL, 
    orientation_id INTEGER, 
    statut VARCHAR(40) NOT NULL, 
    priorite VARCHAR(40), 
    portee VARCHAR(40) NOT NULL, 
    description TEXT NOT NULL, 
    centralite TEXT NOT NULL, 
    themes TEXT NOT NULL, 
    categories_ort TEXT NOT NULL, 
    adresse TEXT NOT NULL, 
    parcelles TEXT NOT NULL, 
    referent TEXT NOT NULL, 
    bloquee_par TEXT NOT NULL, 
    date_validation_copil VARCHAR(10), 
    date_dernier_copil VARCHAR(10), 
    motif_statut TEXT NOT NULL, 
    meteo VARCHAR(40), 
    point_bloquant TEXT NOT NULL, 
    prochaine_etape TEXT NOT NULL, 
    prochaine_etape_qui TEXT NOT NULL, 
    prochaine_etape_date VARCHAR(10), 
    derniere_nouvelle TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_fiche_action_orientation_id_orientation FOREIGN KEY(orientation_id) REFERENCES orientation (id), 
    CONSTRAINT uq_fiche_action_uid UNIQUE (uid), 
    CONSTRAINT ck_fiche_action_statut CHECK (statut IN ('idee', 'en_maturation', 'inscrite', 'engagee', 'en_cours', 'terminee', 'suspendue', 'abandonnee', 'hors_plan')), 
    CONSTRAINT ck_fiche_action_priorite CHECK (priorite IN ('faible', 'moyen', 'fort')), 
    CONSTRAINT ck_fiche_action_portee CHECK (portee IN ('commune', 'plusieurs_communes', 'epci')), 
    CONSTRAINT ck_fiche_action_meteo CHECK (meteo IN ('soleil', 'nuages', 'pluie', 'orage'))
);
CREATE INDEX ix_fiche_action_orientation_id ON fiche_action (orientation_id);
CREATE TABLE fiche_commune (
    fiche_id INTEGER NOT NULL, 
    commune_id INTEGER NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_fiche_commune_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT fk_fiche_commune_commune_id_commune FOREIGN KEY(commune_id) REFERENCES commune (id)
);
CREATE INDEX ix_fiche_commune_fiche_id ON fiche_commune (fiche_id);
CREATE TABLE indicateur (
    fiche_id INTEGER, 
    orientation_id INTEGER, 
    intitule TEXT NOT NULL, 
    unite TEXT NOT NULL, 
    valeur_reference TEXT NOT NULL, 
    date_reference VARCHAR(10), 
    cible TEXT NOT NULL, 
    echeance VARCHAR(10), 
    source TEXT NOT NULL, 
    periodicite TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT ck_indicateur_un_seul_parent CHECK ((fiche_id IS NULL) <> (orientation_id IS NULL)), 
    CONSTRAINT fk_indicateur_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT fk_indicateur_orientation_id_orientation FOREIGN KEY(orientation_id) REFERENCES orientation (id), 
    CONSTRAINT uq_indicateur_uid UNIQUE (uid)
);
CREATE INDEX ix_indicateur_fiche_id ON indicateur (fiche_id);
CREATE INDEX ix_indicateur_orientation_id ON indicateur (orientation_id);
CREATE TABLE lien_contrat (
    contrat VARCHAR(40) NOT NULL, 
    reference TEXT NOT NULL, 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_lien_contrat_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_lien_contrat_uid UNIQUE (uid), 
    CONSTRAINT ck_lien_contrat_contrat CHECK (contrat IN ('crte', 'acv', 'contrat_ruralite', 'cper', 'cct', 'ort', 'oin', 'opah', 'opah_ru', 'ppa', 'pcaet', 'contrat_region', 'contrat_departement', 'leader', 'pacte_territorial', 'territoires_industrie', 'villages_avenir', 'autre'))
);
CREATE INDEX ix_lien_contrat_fiche_id ON lien_contrat (fiche_id);
CREATE TABLE note_suivi (
    jour VARCHAR(10), 
    texte TEXT NOT NULL, 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_note_suivi_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_note_suivi_uid UNIQUE (uid)
);
CREATE INDEX ix_note_suivi_fiche_id ON note_suivi (fiche_id);
CREATE TABLE partenaire (
    organisme_id INTEGER, 
    role VARCHAR(40) NOT NULL, 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_partenaire_organisme_id_organisme FOREIGN KEY(organisme_id) REFERENCES organisme (id), 
    CONSTRAINT fk_partenaire_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_partenaire_uid UNIQUE (uid), 
    CONSTRAINT ck_partenaire_role CHECK (role IN ('financeur', 'technique', 'associe', 'operateur', 'amo', 'moe'))
);
CREATE INDEX ix_partenaire_fiche_id ON partenaire (fiche_id);
CREATE TABLE phase (
    intitule TEXT NOT NULL, 
    type VARCHAR(40) NOT NULL, 
    debut VARCHAR(10), 
    fin VARCHAR(10), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_phase_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_phase_uid UNIQUE (uid), 
    CONSTRAINT ck_phase_type CHECK (type IN ('phase', 'jalon'))
);
CREATE INDEX ix_phase_fiche_id ON phase (fiche_id);
CREATE TABLE secteur (
    territoire_id INTEGER NOT NULL, 
    nom TEXT NOT NULL, 
    commune_id INTEGER, 
    type VARCHAR(40) NOT NULL, 
    motif TEXT NOT NULL, 
    parcelles TEXT NOT NULL, 
    surface_ha BIGINT, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_secteur_territoire_id_territoire FOREIGN KEY(territoire_id) REFERENCES territoire (id), 
    CONSTRAINT fk_secteur_commune_id_commune FOREIGN KEY(commune_id) REFERENCES commune (id), 
    CONSTRAINT uq_secteur_uid UNIQUE (uid), 
    CONSTRAINT ck_secteur_type CHECK (type IN ('centre_ville', 'partie_urbanisee'))
);
CREATE INDEX ix_secteur_territoire_id ON secteur (territoire_id);
CREATE TABLE depense (
    operation_id INTEGER NOT NULL, 
    poste VARCHAR(40) NOT NULL, 
    intitule TEXT NOT NULL, 
    annee INTEGER, 
    montant_ht BIGINT CONSTRAINT ck_depense_montant_ht CHECK (montant_ht >= 0), 
    montant_ttc BIGINT CONSTRAINT ck_depense_montant_ttc CHECK (montant_ttc >= 0), 
    taux_tva INTEGER, 
    eligible BOOLEAN NOT NULL, 
    section VARCHAR(40) NOT NULL, 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_depense_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id), 
    CONSTRAINT fk_depense_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_depense_uid UNIQUE (uid), 
    CONSTRAINT ck_depense_poste CHECK (poste IN ('acquisition', 'etudes', 'maitrise_oeuvre', 'amo', 'travaux', 'equipement', 'frais_annexes', 'aleas', 'personnel', 'divers')), 
    CONSTRAINT ck_depense_section CHECK (section IN ('investissement', 'fonctionnement'))
);
CREATE INDEX ix_depense_fiche_id ON depense (fiche_id);
CREATE INDEX ix_depense_operation_id ON depense (operation_id);
CREATE TABLE fiche_secteur (
    fiche_id INTEGER NOT NULL, 
    secteur_id INTEGER NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_fiche_secteur_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT fk_fiche_secteur_secteur_id_secteur FOREIGN KEY(secteur_id) REFERENCES secteur (id)
);
CREATE INDEX ix_fiche_secteur_fiche_id ON fiche_secteur (fiche_id);
CREATE TABLE piece (
    operation_id INTEGER, 
    financement_id INTEGER, 
    intitule TEXT NOT NULL, 
    type TEXT NOT NULL, 
    date_piece VARCHAR(10), 
    chemin TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_piece_taille CHECK (taille >= 0), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_piece_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id), 
    CONSTRAINT fk_piece_financement_id_financement FOREIGN KEY(financement_id) REFERENCES financement (id), 
    CONSTRAINT fk_piece_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_piece_uid UNIQUE (uid)
);
CREATE INDEX ix_piece_fiche_id ON piece (fiche_id);
CREATE TABLE repartition (
    financement_id INTEGER NOT NULL, 
    annee INTEGER NOT NULL, 
    prevu BIGINT CONSTRAINT ck_repartition_prevu CHECK (prevu >= 0), 
    realise BIGINT CONSTRAINT ck_repartition_realise CHECK (realise >= 0), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_repartition_financement_id_financement FOREIGN KEY(financement_id) REFERENCES financement (id), 
    CONSTRAINT fk_repartition_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_repartition_uid UNIQUE (uid)
);
CREATE INDEX ix_repartition_fiche_id ON repartition (fiche_id);
CREATE INDEX ix_repartition_financement_id ON repartition (financement_id);
CREATE TABLE convention (
    intitule TEXT NOT NULL, 
    lieu_signature TEXT NOT NULL, 
    brouillon BOOLEAN NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_convention_uid UNIQUE (uid)
);
CREATE TABLE partie (
    organisme_id INTEGER, 
    role VARCHAR(40) NOT NULL, 
    qualite VARCHAR(40) NOT NULL, 
    forme_juridique TEXT NOT NULL, 
    civilite TEXT NOT NULL, 
    representant TEXT NOT NULL, 
    fonction TEXT NOT NULL, 
    acte VARCHAR(40) NOT NULL, 
    acte_numero TEXT NOT NULL, 
    acte_date VARCHAR(10), 
    designation TEXT NOT NULL, 
    date_signature VARCHAR(10), 
    convention_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_partie_organisme_id_organisme FOREIGN KEY(organisme_id) REFERENCES organisme (id), 
    CONSTRAINT fk_partie_convention_id_convention FOREIGN KEY(convention_id) REFERENCES convention (id), 
    CONSTRAINT uq_partie_uid UNIQUE (uid), 
    CONSTRAINT ck_partie_role CHECK (role IN ('beneficiaire_commune', 'beneficiaire_epci', 'ville_principale_epci', 'etat', 'region', 'departement', 'etablissement_public', 'banque_des_territoires', 'consulaire', 'bailleur_social', 'prive', 'autre')), 
    CONSTRAINT ck_partie_qualite CHECK (qualite IN ('signataire', 'en_presence_de')), 
    CONSTRAINT ck_partie_acte CHECK (acte IN ('deliberation', 'decision', 'arrete', 'delegation'))
);
CREATE INDEX ix_partie_convention_id ON partie (convention_id);
CREATE TABLE article (
    cle VARCHAR(40) NOT NULL, 
    apres VARCHAR(40) NOT NULL, 
    intitule TEXT NOT NULL, 
    texte TEXT NOT NULL, 
    convention_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_article_convention_id_convention FOREIGN KEY(convention_id) REFERENCES convention (id), 
    CONSTRAINT uq_article_uid UNIQUE (uid)
);
CREATE INDEX ix_article_convention_id ON article (convention_id);
CREATE TABLE logo (
    intitule TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_logo_taille CHECK (taille >= 0), 
    convention_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_logo_convention_id_convention FOREIGN KEY(convention_id) REFERENCES convention (id), 
    CONSTRAINT uq_logo_uid UNIQUE (uid)
);
CREATE INDEX ix_logo_convention_id ON logo (convention_id);
CREATE TABLE section_diagnostic (
    territoire_id INTEGER NOT NULL, 
    sujet VARCHAR(40) NOT NULL, 
    titre TEXT NOT NULL, 
    texte TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_section_diagnostic_territoire_id_territoire FOREIGN KEY(territoire_id) REFERENCES territoire (id), 
    CONSTRAINT uq_section_diagnostic_uid UNIQUE (uid), 
    CONSTRAINT ck_section_diagnostic_sujet CHECK (sujet IN ('population', 'habitat', 'commerce', 'equipements', 'mobilites', 'patrimoine', 'environnement', 'forces', 'enjeux', 'autre'))
);
CREATE INDEX ix_section_diagnostic_territoire_id ON section_diagnostic (territoire_id);
CREATE TABLE plan_secteur (
    secteur_id INTEGER NOT NULL, 
    nature VARCHAR(40) NOT NULL, 
    intitule TEXT NOT NULL, 
    chemin TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_plan_secteur_taille CHECK (taille >= 0), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_plan_secteur_secteur_id_secteur FOREIGN KEY(secteur_id) REFERENCES secteur (id), 
    CONSTRAINT uq_plan_secteur_uid UNIQUE (uid), 
    CONSTRAINT ck_plan_secteur_nature CHECK (nature IN ('geojson', 'image', 'pdf'))
);
CREATE INDEX ix_plan_secteur_secteur_id ON plan_secteur (secteur_id);
CREATE TABLE indicateur_diagnostic (
    section_id INTEGER NOT NULL, 
    intitule TEXT NOT NULL, 
    valeur TEXT NOT NULL, 
    unite TEXT NOT NULL, 
    annee INTEGER, 
    source TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_indicateur_diagnostic_section_id_section_diagnostic FOREIGN KEY(section_id) REFERENCES section_diagnostic (id), 
    CONSTRAINT uq_indicateur_diagnostic_uid UNIQUE (uid)
);
CREATE INDEX ix_indicateur_diagnostic_section_id ON indicateur_diagnostic (section_id);
CREATE TABLE piece_convention (
    intitule TEXT NOT NULL, 
    type TEXT NOT NULL, 
    date_piece VARCHAR(10), 
    chemin TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_piece_convention_taille CHECK (taille >= 0), 
    convention_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_piece_convention_convention_id_convention FOREIGN KEY(convention_id) REFERENCES convention (id), 
    CONSTRAINT uq_piece_convention_uid UNIQUE (uid)
);
CREATE INDEX ix_piece_convention_convention_id ON piece_convention (convention_id);
CREATE TABLE enveloppe (
    annee INTEGER NOT NULL, 
    montant BIGINT CONSTRAINT ck_enveloppe_montant CHECK (montant >= 0), 
    motif TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_enveloppe_uid UNIQUE (uid)
);
CREATE TABLE scenario (
    intitule TEXT NOT NULL, 
    description TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_scenario_uid UNIQUE (uid)
);
CREATE TABLE ecart (
    scenario_id INTEGER NOT NULL, 
    genre VARCHAR(40) NOT NULL, 
    objet VARCHAR(36), 
    champ VARCHAR(40) NOT NULL, 
    valeur TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_ecart_scenario_id_scenario FOREIGN KEY(scenario_id) REFERENCES scenario (id), 
    CONSTRAINT uq_ecart_uid UNIQUE (uid), 
    CONSTRAINT ck_ecart_genre CHECK (genre IN ('operation', 'depense', 'financement'))
);
CREATE INDEX ix_ecart_scenario_id ON ecart (scenario_id);
CREATE TABLE dispositif_local (
    code VARCHAR(40) NOT NULL, 
    intitule TEXT NOT NULL, 
    contenu TEXT NOT NULL, 
    edition TEXT NOT NULL, 
    motif TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_dispositif_local_uid UNIQUE (uid)
);
CREATE TABLE "territoire" (
    nom TEXT NOT NULL, 
    departement TEXT NOT NULL, 
    region TEXT NOT NULL, 
    epci_siren TEXT NOT NULL, 
    epci_nom TEXT NOT NULL, 
    regime_ort VARCHAR(40) NOT NULL, 
    date_adhesion VARCHAR(10), 
    date_convention VARCHAR(10), 
    duree_annees INTEGER CONSTRAINT ck_territoire_duree_annees CHECK (duree_annees >= 0), 
    fin_programme VARCHAR(10), 
    fin_ort VARCHAR(10), 
    ort_date_signature VARCHAR(10), 
    ort_vaut_opah BOOLEAN NOT NULL, 
    ort_conditions_delegation TEXT NOT NULL, 
    ort_date_derogation VARCHAR(10), 
    ort_reference_derogation TEXT NOT NULL, 
    ort_date_concertation VARCHAR(10), 
    ort_dernier_bilan VARCHAR(10), 
    ort_derniere_evaluation VARCHAR(10), 
    ort_effets TEXT NOT NULL, 
    opah_perimetre TEXT NOT NULL, 
    opah_aides BIGINT CONSTRAINT ck_territoire_opah_aides CHECK (opah_aides >= 0), 
    opah_accompagnement TEXT NOT NULL, 
    opah_diversite TEXT NOT NULL, 
    opah_services TEXT NOT NULL, 
    opah_mise_a_disposition_debut VARCHAR(10), 
    opah_mise_a_disposition_fin VARCHAR(10), 
    crte_nom TEXT NOT NULL, 
    crte_date_signature VARCHAR(10), 
    chef_de_projet_nom TEXT NOT NULL, 
    chef_de_projet_employeur TEXT NOT NULL, 
    chef_de_projet_quotite INTEGER, 
    chef_de_projet_courriel TEXT NOT NULL, 
    chef_de_projet_telephone TEXT NOT NULL, 
    tribunal TEXT NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_territoire_uid UNIQUE (uid), 
    CONSTRAINT ck_territoire_regime_ort CHECK (regime_ort IN ('vaut_ort', 'avenant_ort', 'derogation', 'sans_ort'))
);
CREATE TABLE "operation" (
    intitule TEXT NOT NULL, 
    maitre_ouvrage_id INTEGER, 
    maitre_ouvrage_delegue_id INTEGER, 
    base VARCHAR(40) NOT NULL, 
    part_decidee BIGINT CONSTRAINT ck_operation_part_decidee CHECK (part_decidee >= 0), 
    part_decidee_acte TEXT NOT NULL, 
    part_decidee_date VARCHAR(10), 
    type_premier_acte VARCHAR(40), 
    date_premier_acte VARCHAR(10), 
    date_commencement VARCHAR(10), 
    date_achevement VARCHAR(10), 
    assujettie_tva BOOLEAN NOT NULL, 
    annee_intention INTEGER, 
    rang_intention INTEGER CONSTRAINT ck_operation_rang_intention CHECK (rang_intention >= 0), 
    maturite VARCHAR(40), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_operation_maitre_ouvrage_id_organisme FOREIGN KEY(maitre_ouvrage_id) REFERENCES organisme (id), 
    CONSTRAINT fk_operation_maitre_ouvrage_delegue_id_organisme FOREIGN KEY(maitre_ouvrage_delegue_id) REFERENCES organisme (id), 
    CONSTRAINT fk_operation_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_operation_uid UNIQUE (uid), 
    CONSTRAINT ck_operation_base CHECK (base IN ('ht', 'ttc')), 
    CONSTRAINT ck_operation_type_premier_acte CHECK (type_premier_acte IN ('etude', 'maitrise_oeuvre_etudes', 'acquisition', 'devis_signe', 'marche', 'bon_de_commande', 'ordre_de_service', 'travaux_en_regie')), 
    CONSTRAINT ck_operation_maturite CHECK (maturite IN ('idee', 'faisabilite', 'esquisse', 'avant_projet', 'projet', 'consultation', 'pret'))
);
CREATE INDEX ix_operation_fiche_id ON operation (fiche_id);
CREATE TABLE "financement" (
    operation_id INTEGER NOT NULL, 
    financeur_id INTEGER, 
    dispositif TEXT NOT NULL, 
    categorie TEXT NOT NULL, 
    nature VARCHAR(40) NOT NULL, 
    depense_eligible BIGINT CONSTRAINT ck_financement_depense_eligible CHECK (depense_eligible >= 0), 
    taux INTEGER, 
    montant_demande BIGINT CONSTRAINT ck_financement_montant_demande CHECK (montant_demande >= 0), 
    montant_accorde BIGINT CONSTRAINT ck_financement_montant_accorde CHECK (montant_accorde >= 0), 
    etat VARCHAR(40) NOT NULL, 
    annee INTEGER, 
    numero_dossier TEXT NOT NULL, 
    date_depot VARCHAR(10), 
    date_accuse VARCHAR(10), 
    date_completude VARCHAR(10), 
    date_derogation VARCHAR(10), 
    date_decision VARCHAR(10), 
    date_notification VARCHAR(10), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_financement_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id), 
    CONSTRAINT fk_financement_financeur_id_organisme FOREIGN KEY(financeur_id) REFERENCES organisme (id), 
    CONSTRAINT fk_financement_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_financement_uid UNIQUE (uid), 
    CONSTRAINT ck_financement_nature CHECK (nature IN ('subvention', 'fonds_concours', 'prive', 'pret', 'avance_remboursable', 'prise_en_charge_directe', 'aide_aux_tiers')), 
    CONSTRAINT ck_financement_etat CHECK (etat IN ('envisage', 'depose', 'en_instruction', 'accorde', 'notifie', 'verse', 'refuse', 'abandonne'))
);
CREATE INDEX ix_financement_operation_id ON financement (operation_id);
CREATE INDEX ix_financement_fiche_id ON financement (fiche_id);
CREATE TABLE demande (
    intitule TEXT NOT NULL, 
    dispositif VARCHAR(40) NOT NULL, 
    demandeur_id INTEGER, 
    annee INTEGER, 
    nature VARCHAR(40) NOT NULL, 
    dossier_anterieur TEXT NOT NULL, 
    numero_dossier TEXT NOT NULL, 
    rang_priorite INTEGER CONSTRAINT ck_demande_rang_priorite CHECK (rang_priorite >= 0), 
    date_deliberation VARCHAR(10), 
    reference_deliberation TEXT NOT NULL, 
    date_depot VARCHAR(10), 
    date_accuse VARCHAR(10), 
    date_completude VARCHAR(10), 
    date_derogation VARCHAR(10), 
    issue VARCHAR(40), 
    date_decision VARCHAR(10), 
    reference_decision TEXT NOT NULL, 
    date_notification VARCHAR(10), 
    date_declaration VARCHAR(10), 
    limite_commencement VARCHAR(10), 
    limite_achevement VARCHAR(10), 
    meteo VARCHAR(40), 
    point_bloquant TEXT NOT NULL, 
    prochaine_etape TEXT NOT NULL, 
    prochaine_etape_qui TEXT NOT NULL, 
    prochaine_etape_date VARCHAR(10), 
    derniere_nouvelle TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_demande_demandeur_id_organisme FOREIGN KEY(demandeur_id) REFERENCES organisme (id), 
    CONSTRAINT uq_demande_uid UNIQUE (uid), 
    CONSTRAINT ck_demande_nature CHECK (nature IN ('nouvelle', 'renouvellement_pieces', 'renouvellement')), 
    CONSTRAINT ck_demande_issue CHECK (issue IN ('accordee', 'refusee', 'classee', 'rejet_implicite', 'retiree', 'caduque', 'reversee')), 
    CONSTRAINT ck_demande_meteo CHECK (meteo IN ('soleil', 'nuages', 'pluie', 'orage'))
);
CREATE TABLE ligne_demande (
    demande_id INTEGER NOT NULL, 
    operation VARCHAR(36), 
    financement VARCHAR(36), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_ligne_demande_demande_id_demande FOREIGN KEY(demande_id) REFERENCES demande (id), 
    CONSTRAINT uq_ligne_demande_uid UNIQUE (uid)
);
CREATE INDEX ix_ligne_demande_demande_id ON ligne_demande (demande_id);
CREATE TABLE reponse_demande (
    demande_id INTEGER NOT NULL, 
    champ VARCHAR(40) NOT NULL, 
    texte TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_reponse_demande_demande_id_demande FOREIGN KEY(demande_id) REFERENCES demande (id), 
    CONSTRAINT uq_reponse_demande_uid UNIQUE (uid)
);
CREATE INDEX ix_reponse_demande_demande_id ON reponse_demande (demande_id);
CREATE TABLE piece_demande (
    demande_id INTEGER NOT NULL, 
    code VARCHAR(40) NOT NULL, 
    intitule TEXT NOT NULL, 
    etat VARCHAR(40) NOT NULL, 
    date_piece VARCHAR(10), 
    date_validite VARCHAR(10), 
    note TEXT NOT NULL, 
    piece VARCHAR(36), 
    chemin TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_piece_demande_taille CHECK (taille >= 0), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_piece_demande_demande_id_demande FOREIGN KEY(demande_id) REFERENCES demande (id), 
    CONSTRAINT uq_piece_demande_uid UNIQUE (uid), 
    CONSTRAINT ck_piece_demande_etat CHECK (etat IN ('manquante', 'apres_depot', 'jointe', 'sans_objet'))
);
CREATE INDEX ix_piece_demande_demande_id ON piece_demande (demande_id);
CREATE TABLE note_demande (
    demande_id INTEGER NOT NULL, 
    jour VARCHAR(10), 
    texte TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_note_demande_demande_id_demande FOREIGN KEY(demande_id) REFERENCES demande (id), 
    CONSTRAINT uq_note_demande_uid UNIQUE (uid)
);
CREATE INDEX ix_note_demande_demande_id ON note_demande (demande_id);
CREATE TABLE marche (
    operation_id INTEGER NOT NULL, 
    type VARCHAR(40) NOT NULL, 
    numero TEXT NOT NULL, 
    objet TEXT NOT NULL, 
    lot TEXT NOT NULL, 
    titulaire TEXT NOT NULL, 
    poste VARCHAR(40) NOT NULL, 
    montant_ht BIGINT CONSTRAINT ck_marche_montant_ht CHECK (montant_ht >= 0), 
    montant_ttc BIGINT CONSTRAINT ck_marche_montant_ttc CHECK (montant_ttc >= 0), 
    date_signature VARCHAR(10), 
    date_notification VARCHAR(10), 
    notes TEXT NOT NULL, 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_marche_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id), 
    CONSTRAINT fk_marche_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_marche_uid UNIQUE (uid), 
    CONSTRAINT ck_marche_type CHECK (type IN ('marche', 'avenant', 'devis', 'bon_de_commande', 'acte_de_vente')), 
    CONSTRAINT ck_marche_poste CHECK (poste IN ('acquisition', 'etudes', 'maitrise_oeuvre', 'amo', 'travaux', 'equipement', 'frais_annexes', 'aleas', 'personnel', 'divers'))
);
CREATE INDEX ix_marche_operation_id ON marche (operation_id);
CREATE INDEX ix_marche_fiche_id ON marche (fiche_id);
CREATE TABLE facture (
    operation_id INTEGER NOT NULL, 
    marche VARCHAR(36), 
    fournisseur TEXT NOT NULL, 
    objet TEXT NOT NULL, 
    numero TEXT NOT NULL, 
    poste VARCHAR(40) NOT NULL, 
    date_facture VARCHAR(10), 
    montant_ht BIGINT CONSTRAINT ck_facture_montant_ht CHECK (montant_ht >= 0), 
    montant_ttc BIGINT CONSTRAINT ck_facture_montant_ttc CHECK (montant_ttc >= 0), 
    avoir BOOLEAN NOT NULL, 
    eligible BOOLEAN NOT NULL, 
    numero_mandat TEXT NOT NULL, 
    bordereau TEXT NOT NULL, 
    date_mandat VARCHAR(10), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_facture_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id), 
    CONSTRAINT fk_facture_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_facture_uid UNIQUE (uid), 
    CONSTRAINT ck_facture_poste CHECK (poste IN ('acquisition', 'etudes', 'maitrise_oeuvre', 'amo', 'travaux', 'equipement', 'frais_annexes', 'aleas', 'personnel', 'divers'))
);
CREATE INDEX ix_facture_fiche_id ON facture (fiche_id);
CREATE INDEX ix_facture_operation_id ON facture (operation_id);
CREATE TABLE echange (
    organisme_id INTEGER NOT NULL, 
    jour VARCHAR(10), 
    nature VARCHAR(40) NOT NULL, 
    contact VARCHAR(36), 
    objet TEXT NOT NULL, 
    texte TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_echange_organisme_id_organisme FOREIGN KEY(organisme_id) REFERENCES organisme (id), 
    CONSTRAINT uq_echange_uid UNIQUE (uid), 
    CONSTRAINT ck_echange_nature CHECK (nature IN ('appel', 'courriel', 'courrier', 'reunion', 'relance', 'autre'))
);
CREATE INDEX ix_echange_organisme_id ON echange (organisme_id);
CREATE TABLE instance (
    intitule TEXT NOT NULL, 
    type VARCHAR(40) NOT NULL, 
    mission TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_instance_uid UNIQUE (uid), 
    CONSTRAINT ck_instance_type CHECK (type IN ('copil', 'cotech', 'revue', 'conseil', 'autre'))
);
CREATE TABLE membre (
    instance_id INTEGER NOT NULL, 
    organisme_id INTEGER, 
    contact VARCHAR(36), 
    nom TEXT NOT NULL, 
    fonction TEXT NOT NULL, 
    role VARCHAR(40) NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_membre_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id), 
    CONSTRAINT fk_membre_organisme_id_organisme FOREIGN KEY(organisme_id) REFERENCES organisme (id), 
    CONSTRAINT uq_membre_uid UNIQUE (uid), 
    CONSTRAINT ck_membre_role CHECK (role IN ('president', 'membre', 'suppleant', 'invite'))
);
CREATE INDEX ix_membre_instance_id ON membre (instance_id);
CREATE TABLE reunion (
    instance_id INTEGER NOT NULL, 
    intitule TEXT NOT NULL, 
    jour VARCHAR(10), 
    heure TEXT NOT NULL, 
    lieu TEXT NOT NULL, 
    ordre_du_jour TEXT NOT NULL, 
    compte_rendu TEXT NOT NULL, 
    convoquee_le VARCHAR(10), 
    diffusee_le VARCHAR(10), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_reunion_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id), 
    CONSTRAINT uq_reunion_uid UNIQUE (uid)
);
CREATE INDEX ix_reunion_instance_id ON reunion (instance_id);
CREATE TABLE presence (
    reunion_id INTEGER NOT NULL, 
    membre VARCHAR(36), 
    nom TEXT NOT NULL, 
    etat VARCHAR(40) NOT NULL, 
    represente_par TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_presence_reunion_id_reunion FOREIGN KEY(reunion_id) REFERENCES reunion (id), 
    CONSTRAINT uq_presence_uid UNIQUE (uid), 
    CONSTRAINT ck_presence_etat CHECK (etat IN ('present', 'represente', 'excuse', 'absent'))
);
CREATE INDEX ix_presence_reunion_id ON presence (reunion_id);
CREATE TABLE decision (
    reunion_id INTEGER NOT NULL, 
    intitule TEXT NOT NULL, 
    texte TEXT NOT NULL, 
    nature VARCHAR(40) NOT NULL, 
    fiche VARCHAR(36), 
    statut VARCHAR(40), 
    responsable TEXT NOT NULL, 
    echeance VARCHAR(10), 
    appliquee_le VARCHAR(10), 
    faite_le VARCHAR(10), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_decision_reunion_id_reunion FOREIGN KEY(reunion_id) REFERENCES reunion (id), 
    CONSTRAINT uq_decision_uid UNIQUE (uid), 
    CONSTRAINT ck_decision_nature CHECK (nature IN ('action', 'financement', 'calendrier', 'organisation', 'autre')), 
    CONSTRAINT ck_decision_statut CHECK (statut IN ('idee', 'en_maturation', 'inscrite', 'engagee', 'en_cours', 'terminee', 'suspendue', 'abandonnee', 'hors_plan'))
);
CREATE INDEX ix_decision_reunion_id ON decision (reunion_id);
CREATE TABLE echeance (
    cle VARCHAR(120) NOT NULL, 
    intitule TEXT NOT NULL, 
    jour VARCHAR(10), 
    fin VARCHAR(10), 
    fiche VARCHAR(36), 
    demande VARCHAR(36), 
    notes TEXT NOT NULL, 
    faite_le VARCHAR(10), 
    motif TEXT NOT NULL, 
    identifiant_externe TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_echeance_uid UNIQUE (uid)
);
CREATE TABLE version_figee (
    nom TEXT NOT NULL, 
    figee_le VARCHAR(32), 
    commentaire TEXT NOT NULL, 
    sha256 VARCHAR(64) NOT NULL, 
    taille BIGINT CONSTRAINT ck_version_figee_taille CHECK (taille >= 0), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_version_figee_uid UNIQUE (uid)
);
CREATE TABLE "organisme" (
    nom TEXT NOT NULL, 
    sigle TEXT NOT NULL, 
    type VARCHAR(40) NOT NULL, 
    siren TEXT NOT NULL, 
    adresse TEXT NOT NULL, 
    courriel TEXT NOT NULL, 
    telephone TEXT NOT NULL, 
    notes TEXT NOT NULL, 
    regime_fctva VARCHAR(40), 
    engagement TEXT NOT NULL, 
    engagement_source TEXT NOT NULL, 
    engagement_recu_le VARCHAR(10), 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_organisme_uid UNIQUE (uid), 
    CONSTRAINT ck_organisme_type CHECK (type IN ('commune', 'epci', 'syndicat', 'departement', 'region', 'etat', 'etablissement_public', 'banque_des_territoires', 'europe', 'consulaire', 'bailleur_social', 'association', 'prive', 'autre')), 
    CONSTRAINT ck_organisme_regime_fctva CHECK (regime_fctva IN ('annee_meme', 'n_plus_1', 'n_plus_2'))
);
CREATE TABLE "contact" (
    organisme_id INTEGER NOT NULL, 
    civilite TEXT NOT NULL, 
    nom TEXT NOT NULL, 
    prenom TEXT NOT NULL, 
    fonction TEXT NOT NULL, 
    courriel TEXT NOT NULL, 
    telephone TEXT NOT NULL, 
    notes TEXT NOT NULL, 
    courriel_secondaire TEXT NOT NULL, 
    representant BOOLEAN NOT NULL, 
    referent BOOLEAN NOT NULL, 
    identifiant_externe TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    supprime_le VARCHAR(32), 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_contact_organisme_id_organisme FOREIGN KEY(organisme_id) REFERENCES organisme (id), 
    CONSTRAINT uq_contact_uid UNIQUE (uid)
);
CREATE INDEX ix_contact_organisme_id ON contact (organisme_id);
CREATE TABLE "versement" (
    financement_id INTEGER NOT NULL, 
    nature VARCHAR(40) NOT NULL, 
    montant BIGINT CONSTRAINT ck_versement_montant CHECK (montant >= 0), 
    date_prevue VARCHAR(10), 
    date_demande VARCHAR(10), 
    reference TEXT NOT NULL, 
    date_encaissement VARCHAR(10), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_versement_financement_id_financement FOREIGN KEY(financement_id) REFERENCES financement (id), 
    CONSTRAINT fk_versement_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_versement_uid UNIQUE (uid), 
    CONSTRAINT ck_versement_nature CHECK (nature IN ('avance', 'acompte', 'solde'))
);
CREATE INDEX ix_versement_fiche_id ON versement (fiche_id);
CREATE INDEX ix_versement_financement_id ON versement (financement_id);
CREATE TABLE "reglages" (
    base_defaut VARCHAR(40) NOT NULL, 
    premiere_annee INTEGER, 
    derniere_annee INTEGER, 
    rgpd_responsable TEXT NOT NULL, 
    rgpd_delegue TEXT NOT NULL, 
    rgpd_conservation TEXT NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_reglages_uid UNIQUE (uid), 
    CONSTRAINT ck_reglages_base_defaut CHECK (base_defaut IN ('ht', 'ttc'))
);
CREATE TABLE annuite (
    financement_id INTEGER NOT NULL, 
    annee INTEGER NOT NULL, 
    montant BIGINT CONSTRAINT ck_annuite_montant CHECK (montant >= 0), 
    fiche_id INTEGER NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT fk_annuite_financement_id_financement FOREIGN KEY(financement_id) REFERENCES financement (id), 
    CONSTRAINT fk_annuite_fiche_id_fiche_action FOREIGN KEY(fiche_id) REFERENCES fiche_action (id), 
    CONSTRAINT uq_annuite_uid UNIQUE (uid)
);
CREATE INDEX ix_annuite_financement_id ON annuite (financement_id);
CREATE INDEX ix_annuite_fiche_id ON annuite (fiche_id);
CREATE TABLE "constat_ignore" (
    code VARCHAR(20) NOT NULL, 
    objet VARCHAR(36), 
    champ VARCHAR(40), 
    motif TEXT NOT NULL, 
    rang INTEGER NOT NULL, 
    uid VARCHAR(36) NOT NULL, 
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    CONSTRAINT uq_constat_ignore_uid UNIQUE (uid)
);
