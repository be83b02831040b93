"""Every case of the fiche and of the maquette an expert wrote in ``tests/cas/fiches`` is what the rules say."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cas_ecrits import Cas, changed, check, check_pairs, load_cases, load_complete
from fabrique_du_domaine import AUJOURD_HUI, ORGANISMES, ORIENTATION, organisme

from models.domain.fiche_action import FicheAction, Phase, Piece
from models.domain.orientation import Indicateur
from models.domain.plan_financement import Depense, Financement, Operation, Repartition
from models.domain.projet import Projet
from models.domain.reglages import Reglages
from models.domain.regles import Constat
from models.domain.regles.verification import verifier_fiche, verifier_numeros
from models.domain.territoire import Secteur, Territoire
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    BaseMontant,
    EtatFinancement,
    NatureFinancement,
    Portee,
    Priorite,
    RegimeOrt,
    StatutAction,
    TypeOrganisme,
    TypePremierActe,
)
from models.referentiel.bareme import load_bareme
from models.referentiel.caracteres import load_non_imprimables
from models.referentiel.dispositifs import load_dispositifs

DOSSIER = Path(__file__).parents[1] / "cas" / "fiches"
COMPLETE = load_complete(DOSSIER)
CAS = load_cases(DOSSIER)
# FA-03, FA-09, MQ-03 and MQ-09 hold by construction.
CODES = {f"FA-{n:02}" for n in (1, 2, 4, 5, 6, 7, 8, 10)} | {f"MQ-{n:02}" for n in (1, 2, 4, 5, 6, 7, 8, 10, 11)}


def _euros(brut: Cas, cle: str) -> Decimal | None:
    return Decimal(brut[cle]) if cle in brut else None


def _depense(brut: Cas) -> Depense:
    return Depense(
        intitule=brut.get("intitule", ""),
        annee=brut.get("annee"),
        montant_ht=_euros(brut, "montant_ht"),
        montant_ttc=_euros(brut, "montant_ttc"),
        taux_tva=_euros(brut, "taux_tva"),
    )


def _financement(brut: Cas) -> Financement:
    return Financement(
        dispositif=brut["dispositif"],
        financeur=organisme(TypeOrganisme(brut["financeur"])),
        nature=NatureFinancement(brut.get("nature", "subvention")),
        etat=EtatFinancement(brut["etat"]),
        montant_demande=_euros(brut, "demande"),
        montant_accorde=_euros(brut, "accorde"),
        taux=_euros(brut, "taux"),
        depense_eligible=_euros(brut, "eligible"),
        annee=brut.get("annee"),
        date_accuse=brut.get("ar"),
        repartitions=tuple(
            Repartition(annee=int(annee), prevu=Decimal(prevu)) for annee, prevu in brut.get("annees", {}).items()
        ),
    )


def _fiche(brut: Cas) -> FicheAction:
    lignes = tuple(map(_financement, brut["financements"]))
    justifiees = [ligne.uid for ligne, ecrite in zip(lignes, brut["financements"], strict=True) if ecrite.get("piece")]
    acte = brut.get("type_premier_acte")
    une = Operation(
        maitre_ouvrage=organisme(TypeOrganisme(brut["maitre_ouvrage"])) if "maitre_ouvrage" in brut else None,
        base=BaseMontant(brut["base"]),
        part_decidee=_euros(brut, "part_decidee"),
        type_premier_acte=TypePremierActe(acte) if acte else None,
        date_premier_acte=brut.get("date_premier_acte"),
        depenses=tuple(map(_depense, brut["depenses"])),
        financements=lignes,
    )
    return FicheAction(
        numero=brut["numero"],
        intitule=brut["intitule"],
        statut=StatutAction(brut["statut"]),
        priorite=Priorite(brut["priorite"]),
        portee=Portee(brut["portee"]),
        orientation=ORIENTATION.uid if brut["orientation"] else None,
        secteurs=tuple(map(Uid, brut["secteurs"])),
        indicateurs=tuple(Indicateur(intitule=nom) for nom in brut["indicateurs"]),
        phases=tuple(Phase(**phase) for phase in brut["phases"]),
        pieces=tuple(Piece(financement=uid) for uid in justifiees),
        operations=(une,),
    )


def _points(dit: Cas) -> list[Constat]:
    """Points FA and MQ of the fiche, those that compare it with the other one first."""
    cadre: dict[str, Any] = dit["projet"]
    une = _fiche(dit["fiche"])
    projet = Projet(
        territoire=Territoire(
            regime_ort=RegimeOrt(cadre["regime_ort"]),
            date_adhesion=cadre["date_adhesion"],
            fin_ort=cadre["fin_ort"],
            secteurs=tuple(Secteur(uid=Uid(nom), nom=nom) for nom in cadre["secteurs"]),
        ),
        reglages=Reglages(premiere_annee=cadre.get("premiere_annee"), derniere_annee=cadre.get("derniere_annee")),
        organismes=tuple(ORGANISMES.values()),
        orientations=(ORIENTATION,),
        fiches=(une, FicheAction(**dit["autre"])),
    )
    siens = verifier_fiche(
        une, projet, load_bareme(), load_dispositifs(), AUJOURD_HUI, non_imprimables=load_non_imprimables()
    )
    return [c for c in (*verifier_numeros(projet), *siens) if c.code in CODES]


@pytest.mark.parametrize("cas", [pytest.param(un, id=f"{c} {un['titre']}") for c, siens in CAS.items() for un in siens])
def test_that_the_rules_of_the_fiche_and_of_the_maquette_say_what_the_case_expects(cas: Cas):
    check(_points(changed(COMPLETE, cas)), cas)


def test_that_a_complete_fiche_has_no_point():
    assert _points(COMPLETE) == []


def test_that_each_rule_of_the_fiche_and_of_the_maquette_has_its_cases():
    assert set(CAS) == CODES
    check_pairs(CAS)
