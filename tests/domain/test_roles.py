"""What an organisme is in a project: where it is named, what it brings, when one was last in touch."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import AUJOURD_HUI, make_fiche, make_financement, make_organisme, make_projet, uid

from models.domain.convention import Convention, Partie
from models.domain.demande import Demande
from models.domain.fiche_action import Partenaire
from models.domain.gouvernance import Instance, Membre
from models.domain.organisme import Echange
from models.domain.plan_financement import Operation
from models.domain.roles import LecteurRoles, apports, est_silencieux
from models.domain.vocabulaire import BaseMontant, EtatFinancement, NatureFinancement, RolePartie, StatutAction

REGION = make_organisme("Région")


def operation(**champs: Any) -> Operation:
    defauts: dict[str, Any] = {"uid": uid("operation"), "maitre_ouvrage": REGION.uid}
    return Operation(**defauts | champs)


def test_that_every_place_that_names_an_organisme_is_told_and_can_be_opened():
    fiche = make_fiche(
        operations=(operation(financements=(make_financement(financeur=REGION.uid, dispositif="FRATRI"),)),),
        partenaires=(Partenaire(organisme=REGION.uid),),
    )
    projet = make_projet(
        fiche,
        organismes=(REGION,),
        convention=Convention(parties=(Partie(uid=uid("partie"), organisme=REGION.uid),)),
        demandes=(Demande(uid=uid("demande"), intitule="Halle", demandeur=REGION.uid),),
        instances=(Instance(uid=uid("copil"), intitule="COPIL", membres=(Membre(organisme=REGION.uid),)),),
    )
    roles = LecteurRoles().read(projet)[REGION.uid]
    assert [(r.role, r.objet.type, r.champ) for r in roles] == [
        ("Maître d’ouvrage", "operation", "maitre_ouvrage"),
        ("Financeur (FRATRI)", "financement", "financeur"),
        ("Associé", "fiche", "partenaires"),
        ("Signataire (autre partenaire)", "partie", "organisme"),
        ("Demandeur", "demande", "demandeur"),
        ("Siège à l’instance", "instance", "membres"),
    ]
    assert {r.objet.fiche for r in roles} == {fiche.uid, None}


@pytest.mark.parametrize(
    ("role", "attendu"),
    [
        (RolePartie.REGION, "Signataire (région)"),
        (RolePartie.ETAT, "Signataire (État)"),
        (RolePartie.BENEFICIAIRE_EPCI, "Signataire (EPCI bénéficiaire)"),
        (RolePartie.VILLE_PRINCIPALE_EPCI, "Signataire (ville principale de l’EPCI)"),
        (RolePartie.BANQUE_DES_TERRITOIRES, "Signataire (Banque des Territoires)"),
    ],
)
def test_that_a_sigle_and_a_proper_name_keep_their_capitals(role: RolePartie, attendu: str):
    parties = (Partie(uid=uid("partie"), organisme=REGION.uid, role=role),)
    projet = make_projet(organismes=(REGION,), convention=Convention(parties=parties))
    assert [r.role for r in LecteurRoles().read(projet)[REGION.uid]] == [attendu]


def test_that_an_organisme_that_is_gone_has_places_nobody_shows():
    projet = make_projet(make_fiche(operations=(operation(),)), organismes=())
    assert set(LecteurRoles().read(projet)) == {REGION.uid}
    assert projet.organisme(REGION.uid) is None


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, Decimal(40_000)),
        ({"etat": EtatFinancement.ACCORDE, "montant_accorde": Decimal(30_000)}, Decimal(30_000)),
        ({"etat": EtatFinancement.REFUSE}, None),
        ({"nature": NatureFinancement.PRET}, None),
        ({"nature": NatureFinancement.PRIVE}, Decimal(40_000)),
    ],
    ids=["demandé", "accordé", "refusé", "prêt", "privé"],
)
def test_that_what_an_organisme_brings_is_what_counts_in_the_plan(champs: dict[str, Any], attendu: Decimal | None):
    ligne = make_financement("40000", financeur=REGION.uid, **champs)
    projet = make_projet(make_fiche(operations=(operation(financements=(ligne,)),)), organismes=(REGION,))
    apport = apports(projet).get(REGION.uid)
    assert (apport.montant if apport else None) == attendu


def test_that_an_abandoned_action_brings_nothing_and_mixed_bases_are_told():
    ligne = make_financement("10000", financeur=REGION.uid)
    ht = make_fiche(operations=(operation(financements=(ligne,)),))
    ttc = make_fiche(uid=uid("ttc"), operations=(operation(base=BaseMontant.TTC, financements=(ligne,)),))
    perdue = replace(ht, uid=uid("perdue"), statut=StatutAction.ABANDONNEE)
    apport = apports(make_projet(ht, ttc, perdue, organismes=(REGION,)))[REGION.uid]
    assert (apport.montant, apport.base) == (Decimal(20_000), "base déclarée")


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [(None, True), (date(2026, 5, 20), True), (date(2026, 5, 21), False), (date(2026, 11, 20), False)],
)
def test_that_six_months_without_a_word_are_a_silence(jour: date | None, attendu: bool):
    assert est_silencieux(replace(REGION, echanges=(Echange(jour=jour),)), AUJOURD_HUI) is attendu


def test_that_a_fiche_that_did_not_change_is_not_read_again():
    fiches = [make_fiche(uid=uid(f"fiche-{n}"), operations=(operation(uid=uid(f"operation-{n}")),)) for n in range(2)]
    lecteur, projet = LecteurRoles(), make_projet(*fiches, organismes=(REGION,))
    avant = lecteur.read(projet)[REGION.uid]
    autre = replace(fiches[1], intitule="Autrement dit")
    apres = lecteur.read(replace(projet, fiches=(fiches[0], autre)))[REGION.uid]
    assert apres[0] is avant[0]
    assert apres[1].lieu == autre.titre
    assert lecteur.read(replace(projet, fiches=(autre,)))[REGION.uid] == apres[1:]
