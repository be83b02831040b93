"""When each parameter of the project was adapted, by the journal."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.domain.uids import Uid
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.entities.parametre import ParametreLocalEntity


def load_adaptations(session: Session) -> Mapping[Uid, datetime]:
    """Moment of the last act that wrote each adapted parameter; one whose acts left the journal is not there."""
    derniers = (
        select(ParametreLocalEntity.uid, func.max(ActeLigneEntity.acte_id).label("acte"))
        .join(ActeLigneEntity, ActeLigneEntity.cle == ParametreLocalEntity.id)
        .where(ActeLigneEntity.table_name == ParametreLocalEntity.__tablename__, ActeLigneEntity.apres.is_not(None))
        .group_by(ParametreLocalEntity.uid)
        .subquery()
    )
    enonce = select(derniers.c.uid, ActeEntity.updated_at).join(ActeEntity, ActeEntity.id == derniers.c.acte)
    return {Uid(uid): moment for uid, moment in session.execute(enonce)}
