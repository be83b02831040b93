"""A whole project, or part of one, written as one act."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.projet import Projet
from models.entities.aggregats import CADRE, FICHE, TERRITOIRE
from models.entities.territoire import TerritoireEntity


def import_projet(session: Session, projet: Projet, *, moment: datetime) -> None:
    """Makes the territory and every object of ``projet`` what it says; objects it does not name stay as they are.

    A project holds one territory: the one of the file takes the identity that ``projet`` gives it.
    """
    session.scalars(select(TerritoireEntity)).one().uid = projet.territoire.uid
    session.flush()
    writer = SnapshotWriter(session, moment)
    writer.write(TERRITOIRE, (Ligne(projet.territoire),))
    for nom, aggregat in CADRE.items():
        writer.write(aggregat, [Ligne(s) for s in getattr(projet, nom)])
    writer.write(FICHE, [Ligne(f) for f in projet.fiches])
