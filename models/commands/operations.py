"""Acts on operations and their plan de financement: the only source of money."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
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
    rows_among,
)
from models.domain.uids import Uid
from models.entities.aggregats import ANNUITE, DEPENSE, FINANCEMENT, OPERATION, REPARTITION, VERSEMENT, Aggregat
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity, PieceEntity
from models.entities.organisme import OrganismeEntity
from models.entities.plan_financement import (
    AnnuiteEntity,
    DepenseEntity,
    FinancementEntity,
    OperationEntity,
    RepartitionEntity,
    VersementEntity,
)
from models.store.errors import IntrouvableError


def add_operation(session: Session, fiche: Uid, **champs: Any) -> Uid:
    """Adds an operation at the end of a fiche; without a declared base, it takes the one of the réglages."""
    proprietaire = get_entity(session, FicheActionEntity, fiche)
    return add_entity(session, OPERATION, {"base": base_defaut(session), **champs}, fiche_id=proprietaire.id).uid


def update_operation(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an operation."""
    assign(session, OPERATION, get_entity(session, OperationEntity, uid), champs)


def set_maitre_ouvrage(session: Session, fiches: Sequence[Uid], organisme: Uid | None) -> None:
    """Gives all the operations of these fiches one maître d'ouvrage; a fiche without operation gets its first."""
    cle = key_of(session, OrganismeEntity, organisme)
    cles = {fiche.id: fiche.uid for fiche in get_entities(session, FicheActionEntity, fiches)}
    colonne = table_of(OperationEntity).c.fiche_id
    vivantes = [o for o in rows_among(session, OperationEntity, colonne, cles) if o.supprime_le is None]
    for operation in vivantes:
        operation.maitre_ouvrage_id = cle
    for fiche in cles.keys() - {o.fiche_id for o in vivantes}:
        add_operation(session, cles[fiche], maitre_ouvrage=organisme)


def move_operation(session: Session, uid: Uid, *, position: int) -> None:
    """Gives an operation its place in its fiche."""
    operation = get_entity(session, OperationEntity, uid)
    place(_soeurs(session, operation), operation, position)


def split_operation(
    session: Session, uid: Uid, *, depenses: Sequence[Uid], financements: Sequence[Uid], intitule: str = ""
) -> Uid:
    """Takes lines out of an operation into a new one just after it, with the same owner, base and régime of TVA.

    What was decided for the whole, its part and its dates, stays where it was; a pièce follows the line it proves.
    """
    mere = get_entity(session, OperationEntity, uid)
    nouvelle = add_entity(session, OPERATION, {"intitule": intitule, "base": mere.base}, fiche_id=mere.fiche_id)
    nouvelle.maitre_ouvrage_id = mere.maitre_ouvrage_id
    nouvelle.maitre_ouvrage_delegue_id = mere.maitre_ouvrage_delegue_id
    nouvelle.assujettie_tva = mere.assujettie_tva
    lignes = (*get_entities(session, DepenseEntity, depenses), *get_entities(session, FinancementEntity, financements))
    for ligne in lignes:
        if ligne.operation_id != mere.id:
            raise IntrouvableError(f"{ligne.__tablename__} {ligne.uid}")
        ligne.operation_id = nouvelle.id
    table = table_of(PieceEntity)
    cles = [ligne.id for ligne in lignes if isinstance(ligne, FinancementEntity)]
    for piece in session.scalars(select(PieceEntity).where(table.c.financement_id.in_(cles))):
        piece.operation_id = nouvelle.id
    session.flush()
    soeurs = _soeurs(session, mere)
    place(soeurs, nouvelle, [o for o in soeurs if o is not nouvelle].index(mere) + 1)
    return nouvelle.uid


def remove_operation(session: Session, uid: Uid, *, moment: datetime) -> None:
    """Puts an operation in the Corbeille."""
    get_entity(session, OperationEntity, uid).supprime_le = moment


def restore_operation(session: Session, uid: Uid) -> None:
    """Takes an operation out of the Corbeille."""
    get_entity(session, OperationEntity, uid).supprime_le = None


def add_depense(session: Session, operation: Uid, **champs: Any) -> Uid:
    """Adds a dépense to an operation."""
    return _add_to_operation(session, DEPENSE, operation, champs)


def update_depense(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a dépense."""
    assign(session, DEPENSE, get_entity(session, DepenseEntity, uid), champs)


def remove_depense(session: Session, uid: Uid) -> None:
    """Deletes a dépense."""
    delete_with_children(session, DEPENSE, (get_entity(session, DepenseEntity, uid),))


def add_financement(session: Session, operation: Uid, **champs: Any) -> Uid:
    """Adds a financing line to an operation."""
    return _add_to_operation(session, FINANCEMENT, operation, champs)


def update_financement(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a financing line."""
    assign(session, FINANCEMENT, get_entity(session, FinancementEntity, uid), champs)


def remove_financement(session: Session, uid: Uid) -> None:
    """Deletes a financing line with what hangs on it; pièces that proved it stay on the fiche."""
    delete_with_children(session, FINANCEMENT, (get_entity(session, FinancementEntity, uid),))


def add_repartition(session: Session, financement: Uid, **champs: Any) -> Uid:
    """Adds the share of one année de programmation."""
    return _add_to_financement(session, REPARTITION, financement, champs)


def update_repartition(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a share."""
    assign(session, REPARTITION, get_entity(session, RepartitionEntity, uid), champs)


def remove_repartition(session: Session, uid: Uid) -> None:
    """Deletes a share."""
    delete_with_children(session, REPARTITION, (get_entity(session, RepartitionEntity, uid),))


def add_versement(session: Session, financement: Uid, **champs: Any) -> Uid:
    """Adds a payment expected or received."""
    return _add_to_financement(session, VERSEMENT, financement, champs)


def update_versement(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a payment."""
    assign(session, VERSEMENT, get_entity(session, VersementEntity, uid), champs)


def remove_versement(session: Session, uid: Uid) -> None:
    """Deletes a payment."""
    delete_with_children(session, VERSEMENT, (get_entity(session, VersementEntity, uid),))


def add_annuite(session: Session, financement: Uid, **champs: Any) -> Uid:
    """Adds what a loan costs in one year."""
    return _add_to_financement(session, ANNUITE, financement, champs)


def update_annuite(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an annuité."""
    assign(session, ANNUITE, get_entity(session, AnnuiteEntity, uid), champs)


def remove_annuite(session: Session, uid: Uid) -> None:
    """Deletes an annuité."""
    delete_with_children(session, ANNUITE, (get_entity(session, AnnuiteEntity, uid),))


def set_annuites(session: Session, financement: Uid, annees: Sequence[int], montant: Decimal | None) -> None:
    """Writes the same amount in each of these years; what is paid back the other years stays."""
    mere = get_entity(session, FinancementEntity, financement)
    lignes = session.scalars(select(AnnuiteEntity).where(AnnuiteEntity.financement_id == mere.id)).all()
    connues = {ligne.annee: ligne for ligne in reversed(lignes)}
    for annee in annees:
        if annee in connues:
            connues[annee].montant = montant
        else:
            _add_to_financement(session, ANNUITE, financement, {"annee": annee, "montant": montant})


def _soeurs(session: Session, operation: OperationEntity) -> Sequence[OperationEntity]:
    """Operations of the same fiche, in their order."""
    return session.scalars(
        select(OperationEntity)
        .where(OperationEntity.fiche_id == operation.fiche_id, OperationEntity.supprime_le.is_(None))
        .order_by(OperationEntity.rang, OperationEntity.id)
    ).all()


def _add_to_operation(session: Session, aggregat: Aggregat, operation: Uid, champs: dict[str, Any]) -> Uid:
    mere = get_entity(session, OperationEntity, operation)
    return add_entity(session, aggregat, champs, fiche_id=mere.fiche_id, operation_id=mere.id).uid


def _add_to_financement(session: Session, aggregat: Aggregat, financement: Uid, champs: dict[str, Any]) -> Uid:
    mere = get_entity(session, FinancementEntity, financement)
    return add_entity(session, aggregat, champs, fiche_id=mere.fiche_id, financement_id=mere.id).uid
