"""What a scenario changes: action by action, in totals, and among the points à vérifier."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from models.domain.bareme import Bareme
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.fiche_action import FicheAction, totaux_du_plan
from models.domain.plan_financement import Depense, Financement, Operation, Totaux
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.verification import ordonner, sans_ignores, verifier_convention, verifier_fiche
from models.domain.scenario import Scenario
from models.domain.scenarios.application import (
    ChangementSuppose,
    EcartEcarte,
    ScenarioApplique,
    appliquer,
)
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, Vocabulaire


class PosteCompare(Vocabulaire):
    """A figure of the plan that is set beside what it becomes."""

    COUT = "cout", "Coût"
    ACQUIS = "acquis", "Acquis"
    SOLLICITE = "sollicite", "Sollicité"
    A_SOLLICITER = "a_solliciter", "À solliciter"
    PRIVE = "prive", "Financements privés"
    SOLDE = "solde", "Solde à la charge"
    PART_DECIDEE = "part_decidee", "Part décidée"
    A_TROUVER = "a_trouver", "À trouver"
    PRETS = "prets", "Prêts"

    def de(self, totaux: Totaux) -> Decimal | None:
        """Its euros among the totals."""
        return getattr(totaux, self.value)


FACULTATIFS: Final = frozenset({PosteCompare.PRIVE, PosteCompare.PART_DECIDEE, PosteCompare.PRETS})
"""Shown when one of the two sides holds something."""


@dataclass(frozen=True, slots=True)
class Compare:
    """A figure in the project and in the scenario."""

    avant: Decimal | None
    apres: Decimal | None

    @property
    def ecart(self) -> Decimal | None:
        """What the scenario adds; unknown when one side is."""
        return None if self.avant is None or self.apres is None else self.apres - self.avant

    @property
    def change(self) -> bool:
        """Whether both differ."""
        return self.avant != self.apres


@dataclass(frozen=True, slots=True)
class TotauxCompares:
    """The totals of the same thing on both sides."""

    avant: Totaux
    apres: Totaux

    def poste(self, poste: PosteCompare) -> Compare:
        """One figure of both."""
        return Compare(poste.de(self.avant), poste.de(self.apres))

    @property
    def postes(self) -> Iterator[tuple[PosteCompare, Compare]]:
        """The figures worth showing, in order."""
        for poste in PosteCompare:
            compare = self.poste(poste)
            if poste not in FACULTATIFS or compare.avant or compare.apres:
                yield poste, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionComparee:
    """An action that the scenario changes."""

    avant: FicheAction
    apres: FicheAction
    changements: tuple[ChangementSuppose, ...]

    @property
    def totaux(self) -> TotauxCompares:
        """Its own totals."""
        return TotauxCompares(self.avant.totaux, self.apres.totaux)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparaisonScenario:
    """The project beside what a scenario makes of it."""

    scenario: Scenario
    application: ScenarioApplique
    actions: tuple[ActionComparee, ...]
    """Those it changes, in the order of the plan."""
    totaux: TotauxCompares
    """Of the whole plan."""
    autres: Totaux
    """Of the living actions it leaves as they are."""
    nombre_autres: int

    @property
    def ecartes(self) -> tuple[EcartEcarte, ...]:
        """Differences that say nothing of the project as it stands."""
        return self.application.ecartes

    @property
    def vivantes(self) -> tuple[ActionComparee, ...]:
        """Those it changes and that count in the totals."""
        return tuple(action for action in self.actions if action.avant.statut.est_vivant)

    @property
    def nombre(self) -> int:
        """How many fields differ."""
        return sum(len(action.changements) for action in self.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsCompares:
    """The points à vérifier that the scenario makes, takes away, or says with other figures."""

    apparus: tuple[Constat, ...] = ()
    disparus: tuple[Constat, ...] = ()
    modifies: tuple[tuple[Constat, Constat], ...] = field(default=())
    """In the project, then in the scenario."""


def comparer(projet: Projet, scenario: Scenario) -> ComparaisonScenario:
    """Set the project beside what ``scenario`` makes of it."""
    application = appliquer(projet, scenario)
    par_fiche: defaultdict[Uid, list[ChangementSuppose]] = defaultdict(list)
    for changement in application.changements:
        par_fiche[changement.fiche.uid].append(changement)
    actions: list[ActionComparee] = []
    autres: list[FicheAction] = []
    for avant, apres in zip(projet.fiches, application.projet.fiches, strict=True):
        if avant is not apres:
            actions.append(ActionComparee(avant=avant, apres=apres, changements=tuple(par_fiche[avant.uid])))
        else:
            autres.append(avant)
    inchangees = totaux_du_plan(autres)
    return ComparaisonScenario(
        scenario=scenario,
        application=application,
        actions=tuple(actions),
        totaux=TotauxCompares(projet.totaux, projet.totaux if not actions else application.projet.totaux),
        autres=inchangees,
        nombre_autres=sum(1 for fiche in autres if fiche.statut.est_vivant),
    )


def comparer_points(
    comparaison: ComparaisonScenario,
    bareme: Bareme,
    dispositifs: Dispositifs,
    aujourd_hui: date,
    *,
    non_imprimables: re.Pattern[str] | None = None,
) -> PointsCompares:
    """Run the rules on both sides, over what differs; points set aside are left out."""

    def points(projet: Projet, fiches: Iterable[FicheAction]) -> dict[tuple[str, Uid, str], list[Constat]]:
        trouves = [*verifier_convention(projet, aujourd_hui)]
        for fiche in fiches:
            trouves += verifier_fiche(fiche, projet, bareme, dispositifs, aujourd_hui, non_imprimables=non_imprimables)
        par_sujet: defaultdict[tuple[str, Uid, str], list[Constat]] = defaultdict(list)
        for constat in ordonner(sans_ignores(trouves, projet), projet):
            par_sujet[constat.code, constat.objet.uid, constat.champ].append(constat)
        return par_sujet

    application = comparaison.application
    avant = points(application.base, (action.avant for action in comparaison.actions))
    apres = points(application.projet, (action.apres for action in comparaison.actions))
    apparus: list[Constat] = []
    disparus: list[Constat] = []
    modifies: list[tuple[Constat, Constat]] = []
    for sujet in dict.fromkeys((*avant, *apres)):
        anciens = [c for c in avant.get(sujet, ()) if c not in apres.get(sujet, ())]
        nouveaux = [c for c in apres.get(sujet, ()) if c not in avant.get(sujet, ())]
        paires = min(len(anciens), len(nouveaux))
        modifies += zip(anciens[:paires], nouveaux[:paires], strict=True)
        disparus += anciens[paires:]
        apparus += nouveaux[paires:]
    return PointsCompares(
        apparus=ordonner(apparus, application.projet),
        disparus=ordonner(disparus, application.base),
        modifies=tuple(modifies),
    )


def changements_dits(changements: Iterable[ChangementSuppose]) -> tuple[ChangementSuppose, ...]:
    """Those worth telling: of a dépense whose HT and TTC move together, the side of the declared base alone."""
    tous = tuple(changements)
    champs = {(c.objet.uid, c.champ) for c in tous}

    def double(changement: ChangementSuppose) -> bool:
        ht = changement.operation.base is BaseMontant.HT
        tue, dit = ("montant_ttc", "montant_ht") if ht else ("montant_ht", "montant_ttc")
        return (
            isinstance(changement.objet, Depense) and changement.champ == tue and (changement.objet.uid, dit) in champs
        )

    return tuple(changement for changement in tous if not double(changement))


def nom_objet(projet: Projet, changement: ChangementSuppose) -> str:
    """What is supposed otherwise: « Région Hauts-de-France, Centre-bourg », « Travaux », the operation."""
    operation, objet = changement.operation, changement.objet
    match objet:
        case Depense():
            nom = objet.intitule or objet.poste.libelle
        case Financement():
            qui = filter(None, (projet.nom_organisme(objet.financeur), objet.dispositif))
            nom = ", ".join(qui) or objet.nature.libelle
        case Operation():
            return operation.intitule or "L’opération"
    plusieurs = len(changement.fiche.operations) > 1 and operation.intitule
    return f"{operation.intitule}\u00a0– {nom}" if plusieurs else nom
