"""The strategy of the returned maquettes: what a review may write, together."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import MONTANTS, TEXTES
from registre_gestes import MOMENT, Appel, operations_of, uids_of
from saisies_maquette import draw_saisies

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.saisie import EcrituresMaquette
from models.domain.plan_financement import Operation, Repartition
from models.domain.projet import Projet
from models.domain.retour.ecritures import EcrituresRetour


def draw_retour(data: DataObject, projet: Projet) -> Appel | None:
    """Arguments of ``write_retour``."""
    fiches = uids_of(projet.fiches)
    noms: dict[str, Any] = {"intitule": data.draw(TEXTES), "numero": data.draw(TEXTES)}
    ecritures = EcrituresRetour(
        maquette=draw_saisies(data, projet) or EcrituresMaquette(),
        fiches=((fiches[0], noms),) if fiches and data.draw(st.booleans()) else (),
        nouvelles_fiches=tuple(
            FicheAction(intitule=titre, operations=(Operation(),)) for titre in data.draw(st.lists(TEXTES, max_size=2))
        ),
        nouvelles_operations=((fiches[-1], Operation(intitule="Tranche")),) if fiches else (),
        fiches_retirees=tuple(data.draw(st.lists(st.sampled_from(fiches), max_size=1))) if fiches else (),
        operations_retirees=tuple(uids_of(operations_of(projet))[:1]) if data.draw(st.booleans()) else (),
    )
    financements = uids_of(f for o in operations_of(projet) for f in o.financements)
    if financements and not ecritures.maquette.retraits and not ecritures.operations_retirees:
        part = Repartition(annee=data.draw(st.integers(2020, 2040)), prevu=data.draw(MONTANTS))
        ecritures = replace(ecritures, parts=((data.draw(st.sampled_from(financements)), part),))
    return (ecritures,), {"moment": MOMENT}
