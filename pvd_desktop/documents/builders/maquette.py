"""The maquette financière: the period, each year, then by funder and by maître d'ouvrage."""

from collections.abc import Iterator
from datetime import date

from models.domain.formats import format_periode
from models.domain.grammaire import majuscule
from models.domain.maquettes.financeurs import Financeurs
from models.domain.maquettes.lecture import LecteurMaquette, build_maquette
from models.domain.maquettes.maquette import Maquette, TableauMaquette
from models.domain.projet import Projet
from models.domain.retour import reperes
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.fiche_action import MENTION, entete
from pvd_desktop.documents.builders.maquette_financeurs import tables_financeurs
from pvd_desktop.documents.builders.maquette_synthese import tables_synthese
from pvd_desktop.documents.builders.maquette_tableaux import (
    libelle_base,
    table_annee,
    table_operations,
    table_periode,
    table_porteurs,
)
from pvd_desktop.documents.builders.plan_financement import RETENU, note, notes_non_chiffrees
from pvd_desktop.documents.textes import text_runs
from pvd_desktop.documents.tree import (
    Block,
    Document,
    Heading,
    NewSection,
    Notice,
    PageFormat,
    Paragraph,
    ParagraphKind,
    Run,
    Table,
)

TITRE = "Maquette financière"
FORMAT = PageFormat.A3_LANDSCAPE
"""Sheet the tables are made for."""
_BASES = "Base déclarée\u00a0: les montants sont HT, sauf ceux dont la base est écrite après le nom de l’opération."


def build_maquette_financiere(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The whole maquette, a sheet per table."""
    return _document(projet, tuple(_blocks(projet)), aujourd_hui=aujourd_hui, brouillon=brouillon)


def build_classeur(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The whole maquette with its synthesis, for the formats that draw charts of their own."""
    blocks = (*_blocks(projet), *_synthese(projet, build_maquette(projet, load_financeurs())))
    return _document(projet, blocks, aujourd_hui=aujourd_hui, brouillon=brouillon)


def build_operations(projet: Projet, *, aujourd_hui: date, brouillon: bool = True) -> Document:
    """The operations of the period in one flat table, for the formats that hold a single one."""
    financeurs = load_financeurs()
    table = table_operations(projet, build_maquette(projet, financeurs).periode, financeurs)
    return _document(projet, (table,), aujourd_hui=aujourd_hui, brouillon=brouillon)


def maquette_blocks(projet: Projet, level: int = 2) -> Iterator[Block]:
    """The period on the current sheet, then each year on its own: the annexe of the convention.

    Args:
        projet: the project.
        level: level of the headings.
    """
    maquette = build_maquette(projet, load_financeurs())
    yield from _periode(projet, maquette, level)
    yield from _annees(projet, maquette, level)


def find_table(projet: Projet, lecteur: LecteurMaquette, financeurs: Financeurs, key: str) -> Table | None:
    """The table of that key as it would be written now; ``lecteur`` has read the project."""
    if key == reperes.PERIODE:
        return table_periode(projet, lecteur.periode, financeurs)
    if key == reperes.PORTEURS:
        return table_porteurs(projet, lecteur.periode)
    if key.startswith(reperes.FINANCEURS):
        tables = tables_financeurs(projet, financeurs, libelle_base(lecteur.periode.sommes.totaux.libelle_base))
        return next((table for _, table in tables if table.key == key), None)
    annees = {reperes.annee_de(annee): annee for annee in lecteur.annees}
    return table_annee(projet, lecteur.tableau(annees[key]), financeurs) if key in annees else None


def _document(projet: Projet, blocks: tuple[Block, ...], *, aujourd_hui: date, brouillon: bool) -> Document:
    return Document(
        titre="\u00a0: ".join(filter(None, (TITRE, projet.territoire.nom))),
        sujet="Maquette financière de la convention Petites Villes de Demain",
        auteur=projet.territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        origine=projet.territoire.uid,
        format=FORMAT,
        blocks=blocks,
    )


def _blocks(projet: Projet) -> Iterator[Block]:
    maquette = build_maquette(projet, load_financeurs())
    yield NewSection(FORMAT, "Période", MENTION)
    yield from _periode(projet, maquette, 1)
    if maquette.periode.groupes:
        yield from _annees(projet, maquette, 1)
        yield from _par_financeur(projet, maquette)
        yield from _par_porteur(projet, maquette)


def _periode(projet: Projet, maquette: Maquette, level: int) -> Iterator[Block]:
    tableau = maquette.periode
    yield Heading(level, _intitule(_titre_periode(projet, maquette), level), running=TITRE)
    yield Notice(text_runs("previsionnel"))
    if not tableau.groupes and not tableau.memoire:
        yield Paragraph((Run("Ce projet ne compte encore aucune fiche-action."),), ParagraphKind.MISSING)
        return
    yield table_periode(projet, tableau, load_financeurs())
    yield _note("maquette_colonnes")
    yield _note("maquette_a_trouver")
    if tableau.sommes.totaux.a_trouver_inconnus:
        yield note("Inconnu pour\u00a0: nombre d’opérations dont le montant à trouver n’est pas connu.")
    yield from notes_non_chiffrees(projet)
    if tableau.memoire:
        yield note("Les actions abandonnées ou hors plan figurent à titre de mémoire et ne comptent dans aucun total.")
    yield from _bases(tableau)


def _annees(projet: Projet, maquette: Maquette, level: int) -> Iterator[Block]:
    for tableau in maquette.annees:
        nom = "Sans année" if tableau.annee is None else str(tableau.annee)
        yield NewSection(FORMAT, nom, MENTION)
        yield Heading(level, _intitule(_titre_annee(tableau), level), running=TITRE)
        yield Notice(text_runs("previsionnel"))
        yield table_annee(projet, tableau, load_financeurs())
        if tableau.annee is None:
            yield _note("maquette_sans_annee")
        yield _note("maquette_annee")
        yield from _bases(tableau)


def _par_financeur(projet: Projet, maquette: Maquette) -> Iterator[Block]:
    base = libelle_base(maquette.periode.sommes.totaux.libelle_base)
    tables = tuple(tables_financeurs(projet, load_financeurs(), base))
    if not tables:
        return
    yield NewSection(FORMAT, "Par financeur", MENTION)
    yield Heading(1, _intitule("par financeur"), running=TITRE)
    yield Notice(text_runs("previsionnel"))
    for bloc, table in tables:
        yield Heading(2, bloc.libelle)
        yield table
    yield note(RETENU)
    yield note("Une ligne refusée ou abandonnée reste visible et ne compte dans aucun total.")
    yield from _bases(maquette.periode)


def _par_porteur(projet: Projet, maquette: Maquette) -> Iterator[Block]:
    yield NewSection(FORMAT, "Par maître d’ouvrage", MENTION)
    yield Heading(1, _intitule("par maître d’ouvrage"), running=TITRE)
    yield Notice(text_runs("previsionnel"))
    yield table_porteurs(projet, maquette.periode)
    yield _note("maquette_a_trouver")
    yield from notes_non_chiffrees(projet)
    yield from _bases(maquette.periode)


def _synthese(projet: Projet, maquette: Maquette) -> Iterator[Block]:
    tables = tuple(tables_synthese(maquette, load_financeurs()))
    if not tables:
        return
    yield NewSection(PageFormat.A4_PORTRAIT, "Synthèse", MENTION)
    yield Heading(1, _intitule("synthèse"), running=TITRE)
    yield Notice(text_runs("previsionnel"))
    for titre, table in tables:
        yield Heading(2, titre)
        yield table
    yield _note("maquette_a_trouver")
    yield from notes_non_chiffrees(projet)
    yield from _bases(maquette.periode)


def _bases(tableau: TableauMaquette) -> Iterator[Block]:
    if len(tableau.sommes.totaux.bases) > 1:
        yield note(_BASES)


def _note(nom: str) -> Paragraph:
    """A remark of ``resources/textes``."""
    return Paragraph(text_runs(nom), ParagraphKind.NOTE)


def _intitule(precision: str, level: int = 1) -> str:
    """« Maquette financière : par financeur »; below the title of an annexe, which names it, « Par financeur »."""
    if level > 1:
        return majuscule(precision or "période")
    return "\u00a0: ".join(filter(None, (TITRE, precision)))


def _titre_annee(tableau: TableauMaquette) -> str:
    return "sans année de programmation" if tableau.annee is None else f"année de programmation {tableau.annee}"


def _titre_periode(projet: Projet, maquette: Maquette) -> str:
    """« période 2023 – 2028 »: that of the réglages, and the years that hold something; empty without either."""
    reglages = projet.reglages
    bornes = (reglages.premiere_annee, reglages.derniere_annee, *(tableau.annee for tableau in maquette.annees))
    annees = [annee for annee in bornes if annee]
    return f"période {format_periode(min(annees), max(annees))}" if annees else ""
