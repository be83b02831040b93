"""Fields of the tab « Financement », by name: what a point à vérifier speaks of is found there."""

from typing import Final

CHAMPS_FINANCEMENT: Final = frozenset(
    {
        "financeur", "dispositif", "nature", "depense_eligible", "taux", "montant_demande", "montant_accorde", "etat",
        "annee", "categorie", "numero_dossier", "date_depot", "date_accuse", "date_completude", "date_derogation",
        "date_decision", "date_notification",
    }
)  # fmt: skip
"""Of a line of the table of the financements."""

CHAMPS_OPERATION: Final = CHAMPS_FINANCEMENT | {
    "maitre_ouvrage", "maitre_ouvrage_delegue", "base", "depenses", "financements", "repartitions", "part_decidee",
    "part_decidee_acte", "part_decidee_date", "type_premier_acte", "date_premier_acte", "date_commencement",
    "date_achevement", "assujettie_tva", "maturite", "annee_intention", "rang_intention",
}  # fmt: skip
"""Of the tab, whatever the point is about."""
