"""What is in the Corbeille, one line for each thing that was deleted, the last one first."""

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
from models.entities.aggregats import SUPPRIMABLES
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity
from models.entities.gouvernance import InstanceEntity
from models.entities.organisme import OrganismeEntity
from models.entities.orientation import OrientationEntity
from models.queries.projet import load_corbeille

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


def list_corbeille(session: Session) -> tuple[ElementSupprime, ...]:
    """All that was deleted on its own: what went with its owner is told by the owner."""
    instantanes = {snapshot.uid: snapshot for snapshot in load_corbeille(session)}
    proprietaires = _proprietaires(session)
    elements: list[ElementSupprime] = []
    for aggregat in SUPPRIMABLES:
        table = table_of(aggregat.entite)
        parent = next((table.c[nom] for nom in _PARENTS if nom in table.c), None)
        colonnes = [table.c.uid, table.c.supprime_le] + ([] if parent is None else [parent.label("parent")])
        for ligne in session.execute(select(*colonnes).where(table.c.supprime_le.is_not(None))):
            proprietaire = None if parent is None else (_PARENTS[parent.name], ligne.parent)
            sous, supprime = proprietaires.get(proprietaire, ("", False)) if proprietaire else ("", False)
            snapshot = instantanes[ligne.uid]
            montant, base = _montant(snapshot)
            libelle = _libelle(snapshot)
            elements.append(
                ElementSupprime(table.name, ligne.uid, libelle, sous, supprime, ligne.supprime_le, montant, base)
            )
    return tuple(sorted(elements, key=lambda e: e.supprime_le, reverse=True))


def _proprietaires(session: Session) -> dict[tuple[str, int], tuple[str, bool]]:
    """Title of each fiche, orientation, organisme and instance, and whether it is in the Corbeille."""
    titres: dict[tuple[str, int], tuple[str, bool]] = {}
    for entite in (FicheActionEntity, OrientationEntity):
        table = table_of(entite).c
        for ligne in session.execute(select(table.id, table.numero, table.intitule, table.supprime_le)):
            titre = " · ".join(filter(None, (ligne.numero, ligne.intitule))) or "Sans nom"
            titres[entite.__tablename__, ligne.id] = titre, ligne.supprime_le is not None
    for entite, nom in ((OrganismeEntity, "nom"), (InstanceEntity, "intitule")):
        table = table_of(entite).c
        for ligne in session.execute(select(table.id, table[nom].label("nom"), table.supprime_le)):
            titres[entite.__tablename__, ligne.id] = ligne.nom or "Sans nom", ligne.supprime_le is not None
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
