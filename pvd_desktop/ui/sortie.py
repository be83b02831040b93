"""What the window can produce: one document, of one fiche or of the project, in one format."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.domain.demandes.noms import noms_des_demandes
from models.domain.formats import sort_key
from models.domain.uids import Uid
from models.queries.contenus import load_contenus
from models.referentiel.dispositifs import load_effectifs
from pvd_desktop.ui.workspace import Workspace
from pvd_desktop.versions import load_avenant, load_etats

if TYPE_CHECKING:
    from models.domain.suivi.tableau_suivi import TableauSuivi
    from pvd_desktop.documents.catalogue import ModeleDocument
    from pvd_desktop.documents.tree import Document

DOSSIER: Final = ""
"""Extension of a folder."""
ZIP: Final = ".zip"
FORMATS_PROPOSES: Final = {
    DOSSIER: "Dossier de fichiers",
    ZIP: "Dossier compressé",
    ".pdf": "Document PDF",
    ".docx": "Document Word",
    ".xlsx": "Classeur Excel",
    ".csv": "Tableau CSV",
    ".png": "Image PNG",
}
"""Formats offered in the window, by extension."""
_LONGUEUR: Final = 60
"""Characters of the name of a demande in that of a file."""
_NOMS: Final = {"fiches": "fiches-actions", "suivi": "tableau-de-suivi"}
"""Name of the file, when it is not that of the document."""


@dataclass(frozen=True, slots=True)
class Sortie:
    """One document that the user asks for."""

    document: str = "fiches"
    """Its ``id`` in the catalogue."""
    fiche: Uid | None = None
    """The fiche, for a document about one."""
    extension: str = ".pdf"
    tableau: "TableauSuivi | None" = None
    """Columns and actions, for the tracking table."""
    scenario: Uid | None = None
    """The scenario, for the document that compares one."""
    versions: tuple[Uid, ...] = ()
    """The frozen states, for the documents that compare two: the last one and the project when none is named."""
    numero: str | None = None
    """The number of the avenant; the next one when none was typed."""
    demande: Uid | None = None
    """The demande, for a document about one."""

    @property
    def en_dossier(self) -> bool:
        """Whether it is several files: a folder, or one zip of them."""
        return self.extension in {DOSSIER, ZIP}

    reunion: Uid | None = None
    """The meeting, for its documents."""
    instance: Uid | None = None
    """The instance, for the list of its members."""

    def nom_fichier(self, workspace: Workspace) -> str:
        """Name proposed for the file: the project, then what it is."""
        fiche = workspace.projet.fiche(self.fiche)
        if self.tableau is not None and self.tableau.nom:
            return f"{workspace.path.stem}-{_plain(self.tableau.nom)}{self.extension}"
        if self.demande is not None:
            noms = noms_des_demandes(workspace.projet, load_effectifs(workspace.projet.dispositifs_locaux).dispositifs)
            return f"{self.document}-{_plain(noms.get(self.demande, ''))[:_LONGUEUR]}{self.extension}"
        if self.numero:
            return f"{workspace.path.stem}-{self.document}-{_plain(self.numero)}{self.extension}"
        suffixe = f"fiche-{fiche.numero or 'action'}" if fiche else _NOMS.get(self.document, self.document)
        return f"{workspace.path.stem}-{suffixe}{self.extension}"

    @property
    def filtre(self) -> str:
        """Filter of the file dialog."""
        return f"{FORMATS_PROPOSES[self.extension]} (*{self.extension})"

    def prepare(self, workspace: Workspace) -> "Callable[[], Document]":
        """What builds the document from the project as it stands now: frozen, it may be called in a thread."""
        projet, jour, logos = workspace.projet, workspace.aujourd_hui(), workspace.load_logos()

        def build_document() -> "Document":
            from pvd_desktop.documents.catalogue import build, document_for

            modele = document_for(self.document, Path(f"sortie{self.extension}"))
            # Plans weigh megabytes: they are read in the thread, and only for the documents that show them.
            plans = projet.images - logos.keys() if modele.avec_plans else frozenset[str]()
            contenus = {**logos, **workspace.read(load_contenus, plans)}
            etats = workspace.read(load_etats, self.versions) if modele.par_etat else ()
            avenant = workspace.read(load_avenant, projet, etats, self.numero) if etats else None
            return build(
                modele,
                projet,
                aujourd_hui=jour,
                fiche=self.fiche,
                tableau=self.tableau,
                scenario=self.scenario,
                reunion=self.reunion,
                instance=self.instance,
                demande=self.demande,
                etats=etats,
                avenant=avenant,
                contenus=contenus,
            )

        return build_document


def _plain(nom: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sort_key(nom)).strip("-") or "tableau"


TOUTES_LES_FICHES: Final = Sortie()


def printable_documents() -> "tuple[ModeleDocument, ...]":
    """Documents of the whole project that have pages."""
    from pvd_desktop.documents.catalogue import DOCUMENTS

    return tuple(
        modele for modele in DOCUMENTS if ".pdf" in modele.formats and not (modele.par_fiche or modele.par_demande)
    )


def documents_de_demande() -> "tuple[ModeleDocument, ...]":
    """What can be made of one demande, the whole dossier first."""
    from pvd_desktop.documents.catalogue import DOCUMENTS

    return tuple(modele for modele in DOCUMENTS if modele.par_demande)


def titre_document(document: str) -> str:
    """What people call a document."""
    from pvd_desktop.documents.catalogue import DOCUMENTS

    return next((modele.titre for modele in DOCUMENTS if modele.id == document), document)


def formats_of(document: str) -> tuple[str, ...]:
    """Extensions the window offers for a document, the usual one first."""
    from pvd_desktop.documents.catalogue import DOCUMENTS

    voulus = [modele for modele in DOCUMENTS if modele.id == document]
    dossiers = (DOSSIER, ZIP) if any(modele.en_dossier for modele in voulus) else ()
    connus = dict.fromkeys((*dossiers, *(e for modele in voulus for e in modele.formats)))
    return tuple(extension for extension in connus if extension in FORMATS_PROPOSES)
