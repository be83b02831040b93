"""Rules of the opération de revitalisation de territoire (ORT): which of them apply under each régime."""

from collections.abc import Callable, Iterator
from datetime import date

from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles import ort_actions as actions
from models.domain.regles import ort_opah as opah
from models.domain.regles import ort_perimetre as perimetre
from models.domain.regles import ort_procedure as procedure
from models.domain.regles import ort_suivi as suivi
from models.domain.regles.ort_contexte import ContexteOrt
from models.domain.vocabulaire import RegimeOrt

RegleOrt = Callable[[ContexteOrt], Iterator[Constat]]

_PARTOUT = frozenset({RegimeOrt.VAUT_ORT, RegimeOrt.AVENANT_ORT, RegimeOrt.DEROGATION})
_NOUVELLE = frozenset({RegimeOrt.VAUT_ORT, RegimeOrt.DEROGATION})
"""A convention that makes an ORT: an avenant adds to one that was checked when it was signed."""


def verifier_ort(projet: Projet, aujourd_hui: date) -> Iterator[Constat]:
    """Points of the ORT, by the rules of its régime; none when there is no ORT."""
    contexte = ContexteOrt(projet, aujourd_hui)
    for regle, regimes in regles_ort().items():
        if projet.territoire.regime_ort in regimes:
            yield from regle(contexte)


def regles_ort() -> dict[RegleOrt, frozenset[RegimeOrt]]:
    """The rules, each with the régimes it applies to."""
    return {
        procedure.signataires_minimaux: _NOUVELLE,
        perimetre.centre_de_la_ville_principale: frozenset({RegimeOrt.VAUT_ORT}),
        perimetre.derogation_jointe: frozenset({RegimeOrt.DEROGATION}),
        perimetre.secteurs_delimites: _PARTOUT,
        actions.contenu_de_la_convention: _NOUVELLE,
        actions.delegation_a_des_operateurs: _NOUVELLE,
        actions.actions_d_habitat: _NOUVELLE,
        actions.actions_de_revitalisation: _NOUVELLE,
        opah.vaut_opah: _PARTOUT,
        suivi.duree_d_usage: _NOUVELLE,
        suivi.bilans_et_evaluation: _PARTOUT,
        procedure.conflit_d_interets: _PARTOUT,
        procedure.concertation_prealable: _NOUVELLE,
        procedure.deliberations: _PARTOUT,
    }
