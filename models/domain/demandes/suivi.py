"""What the dates of a demande say of its financement lines: their state follows, their dates are the same."""

from collections.abc import Mapping
from typing import Final

from models.domain.demande import Demande, IssueDemande
from models.domain.vocabulaire import EtatFinancement

DATES_COMMUNES: Final = (
    *("date_depot", "date_accuse", "date_completude", "date_derogation", "date_decision", "date_notification"),
)
"""Dates that a demande and its lines both hold, under the same name."""
TEXTES_COMMUNS: Final = ("numero_dossier",)

_ISSUES: Mapping[IssueDemande, EtatFinancement] = {
    IssueDemande.ACCORDEE: EtatFinancement.ACCORDE,
    IssueDemande.REFUSEE: EtatFinancement.REFUSE,
    IssueDemande.CLASSEE: EtatFinancement.REFUSE,
    IssueDemande.REJET_IMPLICITE: EtatFinancement.REFUSE,
    IssueDemande.RETIREE: EtatFinancement.ABANDONNE,
    IssueDemande.CADUQUE: EtatFinancement.ABANDONNE,
    IssueDemande.REVERSEE: EtatFinancement.ABANDONNE,
}


def etat_des_lignes(demande: Demande) -> EtatFinancement:
    """The state of lines that say nothing else than their demande.

    >>> etat_des_lignes(Demande()).value, etat_des_lignes(Demande(issue=IssueDemande.REFUSEE)).value
    ('envisage', 'refuse')
    """
    if demande.issue is not None:
        etat = _ISSUES[demande.issue]
        notifiee = etat is EtatFinancement.ACCORDE and demande.date_notification is not None
        return EtatFinancement.NOTIFIE if notifiee else etat
    if demande.date_accuse or demande.date_completude:
        return EtatFinancement.EN_INSTRUCTION
    return EtatFinancement.DEPOSE if demande.date_depot else EtatFinancement.ENVISAGE
