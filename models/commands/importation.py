"""A whole project, or part of one, written as one act."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.ecriture import Ligne, SnapshotWriter
from models.commands.ordre import apply_order, fiches_par_groupe
from models.domain.projet import Projet
from models.entities.aggregats import CADRE, CONVENTION, FICHE, REGLAGES, TERRITOIRE
from models.entities.base import table_of
from models.entities.convention import ConventionEntity
from models.entities.fiche_action import FicheActionEntity
from models.entities.parametre import ReglagesEntity
from models.entities.territoire import TerritoireEntity
from models.store.contenus import keep_contenu


def import_projet(
    session: Session, projet: Projet, *, moment: datetime, images: Mapping[str, bytes] | None = None
) -> None:
    """Makes the territory, the convention, the réglages and every object of ``projet`` what it says; the rest stays.

    Sisters that ``projet`` names all together take its order; otherwise each keeps its place and new ones come last.
    What a project holds once takes the identity that ``projet`` gives it. ``images`` are pictures of its logos, checked
    and by hash.
    """
    for octets in (images or {}).values():
        keep_contenu(session, octets)
    session.scalars(select(TerritoireEntity)).one().uid = projet.territoire.uid
    session.scalars(select(ConventionEntity)).one().uid = projet.convention.uid
    session.scalars(select(ReglagesEntity)).one().uid = projet.reglages.uid
    session.flush()
    writer = SnapshotWriter(session, moment)
    writer.write(TERRITOIRE, (Ligne(projet.territoire),))
    writer.write(REGLAGES, (Ligne(projet.reglages),))
    for nom, aggregat in CADRE.items():
        apply_order(session, aggregat, writer.write(aggregat, [Ligne(s) for s in getattr(projet, nom)]))
    # After the organismes: the parties name them.
    writer.write(CONVENTION, (Ligne(projet.convention),))
    _write_fiches(session, writer, projet)


def _write_fiches(session: Session, writer: SnapshotWriter, projet: Projet) -> None:
    table = table_of(FicheActionEntity)
    orientations = select(table.c.id, table.c.orientation_id)
    avant: dict[int, int | None] = dict(session.execute(orientations).all())
    fiches = writer.write(FICHE, [Ligne(f) for f in projet.fiches])
    arrivees = {cle for cle, orientation in session.execute(orientations) if avant.get(cle, orientation) != orientation}
    apply_order(session, FICHE, fiches, groupe=fiches_par_groupe(session), arrivees=arrivees)
