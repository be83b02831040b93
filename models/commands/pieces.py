"""Acts on the pièces of a fiche: incorporated in the file, or linked where they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, get_entities, get_entity
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.entities.aggregats import PIECE
from models.entities.fiche_action import FicheActionEntity, PieceEntity
from models.store.contenus import keep_fichier


def add_pieces(session: Session, fiche: Uid, fichiers: Sequence[Fichier], **champs: Any) -> tuple[Uid, ...]:
    """Joins files to a fiche, all with the same ``champs`` (what they prove)."""
    proprietaire = get_entity(session, FicheActionEntity, fiche)
    return tuple(
        add_entity(
            session,
            PIECE,
            {**champs, "intitule": fichier.intitule, **keep_fichier(session, fichier)},
            fiche_id=proprietaire.id,
        ).uid
        for fichier in fichiers
    )


def update_piece(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what is said of a pièce: its title, its type, its date, what it proves."""
    assign(session, PIECE, get_entity(session, PieceEntity, uid), champs)


def replace_piece(session: Session, uid: Uid, fichier: Fichier) -> None:
    """Gives a pièce other bytes, or another file; what is said of it stays."""
    assign(session, PIECE, get_entity(session, PieceEntity, uid), keep_fichier(session, fichier))


def remove_pieces(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts pièces in the Corbeille."""
    for piece in get_entities(session, PieceEntity, uids):
        piece.supprime_le = moment
