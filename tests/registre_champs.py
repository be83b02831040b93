"""What the fields of each aggregate may hold: the values that random acts are drawn from."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.domain.demande import EtatPiece, IssueDemande, NatureDemande
from models.domain.gouvernance import NatureDecision, RoleMembre, TypeInstance
from models.domain.organisme import NatureEchange
from models.domain.ort import EffetOrt
from models.domain.paiement import TypeMarche
from models.domain.pieces import Fichier
from models.domain.programmation import Maturite, RegimeFctva
from models.domain.vocabulaire import (
    BaseMontant,
    CategorieOrt,
    EtatFinancement,
    Meteo,
    NatureFinancement,
    PosteDepense,
    Priorite,
    QualitePartie,
    RolePartie,
    StatutAction,
    SujetDiagnostic,
    Theme,
    TypeActe,
    TypePhase,
)

TEXTES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    ["École d’ingénierie", "<b>gras", "=1+1", "🏛️", "Œuvre ; point-virgule"]
)
MONTANTS = st.none() | st.decimals(0, 5_000_000, places=2)
FRACTIONS = st.none() | st.decimals(0, 1, places=4)
JOURS = st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31))
ANNEES = st.none() | st.integers(2020, 2035)
VALEURS = st.sampled_from(["0", "0.3", "1", "12", "-1", "beaucoup"])
OCTETS = st.binary(min_size=1, max_size=8)
FICHIERS = st.builds(
    Fichier,
    intitule=TEXTES,
    sha256=st.just("a" * 64),
    taille=st.integers(1, 9),
    chemin=st.just("../plan.pdf"),
    octets=st.none() | OCTETS,
)

CHAMPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "territoire": {
        "nom": TEXTES,
        "epci_nom": TEXTES,
        "date_convention": JOURS,
        "duree_annees": st.none() | st.integers(0, 12),
        "ort_vaut_opah": st.booleans(),
        "ort_effets": st.sets(st.sampled_from(EffetOrt), max_size=3).map(tuple),
        "ort_dernier_bilan": JOURS,
        "opah_aides": MONTANTS,
        "opah_perimetre": TEXTES,
    },
    "commune": {"nom": TEXTES, "population": st.none() | st.integers(0, 20_000)},
    "secteur": {"nom": TEXTES, "motif": TEXTES},
    "indicateur_diagnostic": {"intitule": TEXTES, "valeur": TEXTES, "unite": TEXTES, "annee": ANNEES, "source": TEXTES},
    "section": {"sujet": st.sampled_from(SujetDiagnostic), "titre": TEXTES, "texte": TEXTES},
    "reglages": {"base_defaut": st.sampled_from(BaseMontant), "premiere_annee": ANNEES, "derniere_annee": ANNEES},
    "parametre": {"valeur": VALEURS, "date_effet": JOURS, "motif": TEXTES},
    "organisme": {
        "nom": TEXTES.filter(str.strip),
        "sigle": TEXTES,
        "regime_fctva": st.none() | st.sampled_from(RegimeFctva),
        "engagement": TEXTES,
        "engagement_recu_le": JOURS,
    },
    "contact": {
        **dict.fromkeys(("nom", "prenom", "fonction", "courriel", "courriel_secondaire", "notes"), TEXTES),
        "representant": st.booleans(),
        "referent": st.booleans(),
    },
    "echange": {"jour": JOURS, "nature": st.sampled_from(NatureEchange), "objet": TEXTES, "texte": TEXTES},
    "pieces": {"intitule": TEXTES, "type": TEXTES, "date_piece": JOURS},
    "orientation": {"numero": TEXTES, "intitule": TEXTES, "objectifs": TEXTES, "articulation": TEXTES},
    "fiche": {
        "numero": TEXTES,
        "intitule": TEXTES,
        "statut": st.sampled_from(StatutAction),
        "priorite": st.none() | st.sampled_from(Priorite),
        "description": TEXTES,
        "themes": st.sets(st.sampled_from(Theme), max_size=3).map(tuple),
        "categories_ort": st.sets(st.sampled_from(CategorieOrt), max_size=3).map(tuple),
        "meteo": st.none() | st.sampled_from(Meteo),
        "point_bloquant": TEXTES,
        "prochaine_etape_date": JOURS,
    },
    "operation": {
        "intitule": TEXTES,
        "base": st.sampled_from(BaseMontant),
        "part_decidee": MONTANTS,
        "date_commencement": JOURS,
        "assujettie_tva": st.booleans(),
        "annee_intention": ANNEES,
        "rang_intention": st.none() | st.integers(0, 12),
        "maturite": st.none() | st.sampled_from(Maturite),
    },
    "depense": {
        "poste": st.sampled_from(PosteDepense),
        "annee": ANNEES,
        "montant_ht": MONTANTS,
        "montant_ttc": MONTANTS,
        "taux_tva": FRACTIONS,
        "eligible": st.booleans(),
    },
    "financement": {
        "dispositif": TEXTES,
        "categorie": TEXTES,
        "date_completude": JOURS,
        "date_derogation": JOURS,
        "date_decision": JOURS,
        "nature": st.sampled_from(NatureFinancement),
        "taux": FRACTIONS,
        "montant_demande": MONTANTS,
        "montant_accorde": MONTANTS,
        "etat": st.sampled_from(EtatFinancement),
        "annee": ANNEES,
    },
    "repartition": {"annee": st.integers(2020, 2035), "prevu": MONTANTS, "realise": MONTANTS},
    "versement": {"montant": MONTANTS, "date_prevue": JOURS, "date_demande": JOURS, "reference": TEXTES},
    "annuite": {"annee": st.integers(2020, 2050), "montant": MONTANTS},
    "marche": {
        "type": st.sampled_from(TypeMarche),
        "objet": TEXTES,
        "titulaire": TEXTES,
        "montant_ht": MONTANTS,
        "date_signature": JOURS,
    },
    "facture": {
        "fournisseur": TEXTES,
        "numero": TEXTES,
        "montant_ht": MONTANTS,
        "avoir": st.booleans(),
        "eligible": st.booleans(),
        "date_mandat": JOURS,
    },
    "demande": {
        "intitule": TEXTES,
        "dispositif": st.sampled_from(["", "detr", "fonds-vert"]),
        "annee": ANNEES,
        "nature": st.sampled_from(NatureDemande),
        "numero_dossier": TEXTES,
        "date_depot": JOURS,
        "date_accuse": JOURS,
        "issue": st.none() | st.sampled_from(IssueDemande),
        "date_notification": JOURS,
        "point_bloquant": TEXTES,
    },
    "piece_demande": {"code": st.sampled_from(["", "rib"]), "etat": st.sampled_from(EtatPiece), "note": TEXTES},
    "instance": {"intitule": TEXTES, "type": st.sampled_from(TypeInstance), "mission": TEXTES},
    "membre": {"nom": TEXTES, "fonction": TEXTES, "role": st.sampled_from(RoleMembre)},
    "reunion": {"intitule": TEXTES, "jour": JOURS, "heure": TEXTES, "ordre_du_jour": TEXTES, "convoquee_le": JOURS},
    "decision": {
        "intitule": TEXTES,
        "texte": TEXTES,
        "nature": st.sampled_from(NatureDecision),
        "statut": st.none() | st.sampled_from(StatutAction),
        "echeance": JOURS,
    },
    "echeance": {"intitule": TEXTES, "jour": JOURS, "fin": JOURS, "notes": TEXTES, "faite_le": JOURS},
    "phases": {"intitule": TEXTES, "type": st.sampled_from(TypePhase), "debut": JOURS, "fin": JOURS},
    "partenaires": {},
    "contrats": {"reference": TEXTES},
    "indicateurs": {"intitule": TEXTES, "cible": TEXTES},
    "notes": {"jour": JOURS, "texte": TEXTES},
    "convention": {"intitule": TEXTES, "lieu_signature": TEXTES, "brouillon": st.booleans()},
    "partie": {
        "role": st.sampled_from(RolePartie),
        "qualite": st.sampled_from(QualitePartie),
        "representant": TEXTES,
        "acte": st.sampled_from(TypeActe),
        "acte_date": JOURS,
        "date_signature": JOURS,
    },
    "enveloppe": {"montant": MONTANTS, "motif": TEXTES},
    "scenario": {"intitule": TEXTES, "description": TEXTES},
    "dispositif": {"intitule": TEXTES, "edition": TEXTES, "motif": TEXTES},
    "article": {"intitule": TEXTES, "texte": TEXTES},
}
