"""Every class of the file by its table, for whoever works on any of them; loads all of SQLAlchemy."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Table

from models.entities import (
    convention,
    demande,
    fiche_action,
    gouvernance,
    journal,
    organisme,
    orientation,
    paiement,
    parametre,
    plan_financement,
    programmation,
    territoire,
)
from models.entities.base import Base

_ = (
    convention,
    demande,
    fiche_action,
    gouvernance,
    journal,
    organisme,
    orientation,
    paiement,
    parametre,
    plan_financement,
    programmation,
    territoire,
)  # importing them maps them


@cache
def entites() -> Mapping[str, type[Base]]:
    """Every class, by the name of its table."""
    Base.registry.configure()
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def tables() -> Mapping[str, Table]:
    """Every table, by its name."""
    return Base.metadata.tables
