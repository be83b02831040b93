"""The publicity of a plan de financement (L1111-11 and D1111-8 CGCT): last days to post it, to put up the plaque."""

from datetime import date, timedelta
from typing import Final

from models.domain.bareme import Bareme
from models.domain.jours import ajouter_mois
from models.domain.plan_financement import Operation

ARTICLES: Final = "Articles L.\u00a01111-11 et D.\u00a01111-8 du CGCT"


def limite_affichage(operation: Operation, bareme: Bareme, jour: date) -> date | None:
    """Last day to post the plan, once the operation has begun."""
    debut, delai = operation.date_commencement, bareme.parametre("delai_publicite", jour).valeur
    return debut + timedelta(days=int(delai)) if debut else None


def limite_plaque(operation: Operation, bareme: Bareme, jour: date) -> date | None:
    """Last day to put up the plaque, once it is finished; ``None`` when its cost asks for none, or is unknown."""
    fin, seuil = operation.date_achevement, bareme.parametre("seuil_plaque", jour).valeur
    if fin is None or (cout := operation.cout) is None or cout <= seuil:
        return None
    return ajouter_mois(fin, int(bareme.parametre("delai_plaque", jour).valeur))
