"""The strategies of the territory: its communes, its secteurs and their plans, its diagnostic."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import FICHIERS, TEXTES
from registre_gestes import (
    POSITION,
    Appel,
    Strategie,
    ajout,
    draw_champs,
    draw_un,
    modification,
    plans_of,
    sur,
    uids_of,
)
from registre_reprise import draw_commune, draw_reprise

from models.commands import reprise, territoire
from models.domain.projet import Projet
from models.domain.vocabulaire import NaturePlan


def _add_plans(data: DataObject, projet: Projet) -> Appel | None:
    secteur = draw_un(data, uids_of(projet.territoire.secteurs))
    plans = data.draw(st.lists(st.tuples(FICHIERS, st.sampled_from(NaturePlan)), min_size=1, max_size=2))
    return None if secteur is None else ((secteur, plans), {})


def _indicateurs_diagnostic(projet: Projet) -> Any:
    return [i for s in projet.territoire.diagnostic for i in s.indicateurs]


def _add_indicateurs_diagnostic(data: DataObject, projet: Projet) -> Appel | None:
    section = draw_un(data, uids_of(projet.territoire.diagnostic))
    lignes = [draw_champs(data, "indicateur_diagnostic") for _ in range(data.draw(st.integers(1, 3)))]
    return None if section is None else ((section, lignes), {})


TERRITOIRE: dict[Callable[..., Any], Strategie] = {
    territoire.update_territoire: ajout("territoire"),
    territoire.add_commune: ajout("commune"),
    territoire.update_commune: modification("commune", lambda p: p.territoire.communes),
    territoire.choose_commune: draw_commune,
    reprise.resume_convention: draw_reprise,
    territoire.move_commune: sur(lambda p: p.territoire.communes, position=POSITION),
    territoire.remove_commune: sur(lambda p: p.territoire.communes),
    territoire.add_secteur: ajout("secteur", None, ("commune", lambda p: p.territoire.communes)),
    territoire.update_secteur: modification("secteur", lambda p: p.territoire.secteurs),
    territoire.move_secteur: sur(lambda p: p.territoire.secteurs, position=POSITION),
    territoire.remove_secteur: sur(lambda p: p.territoire.secteurs),
    territoire.add_plans: _add_plans,
    territoire.update_plan: sur(plans_of, intitule=TEXTES),
    territoire.remove_plan: sur(plans_of),
    territoire.add_section: ajout("section"),
    territoire.update_section: modification("section", lambda p: p.territoire.diagnostic),
    territoire.move_section: sur(lambda p: p.territoire.diagnostic, position=POSITION),
    territoire.remove_section: sur(lambda p: p.territoire.diagnostic),
    territoire.add_indicateurs_diagnostic: _add_indicateurs_diagnostic,
    territoire.update_indicateur_diagnostic: modification("indicateur_diagnostic", _indicateurs_diagnostic),
    territoire.move_indicateur_diagnostic: sur(_indicateurs_diagnostic, position=POSITION),
    territoire.remove_indicateur_diagnostic: sur(_indicateurs_diagnostic),
}
