"""The whole project: one frozen tree, the same as its JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from models.domain.convention import Convention
from models.domain.demande import Demande
from models.domain.dispositif_local import DispositifLocal
from models.domain.echeance import Echeance
from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.gouvernance import Instance
from models.domain.organisme import Organisme
from models.domain.orientation import Orientation
from models.domain.plan_financement import Financement, Operation, Totaux
from models.domain.programmation import Enveloppe
from models.domain.reglages import ParametreLocal, Reglages
from models.domain.scenario import Scenario
from models.domain.territoire import Territoire
from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstatIgnore:
    """A point à vérifier the user set aside, with the reason."""

    uid: Uid = field(default_factory=new_uid)
    code: str = ""
    objet: Uid | None = None
    """What the point is about; ``None`` sets it aside in the whole project."""
    champ: str | None = None
    """Field of the point; ``None`` sets aside those of every field."""
    motif: str = ""


@dataclass(frozen=True, kw_only=True)
class Projet:
    """A project as it stands at one moment. Collections are in the order people gave them."""

    territoire: Territoire = field(default_factory=Territoire)
    convention: Convention = field(default_factory=Convention)
    reglages: Reglages = field(default_factory=Reglages)
    organismes: tuple[Organisme, ...] = ()
    orientations: tuple[Orientation, ...] = ()
    fiches: tuple[FicheAction, ...] = ()
    parametres_locaux: tuple[ParametreLocal, ...] = ()
    constats_ignores: tuple[ConstatIgnore, ...] = ()
    enveloppes: tuple[Enveloppe, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    dispositifs_locaux: tuple[DispositifLocal, ...] = ()
    demandes: tuple[Demande, ...] = ()
    instances: tuple[Instance, ...] = ()
    echeances: tuple[Echeance, ...] = ()

    # The project is frozen, so an index built at the first look-up stays true; rules look up thousands of times.
    @cached_property
    def _organismes_par_uid(self) -> dict[Uid, Organisme]:
        return {o.uid: o for o in self.organismes}

    @cached_property
    def _orientations_par_uid(self) -> dict[Uid, Orientation]:
        return {o.uid: o for o in self.orientations}

    @cached_property
    def _fiches_par_uid(self) -> dict[Uid, FicheAction]:
        return {f.uid: f for f in self.fiches}

    @cached_property
    def _operations_par_uid(self) -> dict[Uid, tuple[FicheAction, Operation]]:
        return {o.uid: (f, o) for f in self.fiches for o in f.operations}

    @cached_property
    def _financements_par_uid(self) -> dict[Uid, tuple[FicheAction, Operation, Financement]]:
        return {x.uid: (f, o, x) for f, o in self._operations_par_uid.values() for x in o.financements}

    def organisme(self, uid: Uid | None) -> Organisme | None:
        """The organisme of that identity, if it is there."""
        return None if uid is None else self._organismes_par_uid.get(uid)

    def nom_organisme(self, uid: Uid | None) -> str:
        """Its name, or an empty text."""
        organisme = self.organisme(uid)
        return organisme.nom if organisme else ""

    def orientation(self, uid: Uid | None) -> Orientation | None:
        """The orientation of that identity, if it is there."""
        return None if uid is None else self._orientations_par_uid.get(uid)

    def fiche(self, uid: Uid | None) -> FicheAction | None:
        """The fiche of that identity, if it is there."""
        return None if uid is None else self._fiches_par_uid.get(uid)

    def operation(self, uid: Uid | None) -> tuple[FicheAction, Operation] | None:
        """The operation of that identity and its fiche, if they are there and not in the Corbeille."""
        return None if uid is None else self._operations_par_uid.get(uid)

    def financement(self, uid: Uid | None) -> tuple[FicheAction, Operation, Financement] | None:
        """The financement line of that identity, with its fiche and its operation."""
        return None if uid is None else self._financements_par_uid.get(uid)

    def fiches_par_orientation(self) -> Iterator[tuple[Orientation | None, tuple[FicheAction, ...]]]:
        """Each orientation with its fiches, then those without one, if any."""
        connues = {o.uid for o in self.orientations}
        for orientation in self.orientations:
            yield orientation, tuple(f for f in self.fiches if f.orientation == orientation.uid)
        orphelines = tuple(f for f in self.fiches if f.orientation not in connues)
        if orphelines:
            yield None, orphelines

    @property
    def images(self) -> frozenset[str]:
        """Hashes of what the documents show: the logos, and the plans of the secteurs that the file holds."""
        plans = (plan.sha256 for secteur in self.territoire.secteurs for plan in secteur.plans if not plan.chemin)
        return frozenset((*(logo.sha256 for logo in self.convention.logos), *plans))

    @property
    def totaux(self) -> Totaux:
        """Totals of the plan: the living actions."""
        return totaux_du_plan(self.fiches)
