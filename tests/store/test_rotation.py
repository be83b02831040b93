"""Which copies are kept, on copies drawn at random and on a year of work."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.store.rotation import moments_gardes

DEBUT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 60 * 24 * 800).map(lambda m: DEBUT - timedelta(minutes=m)), min_size=1, max_size=80)


@given(MOMENTS, st.integers(1, 15))
def test_that_the_last_ones_and_one_a_day_a_week_a_month_are_kept(moments: list[datetime], derniers: int):
    gardes = moments_gardes(moments, derniers)
    tous = sorted(set(moments), reverse=True)
    assert set(tous[:derniers]) <= gardes <= set(tous)
    assert len(gardes) <= derniers + 7 + 5 + 12
    for periode, nombre in ((lambda m: m.date(), 7), (lambda m: (m.year, m.month), 12)):
        derniere_de: dict[object, datetime] = {}
        for moment in tous:
            derniere_de.setdefault(periode(moment), moment)
        assert set(list(derniere_de.values())[:nombre]) <= gardes
    assert moments_gardes(gardes, derniers) == gardes


def test_that_a_year_of_work_keeps_a_copy_of_each_month():
    moments = [DEBUT - timedelta(minutes=30 * n) for n in range(48 * 365)]
    gardes = moments_gardes(moments, 10)
    assert len({(m.year, m.month) for m in gardes}) == 12
    assert max(moments) in gardes
    assert len(gardes) < 34
