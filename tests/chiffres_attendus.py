"""What every format must show, line by line, read in the domain alone."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from chiffres_lus import Chiffres

from models.domain.demandes.echeancier import echeancier
from models.domain.demandes.plan import plan_arrondi
from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.maquettes.encaissements import additionner_encaissements, somme_encaissements
from models.domain.maquettes.financeurs import Bloc
from models.domain.maquettes.lecture import build_maquette
from models.domain.projet import Projet
from models.domain.suivi.tableau_bord import AideFinanceur, aides_par_financeur, annee_bord
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.demande_dossier import DossierDemande


def attendus_de_la_demande(dossier: DossierDemande) -> list[Chiffres]:
    """The plan, the échéancier and the plan to publish, line by line, from the domain."""
    plan = dossier.plan
    retenu = plan_arrondi(dossier.situee, retenus=True)
    return [
        ligne
        for ligne in (*chiffres_du_plan(dossier, plan), *_echeancier(dossier), *_publication(retenu))
        if ligne  # « Sans objet » shows no figure
    ]


def chiffres_du_plan(dossier: DossierDemande, plan: PlanArrondi) -> Iterator[Chiffres]:
    """Its dépenses, its resources, its lines of control, its loans."""
    yield from (_nombres(p.ht, p.ttc, p.eligible) for p in plan.postes)
    totaux = (_somme(p.ht for p in plan.postes), _somme(p.ttc for p in plan.postes))
    yield _nombres(*totaux, None if plan.cout is None else plan.eligible)
    if plan.ecarte:
        yield _nombres(plan.ecarte)
    yield from map(_ressource, plan.aides)
    yield (plan.taux_aides, *_nombres(plan.total_aides))
    yield from map(_ressource, plan.prive)
    if plan.prive:
        yield _nombres(plan.total_prive)
    yield _nombres(plan.part_mo)
    yield _nombres(plan.cout)
    yield (plan.taux_aides,)
    depenses = (d for o in dossier.situee.operations for d in o.operation.depenses)
    if any(d.est_d_investissement for d in depenses):
        part = plan.participation
        yield (part.taux.quantize(Decimal("0.0001")) if part else None,)
    yield _nombres(plan.emprunt if plan.prets else None)
    yield _nombres(dossier.fctva)
    yield from (_nombres(pret.connu) for pret in plan.prets)


def _echeancier(dossier: DossierDemande) -> Iterator[Chiffres]:
    plan = dossier.plan_attendu
    calcule = echeancier(dossier.situee, plan)
    yield (None,)  # no phase has a date
    if not plan.reserve:
        yield from (_nombres(a.depenses) for a in calcule.annees if a.depenses)
        yield _nombres(plan.cout)
    if not calcule.ressources:
        return
    annees = [a for a in calcule.annees if a.encaissements]
    for rang, ressource in enumerate(calcule.ressources):
        recus = (a.encaissements[rang] for a in annees if rang in a.encaissements)
        yield _nombres(*recus, ressource.connu)
    yield _nombres(*(a.total for a in annees), _somme(r.connu for r in calcule.ressources))


def attendus_du_classeur(dossier: DossierDemande) -> list[Chiffres]:
    """The dépenses, what each resource brings, then the years: what stands in the tables of its workbook."""
    plan = dossier.plan
    postes = [_nombres(p.ht, p.ttc, p.eligible) for p in plan.postes]
    totaux = (_somme(p.ht for p in plan.postes), _somme(p.ttc for p in plan.postes))
    prives = [*(r.connu for r in plan.prive), plan.total_prive] if plan.prive else []
    ressources = (*(r.connu for r in plan.aides), plan.total_aides, *prives, plan.part_mo, plan.cout)
    # The échéancier of the pages opens with the phases, of which none has a date.
    _, *annees = _echeancier(dossier)
    return [
        *postes,
        _nombres(*totaux, None if plan.cout is None else plan.eligible),
        *(_nombres(montant) for montant in ressources),
        *(tuple(m for m in annee if m is not None) for annee in annees),
    ]


def _publication(plan: PlanArrondi) -> Iterator[Chiffres]:
    yield _nombres(plan.cout)
    yield from (_nombres(r.connu) for r in (*plan.aides, *plan.prive))
    yield _nombres(None, plan.part_mo)
    yield _nombres(None, plan.cout)


def _ressource(ressource: RessourceArrondie) -> Chiffres:
    base, montant = _nombres(ressource.base, ressource.connu)
    return (base, ressource.taux, montant)


def _nombres(*montants: int | None) -> Chiffres:
    return tuple(None if m is None else Decimal(m) for m in montants)


def _somme(montants: Iterable[int | None]) -> int | None:
    lus = list(montants)
    connus = [m for m in lus if m is not None]
    return sum(connus) if connus and len(connus) == len(lus) else None


def attendus_du_trimestre(projet: Projet) -> list[Chiffres]:
    """Each living action, the orientation, the project."""
    vivantes = [f for f in projet.fiches if f.statut.est_vivant]
    if not vivantes:
        return []
    return [*(_action((f,)) for f in vivantes), _action(vivantes), _action(vivantes)]


def _action(fiches: Iterable[FicheAction]) -> Chiffres:
    lues = tuple(fiches)
    totaux = totaux_du_plan(lues)
    operations = (operation for fiche in lues for operation in fiche.operations)
    recu = additionner_encaissements(somme_encaissements(o, frozenset({Bloc.AIDES})) for o in operations).recu
    return (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.a_trouver, recu)


def attendus_du_bilan(projet: Projet) -> list[Chiffres]:
    """The funders then the years, with their sums: what the tableau de bord draws."""
    aides = aides_par_financeur(projet, load_financeurs())
    lignes: list[Chiffres] = []
    for bloc in (Bloc.AIDES, Bloc.PRIVE):
        siennes = [_aide(aide) for aide in aides if aide.bloc is bloc]
        lignes += siennes
        if siennes:
            lignes.append(tuple(sum(filter(None, colonne), Decimal(0)) for colonne in zip(*siennes, strict=True)))
    annees = [annee_bord(tableau) for tableau in build_maquette(projet, load_financeurs()).annees]
    lignes += [(a.cout, a.acquis, a.sollicite, a.a_solliciter, a.aides) for a in annees]
    if annees:
        couts = [a.cout for a in annees if a.cout is not None]
        sommes = (sum((getattr(a, c) for a in annees), Decimal(0)) for c in ("acquis", "sollicite", "a_solliciter"))
        aides_total = sum((a.aides for a in annees), Decimal(0))
        lignes.append((sum(couts, Decimal(0)) if couts else None, *sommes, aides_total))
    return lignes


def _aide(aide: AideFinanceur) -> Chiffres:
    return (aide.acquis, aide.sollicite, aide.a_solliciter, aide.total)
