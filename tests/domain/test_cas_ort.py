"""Every case of the ORT an expert wrote in ``tests/cas/ort`` is what the rules say."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cas_ecrits import Cas, changed, check, check_pairs, load_cases, load_complete
from fabrique_du_domaine import depense

from models.domain.convention import Article, Convention, Partie, PieceConvention
from models.domain.fiche_action import FicheAction, Partenaire, Phase
from models.domain.organisme import Organisme
from models.domain.ort import Opah, Ort
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.regles.ort import regles_ort, verifier_ort
from models.domain.territoire import Commune, PlanSecteur, Secteur, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    CategorieOrt,
    QualitePartie,
    RegimeOrt,
    RoleCommune,
    RolePartenaire,
    RolePartie,
    StatutAction,
    TypeActe,
    TypeSecteur,
)

DOSSIER = Path(__file__).parents[1] / "cas" / "ort"
COMPLETE = load_complete(DOSSIER)
CAS = load_cases(DOSSIER)


def _secteur(brut: Cas) -> Secteur:
    return Secteur(
        uid=Uid(brut["nom"]),
        nom=brut["nom"],
        commune=Uid(brut["commune"]) if "commune" in brut else None,
        type=TypeSecteur(brut["type"]),
        parcelles=brut.get("parcelles", ""),
        plans=(PlanSecteur(),) if brut.get("plan") else (),
    )


def _partie(brut: Cas) -> Partie:
    return Partie(
        organisme=Uid(brut["nom"]),
        role=RolePartie(brut["role"]),
        qualite=QualitePartie(brut.get("qualite", "signataire")),
        acte=TypeActe(brut.get("acte", "deliberation")),
        acte_date=brut.get("acte_date"),
    )


def _action(brut: Cas) -> FicheAction:
    operateur = brut.get("operateur")
    return FicheAction(
        numero=brut["numero"],
        intitule=brut.get("intitule", ""),
        statut=StatutAction(brut.get("statut", "inscrite")),
        categories_ort=tuple(map(CategorieOrt, brut.get("categories", ()))),
        secteurs=tuple(map(Uid, brut.get("secteurs", ()))),
        operations=(Operation(depenses=(depense(brut["cout"]),) if "cout" in brut else ()),),
        phases=(Phase(debut=brut["debut"]),) if "debut" in brut else (),
        partenaires=(Partenaire(organisme=Uid(operateur), role=RolePartenaire.OPERATEUR),) if operateur else (),
    )


def _projet(dit: Cas) -> Projet:
    opah = dit.get("opah", {})
    article = Article(cle="ort", texte=dit["article_ort"]) if "article_ort" in dit else None
    return Projet(
        territoire=Territoire(
            regime_ort=RegimeOrt(dit["regime_ort"]),
            date_convention=dit.get("date_convention"),
            duree_annees=dit.get("duree_annees"),
            fin_ort=dit.get("fin_ort"),
            communes=tuple(
                Commune(uid=Uid(c["nom"]), nom=c["nom"], role=RoleCommune(c["role"])) for c in dit["communes"]
            ),
            secteurs=tuple(map(_secteur, dit["secteurs"])),
            ort=Ort(**dit.get("ort", {})),
            opah=Opah(**{**opah, "aides": Decimal(opah["aides"]) if "aides" in opah else None}),
        ),
        convention=Convention(
            parties=tuple(map(_partie, dit["parties"])),
            articles=(article,) if article else (),
            pieces=tuple(PieceConvention(**piece) for piece in dit.get("pieces", ())),
        ),
        organismes=tuple(Organisme(uid=Uid(p["nom"]), nom=p["nom"]) for p in dit["parties"]),
        fiches=tuple(map(_action, dit["actions"])),
    )


def _cas() -> Iterator[Any]:
    for nom, cas in CAS.items():
        yield from (pytest.param(un, id=f"{nom} {un['titre']}") for un in cas)


@pytest.mark.parametrize("cas", list(_cas()))
def test_that_the_rules_of_the_ort_say_what_the_case_expects(cas: Cas):
    dit = changed(COMPLETE, cas)
    check(tuple(verifier_ort(_projet(dit), dit["aujourd_hui"])), cas)


def test_that_a_complete_convention_has_no_point():
    assert tuple(verifier_ort(_projet(COMPLETE), COMPLETE["aujourd_hui"])) == ()


def test_that_an_empty_project_has_no_point_of_the_ort():
    assert tuple(verifier_ort(Projet(), date(2026, 11, 21))) == ()


def test_that_each_rule_of_the_ort_has_its_code_a_case_that_speaks_and_one_that_is_silent():
    codes = [str(regle.__doc__).partition(":")[0] for regle in regles_ort()]
    assert codes == [f"ORT-{rang:02}" for rang in range(1, 15)]
    assert list(CAS) == codes
    check_pairs(CAS)
