"""Acts on scenarios: the project itself does not move."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entity
from models.domain.scenario import GenreEcart
from models.domain.uids import Uid
from models.entities.aggregats import ECART, SCENARIO
from models.entities.programmation import EcartEntity, ScenarioEntity


def add_scenario(session: Session, **champs: Any) -> Uid:
    """Adds a scenario, without any difference yet."""
    return add_entity(session, SCENARIO, champs).uid


def update_scenario(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes the title or the description of a scenario."""
    assign(session, SCENARIO, get_entity(session, ScenarioEntity, uid), champs)


def remove_scenario(session: Session, uid: Uid) -> None:
    """Discards a scenario with its differences."""
    delete_with_children(session, SCENARIO, (get_entity(session, ScenarioEntity, uid),))


def set_ecart(session: Session, scenario: Uid, genre: GenreEcart, objet: Uid, champ: str, *, valeur: str) -> Uid:
    """Says what a field would be worth in a scenario, or says it otherwise: there is one difference a field."""
    mere = get_entity(session, ScenarioEntity, scenario)
    ecart = session.scalars(
        select(EcartEntity).where(
            EcartEntity.scenario_id == mere.id,
            EcartEntity.genre == genre,
            EcartEntity.objet == objet,
            EcartEntity.champ == champ,
        )
    ).first()
    if ecart is None:
        champs = {"genre": genre, "objet": objet, "champ": champ, "valeur": valeur}
        return add_entity(session, ECART, champs, scenario_id=mere.id).uid
    assign(session, ECART, ecart, {"valeur": valeur})
    return ecart.uid


def remove_ecart(session: Session, uid: Uid) -> None:
    """Makes a field worth what it is in the project again."""
    delete_with_children(session, ECART, (get_entity(session, EcartEntity, uid),))
