"""What the page of the scenarios writes, each gesture as one act."""

from collections.abc import Iterable

from models.commands import scenarios as commandes
from models.domain.scenario import Ecart, Scenario
from models.domain.scenarios.application import appliquer, ecritures_adoption
from models.domain.scenarios.ecriture import preparer
from models.domain.uids import Uid
from models.store.database import maintenant_utc
from pvd_desktop.ui.actes import Actes

NOUVEAU = "Nouveau scénario"


class ActesScenarios(Actes):
    """Acts on the scenarios, and on what they suppose."""

    def add(self) -> Uid | None:
        """A scenario without any difference yet."""
        return self._ecrivain.run("Ajouter un scénario", commandes.add_scenario, intitule=NOUVEAU)

    def update(self, scenario: Scenario, champ: str, valeur: str) -> None:
        """Its title, or its description."""
        self._ecrivain.run(f"Modifier {nommer(scenario)}", commandes.update_scenario, scenario.uid, **{champ: valeur})

    def duplicate(self, scenario: Scenario) -> Uid | None:
        """A copy just after it."""
        libelle = f"Dupliquer {nommer(scenario)}"
        return self._ecrivain.run(libelle, commandes.duplicate_scenario, scenario, moment=maintenant_utc())

    def discard(self, scenario: Scenario) -> None:
        """It goes with its differences."""
        self._ecrivain.run(f"Abandonner {nommer(scenario)}", commandes.remove_scenario, scenario.uid)

    def suppose(self, scenario: Scenario, libelle: str, ecarts: Iterable[Ecart]) -> int:
        """Suppose these too; returns how many fields that makes, taken back ones included."""
        ecritures = preparer(self.projet, scenario, ecarts)
        self.write(scenario, libelle, ecritures.ecarts, ecritures.retires)
        return len(ecritures.ecarts) + len(ecritures.retires)

    def write(self, scenario: Scenario, libelle: str, ecarts: Iterable[Ecart], retires: Iterable[Uid]) -> None:
        """Differences to say and to take away; nothing is written when there are none."""
        dits, otes = tuple(ecarts), tuple(retires)
        self._ecrivain.a_ecrit = False
        if dits or otes:
            moment = maintenant_utc()
            self._ecrivain.run(libelle, commandes.set_ecarts, scenario.uid, dits, otes, moment=moment)

    def adopt(self, scenario: Scenario) -> None:
        """Make the project as it supposes."""
        ecritures = ecritures_adoption(appliquer(self.projet, scenario))
        libelle = f"Adopter {nommer(scenario)}"
        self._ecrivain.run(libelle, commandes.adopt_scenario, scenario.uid, ecritures, moment=maintenant_utc())


def nommer(scenario: Scenario) -> str:
    """« le scénario « La Région refuse » »."""
    return f"le scénario «\u00a0{scenario.intitule}\u00a0»" if scenario.intitule else "un scénario"
