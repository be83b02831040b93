"""Milliseconds to compute the échéances and the guard of 500 actions and 300 demandes; printed as JSON."""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta

from gros_projet import make_projet
from regles import measure

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.echeances.calcul import calculer_echeances
from models.domain.echeances.garde import gardes
from models.domain.gouvernance import Instance, Reunion
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

FICHES, DEMANDES, REUNIONS = 500, 300, 60
JOUR = date(2026, 11, 21)
CODES = ("detr", "dsil", "fonds_vert")


def make_calendrier() -> Projet:
    """The large project, where three fiches in five have a demande at one step or another."""
    projet = make_projet(FICHES)
    reunions = tuple(
        Reunion(uid=Uid(f"reunion-{i}"), intitule=f"COTECH n° {i}", jour=date(2023, 1, 10) + timedelta(days=30 * i))
        for i in range(REUNIONS)
    )
    return replace(
        projet,
        demandes=tuple(_demande(projet, i) for i in range(DEMANDES)),
        instances=(Instance(uid=Uid("instance"), reunions=reunions),),
    )


def _demande(projet: Projet, i: int) -> Demande:
    operation = projet.fiches[i].operations[0]
    depot = date(2024, 1, 15) + timedelta(days=3 * i)
    etape = i % 4
    return Demande(
        uid=Uid(f"demande-{i}"),
        intitule=f"Demande n° {i}",
        dispositif=CODES[i % len(CODES)],
        annee=depot.year,
        date_depot=depot if etape else None,
        date_accuse=depot + timedelta(days=10) if etape > 1 else None,
        date_notification=depot + timedelta(days=200) if etape > 2 else None,
        issue=IssueDemande.ACCORDEE if etape > 2 else None,
        lignes=(
            LigneDemande(uid=Uid(f"ligne-{i}"), operation=operation.uid, financement=operation.financements[i % 3].uid),
        ),
    )


def main() -> None:
    """Prints both, computed from nothing: the indexes of the project are of each state."""
    projet = make_calendrier()
    bareme, dispositifs = load_bareme(), load_dispositifs()

    def compute() -> None:
        neuf = replace(projet)
        calculer_echeances(neuf, dispositifs, bareme, JOUR)
        gardes(neuf, dispositifs, JOUR)

    nombre = len(calculer_echeances(projet, dispositifs, bareme, JOUR))
    sys.stdout.write(json.dumps({"nombre": nombre, "echeances": measure(compute)}) + "\n")


if __name__ == "__main__":
    main()
