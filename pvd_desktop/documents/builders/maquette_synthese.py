"""The synthesis of the maquette: the aides by funder, the money by year, each beside its chart in a spreadsheet."""

from collections.abc import Iterator
from decimal import Decimal

from models.domain.maquettes.financeurs import Bloc, Financeurs
from models.domain.maquettes.maquette import (
    Cle,
    Maquette,
    SommesMaquette,
    TableauMaquette,
    somme_colonnes,
    somme_connus,
)
from models.domain.retour.reperes import PERIODE, annee_de, colonne_de
from pvd_desktop.documents.formulas import Cell, Sum
from pvd_desktop.documents.spreadsheets import Chart, Link
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, Row, RowKind, Table, Value

_MONTANT = 80


def tables_synthese(maquette: Maquette, financeurs: Financeurs) -> Iterator[tuple[str, Table]]:
    """Each table with its title; none for what holds nothing."""
    if par_financeur := _par_financeur(maquette.periode, financeurs):
        yield "Aides publiques par financeur", par_financeur
    if par_annee := _par_annee(maquette):
        yield "Programmation par année", par_annee


def _par_financeur(tableau: TableauMaquette, financeurs: Financeurs) -> Table | None:
    columns = (
        Column("Financeur", 150),
        _montants("Accordé", "accorde"),
        _montants("Demandé", "demande"),
        Column("Total", _MONTANT, Align.NUMBER, "", "total", Sum((Cell("accorde"), Cell("demande")))),
    )
    rows: list[Row] = []
    for colonne in financeurs.colonnes(Bloc.AIDES):
        cles: list[Cle] = [(colonne.code, True), (colonne.code, False)]
        total = somme_colonnes(tableau.sommes, cles)
        if total:
            montants = [tableau.sommes.montants.get(cle) for cle in cles]
            links = {i: Link(PERIODE, colonne_de(cle)) for i, cle in enumerate(cles, 1) if montants[i - 1] is not None}
            rows.append(Row((colonne.libelle, *map(_montant, montants), Euros(total)), links=links))
    if not rows:
        return None
    accorde, demande = (
        somme_colonnes(tableau.sommes, [(c.code, accorde) for c in financeurs.colonnes(Bloc.AIDES)])
        for accorde in (True, False)
    )
    somme = (accorde or Decimal(0)) + (demande or Decimal(0))
    cells = ("Total", _montant(accorde), _montant(demande), Euros(somme))
    rows.append(Row(cells, RowKind.TOTAL, tuple(range(len(rows)))))
    titre = "Aides publiques par financeur, accordées et demandées"
    return Table(columns, tuple(rows), titre, chart=Chart(titre, ("accorde", "demande"), stacked=True))


def _par_annee(maquette: Maquette) -> Table | None:
    columns = (
        Column("Année", 150),
        _montants("Dépenses", "cout"),
        _montants("Aides publiques", "aides"),
        _montants("Privé", "prive"),
    )
    if not maquette.annees:
        return None
    rows = [_annee(tableau) for tableau in maquette.annees]
    sommes = [_chiffres(tableau.sommes) for tableau in maquette.annees]
    totaux = map(somme_connus, zip(*sommes, strict=True))
    rows.append(Row(("Total", *map(_montant, totaux)), RowKind.TOTAL, tuple(range(len(rows)))))
    titre = "Dépenses et financements par année de programmation"
    return Table(columns, tuple(rows), titre, chart=Chart(titre, ("cout", "aides", "prive")))


def _annee(tableau: TableauMaquette) -> Row:
    chiffres = _chiffres(tableau.sommes)
    cles = ("cout", "aides", "prive")
    table = annee_de(tableau.annee)
    links = {i: Link(table, cle) for i, cle in enumerate(cles, 1) if chiffres[i - 1] is not None}
    nom = "Sans année" if tableau.annee is None else str(tableau.annee)
    return Row((nom, *map(_montant, chiffres)), links=links)


def _chiffres(sommes: SommesMaquette) -> tuple[Decimal | None, ...]:
    totaux = sommes.totaux
    return (totaux.cout, totaux.aides, totaux.prive)


def _montant(montant: Decimal | None) -> Value:
    return BLANK if montant is None else Euros(montant)


def _montants(titre: str, key: str) -> Column:
    return Column(titre, _MONTANT, Align.NUMBER, key=key)
