"""Seconds to check 500 fiches from nothing, and to check again after one of them changed; printed as JSON."""

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median

from gros_projet import make_projet

from models.domain.convention import Convention, Partie
from models.domain.territoire import Secteur
from models.domain.uids import Uid
from models.domain.vocabulaire import RolePartie
from models.queries.points import PointsCourants
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

FICHES = 500
ROUNDS = 15
ROLES = (RolePartie.BENEFICIAIRE_COMMUNE, RolePartie.BENEFICIAIRE_EPCI, RolePartie.ETAT)


def measure(action: Callable[[], object]) -> float:
    """Median of several rounds, after one that is not counted: the time of this process, which waits for nobody."""
    durees: list[float] = []
    for _ in range(ROUNDS + 1):
        gc.collect()
        debut = time.process_time()
        action()
        durees.append(time.process_time() - debut)
    return median(durees[1:])


def main() -> None:
    """Prints what the totals and every rule take, with a convention being prepared."""
    projet = make_projet(FICHES)
    secteur = Secteur(uid=Uid("secteur"), nom="Centre")
    projet = replace(
        projet,
        territoire=replace(projet.territoire, date_convention=None, secteurs=(secteur,)),
        convention=Convention(parties=tuple(Partie(uid=Uid(f"partie-{role}"), role=role) for role in ROLES)),
    )
    bareme, dispositifs, jour = load_bareme(), load_dispositifs(), date(2026, 11, 21)

    def from_nothing() -> None:
        PointsCourants(bareme, dispositifs, lambda: jour).shown(projet)

    courants = PointsCourants(bareme, dispositifs, lambda: jour)
    courants.shown(projet)
    touchee = projet.fiches[FICHES // 2]

    def one_fiche() -> None:
        courants.forget(touchee.uid)
        _ = touchee.totaux
        courants.of_fiche(touchee, projet)

    def whole_page() -> None:
        courants.forget(touchee.uid)
        courants.shown(projet)

    mesures = {"zero": measure(from_nothing), "fiche": measure(one_fiche), "page": measure(whole_page)}
    sys.stdout.write(json.dumps(mesures) + "\n")


if __name__ == "__main__":
    main()
