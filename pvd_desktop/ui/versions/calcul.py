"""Two states read and compared off the GUI thread: a large one takes longer than a frame."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from models.domain.etats.changements import ComparaisonEtats
from models.domain.etats.comparer import comparer_figes
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.ui.dernier_calcul import DernierCalcul
from pvd_desktop.ui.tasks import Progress
from pvd_desktop.ui.versions.lignes import mots_de
from pvd_desktop.ui.workspace import Workspace
from pvd_desktop.versions import load_etat


@dataclass(frozen=True, slots=True)
class Resultat:
    """What differs, and the words of each change, to be searched."""

    comparaison: ComparaisonEtats
    textes: tuple[str, ...]


class Calcul(DernierCalcul):
    """Compares the last two states that were asked for; ``refusee`` when one of them cannot be read."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lus: dict[Uid, EtatProjet] = {}
        """States that were read: they never change."""

    def ask(self, avant: Uid, apres: Uid | None) -> None:
        """Compare these; ``None`` is the project as it stands."""
        projet = self._workspace.projet

        def compute(progress: Progress) -> Resultat:
            premier = self._read(avant)
            progress.check()
            second = EtatProjet(projet=projet) if apres is None else self._read(apres)
            progress.check()
            comparaison = comparer_figes(premier, second, load_plan_convention())
            progress.check()
            return Resultat(comparaison, tuple(map(mots_de, comparaison.changements)))

        self.run(compute)

    def _read(self, uid: Uid) -> EtatProjet:
        if uid not in self._lus:
            self._lus[uid] = self._workspace.read(load_etat, uid)
        return self._lus[uid]
