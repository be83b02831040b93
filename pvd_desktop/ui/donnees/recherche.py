"""What a project, and its frozen states, hold of somebody; read in a thread."""

from collections.abc import Callable
from dataclasses import dataclass

from models.domain.errors import AppError
from models.domain.personnes import MentionPersonne, chercher, noms_trouves
from models.queries.versions import load_versions, read_version
from pvd_desktop.ui.tasks import Progress
from pvd_desktop.ui.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouve:
    """The answer to a search."""

    question: str
    mentions: tuple[MentionPersonne, ...]
    noms: tuple[str, ...]
    """Whole names among them."""
    versions: tuple[str, ...]
    """Names of the frozen states that name somebody so, or that nobody can read any more."""


def prepare_recherche(workspace: Workspace, question: str) -> Callable[[Progress], Trouve]:
    """What to run in a thread: the project is frozen, and the states are read from the file."""
    projet = workspace.projet

    def run(progress: Progress) -> Trouve:
        from models.echange.photographie import thaw

        versions = workspace.read(load_versions)
        nommees: list[str] = []
        for rang, version in enumerate(versions):
            progress.step(rang, len(versions))
            octets = workspace.read(read_version, version.uid)
            try:
                if octets is None or chercher(thaw(octets, version.sha256, version.nom), question):
                    nommees.append(version.nom or "Sans nom")
            except AppError:
                # Whatever it holds, it is there: better told than left out.
                nommees.append(f"{version.nom or 'Sans nom'} (illisible)")
        mentions = chercher(projet, question)
        noms = noms_trouves(projet, mentions)
        if len(noms) == 1:
            mentions = chercher(projet, question, noms[0])
        return Trouve(question=question, mentions=mentions, noms=noms, versions=tuple(nommees))

    return run
