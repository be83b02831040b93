"""The points à vérifier of the project as it stands: a fiche is checked once, until an act touches it."""

from collections.abc import Callable
from datetime import date
from time import monotonic

from models.domain.bareme import Bareme
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.demandes import verifier_demandes
from models.domain.regles.verification import (
    ordonner,
    sans_ignores,
    verifier_convention,
    verifier_fiche,
    verifier_numeros,
)
from models.domain.uids import Uid
from models.referentiel.caracteres import load_non_imprimables


class PointsCourants:
    """What the rules say, as long as the parameters and all that is not a fiche stay as they are."""

    def __init__(self, bareme: Bareme, dispositifs: Dispositifs, aujourd_hui: Callable[[], date]) -> None:
        """``bareme`` and ``dispositifs`` hold what the project adapts too."""
        self._bareme = bareme
        self._dispositifs = dispositifs
        self._aujourd_hui = aujourd_hui
        self._constats: dict[Uid, tuple[Constat, ...]] = {}
        self._etat: tuple[Projet, date] | None = None
        """The state that these are of; several places of the window ask for them."""
        self._tous: tuple[Constat, ...] = ()
        self._montres: tuple[Constat, ...] | None = None

    def forget(self, fiche: Uid) -> None:
        """Check this fiche again."""
        self._constats.pop(fiche, None)
        self._etat = None

    def verify(self, projet: Projet, duree: float) -> bool:
        """Checks what is to be checked for about ``duree`` seconds; whether all is."""
        fin = monotonic() + duree
        for fiche in projet.fiches:
            if fiche.uid not in self._constats:
                self._verifies(fiche, projet)
                if monotonic() >= fin:
                    return False
        return True

    def of_fiche(self, fiche: FicheAction, projet: Projet) -> tuple[Constat, ...]:
        """Those of one fiche, those set aside left out."""
        numeros = (c for c in verifier_numeros(projet) if c.objet.fiche == fiche.uid)
        return ordonner(sans_ignores((*numeros, *self._verifies(fiche, projet)), projet), projet)

    def shown(self, projet: Projet) -> tuple[Constat, ...]:
        """Those of the whole project, those set aside left out; found once for each state."""
        tous = self._all(projet)
        if self._montres is None:
            self._montres = ordonner(sans_ignores(tous, projet), projet)
        return self._montres

    def set_aside(self, projet: Projet) -> tuple[Constat, ...]:
        """Those that were set aside and that the rules would still show."""
        montres = set(self.shown(projet))
        return ordonner((c for c in self._all(projet) if c not in montres), projet)

    def _all(self, projet: Projet) -> tuple[Constat, ...]:
        jour = self._aujourd_hui()
        if self._etat is None or self._etat[0] is not projet or self._etat[1] != jour:
            par_fiche = (c for fiche in projet.fiches for c in self._verifies(fiche, projet))
            convention = verifier_convention(projet, jour)
            demandes = verifier_demandes(projet, self._bareme, self._dispositifs, jour)
            self._tous = (*convention, *verifier_numeros(projet), *demandes, *par_fiche)
            self._etat, self._montres = (projet, jour), None
        return self._tous

    def _verifies(self, fiche: FicheAction, projet: Projet) -> tuple[Constat, ...]:
        if fiche.uid not in self._constats:
            self._constats[fiche.uid] = verifier_fiche(
                fiche,
                projet,
                self._bareme,
                self._dispositifs,
                self._aujourd_hui(),
                non_imprimables=load_non_imprimables(),
            )
        return self._constats[fiche.uid]
