"""PAI-01: the marchés tell of a first legal act that the operation does not."""

from datetime import date
from decimal import Decimal

from fabrique_du_domaine import codes, fiche, operation, points
from typographie import faults

from models.domain.paiement import Marche, TypeMarche
from models.domain.vocabulaire import PosteDepense, TypePremierActe

SIGNE = date(2026, 3, 2)


def _marche(**champs: object) -> Marche:
    return Marche(objet="Voirie", montant_ht=Decimal(50_000), **{"date_signature": SIGNE, **champs})


def test_that_a_signed_marche_of_works_without_a_first_act_is_a_point_that_opens_its_date():
    constats = points(fiche(operation(cout=50_000, marches=(_marche(numero="2026-04"),))))
    constat = next(c for c in constats if c.code == "PAI-01")
    assert "Marché n°\u00a02026-04 «\u00a0Voirie\u00a0»" in constat.message
    assert "02/03/2026" in constat.remede
    assert (constat.objet.type, constat.champ) == ("operation", "date_premier_acte")
    assert not faults(constat.message)
    assert not faults(constat.remede)


def test_that_a_first_act_noted_after_the_marche_is_a_point():
    une = operation(
        cout=50_000,
        marches=(_marche(),),
        type_premier_acte=TypePremierActe.MARCHE,
        date_premier_acte=date(2026, 3, 3),
    )
    assert "avant le premier acte noté (03/03/2026)" in next(
        c.message for c in points(fiche(une)) if c.code == "PAI-01"
    )


def test_that_a_neutral_marche_an_unsigned_one_and_one_of_tomorrow_say_nothing():
    marches = (
        _marche(poste=PosteDepense.ETUDES),
        _marche(type=TypeMarche.ACTE_DE_VENTE, poste=PosteDepense.ACQUISITION),
        _marche(date_signature=None),
        _marche(date_signature=date(2026, 11, 22)),
    )
    assert "PAI-01" not in codes(points(fiche(operation(cout=50_000, marches=marches))))


def test_that_the_day_of_the_notification_counts_when_it_comes_first():
    une = operation(
        cout=50_000,
        marches=(_marche(date_notification=date(2026, 2, 27)),),
        type_premier_acte=TypePremierActe.MARCHE,
        date_premier_acte=SIGNE,
    )
    assert "27/02/2026" in next(c.message for c in points(fiche(une)) if c.code == "PAI-01")


def test_that_a_first_act_as_early_as_the_marche_is_enough():
    une = operation(
        cout=50_000, marches=(_marche(),), type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=SIGNE
    )
    assert "PAI-01" not in codes(points(fiche(une)))
