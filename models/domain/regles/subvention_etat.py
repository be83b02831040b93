"""Rules of the aids of the State by dispositif: cumulation, ceilings, base, section (SUB-07, 08, 09, 11, 12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.domain.dispositifs.dispositif import Assiette, Condition, Dispositif, GroupeCumul, PeriodePlafond
from models.domain.formats import format_euros, format_taux
from models.domain.plan_financement import ZERO, Financement, arrondir
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan, baisser, pourcentage_haut
from models.domain.vocabulaire import BaseMontant, Gravite, Jalon, NatureVersement, TypeOrganisme

_ASSIETTES_DE_LA_LIGNE: Final = {Assiette.DEPENSE_HT, Assiette.DEPENSE, Assiette.COUT_CHARGE}
"""Bases that the dépense éligible of a line tells; a déficit is not in the plan."""


def cumul_decret_2018(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-07: under décret 2018-514, public aids stay within the eligible dépenses, and an advance within its share.

    Aids above the whole coût are MQ-01.
    """
    eligible = plan.eligible
    for ligne in plan.aides:
        dispositif = contexte.dispositif(ligne)
        if dispositif is None or dispositif.groupe is not GroupeCumul.DECRET_2018_514:
            continue
        exces = ZERO if eligible is None else plan.totaux.aides - eligible
        if exces > contexte.tolerance and (plan.totaux.solde or ZERO) >= ZERO:
            yield _constat(
                contexte,
                plan,
                ligne,
                code="SUB-07",
                message=(
                    f"Les aides publiques ({format_euros(plan.totaux.aides)}) dépassent les dépenses éligibles de "
                    f"l’opération ({format_euros(eligible)}), alors que «\u00a0{contexte.nom_ligne(ligne)}\u00a0» ne "
                    "peut les porter au-delà de 100\u00a0%."
                ),
                remede=f"{baisser(contexte, plan, plan.aides, exces)}, ou revoir les dépenses dites non éligibles.",
                champ="montant_demande",
                source="Décret n°\u00a02018-514, article\u00a010",
            )
        yield from _avance(contexte, plan, ligne, dispositif)


def aides_de_l_etat(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-08: with the Fonds vert, the aids of the State stay within 80 % of the dépense, for a collectivité."""
    vert = next((ligne for ligne in plan.aides if _famille(contexte, ligne) == "fonds_vert"), None)
    if vert is None or not plan.est_d_une_collectivite or not (assiette := plan.denominateur(vert)):
        return
    plafond = contexte.parametre("plafond_etat_fonds_vert")
    lignes = [ligne for ligne in plan.aides if _de_l_etat(contexte, ligne)]
    cumul = sum((ligne.montant_retenu for ligne in lignes), ZERO)
    exces = cumul - arrondir(plafond.valeur * assiette)
    if exces <= 0:
        return
    yield _constat(
        contexte,
        plan,
        vert,
        code="SUB-08",
        message=(
            f"Aides de l’État avec le Fonds vert\u00a0: {format_euros(cumul)} sur {format_euros(assiette)}, soit "
            f"{pourcentage_haut(cumul / assiette)} pour un maximum cité de {format_taux(plafond.valeur)}."
        ),
        remede=f"{baisser(contexte, plan, lignes, exces)}, ou demander à la préfecture si le plafond s’applique.",
        champ="montant_demande",
        source=plafond.source,
    )


def plafond_du_dispositif(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-09: an aid stays within the rate and the ceiling of its dispositif, and the last funder comes last."""
    for ligne in plan.lignes:
        dispositif = contexte.dispositif(ligne)
        if dispositif is None or ligne.nature.est_a_rembourser or ligne.nature.est_valorisee:
            continue
        plafond = plafond_de(contexte, plan, ligne)
        if plafond and ligne.montant_retenu - plafond.maximum > contexte.tolerance:
            yield _au_dessus(contexte, plan, ligne, plafond)
        restantes = [autre for autre in plan.aides if autre is not ligne and not autre.etat.est_acquis]
        attendues = [autre for autre in restantes if autre.montant_retenu]
        if dispositif.dernier_financeur and attendues and not ligne.etat.est_acquis and ligne.montant_retenu:
            noms = ", ".join(f"«\u00a0{contexte.nom_ligne(autre)}\u00a0»" for autre in attendues)
            yield _constat(
                contexte,
                plan,
                ligne,
                code="SUB-09",
                gravite=Gravite.INFORMATION,
                message=(
                    f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0» vient en dernier financeur\u00a0: "
                    f"{noms} n’est pas encore acquis."
                    if len(attendues) == 1
                    else f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0» vient en dernier financeur\u00a0: "
                    f"{noms} ne sont pas encore acquis."
                ),
                remede="Obtenir d’abord les autres réponses, ou joindre les preuves de dépôt.",
                champ="etat",
                source=_source(dispositif),
            )


def base_hors_taxes(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-11: DETR and DSIL are computed on the HT for whoever gets its TVA back by the FCTVA."""
    operation = plan.operation
    if operation.base is not BaseMontant.TTC or not plan.est_d_une_collectivite:
        return
    for ligne in plan.aides:
        dispositif = contexte.dispositif(ligne)
        if dispositif is None or dispositif.groupe is not GroupeCumul.DOTATIONS or not ligne.montant_retenu:
            continue
        ht = operation.cout_ht
        combien = f" (coût HT de {format_euros(ht)})" if ht is not None else ""
        yield _constat(
            contexte,
            plan,
            ligne,
            code="SUB-11",
            message=(
                f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0» se calcule sur la dépense HT, et l’opération est "
                "déclarée en TTC."
            ),
            remede=f"Déclarer l’opération en HT{combien}, ou joindre la preuve que la TVA n’est pas récupérée.",
            champ="base",
            source="Articles R.\u00a02334-27 et R.\u00a02334-30 du CGCT",
        )


def fonctionnement_aide(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-12: an investment dotation finances no current fonctionnement, save a small part of the DSIL by contract."""
    investissement = plan.investissement
    for ligne in plan.aides:
        dispositif = contexte.dispositif(ligne)
        if dispositif is None or dispositif.groupe is not GroupeCumul.DOTATIONS:
            continue
        assiette = plan.denominateur(ligne)
        if not assiette:
            continue
        exces = assiette - investissement
        if exces <= contexte.tolerance or not ligne.montant_retenu or plan.cout is None or assiette > plan.cout:
            continue
        dsil = dispositif.code == "dsil"
        yield _constat(
            contexte,
            plan,
            ligne,
            code="SUB-12",
            message=(
                f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0»\u00a0: sa dépense éligible ({format_euros(assiette)}) "
                f"comprend {format_euros(exces)} de fonctionnement."
            ),
            remede=(
                f"Ramener la dépense éligible à {format_euros(investissement)}"
                + (", ou citer le contrat signé avec le préfet qui admet ce fonctionnement." if dsil else ".")
            ),
            champ="depense_eligible",
            source="Articles L.\u00a02334-36 et L.\u00a02334-42 du CGCT",
        )


def _avance(contexte: Contexte, plan: Plan, ligne: Financement, dispositif: Dispositif) -> Iterator[Constat]:
    regle = dispositif.versements
    avances = (v.montant or ZERO for v in ligne.versements if v.nature is NatureVersement.AVANCE)
    avance = sum(avances, ZERO)
    if regle.avance is None or not avance:
        return
    maximum = arrondir(regle.avance * ligne.montant_retenu)
    if avance <= maximum:
        return
    garantie = f", {format_taux(regle.avance_garantie)} avec une garantie" if regle.avance_garantie else ""
    yield _constat(
        contexte,
        plan,
        ligne,
        code="SUB-07",
        message=(
            f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0»\u00a0: l’avance de {format_euros(avance)} dépasse "
            f"{format_taux(regle.avance)} de l’aide ({format_euros(maximum)}{garantie})."
        ),
        remede=f"Baisser l’avance de {format_euros(avance - maximum)}, ou joindre la garantie.",
        champ="versements",
        source=regle.article,
    )


@dataclass(frozen=True, slots=True)
class PlafondAide:
    """Most that a dispositif brings to a line, and what says so."""

    maximum: Decimal
    bornes: str
    source: str


def plafond_de(contexte: Contexte, plan: Plan, ligne: Financement) -> PlafondAide | None:
    """The lowest ceiling that is known: that of the dispositif today, or of the category the line is asked under."""
    dispositif = contexte.dispositif(ligne)
    if dispositif is None:
        return None
    assiette = plan.denominateur(ligne)
    plafonds: list[PlafondAide] = []
    condition = dispositif.condition(contexte.aujourd_hui)
    if condition and (maximum := _maximum(condition, assiette)) is not None:
        bornes = "\u00a0; ".join(filter(None, (condition.taux, condition.montants)))
        plafonds.append(PlafondAide(maximum, bornes, f"{condition.source} ({condition.degre.libelle.lower()})"))
    categorie = dispositif.categorie(ligne.categorie, contexte.departement)
    if categorie and categorie.taux_maximum is not None and assiette:
        source = f"Catégories de «\u00a0{dispositif.nom}\u00a0»"
        reserve = ", à confirmer auprès du financeur" if categorie.a_confirmer else ""
        plafonds.append(PlafondAide(arrondir(categorie.taux_maximum * assiette), categorie.nom, source + reserve))
    return min(plafonds, key=lambda p: p.maximum, default=None)


def _maximum(condition: Condition, assiette: Decimal | None) -> Decimal | None:
    """In euros; ``None`` when the base or the span of the ceiling is not known."""
    bornes: list[Decimal] = []
    if condition.plafond is not None and condition.plafond_par is PeriodePlafond.OPERATION:
        bornes.append(condition.plafond)
    if condition.taux_maximum is not None and assiette and condition.assiette in _ASSIETTES_DE_LA_LIGNE:
        bornes.append(arrondir(condition.taux_maximum * assiette))
    return min(bornes, default=None)


def _au_dessus(contexte: Contexte, plan: Plan, ligne: Financement, plafond: PlafondAide) -> Constat:
    return _constat(
        contexte,
        plan,
        ligne,
        code="SUB-09",
        message=(
            f"«\u00a0{contexte.nom_ligne(ligne)}\u00a0»\u00a0: {format_euros(ligne.montant_retenu)} dépassent ce que "
            f"le dispositif apporte ({plafond.bornes}), soit {format_euros(plafond.maximum)} ici."
        ),
        remede=(
            f"Baisser le montant de {format_euros(ligne.montant_retenu - plafond.maximum)}, ou adapter le dispositif "
            "dans les réglages du projet si son règlement a changé."
        ),
        champ="montant_accorde" if ligne.etat.est_acquis else "montant_demande",
        source=plafond.source,
    )


def _constat(
    contexte: Contexte,
    plan: Plan,
    ligne: Financement,
    *,
    code: str,
    message: str,
    remede: str,
    champ: str,
    source: str,
    gravite: Gravite = Gravite.AVERTISSEMENT,
) -> Constat:
    return Constat(
        code=code,
        gravite=gravite,
        jalon=Jalon.DEPOT,
        message=message,
        remede=remede,
        objet=contexte.objet(plan, ligne),
        champ=champ,
        source=source,
    )


def _famille(contexte: Contexte, ligne: Financement) -> str:
    dispositif = contexte.dispositif(ligne)
    return dispositif.famille if dispositif else ""


def _de_l_etat(contexte: Contexte, ligne: Financement) -> bool:
    dispositif = contexte.dispositif(ligne)
    return contexte.type_financeur(ligne) is TypeOrganisme.ETAT or (
        dispositif is not None and dispositif.type_financeur is TypeOrganisme.ETAT
    )


def _source(dispositif: Dispositif) -> str:
    return dispositif.sources[0].texte if dispositif.sources else dispositif.intitule
