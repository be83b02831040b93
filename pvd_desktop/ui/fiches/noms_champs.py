"""What the fields of a fiche are called in the menu « Annuler », with their article."""

from collections.abc import Mapping
from typing import Final

NOMS_DES_CHAMPS: Final[Mapping[str, str]] = {
    "numero": "le numéro",
    "intitule": "le nom",
    "statut": "le statut",
    "priorite": "la priorité",
    "orientation": "l’orientation",
    "portee": "la portée",
    "description": "la description",
    "centralite": "la fonction de centralité",
    "themes": "les thèmes",
    "categories_ort": "les catégories ORT",
    "communes": "les communes",
    "secteurs": "les secteurs",
    "adresse": "l’adresse",
    "parcelles": "les parcelles",
    "referent": "le référent",
    "bloquee_par": "ce qui bloque",
    "motif_statut": "le motif du statut",
    "date_validation_copil": "la date de validation",
    "date_dernier_copil": "la date du dernier COPIL",
    "meteo": "la météo",
    "point_bloquant": "le point bloquant",
    "prochaine_etape": "la prochaine étape",
    "prochaine_etape_qui": "la prochaine étape",
    "prochaine_etape_date": "la prochaine étape",
    "derniere_nouvelle": "la dernière nouvelle",
}
