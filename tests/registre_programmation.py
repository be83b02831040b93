"""The strategies of what surrounds the plan: intentions, envelopes, adapted dispositifs, scenarios."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import TEXTES
from registre_gestes import (
    Appel,
    Strategie,
    ajout,
    depenses_of,
    draw_champs,
    draw_un,
    financements_of,
    modification,
    operations_of,
    sur,
    uids_of,
)

from models.commands import programmation, scenarios
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart

_ANNEES = st.integers(2025, 2028)
_CODES = st.sampled_from(["detr", "dsil", "fonds-de-la-foire"])
_CONTENUS = st.sampled_from(["", "dernier_financeur = true", 'note = "Circulaire du préfet"'])


def _scenarios(projet: Projet) -> Any:
    return projet.scenarios


def _ecarts(projet: Projet) -> list[Ecart]:
    return [e for s in projet.scenarios for e in s.ecarts]


def _rank_intentions(data: DataObject, projet: Projet) -> Appel | None:
    uids = uids_of(operations_of(projet))
    operations = data.draw(st.lists(st.sampled_from(uids), unique=True, max_size=4)) if uids else []
    return (data.draw(_ANNEES), operations), {}


def _set_enveloppe(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(_ANNEES),), draw_champs(data, "enveloppe")


def _set_dispositif(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(_CODES),), {"contenu": data.draw(_CONTENUS), **draw_champs(data, "dispositif")}


def _reset_dispositif(data: DataObject, projet: Projet) -> Appel:
    return (data.draw(_CODES),), {}


def _set_ecart(data: DataObject, projet: Projet) -> Appel | None:
    scenario = draw_un(data, uids_of(projet.scenarios))
    objets = [
        *((GenreEcart.DEPENSE, d.uid, "montant_ht") for d in depenses_of(projet)),
        *((GenreEcart.FINANCEMENT, f.uid, "etat") for f in financements_of(projet)),
        *((GenreEcart.OPERATION, o.uid, "part_decidee") for o in operations_of(projet)),
    ]
    if scenario is None or not objets:
        return None
    return (scenario, *data.draw(st.sampled_from(objets))), {"valeur": data.draw(TEXTES)}


PROGRAMMATION: dict[Callable[..., Any], Strategie] = {
    programmation.rank_intentions: _rank_intentions,
    programmation.set_enveloppe: _set_enveloppe,
    programmation.remove_enveloppe: sur(lambda p: p.enveloppes),
    programmation.set_dispositif: _set_dispositif,
    programmation.reset_dispositif: _reset_dispositif,
    scenarios.add_scenario: ajout("scenario"),
    scenarios.update_scenario: modification("scenario", _scenarios),
    scenarios.remove_scenario: sur(_scenarios),
    scenarios.set_ecart: _set_ecart,
    scenarios.remove_ecart: sur(_ecarts),
}
