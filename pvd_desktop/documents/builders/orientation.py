"""The sheet of an orientation stratégique (annexe 1)."""

from collections.abc import Iterator

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.orientation import Orientation
from models.domain.plan_action import est_en_maturation
from models.domain.projet import Projet
from pvd_desktop.documents.builders.fiche_action import maitres_ouvrage
from pvd_desktop.documents.builders.indicateurs import indicateurs
from pvd_desktop.documents.builders.plan_financement import missing
from pvd_desktop.documents.builders.tableaux import nom_et_base, titre_cout
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Euros,
    Heading,
    KeepTogether,
    PageOf,
    Paragraph,
    Row,
    Run,
    Table,
)


def orientation_blocks(projet: Projet, orientation: Orientation) -> Iterator[Block]:
    """Its stakes, its objectives, its actions, its indicators, its place among the other contracts."""
    yield Heading(2, orientation.titre, overline="Orientation stratégique", anchor=orientation.uid)
    yield from _rubrique("Présentation et enjeux", orientation.contexte)
    yield from _rubrique("Objectifs attendus", orientation.objectifs)
    yield Heading(3, "Actions rattachées")
    yield _actions(projet, orientation)
    yield KeepTogether(
        (Heading(3, "Indicateurs"), indicateurs(orientation.indicateurs, "Indicateurs de l’orientation")),
    )
    yield from _rubrique("Articulation avec le CRTE et les documents-cadres", orientation.articulation)


def _rubrique(titre: str, texte: str) -> Iterator[Block]:
    yield Heading(3, titre)
    yield from blocks_of(texte) or (missing(),)


def _actions(projet: Projet, orientation: Orientation) -> Block:
    fiches = [f for f in projet.fiches if f.orientation == orientation.uid and f.statut.est_vivant]
    if not fiches:
        return Paragraph((Run("Aucune action n’est rattachée à cette orientation à ce jour."),))
    totaux = totaux_du_plan(fiches)
    return Table(
        (
            Column("N°", 34),
            Column("Action", 200),
            Column("Maître d’ouvrage", 110),
            Column("Statut", 62),
            Column(titre_cout(totaux), 80, Align.NUMBER),
            Column("Page", 30, Align.NUMBER),
        ),
        tuple(_ligne(projet, fiche, mixte=len(totaux.bases) > 1) for fiche in fiches),
        "Actions rattachées à l’orientation",
    )


def _ligne(projet: Projet, fiche: FicheAction, *, mixte: bool) -> Row:
    return Row(
        (
            fiche.numero or None,
            nom_et_base(fiche, mixte=mixte),
            "\n".join(maitres_ouvrage(projet, fiche)),
            fiche.statut.libelle,
            # A project to mature is not costed yet, and its sheet stands elsewhere.
            None if est_en_maturation(fiche) and fiche.totaux.cout is None else Euros(fiche.totaux.cout),
            PageOf(fiche.uid),
        )
    )
