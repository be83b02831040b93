"""Échéances: the days that follow from the dates of a project and from the delays of the law, and those people type.

Nothing here is stored but what was typed, or said of a computed one (``models.domain.echeance.Echeance``).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.vocabulaire import Vocabulaire

SEMAINE: Final = 7
"""Days, today included, that « cette semaine » covers: on a Friday, what falls on Monday is this week's work."""


class NatureEcheance(Vocabulaire):
    """What an échéance is about, as the filters of the list name it."""

    CONVENTION = "convention", "Convention"
    DEMANDE = "demande", "Demandes"
    OPERATION = "operation", "Opérations"
    VERSEMENT = "versement", "Versements"
    ACTION = "action", "Actions"
    GOUVERNANCE = "gouvernance", "Gouvernance"
    NOTEE = "notee", "Notées par vous"


class EtatEcheance(Vocabulaire):
    """Where an échéance stands today."""

    RETARD = "retard", "En retard"
    SEMAINE = "semaine", "Cette semaine"
    A_VENIR = "a_venir", "À venir"
    FAITE = "faite", "Faite"


@dataclass(frozen=True, slots=True, kw_only=True)
class EcheanceCalculee:
    """One day of the calendar, whether it was computed or typed."""

    cle: str
    """The same as long as it is the same échéance, even when its day moves."""
    jour: date
    fin: date | None = None
    """Last day, when it lasts several."""
    intitule: str
    nature: NatureEcheance
    objet: Objet
    """What to open; its ``libelle`` says what the échéance is about."""
    champ: str = ""
    """Name of the field to open."""
    source: str = ""
    """Article or document it comes from; « délai à lire dans l’arrêté » when the project must still say it."""
    precision: str = ""
    """« Prorogeable jusqu’au 15/05/2029 »."""
    etat: EtatEcheance
    faite_le: date | None = None
    motif: str = ""
    """Why it was set aside."""
    saisie: Uid | None = None
    """The typed one it is; ``None`` when it is computed."""
    traitable: bool = True
    """Whether « Fait » may be said of it here: what a field of the project already dates is not."""

    @property
    def ouverte(self) -> bool:
        """Still to be watched."""
        return self.etat is not EtatEcheance.FAITE

    @property
    def presse(self) -> bool:
        """Late, or this week."""
        return self.etat is EtatEcheance.RETARD or self.etat is EtatEcheance.SEMAINE

    @property
    def dernier_jour(self) -> date:
        """The day after which it is late."""
        return self.fin or self.jour


def etat_du(jour: date, aujourd_hui: date, *, faite: bool = False) -> EtatEcheance:
    """State of an échéance whose last day is ``jour``.

    >>> etat_du(date(2026, 5, 15), date(2026, 5, 15)).libelle, etat_du(date(2026, 5, 14), date(2026, 5, 15)).libelle
    ('Cette semaine', 'En retard')
    """
    if faite:
        return EtatEcheance.FAITE
    if jour < aujourd_hui:
        return EtatEcheance.RETARD
    return EtatEcheance.SEMAINE if (jour - aujourd_hui).days < SEMAINE else EtatEcheance.A_VENIR
