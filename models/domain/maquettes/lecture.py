"""Reads a project into its maquette: the period, then the same euros by année de programmation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from operator import is_not
from typing import Final, TypeAlias

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.financeurs import Bloc, Financeurs, bloc_de
from models.domain.maquettes.maquette import (
    Cle,
    GroupeMaquette,
    LigneMaquette,
    Maquette,
    SommesMaquette,
    TableauMaquette,
    additionner_sommes,
    cumuler,
    somme_connus,
)
from models.domain.orientation import Orientation
from models.domain.plan_financement import ZERO, Financement, Operation, Totaux
from models.domain.projet import Projet
from models.domain.uids import Uid


class _Periode(Enum):
    """Stands for the whole period where a year could be."""

    PERIODE = "periode"


PERIODE: Final = _Periode.PERIODE
Vue: TypeAlias = _Periode | int | None
"""The period, a year, or what has no year."""


def build_maquette(projet: Projet, financeurs: Financeurs) -> Maquette:
    """The maquette of a project."""
    lecteur = LecteurMaquette(financeurs)
    lecteur.read(projet)
    return Maquette(periode=lecteur.periode, annees=tuple(map(lecteur.tableau, lecteur.annees)))


def organismes_changes(avant: Projet, apres: Projet) -> set[Uid]:
    """Identities of the organismes that came, went or changed between two states of a project."""
    if avant.organismes is apres.organismes:
        return set()
    return {organisme.uid for organisme in set(avant.organismes) ^ set(apres.organismes)}


class LecteurMaquette:
    """The maquette of a project that changes: a fiche that stays the same is read once, a group added up once."""

    def __init__(self, financeurs: Financeurs) -> None:
        self._financeurs = financeurs
        self._projet = Projet()
        self._fiches: dict[Uid, _FicheLue] = {}
        self._groupes: dict[tuple[Vue, Uid | None], GroupeMaquette] = {}
        self._tableaux: dict[Vue, TableauMaquette] = {}

    def read(self, projet: Projet) -> None:
        """Take the project as it stands now."""
        if projet is self._projet:
            return
        # A funder decides of the column.
        changes = organismes_changes(self._projet, projet)
        anciennes, self._fiches = self._fiches, {}
        for fiche in projet.fiches:
            lue = anciennes.get(fiche.uid)
            if lue is None or lue.fiche is not fiche or (changes and not changes.isdisjoint(lue.financeurs)):
                lue = _FicheLue(fiche, tuple(_Lecture(projet, self._financeurs, o) for o in fiche.operations))
            self._fiches[fiche.uid] = lue
        self._projet = projet
        self._tableaux.clear()

    @property
    def annees(self) -> tuple[int | None, ...]:
        """The years that hold something, then ``None`` when something has no year."""
        vivantes = (lue for lue in self._fiches.values() if lue.fiche.statut.est_vivant)
        annees = {annee for lue in vivantes for annee in lue.annees}
        return tuple(sorted(annees, key=lambda annee: (annee is None, annee)))

    @property
    def periode(self) -> TableauMaquette:
        """The table of the period."""
        return self._tableau(PERIODE)

    def tableau(self, annee: int | None) -> TableauMaquette:
        """The table of one année de programmation."""
        return self._tableau(annee)

    def _tableau(self, vue: "Vue") -> TableauMaquette:
        if vue not in self._tableaux:
            self._tableaux[vue] = self._build(vue)
        return self._tableaux[vue]

    def _build(self, vue: "Vue") -> TableauMaquette:
        groupes = (self._groupe(vue, o, fiches) for o, fiches in self._projet.fiches_par_orientation())
        periode = vue is PERIODE
        return TableauMaquette(
            annee=None if isinstance(vue, _Periode) else vue,
            groupes=tuple(groupe for groupe in groupes if groupe.lignes),
            memoire=self._lignes(vue, self._projet.fiches, vivantes=False) if periode else (),
        )

    def _groupe(self, vue: "Vue", orientation: Orientation | None, fiches: Iterable[FicheAction]) -> GroupeMaquette:
        """The rows of an orientation; the same group as before when nothing of it changed, with its sums."""
        cle = vue, orientation.uid if orientation else None
        lignes = self._lignes(vue, fiches, vivantes=True)
        ancien = self._groupes.get(cle)
        meme = ancien is not None and len(ancien.lignes) == len(lignes) and ancien.orientation is orientation
        if ancien is None or not meme or any(map(is_not, ancien.lignes, lignes)):
            ancien = self._groupes[cle] = GroupeMaquette(orientation=orientation, lignes=lignes)
        return ancien

    def _lignes(self, vue: "Vue", fiches: Iterable[FicheAction], *, vivantes: bool) -> tuple[LigneMaquette, ...]:
        lues = (self._fiches[f.uid] for f in fiches if f.statut.est_vivant is vivantes)
        return tuple(ligne for lue in lues if (ligne := lue.ligne(vue)))


class _FicheLue:
    """A fiche and its rows, made when they are first asked for."""

    def __init__(self, fiche: FicheAction, operations: "tuple[_Lecture, ...]") -> None:
        self.fiche = fiche
        self.annees = frozenset[int | None]().union(*(operation.annees for operation in operations))
        self.financeurs = frozenset(f.financeur for o in fiche.operations for f in o.financements if f.financeur)
        self._operations = operations
        self._lignes: dict[Vue, LigneMaquette | None] = {}

    def ligne(self, vue: "Vue") -> LigneMaquette | None:
        """Its row; ``None`` when nothing of it falls in that year."""
        if vue not in self._lignes:
            self._lignes[vue] = self._build(vue)
        return self._lignes[vue]

    def _build(self, vue: "Vue") -> LigneMaquette | None:
        fiche = self.fiche
        if isinstance(vue, _Periode):
            operations = tuple(lue.periode(fiche) for lue in self._operations)
        else:
            operations = tuple(lue.annee(fiche, vue) for lue in self._operations if vue in lue.annees)
            if not operations:
                return None
        return operations[0] if len(self._operations) == 1 else _somme(fiche, operations)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one financement puts in one column, in one year."""

    financement: Financement
    cle: Cle
    annee: int | None
    montant: Decimal | None


class _Lecture:
    """An operation read once, for the period and for every year."""

    def __init__(self, projet: Projet, financeurs: Financeurs, operation: Operation) -> None:
        self._operation = operation
        self._lignes: list[tuple[Cle, Decimal | None]] = []
        self._financements: dict[Cle, tuple[Financement, ...]] = {}
        self._parts: list[_Part] = []
        self._realises: dict[int | None, list[Decimal]] = defaultdict(list)
        self._depenses: dict[int | None, list[tuple[Decimal, bool]]] = defaultdict(list)
        for ligne in operation.financements:
            if not ligne.etat.est_perdu:
                self._lire(ligne, financeurs.colonne(ligne, projet.organisme(ligne.financeur)).code)
        for depense in operation.depenses:
            montant = depense.montant(operation.base)
            if montant is not None:
                self._depenses[depense.annee].append((montant, depense.eligible))
        self.annees = {*self._depenses, *self._realises, *(part.annee for part in self._parts)}

    def periode(self, fiche: FicheAction) -> LigneMaquette:
        operation = self._operation
        sommes = SommesMaquette(
            totaux=operation.totaux,
            depense_eligible=operation.depense_eligible,
            montants=cumuler(self._lignes),
        )
        return LigneMaquette(fiche=fiche, operation=operation, sommes=sommes, financements=self._financements)

    def annee(self, fiche: FicheAction, annee: int | None) -> LigneMaquette:
        parts = [part for part in self._parts if part.annee == annee]
        depenses = self._depenses.get(annee, ())
        sommes = SommesMaquette(
            totaux=self._totaux(parts, somme_connus(m for m, _ in depenses)),
            depense_eligible=sum((m for m, eligible in depenses if eligible), ZERO) if depenses else None,
            montants=cumuler((part.cle, part.montant) for part in parts),
            realise=somme_connus(self._realises.get(annee, ())),
        )
        financements: dict[Cle, tuple[Financement, ...]] = {}
        for part in parts:
            presents = financements.get(part.cle, ())
            if part.financement not in presents:
                financements[part.cle] = (*presents, part.financement)
        return LigneMaquette(fiche=fiche, operation=self._operation, sommes=sommes, financements=financements)

    def _lire(self, ligne: Financement, code: str) -> None:
        """Its column, then its years: the répartitions and what they leave out, else its own année."""
        cle = (code, ligne.etat.est_acquis)
        montant = ligne.montant_accorde if ligne.etat.est_acquis else ligne.montant_demande
        self._lignes.append((cle, montant))
        self._financements[cle] = (*self._financements.get(cle, ()), ligne)
        prevus = [(r.annee or None, r.prevu) for r in ligne.repartitions if r.prevu is not None]
        for annee, prevu in prevus or [(ligne.annee, montant)]:
            self._parts.append(_Part(ligne, cle, annee, prevu))
        # What the years leave out, or count twice (MQ-02), stays visible: the tables must add up to the period.
        reste = (montant or ZERO) - sum((prevu for _, prevu in prevus), ZERO)
        if prevus and reste:
            self._parts.append(_Part(ligne, cle, None, reste))
        for part in ligne.repartitions if ligne.nature.est_aide else ():
            if part.realise is not None:
                self._realises[part.annee or None].append(part.realise)

    def _totaux(self, parts: Iterable[_Part], cout: Decimal | None) -> Totaux:
        sommes: dict[str, Decimal] = defaultdict(Decimal)
        for part in parts:
            sommes[_somme_de(part)] += part.montant or ZERO
        return Totaux(
            cout=cout,
            acquis=sommes["acquis"],
            sollicite=sommes["sollicite"],
            a_solliciter=sommes["a_solliciter"],
            prive=sommes[Bloc.PRIVE],
            prets=sommes[Bloc.PRETS],
            valorise=sommes[Bloc.VALORISE],
            bases=frozenset({self._operation.base}),
        )


def _somme_de(part: _Part) -> str:
    bloc = bloc_de(part.financement.nature)
    if bloc is not Bloc.AIDES:
        return bloc
    etat = part.financement.etat
    if etat.est_acquis:
        return "acquis"
    return "sollicite" if etat.est_sollicite else "a_solliciter"


def _somme(fiche: FicheAction, operations: tuple[LigneMaquette, ...]) -> LigneMaquette:
    """The row of an action over its operations."""
    sommes = additionner_sommes(o.sommes for o in operations)
    return LigneMaquette(fiche=fiche, sommes=sommes, operations=operations)
