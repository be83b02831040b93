"""The tables behind the charts of the tableau de bord, which the quarterly table and the yearly report print too."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from models.domain.maquettes.financeurs import Bloc
from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Totaux
from models.domain.suivi.tableau_bord import AideFinanceur, AnneeBord
from models.domain.vocabulaire import StatutAction
from pvd_desktop.documents.builders.maquette_tableaux import libelle_base
from pvd_desktop.documents.formulas import Cell, Sum
from pvd_desktop.documents.spreadsheets import Chart
from pvd_desktop.documents.tree import Align, Column, Euros, Figure, Figures, Row, RowKind, Table, Value

ACQUIS: Final = "Acquis"
SOLLICITE: Final = "Sollicité"
A_SOLLICITER: Final = "À solliciter"
_MONTANT: Final = 80
_ETATS: Final = ("acquis", "sollicite", "a_solliciter")


def chiffres_cles(totaux: Totaux, sujet: str = "Plan d’action") -> Figures:
    """The five figures, in the words of the maquette."""
    sans_cout = _operations(totaux.couts_inconnus, "sans coût")
    quoi = "sans coût ou sans part décidée" if sans_cout else "sans part décidée"
    sans_part = _operations(totaux.a_trouver_inconnus, quoi)
    detail = ", ".join(filter(None, (sans_part, mention(totaux) if totaux.a_trouver else "")))
    return Figures(
        (
            Figure(f"Coût {libelle_base(totaux.libelle_base)}", Euros(totaux.cout), sans_cout),
            Figure(ACQUIS, Euros(totaux.acquis)),
            Figure(SOLLICITE, Euros(totaux.sollicite)),
            Figure(A_SOLLICITER, Euros(totaux.a_solliciter)),
            Figure("À trouver", Euros(totaux.a_trouver), detail, strong=bool(totaux.a_trouver)),
        ),
        f"{sujet}\u00a0: coût, aides acquises, sollicitées, à solliciter, et ce qui reste à trouver",
    )


def _operations(nombre: int, quoi: str) -> str:
    """« 3 opérations sans coût », or nothing."""
    return f"{nombre} opération{'s' if nombre > 1 else ''} {quoi}" if nombre else ""


def table_financeurs(aides: Iterable[AideFinanceur]) -> Table | None:
    """What each column of funders brings, by state; private money apart, under the total of the aides publiques."""
    toutes = tuple(aides)
    publiques = [a for a in toutes if a.bloc is Bloc.AIDES]
    privees = [a for a in toutes if a.bloc is not Bloc.AIDES]
    if not toutes:
        return None
    rows = [_aide(a) for a in publiques]
    if publiques:
        rows.append(_total("Total des aides publiques", publiques, range(len(rows))))
    if privees:
        premier = len(rows)
        rows += [_aide(a) for a in privees]
        rows.append(_total("Total du privé, à part", privees, range(premier, len(rows))))
    titre = "Financement par financeur et par état"
    return Table(
        (
            Column("Financeur", 170),
            _montants(ACQUIS, "acquis"),
            _montants(SOLLICITE, "sollicite"),
            _montants(A_SOLLICITER, "a_solliciter"),
            Column("Total", _MONTANT, Align.NUMBER, "", "total", Sum(tuple(map(Cell, _ETATS)))),
        ),
        tuple(rows),
        titre,
        chart=Chart(titre, _ETATS, stacked=True),
    )


def table_annees(annees: Sequence[AnneeBord]) -> Table | None:
    """The cost and the aides of each année de programmation."""
    if not annees:
        return None
    rows = [Row((_nom(a), *_chiffres(a))) for a in annees]
    couts = [a.cout for a in annees if a.cout is not None]
    sommes = (sum((getattr(a, nom) for a in annees), Decimal(0)) for nom in (*_ETATS, "aides"))
    cells: tuple[Value, ...] = ("Total", Euros(sum(couts, Decimal(0)) if couts else None), *map(Euros, sommes))
    rows.append(Row(cells, RowKind.TOTAL, tuple(range(len(rows)))))
    titre = "Trajectoire par année de programmation"
    return Table(
        (
            Column("Année", 90),
            _montants("Dépenses", "cout"),
            _montants(ACQUIS, "acquis"),
            _montants(SOLLICITE, "sollicite"),
            _montants(A_SOLLICITER, "a_solliciter"),
            Column("Total des aides", _MONTANT, Align.NUMBER, "", "total", Sum(tuple(map(Cell, _ETATS)))),
        ),
        tuple(rows),
        titre,
        chart=Chart(titre, ("cout", "total")),
    )


def table_statuts(statuts: Sequence[tuple[StatutAction, int]]) -> Table | None:
    """How many actions have each status."""
    if not statuts:
        return None
    rows = [Row((statut.libelle, nombre)) for statut, nombre in statuts]
    rows.append(Row(("Total", sum(n for _, n in statuts)), RowKind.TOTAL, tuple(range(len(rows)))))
    titre = "Actions par statut"
    return Table((Column("Statut", 140), Column("Actions", 60, Align.NUMBER, key="nombre")), tuple(rows), titre)


def _aide(aide: AideFinanceur) -> Row:
    return Row((aide.libelle, *(Euros(getattr(aide, nom)) for nom in (*_ETATS, "total"))))


def _total(titre: str, aides: Sequence[AideFinanceur], rangs: range) -> Row:
    sommes = (sum((getattr(a, nom) for a in aides), Decimal(0)) for nom in (*_ETATS, "total"))
    return Row((titre, *map(Euros, sommes)), RowKind.TOTAL, tuple(rangs))


def _nom(annee: AnneeBord) -> str:
    return "Sans année" if annee.annee is None else str(annee.annee)


def _chiffres(annee: AnneeBord) -> tuple[Value, ...]:
    cout: Value = None if annee.cout is None else Euros(annee.cout)
    return (cout, *(Euros(getattr(annee, nom)) for nom in (*_ETATS, "aides")))


def _montants(titre: str, key: str) -> Column:
    return Column(titre, _MONTANT, Align.NUMBER, key=key)
