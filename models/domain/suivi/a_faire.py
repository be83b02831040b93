"""« À faire maintenant »: the ten things that need somebody today, each with the place it is done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.demandes.pieces import pieces_de
from models.domain.demandes.situee import DemandeSituee
from models.domain.echeances import EcheanceCalculee, EtatEcheance
from models.domain.regles import Constat, Objet
from models.domain.vocabulaire import Gravite, Vocabulaire

MAXIMUM: Final = 10
_HORIZON: Final = 30
"""Days ahead that an échéance may fill the list with, once nothing is late."""
_NOMMEES: Final = 2
"""Pièces that are named; the others wait in the dossier."""


class Urgence(Vocabulaire):
    """Why a thing is in the list, the most pressing first."""

    RETARD = "retard", "En retard"
    GRAVE = "grave", "Point grave"
    PIECES = "pieces", "Pièces manquantes"
    SEMAINE = "semaine", "Cette semaine"
    BIENTOT = "bientot", "Bientôt"


@dataclass(frozen=True, slots=True, kw_only=True)
class AFaire:
    """One line of the list."""

    urgence: Urgence
    texte: str
    """What is to be done, or what is wrong."""
    objet: Objet
    """What it is about, and what to open."""
    champ: str = ""
    jour: date | None = None
    """When it is due; ``None`` for a point à vérifier."""


def a_faire(
    echeances: Iterable[EcheanceCalculee],
    constats: Sequence[Constat],
    dossiers: Iterable[DemandeSituee],
    aujourd_hui: date,
    *,
    maximum: int = MAXIMUM,
) -> tuple[AFaire, ...]:
    """The most pressing things, one line each: what is late never pushes the others out of the list."""
    ouvertes = [e for e in echeances if e.ouverte and (e.jour - aujourd_hui).days <= _HORIZON]
    # The latest late ones are still within reach: what is three years late is no news.
    retards = [_echeance(e, Urgence.RETARD) for e in reversed(ouvertes) if e.etat is EtatEcheance.RETARD]
    graves = [_point(c) for c in constats if c.gravite is Gravite.GRAVE]
    prochaines = [
        _echeance(e, Urgence.SEMAINE if e.etat is EtatEcheance.SEMAINE else Urgence.BIENTOT)
        for e in ouvertes
        if e.etat is not EtatEcheance.RETARD
    ]
    pieces = list(_pieces(dossiers, aujourd_hui))
    return tuple(_share((retards, graves, pieces, prochaines), maximum))


def _share(listes: tuple[Sequence[AFaire], ...], maximum: int) -> Iterator[AFaire]:
    """Up to ``maximum`` lines: each list has its part, and the room that the others leave."""
    restes = [len(liste) for liste in listes]
    parts = [0] * len(listes)
    while sum(parts) < maximum and any(restes):
        for rang, reste in enumerate(restes):
            if reste and sum(parts) < maximum:
                parts[rang] += 1
                restes[rang] -= 1
    for liste, part in zip(listes, parts, strict=True):
        yield from liste[:part]


def _pieces(dossiers: Iterable[DemandeSituee], aujourd_hui: date) -> Iterator[AFaire]:
    """One line for each dossier under way that lacks pièces, those that were filed first."""
    for situee in sorted(dossiers, key=lambda s: s.demande.date_depot is None):
        if situee.demande.issue is not None or not situee.est_vivante:
            continue
        manquantes = [p for p in pieces_de(situee, aujourd_hui) if p.attendue and not p.est_prete]
        if manquantes:
            nombre = f"{len(manquantes)} pièces manquent" if len(manquantes) > 1 else "Une pièce manque"
            noms = ", ".join(_court(p.intitule) for p in manquantes[:_NOMMEES])
            suite = "…" if len(manquantes) > _NOMMEES else ""
            yield AFaire(
                urgence=Urgence.PIECES,
                texte=f"{nombre}\u00a0: {noms}{suite}",
                objet=situee.objet,
                champ=f"piece:{manquantes[0].cle}",
            )


def _court(intitule: str) -> str:
    """A title inside a sentence, without what it spells out between brackets."""
    nom = intitule.partition(" (")[0]
    return nom[:1].lower() + nom[1:]


def _echeance(echeance: EcheanceCalculee, urgence: Urgence) -> AFaire:
    return AFaire(
        urgence=urgence, texte=echeance.intitule, objet=echeance.objet, champ=echeance.champ, jour=echeance.jour
    )


def _point(constat: Constat) -> AFaire:
    return AFaire(urgence=Urgence.GRAVE, texte=constat.message, objet=constat.objet, champ=constat.champ)
