"""Rules of the convention as a whole (CV): when they speak, and when they are silent."""

from dataclasses import replace
from datetime import date

import pytest
from fabrique_du_domaine import codes, projet
from typographie import faults

from models.domain.projet import ConstatIgnore
from models.domain.regles.verification import sans_ignores, verifier_convention, verifier_projet
from models.domain.territoire import Territoire
from models.domain.vocabulaire import Gravite, Jalon
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

ADHESION = Territoire(nom="Bapaume", date_adhesion=date(2021, 8, 31))


@pytest.mark.parametrize(
    ("aujourd_hui", "gravite"),
    [
        (date(2021, 9, 1), Gravite.INFORMATION),
        (date(2023, 2, 28), Gravite.INFORMATION),
        (date(2023, 3, 1), Gravite.AVERTISSEMENT),
        (date(2024, 2, 28), Gravite.AVERTISSEMENT),
    ],
)
def test_that_the_convention_is_expected_eighteen_months_after_the_adhesion(aujourd_hui: date, gravite: Gravite):
    (constat,) = verifier_convention(replace(projet(), territoire=ADHESION), aujourd_hui)
    assert (constat.code, constat.gravite, constat.jalon) == ("CV-01", gravite, Jalon.SIGNATURE)
    assert "28/02/2023" in constat.message
    assert (constat.objet.type, constat.objet.uid, constat.champ) == ("territoire", ADHESION.uid, "date_convention")
    assert not faults(constat.message)
    assert not faults(constat.remede)


@pytest.mark.parametrize(
    ("territoire", "aujourd_hui"),
    [
        (replace(ADHESION, date_convention=date(2023, 1, 27)), date(2023, 3, 1)),
        (ADHESION, date(2024, 2, 29)),
        (Territoire(), date(2023, 3, 1)),
    ],
    ids=["signée", "passée depuis plus d’un an", "sans adhésion"],
)
def test_that_nothing_is_expected_once_it_is_signed_or_long_past(territoire: Territoire, aujourd_hui: date):
    assert verifier_convention(replace(projet(), territoire=territoire), aujourd_hui) == ()


def test_that_the_point_is_among_those_of_the_project_and_can_be_set_aside():
    attendu = replace(projet(), territoire=ADHESION)
    constats = verifier_projet(attendu, load_bareme(), load_dispositifs(), date(2023, 3, 1))
    assert codes(constats) == ["CV-01"]
    ignore = ConstatIgnore(code="CV-01", objet=ADHESION.uid, motif="Report convenu")
    assert sans_ignores(constats, replace(attendu, constats_ignores=(ignore,))) == ()


def test_that_a_date_at_the_end_of_the_calendar_is_no_accident():
    assert Territoire(date_adhesion=date.max).echeance_convention == date.max
