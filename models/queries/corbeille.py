"""What is in the Corbeille, one line for each thing that was deleted, the last one first."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.domain.convention import PieceConvention
from models.domain.demande import Demande
from models.domain.fiche_action import FicheAction, Piece
from models.domain.formats import format_date
from models.domain.gouvernance import Instance, Reunion
from models.domain.organisme import Contact, Organisme
from models.domain.orientation import Orientation
from models.domain.plan_financement import Operation
from models.domain.uids import Uid
from models.entities.aggregats import FICHE, INSTANCE, ORGANISME, ORIENTATION, SUPPRIMABLES
from models.entities.base import table_of
from models.entities.conversions import moment_of
from models.queries.projet import load_corbeille
from models.queries.source import Source, driver_of

Supprime: TypeAlias = (
    FicheAction | Operation | Orientation | Organisme | Contact | Piece | PieceConvention | Demande | Instance | Reunion
)
_PARENTS = {
    "fiche_id": "fiche_action",
    "orientation_id": "orientation",
    "organisme_id": "organisme",
    "instance_id": "instance",
}
"""Table of the owner, by the column that leads to it."""


@dataclass(frozen=True, slots=True)
class ElementSupprime:
    """One thing that can come back."""

    table: str
    uid: Uid
    libelle: str
    sous: str
    """What it was under; empty when it stood alone."""
    sous_supprime: bool
    """Whether that is in the Corbeille too."""
    supprime_le: datetime
    montant: Decimal | None = None
    base: str = ""
    """« HT » or « TTC », for the amount."""


def count_corbeille(session: Session) -> int:
    """How many things are there."""
    return sum(
        session.execute(
            select(func.count()).select_from(table := table_of(a.entite)).where(table.c.supprime_le.is_not(None))
        ).scalar_one()
        for a in SUPPRIMABLES
    )


def list_corbeille(source: Source) -> tuple[ElementSupprime, ...]:
    """All that was deleted on its own: what went with its owner is told by the owner."""
    instantanes = {snapshot.uid: snapshot for snapshot in load_corbeille(source)}
    connexion = driver_of(source)
    proprietaires = _proprietaires(connexion)
    elements: list[ElementSupprime] = []
    for aggregat in SUPPRIMABLES:
        parent = next((nom for nom in _PARENTS if nom in aggregat.colonnes), None)
        # As a text: Core would compile it at the first look, which takes longer than running it.
        enonce = f"SELECT uid, supprime_le, {parent or 'NULL'} FROM {aggregat.table} WHERE supprime_le IS NOT NULL"  # noqa: S608 - our names
        for uid, supprime_le, cle in connexion.execute(enonce):
            sous, supprime = proprietaires.get((_PARENTS[parent], cle), ("", False)) if parent else ("", False)
            moment = moment_of(supprime_le)
            assert moment is not None  # the statement reads no other row
            snapshot = instantanes[uid]
            montant, base = _montant(snapshot)
            libelle = _libelle(snapshot)
            elements.append(ElementSupprime(aggregat.table, uid, libelle, sous, supprime, moment, montant, base))
    return tuple(sorted(elements, key=lambda e: e.supprime_le, reverse=True))


def _proprietaires(connexion: sqlite3.Connection) -> dict[tuple[str, int], tuple[str, bool]]:
    """Title of each fiche, orientation, organisme and instance, and whether it is in the Corbeille."""
    titres: dict[tuple[str, int], tuple[str, bool]] = {}
    for table, numero, nom in (
        (FICHE.table, "numero", "intitule"),
        (ORIENTATION.table, "numero", "intitule"),
        (ORGANISME.table, "''", "nom"),
        (INSTANCE.table, "''", "intitule"),
    ):
        enonce = f"SELECT id, {numero}, {nom}, supprime_le IS NOT NULL FROM {table}"  # noqa: S608 - our names
        for cle, numero_dit, intitule, supprime in connexion.execute(enonce):
            titres[table, cle] = " · ".join(filter(None, (numero_dit, intitule))) or "Sans nom", bool(supprime)
    return titres


_SANS_NOM: Final = {
    Organisme: "Organisme sans nom",
    Operation: "Opération sans nom",
    Piece: "Pièce sans nom",
    PieceConvention: "Pièce sans nom",
    Demande: "Demande sans nom",
}


def _libelle(snapshot: Supprime) -> str:
    match snapshot:
        case FicheAction() | Orientation():
            return snapshot.titre
        case Contact():
            return snapshot.nom_complet
        case Reunion():
            return " du ".join(filter(None, (snapshot.intitule or "Réunion", format_date(snapshot.jour))))
        case Instance():
            return snapshot.intitule or snapshot.type.libelle
        case Organisme():
            nom = snapshot.nom
        case _:
            nom = snapshot.intitule
    return nom or _SANS_NOM[type(snapshot)]


def _montant(snapshot: Supprime) -> tuple[Decimal | None, str]:
    if isinstance(snapshot, FicheAction | Operation):
        return snapshot.totaux.cout, snapshot.totaux.libelle_base
    return None, ""
