"""What several acts touched, for who shows the project later."""

from models.store.changes import Changeset, RowChange

FACTURE = RowChange("facture", 7, None, {"fiche_id": 3, "objet": "Pavage"}, 3)
PHASE = RowChange("phase", 2, {"fiche_id": 4}, {"fiche_id": 5}, 5)


def test_that_what_two_acts_touch_is_known_without_their_rows():
    touche = Changeset((FACTURE,)).touched_with(Changeset((PHASE,)))
    assert touche.lignes == ()
    assert touche
    assert touche.tables == {"facture", "phase"}
    assert touche.touches("phase")
    assert not touche.touches("operation")
    assert touche.fiches == {3, 4, 5}


def test_that_what_touches_nothing_stays_nothing():
    assert not Changeset().touched_with(Changeset())
