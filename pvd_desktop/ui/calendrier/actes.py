"""What the page of the échéances writes, each gesture as one act."""

from collections.abc import Sequence
from typing import Any

from models import commands
from models.domain.echeances import EcheanceCalculee
from models.domain.uids import Uid
from pvd_desktop.ui.actes import Actes


class ActesEcheances(Actes):
    """Acts on the échéances that are noted, and on those that are computed."""

    def finish(self, echeances: Sequence[EcheanceCalculee]) -> None:
        """They are done, today."""
        self._treat(f"Dire faite {nommer(echeances)}", echeances, faites=True)

    def set_aside(self, echeances: Sequence[EcheanceCalculee], motif: str) -> None:
        """They do not apply, for that reason."""
        self._treat(f"Écarter {nommer(echeances)}", echeances, faites=True, motif=motif)

    def reopen(self, echeances: Sequence[EcheanceCalculee]) -> None:
        """They are to be watched again."""
        self._treat(f"Rouvrir {nommer(echeances)}", echeances, faites=False)

    def add(self, champs: dict[str, Any]) -> Uid | None:
        """A day to remember."""
        return self._ecrivain.run("Noter une échéance", commands.echeances.add_echeance, **champs)

    def update(self, uid: Uid, champs: dict[str, Any]) -> None:
        """What was typed, otherwise."""
        self._ecrivain.run("Modifier une échéance", commands.echeances.update_echeance, uid, **champs)

    def remove(self, echeances: Sequence[EcheanceCalculee]) -> None:
        """Those that were typed, for good."""
        uids = [e.saisie for e in echeances if e.saisie is not None]
        self._ecrivain.run(f"Supprimer {nommer(echeances)}", commands.echeances.remove_echeances, uids)

    def _treat(self, libelle: str, echeances: Sequence[EcheanceCalculee], *, faites: bool, motif: str = "") -> None:
        # A decision has its own day, that its meeting shows; it has no place for a reason.
        decisions = [e for e in echeances if e.objet.type == "decision" and not motif and not e.motif]
        self._ecrivain.run(
            libelle,
            commands.echeances.treat_echeances,
            cles=[e.cle for e in echeances if e.saisie is None and e not in decisions],
            notees=[e.saisie for e in echeances if e.saisie is not None],
            decisions=[e.objet.uid for e in decisions],
            faite_le=self._ecrivain.workspace.aujourd_hui() if faites else None,
            motif=motif,
        )


def nommer(echeances: Sequence[EcheanceCalculee]) -> str:
    """« l’échéance « Dépôt » », « 3 échéances »."""
    if len(echeances) > 1:
        return f"{len(echeances)} échéances"
    return f"l’échéance «\u00a0{echeances[0].intitule}\u00a0»" if echeances else "une échéance"
