"""The état des dépenses puts mandats in their order, whatever the one they were written in, and counts the others."""

from datetime import date

from fabrique_du_domaine import operation

from models.domain.paiement import Facture
from models.domain.paiements.depenses import etat_depenses

JOUR = date(2026, 11, 21)


def _numeros(*factures: Facture) -> list[str]:
    etat = etat_depenses(operation(factures=factures), JOUR)
    return [facture.numero_mandat for facture in etat.mandatees]


def test_that_mandats_go_by_day_then_by_number_and_those_without_a_day_come_last():
    assert _numeros(
        Facture(numero_mandat="7"),
        Facture(numero_mandat="12", date_mandat=date(2026, 3, 2)),
        Facture(numero_mandat="30", date_mandat=date(2025, 9, 1)),
        Facture(numero_mandat="11", date_mandat=date(2026, 3, 2)),
        Facture(numero_mandat="5"),
    ) == ["30", "11", "12", "5", "7"]


def test_that_factures_that_no_aid_pays_and_avoirs_are_counted_whether_mandated_or_not():
    etat = etat_depenses(
        operation(
            factures=(
                Facture(numero_mandat="1", eligible=False),
                Facture(eligible=False),
                Facture(numero_mandat="2", avoir=True),
                Facture(numero_mandat="3"),
            )
        ),
        JOUR,
    )
    assert (etat.non_eligibles, etat.avoirs, len(etat.sans_mandat)) == (2, 1, 1)
