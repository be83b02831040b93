from dataclasses import replace
from typing import Any

import pytest
from fabrique_du_domaine import codes, depense, euros, fiche, financement, lisible, operation, organisme, points, projet

from models.domain.fiche_action import Piece
from models.domain.organisme import Organisme
from models.domain.plan_financement import Depense, Financement, Repartition
from models.domain.reglages import Reglages
from models.domain.regles import Constat
from models.domain.regles.dotations import Dotation, dotation
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    Gravite,
    NatureFinancement,
    TypeOrganisme,
)

ETAT = organisme(TypeOrganisme.ETAT)
REGION = organisme(TypeOrganisme.REGION)


def _points(*lignes: Financement, cout: int = 100_000, **champs: Any) -> tuple[Constat, ...]:
    return points(fiche(operation(cout=cout, financements=lignes, **champs)))


def _codes(*lignes: Financement, **champs: Any) -> list[str]:
    return codes(_points(*lignes, **champs))


# MQ-01


def test_that_a_surfinancement_names_no_line_when_all_are_granted():
    ligne = financement("Région", 90, etat=EtatFinancement.VERSE, montant_accorde=euros(120))
    une = operation(cout=100, financements=(ligne,), maitre_ouvrage=None)
    constats = points(fiche(une, pieces=(Piece(financement=ligne.uid),)))
    assert codes(constats) == ["MQ-01"]
    assert "Baisser les aides de 20,00 €" in lisible(constats[0].remede)


def test_that_a_euro_of_rounding_is_no_surfinancement():
    assert _codes(financement("Mécénat", 100_001, nature=NatureFinancement.PRIVE)) == []
    assert _codes(financement("Mécénat", 100_002, nature=NatureFinancement.PRIVE)) == ["MQ-01"]


def test_that_loans_and_valorised_help_are_outside_the_plan():
    hors_plan = [n for n in NatureFinancement if n.est_a_rembourser or n.est_valorisee]
    assert _codes(*(financement("Banque", 999_999, nature=n) for n in hors_plan)) == []
    assert len(hors_plan) == 4


# MQ-02


def _reparti(*prevus: int | None, **champs: Any) -> Financement:
    parts = tuple(Repartition(annee=2025 + i, prevu=None if p is None else euros(p)) for i, p in enumerate(prevus))
    return replace(financement("Région", 60_000), repartitions=parts, **champs)


@pytest.mark.parametrize(
    ("ligne", "attendus"),
    [
        (_reparti(), []),
        (_reparti(20_000, 40_000), []),
        (_reparti(20_000, 40_001), []),
        (_reparti(20_000, None), []),
        (_reparti(20_000, 30_000), ["MQ-02"]),
        (_reparti(None, 70_000), ["MQ-02"]),
        (_reparti(10, montant_demande=None), ["MQ-13"]),
        (_reparti(10, etat=EtatFinancement.REFUSE), []),
    ],
)
def test_that_the_years_add_up_to_the_amount(ligne: Financement, attendus: list[str]):
    assert _codes(ligne) == attendus


def test_that_a_grant_below_the_request_asks_for_a_new_repartition():
    ligne = _reparti(60_000, etat=EtatFinancement.ACCORDE, montant_accorde=euros(50_000))
    (constat,) = [c for c in _points(ligne) if c.code == "MQ-02"]
    assert "un montant accordé de 50 000,00 €" in lisible(constat.message)
    assert "Retirer 10 000,00 €" in lisible(constat.remede)
    (constat,) = _points(_reparti(10_000))
    assert "Ajouter 50 000,00 €" in lisible(constat.remede)


# MQ-04


def test_that_an_eligible_base_above_the_cost_gives_the_amount_to_take_off():
    (constat,) = _points(financement("Région", 10, depense_eligible=euros(112_300)))
    assert (constat.code, constat.champ) == ("MQ-04", "depense_eligible")
    assert "Baisser la dépense éligible de 12 300,00 €" in lisible(constat.remede)


@pytest.mark.parametrize(
    ("base", "eligible", "autre"), [(BaseMontant.HT, 120_000, "TTC"), (BaseMontant.TTC, 130_000, None)]
)
def test_that_an_eligible_base_typed_on_the_other_base_is_recognised(
    base: BaseMontant, eligible: int, autre: str | None
):
    dep = depense(100_000, taux_tva=euros("0.2"))
    ligne = financement("Région", 10, depense_eligible=euros(eligible))
    (constat,) = points(fiche(operation(depenses=(dep,), base=base, financements=(ligne,))))
    assert ("C’est le coût TTC" in constat.remede) is (autre is not None)


def test_that_an_eligible_base_within_the_cost_or_of_a_loan_says_nothing():
    pret = financement("Banque", 10, nature=NatureFinancement.PRET, depense_eligible=euros(200_000))
    assert _codes(pret, financement("Région", 10, depense_eligible=euros(100_001))) == []
    assert points(fiche(operation(financements=(financement("Région", 1, depense_eligible=euros(5)),)))) == ()


# MQ-05


@pytest.mark.parametrize(
    ("ligne", "attendus"),
    [
        (financement("Région", 30_001, taux=euros("0.3")), []),
        (financement("Région", 30_002, taux=euros("0.3")), ["MQ-05"]),
        (financement("Région", 15_000, taux=euros("0.3"), depense_eligible=euros(40_000)), ["MQ-05"]),
        (financement("Région", 12_000, taux=euros("0.3"), depense_eligible=euros(40_000)), []),
        (financement("Région", 50_000), []),
        (financement("CAF", 50_000, taux=euros("0.3"), nature=NatureFinancement.PRIVE), []),
    ],
)
def test_that_an_aide_stays_within_its_rate(ligne: Financement, attendus: list[str]):
    assert _codes(ligne) == attendus


def test_that_the_rate_says_its_denominator_and_opens_the_right_amount():
    ligne = financement("Région", 30_000, taux=euros("0.3"), depense_eligible=euros(40_000))
    (constat,) = _points(ligne)
    assert "30,0 % de la dépense éligible de 40 000,00 €, soit 12 000,00 €" in lisible(constat.message)
    assert constat.champ == "montant_demande"
    accordee = replace(ligne, etat=EtatFinancement.ACCORDE, montant_accorde=euros(13_000))
    (constat,) = [c for c in _points(accordee) if c.code == "MQ-05"]
    assert constat.champ == "montant_accorde"


def test_that_a_rate_without_any_base_says_nothing():
    assert points(fiche(operation(financements=(financement("Région", 9, taux=euros("0.3")),)))) == ()


# MQ-06


def test_that_a_granted_aide_without_its_letter_is_found():
    ligne = financement("Région", 10, etat=EtatFinancement.NOTIFIE, montant_accorde=euros(10))
    une = operation(cout=100_000, financements=(ligne,))
    assert codes(points(fiche(une))) == ["MQ-06"]
    assert points(fiche(une, pieces=(Piece(financement=ligne.uid),))) == ()


def test_that_a_granted_loan_or_a_request_needs_no_letter():
    pret = financement("Banque", 1, nature=NatureFinancement.PRET, etat=EtatFinancement.ACCORDE)
    assert _codes(pret, financement("Région", 1, etat=EtatFinancement.DEPOSE)) == []


# MQ-07


@pytest.mark.parametrize(
    ("une", "autre", "attendus"),
    [
        (("DETR", ETAT, 20_000), ("D.E.T.R. 2026", ETAT, 30_000), ["MQ-07"]),
        (("DETR", ETAT, 20_000), ("DSIL", ETAT, 20_000), []),
        (("DETR", ETAT, 20_000), ("État autre", ETAT, 20_000), ["MQ-07"]),
        (("DETR", ETAT, 20_000), ("", ETAT, 20_000), ["MQ-07"]),
        (("DETR", ETAT, 20_000), ("État autre", ETAT, 21_000), []),
        (("Fonds vert", ETAT, 20_000), ("fonds VERT", ETAT, 5_000), ["MQ-07"]),
        (("Fonds vert – renaturation", ETAT, 20_000), ("Fonds vert – éclairage", ETAT, 20_000), []),
        (("Voirie", REGION, 20_000), ("Voirie", None, 20_000), []),
        (("", REGION, 20_000), ("", REGION, 20_000), ["MQ-07"]),
        (("", REGION, 20_000), ("", ETAT, 20_000), []),
        (("", None, 0), ("", None, 0), []),
    ],
)
def test_that_an_aide_entered_twice_is_found(une: Any, autre: Any, attendus: list[str]):
    lignes = [financement(d, m, financeur=f) for d, f, m in (une, autre)]
    assert [c for c in _codes(*lignes) if c != "SUB-05"] == attendus


def test_that_two_services_of_the_state_with_one_amount_look_like_one_aide():
    drac = Organisme(nom="DRAC", type=TypeOrganisme.ETAT)
    lignes = (
        financement("DETR", 20_000, financeur=ETAT),
        financement("", 20_000, financeur=drac.uid),
        financement("Autre", 20_000, financeur=REGION),
    )
    une = fiche(operation(cout=100_000, financements=lignes))
    tout = projet(une)
    constats = points(une, dans=replace(tout, organismes=(*tout.organismes, drac)))
    assert [(c.code, c.objet.uid) for c in constats] == [("MQ-07", lignes[1].uid)]
    assert "« DETR » et « DRAC »" in lisible(constats[0].message)


def test_that_a_refused_request_renewed_is_no_double():
    assert _codes(financement("DETR", 20_000, etat=EtatFinancement.REFUSE), financement("DETR", 30_000)) == []


# MQ-08


@pytest.mark.parametrize(
    ("dispositif", "nature", "remede"),
    [
        ("Prêt PRU-PVD", NatureFinancement.SUBVENTION, "« Prêt »"),
        ("Emprunt CDC", NatureFinancement.PRIVE, "« Prêt »"),
        ("Avance remboursable", NatureFinancement.SUBVENTION, "« Avance remboursable »"),
        ("AMP Banque des Territoires", NatureFinancement.SUBVENTION, "« Prise en charge directe »"),
        ("FCTVA", NatureFinancement.SUBVENTION, "Supprimer la ligne"),
    ],
)
def test_that_a_resource_that_is_no_aide_is_grave(dispositif: str, nature: NatureFinancement, remede: str):
    (constat,) = _points(financement(dispositif, 10_000, nature=nature))
    assert (constat.code, constat.gravite, constat.champ) == ("MQ-08", "grave", "nature")
    assert remede in lisible(constat.remede)


def test_that_the_own_money_of_the_bearer_is_no_aide():
    (constat,) = _points(financement("Autofinancement", 10_000, financeur=organisme(TypeOrganisme.COMMUNE)))
    assert (constat.code, constat.champ) == ("MQ-08", "financeur")
    assert "part décidée" in constat.remede


@pytest.mark.parametrize("dispositif", ["Prêt PRU-PVD", "FCTVA"])
def test_that_a_loan_declared_as_such_says_nothing(dispositif: str):
    assert _codes(financement(dispositif, 10_000, nature=NatureFinancement.PRET)) == []
    assert _codes(financement(dispositif, 10_000, etat=EtatFinancement.ABANDONNE)) == []


def test_that_a_word_that_only_looks_like_a_loan_says_nothing():
    assert _codes(financement("Interprétation du patrimoine", 10_000), financement("Champs", 1)) == []


# MQ-10


@pytest.mark.parametrize(
    ("champs", "base", "attendus"),
    [
        ({"montant_ttc": 120}, BaseMontant.HT, ["MQ-10"]),
        ({"montant_ht": 100}, BaseMontant.TTC, ["MQ-10"]),
        ({"montant_ttc": 120, "taux_tva": "0"}, BaseMontant.HT, []),
        ({"montant_ttc": 120, "taux_tva": "0.2"}, BaseMontant.HT, []),
        ({"montant_ttc": 120, "montant_ht": 100}, BaseMontant.HT, []),
        ({"montant_ht": 100}, BaseMontant.HT, []),
        ({"montant_ttc": 0}, BaseMontant.HT, []),
        ({}, BaseMontant.HT, []),
    ],
)
def test_that_a_depense_that_cannot_be_read_on_the_declared_base_is_told(
    champs: dict[str, Any], base: BaseMontant, attendus: list[str]
):
    valeurs: dict[str, Any] = {nom: euros(valeur) for nom, valeur in champs.items()}
    une = Depense(**valeurs)
    assert codes(points(fiche(operation(depenses=(une,), base=base)))) == attendus


def test_that_the_other_base_is_no_way_out_when_it_leaves_some_out_too():
    depenses = (Depense(intitule="voirie", montant_ttc=euros(120)), depense(50))
    (constat,) = points(fiche(operation(depenses=depenses)))
    assert (constat.champ, constat.objet.type) == ("depenses", "operation")
    assert "« voirie »" in lisible(constat.message)
    assert lisible(constat.remede) == "Saisir son taux de TVA ou son montant HT."


# Dotations


@pytest.mark.parametrize(
    ("texte", "attendue"),
    [
        ("DETR", Dotation.DETR),
        ("detr 2026", Dotation.DETR),
        ("DETR_2026", Dotation.DETR),
        ("D.E.T.R.", Dotation.DETR),
        ("Dotation d'équipement des territoires ruraux", Dotation.DETR),
        ("Dsil (contrat de ruralité)", Dotation.DSIL),
        ("Dotation de soutien à l’investissement local", Dotation.DSIL),
        ("DETR / DSIL", Dotation.DSIL),
        ("DPV", Dotation.DPV),
        ("Dotation politique de la ville", Dotation.DPV),
        ("DSID 2025", Dotation.DSID),
        ("Fonds vert", None),
        ("Détroit", None),
        ("", None),
    ],
)
def test_that_dotations_are_recognised_as_people_write_them(texte: str, attendue: Dotation | None):
    assert dotation(texte) is attendue


# MQ-11


def _dates(reglages: Reglages) -> tuple[Constat, ...]:
    lignes = (financement("Région", 10, annee=2022), financement("DETR", 10, repartitions=(Repartition(annee=2030),)))
    une = operation(depenses=(depense(100, annee=2024), depense(100, annee=2031)), financements=lignes)
    return points(fiche(une), dans=projet(fiche(une), reglages=reglages))


def test_that_a_year_outside_the_period_of_the_maquette_is_told():
    constat = next(c for c in _dates(Reglages(premiere_annee=2023, derniere_annee=2028)) if c.code == "MQ-11")
    assert lisible(constat.message) == "2022, 2030 et 2031 : hors de la période de la maquette, de 2023 à 2028."
    assert constat.champ == "depenses"
    (ouverte,) = [c for c in _dates(Reglages(premiere_annee=2023)) if c.code == "MQ-11"]
    assert lisible(ouverte.message) == "2022 : hors de la période de la maquette, à partir de 2023."
    assert ouverte.champ == "financements"


def test_that_a_project_without_a_period_has_no_year_outside_it():
    assert "MQ-11" not in codes(_dates(Reglages()))


# MQ-14


def test_that_a_line_whose_funder_left_the_project_is_told():
    ligne = financement("Redynamisation", 40_000, financeur=REGION)
    une = fiche(operation(cout=100_000, financements=(ligne,)))
    assert points(une) == ()
    restants = tuple(o for o in projet(une).organismes if o.uid != REGION)
    (point,) = points(une, dans=projet(une, organismes=restants))
    assert (point.code, point.gravite, point.champ) == ("MQ-14", Gravite.INFORMATION, "financeur")
    assert point.objet.uid == ligne.uid
    assert "« Redynamisation » n’est plus dans le projet" in lisible(point.message)
    assert "corbeille" in point.remede


def test_that_an_amount_that_nobody_brings_is_told_and_a_dispositif_says_who_brings_it():
    (point,) = _points(financement("", 40_000))
    assert point.code == "MQ-14"
    assert "40 000,00 € n’a pas de financeur" in lisible(point.message)
    assert _codes(financement("Redynamisation", 40_000)) == []
    assert _codes(replace(financement("", 40_000), montant_demande=None)) == ["MQ-13"]
