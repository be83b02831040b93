"""The tables of the plan d'action inside the articles: orientations, actions, projects to mature, money."""

from collections.abc import Iterator

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.plan_action import actions_du_plan, projets_en_maturation
from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import SANS_NOM, maitres_ouvrage
from pvd_desktop.documents.builders.plan_financement import figures, note, notes_non_chiffrees
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Euros,
    ListBlock,
    ListItem,
    PageOf,
    Paragraph,
    Row,
    RowKind,
    Run,
    Table,
    Value,
)

SANS_ORIENTATION = "Sans orientation"


def liste_orientations(projet: Projet) -> Iterator[Block]:
    """Article 3: the orientations with their own numbers."""
    yield ListBlock(tuple(ListItem((Run(orientation.titre, bold=True),)) for orientation in projet.orientations))


def tableau_actions(projet: Projet) -> Iterator[Block]:
    """Article 4.1: the actions entered in the plan, by orientation, with their cost and the page of their fiche."""
    totaux = totaux_du_plan(fiche for _, fiches in actions_du_plan(projet) for fiche in fiches)
    mixte = len(totaux.bases) > 1
    rows: list[Row] = []
    for orientation, fiches in actions_du_plan(projet):
        rows.append(Row((orientation.titre if orientation else SANS_ORIENTATION, *[BLANK] * 5), RowKind.GROUP))
        rows.extend(_action(projet, fiche, mixte=mixte) for fiche in fiches)
    rows.append(Row((BLANK, "Total des actions inscrites", BLANK, BLANK, Euros(totaux.cout), BLANK), RowKind.TOTAL))
    yield Table(
        (
            Column("N°", 34),
            Column("Action", 186),
            Column("Maître d’ouvrage", 116),
            Column("Statut", 58),
            Column(titre_cout(totaux), 82, Align.NUMBER),
            Column("Page", 30, Align.NUMBER),
        ),
        tuple(rows),
        "Actions inscrites au plan, par orientation, avec leur maître d’ouvrage et leur coût prévisionnel",
    )


def projets_a_murir(projet: Projet) -> Iterator[Block]:
    """Article 4.2: the projects that may join the plan later."""
    fiches = projets_en_maturation(projet)
    if not fiches:
        yield Paragraph((Run("Aucun projet n’est en maturation à la date de la convention."),))
        return
    yield Table(
        (Column("N°", 34), Column("Projet", 232), Column("Maître d’ouvrage pressenti", 150), Column("Orientation", 90)),
        tuple(_projet(projet, fiche) for fiche in fiches),
        "Projets en maturation",
    )


def synthese_financiere(projet: Projet) -> Iterator[Block]:
    """Article 6.8: the totals of the maquette, then one line per orientation."""
    totaux = projet.totaux
    yield figures(totaux)
    rows = [
        _argent(orientation.titre if orientation else SANS_ORIENTATION, totaux_du_plan(fiches))
        for orientation, fiches in actions_du_plan(projet)
    ]
    if maturation := projets_en_maturation(projet):
        # The projects to mature count in the maquette, not among the actions of article 4.1: both sums are shown.
        inscrites = totaux_du_plan(fiche for _, fiches in actions_du_plan(projet) for fiche in fiches)
        rows.append(_argent("Actions inscrites", inscrites, RowKind.SUBTOTAL))
        rows.append(_argent("Projets en maturation", totaux_du_plan(maturation)))
    yield Table(
        (
            Column("Orientation", 156),
            Column(titre_cout(totaux), 74, Align.NUMBER),
            *(Column(mot, 69, Align.NUMBER) for mot in ("Acquis", "Sollicité", "À solliciter", "À trouver")),
        ),
        (*rows, _argent("Total", totaux, RowKind.TOTAL)),
        "Coût prévisionnel, aides et montant à trouver, par orientation",
    )
    if any(not fiche.statut.est_vivant for fiche in projet.fiches):
        yield note("Les actions abandonnées ou hors plan ne comptent dans aucun total.")
    yield from notes_non_chiffrees(projet)


def titre_cout(totaux: Totaux) -> str:
    """« Coût HT », « Coût (base déclarée) » when the rows have not the same one."""
    base = totaux.libelle_base
    return f"Coût ({base})" if len(totaux.bases) > 1 else f"Coût {base}"


def nom_et_base(fiche: FicheAction, *, mixte: bool) -> str:
    """Its name, with its base where the rows have not the same one."""
    nom, totaux = fiche.intitule or SANS_NOM, fiche.totaux
    return f"{nom}\u00a0({totaux.libelle_base})" if mixte and totaux.bases else nom


def _action(projet: Projet, fiche: FicheAction, *, mixte: bool) -> Row:
    return Row(
        (
            fiche.numero or None,
            nom_et_base(fiche, mixte=mixte),
            _porteurs(projet, fiche),
            fiche.statut.libelle,
            Euros(fiche.totaux.cout),
            PageOf(fiche.uid),
        )
    )


def _projet(projet: Projet, fiche: FicheAction) -> Row:
    orientation = projet.orientation(fiche.orientation)
    rattachement: Value = (orientation.numero or orientation.titre) if orientation else None
    return Row((fiche.numero or None, fiche.intitule or SANS_NOM, _porteurs(projet, fiche), rattachement))


def _porteurs(projet: Projet, fiche: FicheAction) -> str:
    return "\n".join(maitres_ouvrage(projet, fiche))


def _argent(libelle: str, totaux: Totaux, kind: RowKind = RowKind.BODY) -> Row:
    montants = (totaux.cout, totaux.acquis, totaux.sollicite, totaux.a_solliciter, totaux.a_trouver)
    return Row((libelle, *map(Euros, montants)), kind)
