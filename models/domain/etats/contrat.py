"""What the convention says once it is signed, beside what people note for themselves: an avenant changes the first."""

from typing import Final

from models.domain.etats.changements import Rubrique

_RUBRIQUES: Final = frozenset(
    {
        Rubrique.TERRITOIRE,
        Rubrique.SECTEURS,
        Rubrique.DIAGNOSTIC,
        Rubrique.PARTIES,
        Rubrique.ARTICLES,
        Rubrique.CONVENTION,
        Rubrique.ORIENTATIONS,
        Rubrique.ACTIONS,
    }
)
_GENRES_TUS: Final = frozenset(
    {"suivi", "note_suivi", "piece", "marche", "facture", "versement", "annuite", "logo", "piece_convention"}
)
"""Follow-up, papers and payments: they come and go while the convention stays as it was signed."""
_CHAMPS_TUS: Final = {
    "fiche_action": frozenset({"bloquee_par", "date_validation_copil", "date_dernier_copil", "motif_statut"}),
    "operation": frozenset(
        {
            "part_decidee_acte",
            "part_decidee_date",
            "type_premier_acte",
            "date_premier_acte",
            "date_commencement",
            "date_achevement",
            "annee_intention",
            "rang_intention",
            "maturite",
        }
    ),
    "financement": frozenset(
        {
            "numero_dossier",
            "date_depot",
            "date_accuse",
            "date_completude",
            "date_derogation",
            "date_decision",
            "date_notification",
        }
    ),
    "repartition": frozenset({"realise"}),
    "chef_de_projet": frozenset({"courriel", "telephone"}),
    "ort": frozenset({"dernier_bilan", "derniere_evaluation"}),
    # The act by which one signs the avenant takes the place of the one that was for the convention.
    "partie": frozenset({"acte", "acte_numero", "acte_date", "date_signature"}),
    "convention": frozenset({"brouillon", "lieu_signature"}),
}


def est_contractuel(rubrique: Rubrique, genre: str, champ: str = "") -> bool:
    """Whether what changes there changes the convention.

    >>> est_contractuel(Rubrique.ACTIONS, "fiche_action", "statut"), est_contractuel(Rubrique.ACTIONS, "note_suivi")
    (True, False)
    """
    return rubrique in _RUBRIQUES and genre not in _GENRES_TUS and champ not in _CHAMPS_TUS.get(genre, ())
