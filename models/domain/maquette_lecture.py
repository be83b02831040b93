"""Reads a project into its maquette: the period, then the same euros by année de programmation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from models.domain.fiche_action import FicheAction
from models.domain.financeurs import Bloc, Financeurs, bloc_de
from models.domain.maquette import (
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
from models.domain.plan_financement import ZERO, Financement, Operation, Totaux
from models.domain.projet import Projet
from models.domain.uids import Uid


def build_maquette(projet: Projet, financeurs: Financeurs) -> Maquette:
    """The maquette of a project."""
    lectures = {f.uid: tuple(_Lecture(projet, financeurs, o) for o in f.operations) for f in projet.fiches}
    annees = {a for f in projet.fiches if f.statut.est_vivant for lue in lectures[f.uid] for a in lue.annees}
    ordre = sorted(annees, key=lambda annee: (annee is None, annee))
    return Maquette(
        periode=_tableau(projet, None, lambda f: _periode(f, lectures[f.uid]), memoire=True),
        annees=tuple(_tableau(projet, annee, partial(_annee, lectures, annee)) for annee in ordre),
    )


def _tableau(
    projet: Projet, annee: int | None, ligne: Callable[[FicheAction], LigneMaquette | None], *, memoire: bool = False
) -> TableauMaquette:
    """The rows that ``ligne`` finds, by orientation."""

    def lignes(fiches: Iterable[FicheAction], *, vivantes: bool = True) -> tuple[LigneMaquette, ...]:
        return tuple(une for f in fiches if f.statut.est_vivant is vivantes and (une := ligne(f)))

    groupes = (GroupeMaquette(orientation=o, lignes=lignes(fiches)) for o, fiches in projet.fiches_par_orientation())
    return TableauMaquette(
        annee=annee,
        groupes=tuple(groupe for groupe in groupes if groupe.lignes),
        memoire=lignes(projet.fiches, vivantes=False) if memoire else (),
    )


def _periode(fiche: FicheAction, lectures: "tuple[_Lecture, ...]") -> LigneMaquette:
    operations = tuple(lecture.periode(fiche) for lecture in lectures)
    return operations[0] if len(operations) == 1 else _somme(fiche, operations)


def _annee(
    lectures: "Mapping[Uid, tuple[_Lecture, ...]]", annee: int | None, fiche: FicheAction
) -> LigneMaquette | None:
    """``None`` when nothing of the action falls in that year."""
    operations = tuple(lue.annee(fiche, annee) for lue in lectures[fiche.uid] if annee in lue.annees)
    if not operations:
        return None
    return operations[0] if len(fiche.operations) == 1 else _somme(fiche, operations)


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
        return LigneMaquette(fiche=fiche, operation=operation, sommes=sommes)

    def annee(self, fiche: FicheAction, annee: int | None) -> LigneMaquette:
        parts = [part for part in self._parts if part.annee == annee]
        depenses = self._depenses.get(annee, ())
        sommes = SommesMaquette(
            totaux=self._totaux(parts, somme_connus(m for m, _ in depenses)),
            depense_eligible=sum((m for m, eligible in depenses if eligible), ZERO) if depenses else None,
            montants=cumuler((part.cle, part.montant) for part in parts),
            realise=somme_connus(self._realises.get(annee, ())),
        )
        return LigneMaquette(fiche=fiche, operation=self._operation, sommes=sommes)

    def _lire(self, ligne: Financement, code: str) -> None:
        """Its column, then its years: the répartitions and what they leave out, else its own année."""
        cle = (code, ligne.etat.est_acquis)
        montant = ligne.montant_accorde if ligne.etat.est_acquis else ligne.montant_demande
        self._lignes.append((cle, montant))
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
