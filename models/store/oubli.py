"""The journal forgets somebody: in the names of the acts, and in the images of the rows they wrote."""

from typing import Final

from sqlalchemy import Connection, delete, update

from models.domain.personnes.nom import Personne
from models.entities.base import table_of
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.store.moteur import driver_of
from models.store.traces import read_traces

_LOT: Final = 500
"""Keys named by one statement."""


def forget(connection: Connection, personne: Personne) -> int:
    """Puts « Personne effacée » in their place; the acts stay, with their moment and their other words.

    Returns:
        How many things the journal said of them.
    """
    trouvees = read_traces(driver_of(connection), personne)
    actes, lignes = table_of(ActeEntity), table_of(ActeLigneEntity)
    for cle, (libelle, auteur) in trouvees.actes.items():
        connection.execute(update(actes).where(actes.c.id == cle).values(libelle=libelle, auteur=auteur))
    for cle, (avant, apres) in trouvees.lignes.items():
        connection.execute(update(lignes).where(lignes.c.id == cle).values(avant=avant, apres=apres))
    for debut in range(0, len(trouvees.disparues), _LOT):
        lot = trouvees.disparues[debut : debut + _LOT]
        connection.execute(delete(lignes).where(lignes.c.id.in_(lot)))
    return len(trouvees.traces)
