"""The title of the window: the project, whether it is a copy or is only read."""

from typing import TYPE_CHECKING, Final

from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from models.store.copies import Copie

TITRE: Final = "PVD Desktop"
LONGUEUR_MAX: Final = 80
"""Characters of a name: systems cut a title at its end, where it says that the project is only read."""


def window_title(workspace: Workspace | None, copie: "Copie | None") -> str:
    """Text of the title bar; ``copie``: what is open is this copy."""
    if workspace is None:
        return TITRE
    nom = workspace.projet.territoire.nom or workspace.path.stem
    if len(nom) > LONGUEUR_MAX:
        nom = f"{nom[: LONGUEUR_MAX - 1].rstrip()}…"
    if copie is not None:
        nom = f"{nom}, copie du {format_moment(copie.moment)}"
    suite = " [lecture seule]" if workspace.raison_lecture_seule else ""
    return f"{nom} — {TITRE}{suite}"
