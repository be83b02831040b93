"""Rules of what stays with the maître d'ouvrage: fonds de concours, FCTVA, publicity of the plan (SUB-13, 14, 15)."""

from collections.abc import Iterator
from decimal import Decimal

from models.domain.dispositifs.dispositif import GroupeCumul
from models.domain.fctva import fctva_operation
from models.domain.formats import format_date, format_euros
from models.domain.plan_financement import ZERO, Financement, arrondir
from models.domain.publicite import ARTICLES, limite_affichage, limite_plaque
from models.domain.regles import Constat
from models.domain.regles.contexte import Contexte, Plan, baisser
from models.domain.vocabulaire import BaseMontant, Gravite, Jalon, NatureFinancement, TypeOrganisme


def fonds_de_concours(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-13: the fonds de concours stay within half of what the other aids leave to the commune or the EPCI.

    On the declared base, FCTVA not deducted: the cautious reading.
    """
    lignes = [ligne for ligne in plan.aides if ligne.nature is NatureFinancement.FONDS_CONCOURS]
    if not lignes:
        return
    total = sum((ligne.montant_retenu for ligne in lignes), ZERO)
    if not total or plan.cout is None or plan.type_maitre_ouvrage not in {TypeOrganisme.COMMUNE, TypeOrganisme.EPCI}:
        return
    autres = plan.totaux.aides - total
    maximum = plafond_fonds_concours(plan)
    exces = total - maximum
    if exces <= 0:
        return
    yield Constat(
        code="SUB-13",
        gravite=Gravite.GRAVE,
        jalon=Jalon.DEPOT,
        message=(
            f"Fonds de concours\u00a0: {format_euros(total)}. Les autres aides ({format_euros(autres)}) laissent "
            f"{format_euros(2 * maximum)} à la charge du maître d’ouvrage\u00a0: le fonds en prend au plus la moitié, "
            f"soit {format_euros(maximum)}. Calcul prudent\u00a0: le FCTVA n’est pas déduit."
        ),
        remede=f"{baisser(contexte, plan, lignes, exces)}\u00a0; les deux délibérations concordent sur ce montant.",
        objet=contexte.objet(plan),
        champ="financements",
        source="Articles L.\u00a05214-16 V, L.\u00a05216-5 et L.\u00a05215-26 du CGCT",
    )


def plafond_fonds_concours(plan: Plan) -> Decimal:
    """Euros that fonds de concours may reach together: half of what the other resources leave."""
    autres = sum((li.montant_retenu for li in plan.aides if li.nature is not NatureFinancement.FONDS_CONCOURS), ZERO)
    return arrondir(max(ZERO, (plan.cout or ZERO) - autres - plan.totaux.prive) / 2)


def fctva_sur_le_ttc(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-14: a subvention of the State computed on the TTC lowers the FCTVA; the dotations are on the HT (SUB-11)."""
    operation = plan.operation
    if operation.base is not BaseMontant.TTC or operation.assujettie_tva or not plan.est_d_une_collectivite:
        return
    etat = [ligne for ligne in plan.aides if _de_l_etat_sur_le_ttc(contexte, ligne)]
    subventions = sum((ligne.montant_retenu for ligne in etat), ZERO)
    taux = contexte.parametre("taux_fctva")
    plein = fctva_operation(operation, taux=taux.valeur)
    reduit = fctva_operation(operation, taux=taux.valeur, subventions_ttc=subventions)
    if not subventions or not plan.est_d_investissement or plein is None or reduit is None:
        return
    yield Constat(
        code="SUB-14",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.DEPOT,
        message=(
            f"{format_euros(subventions)} de subventions de l’État calculées sur le TTC se déduisent de l’assiette du "
            f"FCTVA\u00a0: {format_euros(reduit.montant)} reviendraient, au lieu de {format_euros(plein.montant)}."
        ),
        remede="Déclarer l’opération en HT si ces aides y sont calculées, ou compter le FCTVA réduit dans le budget.",
        objet=contexte.objet(plan),
        champ="base",
        source=f"{taux.source}\u00a0; article L.\u00a01615-10 du CGCT",
    )


def publicite_du_plan(contexte: Contexte, plan: Plan) -> Iterator[Constat]:
    """SUB-15: the plan is posted within fifteen days of the commencement, and a plaque put up after the achèvement.

    Of an operation of investissement alone: a poste or a study of fonctionnement has no panneau and no plaque. A
    reminder while the delay runs: nothing tells afterwards whether it was done.
    """
    operation, jour = plan.operation, contexte.aujourd_hui
    if not plan.totaux.aides or not plan.est_d_une_collectivite or not plan.est_d_investissement:
        return
    debut, fin = operation.date_commencement, operation.date_achevement
    limite = limite_affichage(operation, contexte.bareme, jour)
    if debut and limite and debut <= jour <= limite:
        yield _publicite(
            contexte,
            plan,
            f"L’opération a commencé le {format_date(debut)}\u00a0: son plan de financement s’affiche à la mairie et "
            f"sur le site avant le {format_date(limite)}.",
            "Afficher le plan et poser le panneau, avec les logos et les montants de chaque financeur.",
        )
    seuil = contexte.parametre("seuil_plaque")
    limite = limite_plaque(operation, contexte.bareme, jour)
    if fin and limite and fin <= jour <= limite:
        yield _publicite(
            contexte,
            plan,
            f"L’opération est achevée depuis le {format_date(fin)}\u00a0: une plaque permanente se pose avant le "
            f"{format_date(limite)}, son coût dépassant {format_euros(seuil.valeur)}.",
            "Poser la plaque, avec les logos des financeurs, et en garder une photographie.",
        )


def _publicite(contexte: Contexte, plan: Plan, message: str, remede: str) -> Constat:
    return Constat(
        code="SUB-15",
        gravite=Gravite.INFORMATION,
        jalon=Jalon.SOLDE,
        message=message,
        remede=remede,
        objet=contexte.objet(plan),
        champ="date_commencement",
        source=ARTICLES,
    )


def _de_l_etat_sur_le_ttc(contexte: Contexte, ligne: Financement) -> bool:
    dispositif = contexte.dispositif(ligne)
    if dispositif is not None and dispositif.groupe is GroupeCumul.DOTATIONS:
        return False
    return contexte.type_financeur(ligne) is TypeOrganisme.ETAT
