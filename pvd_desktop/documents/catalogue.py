"""The documents that can be produced: read this first to know what there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.domain.errors import AppError
from models.domain.projet import Projet
from models.domain.uids import Uid
from pvd_desktop.documents.builders.fiche_action import build_fiche
from pvd_desktop.documents.builders.fiches_action import build_fiches
from pvd_desktop.documents.renderers import FORMATS
from pvd_desktop.documents.tree import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """What a builder needs to know."""

    projet: Projet
    aujourd_hui: date
    brouillon: bool = True
    fiche: Uid | None = None
    """The fiche wanted, for the documents about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleDocument:
    """One kind of document."""

    id: str
    titre: str
    description: str
    build: Callable[[Demande], Document]
    formats: tuple[str, ...] = tuple(FORMATS)
    """Extensions it can be written in, the usual one first."""
    par_fiche: bool = False
    """Whether a fiche has to be chosen."""


class FicheIntrouvableError(AppError):
    """The fiche asked for is not in the project."""

    def __init__(self) -> None:
        super().__init__(
            "La fiche-action à exporter n’est pas dans le projet.",
            "Choisissez une fiche, ou exportez-les toutes avec le document «\u00a0fiches\u00a0».",
        )


class DocumentInconnuError(AppError):
    """No document has that name, or none can be written in that format."""


def _fiches(demande: Demande) -> Document:
    return build_fiches(demande.projet, aujourd_hui=demande.aujourd_hui, brouillon=demande.brouillon)


def _fiche(demande: Demande) -> Document:
    fiche = demande.projet.fiche(demande.fiche)
    if fiche is None:
        raise FicheIntrouvableError
    return build_fiche(demande.projet, fiche, aujourd_hui=demande.aujourd_hui, brouillon=demande.brouillon)


DOCUMENTS = (
    ModeleDocument(
        id="fiches",
        titre="Toutes les fiches-actions",
        description="Un récapitulatif par orientation, puis chaque fiche sur ses propres pages.",
        build=_fiches,
    ),
    ModeleDocument(
        id="fiche",
        titre="Une fiche-action",
        description="La fiche-action choisie, dans l’ordre du modèle de la convention.",
        build=_fiche,
        par_fiche=True,
    ),
)


def document_for(nom: str | None, target: Path) -> ModeleDocument:
    """The document called ``nom`` or, without a name, the first one that the format of ``target`` can hold."""
    extension = target.suffix.lower()
    nommes = [d for d in DOCUMENTS if nom is None or d.id == nom]
    if not nommes:
        connus = ", ".join(d.id for d in DOCUMENTS)
        raise DocumentInconnuError(
            f"Le document «\u00a0{nom}\u00a0» n’existe pas.", f"Documents connus\u00a0: {connus}."
        )
    for modele in nommes:
        if extension in modele.formats:
            return modele
    formats = ", ".join(dict.fromkeys(f for d in nommes for f in d.formats))
    raise DocumentInconnuError(
        f"Le format «\u00a0{extension or target.name}\u00a0» n’est pas connu.", f"Formats possibles\u00a0: {formats}."
    )


def build(
    modele: ModeleDocument,
    projet: Projet,
    *,
    aujourd_hui: date,
    brouillon: bool = True,
    fiche: Uid | None = None,
) -> Document:
    """Build the tree of ``modele`` for ``projet`` as it stands ``aujourd_hui``."""
    return modele.build(Demande(projet=projet, aujourd_hui=aujourd_hui, brouillon=brouillon, fiche=fiche))
