"""The strategy of the returned maquettes: what a review may write, together."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import TEXTES
from registre_gestes import MOMENT, Appel, operations_of, uids_of
from saisies_maquette import draw_saisies

from models.domain.fiche_action import FicheAction
from models.domain.maquette_saisie import EcrituresMaquette
from models.domain.plan_financement import Operation
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
    return (ecritures,), {"moment": MOMENT}
