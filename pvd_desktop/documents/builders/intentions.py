"""« Intentions DETR/DSIL »: the operations of each campaign by order of priority, with what they ask for."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.demandes.intentions import Intention, annees_intention, intentions, total_intentions
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from pvd_desktop.documents.builders.plan_financement import note, part
from pvd_desktop.documents.builders.programmation import FORMAT, IDENTITE, build_document, identite
from pvd_desktop.documents.formulas import Cell, Quotient, Sum
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    Heading,
    NewSection,
    Notice,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
    Taux,
    Value,
)

TITRE: Final = "Intentions DETR/DSIL"
MEMOIRE: Final = "Pour mémoire\u00a0: actions abandonnées ou hors plan, dans aucun total"
_MONTANT: Final = 72


def build_intentions(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """A sheet per campaign."""
    sujet = "Opérations à présenter à la DETR et à la DSIL, par ordre de priorité"
    return build_document(projet, TITRE, sujet, _blocks(projet), aujourd_hui=aujourd_hui, brouillon=brouillon)


def table_intentions(projet: Projet, annee: int) -> Table | None:
    """The operations of a campaign and what they ask for; ``None`` when there is none."""
    lignes = intentions(projet, annee)
    if not lignes:
        return None
    comptees, memoire = [i for i in lignes if i.compte], [i for i in lignes if not i.compte]
    melees = any(i.detr_ou_dsil for i in lignes)
    rows = [_row(projet, une, melees=melees) for une in comptees]
    rows.append(_total(comptees, melees=melees))
    if memoire:
        rows.append(Row((MEMOIRE, *[BLANK] * (len(rows[-1].cells) - 1)), RowKind.GROUP))
        rows.extend(_row(projet, une, melees=melees) for une in memoire)
    demande = "Demandé"
    cles = ("detr", "dsil", *(("melees",) if melees else ()))
    columns = (
        Column("Rang", 34, Align.CENTER),
        *IDENTITE,
        Column("Maturité", 96),
        Column(_titre_cout([i.operation for i in lignes]), _MONTANT, Align.NUMBER, key="cout"),
        Column("DETR", _MONTANT, Align.NUMBER, demande, "detr"),
        Column("DSIL", _MONTANT, Align.NUMBER, demande, "dsil"),
        *((Column("DETR ou DSIL", _MONTANT, Align.NUMBER, demande, "melees"),) if melees else ()),
        Column("Total demandé", _MONTANT, Align.NUMBER, demande, "demande", Sum(tuple(map(Cell, cles)))),
        Column("Taux demandé", 52, Align.NUMBER, demande, "taux", Quotient(Cell("demande"), Cell("cout")), ratio=True),
    )
    return Table(columns, tuple(rows), f"Intentions DETR et DSIL de la campagne {annee}", frozen=3)


def _blocks(projet: Projet) -> Iterator[Block]:
    annees = annees_intention(projet)
    if not annees:
        yield Heading(1, TITRE)
        yield Paragraph((Run("Aucune opération n’est encore destinée à une campagne."),), ParagraphKind.MISSING)
    for annee in annees:
        yield NewSection(FORMAT, f"Campagne {annee}")
        yield Heading(1, f"{TITRE}\u00a0: campagne {annee}", running=TITRE)
        yield Notice(text_runs("previsionnel"))
        table = table_intentions(projet, annee)
        assert table is not None
        yield table
        total = total_intentions(intentions(projet, annee))
        if total.sans_cout:
            nombre = f"{total.sans_cout} opérations n’ont" if total.sans_cout > 1 else "1 opération n’a"
            yield note(f"{nombre} pas encore de coût\u00a0: le total ne les compte pas.")
        yield note("Demandé\u00a0: ce que les lignes DETR et DSIL du plan demandent, hors lignes refusées.")


def _row(projet: Projet, une: Intention, *, melees: bool) -> Row:
    operation = une.operation
    cout, maturite = operation.cout, operation.maturite
    # The aid may be asked on the dépense éligible: a rate over the coût is still what people compare.
    taux = part(une.demande, cout) if une.demande else None
    return Row(
        (
            operation.rang_intention,
            *identite(projet, (une.fiche, operation)),
            maturite.libelle if maturite else "",
            Euros(cout),
            _demande(une.detr),
            _demande(une.dsil),
            *((_demande(une.detr_ou_dsil),) if melees else ()),
            Euros(une.demande or None),
            BLANK if taux is None else Taux(taux),
        )
    )


def _total(lignes: Sequence[Intention], *, melees: bool) -> Row:
    total = total_intentions(lignes)
    nombre = len(lignes)
    titre = f"Total\u00a0: {nombre} opération{'s' if nombre > 1 else ''}"
    demande = total.detr + total.dsil + total.detr_ou_dsil
    taux = part(demande, total.cout)
    return Row(
        (
            BLANK,
            BLANK,
            titre,
            BLANK,
            BLANK,
            Euros(total.cout),
            Euros(total.detr),
            Euros(total.dsil),
            *((Euros(total.detr_ou_dsil),) if melees else ()),
            Euros(demande),
            # Aids divided by a coût that leaves some operations out could pass 100 %.
            None if taux is None or total.sans_cout else Taux(taux),
        ),
        RowKind.TOTAL,
        tuple(range(nombre)),
    )


def _titre_cout(operations: Sequence[Operation]) -> str:
    bases = {operation.base for operation in operations}
    return f"Coût {bases.pop().libelle}" if len(bases) == 1 else "Coût (base déclarée)"


def _demande(montant: Decimal) -> Value:
    return Euros(montant) if montant else BLANK
