"""Acts written to the journal of the file and read back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from models.domain.textes import propre_ligne
from models.domain.uids import new_uid
from models.entities.base import table_of
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.store.changes import Changeset, RowChange

_ACTE = table_of(ActeEntity)
_LIGNE = table_of(ActeLigneEntity)


@dataclass(frozen=True, slots=True)
class Acte:
    """What is written about an act beside its rows."""

    libelle: str
    moment: datetime
    auteur: str
    cle_fusion: str | None
    acte_annule_id: int | None = None


def write(connection: Connection, acte: Acte, changes: Changeset, etendu: int | None) -> int | None:
    """Notes an act and returns its key; with ``etendu``, that act takes the new rows in.

    Returns ``None`` when the extended act is back at its starting point: it is then removed.
    """
    # It may hold the name of a file, which holds anything.
    libelle = propre_ligne(acte.libelle)
    if etendu is None:
        enonce = insert(_ACTE).values(
            uid=new_uid(),
            created_at=acte.moment,
            updated_at=acte.moment,
            auteur=acte.auteur,
            libelle=libelle,
            cle_fusion=acte.cle_fusion,
            acte_annule_id=acte.acte_annule_id,
        )
        acte_id: int = connection.execute(enonce.returning(_ACTE.c.id)).scalar_one()
    else:
        acte_id = etendu
        changes = read(connection, etendu).then(changes)
        connection.execute(delete(_LIGNE).where(_LIGNE.c.acte_id == etendu))
        if not changes:
            connection.execute(delete(_ACTE).where(_ACTE.c.id == etendu))
            return None
        connection.execute(update(_ACTE).where(_ACTE.c.id == etendu).values(updated_at=acte.moment, libelle=libelle))
    connection.execute(
        insert(_LIGNE),
        [
            {
                "acte_id": acte_id,
                "table_name": ligne.table,
                "cle": ligne.cle,
                "fiche_id": ligne.fiche_id,
                "avant": ligne.avant,
                "apres": ligne.apres,
            }
            for ligne in changes.lignes
        ],
    )
    return acte_id


def read(connection: Connection, acte_id: int) -> Changeset:
    """The rows of an act."""
    lignes = connection.execute(select(_LIGNE).where(_LIGNE.c.acte_id == acte_id).order_by(_LIGNE.c.id))
    return Changeset(
        tuple(RowChange(ligne.table_name, ligne.cle, ligne.avant, ligne.apres, ligne.fiche_id) for ligne in lignes)
    )
