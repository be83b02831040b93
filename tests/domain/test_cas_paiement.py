"""Every case of payment an expert wrote in ``tests/cas/paiement`` is what the domain says."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fabrique_du_domaine import fiche, operation, organisme, projet

from models.domain.paiement import Facture, Marche, TypeMarche
from models.domain.paiements.aide import DroitsPaiement, dire_regle, droits, montant_a_demander, raison_de_rien
from models.domain.paiements.depenses import etat_depenses
from models.domain.paiements.plan import plan_definitif
from models.domain.paiements.premier_acte import acte_oublie, acte_suggere
from models.domain.plan_financement import Financement, Operation, Versement
from models.domain.uids import Uid
from models.domain.vocabulaire import (
    EtatFinancement,
    NatureFinancement,
    NatureVersement,
    PosteDepense,
    TypeOrganisme,
    TypePremierActe,
)
from models.referentiel.dispositifs import load_dispositifs

CAS = sorted(Path(__file__).parents[1].joinpath("cas", "paiement").glob("*.toml"))
DROITS = (
    "taux", "avance_maximale", "acomptes_maximaux", "definitif", "demande", "verse", "avance_possible",
    "acompte_possible", "solde_possible", "trop_percu", "reste_a_demander", "reste_a_recevoir",
)  # fmt: skip
PLAN = ("cout_reel", "total_aides", "part_mo", "surfinancement")


def _euros(brut: dict[str, Any], cle: str) -> Decimal | None:
    return Decimal(brut[cle]) if cle in brut else None


def _financement(brut: dict[str, Any]) -> Financement:
    return Financement(
        dispositif=brut["dispositif"],
        financeur=organisme(TypeOrganisme(brut.get("financeur", "etat"))),
        nature=NatureFinancement(brut.get("nature", "subvention")),
        etat=EtatFinancement(brut.get("etat", "notifie")),
        montant_accorde=_euros(brut, "accorde"),
        depense_eligible=_euros(brut, "depense_eligible"),
        taux=_euros(brut, "taux"),
        versements=tuple(
            Versement(
                nature=NatureVersement(v["nature"]),
                montant=Decimal(v["montant"]),
                date_demande=v.get("demande"),
                date_encaissement=v.get("recu"),
            )
            for v in brut.get("versements", ())
        ),
    )


def _operation(cas: dict[str, Any]) -> Operation:
    brute = dict(cas["operation"])
    if "type_premier_acte" in brute:
        brute["type_premier_acte"] = TypePremierActe(brute["type_premier_acte"])
    marches = tuple(
        Marche(
            uid=Uid(m.get("cle", f"m{rang}")),
            type=TypeMarche(m.get("type", "marche")),
            numero=m.get("numero", ""),
            lot=m.get("lot", ""),
            poste=PosteDepense(m.get("poste", "travaux")),
            montant_ht=_euros(m, "ht"),
            date_signature=m.get("signe"),
        )
        for rang, m in enumerate(cas.get("marches", ()))
    )
    factures = tuple(
        Facture(
            marche=Uid(f["marche"]) if "marche" in f else None,
            montant_ht=_euros(f, "ht"),
            montant_ttc=_euros(f, "ttc"),
            avoir=f.get("avoir", False),
            eligible=f.get("eligible", True),
            date_mandat=f.get("mandat"),
        )
        for f in cas.get("factures", ())
    )
    lignes = tuple(map(_financement, cas.get("financements", ())))
    return operation(financements=lignes, marches=marches, factures=factures, **brute)


def _droits(une: Operation, cas: dict[str, Any]) -> DroitsPaiement:
    dans = projet(fiche(une))
    ligne = une.financements[0]
    dispositif = load_dispositifs().de(ligne, dans.organisme(ligne.financeur))
    return droits(ligne, une, etat_depenses(une, cas["jour"]), dispositif)


@pytest.mark.parametrize("chemin", CAS, ids=lambda chemin: chemin.stem)
def test_that_the_payment_of_the_case_is_what_the_expert_wrote(chemin: Path):
    cas = tomllib.loads(chemin.read_text("utf-8"))
    assert cas["reference"]
    une, attendu = _operation(cas), cas["attendu"]
    etat = etat_depenses(une, cas["jour"])
    lus: dict[str, Any] = {"depense_reelle": etat.depense_reelle, "cout_reel": etat.cout_reel}
    lus |= {"cout_reel_ttc": etat.total.ttc, "attendu_ht": etat.attendu.ht, "hors_marche": etat.hors_marche.ht}
    if etat.marches:
        lus |= {"engage": etat.marches[0].engage, "depassement": etat.marches[0].depassement}
    if une.financements:
        siens = _droits(une, cas)
        lus |= {nom: getattr(siens, nom) for nom in DROITS}
        lus["regle"] = dire_regle(siens)
        lus["solde_a_demander"] = montant_a_demander(siens, NatureVersement.SOLDE)
    suggere = acte_suggere(une, cas["jour"])
    lus |= {"premier_acte": suggere and suggere.jour, "type_premier_acte": suggere and suggere.type}
    lus["oublie"] = acte_oublie(une, cas["jour"]) is not None
    plan = plan_definitif(une, projet(fiche(une)), load_dispositifs(), cas["jour"])
    lus["plan"] = {nom: getattr(plan, nom) for nom in PLAN} | {"a_lire": len(plan.a_lire)}
    lus["plan"]["participation"] = plan.participation.taux if plan.participation else None
    _check(lus, attendu)


def _check(lus: dict[str, Any], attendu: dict[str, Any]) -> None:
    assert attendu
    for cle, valeur in attendu.items():
        if isinstance(valeur, dict):
            _check(lus[cle], valeur)
        elif isinstance(valeur, str) and isinstance(lus[cle], Decimal):
            assert lus[cle] == Decimal(valeur), cle
        else:
            assert lus[cle] == valeur, cle


def test_that_an_acompte_waits_for_a_first_mandat_and_says_so():
    ligne = Financement(
        dispositif="DETR", etat=EtatFinancement.NOTIFIE, montant_accorde=Decimal(120), montant_demande=Decimal(120)
    )
    une = operation(cout=400, financements=(ligne,))
    jour = date(2026, 11, 22)
    detr = load_dispositifs().de(ligne, None)
    raison = raison_de_rien(droits(ligne, une, etat_depenses(une, jour), detr), NatureVersement.ACOMPTE)
    assert raison == "Un acompte suit les dépenses\u00a0: aucune n’est encore mandatée."
    mandat = Facture(numero_mandat="1", date_mandat=jour, montant_ht=Decimal(1), eligible=False)
    payee = replace(une, factures=(mandat,))
    raison = raison_de_rien(droits(ligne, payee, etat_depenses(payee, jour), detr), NatureVersement.ACOMPTE)
    assert raison.startswith("Les dépenses mandatées n’ouvrent pas plus")
