"""Acts on the convention-cadre: its cover, its parties, the wording of its articles, its logos, its pièces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity, place
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.entities.aggregats import ARTICLE, CONVENTION, LOGO, PARTIE, PIECE_CONVENTION, Aggregat
from models.entities.base import table_of
from models.entities.convention import (
    ArticleEntity,
    ConventionEntity,
    LogoEntity,
    PartieEntity,
    PieceConventionEntity,
)
from models.store.contenus import keep_contenu, keep_fichier


def update_convention(session: Session, **champs: Any) -> None:
    """Changes fields of the convention: title, place, « BROUILLON »."""
    assign(session, CONVENTION, _convention(session), champs)


def add_partie(session: Session, **champs: Any) -> Uid:
    """Adds a party at the end."""
    return _add(session, PARTIE, champs).uid


def update_partie(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a party."""
    assign(session, PARTIE, get_entity(session, PartieEntity, uid), champs)


def move_partie(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a party its place among the others."""
    place(_soeurs(session, PARTIE), get_entity(session, PartieEntity, uid), position)


def remove_partie(session: Session, uid: Uid) -> None:
    """Takes a party out; its organisme stays."""
    delete_with_children(session, PARTIE, (get_entity(session, PartieEntity, uid),))


def set_article(session: Session, cle: str, *, intitule: str | None = None, texte: str | None = None) -> None:
    """Words the standard article ``cle`` otherwise. What is left empty is that of the standard again."""
    article = _reworded(session, cle) or _add(session, ARTICLE, {"cle": cle})
    champs = {"intitule": intitule, "texte": texte}
    assign(session, ARTICLE, article, {nom: valeur for nom, valeur in champs.items() if valeur is not None})
    if not article.intitule and not article.texte:
        session.delete(article)


def reset_article(session: Session, cle: str) -> None:
    """Goes back to the standard article ``cle``."""
    if article := _reworded(session, cle):
        session.delete(article)


def add_article(session: Session, *, apres: str, **champs: Any) -> Uid:
    """Inserts an article of the project's own, the last of those that follow the standard article ``apres``."""
    return _add(session, ARTICLE, {**champs, "apres": apres}).uid


def update_article(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of an inserted article."""
    assign(session, ARTICLE, get_entity(session, ArticleEntity, uid), champs)


def move_article(session: Session, uid: Uid, *, apres: str, position: int) -> None:
    """Puts an inserted article after the standard article ``apres``, at ``position`` among those inserted there."""
    article = get_entity(session, ArticleEntity, uid)
    article.apres = apres
    session.flush()
    soeurs = [a for a in _soeurs(session, ARTICLE) if not a.cle and a.apres == apres]
    place(soeurs, article, position)


def remove_article(session: Session, uid: Uid) -> None:
    """Deletes an inserted article."""
    delete_with_children(session, ARTICLE, (get_entity(session, ArticleEntity, uid),))


def add_logo(session: Session, octets: bytes, *, intitule: str = "") -> Uid:
    """Adds a logo at the end; ``octets`` is a picture already checked."""
    return _add(session, LOGO, {"intitule": intitule, **_kept(session, octets)}).uid


def update_logo(session: Session, uid: Uid, *, intitule: str | None = None, octets: bytes | None = None) -> None:
    """Changes whose logo it is, or its picture."""
    champs = {} if intitule is None else {"intitule": intitule}
    image = {} if octets is None else _kept(session, octets)
    assign(session, LOGO, get_entity(session, LogoEntity, uid), {**champs, **image})


def move_logo(session: Session, uid: Uid, *, position: int) -> None:
    """Gives a logo its place among the others."""
    place(_soeurs(session, LOGO), get_entity(session, LogoEntity, uid), position)


def remove_logo(session: Session, uid: Uid) -> None:
    """Takes a logo out."""
    delete_with_children(session, LOGO, (get_entity(session, LogoEntity, uid),))


def add_pieces_convention(session: Session, fichiers: Sequence[Fichier], **champs: Any) -> tuple[Uid, ...]:
    """Joins files to the convention, all with the same ``champs`` (their type, their date)."""
    return tuple(
        _add(
            session,
            PIECE_CONVENTION,
            {**champs, "intitule": fichier.intitule, **keep_fichier(session, fichier)},
        ).uid
        for fichier in fichiers
    )


def update_piece_convention(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes what is said of a pièce of the convention."""
    assign(session, PIECE_CONVENTION, get_entity(session, PieceConventionEntity, uid), champs)


def remove_pieces_convention(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts pièces of the convention in the Corbeille."""
    for piece in get_entities(session, PieceConventionEntity, uids):
        piece.supprime_le = moment


def _convention(session: Session) -> ConventionEntity:
    return session.scalars(select(ConventionEntity)).one()


def _add(session: Session, aggregat: Aggregat, champs: dict[str, Any]) -> Any:
    return add_entity(session, aggregat, champs, convention_id=_convention(session).id)


def _soeurs(session: Session, aggregat: Aggregat) -> Sequence[Any]:
    table = table_of(aggregat.entite)
    return session.scalars(select(aggregat.entite).order_by(table.c.rang, table.c.id)).all()


def _reworded(session: Session, cle: str) -> ArticleEntity | None:
    return session.scalars(select(ArticleEntity).where(ArticleEntity.cle == cle)).first()


def _kept(session: Session, octets: bytes) -> dict[str, Any]:
    return {"sha256": keep_contenu(session, octets), "taille": len(octets)}
