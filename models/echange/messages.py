"""French messages of the structural checks of the JSON."""

from collections.abc import Mapping
from typing import Any

_MESSAGES = {
    "enum": "Valeur inconnue. Valeurs possibles\u00a0: {expected}.",
    "decimal_parsing": "Ce n’est pas un nombre. Écrivez-le comme «\u00a0136908.74\u00a0», ou null.",
    "decimal_type": "Ce n’est pas un nombre. Écrivez-le comme «\u00a0136908.74\u00a0», ou null.",
    "finite_number": "Ce n’est pas un nombre. Écrivez-le comme «\u00a0136908.74\u00a0», ou null.",
    "int_parsing": "Ce n’est pas un nombre entier.",
    "int_type": "Ce n’est pas un nombre entier.",
    "int_from_float": "Ce n’est pas un nombre entier.",
    "string_type": "Un texte entre guillemets est attendu.",
    "bool_parsing": "Écrivez true ou false.",
    "bool_type": "Écrivez true ou false.",
    "tuple_type": "Une liste entre crochets est attendue.",
    "dataclass_type": "Un objet entre accolades est attendu.",
}
_DATES = "Cette date n’existe pas ou est mal écrite. Écrivez-la comme «\u00a02026-04-03\u00a0», ou null."
_DEFAUT = "Cette valeur n’est pas comprise ici. Comparez avec le schéma du format."


def message_for(erreur: Mapping[str, Any]) -> str:
    """What is expected instead of a refused value."""
    type_ = erreur["type"]
    if type_.startswith("date"):
        return _DATES if type_ != "dataclass_type" else _MESSAGES[type_]
    contexte = {cle: str(valeur).replace(" or ", ", ") for cle, valeur in erreur.get("ctx", {}).items()}
    return _MESSAGES.get(type_, _DEFAUT).format_map(contexte)
