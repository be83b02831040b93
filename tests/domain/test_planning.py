"""The planning: every dated phase in sight once, in lanes that never overlap, and moves that keep dates in order."""

import itertools
from datetime import date, timedelta

from fabrique_du_domaine import AUJOURD_HUI, fiche, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.fiche_action import Phase
from models.domain.suivi.planning import bornes_de, deplacer, etirer, lignes_planning, periode
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction, TypePhase

JOURS = st.none() | st.dates(date(2022, 1, 1), date(2029, 12, 31))
PHASES = st.lists(st.builds(Phase, debut=JOURS, fin=JOURS, type=st.sampled_from(TypePhase)), max_size=8)


@given(phases=PHASES)
def test_that_bars_of_one_lane_never_overlap_and_none_is_lost(phases: list[Phase]):
    _, ligne = lignes_planning(projet(fiche(phases=tuple(phases))))
    assert len(ligne.barres) + ligne.sans_date == len(phases)
    assert {barre.phase.uid for barre in ligne.barres} == {p.uid for p in phases if p.debut or p.fin}
    for voie in range(ligne.voies):
        bornes = sorted((b.debut, b.fin) for b in ligne.barres if b.voie == voie)
        assert all(fin < debut for (_, fin), (debut, _) in itertools.pairwise(bornes))


def test_that_only_living_actions_are_there():
    un = projet(fiche(uid=Uid("a")), fiche(uid=Uid("b"), numero="1.2", statut=StatutAction.ABANDONNEE))
    assert [ligne.titre for ligne in lignes_planning(un)] == ["1 · Habiter le centre", "1.1 · Halle"]


def test_that_dates_typed_the_wrong_way_round_are_still_shown():
    assert bornes_de(Phase(debut=date(2027, 3, 1), fin=date(2026, 3, 1))) == (date(2026, 3, 1), date(2027, 3, 1))


def test_that_a_year_typed_wrong_does_not_push_the_others_away():
    loin = Phase(debut=date(2026, 1, 1), fin=date(2926, 1, 1))
    _, derniere = periode(lignes_planning(projet(fiche(phases=(loin,)))), AUJOURD_HUI)
    assert derniere.year == AUJOURD_HUI.year + 15


@given(debut=st.dates(date(2022, 1, 1), date(2026, 1, 1)), duree=st.integers(0, 900), jours=st.integers(-2000, 2000))
def test_that_moving_keeps_the_length_and_stretching_keeps_the_order(debut: date, duree: int, jours: int):
    phase = Phase(debut=debut, fin=debut + timedelta(days=duree))
    nouveau_debut, nouvelle_fin = deplacer(phase, jours)
    assert nouveau_debut is not None
    assert nouvelle_fin is not None
    assert (nouvelle_fin - nouveau_debut).days == duree
    for au_debut in (True, False):
        premier, dernier = etirer(phase, jours, au_debut=au_debut)
        assert premier is not None
        assert dernier is not None
        assert premier <= dernier
        assert (dernier == phase.fin) if au_debut else (premier == phase.debut)


def test_that_a_phase_without_end_moves_as_a_whole():
    phase = Phase(debut=date(2026, 1, 1))
    assert etirer(phase, 3, au_debut=False) == (date(2026, 1, 4), None)
