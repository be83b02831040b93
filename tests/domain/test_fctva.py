"""The FCTVA of an operation: on what bears TVA, in investissement, and nothing when the TVA is deducted."""

from decimal import Decimal
from typing import Any

import pytest
from fabrique_du_domaine import depense, euros, operation

from models.domain.fctva import fctva_operation, ouvre_droit
from models.domain.vocabulaire import PosteDepense, Section

TAUX = Decimal("0.16404")
TRAVAUX = depense(500_000, taux_tva=euros("0.2"))


def _montant(*depenses: Any, **champs: Any) -> Decimal | None:
    rendu = fctva_operation(operation(depenses=depenses, **champs), taux=TAUX)
    return rendu.montant if rendu else None


def test_that_the_fctva_follows_the_ttc_written_or_derived():
    assert _montant(TRAVAUX) == Decimal("98424.00")
    assert _montant(depense(500_000, montant_ttc=euros(600_000))) == Decimal("98424.00")


@pytest.mark.parametrize(
    "sans_droit",
    [
        depense(90_000, section=Section.FONCTIONNEMENT, taux_tva=euros("0.2")),
        depense(90_000, poste=PosteDepense.PERSONNEL, taux_tva=euros("0.2")),
        depense(90_000, poste=PosteDepense.ACQUISITION, taux_tva=euros(0)),
        depense(90_000, poste=PosteDepense.ACQUISITION, montant_ttc=euros(90_000)),
    ],
)
def test_that_what_bears_no_tva_or_is_no_investment_brings_nothing(sans_droit: Any):
    assert not ouvre_droit(sans_droit)
    assert _montant(TRAVAUX, sans_droit) == Decimal("98424.00")


def test_that_an_operation_subject_to_tva_has_none():
    assert _montant(TRAVAUX, assujettie_tva=True) == 0


def test_that_a_ttc_nobody_can_tell_leaves_the_fctva_unknown():
    assert _montant(TRAVAUX, depense(10)) is None
    assert _montant(TRAVAUX, depense(0)) == Decimal("98424.00")


def test_that_subventions_on_the_ttc_lower_the_base_down_to_nothing():
    une = operation(depenses=(TRAVAUX,))
    moindre = fctva_operation(une, taux=TAUX, subventions_ttc=Decimal(100_000))
    nulle = fctva_operation(une, taux=TAUX, subventions_ttc=Decimal(700_000))
    assert moindre is not None
    assert nulle is not None
    assert (moindre.assiette, moindre.montant) == (Decimal(500_000), Decimal("82020.00"))
    assert (nulle.assiette, nulle.montant) == (0, 0)
