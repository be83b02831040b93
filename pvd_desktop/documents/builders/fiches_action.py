"""All the fiches-actions: a summary by orientation with its totals, then one fiche after the other."""

from collections.abc import Iterator
from datetime import date

from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.plan_financement import Totaux
from models.domain.projet import Projet
from pvd_desktop.documents.builders import fiche_action
from pvd_desktop.documents.builders.plan_financement import figures, note, notes_non_chiffrees
from pvd_desktop.documents.builders.tableaux import nom_et_base
from pvd_desktop.documents.tree import (
    BLANK,
    Align,
    Block,
    Column,
    Document,
    Euros,
    PageBreak,
    PageOf,
    Paragraph,
    ParagraphKind,
    Row,
    RowKind,
    Run,
    Table,
    Title,
)

TITRE = "Fiches-actions"


def build_fiches(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The document of all the fiches, by orientation."""
    return Document(
        titre="\u00a0: ".join(filter(None, (TITRE, projet.territoire.nom))),
        sujet="Fiches-actions de la convention Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=fiche_action.entete(projet),
        mention=fiche_action.MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=tuple(_blocks(projet)),
    )


def _blocks(projet: Projet) -> Iterator[Block]:
    territoire = projet.territoire
    yield Title(
        TITRE,
        overline="Petites Villes de Demain · annexe 2 de la convention",
        subtitle=" · ".join(filter(None, (territoire.nom, territoire.epci.nom))),
    )
    if not projet.fiches:
        yield Paragraph((Run("Ce projet ne compte encore aucune fiche-action."),), ParagraphKind.MISSING)
        return
    totaux = projet.totaux
    yield figures(totaux)
    yield _recapitulatif(projet, totaux)
    yield from _reserves(projet, totaux)
    for _, fiches in projet.fiches_par_orientation():
        for fiche in fiches:
            yield PageBreak()
            yield from fiche_action.fiche_blocks(projet, fiche)


def _recapitulatif(projet: Projet, totaux: Totaux) -> Table:
    base = totaux.libelle_base
    mixte = len(totaux.bases) > 1
    suffixe = f"({base})" if mixte else base
    rows: list[Row] = []
    for orientation, fiches in projet.fiches_par_orientation():
        if not fiches:
            continue
        titre = orientation.titre if orientation else "Sans orientation"
        rows.append(Row((titre, *[BLANK] * 5), RowKind.GROUP))
        rows.extend(_fiche(fiche, mixte=mixte) for fiche in fiches)
        rows.append(_total("Total de l’orientation", totaux_du_plan(fiches), RowKind.SUBTOTAL))
    rows.append(_total("Total", totaux, RowKind.TOTAL))
    return Table(
        (
            Column("N°", 36),
            Column("Action", 206),
            Column("Statut", 74),
            Column(f"Coût {suffixe}", 86, Align.NUMBER),
            Column(f"À trouver {suffixe}", 80, Align.NUMBER),
            Column("Page", 30, Align.NUMBER),
        ),
        tuple(rows),
        "Liste des fiches-actions par orientation, avec leur statut, leur coût et le montant à trouver",
    )


def _fiche(fiche: FicheAction, *, mixte: bool) -> Row:
    totaux = fiche.totaux
    return Row(
        (
            fiche.numero or None,
            nom_et_base(fiche, mixte=mixte),
            fiche.statut.libelle,
            Euros(totaux.cout),
            Euros(totaux.a_trouver),
            PageOf(fiche.uid),
        )
    )


def _total(libelle: str, totaux: Totaux, kind: RowKind) -> Row:
    return Row((BLANK, libelle, BLANK, Euros(totaux.cout), Euros(totaux.a_trouver), BLANK), kind)


def _reserves(projet: Projet, totaux: Totaux) -> Iterator[Block]:
    """What the totals leave out."""
    if any(not fiche.statut.est_vivant for fiche in projet.fiches):
        yield note("Les actions abandonnées ou hors plan figurent à titre de mémoire et ne comptent dans aucun total.")
    yield note("Non renseigné\u00a0: la part du maître d’ouvrage n’est pas décidée, ou le coût n’est pas connu.")
    yield from notes_non_chiffrees(projet)
    if len(totaux.bases) > 1:
        yield note("Base déclarée\u00a0: chaque montant est HT ou TTC, selon la base de son opération.")
