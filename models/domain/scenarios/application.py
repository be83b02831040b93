"""A scenario laid over the project: another project, which shares with the first all that is not supposed otherwise."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import is_not
from typing import Any, TypeVar

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.maquettes.saisie import EcrituresMaquette
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.scenario import Ecart, GenreEcart, Scenario
from models.domain.scenarios.champs import (
    CHAMPS,
    Objet,
    Valeur,
    avec_valeur,
    champs_de,
    ecrire_valeur,
    genre_de,
    lire_valeur,
    valeur_de,
)
from models.domain.uids import Uid

T = TypeVar("T", Operation, Depense, Financement)
Cle = tuple[GenreEcart, Uid]


@dataclass(frozen=True, slots=True, kw_only=True)
class EcartEcarte:
    """A difference that says nothing of the project as it stands, and why."""

    ecart: Ecart
    raison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangementSuppose:
    """A field that is worth something else in the scenario."""

    fiche: FicheAction
    """As it stands in the project."""
    operation: Operation
    objet: Objet
    champ: str
    avant: Valeur
    apres: Valeur

    @property
    def genre(self) -> GenreEcart:
        """What it is about."""
        return genre_de(self.objet)

    @property
    def ecart(self) -> Ecart:
        """The difference that says it."""
        return Ecart(genre=self.genre, objet=self.objet.uid, champ=self.champ, valeur=ecrire_valeur(self.apres))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioApplique:
    """What a scenario makes of the project."""

    base: Projet
    projet: Projet
    ecartes: tuple[EcartEcarte, ...] = ()
    """Differences on what is gone, or whose value cannot be read."""

    @property
    def changements(self) -> Iterator[ChangementSuppose]:
        """What differs, in the order of the plan."""
        return changements(self.base, self.projet)


def appliquer(projet: Projet, scenario: Scenario) -> ScenarioApplique:
    """Lay the differences of a scenario over the project; what cannot be is told, and left as it is."""
    pose = _Pose(scenario)
    fiches = tuple(map(pose.fiche, projet.fiches))
    suppose = replace(projet, fiches=fiches) if any(map(is_not, fiches, projet.fiches)) else projet
    return ScenarioApplique(base=projet, projet=suppose, ecartes=pose.ecartes(scenario))


class _Pose:
    """The differences of a scenario by object, and what became of each."""

    def __init__(self, scenario: Scenario) -> None:
        self._par_objet: defaultdict[Cle, list[Ecart]] = defaultdict(list)
        self._raisons: dict[Uid, str] = {}
        dits: set[tuple[GenreEcart, Uid | None, str]] = set()
        for ecart in scenario.ecarts:
            dit = ecart.genre, ecart.objet, ecart.champ
            if dit in dits:
                self._raisons[ecart.uid] = "Ce champ est déjà supposé plus haut dans le scénario."
            elif ecart.objet is not None:
                self._par_objet[ecart.genre, ecart.objet].append(ecart)
            dits.add(dit)
        self._restants = dict(self._par_objet)
        self._vises = {uid for _, uid in self._restants}

    def ecartes(self, scenario: Scenario) -> tuple[EcartEcarte, ...]:
        """Those that were not laid, in their order, once every fiche was gone through."""
        absents = {ecart.uid for ecarts in self._restants.values() for ecart in ecarts}
        absents |= {ecart.uid for ecart in scenario.ecarts if ecart.objet is None}
        raisons = {**dict.fromkeys(absents, "Ce qui était supposé n’est plus dans le projet."), **self._raisons}
        return tuple(EcartEcarte(ecart=e, raison=raisons[e.uid]) for e in scenario.ecarts if e.uid in raisons)

    def fiche(self, fiche: FicheAction) -> FicheAction:
        # A scenario is about a few lines of a few actions: the others are not gone through.
        if not any(objet.uid in self._vises for operation in fiche.operations for objet in objets(operation)):
            return fiche
        operations = tuple(map(self._operation, fiche.operations))
        return replace(fiche, operations=operations) if any(map(is_not, operations, fiche.operations)) else fiche

    def _operation(self, operation: Operation) -> Operation:
        posee = self._objet(GenreEcart.OPERATION, operation)
        depenses = tuple(self._objet(GenreEcart.DEPENSE, d) for d in operation.depenses)
        financements = tuple(self._objet(GenreEcart.FINANCEMENT, f) for f in operation.financements)
        if any(map(is_not, depenses, operation.depenses)) or any(map(is_not, financements, operation.financements)):
            return replace(posee, depenses=depenses, financements=financements)
        return posee

    def _objet(self, genre: GenreEcart, objet: T) -> T:
        for ecart in self._restants.pop((genre, objet.uid), ()):
            try:
                valeur = lire_valeur(genre, ecart.champ, ecart.valeur)
                if valeur_de(objet, ecart.champ) != valeur:
                    objet = _meme(objet, avec_valeur(objet, ecart.champ, valeur))
            except SaisieError as e:
                self._raisons[ecart.uid] = str(e)
        return objet


def _meme(objet: T, autre: Any) -> T:
    assert type(autre) is type(objet)
    return autre


def changements(base: Projet, suppose: Projet) -> Iterator[ChangementSuppose]:
    """The fields a scenario may suppose that differ between two states of a project, in the order of the plan.

    A fiche that both share is not looked into.
    """
    for fiche in base.fiches:
        autre = suppose.fiche(fiche.uid)
        if autre is None or autre is fiche:
            continue
        operations = {o.uid: o for o in autre.operations}
        for operation in fiche.operations:
            if operation.uid in operations:
                yield from _changements(fiche, operation, operations[operation.uid])


def _changements(fiche: FicheAction, operation: Operation, autre: Operation) -> Iterator[ChangementSuppose]:
    apres: dict[Cle, Objet] = {(genre_de(objet), objet.uid): objet for objet in objets(autre)}
    for objet in objets(operation):
        genre = genre_de(objet)
        nouveau = apres.get((genre, objet.uid), objet)
        for champ in CHAMPS[genre]:
            avant, suppose = valeur_de(objet, champ), valeur_de(nouveau, champ)
            if avant != suppose:
                yield ChangementSuppose(
                    fiche=fiche, operation=operation, objet=objet, champ=champ, avant=avant, apres=suppose
                )


def objets(operation: Operation) -> Iterator[Objet]:
    """What a scenario may look at in an operation: the operation, its dépenses, its financements."""
    yield operation
    yield from operation.depenses
    yield from operation.financements


def ecritures_adoption(application: ScenarioApplique) -> EcrituresMaquette:
    """What makes the project as the scenario supposes it."""
    modifications: list[tuple[str, Uid, dict[str, Any]]] = []
    for fiche in application.base.fiches:
        autre = application.projet.fiche(fiche.uid)
        if autre is fiche or autre is None:
            continue
        for avant, apres in zip(fiche.operations, autre.operations, strict=True):
            for objet, nouveau in zip(objets(avant), objets(apres), strict=True):
                if objet is nouveau:
                    continue
                if champs := champs_de(objet, nouveau):
                    modifications.append((genre_de(objet).value, objet.uid, champs))
                modifications += _repartitions(objet, nouveau)
    return EcrituresMaquette(modifications=tuple(modifications))


def _repartitions(avant: Objet, apres: Objet) -> Iterator[tuple[str, Uid, dict[str, Any]]]:
    if isinstance(avant, Financement) and isinstance(apres, Financement):
        for part, deplacee in zip(avant.repartitions, apres.repartitions, strict=True):
            if part.annee != deplacee.annee:
                yield "repartition", part.uid, {"annee": deplacee.annee}
