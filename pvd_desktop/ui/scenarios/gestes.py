"""What is supposed on the scenario shown: a cell, or many lines in one gesture."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from models.domain.fiche_action import FicheAction
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.application import ScenarioApplique
from models.domain.scenarios.champs import Valeur
from models.domain.scenarios.raccourcis import Guichet, accorder_moins, decaler, refuser
from models.domain.scenarios.saisie import ecarts_saisis
from pvd_desktop.ui.scenarios.actes import ActesScenarios
from pvd_desktop.ui.scenarios.lignes import LigneSupposee


class Gestes(QObject):
    """Turns what the page hears into acts.

    Signals:
        fait(str): many lines were supposed otherwise; undo would take them back.
        sans_effet(str): nothing was to be done, and why.
    """

    fait = Signal(str)
    sans_effet = Signal(str)

    def __init__(self, actes: ActesScenarios, commit: Callable[[], bool], parent: QObject | None = None) -> None:
        """``commit`` writes what is being typed; ``False`` when it cannot be read."""
        super().__init__(parent)
        self._actes = actes
        self._commit = commit
        self._application: tuple[Scenario, ScenarioApplique] | None = None

    def set_application(self, scenario: Scenario, application: ScenarioApplique) -> None:
        """Work on this scenario, and on what it makes of the project."""
        self._application = scenario, application

    def write_cell(self, ligne: LigneSupposee, champ: str, valeur: Valeur) -> None:
        """One cell of a line.

        Raises:
            SaisieError: the line has no such thing.
        """
        if self._application is not None:
            ecarts = ecarts_saisis(ligne.operation, ligne.apres, champ, valeur)
            self._actes.suppose(self._application[0], f"Supposer «\u00a0{ligne.nom}\u00a0» autrement", ecarts)

    def take_back(self, ligne: LigneSupposee) -> None:
        """The line is worth what it is in the project again."""
        if self._application is not None:
            scenario, _ = self._application
            genre, _, objet = ligne.cle.partition(":")
            retires = [e.uid for e in scenario.ecarts if (e.genre, e.objet) == (GenreEcart(genre), objet)]
            self._actes.write(scenario, f"Ne plus supposer «\u00a0{ligne.nom}\u00a0»", (), retires)

    def refuse(self, guichet: Guichet) -> None:
        """A funder refuses all it has not granted yet."""
        self._suppose(
            f"{guichet.nom} refuse", lambda fiches: refuser(guichet, fiches), "Ce financeur a répondu à tout."
        )

    def grant_less(self, guichet: Guichet, rabais: Decimal) -> None:
        """A funder grants less than asked."""
        self._suppose(
            f"{guichet.nom} accorde {rabais * 100:.0f}\u00a0% de moins",
            lambda fiches: accorder_moins(guichet, fiches, rabais),
            "Ce financeur n’a aucune demande chiffrée en attente.",
        )

    def put_off(self, fiche: FicheAction) -> None:
        """An action comes a year later."""

        def gesture(fiches: tuple[FicheAction, ...]) -> tuple[Ecart, ...]:
            # As it is supposed now: what was being typed may be a year of its own.
            return tuple(ecart for une in fiches if une.uid == fiche.uid for ecart in decaler(une))

        self._suppose(f"{fiche.titre}, un an plus tard", gesture, "Cette action n’a aucune année à décaler.")

    def _suppose(
        self, libelle: str, gesture: Callable[[tuple[FicheAction, ...]], tuple[Ecart, ...]], rien: str
    ) -> None:
        if not self._commit() or self._application is None:
            return
        # What was being typed is now supposed too.
        scenario, application = self._application
        nombre = self._actes.suppose(scenario, libelle, gesture(application.projet.fiches))
        if nombre and self._actes.a_ecrit:
            self.fait.emit(f"{libelle}\u00a0: {nombre} écart{'s' if nombre > 1 else ''}")
        else:
            self.sans_effet.emit(rien)
