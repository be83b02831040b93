"""The steps of every case an expert wrote in ``tests/cas/etapes``."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from cas_ecrits import Cas
from fabrique_du_domaine import fiche, financement, operation, projet

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.demandes.etapes import Etapes, TypeEtape, etapes
from models.domain.demandes.situee import situer
from models.domain.plan_financement import Versement
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, NatureVersement, TypePremierActe
from models.referentiel.dispositifs import load_dispositifs

CAS = tomllib.loads((Path(__file__).parents[1] / "cas" / "etapes" / "etapes.toml").read_text("utf-8"))["cas"]
JOUR = date(2026, 11, 22)


def _etapes(cas: Cas) -> Etapes:
    versements = tuple(
        Versement(nature=NatureVersement(v["nature"]), montant=Decimal(v["montant"]), date_encaissement=v.get("recu"))
        for v in cas.get("ligne", {}).get("versements", ())
    )
    brute = {**cas.get("operation", {})}
    if "type_premier_acte" in brute:
        brute["type_premier_acte"] = TypePremierActe(brute["type_premier_acte"])
    ligne = financement("DETR", 120_000, uid=Uid("l"), versements=versements)
    une = operation(cout=400_000, uid=Uid("o"), financements=(ligne,), **brute)
    dite = {**cas.get("demande", {})}
    if "issue" in dite:
        dite["issue"] = IssueDemande(dite["issue"])
    demande = Demande(dispositif="detr", lignes=(LigneDemande(operation=une.uid, financement=ligne.uid),), **dite)
    return etapes(situer(demande, projet(fiche(une)), load_dispositifs()), cas.get("jour", JOUR))


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_that_the_steps_are_what_the_case_expects(cas: Cas):
    lues = _etapes(cas)
    assert [e.type.value for e in lues.etapes if e.faite] == cas["faites"]
    assert lues.courante == cas["courante"]
    assert lues.suivante == cas.get("suivante")
    assert [e.type.value for e in lues.sautees] == cas.get("sautees", [])
    assert lues.libelle == cas["libelle"]


def test_that_a_step_says_what_one_adds_to_its_date():
    accordee = _etapes({"demande": {"issue": "accordee", "date_decision": date(2026, 5, 5)}})
    assert accordee.etape(TypeEtape.NOTIFIEE).detail == "Accordée le 05/05/2026, notification attendue"
    commencee = _etapes({"operation": {"date_commencement": date(2026, 9, 1)}})
    assert commencee.etape(TypeEtape.COMMENCEE).detail == "à déclarer au financeur"
    payee = {"ligne": {"versements": [{"nature": "acompte", "montant": "60000", "recu": date(2026, 9, 1)}]}}
    assert "60" in _etapes(payee).etape(TypeEtape.ACOMPTES).detail


def test_that_a_line_said_to_be_paid_is_paid_without_its_payments():
    ligne = financement("DETR", 120_000, uid=Uid("l"), etat=EtatFinancement.VERSE)
    une = operation(cout=400_000, uid=Uid("o"), financements=(ligne,))
    demande = Demande(
        lignes=(LigneDemande(operation=une.uid, financement=ligne.uid),), date_notification=date(2025, 5, 5)
    )
    situee = situer(demande, projet(fiche(une)), load_dispositifs())
    assert etapes(situee, JOUR).courante is TypeEtape.SOLDEE
    assert not situee.est_vivante


def test_that_a_demande_without_anything_has_steps_too():
    lues = etapes(situer(Demande(), projet(), load_dispositifs()), JOUR)
    assert (lues.courante, lues.libelle) == (TypeEtape.A_PREPARER, "À préparer")
