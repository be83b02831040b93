"""Rules of what a maître d'ouvrage keeps to pay (SUB-01) and of the dotations of the CGCT (SUB-05, SUB-06)."""

from collections.abc import Iterator
from decimal import Decimal

from models.domain.bareme import Parametre
from models.domain.formats import format_euros, format_taux
from models.domain.plan_financement import ZERO, Financement, arrondir
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan, baisser, pourcentage_bas, pourcentage_haut
from models.domain.regles.dotations import nomme_les_deux
from models.domain.regles.participation import Participation, participation
from models.domain.regles.subvention_exceptions import est_permise, exception
from models.domain.vocabulaire import BaseMontant, Gravite, Jalon


def participation_minimale(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-01: the maître d'ouvrage keeps its minimal share of what public persons bring.

    What the law or the project lets go lower is told by SUB-02 and SUB-04 instead. While nobody says who bears the
    operation, silence would pass for a plan that is in order.
    """
    part = plan.participation
    minimum = contexte.parametre("participation_minimale")
    if plan.type_maitre_ouvrage is None:
        yield from _sans_maitre_ouvrage(contexte, plan, minimum)
        return
    permis = contexte.parametre("participation_petites_communes")
    if part is None or (exces := part.exces(minimum.valeur)) <= 0 or est_permise(plan, part, permis):
        return
    if exception(contexte, plan, part):
        return
    yield Constat(
        code="SUB-01",
        gravite=Gravite.GRAVE,
        jalon=Jalon.DEPOT,
        message=(
            f"Participation du maître d’ouvrage\u00a0: {_dire_part(part)} sur {format_euros(part.total)} "
            f"d’argent public {plan.base}{_dire_taux(part)} pour un minimum "
            f"de {format_taux(minimum.valeur)}.{_autre_base(plan, minimum.valeur)}"
        ),
        remede=(
            f"{baisser(contexte, plan, plan.aides, exces)}, ce qui porte la part du maître d’ouvrage à "
            f"{format_euros(part.part + exces)}, ou demander une dérogation au préfet (monument protégé, "
            f"ouvrage d’art, école à {_ecole(contexte)} pour sa rénovation énergétique…)."
        ),
        objet=contexte.objet(plan),
        champ="financements",
        source=minimum.source,
    )


def plancher_detr(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-05: the DETR is at least 20 % of its dépense éligible, unless the 80 % ceiling leaves no room for it."""
    lignes = plan.detr
    assiette = _assiette(plan, lignes)
    if assiette is None:
        return
    plancher, plafond = contexte.parametre("plancher_detr"), contexte.parametre("plafond_dotations")
    montant = _somme(lignes)
    minimum = arrondir(plancher.valeur * assiette)
    autres = plan.totaux.aides - montant
    # « DETR / DSIL » on one line may yet be DETR: no shortage is told that it could fill.
    possible = montant + _somme(tuple(ligne for ligne in plan.dotations if nomme_les_deux(ligne.dispositif)))
    if possible >= minimum or autres + minimum > plafond.valeur * assiette:
        return
    manque = format_euros(minimum - montant)
    remede = f"Demander {manque} de plus, ou vérifier la dépense éligible."
    if all(ligne.etat.est_acquis for ligne in lignes):
        remede = "Vérifier dans l’arrêté la dépense subventionnable retenue."
    yield Constat(
        code="SUB-05",
        gravite=Gravite.AVERTISSEMENT,
        jalon=Jalon.DEPOT,
        message=(
            f"DETR : {format_euros(montant)} sur une dépense éligible de {format_euros(assiette)}, soit "
            f"{pourcentage_bas(montant / assiette)} pour un minimum de {format_taux(plancher.valeur)} "
            f"({format_euros(minimum)})."
        ),
        remede=remede,
        objet=contexte.objet(plan, lignes[0]),
        champ="montant_accorde" if lignes[0].etat.est_acquis else "montant_demande",
        source=plancher.source,
    )


def cumul_des_dotations(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-06: DETR + DSIL + DPV + DSID stay within 80 % of the dépense éligible.

    Each dotation has its own: that of the DETR is the denominator, whose article sets the ceiling; without DETR, the
    smallest one. The message says which.
    """
    lignes = plan.dotations
    reference = plan.detr or lignes
    assiette = _assiette(plan, reference)
    if assiette is None:
        return
    plafond = contexte.parametre("plafond_dotations")
    maximum = arrondir(plafond.valeur * assiette)
    cumul = _somme(lignes)
    if cumul <= maximum:
        return
    noms = " + ".join(ligne.dispositif for ligne in lignes)
    choisie = next((ligne for ligne in reference if ligne.depense_eligible == assiette), None)
    de_qui = f"retenue pour « {choisie.dispositif} »" if choisie else "de l’opération"
    yield Constat(
        code="SUB-06",
        gravite=Gravite.GRAVE,
        jalon=Jalon.DEPOT,
        message=(
            f"{noms} : {format_euros(cumul)} sur la dépense éligible {de_qui} ({format_euros(assiette)}), "
            f"soit {pourcentage_haut(cumul / assiette)} pour un maximum de {format_taux(plafond.valeur)} "
            f"({format_euros(maximum)})."
        ),
        remede=f"{baisser(contexte, plan, lignes, cumul - maximum)}.",
        objet=contexte.objet(plan),
        champ="financements",
        source=plafond.source,
    )


def _sans_maitre_ouvrage(contexte: Contexte, plan: Plan, minimum: Parametre) -> Iterator[Constat]:
    part = participation(plan.totaux.cout, plan.totaux)
    if part is None or not plan.est_d_investissement or part.part < 0 or part.exces(minimum.valeur) <= 0:
        # Aides above the coût are told by MQ-01.
        return
    yield Constat(
        code="SUB-01",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=(
            f"Il reste au maître d’ouvrage {format_euros(part.part)} sur {format_euros(part.total)} d’argent public "
            f"{plan.base}, soit {pourcentage_bas(part.taux)}. Une commune ou un groupement doit garder "
            f"{format_taux(minimum.valeur)}\u00a0; le maître d’ouvrage n’est pas renseigné."
        ),
        remede="Choisir le maître d’ouvrage\u00a0: le minimum ne vise ni un bailleur, ni une association.",
        objet=contexte.objet(plan),
        champ="maitre_ouvrage",
        source=minimum.source,
    )


def _dire_part(part: Participation) -> str:
    # Aides above the coût leave nothing to pay, not less than nothing.
    return format_euros(part.part) if part.part > 0 else "rien"


def _dire_taux(part: Participation) -> str:
    return f", soit {pourcentage_bas(part.taux)}" if part.part > 0 else ""


def _somme(lignes: tuple[Financement, ...]) -> Decimal:
    return sum((ligne.montant_retenu for ligne in lignes), ZERO)


def _assiette(plan: Plan, lignes: tuple[Financement, ...]) -> Decimal | None:
    """Smallest dépense éligible of these lines, the cautious one; ``None`` when none is known and above zero."""
    connues = [assiette for ligne in lignes if (assiette := plan.denominateur(ligne))]
    return min(connues, default=None)


def _ecole(contexte: Contexte) -> str:
    return format_taux(contexte.parametre("participation_minimale_renovation_scolaire").valeur)


def _autre_base(plan: Plan, minimum: Decimal) -> str:
    """The same plan may pass on the other base: the declared one decides, but people must know."""
    autre = BaseMontant.TTC if plan.operation.base is BaseMontant.HT else BaseMontant.HT
    part = participation(plan.operation.cout_en(autre), plan.totaux)
    if part is None or part.taux < minimum:
        return ""
    return f" En {autre.libelle} ce serait {pourcentage_bas(part.taux)} : la base déclarée décide."
