"""The annexes of the convention, inside it or alone to be inserted in the préfecture's own file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from models.domain.fiche_action import FicheAction
from models.domain.plan_action import actions_du_plan, projets_en_maturation
from models.domain.projet import Projet
from models.domain.vocabulaire import RegimeOrt
from pvd_desktop.documents.builders.calendrier import calendrier_blocks
from pvd_desktop.documents.builders.fiche_action import MENTION, SANS_NOM, entete, fiche_blocks, maitres_ouvrage
from pvd_desktop.documents.builders.indicateurs import indicateurs_blocks
from pvd_desktop.documents.builders.maquette import FORMAT, maquette_blocks
from pvd_desktop.documents.builders.orientation import orientation_blocks
from pvd_desktop.documents.builders.phrases import AUCUNE_ACTION, absent
from pvd_desktop.documents.builders.plan_financement import missing
from pvd_desktop.documents.builders.secteurs import matrice_blocks, secteurs_blocks
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Contents,
    Document,
    Euros,
    Field,
    Fields,
    Heading,
    KeepTogether,
    NewSection,
    PageBreak,
    PageFormat,
    PageOf,
    Paragraph,
    Row,
    Run,
    Table,
    Title,
)


@dataclass(frozen=True, slots=True)
class Annexe:
    """One annexe: its number is its place."""

    numero: int
    intitule: str
    blocks: Callable[[Projet], Iterator[Block]]
    format: PageFormat = PageFormat.A4_PORTRAIT
    mention: str = ""
    """What its pages promise, when they promise less than the articles."""

    @property
    def titre(self) -> str:
        """« Annexe 2 — Fiches-actions »."""
        return f"Annexe\u00a0{self.numero} — {self.intitule}"

    @property
    def anchor(self) -> str:
        """Where the list of annexes leads."""
        return f"annexe-{self.numero}"


def build_annexes(
    projet: Projet, *, aujourd_hui: date, brouillon: bool = True, contenus: Mapping[str, bytes] | None = None
) -> Document:
    """The annexes alone, with their own contents; ``contenus`` are the bytes of the plans, by their hash."""
    territoire = projet.territoire
    return Document(
        titre="\u00a0: ".join(filter(None, ("Annexes de la convention-cadre", territoire.nom))),
        sujet="Annexes de la convention-cadre Petites Villes de Demain",
        auteur=territoire.nom,
        entete=entete(projet),
        mention=MENTION,
        date_edition=aujourd_hui,
        brouillon=brouillon,
        blocks=(
            Title(
                "Annexes de la convention-cadre",
                overline="Petites Villes de Demain",
                subtitle=" · ".join(filter(None, (territoire.nom, territoire.epci.nom))),
            ),
            Contents("Sommaire des annexes"),
            *annexes_blocks(projet, contenus or {}),
        ),
    )


def annexes(projet: Projet, contenus: Mapping[str, bytes] | None = None) -> tuple[Annexe, ...]:
    """The annexes of the convention: those of the ORT close the list, so that the others keep their numbers."""
    if projet.territoire.regime_ort is RegimeOrt.SANS_ORT:
        return _ANNEXES
    return (*_ANNEXES, Annexe(len(_ANNEXES) + 1, _ORT, partial(_ort, contenus=contenus or {})))


def liste_annexes(projet: Projet) -> Table:
    """Each annexe with its page."""
    return Table(
        (Column("Annexe", 60), Column("Intitulé", 390), Column("Page", 50, Align.NUMBER)),
        tuple(
            Row((f"Annexe\u00a0{annexe.numero}", annexe.intitule, PageOf(annexe.anchor))) for annexe in annexes(projet)
        ),
        "Liste des annexes de la convention",
    )


def annexes_blocks(projet: Projet, contenus: Mapping[str, bytes]) -> Iterator[Block]:
    """Every annexe, each from a new page on."""
    for annexe in annexes(projet, contenus):
        yield NewSection(annexe.format, f"Annexe {annexe.numero}", annexe.mention)
        yield Heading(1, annexe.titre, running=f"Annexe\u00a0{annexe.numero}", anchor=annexe.anchor)
        yield from annexe.blocks(projet)


def _orientations(projet: Projet) -> Iterator[Block]:
    if not projet.orientations:
        yield absent("Aucune orientation stratégique n’est encore définie.")
    for rang, orientation in enumerate(projet.orientations):
        if rang:
            yield PageBreak()
        yield from orientation_blocks(projet, orientation)


def _fiches(projet: Projet) -> Iterator[Block]:
    fiches = [fiche for _, groupe in actions_du_plan(projet) for fiche in groupe]
    if not fiches:
        yield absent(AUCUNE_ACTION)
    for rang, fiche in enumerate(fiches):
        if rang:
            yield PageBreak()
        # One level down, under the heading of the annexe; the contents show the number before the name.
        for block in fiche_blocks(projet, fiche):
            yield _demoted(block, fiche)


def _demoted(block: Block, fiche: FicheAction) -> Block:
    if isinstance(block, Heading):
        lower = replace(block, level=block.level + 1)
        return replace(lower, text=fiche.titre) if block.anchor == fiche.uid else lower
    if isinstance(block, KeepTogether):
        return KeepTogether(tuple(_demoted(inner, fiche) for inner in block.blocks))
    return block


def _maturation(projet: Projet) -> Iterator[Block]:
    fiches = projets_en_maturation(projet)
    if not fiches:
        yield Paragraph((Run("Aucun projet n’est en maturation à la date de la convention."),))
    for fiche in fiches:
        orientation = projet.orientation(fiche.orientation)
        yield Heading(2, " · ".join(filter(None, (fiche.numero, fiche.intitule or SANS_NOM))), anchor=fiche.uid)
        yield Fields(
            (
                Field("Orientation stratégique", orientation.titre if orientation else ""),
                Field("Maître d’ouvrage pressenti", "\n".join(maitres_ouvrage(projet, fiche))),
                Field("Coût estimé", Euros(fiche.totaux.cout)),
            ),
            "Identité du projet",
        )
        yield from blocks_of(fiche.description) or (missing(),)


def _ort(projet: Projet, contenus: Mapping[str, bytes]) -> Iterator[Block]:
    yield from secteurs_blocks(projet, contenus)
    yield NewSection(PageFormat.A4_LANDSCAPE, "Matrice ORT")
    yield from matrice_blocks(projet)


FICHES = 2
"""Number of the annexe that holds the fiches-actions."""
_ANNEXES = (
    Annexe(1, "Orientations stratégiques", _orientations),
    Annexe(FICHES, "Fiches-actions", _fiches, mention=MENTION),
    Annexe(3, "Maquette financière", maquette_blocks, FORMAT, MENTION),
    Annexe(4, "Projets en maturation", _maturation, mention=MENTION),
    Annexe(5, "Indicateurs de suivi et d’évaluation", indicateurs_blocks),
    Annexe(6, "Calendrier prévisionnel", calendrier_blocks, PageFormat.A4_LANDSCAPE, MENTION),
)
_ORT = "Secteurs d’intervention et répartition des actions de l’ORT"
