"""What the accepted lines of a review write, together, in one act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.domain.errors import SaisieError
from models.domain.fiche_action import FicheAction
from models.domain.maquettes.financeurs import Financeurs
from models.domain.maquettes.lecture import Vue
from models.domain.maquettes.maquette import LigneMaquette
from models.domain.maquettes.saisie import EcrituresMaquette, SaisieMaquette
from models.domain.organisme import Organisme
from models.domain.plan_financement import Operation, Repartition
from models.domain.projet import Projet
from models.domain.retour.revue import (
    Ecriture,
    EcritureAide,
    EcritureAjout,
    EcritureCellule,
    EcritureChamps,
    EcriturePart,
    EcritureRetrait,
)
from models.domain.uids import Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class EcrituresRetour:
    """All that is written."""

    maquette: EcrituresMaquette
    fiches: tuple[tuple[Uid, dict[str, Any]], ...] = ()
    """Fields of actions."""
    nouvelles_fiches: tuple[FicheAction, ...] = ()
    nouvelles_operations: tuple[tuple[Uid, Operation], ...] = ()
    """With their action."""
    parts: tuple[tuple[Uid, Repartition], ...] = ()
    """Shares of a year, with their line of financement."""
    fiches_retirees: tuple[Uid, ...] = ()
    operations_retirees: tuple[Uid, ...] = ()


class Redaction:
    """Gathers what lines write; a funder that one of them makes is known to the next."""

    def __init__(
        self, projet: Projet, financeurs: Financeurs, lignes: Sequence[LigneMaquette], annee_du_jour: int
    ) -> None:
        self._projet = projet
        self._financeurs = financeurs
        self._lignes = lignes
        self._annee = annee_du_jour

    def gather(self, ecritures: Iterable[Ecriture]) -> EcrituresRetour:
        """What these lines write.

        Raises:
            SaisieError: two of them cannot go together.
        """
        toutes = tuple(ecritures)
        lots = [self._cellules(vue, cellules) for vue, cellules in _par_vue(toutes).items()]
        fiches: dict[Uid, dict[str, Any]] = {}
        champs: dict[tuple[str, Uid], dict[str, Any]] = {}
        nouvelles_fiches: list[FicheAction] = []
        nouvelles_operations: list[tuple[Uid, Operation]] = []
        parts: list[tuple[Uid, Repartition]] = []
        retraits: dict[str, list[Uid]] = {"fiche": [], "operation": [], "financement": []}
        for ecriture in toutes:
            match ecriture:
                case EcritureChamps(quoi="fiche", uid=uid):
                    fiches.setdefault(uid, {}).update(ecriture.champs)
                case EcritureChamps(quoi=quoi, uid=uid):
                    champs.setdefault((quoi, uid), {}).update(ecriture.champs)
                case EcritureAjout(financement=financement, mere=mere) if financement and mere:
                    lots.append(EcrituresMaquette(financements=((mere, financement),)))
                case EcritureAjout():
                    operation, lot = self._operation(ecriture)
                    lots.append(lot)
                    if ecriture.fiche is not None:
                        nouvelles_fiches.append(replace(ecriture.fiche, operations=(operation,)))
                    elif ecriture.mere is not None:
                        nouvelles_operations.append((ecriture.mere, operation))
                case EcritureAide():
                    lots.append(
                        EcrituresMaquette(
                            organismes=(ecriture.organisme,) if ecriture.organisme else (),
                            financements=((ecriture.operation, ecriture.financement),),
                        )
                    )
                case EcriturePart():
                    parts.append((ecriture.financement, ecriture.repartition))
                case EcritureRetrait(quoi=quoi, uid=uid):
                    retraits[quoi].append(uid)
                case EcritureCellule():
                    pass
        lots.append(
            EcrituresMaquette(
                modifications=tuple((quoi, uid, valeurs) for (quoi, uid), valeurs in champs.items()),
                retraits=tuple(retraits["financement"]),
            )
        )
        return EcrituresRetour(
            maquette=_ensemble(lots),
            fiches=tuple(fiches.items()),
            nouvelles_fiches=tuple(nouvelles_fiches),
            nouvelles_operations=tuple(nouvelles_operations),
            parts=tuple(parts),
            fiches_retirees=tuple(retraits["fiche"]),
            operations_retirees=tuple(retraits["operation"]),
        )

    def _cellules(self, vue: Vue, cellules: Iterable[EcritureCellule]) -> EcrituresMaquette:
        saisie = SaisieMaquette(self._projet, self._financeurs, self._lignes, vue, self._annee)
        for cellule in cellules:
            saisie.write(cellule.ligne, cellule.colonne, cellule.saisie)
        ecrites = saisie.ecritures
        self._learn(ecrites.organismes)
        return ecrites

    def _operation(self, ajout: EcritureAjout) -> tuple[Operation, EcrituresMaquette]:
        """A new operation with the amounts of its row, and the funders they need."""
        assert ajout.operation is not None  # that is what is added
        operation: Operation = ajout.operation
        organismes: list[Organisme] = []
        for vue, cellules in _par_vue(ajout.cellules).items():
            lot = self._cellules(vue, cellules)
            for quoi, _, champs in lot.modifications:
                assert quoi == "operation"  # nothing else is there yet
                operation = replace(operation, **champs)
            operation = replace(
                operation,
                depenses=(*operation.depenses, *(depense for _, depense in lot.depenses)),
                financements=(*operation.financements, *(financement for _, financement in lot.financements)),
            )
            organismes += lot.organismes
        return operation, EcrituresMaquette(organismes=tuple(organismes))

    def _learn(self, organismes: Sequence[Organisme]) -> None:
        if organismes:
            self._projet = replace(self._projet, organismes=(*self._projet.organismes, *organismes))


def essayer(redaction: Redaction, ecriture: Ecriture) -> EcrituresRetour | SaisieError:
    """What one line alone would write, or why it cannot."""
    try:
        return redaction.gather((ecriture,))
    except SaisieError as e:
        return e


def _par_vue(ecritures: Iterable[Ecriture]) -> dict[Vue, list[EcritureCellule]]:
    lots: dict[Vue, list[EcritureCellule]] = {}
    for ecriture in ecritures:
        if isinstance(ecriture, EcritureCellule):
            lots.setdefault(ecriture.vue, []).append(ecriture)
    return lots


def _ensemble(lots: Iterable[EcrituresMaquette]) -> EcrituresMaquette:
    """Several batches as one; the fields of one object come together."""
    tous = tuple(lots)
    champs: dict[tuple[str, Uid], dict[str, Any]] = {}
    for lot in tous:
        for quoi, uid, valeurs in lot.modifications:
            champs.setdefault((quoi, uid), {}).update(valeurs)
    retraits = dict.fromkeys(uid for lot in tous for uid in lot.retraits)
    return EcrituresMaquette(
        organismes=tuple({o.uid: o for lot in tous for o in lot.organismes}.values()),
        depenses=tuple(d for lot in tous for d in lot.depenses),
        financements=tuple(f for lot in tous for f in lot.financements),
        modifications=tuple((q, uid, v) for (q, uid), v in champs.items() if uid not in retraits),
        retraits=tuple(retraits),
    )
