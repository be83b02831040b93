"""The plan arrondi of every case an expert wrote in ``tests/cas/plans``, and what holds of any plan."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cas_ecrits import Cas
from fabrique_du_domaine import fiche, lisible, operation, organisme, projet
from hypothesis import given
from hypothesis import strategies as st

from models.domain.demande import Demande, LigneDemande
from models.domain.demandes.plan import plan_arrondi, repartir
from models.domain.demandes.plan_arrondi import PlanArrondi
from models.domain.demandes.situee import situer
from models.domain.plan_financement import Depense, Financement
from models.domain.regles.dotations import Dotation
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    PosteDepense,
    Section,
    TypeOrganisme,
)
from models.referentiel.dispositifs import load_dispositifs

CAS = tomllib.loads((Path(__file__).parents[1] / "cas" / "plans" / "arrondi.toml").read_text("utf-8"))["cas"]


def _montant(brut: dict[str, Any], cle: str) -> Decimal | None:
    return Decimal(brut[cle]) if cle in brut else None


def _depense(brut: dict[str, Any]) -> Depense:
    return Depense(
        poste=PosteDepense(brut["poste"]),
        montant_ht=_montant(brut, "ht"),
        montant_ttc=_montant(brut, "ttc"),
        section=Section(brut.get("section", "investissement")),
    )


def _ligne(brut: dict[str, Any], uid: str) -> Financement:
    return Financement(
        uid=Uid(uid),
        dispositif=brut["dispositif"],
        financeur=organisme(TypeOrganisme(brut["financeur"])),
        nature=NatureFinancement(brut.get("nature", "subvention")),
        etat=EtatFinancement(brut.get("etat", "envisage")),
        montant_demande=_montant(brut, "demande"),
        montant_accorde=_montant(brut, "accorde"),
    )


def _plan(cas: Cas) -> PlanArrondi:
    rangs = sorted({b.get("operation", 1) for b in (*cas["depenses"], *cas["financements"])})
    lignes = [(b.get("operation", 1), b, _ligne(b, f"fin-{i}")) for i, b in enumerate(cas["financements"])]
    operations = [
        operation(
            uid=Uid(f"ope-{rang}"),
            base=BaseMontant(cas.get("base", "ht")),
            depenses=tuple(_depense(b) for b in cas["depenses"] if b.get("operation", 1) == rang),
            financements=tuple(ligne for sienne, _, ligne in lignes if sienne == rang),
        )
        for rang in rangs
    ]
    demandees = tuple(
        LigneDemande(operation=Uid(f"ope-{rang}"), financement=ligne.uid)
        for rang, brut, ligne in lignes
        if brut.get("demandee")
    )
    toutes = tuple(LigneDemande(operation=une.uid) for une in operations)
    demande = Demande(dispositif=cas["dispositif"], lignes=(*toutes, *demandees))
    situee = situer(demande, projet(fiche(*operations), demandes=(demande,)), load_dispositifs())
    return plan_arrondi(situee, retenus=cas.get("retenus", False))


@pytest.mark.parametrize("cas", CAS, ids=[cas["titre"] for cas in CAS])
def test_that_the_plan_is_what_the_case_expects(cas: Cas):
    plan, attendu = _plan(cas), cas["attendu"]
    assert cas["reference"]
    assert plan.cout == attendu.get("cout")
    assert plan.part_mo == attendu.get("part_mo")
    assert {p.poste.value: p.montant for p in plan.postes} == attendu["postes"]
    assert {r.libelle: r.montant for r in (*plan.aides, *plan.prive, *plan.prets)} == attendu["ressources"]
    assert plan.demande == attendu["demande"]
    assert plan.base == attendu.get("base", "ht")
    assert plan.ecarte == attendu.get("ecarte", 0)
    assert plan.emprunt == attendu.get("emprunt", 0)
    assert plan.demande_de(Dotation.DETR) == attendu.get("detr", plan.demande_de(Dotation.DETR))
    assert plan.demande_de(Dotation.DSIL) == attendu.get("dsil", plan.demande_de(Dotation.DSIL))
    assert attendu.get("reserve", "") in lisible(plan.reserve)
    assert bool(plan.reserve) is (plan.cout is None)
    if "participation" in attendu:
        assert plan.participation is not None
        assert plan.participation.taux == Decimal(attendu["participation"])


CENTIMES = st.decimals(0, 10**9, places=2)


@given(st.lists(CENTIMES, max_size=12))
def test_that_whole_euros_add_up_to_the_rounded_sum_and_stay_within_one_euro_of_the_exact(montants: list[Decimal]):
    entiers = repartir(montants)
    assert abs(sum(entiers) - sum(montants)) <= Decimal("0.5")
    assert all(abs(entier - exact) < 1 for entier, exact in zip(entiers, montants, strict=True))


@given(st.lists(CENTIMES, min_size=1, max_size=6), st.lists(CENTIMES, max_size=6))
def test_that_any_plan_is_equal_to_the_euro_and_never_asks_for_more_than_it_holds(
    couts: list[Decimal], aides: list[Decimal]
):
    cas: Cas = {
        "dispositif": "detr",
        "depenses": [
            {"poste": poste, "ht": str(cout)} for poste, cout in zip([*PosteDepense][: len(couts)], couts, strict=True)
        ],
        "financements": [
            {"dispositif": f"Aide {i}", "financeur": "region", "demande": str(aide)} for i, aide in enumerate(aides)
        ],
    }
    plan = _plan(cas)
    assert plan.cout is not None
    assert plan.part_mo is not None
    assert plan.total_aides is not None
    assert plan.total_prive is not None
    assert plan.cout == plan.total_aides + plan.total_prive + plan.part_mo
    assert plan.cout == sum(p.montant for p in plan.postes)
    assert plan.total_aides <= sum(aides)


def test_that_a_rate_is_told_on_the_base_that_the_funder_retains():
    ligne = Financement(
        dispositif="DETR", montant_demande=Decimal(30_000), depense_eligible=Decimal(120_000), uid=Uid("l")
    )
    une = operation(cout=200_000, uid=Uid("o"), financements=(ligne,))
    demande = Demande(dispositif="detr", lignes=(LigneDemande(operation=une.uid, financement=ligne.uid),))
    plan = plan_arrondi(situer(demande, projet(fiche(une)), load_dispositifs()))
    assert (plan.aides[0].base, plan.aides[0].taux) == (120_000, Decimal("0.2500"))
    assert plan.taux_aides == Decimal("0.1500")
