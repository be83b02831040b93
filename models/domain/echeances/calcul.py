"""Every échéance of a project, in the order of the days."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from models.domain.bareme import Bareme
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.echeances import EcheanceCalculee
from models.domain.echeances.actions import etapes, phases, validites, versements
from models.domain.echeances.contexte import ContexteEcheances, build_contexte
from models.domain.echeances.convention import bilans, convention, mise_a_disposition
from models.domain.echeances.delais import delais
from models.domain.echeances.depots import campagnes, deliberations, demandes_annuelles
from models.domain.echeances.gouvernance import reunions
from models.domain.echeances.notees import notees
from models.domain.echeances.operations import operations
from models.domain.projet import Projet

Source = Callable[[ContexteEcheances], Iterator[EcheanceCalculee]]

SOURCES: Final[tuple[Source, ...]] = (
    *(convention, bilans, mise_a_disposition),
    *(deliberations, campagnes, delais, demandes_annuelles, validites),
    *(operations, versements, phases, etapes),
    *(reunions, notees),
)
"""What yields échéances; of one day, they come in this order."""


def calculer_echeances(
    projet: Projet, dispositifs: Dispositifs, bareme: Bareme, aujourd_hui: date
) -> tuple[EcheanceCalculee, ...]:
    """All of them, done ones included, by day; those of one day in the order of the sources.

    Args:
        projet: as it stands.
        dispositifs: those of the reference, adapted by the project (``load_effectifs``).
        bareme: the dated parameters, adapted by the project (``bareme_effectif``).
        aujourd_hui: the day that tells what is late.
    """
    contexte = build_contexte(projet, dispositifs, bareme, aujourd_hui)
    echeances = [echeance for source in SOURCES for echeance in source(contexte)]
    echeances.sort(key=lambda e: e.jour)
    return tuple(echeances)
