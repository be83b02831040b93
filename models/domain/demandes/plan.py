"""The plan de financement of a demande in whole euros: the form, the délibération and the note read this one.

An aide is never rounded above what the plan holds, and the share of the maître d'ouvrage takes what is left: the two
sides are equal to the euro.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from models.domain.demandes.plan_arrondi import PlanArrondi, PosteArrondi, RessourceArrondie
from models.domain.demandes.situee import DemandeSituee
from models.domain.plan_financement import ZERO, Depense, Financement
from models.domain.regles.dotations import Dotation, cle_dispositif
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, NatureFinancement, PosteDepense

_HORS_TAXES: Final = frozenset({Dotation.DETR, Dotation.DSIL})
"""Computed on the dépense d'investissement without tax (R2334-30 and R2334-39 CGCT)."""
COUT_INCONNU: Final = "Aucune dépense n’a de montant."
COUT_ILLISIBLE: Final = "Une dépense n’est connue que sur l’autre base, sans taux de TVA\u00a0: le coût ne se lit pas."


def plan_arrondi(situee: DemandeSituee, *, retenus: bool = False) -> PlanArrondi:
    """The plan of the operations of a demande.

    Its own lines are read at what is asked, whatever was answered since; ``retenus`` reads what counts today instead:
    the plan that is published once the aide is granted.
    """
    investissement_seul = situee.dispositif is not None and situee.dispositif.dotation in _HORS_TAXES
    toutes = [d for o in situee.operations for d in o.operation.depenses]
    bases = {o.operation.base for o in situee.operations}
    base = BaseMontant.TTC if bases == {BaseMontant.TTC} and not investissement_seul else BaseMontant.HT
    gardees = [d for d in toutes if not investissement_seul or d.est_d_investissement]
    postes = _postes(gardees, base)
    lisible = all(d.montant(base) is not None or not _a_un_montant(d) for d in gardees)
    connu = any(_a_un_montant(d) for d in gardees)
    tout = sum((d.montant(base) or ZERO for d in toutes), ZERO)
    garde = sum((d.montant(base) or ZERO for d in gardees), ZERO)
    ressources = _ressources(situee, base, retenus=retenus)
    return PlanArrondi(
        base=base,
        investissement_seul=investissement_seul,
        postes=postes,
        cout=sum(p.montant for p in postes) if connu and lisible else None,
        ecarte=_proche(tout - garde),
        aides=tuple(r for r in ressources if r.nature.est_aide),
        prive=tuple(r for r in ressources if r.nature is NatureFinancement.PRIVE),
        prets=tuple(r for r in ressources if r.nature.est_a_rembourser),
        reserve="" if connu and lisible else COUT_ILLISIBLE if connu else COUT_INCONNU,
    )


def plan_attendu(situee: DemandeSituee) -> PlanArrondi:
    """What is expected to come in: what is asked for until a funder answers, what counts today from then on."""
    return plan_arrondi(situee, retenus=a_reponse(situee))


def a_reponse(situee: DemandeSituee) -> bool:
    """Whether a funder granted, or refused, one of the lines it asks for."""
    return any(ligne.etat.est_acquis or ligne.etat.est_perdu for ligne in situee.demandees)


def repartir(montants: Iterable[Decimal]) -> list[int]:
    """Whole euros of which the sum is the rounded sum: the largest remainders go up.

    >>> repartir([Decimal("10.40"), Decimal("10.40"), Decimal("10.40")])
    [11, 10, 10]
    """
    exacts = list(montants)
    entiers = [int(m.to_integral_value(ROUND_FLOOR)) for m in exacts]
    manque = _proche(sum(exacts, ZERO)) - sum(entiers)
    par_reste = sorted(range(len(exacts)), key=lambda rang: entiers[rang] - exacts[rang])
    for rang in par_reste[:manque]:
        entiers[rang] += 1
    return entiers


def _postes(depenses: list[Depense], base: BaseMontant) -> tuple[PosteArrondi, ...]:
    postes = [poste for poste in PosteDepense if any(d.poste is poste and _a_un_montant(d) for d in depenses)]

    def colonne(montant: Callable[[Depense], Decimal | None]) -> list[int]:
        return repartir(sum((montant(d) or ZERO for d in depenses if d.poste is p), ZERO) for p in postes)

    def complete(autre: BaseMontant) -> bool:
        return all(d.montant(autre) is not None or not _a_un_montant(d) for d in depenses)

    montants = colonne(lambda d: d.montant(base))
    eligibles = colonne(lambda d: d.montant(base) if d.eligible else None)
    colonnes = {b: colonne(lambda d, b=b: d.montant(b)) if complete(b) else None for b in BaseMontant}
    ht, ttc = colonnes[BaseMontant.HT], colonnes[BaseMontant.TTC]
    return tuple(
        PosteArrondi(
            poste=poste,
            montant=montants[rang],
            ht=ht[rang] if ht else None,
            ttc=ttc[rang] if ttc else None,
            # Rounded by themselves, the eligible euros of a poste could exceed it.
            eligible=min(eligibles[rang], montants[rang]),
        )
        for rang, poste in enumerate(postes)
    )


def _ressources(situee: DemandeSituee, base: BaseMontant, *, retenus: bool) -> list[RessourceArrondie]:
    """One by funder, dispositif and state: two operations that ask the Région for money make one line of it."""
    siennes = {ligne.uid for ligne in situee.demandees}
    groupes: dict[tuple[object, ...], list[Financement]] = {}
    for ligne in (*situee.demandees, *situee.autres):
        if not ligne.nature.est_valorisee:
            demandee = ligne.uid in siennes
            etat = None if demandee and not retenus else ligne.etat
            chiffree = (demandee and not retenus) or not ligne.est_a_chiffrer
            cle = (ligne.financeur, cle_dispositif(ligne.dispositif), ligne.nature, etat, demandee, chiffree)
            groupes.setdefault(cle, []).append(ligne)
    ordonnees = sorted(groupes.values(), key=lambda lignes: lignes[0].uid not in siennes)
    toutes = (_ressource(situee, lignes, base, siennes, retenus=retenus) for lignes in ordonnees)
    return [r for r in toutes if r.montant or not r.chiffree or (r.demandee and not retenus)]


def _ressource(
    situee: DemandeSituee, lignes: list[Financement], base: BaseMontant, siennes: set[Uid], *, retenus: bool
) -> RessourceArrondie:
    premiere = lignes[0]
    demandee = premiere.uid in siennes
    exact = sum((_montant(ligne, demandee=demandee and not retenus) for ligne in lignes), ZERO)
    return RessourceArrondie(
        libelle=nom_ligne(situee, premiere),
        financeur=premiere.financeur,
        dispositif=premiere.dispositif,
        nature=premiere.nature,
        etat=premiere.etat,
        base=_assiette(situee, lignes, base),
        montant=int(exact.to_integral_value(ROUND_FLOOR)),
        demandee=demandee,
        numeros=tuple(dict.fromkeys(ligne.numero_dossier for ligne in lignes if ligne.numero_dossier)),
        lignes=tuple(lignes),
        chiffree=(demandee and not retenus) or not premiere.est_a_chiffrer,
    )


def nom_ligne(situee: DemandeSituee, ligne: Financement) -> str:
    """« DETR », else the name of the funder, else what the line is."""
    return ligne.dispositif or situee.projet.nom_organisme(ligne.financeur) or ligne.nature.libelle


def _montant(ligne: Financement, *, demandee: bool) -> Decimal:
    if not demandee:
        return ligne.montant_retenu
    asked = ligne.montant_demande if ligne.montant_demande is not None else ligne.montant_accorde
    return asked or ZERO


def _assiette(situee: DemandeSituee, lignes: list[Financement], base: BaseMontant) -> int | None:
    """Base of a rate: what the funder retains, else the dépense éligible of the operations of these lines."""
    siennes = {ligne.uid for ligne in lignes}
    total = ZERO
    for situee_operation in situee.operations:
        operation = situee_operation.operation
        concernees = [ligne for ligne in operation.financements if ligne.uid in siennes]
        if not concernees:
            continue
        propre = concernees[0].depense_eligible if operation.base is base else None
        if propre is None:
            eligibles = [d for d in operation.depenses if d.eligible]
            propre = sum((d.montant(base) or ZERO for d in eligibles), ZERO)
        total += propre
    return _proche(total) or None


def _a_un_montant(depense: Depense) -> bool:
    return depense.montant_ht is not None or depense.montant_ttc is not None


def _proche(montant: Decimal) -> int:
    return int(montant.to_integral_value(ROUND_HALF_UP))
