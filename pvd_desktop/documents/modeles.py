"""What a document of the catalogue is, and what is asked of one: the catalogue and its parts share it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from models.domain.avenant import Avenant
from models.domain.errors import AppError
from models.domain.projet import Projet
from models.domain.suivi.tableau_suivi import TableauSuivi
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from pvd_desktop.documents.renderers import FORMATS
from pvd_desktop.documents.tree import Document

PAGES: Final = (".pdf", ".docx", ".txt")
"""Formats of the documents made to be read: a spreadsheet would hold their words badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a builder needs to know."""

    projet: Projet
    aujourd_hui: date
    brouillon: bool | None = None
    """Whether the pages bear the « BROUILLON » mark; what the convention says as long as it is not given."""
    fiche: Uid | None = None
    """The fiche wanted, for the documents about one."""
    tableau: TableauSuivi = field(default_factory=TableauSuivi)
    """The columns and the actions wanted, for the tracking table."""
    scenario: Uid | None = None
    """The scenario wanted, for the document that compares them; all of them when none is."""
    demande: Uid | None = None
    """The demande wanted, for its documents; the only one of the project when none is."""
    reunion: Uid | None = None
    """The meeting wanted, for its documents; the next one, or the last that was held, when none is."""
    instance: Uid | None = None
    """The instance wanted, for the list of its members; all of them when none is."""
    etats: tuple[EtatProjet, ...] = ()
    """The states wanted, for the documents that compare two; the second is the project as it stands by default."""
    avenant: Avenant = field(default_factory=Avenant)
    """The number of the avenant wanted, and those before it."""
    contenus: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """Bytes of the pictures, by their hash."""

    @property
    def est_brouillon(self) -> bool:
        """Whether the pages bear the mark."""
        return self.projet.convention.brouillon if self.brouillon is None else self.brouillon


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleDocument:
    """One kind of document."""

    id: str
    titre: str
    description: str
    build: Callable[[Edition], Document]
    formats: tuple[str, ...] = tuple(FORMATS)
    """Extensions it can be written in, the usual one first."""
    par_fiche: bool = False
    """Whether a fiche has to be chosen."""
    par_demande: bool = False
    """Whether a demande has to be chosen."""
    par_etat: bool = False
    """Whether it compares two states of the project."""
    en_dossier: bool = False
    """Whether it is also written as a folder of files, or as one zip of them."""
    avec_plans: bool = False
    """Whether it shows the plans of the secteurs."""
    variantes: Mapping[str, Callable[[Edition], Document]] = field(
        default_factory=dict[str, Callable[[Edition], Document]]
    )
    """What builds it instead for a format that holds tables only, by extension."""


class FicheIntrouvableError(AppError):
    """The fiche asked for is not in the project."""

    def __init__(self) -> None:
        super().__init__(
            "La fiche-action à exporter n’est pas dans le projet.",
            "Choisissez une fiche, ou exportez-les toutes avec le document «\u00a0fiches\u00a0».",
        )


class DemandeIntrouvableError(AppError):
    """The demande asked for is not in the project, or none was chosen among several."""

    def __init__(self, projet: Projet) -> None:
        if projet.demandes:
            super().__init__("La demande à exporter n’est pas dans le projet.", "Choisissez une demande du projet.")
        else:
            super().__init__(
                "Ce projet ne compte encore aucune demande de subvention.", "Ajoutez-en une dans la page Demandes."
            )


class DocumentInconnuError(AppError):
    """No document has that name, or none can be written in that format."""
