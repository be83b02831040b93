"""Acts on scenarios: the project itself does not move, until one of them is adopted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity, place
from models.commands.ecriture import Ligne, SnapshotWriter, renew_uids
from models.commands.maquette import write_maquette
from models.domain.maquettes.saisie import EcrituresMaquette
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.textes import LONGUEUR_TITRE
from models.domain.uids import Uid
from models.entities.aggregats import ECART, SCENARIO
from models.entities.base import table_of
from models.entities.programmation import EcartEntity, ScenarioEntity


def add_scenario(session: Session, **champs: Any) -> Uid:
    """Adds a scenario, without any difference yet."""
    return add_entity(session, SCENARIO, champs).uid


def update_scenario(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes the title or the description of a scenario."""
    assign(session, SCENARIO, get_entity(session, ScenarioEntity, uid), champs)


def duplicate_scenario(session: Session, scenario: Scenario, *, moment: datetime) -> Uid:
    """Adds a copy of ``scenario`` just after it: the same differences, to be taken further."""
    copie = replace(renew_uids(scenario), intitule=f"{scenario.intitule} (copie)"[:LONGUEUR_TITRE])
    SnapshotWriter(session, moment).write(SCENARIO, (Ligne(copie),))
    original, entite = get_entities(session, ScenarioEntity, (scenario.uid, copie.uid))
    table = table_of(ScenarioEntity)
    soeurs = session.scalars(select(ScenarioEntity).order_by(table.c.rang, table.c.id)).all()
    place(soeurs, entite, [s for s in soeurs if s is not entite].index(original) + 1)
    return copie.uid


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


def set_ecarts(
    session: Session, scenario: Uid, ecarts: Sequence[Ecart], retires: Sequence[Uid] = (), *, moment: datetime
) -> None:
    """Says many fields of a scenario in one act: ``retires`` are worth what the project says again."""
    mere = get_entity(session, ScenarioEntity, scenario)
    partants = [e for e in get_entities(session, EcartEntity, retires) if e.scenario_id == mere.id]
    delete_with_children(session, ECART, partants)
    session.flush()
    presents = session.scalars(select(EcartEntity).where(EcartEntity.scenario_id == mere.id))
    dits = {(e.genre, e.objet, e.champ): e for e in presents}
    nouveaux: dict[tuple[GenreEcart, Uid | None, str], Ecart] = {}
    for ecart in ecarts:
        cle = ecart.genre, ecart.objet, ecart.champ
        if cle in dits:
            assign(session, ECART, dits[cle], {"valeur": ecart.valeur})
        else:
            nouveaux[cle] = renew_uids(ecart)
    # « L’État refuse » says hundreds of lines: they are added together.
    SnapshotWriter(session, moment).write(ECART, [Ligne(e, {"scenario_id": mere.id}) for e in nouveaux.values()])


def remove_ecart(session: Session, uid: Uid) -> None:
    """Makes a field worth what it is in the project again."""
    delete_with_children(session, ECART, (get_entity(session, EcartEntity, uid),))


def adopt_scenario(session: Session, uid: Uid, ecritures: EcrituresMaquette, *, moment: datetime) -> None:
    """Writes into the project what a scenario supposes, as ``ecritures_adoption`` says it.

    The scenario goes out by the same act: it would suppose what is, and undo brings it back with the project.

    Raises:
        IntrouvableError: something that is named is not in the file.
    """
    write_maquette(session, ecritures, moment=moment)
    remove_scenario(session, uid)
