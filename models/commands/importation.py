"""A whole project, or part of one, written as one act."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.ecriture import Ligne, SnapshotWriter
from models.domain.projet import Projet
from models.entities.aggregats import CADRE, CONVENTION, FICHE, TERRITOIRE
from models.entities.convention import ConventionEntity
from models.entities.territoire import TerritoireEntity


def import_projet(session: Session, projet: Projet, *, moment: datetime) -> None:
    """Makes the territory, the convention and every object of ``projet`` what it says; what it does not name stays.

    A project holds one territory and one convention: those of the file take the identity that ``projet`` gives them.
    """
    session.scalars(select(TerritoireEntity)).one().uid = projet.territoire.uid
    session.scalars(select(ConventionEntity)).one().uid = projet.convention.uid
    session.flush()
    writer = SnapshotWriter(session, moment)
    writer.write(TERRITOIRE, (Ligne(projet.territoire),))
    for nom, aggregat in CADRE.items():
        writer.write(aggregat, [Ligne(s) for s in getattr(projet, nom)])
    # After the organismes: the parties name them.
    writer.write(CONVENTION, (Ligne(projet.convention),))
    writer.write(FICHE, [Ligne(f) for f in projet.fiches])
