"""Every case of the demandes an expert wrote in ``tests/cas/demandes`` is what the rules say."""

from pathlib import Path
from typing import Any

import pytest
from cas_ecrits import Cas, changed, check, check_pairs, load_cases, load_complete
from fabrique_du_domaine import AUJOURD_HUI, codes, euros, fiche, financement, operation, projet

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.projet import Projet
from models.domain.regles.demandes import REGLES_DEMANDE, verifier_demandes
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

DOSSIER = Path(__file__).parents[1] / "cas" / "demandes"
COMPLETE = load_complete(DOSSIER)
CAS = load_cases(DOSSIER)


def _demande(brut: dict[str, Any], uid: str) -> Demande:
    champs = {**brut, "issue": IssueDemande(brut["issue"]) if "issue" in brut else None}
    lignes = (LigneDemande(operation=Uid("ope-1"), financement=Uid("fin-1")),)
    return Demande(uid=Uid(uid), lignes=lignes, **champs)


def _projet(cas: Cas) -> Projet:
    brute = {**cas["ligne"]}
    accorde = {"montant_accorde": euros(brute["accorde"])} if "accorde" in brute else {}
    ligne = financement(brute["dispositif"], 100_000, uid=Uid("fin-1"), etat=EtatFinancement(brute["etat"]), **accorde)
    lignes = () if cas.get("sans_ligne") else (ligne,)
    une = fiche(operation(cout=400_000, uid=Uid("ope-1"), financements=lignes, **cas["operation"]))
    demandes = [_demande(cas["demande"], "dem-1")]
    if "autre" in cas:
        demandes.append(_demande(cas["autre"], "dem-2"))
    return projet(*(() if cas.get("corbeille") else (une,)), demandes=tuple(demandes))


def _points(cas: Cas):
    return verifier_demandes(_projet(cas), load_bareme(), load_dispositifs(), cas.get("jour", AUJOURD_HUI))


@pytest.mark.parametrize(
    ("code", "cas"),
    [(code, cas) for code, siens in CAS.items() for cas in siens],
    ids=[f"{code}-{cas['titre']}" for code, siens in CAS.items() for cas in siens],
)
def test_that_the_rules_of_the_demandes_say_what_the_case_expects(code: str, cas: Cas):
    assert code
    check(_points(changed(COMPLETE, cas)), cas)


def test_that_the_complete_demande_has_no_point():
    assert codes(_points(COMPLETE)) == []


def test_that_every_rule_of_the_demandes_has_a_case_that_fires_and_one_that_stays_silent():
    check_pairs(CAS)
    assert set(CAS) == {str(regle.__doc__).partition(":")[0] for regle in REGLES_DEMANDE}


def test_that_the_rules_cost_nothing_without_a_demande():
    sans = projet(fiche(operation(cout=1000)))
    assert verifier_demandes(sans, load_bareme(), load_dispositifs(), AUJOURD_HUI) == ()
    # Nothing was indexed for it.
    assert "_operations_par_uid" not in sans.__dict__


def test_that_a_demande_of_nothing_that_still_exists_is_read_without_a_crash():
    fantome = Demande(
        dispositif="inconnu",
        demandeur=Uid("parti"),
        lignes=(LigneDemande(), LigneDemande(operation=Uid("x")), LigneDemande(financement=Uid("y"))),
    )
    trouves = verifier_demandes(projet(demandes=(fantome,)), load_bareme(), load_dispositifs(), AUJOURD_HUI)
    assert codes(trouves) == ["DEM-03", "DEM-03"]
