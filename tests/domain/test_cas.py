"""Every financing case an expert wrote in ``tests/cas`` is what the rules say."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fabrique_du_domaine import fiche, lisible, operation, organisme, points

from models.domain.fiche_action import FicheAction, Piece
from models.domain.plan_financement import Depense, Financement
from models.domain.regles.subvention import participation
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    PosteDepense,
    Section,
    StatutAction,
    TypeOrganisme,
)

CAS = sorted(Path(__file__).parent.parent.joinpath("cas").glob("*.toml"))
LECTEURS = {
    "base": BaseMontant,
    "etat": EtatFinancement,
    "nature": NatureFinancement,
    "poste": PosteDepense,
    "section": Section,
    "statut": StatutAction,
    "financeur": lambda t: organisme(TypeOrganisme(t)),
    "maitre_ouvrage": lambda t: organisme(TypeOrganisme(t)),
    "dispositif": str,
}


def _lire(donnees: dict[str, Any]) -> dict[str, Any]:
    return {champ: LECTEURS.get(champ, Decimal)(valeur) for champ, valeur in donnees.items()}


def _fiche(entree: dict[str, Any]) -> FicheAction:
    lignes, pieces = [], []
    for brute in entree.pop("financements"):
        justifiee = brute.pop("piece", False)
        ligne = Financement(**_lire(brute))
        lignes.append(ligne)
        if justifiee:
            pieces.append(Piece(financement=ligne.uid))
    depenses = tuple(Depense(**_lire(brute)) for brute in entree.pop("depenses"))
    statut = StatutAction(entree.pop("statut", "idee"))
    une = operation(depenses=depenses, financements=tuple(lignes), **_lire(entree))
    return fiche(une, statut=statut, pieces=tuple(pieces))


@pytest.mark.parametrize("chemin", CAS, ids=lambda chemin: chemin.stem)
def test_that_the_rules_say_what_the_case_expects(chemin: Path):
    cas = tomllib.loads(chemin.read_text("utf-8"))
    attendu = cas["attendu"]
    une = _fiche(cas["entree"])
    trouves = points(une)
    assert cas["titre"]
    assert cas["reference"]
    assert [c.code for c in trouves] == [p["code"] for p in attendu["points"]], [lisible(c.message) for c in trouves]
    for constat, point in zip(trouves, attendu["points"], strict=True):
        assert constat.gravite == point["gravite"]
        assert point["message"] in lisible(constat.message)
        assert point.get("remede", "") in lisible(constat.remede)
    totaux = une.totaux
    for nom, valeur in attendu.get("totaux", {}).items():
        assert getattr(totaux, nom) == Decimal(valeur), nom
    if taux := attendu.get("participation"):
        part = participation(totaux.cout, totaux)
        assert part is not None
        assert round(part.taux, 2) == Decimal(taux)


def test_that_every_vector_of_the_first_order_has_its_case():
    assert {chemin.stem[0] for chemin in CAS if chemin.stem[1] == "-"} == set("abcdelmnp")
