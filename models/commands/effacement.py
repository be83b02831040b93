"""Erasing somebody: the contact goes for good, and the name leaves the fields made for it.

``Database.erase`` runs it: noted with what it replaced, it would erase nothing.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.domain.personnes.endroits import Endroit, SorteEndroit, endroits, reponses_de
from models.domain.personnes.nom import EFFACEE, Personne
from models.domain.uids import Uid
from models.entities.aggregats import CADRE, CONVENTION, FICHE, REGLAGES, TERRITOIRE, Aggregat, par_table
from models.entities.demande import ReponseDemandeEntity
from models.entities.gouvernance import MembreEntity
from models.entities.organisme import ContactEntity
from models.store.changes import Effacement


def erase_person(session: Session, nom: str) -> Effacement:
    """Erases whoever bears that name, in the Corbeille too; free texts and signed parties are corrected by hand.

    Returns:
        How many places somebody stood in, and who the journal must forget.
    """
    contacts = [c for c in session.scalars(select(ContactEntity)) if Personne(nom).est(f"{c.prenom} {c.nom}")]
    uids = {contact.uid for contact in contacts}
    personne = Personne(nom, frozenset(a for c in contacts for a in (c.courriel, c.courriel_secondaire) if a))
    nombre = len(contacts)
    for contact in contacts:
        session.delete(contact)
    # Names before references: a member who had both bears the word that took the place of the name.
    for endroit in sorted(endroits(), key=lambda e: e.sorte is SorteEndroit.RENVOI):
        for aggregat, colonne in _colonnes(endroit):
            siennes = [ligne for ligne in _remplies(session, aggregat, colonne) if _est(ligne, colonne, personne, uids)]
            for ligne in siennes:
                _empty(ligne, colonne, endroit.sorte)
            nombre += len(siennes)
    nombre += _erase_reponses(session, personne)
    session.flush()
    # A part of a name is that of others too: found nowhere, it is forgotten nowhere.
    return Effacement(nombre, personne if nombre or len(personne.mots) > 1 else None)


def _erase_reponses(session: Session, personne: Personne) -> int:
    """Answers of the forms that name them, in the Corbeille too; returns how many times they did."""
    par_demande: dict[int, list[ReponseDemandeEntity]] = {}
    for reponse in session.scalars(select(ReponseDemandeEntity)):
        par_demande.setdefault(reponse.demande_id, []).append(reponse)
    roles = [endroit.champ for endroit in endroits() if endroit.sorte is SorteEndroit.REPONSES]
    nombre = 0
    for reponses, role in product(par_demande.values(), roles):
        dites = {reponse.champ: reponse.texte for reponse in reponses}
        if personne.est(f"{dites.get(f'{role}_prenom', '')} {dites.get(f'{role}_nom', '')}"):
            nombre += 1
            for reponse in reponses:
                if reponse.champ in reponses_de(role):
                    session.delete(reponse)
    return nombre


def _remplies(session: Session, aggregat: Aggregat, colonne: str) -> Sequence[Any]:
    attribut = getattr(aggregat.entite, colonne)
    return session.scalars(select(aggregat.entite).where(attribut.is_not(None), attribut != "")).all()


def _est(ligne: Any, colonne: str, personne: Personne, uids: set[Uid]) -> bool:
    """By the identity of a contact, or by the name."""
    dit = getattr(ligne, colonne)
    return dit in uids or personne.est(dit)


def _empty(ligne: Any, colonne: str, sorte: SorteEndroit) -> None:
    setattr(ligne, colonne, EFFACEE if sorte is SorteEndroit.NOM else None)
    if isinstance(ligne, MembreEntity):
        # What somebody is there says who they are, and nobody sits without a name.
        ligne.nom, ligne.fonction = ligne.nom or EFFACEE, ""


@cache
def _colonnes(endroit: Endroit) -> tuple[tuple[Aggregat, str], ...]:
    """Where a place that erasing empties lies in the file: a value object is kept by several tables."""
    return tuple(_find(endroit)) if endroit.sorte in {SorteEndroit.NOM, SorteEndroit.RENVOI} else ()


def _find(endroit: Endroit) -> Iterator[tuple[Aggregat, str]]:
    for racine in (TERRITOIRE, CONVENTION, REGLAGES, *CADRE.values(), FICHE):
        for aggregat in par_table(racine).values():
            if aggregat.instantane is endroit.classe:
                yield aggregat, endroit.champ
            for embarque in aggregat.embarques.values():
                if embarque.type is endroit.classe:
                    yield aggregat, f"{embarque.prefixe}{endroit.champ}"
