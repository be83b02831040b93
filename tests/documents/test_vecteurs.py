"""The vectors I, N, O and P of the domain, on paper: the figures and the verdicts, read back in every format."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from demandes_ecrites import DEMANDE, projet
from factories import AUJOURD_HUI, make_depense, make_financement, make_organisme, uid
from textes_relus import FORMATS, relire

from models.domain.demande import LigneDemande, ReponseDemande
from models.domain.projet import Projet
from models.domain.vocabulaire import EtatFinancement, PosteDepense, Section, TypeOrganisme, TypePremierActe
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_parties import build_partie, partie, parties_du_dossier
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.builders.maquette import build_maquette_financiere

ECRITS = (".pdf", ".docx")
_EUROS = re.compile(r"(?<![\d,])(\d{1,3}(?: \d{3})*)(?:,00)? €")


def chiffres(lu: str) -> str:
    """The same amounts whatever the format writes: « 250 000,00 € », « 250000 » and « 250000.0 » are 250000."""
    sans_espaces = _EUROS.sub(lambda m: m[1].replace(" ", ""), lu)
    return re.sub(r"(\d)\.0\b", r"\1", sans_espaces).replace(" €", "")


def situe(un: Projet) -> DossierDemande:
    return situer_dossier(un, None, jour=AUJOURD_HUI, brouillon=False)


# I: a poste of chef de projet


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    "cas",
    [
        ("52000", "non", 39_000, "45 000", 13_000),
        ("70000", "non", 45_000, "45 000", 25_000),
        ("70000", "oui", 52_500, "55 000", 17_500),
        ("80000", "oui", 55_000, "55 000", 25_000),
    ],
    ids=lambda cas: f"{cas[0]}-anah-{cas[1]}",
)
def test_that_the_note_of_a_poste_says_its_aide_its_plafond_and_what_is_left(
    cas: tuple[str, str, int, str, int], extension: str, tmp_path: Path, pdftotext: Path
):
    cout, anah, aide, plafond, reste = cas
    reponses = (ReponseDemande(champ="avec_anah", texte=anah),)
    demande = replace(DEMANDE, dispositif="poste_chef_projet", reponses=reponses)
    charges = (make_depense(cout, poste=PosteDepense.PERSONNEL, section=Section.FONCTIONNEMENT),)
    document = build_partie(situe(projet(demande, depenses=charges)), partie("note"))
    lu = relire(document, tmp_path, extension, pdftotext)
    assert re.search(rf"Aide de tous les cofinanceurs\W+{aide}\b", chiffres(lu))
    assert re.search(rf"Reste à l’employeur\W+{reste}\b", chiffres(lu))
    assert re.search(rf"75 %.*{plafond}", lu)


# N: a bailleur social that public money pays at 90 %


def bailleur() -> Projet:
    fonds = make_financement("900000", dispositif="Fonds vert")
    demande = replace(DEMANDE, lignes=(LigneDemande(operation=uid("operation"), financement=fonds.uid),))
    un = projet(
        demande, depenses=(make_depense("1000000"),), financements=(fonds,), maitre_ouvrage=uid("Flandre Habitat")
    )
    porteur = make_organisme("Flandre Habitat", type=TypeOrganisme.BAILLEUR_SOCIAL)
    demandes = tuple(replace(d, demandeur=porteur.uid) for d in un.demandes)
    return replace(un, organismes=(*un.organismes, porteur), demandes=demandes)


@pytest.mark.parametrize("extension", ECRITS)
@pytest.mark.parametrize("cle", ["plan", "note", "deliberation"])
def test_that_no_paper_measures_the_participation_of_a_bailleur(
    cle: str, extension: str, tmp_path: Path, pdftotext: Path
):
    lu = relire(build_partie(situe(bailleur()), partie(cle)), tmp_path, extension, pdftotext)
    assert re.search(r"Participation du maître d’ouvrage \(L\. ?1111-10 du .{0,8}Sans objet", lu)
    assert "90,00 %" in lu or "90 %" in lu or "90,0 %" in lu
    assert re.search(r"Part du maître d’ouvrage 100000\b", chiffres(lu))


@pytest.mark.parametrize("extension", FORMATS)
def test_that_the_maquette_of_a_bailleur_counts_as_that_of_a_town(extension: str, tmp_path: Path, pdftotext: Path):
    lu = relire(build_maquette_financiere(bailleur(), aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext)
    assert "Flandre Habitat" in lu
    assert "100000" in chiffres(lu)
    assert "900000" in chiffres(lu)


# O: an étude signed before the dépôt, then travaux


def signee(acte: TypePremierActe) -> DossierDemande:
    return situe(projet(type_premier_acte=acte, date_premier_acte=date(2026, 1, 10)))


@pytest.mark.parametrize("extension", ECRITS)
def test_that_an_etude_signed_before_the_depot_leaves_the_attestation_as_it_is(
    extension: str, tmp_path: Path, pdftotext: Path
):
    dossier = signee(TypePremierActe.ETUDE)
    assert partie("attestation") in parties_du_dossier(dossier)
    lu = relire(build_partie(dossier, partie("attestation")), tmp_path, extension, pdftotext)
    assert "Mme Anne Duval" in lu
    assert "à vérifier" not in lu


@pytest.mark.parametrize("extension", ECRITS)
def test_that_travaux_signed_before_the_depot_are_said_where_one_would_attest_the_contrary(
    extension: str, tmp_path: Path, pdftotext: Path
):
    dossier = signee(TypePremierActe.MARCHE)
    assert partie("attestation") not in parties_du_dossier(dossier)
    lu = relire(build_partie(dossier, partie("attestation")), tmp_path, extension, pdftotext)
    assert "commencement daté du 10/01/2026 : à vérifier" in lu


# P: 150 000 asked, 100 000 granted


def accordee() -> Projet:
    ligne = make_financement("150000", dispositif="", financeur=uid("Région"))
    ligne = replace(ligne, montant_accorde=Decimal(100_000), etat=EtatFinancement.ACCORDE)
    champs: dict[str, Any] = {"depenses": (make_depense("250000"),), "financements": (ligne,)}
    return projet(**champs, part_decidee=Decimal(100_000))


@pytest.mark.parametrize("extension", FORMATS)
def test_that_the_fiche_keeps_what_was_asked_beside_what_was_granted(extension: str, tmp_path: Path, pdftotext: Path):
    lu = chiffres(relire(build_fiches(accordee(), aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext))
    figures = {
        "Acquis": 100_000,
        "Sollicité": 0,
        "Solde à la charge du maître d’ouvrage": 150_000,
        "Part décidée du maître d’ouvrage": 100_000,
        "À trouver": 50_000,
    }
    if extension == ".pdf":
        # A row of names over a row of figures.
        assert "Acquis Sollicité À solliciter 250000 100000 0 0" in lu
        assert (
            "Solde à la charge du maître d’ouvrage Part décidée du maître d’ouvrage À trouver 0 150000 100000 50000"
            in lu
        )
    else:
        assert all(f"{nom} {montant}" in lu for nom, montant in figures.items())
    # Demandé, accordé, retenu.
    assert re.search(r"Accordé\D+150000 100000 100000\b", lu)


@pytest.mark.parametrize("extension", FORMATS)
def test_that_the_maquette_gives_back_to_be_found_what_was_not_granted(extension: str, tmp_path: Path, pdftotext: Path):
    lu = chiffres(
        relire(build_maquette_financiere(accordee(), aujourd_hui=AUJOURD_HUI), tmp_path, extension, pdftotext)
    )
    # Coût, éligible, part, solde, accordé, acquis, sollicité, à solliciter, total, taux, privé, à trouver.
    assert re.search(r"250000 250000 100000 150000 100000 100000 0 0 100000 (40,0 %|0\.4) 0 50000", lu)


def test_that_the_published_plan_counts_what_was_granted(tmp_path: Path, pdftotext: Path):
    un = accordee()
    (ligne,) = un.fiches[0].operations[0].financements
    demande = replace(DEMANDE, lignes=(LigneDemande(operation=uid("operation"), financement=ligne.uid),))
    dossier = situe(replace(un, demandes=(demande,)))
    lu = chiffres(relire(build_partie(dossier, partie("publication")), tmp_path, ".docx", pdftotext))
    assert re.search(r"Région Accordé 100000\b", lu)
    assert re.search(r"Part du maître d’ouvrage\D*150000\b", lu)
