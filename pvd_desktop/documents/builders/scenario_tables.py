"""The tables of a scenario: the project on the left, the scenario on the right, the difference beside them."""

from collections.abc import Iterable, Iterator
from typing import Final

from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.scenarios.application import ChangementSuppose
from models.domain.scenarios.champs import Valeur, libelle_champ
from models.domain.scenarios.charge import ChargesComparees
from models.domain.scenarios.comparaison import (
    ActionComparee,
    ComparaisonScenario,
    Compare,
    PointsCompares,
    PosteCompare,
    TotauxCompares,
    changements_dits,
    nom_objet,
)
from models.domain.vocabulaire import EtatFinancement
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.formulas import Cell, Difference
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, Row, RowKind, Table, Value

PROJET: Final = "Dans le projet"
SCENARIO: Final = "Dans le scénario"
ECART: Final = "Écart"
_MONTANT: Final = 76
_COLONNES: Final = (
    Column(PROJET, 110, Align.NUMBER, key="projet"),
    Column(SCENARIO, 110, Align.NUMBER, key="scenario"),
    Column(ECART, 110, Align.NUMBER, key="ecart", formula=Difference(Cell("scenario"), Cell("projet"))),
)
PAR_ACTION: Final = tuple(poste for poste in PosteCompare if poste is not PosteCompare.PART_DECIDEE)


def table_totaux(comparaison: ComparaisonScenario, charges: ChargesComparees) -> Table:
    """The figures of the plan on both sides, then what the maître d'ouvrage bears in the end."""
    base = libelle_base(comparaison.totaux.avant)
    rows = [
        Row((f"{poste.libelle} {base}" if poste is PosteCompare.COUT else poste.libelle, *_compare(compare)))
        for poste, compare in comparaison.totaux.postes
    ]
    rows.append(Row(("Charge nette TTC, FCTVA et emprunts déduits, annuités comptées", *_compare(charges.total))))
    return Table((Column("Total du plan", 250), *_COLONNES), tuple(rows), "Totaux du plan sans et avec le scénario")


def table_charges(charges: ChargesComparees) -> Table | None:
    """The charge nette of each year; ``None`` when no dated year differs."""
    if not charges.date:
        return None
    plafonds = any(une.plafond is not None for une in charges.annees)
    rows = [
        Row(
            (
                "Sans année, ou non daté" if une.annee is None else str(une.annee),
                *_compare(une.charge),
                *((BLANK if une.plafond is None else Euros(une.plafond),) if plafonds else ()),
            )
        )
        for une in charges.annees
    ]
    total = ("Total", *_compare(charges.total), *((Euros(charges.plafond),) if plafonds else ()))
    rows.append(Row(total, RowKind.TOTAL, tuple(range(len(rows)))))
    colonnes = (Column("Année", 150), *_COLONNES, *((Column("Enveloppe", 110, Align.NUMBER),) if plafonds else ()))
    return Table(colonnes, tuple(rows), "Charge nette par an, sans et avec le scénario")


def postes_changes(comparaison: ComparaisonScenario) -> tuple[PosteCompare, ...]:
    """The figures that differ for one action at least, in order."""
    compares = [action.totaux for action in comparaison.vivantes]
    return tuple(p for p in PAR_ACTION if any(totaux.poste(p).change for totaux in compares))


def table_actions(comparaison: ComparaisonScenario) -> Table:
    """Each action it changes, the others together, and the plan: only the figures that differ somewhere."""
    postes = postes_changes(comparaison)
    rows = [Row((*_identite(action), *_cotes(action.totaux, postes))) for action in comparaison.vivantes]
    if comparaison.nombre_autres:
        autres = TotauxCompares(comparaison.autres, comparaison.autres)
        nombre = comparaison.nombre_autres
        dites = "L’autre action, inchangée" if nombre == 1 else f"Les {nombre} autres actions, inchangées"
        rows.append(Row((None, dites, *_cotes(autres, postes))))
    total = Row((BLANK, "Total du plan", *_cotes(comparaison.totaux, postes)), RowKind.TOTAL, tuple(range(len(rows))))
    return Table(
        (Column("N°", 30), Column("Action", 190), *_colonnes_actions(comparaison, postes)),
        (*rows, total),
        "Chiffres de chaque action que le scénario change, sans et avec lui",
        frozen=2,
    )


def table_changements(projet: Projet, changements: Iterable[ChangementSuppose]) -> Table:
    """What the scenario supposes, field by field."""
    rows = tuple(
        Row(
            (
                changement.fiche.numero or None,
                changement.fiche.intitule or SANS_NOM,
                nom_objet(projet, changement),
                libelle_champ(changement.genre, changement.champ),
                _valeur(changement.avant),
                _valeur(changement.apres),
            )
        )
        for changement in changements_dits(changements)
    )
    colonnes = (
        Column("N°", 30),
        Column("Action", 180),
        Column("Ligne", 180),
        Column("Ce qui change", 90),
        Column(PROJET, 100),
        Column(SCENARIO, 100),
    )
    return Table(colonnes, rows, "Ce que le scénario suppose")


def table_points(points: PointsCompares) -> Table | None:
    """The points à vérifier that come, go or change; ``None`` when all stay."""
    rows = tuple(_points(points))
    if not rows:
        return None
    colonnes = (
        Column("Avec le scénario", 80),
        Column("Action", 150),
        Column("Point à vérifier", 350),
        Column("Gravité", 70),
        Column("Code", 50),
    )
    return Table(colonnes, rows, "Points à vérifier que le scénario fait apparaître ou disparaître")


def libelle_base(totaux: Totaux) -> str:
    """« HT », or « (base déclarée) » when HT and TTC are mixed."""
    base = totaux.libelle_base
    return f"({base})" if " " in base else base


def _points(points: PointsCompares) -> Iterator[Row]:
    for sens, constats in (("Apparaît", points.apparus), ("Disparaît", points.disparus)):
        for constat in constats:
            yield _point(sens, constat, constat.message)
    for ancien, nouveau in points.modifies:
        yield _point("Change", nouveau, _avant_apres(ancien, nouveau))


def _point(sens: str, constat: Constat, message: str) -> Row:
    return Row((sens, constat.objet.libelle, message, constat.gravite.libelle, constat.code))


def _avant_apres(ancien: Constat, nouveau: Constat) -> str:
    if nouveau.message == ancien.message:
        # Its remedy alone has other figures.
        return f"{nouveau.message} {nouveau.remede}"
    return f"{nouveau.message.removesuffix('.')} (aujourd’hui\u00a0: {ancien.message.removesuffix('.')})."


def _colonnes_actions(comparaison: ComparaisonScenario, postes: tuple[PosteCompare, ...]) -> Iterator[Column]:
    base = libelle_base(comparaison.totaux.avant)
    for poste in postes:
        groupe = f"{poste.libelle} {base}" if poste is PosteCompare.COUT else poste.libelle
        yield Column("Projet", _MONTANT, Align.NUMBER, groupe)
        yield Column("Scénario", _MONTANT, Align.NUMBER, groupe)


def _identite(action: ActionComparee) -> tuple[Value, Value]:
    return action.avant.numero or None, action.avant.intitule or SANS_NOM


def _cotes(totaux: TotauxCompares, postes: tuple[PosteCompare, ...]) -> Iterator[Value]:
    for poste in postes:
        compare = totaux.poste(poste)
        yield Euros(compare.avant)
        yield Euros(compare.apres)


def _compare(compare: Compare) -> tuple[Value, Value, Value]:
    return Euros(compare.avant), Euros(compare.apres), BLANK if compare.ecart is None else Euros(compare.ecart)


def _valeur(valeur: Valeur) -> Value:
    match valeur:
        case EtatFinancement():
            return valeur.libelle
        case None:
            return ""
        case int():
            return str(valeur)
        case _:
            return Euros(valeur)
