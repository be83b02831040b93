"""Closed lists of the field: the stored value and, beside it, the French label people read."""

from enum import StrEnum
from functools import cached_property
from typing import Self


class Vocabulaire(StrEnum):
    """A closed list whose members carry their French label; what is asked of each line of a plan is kept once told."""

    libelle: str

    # Equal to its text, so it hashes like its text; the hash of Enum is neither that nor fast.
    __hash__ = str.__hash__

    def __new__(cls, valeur: str, libelle: str) -> Self:
        """Member stored as ``valeur``, shown as ``libelle``."""
        member = str.__new__(cls, valeur)
        member._value_ = valeur
        member.libelle = libelle
        return member


class StatutAction(Vocabulaire):
    """Life of an action; any change is allowed, a missing date or reason is a point à vérifier."""

    IDEE = "idee", "Idée"
    EN_MATURATION = "en_maturation", "En maturation"
    INSCRITE = "inscrite", "Inscrite"
    ENGAGEE = "engagee", "Engagée"
    EN_COURS = "en_cours", "En cours"
    TERMINEE = "terminee", "Terminée"
    SUSPENDUE = "suspendue", "Suspendue"
    ABANDONNEE = "abandonnee", "Abandonnée"
    HORS_PLAN = "hors_plan", "Hors plan"

    @property
    def attend_un_plan(self) -> bool:
        """From « inscrite » on, a cost and a plan de financement are expected."""
        return self in {StatutAction.INSCRITE, StatutAction.ENGAGEE, StatutAction.EN_COURS, StatutAction.TERMINEE}

    @cached_property
    def est_vivant(self) -> bool:
        """Still to be followed: neither abandoned nor kept as history out of the plan."""
        return self not in {StatutAction.ABANDONNEE, StatutAction.HORS_PLAN}


class Priorite(Vocabulaire):
    """Niveau de priorité of the model."""

    FAIBLE = "faible", "Faible"
    MOYEN = "moyen", "Moyen"
    FORT = "fort", "Fort"


class Portee(Vocabulaire):
    """How far an action reaches."""

    COMMUNE = "commune", "Une commune"
    PLUSIEURS_COMMUNES = "plusieurs_communes", "Plusieurs communes"
    EPCI = "epci", "Toute l’intercommunalité"


class Meteo(Vocabulaire):
    """How an action feels today."""

    SOLEIL = "soleil", "Ensoleillé"
    NUAGES = "nuages", "Nuageux"
    PLUIE = "pluie", "Pluvieux"
    ORAGE = "orage", "Orageux"


class RoleCommune(Vocabulaire):
    """Place of a commune in the convention."""

    BENEFICIAIRE = "beneficiaire", "Petite ville de demain"
    BENEFICIAIRE_VILLE_PRINCIPALE = (
        "beneficiaire_ville_principale",
        "Petite ville de demain et ville principale de l’EPCI",
    )
    VILLE_PRINCIPALE_EPCI = "ville_principale_epci", "Ville principale de l’EPCI"
    AUTRE = "autre", "Autre commune"


class RegimeOrt(Vocabulaire):
    """How the convention stands towards the opération de revitalisation de territoire (L303-2 and L303-3 CCH)."""

    VAUT_ORT = "vaut_ort", "La convention vaut ORT"
    AVENANT_ORT = "avenant_ort", "Avenant à une ORT existante"
    DEROGATION = "derogation", "Dérogation de l’article L.\u00a0303-3"
    SANS_ORT = "sans_ort", "Sans ORT"


class TypeSecteur(Vocabulaire):
    """Kind of a secteur d'intervention (L303-2 CCH)."""

    CENTRE_VILLE = "centre_ville", "Centre-ville"
    PARTIE_URBANISEE = "partie_urbanisee", "Partie déjà urbanisée"


class NaturePlan(Vocabulaire):
    """What the plan of a secteur is: an outline that can be drawn, a picture, pages."""

    GEOJSON = "geojson", "Contour (GeoJSON)"
    IMAGE = "image", "Image"
    PDF = "pdf", "PDF"


class SujetDiagnostic(Vocabulaire):
    """What a section of the diagnostic is about; the convention expects the first ones."""

    POPULATION = "population", "Population"
    HABITAT = "habitat", "Logement et vacance"
    COMMERCE = "commerce", "Commerce, artisanat et emploi"
    EQUIPEMENTS = "equipements", "Équipements et services"
    MOBILITES = "mobilites", "Mobilités"
    PATRIMOINE = "patrimoine", "Patrimoine et cadre de vie"
    ENVIRONNEMENT = "environnement", "Environnement et risques"
    FORCES = "forces", "Forces et fragilités"
    ENJEUX = "enjeux", "Enjeux retenus"
    AUTRE = "autre", "Autre sujet"


class TypeOrganisme(Vocabulaire):
    """Kind of an organisme."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "EPCI à fiscalité propre"
    SYNDICAT = "syndicat", "Syndicat, PETR"
    DEPARTEMENT = "departement", "Département"
    REGION = "region", "Région"
    ETAT = "etat", "État"
    ETABLISSEMENT_PUBLIC = "etablissement_public", "Établissement public, opérateur"
    BANQUE_DES_TERRITOIRES = "banque_des_territoires", "Banque des Territoires"
    EUROPE = "europe", "Union européenne"
    CONSULAIRE = "consulaire", "Chambre consulaire"
    BAILLEUR_SOCIAL = "bailleur_social", "Bailleur social"
    ASSOCIATION = "association", "Association"
    PRIVE = "prive", "Entreprise, personne privée"
    AUTRE = "autre", "Autre"

    @cached_property
    def est_collectivite(self) -> bool:
        """Whether L1111-10 CGCT applies to it as maître d'ouvrage: collectivités and their groupements."""
        return self in {
            TypeOrganisme.COMMUNE,
            TypeOrganisme.EPCI,
            TypeOrganisme.SYNDICAT,
            TypeOrganisme.DEPARTEMENT,
            TypeOrganisme.REGION,
        }


class RolePartenaire(Vocabulaire):
    """What a partner does for an action."""

    FINANCEUR = "financeur", "Financeur"
    TECHNIQUE = "technique", "Appui technique"
    ASSOCIE = "associe", "Associé"
    OPERATEUR = "operateur", "Opérateur"
    AMO = "amo", "Assistant à maîtrise d’ouvrage"
    MOE = "moe", "Maître d’œuvre"


class BaseMontant(Vocabulaire):
    """Declared base of an operation: one for all its amounts."""

    HT = "ht", "HT"
    TTC = "ttc", "TTC"


class PosteDepense(Vocabulaire):
    """Postes of a plan de financement."""

    ACQUISITION = "acquisition", "Acquisitions"
    ETUDES = "etudes", "Études"
    MAITRISE_OEUVRE = "maitrise_oeuvre", "Maîtrise d’œuvre"
    AMO = "amo", "Assistance à maîtrise d’ouvrage"
    TRAVAUX = "travaux", "Travaux"
    EQUIPEMENT = "equipement", "Équipement"
    FRAIS_ANNEXES = "frais_annexes", "Frais annexes (SPS, contrôle, géotechnique…)"
    ALEAS = "aleas", "Aléas et révisions"
    PERSONNEL = "personnel", "Charges de personnel"
    DIVERS = "divers", "Divers"


class Section(Vocabulaire):
    """Budget section of a dépense."""

    INVESTISSEMENT = "investissement", "Investissement"
    FONCTIONNEMENT = "fonctionnement", "Fonctionnement"


class NatureFinancement(Vocabulaire):
    """Nature of a resource; only subvention and fonds_concours are « aides »."""

    SUBVENTION = "subvention", "Subvention"
    FONDS_CONCOURS = "fonds_concours", "Fonds de concours"
    PRIVE = "prive", "Financement privé"
    PRET = "pret", "Prêt"
    AVANCE_REMBOURSABLE = "avance_remboursable", "Avance remboursable"
    PRISE_EN_CHARGE_DIRECTE = "prise_en_charge_directe", "Prise en charge directe"
    AIDE_AUX_TIERS = "aide_aux_tiers", "Aide aux tiers"

    @cached_property
    def est_aide(self) -> bool:
        """Counted among the aides publiques of the plan."""
        return self in {NatureFinancement.SUBVENTION, NatureFinancement.FONDS_CONCOURS}

    @cached_property
    def est_a_rembourser(self) -> bool:
        """Shown apart, below the plan: prêts et avances remboursables."""
        return self in {NatureFinancement.PRET, NatureFinancement.AVANCE_REMBOURSABLE}

    @cached_property
    def est_valorisee(self) -> bool:
        """Shown apart: outside the cost and outside the plan."""
        return self in {NatureFinancement.PRISE_EN_CHARGE_DIRECTE, NatureFinancement.AIDE_AUX_TIERS}


class EtatFinancement(Vocabulaire):
    """State of one financing line."""

    ENVISAGE = "envisage", "À solliciter"
    DEPOSE = "depose", "Déposé"
    EN_INSTRUCTION = "en_instruction", "En instruction"
    ACCORDE = "accorde", "Accordé"
    NOTIFIE = "notifie", "Notifié"
    VERSE = "verse", "Versé"
    REFUSE = "refuse", "Refusé"
    ABANDONNE = "abandonne", "Abandonné"

    @cached_property
    def est_acquis(self) -> bool:
        """Money granted."""
        return self in {EtatFinancement.ACCORDE, EtatFinancement.NOTIFIE, EtatFinancement.VERSE}

    @cached_property
    def est_sollicite(self) -> bool:
        """Asked for, no answer yet."""
        return self in {EtatFinancement.DEPOSE, EtatFinancement.EN_INSTRUCTION}

    @cached_property
    def est_perdu(self) -> bool:
        """Counts for zero everywhere."""
        return self in {EtatFinancement.REFUSE, EtatFinancement.ABANDONNE}


class NatureVersement(Vocabulaire):
    """Kind of a payment received."""

    AVANCE = "avance", "Avance"
    ACOMPTE = "acompte", "Acompte"
    SOLDE = "solde", "Solde"


class TypePremierActe(Vocabulaire):
    """First legal act of an operation; studies and acquisitions are neutral (R2334-24 CGCT)."""

    ETUDE = "etude", "Étude"
    MAITRISE_OEUVRE_ETUDES = "maitrise_oeuvre_etudes", "Maîtrise d’œuvre (études)"
    ACQUISITION = "acquisition", "Acquisition"
    DEVIS_SIGNE = "devis_signe", "Devis signé"
    MARCHE = "marche", "Marché notifié"
    BON_DE_COMMANDE = "bon_de_commande", "Bon de commande"
    ORDRE_DE_SERVICE = "ordre_de_service", "Ordre de service"
    TRAVAUX_EN_REGIE = "travaux_en_regie", "Travaux en régie"

    @property
    def est_neutre(self) -> bool:
        """Does not count as a commencement."""
        return self in {
            TypePremierActe.ETUDE,
            TypePremierActe.MAITRISE_OEUVRE_ETUDES,
            TypePremierActe.ACQUISITION,
        }


class TypePhase(Vocabulaire):
    """A phase lasts, a jalon is a day."""

    PHASE = "phase", "Phase"
    JALON = "jalon", "Jalon"


class ContratLie(Vocabulaire):
    """Other programmes and contracts an action belongs to."""

    CRTE = "crte", "CRTE"
    ACV = "acv", "Action cœur de ville"
    CONTRAT_RURALITE = "contrat_ruralite", "Contrat de ruralité"
    CPER = "cper", "CPER"
    CCT = "cct", "Contrat de convergence (CCT)"
    ORT = "ort", "ORT"
    OIN = "oin", "OIN"
    OPAH = "opah", "OPAH"
    OPAH_RU = "opah_ru", "OPAH-RU"
    PPA = "ppa", "Projet partenarial d’aménagement"
    PCAET = "pcaet", "PCAET"
    CONTRAT_REGION = "contrat_region", "Contrat avec la Région"
    CONTRAT_DEPARTEMENT = "contrat_departement", "Contrat avec le Département"
    LEADER = "leader", "LEADER"
    PACTE_TERRITORIAL = "pacte_territorial", "Pacte territorial France Rénov’"
    TERRITOIRES_INDUSTRIE = "territoires_industrie", "Territoires d’industrie"
    VILLAGES_AVENIR = "villages_avenir", "Villages d’avenir"
    AUTRE = "autre", "Autre"


class CategorieOrt(Vocabulaire):
    """Categories of actions of an ORT (L303-2, III CCH); ``h`` stands for the housing actions of L303-1."""

    IMMOBILIER_FONCIER = "1", "Intervention immobilière et foncière sur îlots vacants ou dégradés"
    RELOGEMENT = "2", "Relogement et accompagnement social"
    HABITAT_INDIGNE = "3", "Outils coercitifs contre l’habitat indigne"
    TRANSITION = "4", "Transition énergétique et végétalisation"
    PROJET_SOCIAL = "5", "Projet social : mixité, autonomie, services, santé"
    ESPACES_EQUIPEMENTS = "6", "Espaces et équipements publics, accessibilité, mobilité, commerces de centre-ville"
    RECONVERSION = "7", "Reconversion de sites industriels, commerciaux, administratifs ou militaires"
    ACTIVITES = "8", "Modernisation ou création d’activités économiques, touristiques, culturelles"
    SURFACES_COMMERCIALES = "9", "Création, extension ou transformation de surfaces commerciales ou artisanales"
    DOCUMENTS_URBANISME = "10", "Adaptation des documents d’urbanisme"
    HABITAT = "h", "Amélioration de l’habitat (L.\u00a0303-1)"


class Theme(Vocabulaire):
    """Default themes of the application."""

    HABITAT = "habitat", "Habitat"
    COMMERCE = "commerce", "Commerce, artisanat, économie"
    MOBILITES = "mobilites", "Mobilités"
    PATRIMOINE = "patrimoine", "Patrimoine et paysage"
    ESPACES_PUBLICS = "espaces_publics", "Espaces publics et cadre de vie"
    EQUIPEMENTS = "equipements", "Équipements et services"
    TRANSITION = "transition", "Transition écologique"
    NUMERIQUE = "numerique", "Numérique"
    CULTURE = "culture", "Culture, tourisme, vie locale"
    SANTE = "sante", "Santé et vieillissement"
    PARTICIPATION = "participation", "Participation et gouvernance"


class Gravite(Vocabulaire):
    """How serious a point à vérifier is."""

    GRAVE = "grave", "Grave"
    AVERTISSEMENT = "avertissement", "Avertissement"
    INFORMATION = "information", "Information"


class Jalon(Vocabulaire):
    """Milestone before which a point should be settled."""

    COPIL = "copil", "Avant le COPIL"
    SIGNATURE = "signature", "Avant la signature"
    DEPOT = "depot", "Avant le dépôt"
    SOLDE = "solde", "Avant le solde"


class RolePartie(Vocabulaire):
    """Part of a party in the convention-cadre (domaine § 1.1)."""

    BENEFICIAIRE_COMMUNE = "beneficiaire_commune", "Commune bénéficiaire"
    BENEFICIAIRE_EPCI = "beneficiaire_epci", "EPCI bénéficiaire"
    VILLE_PRINCIPALE_EPCI = "ville_principale_epci", "Ville principale de l’EPCI"
    ETAT = "etat", "État"
    REGION = "region", "Région"
    DEPARTEMENT = "departement", "Département"
    ETABLISSEMENT_PUBLIC = "etablissement_public", "Établissement public"
    BANQUE_DES_TERRITOIRES = "banque_des_territoires", "Banque des Territoires"
    CONSULAIRE = "consulaire", "Chambre consulaire"
    BAILLEUR_SOCIAL = "bailleur_social", "Bailleur social"
    PRIVE = "prive", "Partenaire privé"
    AUTRE = "autre", "Autre partenaire"

    @property
    def est_territoire(self) -> bool:
        """« D’une part »: the towns and their intercommunalité; every other party stands « d’autre part »."""
        return self in _PARTIES_DU_TERRITOIRE


_PARTIES_DU_TERRITOIRE = frozenset(
    {RolePartie.BENEFICIAIRE_COMMUNE, RolePartie.BENEFICIAIRE_EPCI, RolePartie.VILLE_PRINCIPALE_EPCI}
)


class QualitePartie(Vocabulaire):
    """Whether a party signs or attends."""

    SIGNATAIRE = "signataire", "Signataire"
    EN_PRESENCE_DE = "en_presence_de", "En présence de"


class TypeActe(Vocabulaire):
    """Act that entitles a representative to sign."""

    DELIBERATION = "deliberation", "Délibération"
    DECISION = "decision", "Décision"
    ARRETE = "arrete", "Arrêté"
    DELEGATION = "delegation", "Délégation de signature"
