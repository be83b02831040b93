"""Every financing case an expert wrote in ``tests/cas`` is what the rules say."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fabrique_du_domaine import AUJOURD_HUI, fiche, lisible, operation, organisme, points

from models.domain.bareme import bareme_effectif
from models.domain.fctva import fctva_operation
from models.domain.fiche_action import FicheAction, LienContrat, Piece
from models.domain.plan_financement import Depense, Financement, Versement
from models.domain.reglages import ParametreLocal
from models.domain.regles.participation import participation
from models.domain.vocabulaire import (
    BaseMontant,
    ContratLie,
    EtatFinancement,
    NatureFinancement,
    NatureVersement,
    PosteDepense,
    Section,
    StatutAction,
    Theme,
    TypeOrganisme,
    TypePremierActe,
)
from models.referentiel.bareme import load_bareme

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
    "type_premier_acte": TypePremierActe,
    "assujettie_tva": bool,
    "eligible": bool,
}


def _valeur(champ: str, valeur: Any) -> Any:
    return valeur if isinstance(valeur, date) else LECTEURS.get(champ, Decimal)(valeur)


def _lire(donnees: dict[str, Any]) -> dict[str, Any]:
    return {champ: _valeur(champ, valeur) for champ, valeur in donnees.items()}


def _fiche(entree: dict[str, Any]) -> FicheAction:
    lignes, pieces = [], []
    for brute in entree.pop("financements"):
        justifiee = brute.pop("piece", False)
        avance = brute.pop("avance", None)
        versements = (Versement(nature=NatureVersement.AVANCE, montant=Decimal(avance)),) if avance else ()
        ligne = Financement(**_lire(brute), versements=versements)
        lignes.append(ligne)
        if justifiee:
            pieces.append(Piece(financement=ligne.uid))
    depenses = tuple(Depense(**_lire(brute)) for brute in entree.pop("depenses"))
    statut = StatutAction(entree.pop("statut", "idee"))
    themes = tuple(map(Theme, entree.pop("themes", ())))
    contrats = tuple(LienContrat(contrat=ContratLie(c)) for c in entree.pop("contrats", ()))
    pieces += [Piece(intitule=nom) for nom in entree.pop("pieces", ())]
    une = operation(depenses=depenses, financements=tuple(lignes), **_lire(entree))
    return fiche(une, statut=statut, pieces=tuple(pieces), themes=themes, contrats=contrats)


@pytest.mark.parametrize("chemin", CAS, ids=lambda chemin: chemin.stem)
def test_that_the_rules_say_what_the_case_expects(chemin: Path):
    cas = tomllib.loads(chemin.read_text("utf-8"))
    attendu = cas["attendu"]
    une = _fiche(cas["entree"])
    locaux = [ParametreLocal(cle=cle, valeur=valeur) for cle, valeur in cas.get("parametres", {}).items()]
    trouves = points(une, jour=cas.get("jour", AUJOURD_HUI), bareme=bareme_effectif(load_bareme(), locaux))
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

    if fctva := attendu.get("fctva"):
        rendu = fctva_operation(une.operations[0], taux=load_bareme().parametre("taux_fctva", AUJOURD_HUI).valeur)
        assert rendu is not None
        assert rendu.montant == Decimal(fctva["montant"])
        cout = une.operations[0].cout_ttc
        assert cout is not None
        assert rendu.charge_nette(cout, totaux.aides) == Decimal(fctva["charge_nette"])


def test_that_every_vector_has_its_case():
    assert {chemin.stem[0] for chemin in CAS if chemin.stem[1] == "-"} == set("abcdefgklmnop")


def test_that_every_rule_of_the_subventions_has_a_case_that_fires_and_one_that_stays_silent():
    dits: dict[str, set[bool]] = {}
    for chemin in CAS:
        cas = tomllib.loads(chemin.read_text("utf-8"))
        for regle in cas.get("regles", []):
            dits.setdefault(regle, set()).add(regle in {p["code"] for p in cas["attendu"]["points"]})
    assert dits == {f"SUB-{numero:02}": {True, False} for numero in range(1, 16)}
