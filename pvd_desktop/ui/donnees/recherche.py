"""What a project, its Corbeille, its journal and its frozen states hold of somebody; read in a thread."""

from collections.abc import Callable
from dataclasses import dataclass

from models.domain.errors import AppError
from models.domain.personnes.mentions import Fonds, MentionPersonne, Provenance, chercher, noms_trouves
from models.domain.personnes.nom import Personne
from models.queries.personnes import find_mentions
from models.queries.versions import load_versions, read_version
from pvd_desktop.ui.tasks import Progress
from pvd_desktop.ui.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouve:
    """The answer to a search."""

    question: str
    personne: str
    """The whole name that the answer is about; empty as long as several bear what was asked."""
    mentions: tuple[MentionPersonne, ...]
    noms: tuple[str, ...]
    """Whole names among them."""
    versions: tuple[str, ...]
    """Names of the frozen states that name somebody so, or that nobody can read any more."""

    def count(self, provenance: Provenance) -> int:
        """How many places of one part of the file."""
        return sum(mention.provenance is provenance for mention in self.mentions)


def prepare_recherche(workspace: Workspace, question: str, personne: str = "") -> Callable[[Progress], Trouve]:
    """What to run in a thread: the project is frozen, and the rest is read from the file.

    Of ``personne``, when one was chosen among those who bear what is asked.
    """
    projet = workspace.projet

    def run(progress: Progress) -> Trouve:
        mentions = workspace.read(find_mentions, projet, question, personne)
        noms = noms_trouves(mentions)
        if not noms and len(Personne(question).mots) > 1 and mentions:
            # Nobody is called so any more: what remains of them is in the texts, and in the journal.
            noms = (question,)
        elif personne and personne not in noms:
            noms = (*noms, personne)
        choisie = personne or (noms[0] if len(noms) == 1 else "")
        return Trouve(
            question=question,
            personne=choisie,
            mentions=mentions,
            noms=noms,
            versions=_search_versions(workspace, Personne(question), progress),
        )

    return run


def _search_versions(workspace: Workspace, personne: Personne, progress: Progress) -> tuple[str, ...]:
    from models.echange.photographie import thaw

    versions = workspace.read(load_versions)
    nommees: list[str] = []
    for rang, version in enumerate(versions):
        progress.step(rang, len(versions))
        octets = workspace.read(read_version, version.uid)
        try:
            if octets is None or chercher(Fonds(projet=thaw(octets, version.sha256, version.nom)), personne):
                nommees.append(version.nom or "Sans nom")
        except AppError:
            # Whatever it holds, it is there: better told than left out.
            nommees.append(f"{version.nom or 'Sans nom'} (illisible)")
    return tuple(nommees)
