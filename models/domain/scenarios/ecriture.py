"""What a gesture on a scenario writes: what it supposes, less what the project says already."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.domain.errors import SaisieError
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.application import objets
from models.domain.scenarios.champs import Objet, genre_de, lire_valeur, valeur_de
from models.domain.uids import Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class EcrituresScenario:
    """What the gesture adds or says otherwise, and what it takes away."""

    ecarts: tuple[Ecart, ...] = ()
    retires: tuple[Uid, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ecarts or self.retires)


def preparer(projet: Projet, scenario: Scenario, supposes: Iterable[Ecart]) -> EcrituresScenario:
    """Suppose these, over what the scenario says already; what comes back to the project is no difference."""
    presents = {(e.genre, e.objet, e.champ): e for e in reversed(scenario.ecarts)}
    connus = dict(_objets(projet))
    voulus = {(e.genre, e.objet, e.champ): e for e in supposes}
    ecarts: list[Ecart] = []
    retires: list[Uid] = []
    for cle, ecart in voulus.items():
        dit = presents.get(cle)
        if _est_le_projet(connus, ecart):
            if dit is not None:
                retires.append(dit.uid)
        elif dit is None or dit.valeur != ecart.valeur:
            ecarts.append(ecart)
    return EcrituresScenario(ecarts=tuple(ecarts), retires=tuple(retires))


def _objets(projet: Projet) -> Iterable[tuple[tuple[GenreEcart, Uid], Objet]]:
    for fiche in projet.fiches:
        for operation in fiche.operations:
            for objet in objets(operation):
                yield (genre_de(objet), objet.uid), objet


def _est_le_projet(connus: dict[tuple[GenreEcart, Uid], Objet], ecart: Ecart) -> bool:
    objet = connus.get((ecart.genre, ecart.objet)) if ecart.objet else None
    if objet is None:
        return False
    try:
        suppose = lire_valeur(ecart.genre, ecart.champ, ecart.valeur)
    except SaisieError:
        return False
    return valeur_de(objet, ecart.champ) == suppose
