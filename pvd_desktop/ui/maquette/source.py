"""What the grid shows of the project: the period or a year of it, whole or filtered, as it was read last."""

from functools import partial

from models.domain.maquettes.filtre import FiltreurMaquette
from models.domain.maquettes.filtre_operations import FiltreOperations, lire_filtre
from models.domain.maquettes.lecture import PERIODE, LecteurMaquette, Vue
from models.domain.maquettes.maquette import TableauMaquette
from models.domain.projet import Projet
from pvd_desktop.ui.maquette.barre_vues import SANS_ANNEE
from pvd_desktop.ui.maquette.memoire import MemoireMaquette
from pvd_desktop.ui.vues_argent import MemoireArgent


class SourceGrille:
    """Reads the project, and keeps for the next start which view of it was chosen, and which filter."""

    def __init__(self, lecteur: LecteurMaquette, memoire: MemoireMaquette, argent: MemoireArgent) -> None:
        self._lecteur = lecteur
        self._memoire = memoire
        self._argent = argent
        self._projet = Projet()
        self._filtreur = FiltreurMaquette()
        self._vue: Vue = memoire.vue
        self._filtre = argent.filtre
        self.filtre = lire_filtre(self._projet, self._filtre)
        """The filter in force, and what can be chosen."""

    @property
    def vue(self) -> Vue:
        """The period, or the year shown."""
        return self._vue

    def choose_vue(self, vue: Vue) -> None:
        """Show the period, or a year."""
        self._vue = self._memoire.vue = vue

    def choose_filtre(self, filtre: FiltreOperations) -> None:
        """Show these operations only."""
        self._filtre = self._argent.filtre = filtre
        self.filtre = lire_filtre(self._projet, filtre)

    def follow_filtre(self) -> bool:
        """Take the filter that another view of the money remembered; whether it changes what is shown."""
        self._filtre = self._argent.filtre
        avant, self.filtre = self.filtre, lire_filtre(self._projet, self._filtre)
        return avant.filtre != self.filtre.filtre

    def read(self, projet: Projet) -> None:
        """Take the project as it stands now."""
        self._lecteur.read(projet)
        if projet is not self._projet:
            self._projet = projet
            self.filtre = lire_filtre(projet, self._filtre)

    def entier(self) -> TableauMaquette:
        """The table as if nothing were filtered."""
        if self._vue is not PERIODE and self._vue not in self._lecteur.annees:
            self._vue = PERIODE
        return self._lecteur.periode if self._vue is PERIODE else self._lecteur.tableau(self._vue)

    def tableau(self) -> TableauMaquette:
        """The table shown."""
        entier, filtre = self.entier(), self.filtre.filtre
        return self._filtreur.filtrer(entier, partial(filtre.garde, self._projet)) if filtre.actif else entier

    @property
    def nom(self) -> str:
        """What is displayed, before its sums."""
        periode = self._vue is PERIODE
        if self.filtre.filtre.actif:
            return f"Affiché\u00a0: {'' if periode else f'{self._vue or SANS_ANNEE.lower()}, '}opérations filtrées"
        return f"Affiché\u00a0: {'tout le plan' if periode else self._vue or SANS_ANNEE.lower()}"
