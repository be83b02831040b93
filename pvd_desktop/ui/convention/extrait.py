"""How the part being written prints, alone: a page or two, ready at once."""

from collections.abc import Callable

from pvd_desktop.documents.tree import Document
from pvd_desktop.ui.convention.lignes import PARTIES, Genre, Ligne
from pvd_desktop.ui.workspace import Workspace


def prepare_extrait(workspace: Workspace, ligne: Ligne) -> Callable[[], Document]:
    """What builds the pages of a row of the outline; it may be called in a thread."""
    projet, jour = workspace.projet, workspace.aujourd_hui()
    contenus = workspace.load_logos()
    # The parties are one sentence: each is shown among the others.
    cle = PARTIES if ligne.genre is Genre.PARTIE else ligne.cle

    def build_document() -> Document:
        from pvd_desktop.documents.builders.extraits import build_extrait

        return build_extrait(projet, cle, aujourd_hui=jour, contenus=contenus)

    return build_document
