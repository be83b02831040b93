"""What a financement line calls for: the demande that asks for it, what a new one would hold, or why there is none."""

from datetime import date
from typing import Any

import pytest
from fabrique_du_domaine import AUJOURD_HUI, fiche, financement, operation, projet

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.demandes.preparee import DemandePreparee, deja_dit, demande_de, empechement, preparer
from models.domain.plan_financement import Financement, Repartition
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, StatutAction
from models.referentiel.dispositifs import load_dispositifs

LIGNE = Uid("ligne")


def plan(ligne: Financement, *demandes: Demande, **champs: Any) -> Projet:
    return projet(fiche(operation(uid=Uid("op"), financements=(ligne,)), **champs), demandes=demandes)


def prepare(ligne: Financement) -> DemandePreparee:
    preparee = preparer(plan(ligne), LIGNE, load_dispositifs(), AUJOURD_HUI)
    assert preparee is not None
    return preparee


def of_ligne(nom: str, issue: IssueDemande | None = None) -> Demande:
    return Demande(uid=Uid(nom), issue=issue, lignes=(LigneDemande(operation=Uid("op"), financement=LIGNE),))


def test_that_a_prepared_demande_joins_the_line_its_operation_and_its_dispositif():
    preparee = prepare(financement("DETR 2027", 300, uid=LIGNE, annee=2028))
    assert (preparee.ligne.operation, preparee.ligne.financement) == ("op", LIGNE)
    assert (preparee.dispositif, preparee.annee, preparee.nom, preparee.deja) == ("detr", 2028, "1.1 · Halle", {})


@pytest.mark.parametrize(
    ("champs", "annee"),
    [
        ({}, 2027),
        ({"repartitions": (Repartition(annee=2029),)}, 2029),
        ({"date_depot": date(2025, 3, 1)}, 2025),
    ],
)
def test_that_the_year_is_that_of_the_line_else_of_its_deposit_else_of_the_next_campaign(
    champs: dict[str, Any], annee: int
):
    assert prepare(financement("DSIL", 300, uid=LIGNE, **champs)).annee == annee


def test_that_a_line_already_granted_gives_its_dates_and_its_number_to_the_demande():
    jour = date(2026, 2, 3)
    ligne = financement(
        "DETR", 300, uid=LIGNE, etat=EtatFinancement.NOTIFIE, date_notification=jour, numero_dossier="9"
    )
    assert prepare(ligne).deja == {
        "date_notification": jour,
        "numero_dossier": "9",
        "issue": IssueDemande.ACCORDEE,
    }


def test_that_a_dispositif_that_nobody_knows_is_left_to_choose():
    assert prepare(financement("Prime du marché", 300, uid=LIGNE)).dispositif == ""


@pytest.mark.parametrize(
    ("ligne", "champs", "dit"),
    [
        ({"dispositif": " "}, {}, "dispositif"),
        ({"etat": EtatFinancement.REFUSE}, {}, "Refusé"),
        ({"etat": EtatFinancement.ABANDONNE}, {}, "Abandonné"),
        ({}, {"statut": StatutAction.ABANDONNEE}, "action"),
    ],
)
def test_that_what_asks_for_nothing_says_why_it_has_no_demande(ligne: dict[str, Any], champs: dict[str, Any], dit: str):
    lu = plan(financement(**{"dispositif": "DETR", "montant": 300, "uid": LIGNE, **ligne}), **champs)
    assert dit in empechement(lu, LIGNE, load_dispositifs())
    assert preparer(lu, LIGNE, load_dispositifs(), AUJOURD_HUI) is None


def test_that_a_line_that_is_gone_has_no_demande_to_prepare():
    assert preparer(projet(), LIGNE, load_dispositifs(), AUJOURD_HUI) is None
    assert empechement(projet(), LIGNE, load_dispositifs())


def test_that_of_several_demandes_of_a_line_the_one_still_waited_for_is_opened():
    ligne = financement("DETR", 300, uid=LIGNE)
    assert demande_de(plan(ligne), LIGNE) is None
    refusee, attendue = of_ligne("refusée", IssueDemande.REFUSEE), of_ligne("attendue")
    assert demande_de(plan(ligne, attendue, refusee), LIGNE) is attendue
    autre = of_ligne("retirée", IssueDemande.RETIREE)
    assert demande_de(plan(ligne, refusee, autre), LIGNE) is autre


def test_that_several_lines_give_what_they_say_alike():
    depot, autre = date(2026, 1, 5), date(2026, 2, 3)
    lignes = [
        financement("DETR", 300, etat=EtatFinancement.ACCORDE, date_depot=depot, date_accuse=depot),
        financement("DETR", 200, etat=EtatFinancement.NOTIFIE, date_depot=depot, date_accuse=autre),
    ]
    assert deja_dit(lignes) == {"date_depot": depot, "issue": IssueDemande.ACCORDEE}
    assert deja_dit([*lignes, financement("DETR", 100)]) == {}
    assert deja_dit([]) == {}
