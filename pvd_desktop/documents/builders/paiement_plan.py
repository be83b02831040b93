"""The plan de financement définitif: what the operation cost, what each funder pays in the end, what is left to pay."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from models.domain.bareme import bareme_effectif
from models.domain.formats import format_date, format_euros, format_taux
from models.domain.paiements.plan import PlanDefinitif, RessourceDefinitive
from models.domain.regles.contexte import pourcentage_bas
from models.referentiel.bareme import load_bareme
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.paiement_dossier import fait_a, lignes_payees, plan_de, sans_ligne
from pvd_desktop.documents.builders.paiement_etat import table_postes
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.formulas import Cell, Difference
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Euros,
    Field,
    Fields,
    Heading,
    NewSection,
    PageFormat,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
)

TITRE: Final = "Plan de financement définitif"
_DIX_MILLIEME: Final = Decimal("0.0001")


def plan_definitif_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document: a plan for each operation."""
    vus: set[str] = set()
    for ligne in lignes_payees(dossier):
        if ligne.operation.operation.uid in vus:
            continue
        vus.add(ligne.operation.operation.uid)
        yield NewSection(PageFormat.A4_PORTRAIT, f"Plan {len(vus)}" if len(vus) > 1 else "Plan", " ")
        yield Heading(1, TITRE, overline=ligne.operation.titre, running=TITRE)
        yield from tables_plan_definitif(dossier, plan_de(dossier, ligne.operation))
        yield fait_a(dossier)
    if not vus:
        yield from sans_ligne(dossier, TITRE)


def tables_plan_definitif(dossier: DossierDemande, plan: PlanDefinitif) -> Iterator[Block]:
    """Dépenses, ressources, what the law asks, and what is not settled."""
    jour, base = format_date(plan.etat.jour), plan.etat.base.libelle
    fin = plan.operation.date_achevement
    if fin is None:
        etat = "L’opération n’est pas dite achevée."
    elif fin > plan.etat.jour:
        etat = f"Achèvement prévu le {format_date(fin)}."
    else:
        etat = f"Opération achevée le {format_date(fin)}."
    yield Paragraph((Run(f"Dépenses mandatées jusqu’au {jour}, en euros {base}. {etat}"),))
    yield table_postes(plan.etat)
    yield _ressources(plan)
    yield _controle(dossier, plan)
    if plan.surfinancement:
        yield absent(
            f"Les financements dépassent le coût réel de {format_euros(plan.surfinancement)}\u00a0: "
            "à signaler aux financeurs avant de demander le solde."
        )
    yield from _reserves(plan)


def _ressources(plan: PlanDefinitif) -> Table:
    base = plan.etat.base.libelle
    rows: list[Row] = []
    groupes = ((plan.aides, "Total des aides publiques", plan.total_aides),)
    if plan.prives:
        groupes = (*groupes, (plan.prives, "Total des financements privés", plan.total_prive))
    sous_totaux: list[int] = []
    for ressources, titre, total in groupes:
        debut = len(rows)
        rows.extend(_ligne(une) for une in ressources)
        lignes = tuple(range(debut, len(rows)))
        sous_totaux.append(len(rows))
        accorde = sum((une.droits.accorde or Decimal(0) for une in ressources), Decimal(0))
        rows.append(Row((titre, Euros(accorde), Euros(total), Euros(total - accorde)), RowKind.SUBTOTAL, lignes))
    prevue = None if plan.cout_prevu is None else plan.cout_prevu - _accordes(plan)
    part = ("Part du maître d’ouvrage", Euros(prevue), Euros(plan.part_mo), _ecart(plan.part_mo, prevue))
    rows.append(Row(part))
    total = ("Total", Euros(plan.cout_prevu), Euros(plan.cout_reel), _ecart(plan.cout_reel, plan.cout_prevu))
    rows.append(Row(total, RowKind.TOTAL, (*sous_totaux, len(rows) - 1)))
    return Table(
        (
            Column("Ressources", 236),
            Column(f"Accordé {base}", 90, Align.NUMBER, key="accorde"),
            Column(f"Définitif {base}", 90, Align.NUMBER, key="definitif"),
            Column("Écart", 90, Align.NUMBER, key="ecart", formula=Difference(Cell("definitif"), Cell("accorde"))),
        ),
        tuple(rows),
        "Ressources accordées et définitives, par financeur",
    )


def _ligne(une: RessourceDefinitive) -> Row:
    accorde = une.droits.accorde
    return Row((une.nom, Euros(accorde), Euros(une.montant), _ecart(une.montant, accorde)))


def _ecart(definitif: Decimal, accorde: Decimal | None) -> Euros:
    return Euros(None if accorde is None else definitif - accorde)


def _accordes(plan: PlanDefinitif) -> Decimal:
    return sum((une.droits.accorde or Decimal(0) for une in (*plan.aides, *plan.prives)), Decimal(0))


def _controle(dossier: DossierDemande, plan: PlanDefinitif) -> Fields:
    aides: Value = None
    if plan.cout_reel > 0:
        aides = Taux((plan.total_aides / plan.cout_reel).quantize(_DIX_MILLIEME))
    prets = sum((une.montant for une in plan.prets), Decimal(0))
    return Fields(
        (
            Field("Taux d’aides publiques", aides),
            Field("Participation du maître d’ouvrage (L.\u00a01111-10 du CGCT)", participation_dite(dossier, plan)),
            Field("Emprunt, compris dans cette part", Euros(prets) if plan.prets else None),
        ),
        "Lignes de contrôle du plan définitif",
    )


def participation_dite(dossier: DossierDemande, plan: PlanDefinitif) -> str:
    """« 24,39 %, pour un minimum de 20,0 % », told as under the minimum when it is."""
    part = plan.participation
    if part is None:
        return "Sans objet"
    bareme = bareme_effectif(load_bareme(), dossier.projet.parametres_locaux)
    minimum = bareme.parametre("participation_minimale", plan.etat.jour).valeur
    if part.exces(minimum) > 0:
        return f"{pourcentage_bas(part.taux)}, sous le minimum de {format_taux(minimum)}"
    return f"{format_taux(part.taux.quantize(_DIX_MILLIEME))}, pour un minimum de {format_taux(minimum)}"


def _reserves(plan: PlanDefinitif) -> Iterator[Block]:
    if plan.a_lire:
        noms = "\u00a0; ".join(une.nom for une in plan.a_lire)
        yield note(f"Repris tel qu’accordé, le montant définitif étant à lire dans la décision\u00a0: {noms}.")
    if plan.en_attente:
        noms = "\u00a0; ".join(plan.en_attente)
        yield note(f"Non accordé, hors de ce plan\u00a0: {noms}.")
    if plan.etat.inconnues:
        yield absent(f"Des mandats n’ont pas de montant {plan.etat.base.libelle}\u00a0: le coût réel est incomplet.")
