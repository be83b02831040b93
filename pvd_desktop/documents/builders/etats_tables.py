"""The tables of two states of the project: what differs, and the money and the dates on both sides."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from models.domain.differences import compare, shortened
from models.domain.etats.changements import (
    ActionEtats,
    ChangementEtat,
    ComparaisonEtats,
    NatureChangement,
    Rubrique,
)
from models.domain.fiche_action import FicheAction, Phase
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.scenarios.comparaison import Compare, PosteCompare, TotauxCompares
from models.domain.vocabulaire import TypePhase
from pvd_desktop.documents.builders.fiche_action import SANS_NOM
from pvd_desktop.documents.builders.scenario_tables import libelle_base
from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.formulas import Cell, Difference
from pvd_desktop.documents.markdown import to_plain
from pvd_desktop.documents.tree import BLANK, Align, Column, Euros, RichText, Row, RowKind, Run, Table, Value

AVANT: Final = "Avant"
APRES: Final = "Après"
AJOUTEE: Final = "Action ajoutée"
RETIREE: Final = "Action retirée"
_LONGUEUR: Final = 240
"""Characters of a long text that a cell holds."""
_RENVOIS: Final = {
    Rubrique.ORIENTATIONS: "Voir l’annexe\u00a01.",
    Rubrique.ACTIONS: "Voir la fiche-action jointe.",
    Rubrique.SECTEURS: "Voir l’annexe\u00a07.",
}
"""Where an avenant gives the texts that are too long for its table, when no article does."""
_MONTANTS: Final = (
    Column(AVANT, 90, Align.NUMBER, key="avant"),
    Column(APRES, 90, Align.NUMBER, key="apres"),
    Column("Écart", 90, Align.NUMBER, key="ecart", formula=Difference(Cell("apres"), Cell("avant"))),
)
_POSTES_ACTION: Final = (PosteCompare.COUT, PosteCompare.ACQUIS, PosteCompare.SOLLICITE, PosteCompare.A_SOLLICITER)


def table_changements(changements: Sequence[ChangementEtat], *, avenant: bool = False) -> Table:
    """Every change, numbered, under its part, each action by itself.

    An avenant shows no text word by word, and says where those are that are too long for a cell.
    """
    rows: list[Row] = []
    rang = 0
    for titre, groupe in groupby(changements, key=_groupe):
        rows.append(Row((titre, BLANK, BLANK, BLANK), RowKind.GROUP))
        for changement in groupe:
            rang += 1
            rows.append(_changement(rang, changement, avenant=avenant))
    colonnes = (
        Column("N°", 26, Align.CENTER),
        Column("Ce qui change", 215),
        Column(AVANT, 140),
        Column(APRES, 160),
    )
    return Table(colonnes, tuple(rows), "Ce qui change d’un état à l’autre", frozen=2)


def cotes(changement: ChangementEtat) -> tuple[RichText, RichText]:
    """A change as both sides read, the differences of a long text marked."""
    if changement.nature is not NatureChangement.MODIFICATION:
        vieux, neuf = (to_plain(t) if changement.long else t for t in (changement.avant, changement.apres))
        return _court(vieux), _court(neuf)
    if not changement.long:
        return (Run(changement.avant),), (Run(changement.apres),)
    avant, apres = to_plain(changement.avant), to_plain(changement.apres)
    if avant == apres:
        return _court(avant), (Run("Seule la mise en forme a changé."),)
    differences = shortened(compare(avant, apres))
    if not differences:
        return _court(avant), _court(apres)
    if len(avant) <= _LONGUEUR:
        return _court(avant), tuple(_marque(differences))
    partis = " … ".join(texte for signe, texte in differences if signe == "-")
    return _court(partis) if partis else (Run("—"),), tuple(_marque(differences))


def table_totaux(comparaison: ComparaisonEtats) -> Table:
    """The figures of the plan on both sides."""
    totaux = comparaison.totaux
    rows = tuple(Row((_poste(poste, totaux), *_compare(paire))) for poste, paire in totaux.postes)
    return Table((Column("Total du plan", 190), *_MONTANTS), rows, "Totaux du plan avant et après")


def table_argent(comparaison: ComparaisonEtats) -> Table | None:
    """What each action costs and receives on both sides, operation by operation; ``None`` when no figure moves."""
    rows: list[Row] = []
    for action in comparaison.actions_modifiees:
        if action.operations:
            rows += _argent(action.apres, action.totaux, "")
            rows += _operations(action)
    for fiche in comparaison.actions_ajoutees:
        rows += _argent(fiche, TotauxCompares(FicheAction().totaux, fiche.totaux), AJOUTEE)
    for fiche in comparaison.actions_supprimees:
        rows += _argent(fiche, TotauxCompares(fiche.totaux, FicheAction().totaux), RETIREE)
    if not rows:
        return None
    colonnes = (Column("Action, opération", 150), Column("Montant", 90), *_MONTANTS)
    return Table(colonnes, tuple(rows), "Coûts et financements des actions avant et après", frozen=2)


def table_calendrier(comparaison: ComparaisonEtats) -> Table | None:
    """The phases and jalons that come, go or move; ``None`` when none does."""
    rows = tuple(
        Row((action.apres.titre, (b or a or Phase()).intitule or TypePhase.PHASE.libelle, _jours(a), _jours(b)))
        for action in comparaison.actions_modifiees
        for a, b in _phases(action)
    )
    colonnes = (Column("Action", 190), Column("Phase ou jalon", 120), Column(AVANT, 100), Column(APRES, 100))
    return Table(colonnes, rows, "Dates avant et après", frozen=2) if rows else None


def table_actions(projet: Projet, fiches: Iterable[FicheAction], summary: str) -> Table:
    """Actions that come or go, in a line each."""
    rows: list[Row] = []
    for fiche in fiches:
        orientation = projet.orientation(fiche.orientation)
        rows.append(
            Row(
                (
                    fiche.numero or None,
                    fiche.intitule or SANS_NOM,
                    orientation.titre if orientation else "",
                    fiche.statut.libelle,
                    Euros(fiche.totaux.cout),
                )
            )
        )
    colonnes = (
        Column("N°", 30),
        Column("Action", 180),
        Column("Orientation", 150),
        Column("Statut", 70),
        Column("Coût", 90, Align.NUMBER),
    )
    return Table(colonnes, tuple(rows), summary, frozen=2)


def _groupe(changement: ChangementEtat) -> str:
    """Its part; an action may have a hundred changes: its name is said once, and again on each page."""
    rubrique = changement.rubrique
    return f"{rubrique.libelle} — {changement.titre}" if rubrique is Rubrique.ACTIONS else rubrique.libelle


def _changement(rang: int, changement: ChangementEtat, *, avenant: bool) -> Row:
    avant, apres = _cotes_signes(changement) if avenant else cotes(changement)
    entiere = changement.nature is not NatureChangement.MODIFICATION
    titre = "" if changement.rubrique is Rubrique.ACTIONS else changement.titre
    # The territoire is under « Territoire » already.
    lignes = (Run(t, secondary=True) for t in (titre, changement.nom) if t not in {"", changement.rubrique.libelle})
    quoi: list[Run] = []
    for ligne in lignes:
        quoi += [ligne, Run("\n")]
    vide: Value = None
    return Row(
        (
            rang,
            (*quoi, Run(changement.libelle)),
            vide if entiere and not changement.avant else avant,
            vide if entiere and not changement.apres else apres,
        )
    )


def _cotes_signes(changement: ChangementEtat) -> tuple[RichText, RichText]:
    """The same in what people sign: whole, or the place where the new text stands."""
    article = changement.rubrique is Rubrique.ARTICLES and changement.champ != "intitule"
    avant, apres = (to_plain(t) if changement.long else t for t in (changement.avant, changement.apres))
    if article or (changement.long and max(len(avant), len(apres)) > _LONGUEUR):
        return (Run("—"),), (Run(_RENVOIS.get(changement.rubrique, "Voir les articles remplacés.")),)
    return _court(avant), _court(apres)


def _court(texte: str) -> RichText:
    ligne = " ".join(texte.split("\n"))
    return (Run(ligne if len(ligne) <= _LONGUEUR else f"{ligne[: _LONGUEUR - 1].rstrip()}…"),)


def _marque(differences: Iterable[tuple[str, str]]) -> Iterator[Run]:
    """Paper has no colour to count on: what went is between brackets, what came in bold."""
    for rang, (signe, texte) in enumerate(differences):
        if rang:
            yield Run(" ")
        if signe == "-":
            yield Run(f"[{texte}]", italic=True)
        else:
            yield Run(texte, bold=signe == "+")


def _poste(poste: PosteCompare, totaux: TotauxCompares) -> str:
    return f"{poste.libelle} {libelle_base(totaux.apres)}" if poste is PosteCompare.COUT else poste.libelle


def _compare(paire: Compare) -> tuple[Value, Value, Value]:
    return Euros(paire.avant), Euros(paire.apres), BLANK if paire.ecart is None else Euros(paire.ecart)


def _argent(fiche: FicheAction, totaux: TotauxCompares, mention: str) -> list[Row]:
    """One row by figure that moves; ``mention`` says that the action is on one side only: the other has no figure."""
    changes = [(p, totaux.poste(p)) for p in _POSTES_ACTION if totaux.poste(p).change]
    titre = f"{fiche.titre} ({mention.lower()})" if mention else fiche.titre
    rows: list[Row] = []
    for rang, (poste, paire) in enumerate(changes):
        avant, apres, ecart = _compare(paire)
        if mention == AJOUTEE:
            avant, ecart = None, apres
        elif mention == RETIREE:
            apres, ecart = None, Euros(None if paire.avant is None else -paire.avant)
        rows.append(Row((titre if rang == 0 else BLANK, _poste(poste, totaux), avant, apres, ecart)))
    return rows


def _operations(action: ActionEtats) -> Iterator[Row]:
    """The same for each operation, when there are several to tell apart."""
    if max(len(action.avant.operations), len(action.apres.operations)) < 2:
        return
    for a, b in action.operations:
        vide = Operation()
        totaux = TotauxCompares((a or vide).totaux, (b or vide).totaux)
        nom = (b or a or vide).intitule or "Opération sans nom"
        changes = [(p, totaux.poste(p)) for p in _POSTES_ACTION if totaux.poste(p).change]
        for rang, (poste, paire) in enumerate(changes):
            yield Row((nom if rang == 0 else BLANK, _poste(poste, totaux), *_compare(paire)), level=1)


def _phases(action: ActionEtats) -> Iterator[tuple[Phase | None, Phase | None]]:
    avant, apres = ({p.uid: p for p in fiche.phases} for fiche in (action.avant, action.apres))
    for uid in dict.fromkeys((*apres, *avant)):
        a, b = avant.get(uid), apres.get(uid)
        if a is None or b is None or (a.debut, a.fin) != (b.debut, b.fin):
            yield a, b


def _jours(phase: Phase | None) -> Value:
    if phase is None:
        return None
    jours = [text_of(jour) for jour in (phase.debut, phase.fin) if jour is not None]
    return " – ".join(jours)
