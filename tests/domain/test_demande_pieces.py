"""The pièces of a demande: what is asked for in its cases, and what the dossier says of each."""

from dataclasses import replace
from datetime import date

import pytest
from fabrique_demandes import DEMANDE, FICHE, JOUR, OPERATION, REGION, pieces, reponses, situee

from models.domain.demande import Demande, EtatPiece, NatureDemande, PieceDemande
from models.domain.demandes.pieces import PieceSituee, cas_de, pieces_de
from models.domain.dispositif_local import DispositifLocal
from models.domain.dispositifs.pieces import CasPiece
from models.domain.fiche_action import Piece
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement


def _pieces(demande: Demande = DEMANDE, **champs: object) -> dict[str, PieceSituee]:
    return {p.cle: p for p in pieces_de(situee(demande, **champs), JOUR)}


def test_that_the_cases_are_those_of_the_operation():
    assert cas_de(situee()) == {CasPiece.TRAVAUX, CasPiece.AUTRES_AIDES}


def test_that_an_answer_of_the_form_decides_of_a_case():
    demande = replace(DEMANDE, reponses=reponses(travaux="non", acquisitions="oui", mo_deleguee="oui"))
    assert cas_de(situee(demande)) == {CasPiece.ACQUISITION, CasPiece.MO_DELEGUEE, CasPiece.AUTRES_AIDES}


def test_that_what_is_asked_for_comes_in_the_order_of_the_portal():
    assert [*_pieces()] == [
        *("deliberation", "note", "situation_juridique", "plan_masse", "programme_travaux", "avant_projet"),
        *("devis", "plan_financement", "justificatifs_aides", "attestation_non_commencement"),
    ]


def test_that_no_other_aide_asks_for_no_proof_of_it():
    refusee = replace(REGION, etat=EtatFinancement.REFUSE)
    fiches = (replace(FICHE, operations=(replace(OPERATION, financements=(*OPERATION.financements[:2], refusee)),)),)
    assert "justificatifs_aides" not in _pieces(fiches=fiches)


def test_that_a_derogation_takes_the_place_of_the_attestation():
    connues = _pieces(replace(DEMANDE, date_derogation=date(2026, 10, 1)))
    assert "demande_derogation" in connues
    assert "attestation_non_commencement" not in connues
    assert "demande_derogation" in _pieces(replace(DEMANDE, reponses=reponses(non_commencement="derogation")))


def test_that_a_renewal_without_new_pieces_asks_only_for_what_is_of_the_day():
    connues = _pieces(replace(DEMANDE, nature=NatureDemande.RENOUVELLEMENT))
    assert [*connues] == ["attestation_non_commencement"]


@pytest.mark.parametrize(
    ("etat", "code", "prete"),
    [
        (EtatPiece.JOINTE, "devis", True),
        (EtatPiece.SANS_OBJET, "devis", True),
        (EtatPiece.MANQUANTE, "devis", False),
        (EtatPiece.APRES_DEPOT, "deliberation", True),
        (EtatPiece.APRES_DEPOT, "devis", False),
    ],
)
def test_that_a_piece_is_ready_in_the_states_that_let_one_file(etat: EtatPiece, code: str, prete: bool):
    assert _pieces(replace(DEMANDE, pieces=pieces(**{code: etat})))[code].est_prete is prete


@pytest.mark.parametrize(
    ("validite", "depot", "perimee"),
    [
        (date(2026, 11, 21), None, True),
        (JOUR, None, False),
        (date(2026, 6, 30), date(2026, 7, 1), True),
        (date(2026, 6, 30), date(2026, 6, 30), False),
        (None, None, False),
    ],
)
def test_that_a_piece_is_out_of_date_today_or_on_the_day_it_was_filed(
    validite: date | None,
    depot: date | None,
    perimee: bool,
):
    devis = PieceDemande(code="devis", etat=EtatPiece.JOINTE, date_validite=validite)
    lue = _pieces(replace(DEMANDE, date_depot=depot, pieces=(devis,)))["devis"]
    assert lue.perimee is perimee
    assert lue.est_prete is not perimee


def test_that_a_piece_taken_from_a_fiche_that_lost_it_says_so():
    devis = PieceDemande(code="devis", etat=EtatPiece.JOINTE, piece=Uid("devis-joint"))
    demande = replace(DEMANDE, pieces=(devis,))
    assert _pieces(demande)["devis"].disparue
    fiches = (replace(FICHE, pieces=(Piece(uid=Uid("devis-joint")),)),)
    assert not _pieces(demande, fiches=fiches)["devis"].disparue


def test_that_a_second_file_for_the_same_piece_follows_the_first_and_is_looked_at_too():
    devis = [PieceDemande(uid=Uid(f"d{i}"), code="devis", intitule=f"Devis {i}", etat=EtatPiece.JOINTE) for i in (1, 2)]
    perime = replace(devis[1], date_validite=date(2026, 1, 1))
    connues = _pieces(replace(DEMANDE, pieces=(devis[0], perime)))
    assert [cle for cle in connues if cle in {"devis", "d2", "plan_financement"}] == ["devis", "d2", "plan_financement"]
    assert (connues["devis"].est_prete, connues["d2"].est_prete, connues["d2"].attendue) == (True, False, True)


def test_that_what_the_person_added_comes_last_under_its_own_name():
    dpe = PieceDemande(uid=Uid("dpe"), intitule="DPE")
    retiree = PieceDemande(uid=Uid("anc"), code="ancien_code", intitule="Ancienne pièce")
    connues = _pieces(replace(DEMANDE, pieces=(dpe, retiree, PieceDemande(uid=Uid("sans")))))
    assert [(p.cle, p.intitule, p.attendue) for p in connues.values()][-3:] == [
        ("dpe", "DPE", False),
        ("anc", "Ancienne pièce", False),
        ("sans", "Pièce sans nom", False),
    ]


def test_that_the_project_takes_a_piece_away_or_renames_it_in_its_own_dispositif():
    local = DispositifLocal(
        code="detr",
        contenu='[[piece]]\ncode = "devis"\nintitule = "Trois devis"\n[[piece]]\ncode = "note"\nretire = true',
    )
    connues = _pieces(dispositifs_locaux=(local,))
    assert connues["devis"].intitule == "Trois devis"
    assert "note" not in connues


def test_that_a_demande_without_a_dispositif_only_has_its_own_pieces():
    assert _pieces(replace(DEMANDE, dispositif="", pieces=(PieceDemande(uid=Uid("p")),))).keys() == {"p"}
