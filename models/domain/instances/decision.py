"""What applying a decision changes in the plan: the same reading says it before, and is written after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_date, format_date_longue
from models.domain.gouvernance import Decision, TypeInstance
from models.domain.instances.situee import ReunionSituee, nommer_instance
from models.domain.libelles import CHAMPS
from models.domain.vocabulaire import StatutAction, Vocabulaire

_MOTIVES: Final = frozenset({StatutAction.SUSPENDUE, StatutAction.ABANDONNEE, StatutAction.HORS_PLAN})
"""Statuses of which people ask why."""
_MARQUES: Final = re.compile(r"\*\*|\\(?=[\\*_\[\]<>`])|(?m:^\s*(?:[-*+]|\d+[.)])\s+)")


@dataclass(frozen=True, slots=True)
class EffetDecision:
    """A field of the fiche that takes another value."""

    champ: str
    avant: Any
    apres: Any

    @property
    def libelle(self) -> str:
        """« Statut »."""
        return CHAMPS["fiche_action"][self.champ]

    @property
    def phrase(self) -> str:
        """« Statut : En cours → Suspendue »."""
        return f"{self.libelle}\u00a0: {_dire(self.avant)} → {_dire(self.apres)}"


@dataclass(frozen=True, slots=True)
class DecisionAppliquee:
    """What a decision writes on the fiche of its action."""

    jour: date
    effets: tuple[EffetDecision, ...]
    note: str
    """Dated ``jour``, in the follow-up of the fiche."""

    @property
    def champs(self) -> dict[str, Any]:
        """What to write, by field."""
        return {effet.champ: effet.apres for effet in self.effets}


def appliquer_decision(
    situee: ReunionSituee, decision: Decision, fiche: FicheAction, aujourd_hui: date
) -> DecisionAppliquee:
    """What that decision does to its action. Only a COPIL dates the fiche, and never backwards."""
    jour = situee.reunion.jour or aujourd_hui
    return DecisionAppliquee(jour, tuple(_effets(situee, decision, fiche, jour)), _note(situee, decision))


def _effets(situee: ReunionSituee, decision: Decision, fiche: FicheAction, jour: date) -> Iterator[EffetDecision]:
    statut, copil = decision.statut, situee.instance.type is TypeInstance.COPIL
    if statut is not None and statut is not fiche.statut:
        yield EffetDecision("statut", fiche.statut, statut)
        motif = _plat(decision.texte) or decision.intitule
        if statut in _MOTIVES and motif and motif != fiche.motif_statut:
            yield EffetDecision("motif_statut", fiche.motif_statut, motif)
    if copil and statut is StatutAction.INSCRITE and fiche.date_validation_copil is None:
        yield EffetDecision("date_validation_copil", None, jour)
    if copil and (fiche.date_dernier_copil is None or fiche.date_dernier_copil < jour):
        yield EffetDecision("date_dernier_copil", fiche.date_dernier_copil, jour)


def _note(situee: ReunionSituee, decision: Decision) -> str:
    reunion = situee.reunion
    du = f" du {format_date_longue(reunion.jour)}" if reunion.jour else ""
    dite = decision.intitule or "décision sans intitulé"
    texte = _plat(decision.texte)
    return f"{nommer_instance(situee.instance)}{du}\u00a0: {dite}." + (f" {texte}" if texte else "")


def _plat(commonmark: str) -> str:
    """The words of a text on one line, without its marks."""
    return " ".join(_MARQUES.sub("", commonmark).split())


def _dire(valeur: object) -> str:
    if isinstance(valeur, Vocabulaire):
        return valeur.libelle
    if isinstance(valeur, date):
        return format_date(valeur)
    return f"«\u00a0{valeur}\u00a0»" if valeur else "vide"
