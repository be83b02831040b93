"""The workbook of a demande: its plan de financement and its échéancier, in whole euros that stay alive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from models.domain.demandes.echeancier import AnneeEcheancier, Echeancier, echeancier
from models.domain.demandes.plan_arrondi import PlanArrondi, RessourceArrondie
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_echeancier import SANS_ANNEE, echeancier_blocks
from pvd_desktop.documents.builders.demande_parties import document_de_demande
from pvd_desktop.documents.builders.demande_plan import ligne_ressource, part_mo, participation_mo, plan_blocks
from pvd_desktop.documents.builders.fiche_action import MENTION
from pvd_desktop.documents.formulas import Cell, Quotient, Sum
from pvd_desktop.documents.spreadsheets import Link
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    EurosEntiers,
    Field,
    Fields,
    KeepTogether,
    NewSection,
    PageFormat,
    Row,
    RowKind,
    Table,
    Taux,
)

TITRE: Final = "Plan de financement et échéancier"
PLAN, ECHEANCIER = "Plan de financement", "Échéancier"
"""Names of the sheets."""
_DEPENSES, _RESSOURCES = "depenses", "ressources"
_MONTANT, _BASE, _PART, _AIDES, _PRIVE = "montant", "base", "part", "aides", "prive"
_CONTROLE: Final = "Lignes de contrôle du plan de financement"
_ANNEES_DEBOUT: Final = 4
"""Years that stand beside one another on an upright page."""
_CENTIEME: Final = 4
"""Decimals of a rate, as the pages show it."""


def build_classeur_demande(dossier: DossierDemande) -> Document:
    """A sheet for the plan, one for the échéancier: the words of the pages, their figures alive."""
    plan = dossier.plan
    calcule = echeancier(dossier.situee, dossier.plan_attendu)
    vivants = (
        (_depenses(plan),),
        (_ressources(dossier, plan),),
        _controle(dossier, plan),
        (_depenses_par_annee(plan, calcule),),
        (_encaissements(dossier, calcule),),
    )
    feuilles = (
        NewSection(PageFormat.A4_PORTRAIT, PLAN, MENTION),
        *plan_blocks(dossier),
        NewSection(_format(calcule), ECHEANCIER, MENTION),
        *echeancier_blocks(dossier),
    )
    par_resume = {blocks[0].summary: blocks for blocks in vivants}
    return document_de_demande(dossier, TITRE, tuple(_alive(feuilles, par_resume)))


def _alive(blocks: Iterable[Block], vivants: Mapping[str, Sequence[Block]]) -> Iterator[Block]:
    """The same blocks, a living one in the place of each that is printed under the same summary."""
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from _alive(block.blocks, vivants)
        elif isinstance(block, Table | Fields):
            yield from vivants.get(block.summary, (block,))
        else:
            yield block


def _depenses(plan: PlanArrondi) -> Table:
    rows = [Row((p.poste.libelle, _euros(p.ht), _euros(p.ttc), _euros(p.eligible))) for p in plan.postes]
    colonnes = ([p.ht for p in plan.postes], [p.ttc for p in plan.postes])
    sommes = [None if None in colonne or not colonne else sum(filter(None, colonne)) for colonne in colonnes]
    # A sum of what is not all known would be computed all the same.
    connues = (*sommes, None if plan.cout is None else plan.eligible)
    total = ("Total des dépenses", *(None if somme is None else _euros(somme) for somme in connues))
    return Table(
        (
            Column("Dépenses", 204),
            *(
                Column(f"Montant {b.libelle}{' (base du plan)' if b is plan.base else ''}", 100, Align.NUMBER, key=b)
                for b in BaseMontant
            ),
            Column(f"Dépense éligible {plan.base.libelle}", 100, Align.NUMBER, key="eligible"),
        ),
        (*rows, Row(total, RowKind.TOTAL, tuple(range(len(rows))))),
        "Dépenses prévisionnelles, par poste",
        key=_DEPENSES,
    )


def _ressources(dossier: DossierDemande, plan: PlanArrondi) -> Table:
    base, cout = plan.base.libelle, Link(_DEPENSES, plan.base)
    rows: list[Row] = []
    sous_totaux: list[int] = []
    for cle, libelle, ressources, somme in (
        (_AIDES, "Sous-total des aides publiques", plan.aides, plan.total_aides),
        (_PRIVE, "Sous-total des financements privés", plan.prive, plan.total_prive),
    ):
        if cle == _PRIVE and not ressources:
            continue
        premiere = len(rows)
        rows.extend(_ressource(dossier, ressource) for ressource in ressources)
        sommees = tuple(range(premiere, len(rows))) if somme is not None else ()
        # Its rate is that of the law: public aides over the whole cost.
        taux = (_euros(plan.cout), Taux(plan.taux_aides)) if cle == _AIDES else (BLANK, BLANK)
        sous_totaux.append(len(rows))
        rows.append(
            Row(
                (libelle, BLANK, *taux, _euros(somme)),
                RowKind.SUBTOTAL,
                sommees,
                key=cle,
                links={2: cout} if cle == _AIDES else {},
            )
        )
    # What is left of a cost or of aides that nobody knows would be computed all the same.
    connu = plan.part_mo is not None
    rows.append(
        Row(
            (part_mo(plan), BLANK, BLANK, BLANK, _euros(plan.part_mo)),
            sums=tuple(sous_totaux) if connu else (),
            key=_PART,
            leaves={4: cout} if connu else {},
        )
    )
    totalisees = (*sous_totaux, len(rows) - 1) if connu else ()
    rows.append(Row(("Total des ressources", BLANK, BLANK, BLANK, _euros(plan.cout)), RowKind.TOTAL, totalisees))
    return Table(
        (
            Column("Ressources", 190),
            Column("État", 82),
            # A base is never added up: the total of the dépenses stands in the row that sums.
            Column(f"Base {base}", 80, Align.NUMBER, key=_BASE, ratio=True),
            Column("Taux", 60, Align.NUMBER, formula=_rate(_MONTANT, _BASE), ratio=True),
            Column(f"Montant {base}", 92, Align.NUMBER, key=_MONTANT),
        ),
        tuple(rows),
        "Ressources prévisionnelles, par financeur",
        key=_RESSOURCES,
    )


def _ressource(dossier: DossierDemande, ressource: RessourceArrondie) -> Row:
    libelle, etat, *_ = ligne_ressource(dossier, ressource).cells
    taux = BLANK if ressource.taux is None else Taux(ressource.taux)
    base = None if ressource.base is None else _euros(ressource.base)
    return Row((libelle, etat, base, taux, _euros(ressource.connu)))


def _controle(dossier: DossierDemande, plan: PlanArrondi) -> tuple[Table | Fields, ...]:
    """What stands beside the plan; the rate of the maître d'ouvrage with what it is taken of."""
    participation = participation_mo(dossier, plan)
    libelle = "Participation du maître d’ouvrage (L.\u00a01111-10 du CGCT)"
    hors_plan = [
        Field("Emprunt, compris dans la part du maître d’ouvrage", _euros(plan.emprunt) if plan.prets else None),
        Field("FCTVA estimé, hors du plan", None if dossier.fctva is None else _euros(dossier.fctva)),
    ]
    calculee = plan.participation
    if not isinstance(participation, Taux) or calculee is None:
        return (Fields((Field(libelle, participation), *hors_plan), _CONTROLE),)
    table = Table(
        (
            Column("Ligne de contrôle", 190),
            Column("Part du maître d’ouvrage", 100, Align.NUMBER, key=_PART),
            Column("Aides publiques", 100, Align.NUMBER, key=_AIDES),
            Column("Ensemble", 100, Align.NUMBER, key="ensemble", formula=Sum((Cell(_PART), Cell(_AIDES)))),
            Column("Taux", 60, Align.NUMBER, formula=_rate(_PART, "ensemble"), ratio=True),
        ),
        (
            Row(
                (libelle, *map(_exact, (calculee.part, calculee.aides, calculee.total)), participation),
                links={1: Link(_RESSOURCES, _MONTANT, _PART), 2: Link(_RESSOURCES, _MONTANT, _AIDES)},
            ),
        ),
        _CONTROLE,
    )
    return (table, Fields(tuple(hors_plan), "Hors du plan de financement"))


def _depenses_par_annee(plan: PlanArrondi, calcule: Echeancier) -> Table:
    rows = [Row((_annee(a), _euros(a.depenses))) for a in calcule.annees if a.depenses]
    return Table(
        (Column("Année", 252), Column(f"Dépenses {plan.base.libelle}", 252, Align.NUMBER)),
        (*rows, Row(("Total", _euros(plan.cout)), RowKind.TOTAL, tuple(range(len(rows))))),
        "Dépenses prévisionnelles, par année",
    )


def _encaissements(dossier: DossierDemande, calcule: Echeancier) -> Table:
    annees = [annee for annee in calcule.annees if annee.encaissements]
    rows = [
        Row(
            (
                ligne_ressource(dossier, ressource).cells[0],
                *(_euros(a.encaissements[rang]) if rang in a.encaissements else BLANK for a in annees),
                BLANK if ressource.connu is None else _euros(calcule.recu(rang)),
            )
        )
        for rang, ressource in enumerate(calcule.ressources)
    ]
    connus = all(ressource.connu is not None for ressource in calcule.ressources)
    somme = _euros(sum(a.total for a in annees)) if connus else None
    total = Row(("Total", *(_euros(a.total) for a in annees), somme), RowKind.TOTAL, tuple(range(len(rows))))
    cles = [f"annee-{annee.annee}" for annee in annees]
    return Table(
        (
            Column("Financeur", 150),
            *(Column(_annee(a), 80, Align.NUMBER, key=cle) for a, cle in zip(annees, cles, strict=True)),
            Column("Total", 80, Align.NUMBER, formula=Sum(tuple(map(Cell, cles)))),
        ),
        (*rows, total),
        "Encaissements attendus, par année et par financeur",
    )


def _format(calcule: Echeancier) -> PageFormat:
    """On its side when many years stand beside one another."""
    annees = sum(1 for annee in calcule.annees if annee.encaissements)
    return PageFormat.A4_LANDSCAPE if annees > _ANNEES_DEBOUT else PageFormat.A4_PORTRAIT


def _annee(annee: AnneeEcheancier) -> str:
    return SANS_ANNEE if annee.annee is None else str(annee.annee)


def _rate(left: str, right: str) -> Quotient:
    return Quotient(Cell(left), Cell(right), _CENTIEME)


def _euros(montant: int | None) -> EurosEntiers:
    return EurosEntiers(None if montant is None else Decimal(montant))


def _exact(montant: Decimal) -> EurosEntiers:
    return EurosEntiers(montant)
