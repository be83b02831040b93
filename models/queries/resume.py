"""What tells one state of a project from another, in a line: its fiches, its coût, its last act."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.domain.fiche_action import totaux_du_plan
from models.entities.base import table_of
from models.entities.journal import ActeEntity
from models.queries.projet import load_projet


@dataclass(frozen=True, slots=True)
class ResumeProjet:
    """A state of a project."""

    nom: str
    fiches: int
    cout: Decimal | None
    base: str
    """« HT » or « TTC », for the coût."""
    dernier_acte: str
    """Empty when nothing was done yet."""
    moment: datetime | None


def load_resume(session: Session) -> ResumeProjet:
    """The state of this project."""
    projet = load_projet(session)
    totaux = totaux_du_plan(projet.fiches)
    acte = table_of(ActeEntity).c
    dernier = session.execute(select(acte.libelle, acte.updated_at).order_by(acte.id.desc()).limit(1)).first()
    return ResumeProjet(
        nom=projet.territoire.nom,
        fiches=len(projet.fiches),
        cout=totaux.cout,
        base=totaux.libelle_base,
        dernier_acte=dernier.libelle if dernier else "",
        moment=dernier.updated_at if dernier else None,
    )
