"""The échéancier of a demande: when it is carried out, what each year costs, what each year brings."""

from collections.abc import Iterator

from models.domain.demandes.echeancier import AnneeEcheancier, Echeancier, echeancier
from models.domain.demandes.plan import a_reponse
from pvd_desktop.documents.builders.demande_dossier import DossierDemande
from pvd_desktop.documents.builders.demande_note import calendrier
from pvd_desktop.documents.builders.demande_plan import ligne_ressource, montant, notes_part
from pvd_desktop.documents.builders.phrases import absent
from pvd_desktop.documents.builders.plan_financement import note
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import BLANK, Align, Block, Column, Heading, KeepTogether, Notice, Row, RowKind, Table

SANS_ANNEE = "Non daté"
AUCUNE_INSCRITE = "Aucune aide n’est encore inscrite au plan de financement."
AUCUNE_ATTENDUE = "Aucune aide n’est plus attendue."
ACCORDE = "Une aide accordée est comptée pour ce qui est accordé, quel que soit le montant demandé."


def echeancier_blocks(dossier: DossierDemande) -> Iterator[Block]:
    """The whole document."""
    plan = dossier.plan_attendu
    yield Heading(1, "Échéancier prévisionnel", overline=dossier.situee.nom, running="Échéancier")
    yield Notice(text_runs("previsionnel"))
    yield KeepTogether((Heading(2, "Réalisation"), calendrier(dossier)))
    calcule = echeancier(dossier.situee, plan)
    yield Heading(2, f"Dépenses par année {plan.base.libelle}")
    yield absent(plan.reserve) if plan.reserve else _depenses(calcule, plan.base.libelle, plan.cout)
    yield Heading(2, "Encaissements attendus")
    if calcule.ressources:
        yield _encaissements(dossier, calcule)
    elif not plan.non_chiffrees:
        yield absent(AUCUNE_ATTENDUE if a_reponse(dossier.situee) else AUCUNE_INSCRITE)
    yield from notes_part(dossier, plan)
    if any(ressource.demandee and ressource.etat.est_acquis for ressource in calcule.ressources):
        yield note(ACCORDE)
    if any(annee.annee is None and annee.encaissements for annee in calcule.annees):
        yield note(f"«\u00a0{SANS_ANNEE}\u00a0»\u00a0: ce qu’aucun versement prévu ou reçu ne date encore.")


def _depenses(calcule: Echeancier, base: str, cout: int | None) -> Table:
    annees = [annee for annee in calcule.annees if annee.depenses]
    rows = [Row((_annee(a), montant(a.depenses))) for a in annees]
    return Table(
        (Column("Année", 252), Column(f"Dépenses {base}", 252, Align.NUMBER)),
        (*rows, Row(("Total", montant(cout)), RowKind.TOTAL)),
        "Dépenses prévisionnelles, par année",
    )


def _encaissements(dossier: DossierDemande, calcule: Echeancier) -> Table:
    annees = [annee for annee in calcule.annees if annee.encaissements]
    rows = [
        Row(
            (
                ligne_ressource(dossier, ressource).cells[0],
                *(montant(a.encaissements[rang]) if rang in a.encaissements else BLANK for a in annees),
                montant(None if ressource.connu is None else calcule.recu(rang)),
            )
        )
        for rang, ressource in enumerate(calcule.ressources)
    ]
    connus = all(ressource.connu is not None for ressource in calcule.ressources)
    somme = sum(a.total for a in annees) if connus else None
    total = ("Total", *(montant(a.total) for a in annees), montant(somme))
    return Table(
        (
            Column("Financeur", 150),
            *(Column(_annee(a), 80, Align.NUMBER) for a in annees),
            Column("Total", 80, Align.NUMBER),
        ),
        (*rows, Row(total, RowKind.TOTAL)),
        "Encaissements attendus, par année et par financeur",
    )


def _annee(annee: AnneeEcheancier) -> str:
    return SANS_ANNEE if annee.annee is None else str(annee.annee)
