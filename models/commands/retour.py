"""The accepted lines of a returned maquette, written as one act."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from models.commands.commun import get_entity
from models.commands.ecriture import Ligne, SnapshotWriter
from models.commands.fiches import remove_fiches, update_fiche
from models.commands.maquette import write_maquette
from models.commands.operations import add_repartition, remove_operation
from models.domain.retour.ecritures import EcrituresRetour
from models.entities.aggregats import FICHE, OPERATION, ORGANISME
from models.entities.fiche_action import FicheActionEntity


def write_retour(session: Session, ecritures: EcrituresRetour, *, moment: datetime) -> None:
    """Writes what was accepted; ``moment`` dates what goes to the Corbeille.

    Raises:
        IntrouvableError: something that is named is not in the file.
    """
    writer = SnapshotWriter(session, moment)
    # The new operations name them.
    writer.write(ORGANISME, [Ligne(organisme) for organisme in ecritures.maquette.organismes])
    write_maquette(session, replace(ecritures.maquette, organismes=()), moment=moment)
    for uid, champs in ecritures.fiches:
        update_fiche(session, uid, **champs)
    writer.write(FICHE, [Ligne(fiche) for fiche in ecritures.nouvelles_fiches])
    for fiche, operation in ecritures.nouvelles_operations:
        mere = get_entity(session, FicheActionEntity, fiche).id
        writer.write(OPERATION, [Ligne(operation, {"fiche_id": mere})])
    for financement, part in ecritures.parts:
        add_repartition(session, financement, annee=part.annee, prevu=part.prevu)
    for uid in ecritures.operations_retirees:
        remove_operation(session, uid, moment=moment)
    if ecritures.fiches_retirees:
        remove_fiches(session, ecritures.fiches_retirees, moment=moment)
