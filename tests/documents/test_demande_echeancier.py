"""The échéancier of a demande: what was asked for until a funder answers, what was granted from then on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from demandes_ecrites import DETR, REGION, projet
from factories import AUJOURD_HUI

from models.domain.demandes.echeancier import echeancier
from models.domain.plan_financement import Versement
from models.domain.vocabulaire import EtatFinancement, TypePremierActe
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_parties import build_partie, partie
from pvd_desktop.documents.renderers.text import to_text

DEPOSEE = replace(DETR, montant_demande=Decimal(150000), etat=EtatFinancement.DEPOSE)
ACCORDEE = replace(
    DEPOSEE,
    etat=EtatFinancement.NOTIFIE,
    montant_accorde=Decimal(122000),
    versements=(Versement(montant=Decimal(61000), date_encaissement=date(2026, 10, 1)),),
)


def dossier(**operation: Any) -> DossierDemande:
    return situer_dossier(projet(**operation), None, jour=AUJOURD_HUI, brouillon=False)


def lu(une: DossierDemande, cle: str = "echeancier") -> str:
    """Plain spaces, on one line."""
    return " ".join(to_text(build_partie(une, partie(cle))).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_that_the_echeancier_awaits_what_was_granted():
    une = dossier(financements=(ACCORDEE, REGION))
    calcule = echeancier(une.situee, une.plan_attendu)
    assert [calcule.recu(rang) for rang in range(2)] == [122000, 20000]
    attendus = {a.annee: a.encaissements.get(0) for a in calcule.annees if a.encaissements}
    assert attendus == {2026: 61000, None: 61000}
    dit = lu(une)
    assert "122 000 €" in dit
    assert "150 000" not in dit
    assert "Une aide accordée est comptée pour ce qui est accordé" in dit
    # The plan stays the one that was asked for: the form and the délibération say the same.
    assert "150 000 €" in lu(une, "plan")


def test_that_the_echeancier_awaits_what_is_asked_for_until_the_funder_answers():
    dit = lu(dossier(financements=(DEPOSEE, REGION)))
    assert "150 000 €" in dit
    assert "accordée" not in dit


def test_that_the_echeancier_awaits_nothing_of_an_aide_that_was_refused():
    dit = lu(dossier(financements=(replace(DEPOSEE, etat=EtatFinancement.REFUSE),)))
    assert "Aucune aide n’est plus attendue." in dit
    assert "150 000" not in dit


@pytest.mark.parametrize("cle", ["echeancier", "note"])
def test_that_the_execution_begins_with_the_premier_acte_that_was_signed(cle: str):
    marche = dossier(type_premier_acte=TypePremierActe.MARCHE, date_premier_acte=date(2026, 9, 14))
    assert "Exécution : Requalifier la Grand-Place" in lu(marche, cle)
    assert "14/09/2026" in lu(marche, cle)
    # An étude is no commencement (R2334-24 CGCT).
    etude = dossier(type_premier_acte=TypePremierActe.ETUDE, date_premier_acte=date(2026, 9, 14))
    assert "14/09/2026" not in lu(etude, cle)
