"""What a thread does when the window exports: one document, or the dossier of a demande."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from models.domain.uids import Uid
from models.queries.contenus import load_contenus
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.sortie import ZIP, Sortie
from pvd_desktop.ui.tasks import Progress
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.documents.dossier.ecriture import BilanDossier
    from pvd_desktop.documents.modeles import Edition


def name_dossier(workspace: Workspace, sortie: Sortie) -> str:
    """Name proposed for the folder, or for the zip: « DETR 2027 – Requalifier la place »."""
    from pvd_desktop.documents.dossier.ecriture import nom_propose

    return f"{nom_propose(_edition(workspace, sortie.demande))}{sortie.extension}"


def prepare_dossier(workspace: Workspace, sortie: Sortie, cible: Path) -> "Callable[[Progress], BilanDossier]":
    """What writes it from the project as it stands now; its pièces are read in the thread, one at a time."""
    edition = _edition(workspace, sortie.demande)

    def read(sha256: str) -> bytes | None:
        return workspace.read(load_contenus, {sha256}).get(sha256)

    def write(progress: Progress) -> "BilanDossier":
        from pvd_desktop.documents.dossier.ecriture import Fichiers, write_dossier

        with paused_collector():
            return write_dossier(edition, cible, Fichiers(workspace.path.parent, read), progress=progress)

    return write


def is_zip(sortie: Sortie) -> bool:
    """Whether one file is asked for, and not a folder."""
    return sortie.extension == ZIP


def prepare_document(workspace: Workspace, sortie: Sortie, cible: Path) -> Callable[[Progress], None]:
    """What writes one document, from the project as it stands now."""
    build_document = sortie.prepare(workspace)

    def write(progress: Progress) -> None:
        from pvd_desktop.documents.export import export

        with paused_collector():
            export(build_document(), cible, progress=progress)

    return write


def _edition(workspace: Workspace, demande: Uid | None) -> "Edition":
    from pvd_desktop.documents.modeles import Edition

    return Edition(projet=workspace.projet, aujourd_hui=workspace.aujourd_hui(), demande=demande)
