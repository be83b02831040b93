"""The first legal act that the signed marchés and devis tell of; studies and acquisitions are none (R2334-24 CGCT)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from models.domain.paiement import Marche, TypeMarche
from models.domain.plan_financement import Operation
from models.domain.vocabulaire import PosteDepense, TypePremierActe

_ENGAGENT: Final = frozenset({PosteDepense.TRAVAUX, PosteDepense.EQUIPEMENT, PosteDepense.ALEAS, PosteDepense.DIVERS})
"""Postes whose marché begins the operation: études, maîtrise d'œuvre, acquisitions and the studies among the frais
annexes (géotechnique, contrôle) do not."""
_TYPES: Final = {
    TypeMarche.MARCHE: TypePremierActe.MARCHE,
    TypeMarche.AVENANT: TypePremierActe.MARCHE,
    TypeMarche.DEVIS: TypePremierActe.DEVIS_SIGNE,
    TypeMarche.BON_DE_COMMANDE: TypePremierActe.BON_DE_COMMANDE,
}
"""An acte de vente is an acquisition: it is not there."""


@dataclass(frozen=True, slots=True)
class ActeSuggere:
    """The earliest signed marché of works, as a first legal act."""

    marche: Marche
    type: TypePremierActe
    jour: date

    @property
    def nom(self) -> str:
        """« marché n° 2024-11 « Voirie » », as a sentence goes on with it."""
        marche = self.marche
        numero = f" n°\u00a0{marche.numero}" if marche.numero else ""
        nomme = marche.objet or marche.titulaire
        objet = f" «\u00a0{nomme}\u00a0»" if nomme else ""
        return f"{marche.type.libelle.lower()}{numero}{objet}"


def jour_de_l_acte(marche: Marche) -> date | None:
    """Day on which it binds: the earlier of its signature and its notification."""
    return min(filter(None, (marche.date_signature, marche.date_notification)), default=None)


def acte_suggere(operation: Operation, aujourd_hui: date) -> ActeSuggere | None:
    """The earliest act signed up to today that begins the operation."""
    actes = [
        ActeSuggere(marche, _TYPES[marche.type], jour)
        for marche in operation.marches
        if marche.poste in _ENGAGENT
        and marche.type in _TYPES
        and (jour := jour_de_l_acte(marche)) is not None
        and jour <= aujourd_hui
    ]
    return min(actes, key=lambda acte: acte.jour, default=None)


def acte_oublie(operation: Operation, aujourd_hui: date) -> ActeSuggere | None:
    """The same when the operation says nothing of it, or a later day."""
    suggere = acte_suggere(operation, aujourd_hui)
    if suggere is None:
        return None
    type_ecrit, ecrit = operation.type_premier_acte, operation.date_premier_acte
    if ecrit is not None and type_ecrit is not None and not type_ecrit.est_neutre and ecrit <= suggere.jour:
        return None
    debut = operation.date_commencement
    return None if debut is not None and debut <= suggere.jour else suggere
