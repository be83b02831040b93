"""The columns of figures of the maquette, in the order of its model, each with the formula a spreadsheet keeps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from models.domain.maquettes.financeurs import Bloc, Financeurs
from models.domain.maquettes.maquette import Cle, LigneMaquette, SommesMaquette
from models.domain.retour.reperes import colonne_de
from pvd_desktop.documents.builders.maquette_sources import source_de_la_part, source_des_lignes
from pvd_desktop.documents.formulas import AtLeastZero, Cell, CountIfEmpty, Difference, Formula, Quotient, Sum
from pvd_desktop.documents.spreadsheets import Tint, Tone
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, Taux, Value

CONTROLE = "Contrôle"
_CHARGE = "À la charge du maître d’ouvrage"
_DEMANDE, _ACCORDE = False, True
_ETATS = {_DEMANDE: "demandé", _ACCORDE: "accordé"}
_MONTANT, _COURT = 62, 40
"""Weights of a column of amounts, and of a short one."""


@dataclass(frozen=True, slots=True)
class Chiffre:
    """One column of figures and what it reads in the sums of a row."""

    column: Column
    value: Callable[[SommesMaquette], Value]
    source: Callable[[LigneMaquette], str] | None = None
    """Where the figure of an operation comes from, if anybody wrote it."""


def cellules(chiffres: Iterable[Chiffre], sommes: SommesMaquette) -> tuple[Value, ...]:
    """The figures of one row."""
    return tuple(chiffre.value(sommes) for chiffre in chiffres)


def chiffres_periode(
    financeurs: Financeurs, cles: frozenset[Cle], base: str, *, inconnus: bool = False
) -> tuple[Chiffre, ...]:
    """Columns of the period: coûts, maître d'ouvrage, funders, contrôle, then what stands apart.

    Args:
        financeurs: the columns of funders of the reference.
        cles: those that hold something.
        base: declared base of the amounts.
        inconnus: count the operations whose « à trouver » is not known.
    """
    colonnes = _Colonnes(financeurs, cles)
    porteur = _CHARGE
    return (
        *_couts("Coût", f"Coûts {base}".strip()),
        replace(_euros("Part décidée", lambda s: s.totaux.part_decidee, porteur, "part"), source=source_de_la_part),
        _solde(porteur),
        *colonnes.financeurs(Bloc.AIDES, Bloc.PRIVE),
        *colonnes.etats(),
        _aides(CONTROLE),
        _taux(CONTROLE),
        colonnes.prive(),
        _a_trouver(CONTROLE),
        *((_inconnus(CONTROLE),) if inconnus else ()),
        *colonnes.financeurs(Bloc.PRETS, Bloc.VALORISE),
    )


def chiffres_annee(
    financeurs: Financeurs, cles: frozenset[Cle], base: str, *, realise: bool = False
) -> tuple[Chiffre, ...]:
    """Columns of one year: dépenses and financements only; ``realise`` adds what was really committed."""
    colonnes = _Colonnes(financeurs, cles)
    return (
        *_programme(f"Programmé {base}".strip()),
        *colonnes.financeurs(Bloc.AIDES, Bloc.PRIVE),
        *colonnes.etats(),
        _aides(CONTROLE),
        colonnes.prive(),
        *((_realise(CONTROLE),) if realise else ()),
        *colonnes.financeurs(Bloc.PRETS, Bloc.VALORISE),
    )


def chiffres_porteur(base: str) -> tuple[Chiffre, ...]:
    """Columns of a table without funders: the words of the maquette only."""
    aides, porteur, a_part = "Aides publiques", _CHARGE, "À part"
    return (
        *_couts("Coût", f"Coûts {base}".strip()),
        _euros("Acquis", lambda s: s.totaux.acquis, aides, "acquis"),
        _euros("Sollicité", lambda s: s.totaux.sollicite, aides, "sollicite"),
        _euros("À solliciter", lambda s: s.totaux.a_solliciter, aides, "a_solliciter"),
        _aides(aides),
        _taux(aides),
        _euros("Privé", lambda s: s.totaux.prive, "", "prive"),
        _euros("Part décidée", lambda s: s.totaux.part_decidee, porteur, "part"),
        _solde(porteur),
        _a_trouver(porteur),
        _euros("Prêts, avances", lambda s: s.totaux.prets, a_part, "prets"),
        _euros("Aides valorisées", lambda s: s.totaux.valorise, a_part, "valorise"),
    )


class _Colonnes:
    """The columns of funders that hold something, and the formulas over them."""

    def __init__(self, financeurs: Financeurs, cles: frozenset[Cle]) -> None:
        self._financeurs = financeurs
        self._cles = cles

    def financeurs(self, *blocs: Bloc) -> Iterator[Chiffre]:
        """Asked, then granted, for each column of these blocs."""
        for groupe in self._financeurs.groupes:
            if groupe.bloc not in blocs:
                continue
            for colonne in groupe.colonnes:
                for accorde, mot in _ETATS.items():
                    cle = (colonne.code, accorde)
                    if cle in self._cles:
                        yield _financeur(f"{colonne.libelle} {mot}", groupe.libelle, cle)

    def etats(self) -> Iterator[Chiffre]:
        """The aides by state, computed from the columns above."""
        yield _euros("Acquis", lambda s: s.totaux.acquis, CONTROLE, "acquis", self._somme(Bloc.AIDES, _ACCORDE))
        yield _euros("Sollicité", lambda s: s.totaux.sollicite, CONTROLE, "sollicite")
        # What is asked without an answer is sollicité, or still à solliciter.
        reste = Difference(self._somme(Bloc.AIDES, _DEMANDE), Cell("sollicite"))
        yield _euros("À solliciter", lambda s: s.totaux.a_solliciter, CONTROLE, "a_solliciter", reste)

    def prive(self) -> Chiffre:
        """The private money, asked and granted."""
        return _euros("Privé", lambda s: s.totaux.prive, CONTROLE, "prive", self._somme(Bloc.PRIVE, *_ETATS))

    def _somme(self, bloc: Bloc, *etats: bool) -> Sum:
        cles = ((colonne.code, accorde) for colonne in self._financeurs.colonnes(bloc) for accorde in etats)
        return Sum(tuple(Cell(colonne_de(cle)) for cle in cles if cle in self._cles))


def _euros(
    titre: str,
    montant: Callable[[SommesMaquette], Decimal | None],
    groupe: str,
    key: str,
    formula: Formula | None = None,
) -> Chiffre:
    """A column of amounts."""
    column = Column(titre, _MONTANT, Align.NUMBER, groupe, key, formula)
    return Chiffre(column, lambda sommes: Euros(montant(sommes)))


def _couts(titre: str, groupe: str) -> tuple[Chiffre, Chiffre]:
    return (
        _euros(titre, lambda s: s.totaux.cout, groupe, "cout"),
        _euros("Dépense éligible", lambda s: s.depense_eligible, groupe, "eligible"),
    )


def _programme(groupe: str) -> tuple[Chiffre, ...]:
    """The dépenses of a year; an operation without any is not waiting for one."""
    return tuple(
        Chiffre(chiffre.column, partial(_blank_if_unknown, chiffre.value)) for chiffre in _couts("Dépenses", groupe)
    )


def _blank_if_unknown(value: Callable[[SommesMaquette], Value], sommes: SommesMaquette) -> Value:
    return BLANK if sommes.totaux.cout is None else value(sommes)


def _solde(groupe: str) -> Chiffre:
    formula = Difference(Cell("cout"), Sum((Cell("aides"), Cell("prive"))))
    return _euros("Solde", lambda s: s.totaux.solde, groupe, "solde", formula)


def _aides(groupe: str) -> Chiffre:
    formula = Sum((Cell("acquis"), Cell("sollicite"), Cell("a_solliciter")))
    return _euros("Total aides", lambda s: s.totaux.aides, groupe, "aides", formula)


def _a_trouver(groupe: str) -> Chiffre:
    formula = AtLeastZero(Difference(Cell("solde"), Cell("part")), ("solde", "part"))
    chiffre = _euros("À trouver", lambda s: s.totaux.a_trouver, groupe, "a_trouver", formula)
    return replace(chiffre, column=replace(chiffre.column, tints=(Tint(Tone.WARNING),)))


def _taux(groupe: str) -> Chiffre:
    formula = Quotient(Cell("aides"), Cell("cout"))
    column = Column("Taux d’aides", _COURT, Align.NUMBER, groupe, "taux", formula, ratio=True)
    return Chiffre(column, lambda sommes: None if (taux := sommes.taux_aides) is None else Taux(taux))


def _inconnus(groupe: str) -> Chiffre:
    column = Column("Inconnu pour", _COURT, Align.NUMBER, groupe, "inconnus", CountIfEmpty("a_trouver"))
    # An action without operation has nothing to be found.
    return Chiffre(column, lambda sommes: sommes.totaux.a_trouver_inconnus if sommes.totaux.bases else BLANK)


def _financeur(titre: str, groupe: str, cle: Cle) -> Chiffre:
    """Blank without a line; « non renseigné » when the line has no amount."""

    def value(sommes: SommesMaquette) -> Value:
        return Euros(sommes.montants[cle]) if cle in sommes.montants else BLANK

    column = Column(titre, _MONTANT, Align.NUMBER, groupe, colonne_de(cle))
    return Chiffre(column, value, lambda ligne: source_des_lignes(ligne.financements.get(cle, ())))


def _realise(groupe: str) -> Chiffre:
    column = Column("Aides réalisées", _MONTANT, Align.NUMBER, groupe, "realise")
    return Chiffre(column, lambda sommes: BLANK if sommes.realise is None else Euros(sommes.realise))
