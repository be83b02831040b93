"""Acts on fiches-actions and on what they own beside operations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import (
    add_entity,
    assign,
    base_defaut,
    delete_with_children,
    get_entities,
    get_entity,
    key_of,
    place,
)
from models.commands.ecriture import Ligne, SnapshotWriter, renew_uids, write_links
from models.commands.ordre import fiches_par_groupe, orientations_supprimees, vivantes
from models.domain.fiche_action import FicheAction
from models.domain.textes import LONGUEUR_TITRE
from models.domain.uids import Uid
from models.entities.aggregats import (
    FICHE,
    INDICATEUR,
    LIEN_CONTRAT,
    NOTE_SUIVI,
    OPERATION,
    PARTENAIRE,
    PHASE,
    Aggregat,
    entite_de,
)
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity
from models.entities.orientation import OrientationEntity

_ENFANTS = {
    "phases": PHASE,
    "partenaires": PARTENAIRE,
    "contrats": LIEN_CONTRAT,
    "indicateurs": INDICATEUR,
    "notes": NOTE_SUIVI,
}
"""Lists of a fiche whose lines are edited alike."""


def add_fiche(session: Session, **champs: Any) -> Uid:
    """Adds a fiche at the end, with its first operation: one that stays invisible while it is alone."""
    fiche = add_entity(session, FICHE, champs)
    add_entity(session, OPERATION, {"base": base_defaut(session)}, fiche_id=fiche.id)
    return fiche.uid


def update_fiche(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a fiche; the follow-up is named by its own fields (``meteo``, ``point_bloquant``…)."""
    update_fiches(session, (uid,), **champs)


def update_fiches(session: Session, uids: Sequence[Uid], **champs: Any) -> None:
    """Changes the same fields of several fiches; those that change orientation come after the ones it has."""
    for fiche in get_entities(session, FicheActionEntity, uids):
        orientation = fiche.orientation_id
        assign(session, FICHE, fiche, champs)
        if fiche.orientation_id != orientation:
            session.flush()
            fiche.rang = max((f.rang for f in _soeurs(session, fiche) if f is not fiche), default=-1) + 1


def set_liens(session: Session, uid: Uid, liste: str, cibles: Sequence[Uid]) -> None:
    """Replaces the communes or the secteurs of a fiche (``liste`` names the field)."""
    fiche = get_entity(session, FicheActionEntity, uid)
    lien = FICHE.liens[liste]
    write_links(session, lien, {fiche.id: [key_of(session, entite_de(lien.cible), cible) for cible in cibles]})


def move_fiche(session: Session, uid: Uid, *, orientation: Uid | None, position: int) -> None:
    """Puts a fiche under ``orientation``, at ``position`` among its fiches.

    A fiche shown « sans orientation » because its own is in the Corbeille keeps it: it finds it again if it returns.
    """
    fiche = get_entity(session, FicheActionEntity, uid)
    if orientation is not None or fiche.orientation_id not in orientations_supprimees(session):
        fiche.orientation_id = key_of(session, OrientationEntity, orientation)
    session.flush()
    place(_soeurs(session, fiche), fiche, position)


def renumber_fiches(session: Session, orientation: Uid) -> None:
    """Numbers the fiches of an orientation after it, in their order: « 2.1 » then « 2.2 »."""
    groupe = get_entity(session, OrientationEntity, orientation)
    rang = 0
    for fiche in vivantes(session, FICHE):
        if fiche.orientation_id == groupe.id:
            rang += 1
            fiche.numero = f"{groupe.numero}.{rang}" if groupe.numero else str(rang)


def duplicate_fiche(session: Session, fiche: FicheAction, *, moment: datetime) -> Uid:
    """Adds a copy of ``fiche`` just after it, with new identities; its number, its pièces and its intentions stay."""
    neuve = renew_uids(fiche)
    # A rank is that of one operation among those of a campaign.
    operations = tuple(replace(o, annee_intention=None, rang_intention=None) for o in neuve.operations)
    intitule = f"{fiche.intitule} (copie)"[:LONGUEUR_TITRE]
    copie = replace(neuve, numero="", intitule=intitule, pieces=(), operations=operations)
    SnapshotWriter(session, moment).write(FICHE, (Ligne(copie),))
    original, entite = get_entities(session, FicheActionEntity, (fiche.uid, copie.uid))
    soeurs = _soeurs(session, entite)
    place(soeurs, entite, [f for f in soeurs if f is not entite].index(original) + 1)
    return copie.uid


def remove_fiches(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts fiches in the Corbeille."""
    for fiche in get_entities(session, FicheActionEntity, uids):
        fiche.supprime_le = moment


def restore_fiche(session: Session, uid: Uid) -> None:
    """Takes a fiche out of the Corbeille."""
    get_entity(session, FicheActionEntity, uid).supprime_le = None


def add_ligne(session: Session, fiche: Uid, liste: str, **champs: Any) -> Uid:
    """Adds a line to a list of the fiche: ``phases``, ``partenaires``, ``contrats``, ``indicateurs`` or ``notes``."""
    proprietaire = get_entity(session, FicheActionEntity, fiche)
    return add_entity(session, _ENFANTS[liste], champs, fiche_id=proprietaire.id).uid


def update_ligne(session: Session, liste: str, uid: Uid, **champs: Any) -> None:
    """Changes fields of a line."""
    assign(session, _ENFANTS[liste], _ligne(session, liste, uid), champs)


def remove_ligne(session: Session, liste: str, uid: Uid) -> None:
    """Deletes a line."""
    delete_with_children(session, _ENFANTS[liste], (_ligne(session, liste, uid),))


def move_ligne(session: Session, liste: str, uid: Uid, *, position: int) -> None:
    """Gives a line its place in its list."""
    aggregat: Aggregat = _ENFANTS[liste]
    ligne = _ligne(session, liste, uid)
    table = table_of(aggregat.entite)
    soeurs = session.scalars(
        select(aggregat.entite).where(table.c.fiche_id == ligne.fiche_id).order_by(table.c.rang, table.c.id)
    ).all()
    place(soeurs, ligne, position)


def _soeurs(session: Session, fiche: FicheActionEntity) -> Sequence[FicheActionEntity]:
    """Fiches shown under the same orientation, in their order."""
    groupe = fiches_par_groupe(session)
    return [f for f in vivantes(session, FICHE) if groupe(f) == groupe(fiche)]


def _ligne(session: Session, liste: str, uid: Uid) -> Any:
    return get_entity(session, _ENFANTS[liste].entite, uid)
