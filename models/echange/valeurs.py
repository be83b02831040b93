"""What the file of the project would refuse, said at reading with its path: the door itself only knows the value."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from models.domain.convention import Article, Logo, PieceConvention
from models.domain.demande import Demande, LigneDemande, PieceDemande, ReponseDemande
from models.domain.dispositif_local import DispositifLocal
from models.domain.echeance import Echeance
from models.domain.fiche_action import Piece
from models.domain.formats import format_euros
from models.domain.gouvernance import Decision, Membre, Presence
from models.domain.grandeurs import FRACTIONS
from models.domain.organisme import Echange
from models.domain.paiement import Facture
from models.domain.projet import ConstatIgnore
from models.domain.saisie import ANNEE_MAX, ANNEE_MIN, ENTIER_MAX, TAILLE_MAX
from models.domain.scenario import Ecart
from models.domain.territoire import Commune, PlanSecteur
from models.domain.textes import LONGUEUR_TEXTE, LONGUEUR_TITRE, propre, propre_ligne
from models.domain.version_figee import VersionFigee
from models.echange.structure import Champ

MONTANT_MAX = Decimal("999999999.99")
TEXTES_LONGS = frozenset(
    {
        "accompagnement",
        "adresse",
        "articulation",
        "commentaire",
        "compte_rendu",
        "bloquee_par",
        "centralite",
        "chemin",
        "conditions_delegation",
        "contenu",
        "contexte",
        "derniere_nouvelle",
        "description",
        "diversite",
        "engagement",
        "mission",
        "motif",
        "motif_statut",
        "note",
        "notes",
        "objectifs",
        "ordre_du_jour",
        "parcelles",
        "part_decidee_acte",
        "perimetre",
        "point_bloquant",
        "prochaine_etape",
        "rgpd_conservation",
        "rgpd_delegue",
        "rgpd_responsable",
        "services",
        "texte",
    }
)
"""Texts of several lines; every other one is a title."""
_ANNEES = frozenset({"annee", "annee_intention", "premiere_annee", "derniere_annee"})
CODES: Mapping[type[Any], Mapping[str, int]] = {
    Article: {"cle": 40, "apres": 40},
    Commune: {"code_insee": 5},
    ConstatIgnore: {"code": 20, "objet": 36, "champ": 40},
    Decision: {"fiche": 36},
    Demande: {"dispositif": 40},
    DispositifLocal: {"code": 40},
    Ecart: {"objet": 36, "champ": 40},
    Echange: {"contact": 36},
    Echeance: {"cle": 120, "fiche": 36, "demande": 36},
    Facture: {"marche": 36},
    LigneDemande: {"operation": 36, "financement": 36},
    Logo: {"sha256": 64},
    Membre: {"contact": 36},
    Piece: {"sha256": 64},
    PieceConvention: {"sha256": 64},
    PieceDemande: {"code": 40, "piece": 36, "sha256": 64},
    PlanSecteur: {"sha256": 64},
    Presence: {"membre": 36},
    ReponseDemande: {"champ": 40},
    VersionFigee: {"sha256": 64},
}
"""Characters of short codes."""


def longueur_max(classe: type[Any], champ: Champ) -> int | None:
    """Characters a text may hold; ``None`` when the field is no text."""
    if code := CODES.get(classe, {}).get(champ.nom):
        return code
    if not champ.texte:
        return None
    return LONGUEUR_TEXTE if champ.nom in TEXTES_LONGS else LONGUEUR_TITRE


def text_message(classe: type[Any], champ: Champ, valeur: object) -> str:
    """Why a text cannot be kept; empty when it can. It is measured as it will be kept, once cleaned."""
    longueur = longueur_max(classe, champ)
    if longueur is None or not isinstance(valeur, str) or len(valeur) <= longueur:
        return ""
    compte = len(propre(valeur) if longueur == LONGUEUR_TEXTE else propre_ligne(valeur))
    if compte <= longueur:
        return ""
    return f"Ce texte compte {compte} caractères\u00a0; {longueur} au plus. Raccourcissez-le."


def number_message(nom: str, valeur: object) -> str:
    """Why a number or a day cannot be kept; empty when it can, or is neither."""
    if isinstance(valeur, date):
        # Delays run from it: past the years that can be typed, they would leave the calendar.
        correct = ANNEE_MIN <= valeur.year <= ANNEE_MAX
        return "" if correct else f"Une date va de {ANNEE_MIN} à {ANNEE_MAX}. Corrigez-la, ou écrivez null."
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        return _integer_message(nom, valeur)
    if not isinstance(valeur, Decimal):
        return ""
    if nom in FRACTIONS:
        correct = 0 <= valeur <= 1 and valeur * 1_000_000 == (valeur * 1_000_000).to_integral_value()
        return (
            ""
            if correct
            else "Un taux est une fraction entre 0 et 1, avec six décimales au plus («\u00a00.2\u00a0» pour 20\u00a0%)."
        )
    correct = 0 <= valeur <= MONTANT_MAX and valeur * 100 == (valeur * 100).to_integral_value()
    return "" if correct else f"Un montant va de 0 à {format_euros(MONTANT_MAX)}, avec deux décimales au plus."


def _integer_message(nom: str, valeur: int) -> str:
    if nom in _ANNEES:
        # A répartition that names no year yet holds zero.
        return "" if valeur == 0 or ANNEE_MIN <= valeur <= ANNEE_MAX else f"Une année va de {ANNEE_MIN} à {ANNEE_MAX}."
    maximum = TAILLE_MAX if nom == "taille" else ENTIER_MAX
    return "" if 0 <= valeur <= maximum else f"Un nombre entier va de 0 à {maximum}."
