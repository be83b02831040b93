"""SUB-10 by fait libératoire: each one waits for its own date, and what nobody said is left to be checked."""

from datetime import date
from typing import Any

import pytest
from fabrique_du_domaine import AUJOURD_HUI, fiche, financement, lisible, operation, organisme, projet

from models.domain.dispositif_local import DispositifLocal
from models.domain.plan_financement import Financement
from models.domain.regles import Constat
from models.domain.regles.verification import verifier_fiche
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, StatutAction, TypeOrganisme, TypePremierActe
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_effectifs

ACTE = date(2026, 4, 10)
AVANT, APRES = date(2026, 4, 1), date(2026, 4, 20)
DEPOSEE: dict[str, Any] = {"date_depot": AVANT, "date_accuse": AVANT, "etat": EtatFinancement.EN_INSTRUCTION}


def _constats(ligne: Financement, fait: str = "", **champs: Any) -> list[Constat]:
    """Points on the commencement of an operation whose works were signed on 10 April."""
    locaux = [DispositifLocal(code="aide", intitule="Aide", contenu=f'fait_liberatoire = "{fait}"')] if fait else []
    actes = {"type_premier_acte": TypePremierActe.MARCHE, "date_premier_acte": ACTE, **champs}
    une = fiche(operation(cout=500_000, financements=(ligne,), **actes))
    dispositifs = load_effectifs(locaux).dispositifs
    constats = verifier_fiche(une, projet(une), load_bareme(), dispositifs, AUJOURD_HUI)
    return [c for c in constats if c.code in {"SUB-10", "FA-06"}]


def _ligne(**champs: Any) -> Financement:
    return financement("Aide", 100_000, **{**DEPOSEE, **champs})


@pytest.mark.parametrize(
    ("fait", "champ"),
    [
        ("depot", "date_depot"),
        ("reception", "date_accuse"),
        ("completude", "date_completude"),
        ("decision", "date_decision"),
        ("derogation", "date_derogation"),
    ],
)
def test_that_each_fait_waits_for_its_own_date(fait: str, champ: str):
    assert _constats(_ligne(**{champ: AVANT}), fait) == []
    (constat,) = _constats(_ligne(**{champ: APRES}), fait)
    assert (constat.code, constat.gravite.value, constat.champ) == ("SUB-10", "grave", champ)
    assert "Marché notifié le 10/04/2026, avant" in lisible(constat.message)
    assert "(20/04/2026)" in constat.message


def test_that_the_day_of_the_depot_is_not_told_for_that_of_the_ar():
    constats = _constats(_ligne(date_depot=APRES, date_accuse=None), "reception")
    (constat,) = [c for c in constats if c.code == "SUB-10"]
    assert "(AR reçu) de « Aide » (déposée le 20/04/2026)" in lisible(constat.message)


@pytest.mark.parametrize("fait", ["completude", "decision", "derogation"])
def test_that_a_date_nobody_gave_is_asked_for(fait: str):
    (constat,) = _constats(_ligne(), fait)
    assert constat.gravite.value == "avertissement"
    assert "il fallait attendre la" in constat.message or "il fallait attendre le" in constat.message
    assert "Dater ce qui manque" in constat.remede


def test_that_a_notification_stands_for_the_decision():
    assert _constats(_ligne(date_notification=AVANT), "decision") == []


def test_that_without_a_source_only_an_act_before_the_depot_is_more_than_to_be_checked():
    (doute,) = _constats(_ligne())
    (tot,) = _constats(_ligne(date_depot=APRES, date_accuse=APRES))
    assert (doute.gravite.value, tot.gravite.value) == ("information", "avertissement")
    assert "avant le dépôt de la demande" in tot.message
    assert tot.source == "Règlement du financeur"


def test_that_what_is_granted_is_doubted_no_more():
    accordee = _ligne(etat=EtatFinancement.NOTIFIE, montant_accorde=None)
    assert [c for c in _constats(accordee) if c.code == "SUB-10"] == []


def test_that_a_depot_is_enough_where_the_funder_says_so():
    sans_ar = _ligne(date_accuse=None, etat=EtatFinancement.DEPOSE)
    assert [c.code for c in _constats(sans_ar)] == ["FA-06"]
    assert _constats(sans_ar, "depot") == []


def test_that_a_derogation_before_the_act_frees_it():
    assert _constats(_ligne(date_accuse=APRES, date_derogation=AVANT), "reception") == []
    assert len(_constats(_ligne(date_accuse=APRES, date_derogation=APRES), "reception")) == 1


@pytest.mark.parametrize("type_organisme", [TypeOrganisme.COMMUNE, TypeOrganisme.EPCI, TypeOrganisme.SYNDICAT])
def test_that_what_neighbours_bring_is_no_aid_one_applies_for(type_organisme: TypeOrganisme):
    assert _constats(_ligne(date_depot=APRES, date_accuse=APRES, financeur=organisme(type_organisme))) == []


def test_that_only_subventions_wait():
    assert _constats(_ligne(date_accuse=APRES, nature=NatureFinancement.PRET), "reception") == []


def test_that_a_commencement_counts_as_an_act():
    (constat,) = _constats(
        _ligne(date_accuse=APRES), "reception", type_premier_acte=None, date_premier_acte=None, date_commencement=ACTE
    )
    assert constat.message.startswith("Commencement le ")


def test_that_a_fiche_said_to_be_under_way_still_asks_for_its_ar():
    ligne = financement("Aide", 100_000)
    une = fiche(operation(cout=500_000, financements=(ligne,)), statut=StatutAction.EN_COURS)
    constats = verifier_fiche(une, projet(une), load_bareme(), load_effectifs(()).dispositifs, AUJOURD_HUI)
    assert [c.code for c in constats] == ["FA-06"]
