"""« Prêt à déposer ? » says what is missing, in order, with a place to go to for each."""

from dataclasses import replace
from datetime import date

from fabrique_demandes import DEMANDE, DETR, FICHE, JOUR, OPERATION, TERRITOIRE, pieces, reponses, situee
from typographie import faults

from models.domain.demande import Demande, EtatPiece, LigneDemande, PieceDemande
from models.domain.demandes.conditions import TypeManque
from models.domain.demandes.formulaire import remplir
from models.domain.demandes.pret import PretADeposer, pret_a_deposer
from models.domain.dispositif_local import DispositifLocal
from models.domain.territoire import ChefDeProjet
from models.domain.uids import Uid
from models.domain.vocabulaire import TypePremierActe
from models.referentiel.formulaires import formulaire_de

ANSWERS = reponses(
    arrondissement="arras",
    transition_objectifs="climat",
    transition_justification="Halle isolée",
    artificialisation="non",
    recettes="non",
    engagement_modification="oui",
    engagement_publication="oui",
    engagement_exactitude="oui",
)
JOINTES = dict.fromkeys(
    (
        *("deliberation", "note", "situation_juridique", "plan_masse", "programme_travaux", "avant_projet", "devis"),
        *("plan_financement", "justificatifs_aides", "attestation_non_commencement"),
    ),
    EtatPiece.JOINTE,
)
PRETE = replace(DEMANDE, date_deliberation=date(2026, 11, 3), reponses=ANSWERS, pieces=pieces(**JOINTES))


def _pret(demande: Demande = PRETE, jour: date = JOUR, **champs: object) -> PretADeposer:
    vue = situee(demande, **champs)
    return pret_a_deposer(vue, remplir(vue, formulaire_de(vue.dispositif), jour), jour)


def _types(pret: PretADeposer) -> list[str]:
    return [m.type.value for m in pret.manques]


def test_that_a_complete_dossier_lacks_nothing():
    pret = _pret()
    assert pret.manques == ()
    assert pret.est_pret
    assert pret.faits == pret.attendus
    assert pret.texte == f"{pret.attendus} sur {pret.attendus}"


def test_that_each_thing_that_is_missing_takes_one_from_the_score():
    attendus = _pret().attendus
    sans = replace(PRETE, pieces=(), reponses=(), date_deliberation=None)
    pret = _pret(sans)
    assert pret.attendus == attendus
    assert pret.faits == attendus - len(JOINTES) - len(ANSWERS) - 1
    assert _types(pret) == [*["deliberation"], *["champ"] * len(ANSWERS), *["piece"] * len(JOINTES)]


def test_that_what_may_follow_the_depot_does_not_hold_it_back():
    apres = {**JOINTES, "deliberation": EtatPiece.APRES_DEPOT, "plan_masse": EtatPiece.APRES_DEPOT}
    pret = _pret(replace(PRETE, date_deliberation=None, pieces=pieces(**apres)))
    assert [m.cle for m in pret.manques] == ["date_deliberation"]
    assert pret.est_pret


def test_that_a_part_that_nobody_decided_leads_to_its_operation():
    indecise = replace(OPERATION, part_decidee=None)
    (manque,) = _pret(fiches=(replace(FICHE, operations=(indecise,)),)).manques
    assert (manque.type, manque.objet.uid, manque.champ) == (TypeManque.PART_DECIDEE, OPERATION.uid, "part_decidee")


def test_that_an_amount_that_is_not_asked_leads_to_its_line():
    vide = replace(DETR, montant_demande=None)
    fiches = (replace(FICHE, operations=(replace(OPERATION, financements=(vide, *OPERATION.financements[1:])),)),)
    manques = _pret(fiches=fiches).manques
    assert [(m.type, m.objet.uid, m.champ) for m in manques] == [(TypeManque.LIGNE, DETR.uid, "montant_demande")]


def test_that_an_operation_begun_before_the_depot_asks_for_a_derogation():
    begun = replace(OPERATION, type_premier_acte=TypePremierActe.DEVIS_SIGNE, date_premier_acte=date(2026, 1, 10))
    fiches = (replace(FICHE, operations=(begun,)),)
    assert _types(_pret(fiches=fiches))[0] == TypeManque.NON_COMMENCEMENT
    derogee = replace(PRETE, date_derogation=date(2026, 1, 5))
    assert TypeManque.NON_COMMENCEMENT not in _types(_pret(derogee, fiches=fiches))
    deposee = replace(PRETE, date_depot=date(2026, 1, 9))
    assert TypeManque.NON_COMMENCEMENT not in _types(_pret(deposee, fiches=fiches))


def test_that_a_study_signed_before_the_depot_is_no_commencement():
    etude = replace(OPERATION, type_premier_acte=TypePremierActe.ETUDE, date_premier_acte=date(2026, 1, 10))
    assert _pret(fiches=(replace(FICHE, operations=(etude,)),)).est_pret


def test_that_a_campaign_that_is_closed_or_not_open_is_said_until_the_dossier_is_filed():
    local = DispositifLocal(
        code="detr", contenu="[[campagne]]\nannee = 2027\nouverture = 2026-10-01\ncloture = 2027-01-31"
    )
    assert _pret(dispositifs_locaux=(local,)).est_pret
    (close,) = _pret(jour=date(2027, 2, 1), dispositifs_locaux=(local,)).manques
    assert "close depuis le 31/01/2027" in close.libelle
    (fermee,) = _pret(jour=date(2026, 9, 30), dispositifs_locaux=(local,)).manques
    assert "ouvre le 01/10/2026" in fermee.libelle
    deposee = replace(PRETE, date_depot=date(2027, 1, 30))
    assert _pret(deposee, jour=date(2027, 2, 1), dispositifs_locaux=(local,)).est_pret


def test_that_what_the_territory_lacks_is_asked_for_by_its_page_not_by_the_name_of_the_town():
    anonyme = replace(TERRITOIRE, chef_de_projet=ChefDeProjet())
    remedes = {m.libelle: m.remede for m in _pret(territoire=anonyme).manques}
    assert remedes["1.b Nom"] == "Renseignez-le dans la page Territoire, ou répondez dans le formulaire."


def test_that_a_demande_of_nothing_says_what_to_begin_with():
    pret = _pret(Demande(), fiches=(), organismes=())
    assert _types(pret)[:3] == ["operation", "dispositif", "ligne"]
    assert all(m.remede for m in pret.manques)


def test_that_an_operation_in_the_corbeille_is_the_first_thing_to_settle():
    pret = _pret(fiches=())
    assert _types(pret)[0] == TypeManque.OPERATION
    assert pret.manques[0].champ == "lignes"


def test_that_a_line_of_an_operation_that_remains_but_lost_its_money_is_said():
    demande = replace(PRETE, lignes=(LigneDemande(operation=OPERATION.uid, financement=Uid("partie")),))
    assert _types(_pret(demande))[:2] == ["operation", "ligne"]


def test_that_a_piece_out_of_date_or_gone_is_asked_for_again():
    perimee = PieceDemande(code="devis", etat=EtatPiece.JOINTE, date_validite=date(2026, 6, 30))
    disparue = PieceDemande(code="note", etat=EtatPiece.JOINTE, piece=Uid("gone"))
    autres = [p for p in PRETE.pieces if p.code not in {"devis", "note"}]
    manques = {m.cle: m.remede for m in _pret(replace(PRETE, pieces=(*autres, perimee, disparue))).manques}
    assert set(manques) == {"devis", "note"}
    assert "30/06/2026" in manques["devis"]
    assert "joignez-la de nouveau" in manques["note"]


def test_that_a_piece_that_the_person_added_counts_until_it_is_joined():
    ajoutee = PieceDemande(uid=Uid("dpe"), intitule="DPE")
    pret = _pret(replace(PRETE, pieces=(*PRETE.pieces, ajoutee)))
    assert [m.libelle for m in pret.manques] == ["DPE"]
    assert pret.est_pret


def test_that_a_field_that_is_missing_is_named_with_its_section():
    libelles = [m.libelle for m in _pret(DEMANDE).manques if m.type is TypeManque.CHAMP]
    assert "1.a Arrondissement du demandeur" in libelles
    assert len(libelles) == len(set(libelles))


def test_that_what_is_missing_is_said_in_typeset_words_with_a_way_out():
    for pret in (_pret(Demande(), fiches=()), _pret(DEMANDE), _pret(fiches=())):
        for manque in pret.manques:
            assert manque.remede
            assert manque.champ
            assert not faults(manque.libelle)
            assert not faults(manque.remede)
