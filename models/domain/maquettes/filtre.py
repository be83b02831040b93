"""A table of the maquette without the operations a filter leaves out: its sums are those of what is left."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_not
from typing import TypeAlias

from models.domain.fiche_action import FicheAction
from models.domain.maquettes.maquette import GroupeMaquette, LigneMaquette, TableauMaquette, additionner_sommes
from models.domain.plan_financement import Operation
from models.domain.uids import Uid

Garde: TypeAlias = Callable[[FicheAction, Operation | None], bool]
"""Whether an operation passes; ``None`` stands for an action without any."""


class FiltreurMaquette:
    """Filters tables one after the other: what stays the same is added up once."""

    def __init__(self) -> None:
        self._lignes: dict[Uid, tuple[LigneMaquette, LigneMaquette]] = {}
        """What was left of an action in part, after the row it came from."""
        self._groupes: dict[Uid | None, GroupeMaquette] = {}

    def filtrer(self, tableau: TableauMaquette, garde: Garde) -> TableauMaquette:
        """The same table with the operations that pass."""
        restes = ((groupe, self._filtrer(groupe.lignes, garde)) for groupe in tableau.groupes)
        groupes = (self._groupe(groupe, lignes) for groupe, lignes in restes if lignes)
        memoire = self._filtrer(tableau.memoire, garde)
        return TableauMaquette(annee=tableau.annee, groupes=tuple(groupes), memoire=memoire, partiel=True)

    def _filtrer(self, lignes: Iterable[LigneMaquette], garde: Garde) -> tuple[LigneMaquette, ...]:
        return tuple(reste for ligne in lignes if (reste := self._reste(ligne, garde)))

    def _reste(self, ligne: LigneMaquette, garde: Garde) -> LigneMaquette | None:
        if not ligne.operations:
            return ligne if garde(ligne.fiche, ligne.operation) else None
        gardees = tuple(o for o in ligne.operations if garde(o.fiche, o.operation))
        if not gardees or len(gardees) == len(ligne.operations):
            return ligne if gardees else None
        source, reste = self._lignes.get(ligne.fiche.uid, (None, ligne))
        if source is not ligne or reste.operations != gardees:
            reste = replace(ligne, operations=gardees, sommes=additionner_sommes(o.sommes for o in gardees))
            self._lignes[ligne.fiche.uid] = ligne, reste
        return reste

    def _groupe(self, source: GroupeMaquette, lignes: tuple[LigneMaquette, ...]) -> GroupeMaquette:
        cle = source.orientation.uid if source.orientation else None
        ancien = self._groupes.get(cle)
        meme = ancien is not None and len(ancien.lignes) == len(lignes) and ancien.orientation is source.orientation
        if ancien is None or not meme or any(map(is_not, ancien.lignes, lignes)):
            ancien = self._groupes[cle] = GroupeMaquette(orientation=source.orientation, lignes=lignes)
        return ancien
