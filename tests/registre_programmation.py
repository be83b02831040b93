"""The strategies of what surrounds the plan: intentions, envelopes, loans paid back, adapted dispositifs, scenarios."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import TEXTES
from registre_gestes import (
    MOMENT,
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

from models.commands import equilibrage, operations, programmation, scenarios
from models.domain.plan_financement import Annuite
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart
from models.domain.scenarios.application import appliquer, ecritures_adoption
from models.domain.scenarios.champs import CHAMPS, genre_de
from models.domain.uids import Uid

_ANNEES = st.integers(2025, 2028)
_MONTANTS = st.decimals(0, 1_000_000, places=2)
_CODES = st.sampled_from(["detr", "dsil", "fonds-de-la-foire"])
_VALEURS = st.sampled_from(["refuse", "accorde", "12300.50", "2027", "", "n’importe quoi"]) | TEXTES
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


def _supposables(projet: Projet) -> list[tuple[GenreEcart, Uid, str]]:
    objets = [*operations_of(projet), *depenses_of(projet), *financements_of(projet)]
    return [(genre_de(objet), objet.uid, champ) for objet in objets for champ in CHAMPS[genre_de(objet)]]


def _set_ecart(data: DataObject, projet: Projet) -> Appel | None:
    scenario = draw_un(data, uids_of(projet.scenarios))
    champs = _supposables(projet)
    if scenario is None or not champs:
        return None
    return (scenario, *data.draw(st.sampled_from(champs))), {"valeur": data.draw(_VALEURS)}


def _set_ecarts(data: DataObject, projet: Projet) -> Appel | None:
    champs = _supposables(projet)
    if not projet.scenarios or not champs:
        return None
    scenario = data.draw(st.sampled_from(projet.scenarios))
    ecarts = [
        Ecart(genre=genre, objet=objet, champ=champ, valeur=data.draw(_VALEURS))
        for genre, objet, champ in data.draw(st.lists(st.sampled_from(champs), max_size=4))
    ]
    siens = uids_of(scenario.ecarts)
    retires = data.draw(st.lists(st.sampled_from(siens), max_size=2, unique=True)) if siens else []
    return (scenario.uid, ecarts, retires), {"moment": MOMENT}


def _duplicate_scenario(data: DataObject, projet: Projet) -> Appel | None:
    return ((data.draw(st.sampled_from(projet.scenarios)),), {"moment": MOMENT}) if projet.scenarios else None


def _adopt_scenario(data: DataObject, projet: Projet) -> Appel | None:
    if not projet.scenarios:
        return None
    scenario = data.draw(st.sampled_from(projet.scenarios))
    return (scenario.uid, ecritures_adoption(appliquer(projet, scenario))), {"moment": MOMENT}


def _annuites(projet: Projet) -> list[Annuite]:
    return [a for f in financements_of(projet) for a in f.annuites]


def _set_annuites(data: DataObject, projet: Projet) -> Appel | None:
    uid = draw_un(data, uids_of(financements_of(projet)))
    annees = data.draw(st.lists(_ANNEES, unique=True, max_size=3))
    return None if uid is None else ((uid, annees, data.draw(st.none() | _MONTANTS)), {})


def _equilibrer(data: DataObject, projet: Projet) -> Appel | None:
    operations = list(operations_of(projet))
    if not operations:
        return None
    operation = data.draw(st.sampled_from(operations))
    lignes = {f.uid: data.draw(_MONTANTS) for f in operation.financements}
    annees = {r.uid: data.draw(_MONTANTS) for f in operation.financements for r in f.repartitions}
    return (operation.uid, lignes, data.draw(st.none() | _MONTANTS)), {"annees": annees}


PROGRAMMATION: dict[Callable[..., Any], Strategie] = {
    equilibrage.equilibrer_plan: _equilibrer,
    programmation.rank_intentions: _rank_intentions,
    programmation.set_enveloppe: _set_enveloppe,
    programmation.remove_enveloppe: sur(lambda p: p.enveloppes),
    programmation.set_dispositif: _set_dispositif,
    programmation.reset_dispositif: _reset_dispositif,
    operations.add_annuite: ajout("annuite", financements_of),
    operations.update_annuite: modification("annuite", _annuites),
    operations.remove_annuite: sur(_annuites),
    operations.set_annuites: _set_annuites,
    scenarios.add_scenario: ajout("scenario"),
    scenarios.update_scenario: modification("scenario", _scenarios),
    scenarios.remove_scenario: sur(_scenarios),
    scenarios.set_ecart: _set_ecart,
    scenarios.set_ecarts: _set_ecarts,
    scenarios.remove_ecart: sur(_ecarts),
    scenarios.duplicate_scenario: _duplicate_scenario,
    scenarios.adopt_scenario: _adopt_scenario,
}
