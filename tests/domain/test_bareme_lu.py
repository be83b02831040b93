"""The reference says which points à vérifier read each parameter: the page of the réglages shows it to people."""

from collections.abc import Mapping
from typing import Any

import pytest
from fabrique_du_domaine import AUJOURD_HUI, depense, euros, fiche, financement, operation, organisme, projet
from typing_extensions import override

from models.domain.bareme import Bareme, bareme_effectif
from models.domain.fiche_action import FicheAction
from models.domain.plan_financement import Repartition
from models.domain.reglages import ParametreLocal
from models.domain.regles.contexte import build_contexte
from models.domain.regles.verification import REGLES_FICHE, REGLES_FINANCEMENT, verifier_fiche
from models.domain.vocabulaire import BaseMontant, TypeOrganisme
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_dispositifs

ETAT = organisme(TypeOrganisme.ETAT)
PART = Repartition(annee=2026, prevu=euros(1))
DETR = financement("DETR", 10, financeur=ETAT, taux=euros("0.05"), repartitions=(PART,))
DSIL = financement("DSIL", 90, financeur=ETAT, depense_eligible=euros(90))
VERT = financement("Fonds vert", 10, financeur=ETAT, depense_eligible=euros(90))
POSTE = financement("Poste de chef de projet", 10, financeur=ETAT)
EN_HT = tuple(
    fiche(operation(cout=cout, financements=lignes, part_decidee=euros(5)))
    for cout, lignes in ((100, (DETR, DSIL)), (100, (DETR,)), (500, (DETR,)), (200, (DETR, DSIL)), (90, (VERT, POSTE)))
)
EN_TTC = fiche(
    operation(depenses=(depense(100, montant_ttc=euros(120)),), base=BaseMontant.TTC, financements=(VERT,)),
)
FINIE = fiche(operation(cout=20_000, financements=(VERT,), date_achevement=AUJOURD_HUI))
FICHES = (*EN_HT, EN_TTC, FINIE)


class _Entrees(dict[str, Any]):
    """Entries of a barème that remember which were read."""

    def __init__(self, entrees: Mapping[str, Any]) -> None:
        super().__init__(entrees)
        self.lues: set[str] = set()

    @override
    def __getitem__(self, cle: str) -> Any:
        self.lues.add(cle)
        return super().__getitem__(cle)


def _read(une: FicheAction) -> set[tuple[str, str]]:
    """(parameter, code of the rule that reads it) for one fiche."""
    paires: set[tuple[str, str]] = set()
    for regle in (*REGLES_FICHE, *REGLES_FINANCEMENT):
        entrees = _Entrees(load_bareme().entrees)
        contexte = build_contexte(une, projet(une), Bareme(entrees), load_dispositifs(), AUJOURD_HUI)
        for suite in [()] if regle in REGLES_FICHE else [(plan,) for plan in contexte.plans]:
            list(regle(contexte, *suite))
        code = (regle.__doc__ or "").split(":", 1)[0]
        paires |= {(cle, code) for cle in entrees.lues}
    return paires


def test_that_the_reference_names_the_points_that_read_each_parameter():
    lues = {paire for une in FICHES for paire in _read(une)}
    assert lues == {(cle, code) for cle, d in load_bareme().definitions.items() for code in d.regles}


@pytest.mark.parametrize(
    ("cle", "valeur", "code"),
    [
        ("participation_minimale", "0.9", "SUB-01"),
        ("tolerance_plan", "1000", "FA-04"),
        ("plafond_dotations", "1", "SUB-06"),
    ],
)
def test_that_a_value_of_the_project_changes_what_the_rules_say(cle: str, valeur: str, code: str):
    adapte = bareme_effectif(load_bareme(), [ParametreLocal(cle=cle, valeur=valeur, motif="arrêté")])

    def dits(bareme: Bareme) -> list[bool]:
        return [
            any(c.code == code for c in verifier_fiche(une, projet(une), bareme, load_dispositifs(), AUJOURD_HUI))
            for une in FICHES
        ]

    assert dits(load_bareme()) != dits(adapte)
