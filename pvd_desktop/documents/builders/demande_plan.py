"""The plan de financement prévisionnel of a demande: the very tables that its note and its délibération repeat."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.formats import format_euros_entiers
from models.domain.non_chiffrees import nommer
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Field,
    Fields,
    Heading,
    KeepTogether,
    Notice,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
)

PART_MO: Final = "Part du maître d’ouvrage"
_DIX_MILLIEME: Final = Decimal("0.0001")


def plan_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    yield Heading(1, "Plan de financement prévisionnel", overline=dossier.situee.nom, running="Plan de financement")
    yield Notice(text_runs("previsionnel"))
    yield from tables_plan(dossier, dossier.plan)


def tables_plan(dossier: DossierDemande, plan: PlanArrondi) -> Iterator[Block]:
    """Dépenses, ressources, lines of control, then what stands outside the plan."""
    if plan.reserve:
        yield absent(plan.reserve)
    yield _depenses(plan)
    if plan.ecarte:
        yield note(
            f"{format_euros_entiers(plan.ecarte)} {plan.base.libelle} de fonctionnement ne figurent pas dans ce "
            "plan\u00a0: la dotation demandée ne finance que l’investissement."
        )
    yield _ressources(dossier, plan)
    yield from notes_part(dossier, plan)
    yield KeepTogether((_controle(dossier, plan), *_prets(dossier, plan)))


def _depenses(plan: PlanArrondi) -> Table:
    base = plan.base.libelle
    rows = [Row((p.poste.libelle, montant(p.ht), montant(p.ttc), montant(p.eligible))) for p in plan.postes]
    sommes = (_somme([p.ht for p in plan.postes]), _somme([p.ttc for p in plan.postes]))
    eligible = None if plan.cout is None else plan.eligible
    total = ("Total des dépenses", *map(montant, sommes), montant(eligible))
    return Table(
        (
            Column("Dépenses", 204),
            *(
                Column(f"Montant {b.libelle}{' (base du plan)' if b is plan.base else ''}", 100, Align.NUMBER)
                for b in BaseMontant
            ),
            Column(f"Dépense éligible {base}", 100, Align.NUMBER),
        ),
        (*rows, Row(total, RowKind.TOTAL)),
        "Dépenses prévisionnelles, par poste",
    )


def _ressources(dossier: DossierDemande, plan: PlanArrondi) -> Table:
    base = plan.base.libelle
    rows = [ligne_ressource(dossier, r) for r in plan.aides]
    sous_total = ("Sous-total des aides publiques", BLANK, BLANK, Taux(plan.taux_aides), montant(plan.total_aides))
    rows.append(Row(sous_total, RowKind.SUBTOTAL))
    rows.extend(ligne_ressource(dossier, r) for r in plan.prive)
    if plan.prive:
        sous_total = ("Sous-total des financements privés", BLANK, BLANK, BLANK, montant(plan.total_prive))
        rows.append(Row(sous_total, RowKind.SUBTOTAL))
    rows.append(Row((part_mo(plan), BLANK, BLANK, BLANK, montant(plan.part_mo))))
    rows.append(Row(("Total des ressources", BLANK, BLANK, BLANK, montant(plan.cout)), RowKind.TOTAL))
    return Table(
        (
            Column("Ressources", 190),
            Column("État", 82),
            Column(f"Base {base}", 80, Align.NUMBER),
            Column("Taux", 60, Align.NUMBER),
            Column(f"Montant {base}", 92, Align.NUMBER),
        ),
        tuple(rows),
        "Ressources prévisionnelles, par financeur",
    )


def ligne_ressource(dossier: DossierDemande, ressource: RessourceArrondie, *, retenus: bool = False) -> Row:
    """A funder, its dispositif under its name, and what it brings; ``retenus`` tells what was answered since."""
    nom = dossier.projet.nom_organisme(ressource.financeur) or ressource.libelle
    detail = ressource.dispositif if ressource.dispositif != nom else ""
    libelle = (Run(nom), *((Run(f"\n{detail}", secondary=True),) if detail else ()))
    taux: Value = None if ressource.taux is None else Taux(ressource.taux)
    base: Value = None if ressource.base is None else montant(ressource.base)
    etat = "Objet de la demande" if ressource.demandee and not retenus else ressource.etat.libelle
    return Row((libelle, etat, base, taux, montant(ressource.connu)))


def _controle(dossier: DossierDemande, plan: PlanArrondi) -> Fields:
    """Rates, and what is shown beside the plan without being in it."""
    return Fields(
        (
            Field("Taux d’aides publiques", Taux(plan.taux_aides)),
            Field("Participation du maître d’ouvrage (L.\u00a01111-10 du CGCT)", participation_mo(dossier, plan)),
            Field("Emprunt, compris dans cette part", montant(plan.emprunt) if plan.prets else None),
            Field("FCTVA estimé, hors du plan", None if dossier.fctva is None else montant(dossier.fctva)),
        ),
        "Lignes de contrôle du plan de financement",
        worded=True,
    )


def participation_mo(dossier: DossierDemande, plan: PlanArrondi) -> Value:
    """The rate in the sense of the law, where it applies: an investment of a collectivité."""
    demandeur, participation = dossier.situee.demandeur, plan.participation
    depenses = (d for o in dossier.situee.operations for d in o.operation.depenses)
    vise = demandeur is not None and demandeur.type.est_collectivite and any(d.est_d_investissement for d in depenses)
    if not vise:
        return "Sans objet"
    return Taux(participation.taux.quantize(_DIX_MILLIEME) if participation else None)


def _prets(dossier: DossierDemande, plan: PlanArrondi) -> Iterator[Block]:
    for pret in plan.prets:
        nom = dossier.projet.nom_organisme(pret.financeur) or pret.libelle
        precision = f" ({pret.dispositif})" if pret.dispositif and pret.dispositif != nom else ""
        montant_pret = format_euros_entiers(pret.connu)
        yield note(f"{pret.nature.libelle}, à part\u00a0: {nom}{precision}, {montant_pret}, à rembourser.")


def part_mo(plan: PlanArrondi) -> str:
    """« Part du maître d’ouvrage, avant 1 aide non chiffrée »."""
    return ", ".join(filter(None, (PART_MO, plan.avant)))


def notes_part(dossier: DossierDemande, plan: PlanArrondi) -> Iterator[Block]:
    """Which aides that part does not count, because nobody knows their amount."""
    if plan.non_chiffrees:
        lignes = (ligne for ressource in plan.non_chiffrees for ligne in ressource.lignes)
        yield note(f"Montant non chiffré, compté pour rien\u00a0: {nommer(dossier.projet, lignes)}.")


def montant(valeur: int | None) -> str:
    """A cell in whole euros."""
    return "" if valeur is None else format_euros_entiers(valeur)


def _somme(valeurs: Sequence[int | None]) -> int | None:
    connues = [v for v in valeurs if v is not None]
    return sum(connues) if connues and len(connues) == len(valeurs) else None
