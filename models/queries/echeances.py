"""The échéances of a project, with the barème and the dispositifs that it adapts."""

from datetime import date

from models.domain.bareme import Bareme, bareme_effectif
from models.domain.echeances import EcheanceCalculee
from models.domain.echeances.calcul import calculer_echeances
from models.domain.echeances.garde import Garde, gardes
from models.domain.projet import Projet
from models.referentiel.dispositifs import load_effectifs


def list_echeances(projet: Projet, reference: Bareme, aujourd_hui: date) -> tuple[EcheanceCalculee, ...]:
    """All of them, done ones included, by day."""
    bareme = bareme_effectif(reference, projet.parametres_locaux)
    return calculer_echeances(projet, load_effectifs(projet.dispositifs_locaux).dispositifs, bareme, aujourd_hui)


def list_gardes(projet: Projet, aujourd_hui: date) -> tuple[Garde, ...]:
    """What must be awaited before anything is signed."""
    return gardes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs, aujourd_hui)
