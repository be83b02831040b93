"""Every case of échéances an expert wrote in ``tests/cas/echeances`` is what the project computes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from fabrique_du_domaine import fiche, lisible, operation, organisme, projet
from typographie import faults

from models.domain.demande import Demande, IssueDemande, LigneDemande
from models.domain.echeances.calcul import calculer_echeances
from models.domain.ort import Ort
from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from models.domain.territoire import Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import EtatFinancement, NatureFinancement, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

CAS = sorted(Path(__file__).parent.parent.joinpath("cas", "echeances").glob("*.toml"))
LECTEURS = {
    "etat": EtatFinancement,
    "financeur": lambda t: organisme(TypeOrganisme(t)),
    "issue": IssueDemande,
    "nature": NatureFinancement,
    "ort": lambda t: Ort(**t),
}


def _lire(donnees: dict[str, Any]) -> dict[str, Any]:
    return {champ: LECTEURS.get(champ, lambda v: v)(valeur) for champ, valeur in donnees.items()}


def _projet(cas: dict[str, Any]) -> Projet:
    etat_par_defaut = {"financeur": "etat"}
    lignes = (Financement(uid=Uid("ligne"), **_lire(etat_par_defaut | cas["ligne"])),) if "ligne" in cas else ()
    une = fiche(operation(uid=Uid("operation"), financements=lignes, **_lire(cas.get("operation", {}))))
    demandes = ()
    if "demande" in cas:
        ligne = LigneDemande(operation=Uid("operation"), financement=Uid("ligne") if lignes else None)
        demandes = (Demande(uid=Uid("demande"), lignes=(ligne,), **_lire(cas["demande"])),)
    champs: dict[str, Any] = {"demandes": demandes}
    if "territoire" in cas:
        champs["territoire"] = Territoire(**_lire(cas["territoire"]))
    return projet(une, **champs)


@pytest.mark.parametrize("chemin", CAS, ids=lambda c: c.stem)
def test_that_a_case_is_what_the_project_computes(chemin: Path):
    cas = tomllib.loads(chemin.read_text("utf-8"))
    assert cas["reference"]
    calculees = calculer_echeances(_projet(cas), load_dispositifs(), load_bareme(), cas["aujourd_hui"])
    attendues = [(e["jour"], e["intitule"], e["etat"]) for e in cas["echeances"]]
    assert [(e.jour, lisible(e.intitule), e.etat.value) for e in calculees] == attendues
    for echeance, attendue in zip(calculees, cas["echeances"], strict=True):
        assert attendue.get("source", "") in lisible(echeance.source)
        assert attendue.get("precision", "") == lisible(echeance.precision)
        assert echeance.objet.libelle
        assert echeance.champ
        assert len(echeance.cle) <= 120
        for texte in (echeance.intitule, echeance.source, echeance.precision):
            assert not faults(texte)
