"""Acts on the demandes de subvention: their lines, their answers, their pièces, and the dates that the lines follow."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.commands.commun import add_entity, assign, delete_with_children, get_entities, get_entity, rows_among
from models.commands.ecriture import Ligne, SnapshotWriter, renew_uids
from models.commands.operations import add_financement
from models.domain.demande import Demande, EtatPiece, LigneDemande, NatureDemande
from models.domain.demandes.suivi import DATES_COMMUNES, TEXTES_COMMUNS, etat_des_lignes
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.entities.aggregats import DEMANDE, LIGNE_DEMANDE, NOTE_DEMANDE, PIECE_DEMANDE, REPONSE_DEMANDE
from models.entities.base import table_of
from models.entities.demande import (
    DemandeEntity,
    LigneDemandeEntity,
    NoteDemandeEntity,
    PieceDemandeEntity,
    ReponseDemandeEntity,
)
from models.entities.plan_financement import FinancementEntity
from models.store.contenus import keep_fichier

_COMMUNS: Final = (*DATES_COMMUNES, *TEXTES_COMMUNS)
_SUIVIS: Final = (*_COMMUNS, "issue")
"""What the lines follow."""


def add_demande(session: Session, lignes: Sequence[LigneDemande] = (), *, moment: datetime, **champs: Any) -> Uid:
    """Adds a demande that joins these operations and lines."""
    demande = add_entity(session, DEMANDE, champs)
    set_lignes(session, demande.uid, lignes, moment=moment)
    return demande.uid


def update_demande(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes fields of a demande; the lines that said the same as it go on doing so.

    A line that somebody set apart (DETR granted, DSIL refused in one dossier) stays as it is.
    """
    demande = get_entity(session, DemandeEntity, uid)
    avant = _suivi_of(demande)
    assign(session, DEMANDE, demande, champs)
    if champs.keys() & set(_SUIVIS):
        _follow(_lignes_of(session, demande), avant, _suivi_of(demande))


def set_lignes(session: Session, uid: Uid, lignes: Sequence[LigneDemande], *, moment: datetime) -> None:
    """Makes the demande join exactly these operations and lines; a line that comes takes its dates and its state."""
    demande = get_entity(session, DemandeEntity, uid)
    anciennes = {ligne.financement for ligne in _jointes(session, demande)}
    gardees = {ligne.uid for ligne in lignes}
    partantes = [ligne for ligne in _jointes(session, demande) if ligne.uid not in gardees]
    delete_with_children(session, LIGNE_DEMANDE, partantes)
    session.flush()
    SnapshotWriter(session, moment).write(
        LIGNE_DEMANDE, [Ligne(ligne, {"demande_id": demande.id}, rang) for rang, ligne in enumerate(lignes)]
    )
    nouvelles = {ligne.financement for ligne in lignes} - anciennes
    arrivees = [f for f in _lignes_of(session, demande) if f.uid in nouvelles]
    # A dossier that says nothing yet takes nothing away from a line that does.
    _follow(arrivees, Demande(), _suivi_of(demande))


def set_reponse(session: Session, uid: Uid, champ: str, texte: str) -> None:
    """Answers a field of the form; an empty answer takes it away."""
    demande = get_entity(session, DemandeEntity, uid)
    dite = session.scalars(
        select(ReponseDemandeEntity).where(
            ReponseDemandeEntity.demande_id == demande.id, ReponseDemandeEntity.champ == champ
        )
    ).first()
    if dite is None:
        if texte:
            add_entity(session, REPONSE_DEMANDE, {"champ": champ, "texte": texte}, demande_id=demande.id)
    elif texte:
        dite.texte = texte
    else:
        session.delete(dite)


def add_piece(session: Session, demande: Uid, fichier: Fichier | None = None, **champs: Any) -> Uid:
    """Adds a pièce to the dossier, with its file when there is one."""
    mere = get_entity(session, DemandeEntity, demande)
    joints = keep_fichier(session, fichier) if fichier else {}
    return add_entity(session, PIECE_DEMANDE, {**champs, **joints}, demande_id=mere.id).uid


def add_pieces(session: Session, demande: Uid, fichiers: Sequence[Fichier]) -> None:
    """Adds files to the dossier, each a pièce of its own."""
    for fichier in fichiers:
        add_piece(session, demande, fichier, intitule=fichier.intitule, etat=EtatPiece.JOINTE)


def update_piece(session: Session, uid: Uid, fichier: Fichier | None = None, **champs: Any) -> None:
    """Changes what is said of a pièce, or gives it a file."""
    joints = keep_fichier(session, fichier) if fichier else {}
    assign(session, PIECE_DEMANDE, get_entity(session, PieceDemandeEntity, uid), {**champs, **joints})


def remove_pieces(session: Session, uids: Sequence[Uid]) -> None:
    """Takes pièces out of the dossier."""
    delete_with_children(session, PIECE_DEMANDE, get_entities(session, PieceDemandeEntity, uids))


def add_note(session: Session, demande: Uid, **champs: Any) -> Uid:
    """Adds a dated note."""
    mere = get_entity(session, DemandeEntity, demande)
    return add_entity(session, NOTE_DEMANDE, champs, demande_id=mere.id).uid


def update_note(session: Session, uid: Uid, **champs: Any) -> None:
    """Changes a dated note."""
    assign(session, NOTE_DEMANDE, get_entity(session, NoteDemandeEntity, uid), champs)


def remove_note(session: Session, uid: Uid) -> None:
    """Deletes a dated note."""
    delete_with_children(session, NOTE_DEMANDE, (get_entity(session, NoteDemandeEntity, uid),))


def renew_demande(session: Session, demande: Demande, *, annee: int, nature: NatureDemande, moment: datetime) -> Uid:
    """Adds the demande of the next campaign: the same operations and answers, no date yet.

    Its lines stay as they are until it is filed: what was refused is asked for again by hand.
    """
    neuve = replace(_recommencee(demande), annee=annee, nature=nature, dossier_anterieur=demande.numero_dossier)
    SnapshotWriter(session, moment).write(DEMANDE, (Ligne(neuve),))
    return neuve.uid


def duplicate_demande(session: Session, demande: Demande, *, intitule: str, moment: datetime) -> Uid:
    """Adds a demande that asks the same for the same operations, to be filed elsewhere: no date, no act yet."""
    neuve = replace(
        _recommencee(demande), intitule=intitule, rang_priorite=None, date_deliberation=None, reference_deliberation=""
    )
    SnapshotWriter(session, moment).write(DEMANDE, (Ligne(neuve),))
    return neuve.uid


def add_ligne(session: Session, demande: Demande, operation: Uid, *, moment: datetime, **champs: Any) -> Uid:
    """Adds to the plan of an operation the financement line that a demande misses there, and asks for it."""
    financement = add_financement(session, operation, **champs)
    lignes = list(demande.lignes)
    rang = next((r for r, li in enumerate(lignes) if li.operation == operation and li.financement is None), None)
    if rang is None:
        lignes.append(LigneDemande(operation=operation, financement=financement))
    else:
        lignes[rang] = replace(lignes[rang], financement=financement)
    set_lignes(session, demande.uid, lignes, moment=moment)
    return financement


def remove_demandes(session: Session, uids: Sequence[Uid], *, moment: datetime) -> None:
    """Puts demandes in the Corbeille; their lines stay as they are."""
    for demande in get_entities(session, DemandeEntity, uids):
        demande.supprime_le = moment


def _recommencee(demande: Demande) -> Demande:
    """The same dossier before it was filed."""
    return replace(
        renew_uids(demande),
        numero_dossier="",
        issue=None,
        reference_decision="",
        date_declaration=None,
        limite_commencement=None,
        limite_achevement=None,
        notes=(),
        **dict.fromkeys(DATES_COMMUNES),
    )


def _jointes(session: Session, demande: DemandeEntity) -> Sequence[LigneDemandeEntity]:
    return session.scalars(select(LigneDemandeEntity).where(LigneDemandeEntity.demande_id == demande.id)).all()


def _lignes_of(session: Session, demande: DemandeEntity) -> list[FinancementEntity]:
    """The financement lines that are still there."""
    uids = {ligne.financement for ligne in _jointes(session, demande) if ligne.financement}
    return rows_among(session, FinancementEntity, table_of(FinancementEntity).c.uid, sorted(uids))


def _suivi_of(demande: DemandeEntity) -> Demande:
    return Demande(**{nom: getattr(demande, nom) for nom in _SUIVIS})


def _follow(lignes: Sequence[FinancementEntity], avant: Demande, apres: Demande) -> None:
    for ligne in lignes:
        for nom in _COMMUNS:
            if (getattr(ligne, nom) or None) == (getattr(avant, nom) or None):
                setattr(ligne, nom, getattr(apres, nom))
        if ligne.etat is etat_des_lignes(avant):
            ligne.etat = etat_des_lignes(apres)
