"""The marchés tell of a first legal act that the operation does not; payments have days and sums that hold."""

from datetime import date
from decimal import Decimal

import pytest
from fabrique_du_domaine import codes, fiche, financement, operation, points
from typographie import faults

from models.domain.fiche_action import FicheAction
from models.domain.formats import format_euros
from models.domain.paiement import Marche, TypeMarche
from models.domain.plan_financement import Versement
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, NatureVersement, PosteDepense, TypePremierActe

SIGNE = date(2026, 3, 2)
RECU = date(2026, 10, 1)


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


def _recu(**champs: object) -> FicheAction:
    versement = Versement(
        **{"nature": NatureVersement.SOLDE, "montant": Decimal(60), "date_encaissement": RECU, **champs}
    )
    ligne = financement(
        "DETR", 100, etat=EtatFinancement.NOTIFIE, montant_accorde=Decimal(60), versements=(versement,), uid=Uid("detr")
    )
    return fiche(operation(cout=400, financements=(ligne,)))


@pytest.mark.parametrize(
    ("champs", "message"),
    [
        (
            {"date_encaissement": date(2026, 11, 22)},
            "Solde encaissé le 22/11/2026\u00a0: ce jour n’est pas encore venu.",
        ),
        ({"date_demande": date(2026, 10, 2)}, "Solde encaissé le 01/10/2026, avant d’être demandé le 02/10/2026."),
    ],
)
def test_that_a_payment_received_too_early_is_a_point(champs: dict[str, object], message: str):
    constat = next(c for c in points(_recu(**champs)) if c.code == "PAI-02")
    assert constat.message == message
    assert (constat.objet.uid, constat.champ) == ("detr", "repartitions")
    assert not faults(constat.message)
    assert not faults(constat.remede)


def test_that_more_received_than_granted_is_a_point():
    constat = next(c for c in points(_recu(montant=Decimal("60.01"))) if c.code == "PAI-03")
    assert constat.message == f"{format_euros(Decimal('60.01'))} encaissés pour {format_euros(Decimal(60))} accordés."


def test_that_a_payment_in_its_time_and_within_its_aide_says_nothing():
    for champs in ({}, {"date_demande": RECU}, {"date_encaissement": None, "montant": Decimal(900)}):
        assert not {"PAI-02", "PAI-03"} & set(codes(points(_recu(**champs))))


def test_that_an_operation_that_ends_before_its_first_act_is_a_point():
    acte = {"type_premier_acte": TypePremierActe.MARCHE, "date_premier_acte": SIGNE}
    une = operation(cout=400, **acte, date_achevement=date(2026, 3, 1))
    constat = next(c for c in points(fiche(une)) if c.code == "PAI-04")
    assert constat.message == "L’achèvement (01/03/2026) précède le commencement (02/03/2026)."
    assert constat.champ == "date_achevement"
    for silencieuse in (operation(cout=400, **acte, date_achevement=SIGNE), operation(cout=400, **acte)):
        assert "PAI-04" not in codes(points(fiche(silencieuse)))
