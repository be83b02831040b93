"""Acts written to the journal of the file and read back."""

from sqlalchemy import Connection, Table, delete, insert, select, update

from models.domain.textes import propre_ligne
from models.domain.uids import new_uid
from models.entities.base import table_of
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.store.changes import Acte, Changeset, RowChange

_LOT = 1000
"""Keys named by one statement."""


def write(connection: Connection, acte: Acte, changes: Changeset, etendu: int | None) -> int | None:
    """Notes an act and returns its key; with ``etendu``, that act takes the new rows in.

    Returns ``None`` when the extended act is back at its starting point: it is then removed.
    """
    if etendu is None:
        acte_id = _insert(connection, acte, None)
    else:
        acte_id = etendu
        changes = read(connection, etendu).then(changes)
        connection.execute(delete(_lignes()).where(_lignes().c.acte_id == etendu))
        if not changes:
            connection.execute(delete(_actes()).where(_actes().c.id == etendu))
            return None
        connection.execute(
            update(_actes()).where(_actes().c.id == etendu).values(updated_at=acte.moment, libelle=_libelle(acte))
        )
    _insert_lignes(connection, acte_id, changes)
    return acte_id


def write_for_good(connection: Connection, acte: Acte, changes: Changeset) -> None:
    """Notes an act that is never taken back: of the rows that disappear, the journal keeps nothing.

    The acts that wrote them stay, with their name, their moment and their other rows.
    """
    disparues: dict[str, list[int]] = {}
    for ligne in changes.lignes:
        if ligne.apres is None:
            disparues.setdefault(ligne.table, []).append(ligne.cle)
    for table, cles in disparues.items():
        for debut in range(0, len(cles), _LOT):
            lot = cles[debut : debut + _LOT]
            connection.execute(delete(_lignes()).where(_lignes().c.table_name == table, _lignes().c.cle.in_(lot)))
    gardees = () if acte.sans_trace else changes.lignes
    restantes = Changeset(tuple(ligne for ligne in gardees if ligne.apres is not None))
    _insert_lignes(connection, _insert(connection, acte, None), restantes)


def write_annulation(connection: Connection, acte: Acte, annule: int) -> int:
    """Notes an act that takes ``annule`` back: its rows are those of the other, inverted, and are not kept twice."""
    return _insert(connection, acte, annule)


def read(connection: Connection, acte_id: int) -> Changeset:
    """What an act wrote; files of the first versions hold it for undo and redo too."""
    acte, ligne = _actes().c, _lignes()
    lignes = connection.execute(select(ligne).where(ligne.c.acte_id == acte_id).order_by(ligne.c.id)).all()
    if not lignes:
        annule = connection.execute(select(acte.acte_annule_id).where(acte.id == acte_id)).scalar_one_or_none()
        # Only an earlier act can be taken back: whatever a file pretends, this comes to an end.
        return read(connection, annule).inverted() if annule is not None and annule < acte_id else Changeset()
    return Changeset(tuple(RowChange(lue.table_name, lue.cle, lue.avant, lue.apres, lue.fiche_id) for lue in lignes))


def _insert(connection: Connection, acte: Acte, annule: int | None) -> int:
    enonce = insert(_actes()).values(
        uid=new_uid(),
        created_at=acte.moment,
        updated_at=acte.moment,
        auteur=acte.auteur,
        libelle=_libelle(acte),
        cle_fusion=acte.cle_fusion,
        acte_annule_id=annule,
    )
    return connection.execute(enonce.returning(_actes().c.id)).scalar_one()


def _insert_lignes(connection: Connection, acte_id: int, changes: Changeset) -> None:
    if not changes:
        return
    connection.execute(
        insert(_lignes()),
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


def _libelle(acte: Acte) -> str:
    # It may hold the name of a file, which holds anything.
    return propre_ligne(acte.libelle)


def _actes() -> Table:
    return table_of(ActeEntity)


def _lignes() -> Table:
    return table_of(ActeLigneEntity)
