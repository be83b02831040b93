"""Tree model of the house: the columns of the tables over nodes that move from parent to parent by identity."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice, takewhile
from typing import Generic

from PySide6.QtCore import QModelIndex, QObject
from typing_extensions import override

from pvd_desktop.ui.widgets.colonne import Colonne, Index, L
from pvd_desktop.ui.widgets.modele_colonnes import Ecrire, ModeleColonnes


@dataclass(frozen=True)  # no slots: see Colonne
class Noeud(Generic[L]):
    """What to show: a snapshot under its key (unique in the whole tree) and its children, in order."""

    cle: str
    donnee: L
    enfants: Sequence["Noeud[L]"] = ()


@dataclass(eq=False, slots=True)
class _Place(Generic[L]):
    """A node on screen. Indexes hold ``numero``, never a pointer: a removed node cannot be reached through one."""

    numero: int
    cle: str
    donnee: L | None
    parent: "_Place[L] | None"
    enfants: "list[_Place[L]]" = field(default_factory=list["_Place[L]"])

    @property
    def rang(self) -> int:
        return 0 if self.parent is None else self.parent.enfants.index(self)

    @property
    def profondeur(self) -> int:
        return 0 if self.parent is None else 1 + self.parent.profondeur

    def branche(self) -> "Iterator[_Place[L]]":
        """Itself and everything below."""
        yield self
        for enfant in self.enfants:
            yield from enfant.branche()


class ArbreModel(ModeleColonnes[L]):
    """Nodes of one or several kinds in one tree, never reset after the first load."""

    def __init__(
        self,
        colonnes: Sequence[Colonne[L]],
        ecrire: Ecrire | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(colonnes, ecrire, parent)
        self._largeur = len(self.colonnes)
        self._numeros = count(1)
        self._racine: _Place[L] = _Place(0, "", None, None)
        self._par_numero: dict[int, _Place[L]] = {0: self._racine}
        self._par_cle: dict[str, _Place[L]] = {}

    def set_noeuds(self, noeuds: Sequence[Noeud[L]]) -> None:
        """Show this tree, changing only what differs; a node that changes parent is moved, not built again."""
        if noeuds and not self._par_cle:
            self._insert(self._racine, 0, noeuds)
            return
        voulus = dict(_walk(noeuds, "", 1))
        self._remove(lambda place: all(p.cle not in voulus for p in place.branche()))
        for cle, (parent, profondeur) in voulus.items():
            place, cible = self._par_cle.get(cle), self._par_cle.get(parent, self._racine if not parent else None)
            if place is None or place.profondeur != profondeur:
                continue
            if cible is not None and place.parent is not cible and cible.profondeur == profondeur - 1:
                self._move(place, cible, len(cible.enfants))
        self._order(self._racine, noeuds)
        self._remove(lambda place: place.cle not in voulus)

    def donnee(self, index: Index) -> L | None:
        """The snapshot under an index."""
        return self._par_numero[index.internalId()].donnee

    def donnee_sous(self, parent: Index, row: int) -> L | None:
        """The snapshot of a child, without its index: a filter asks for all of them at each key."""
        return self._place(parent).enfants[row].donnee

    def index_of(self, cle: str, column: int = 0) -> QModelIndex:
        """Index of the node of that key; invalid when it is not there."""
        place = self._par_cle.get(cle)
        return QModelIndex() if place is None else self.createIndex(place.rang, column, place.numero)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex(), /) -> QModelIndex:  # noqa: B008
        # A view and its proxy ask for thousands of them before the first paint.
        enfants = self._par_numero[parent.internalId()].enfants
        if 0 <= row < len(enfants) and 0 <= column < self._largeur and parent.column() <= 0:
            return self.createIndex(row, column, enfants[row].numero)
        return QModelIndex()

    @override
    def parent(self, child: Index, /) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride] - QObject.parent() too
        parent = self._place(child).parent
        return QModelIndex() if parent is None else self._index(parent)

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._place(parent).enfants)

    @override
    def rangee(self, index: Index) -> tuple[str, L] | None:
        place = self._place(index)
        return None if place.donnee is None else (place.cle, place.donnee)

    def _place(self, index: Index) -> _Place[L]:
        # An invalid index holds 0, the number of the root.
        return self._par_numero[index.internalId()]

    def _index(self, place: _Place[L]) -> QModelIndex:
        return QModelIndex() if place is self._racine else self.createIndex(place.rang, 0, place.numero)

    def _order(self, parent: _Place[L], noeuds: Sequence[Noeud[L]]) -> None:
        """Put the children of ``parent`` in the order of ``noeuds``, then theirs; what is left goes to the end."""
        for row, noeud in enumerate(noeuds):
            place = self._par_cle.get(noeud.cle)
            if place is not None and place.profondeur != parent.profondeur + 1:
                # Views cannot follow a node from one level to another: it goes, and comes back new.
                self._take(place.parent or self._racine, place.rang, place.rang + 1)
                place = None
            if place is None:
                nouveaux = list(takewhile(lambda n: n.cle not in self._par_cle, islice(noeuds, row, None)))
                place = self._insert(parent, row, nouveaux)
            elif place.parent is not parent or parent.enfants[row] is not place:
                self._move(place, parent, row)
            if place.donnee != noeud.donnee:
                place.donnee = noeud.donnee
                debut = self._index(place)
                self.dataChanged.emit(debut, debut.siblingAtColumn(len(self.colonnes) - 1))
            self._order(place, noeud.enfants)

    def _insert(self, parent: _Place[L], row: int, noeuds: Sequence[Noeud[L]]) -> _Place[L]:
        """Put new neighbours in at once; the first of them."""
        self.beginInsertRows(self._index(parent), row, row + len(noeuds) - 1)
        parent.enfants[row:row] = [self._plant(noeud, parent) for noeud in noeuds]
        self.endInsertRows()
        return parent.enfants[row]

    def _plant(self, noeud: Noeud[L], parent: _Place[L]) -> _Place[L]:
        """A new node with all that is new below it: told to the views at once, not row after row."""
        place = _Place(next(self._numeros), noeud.cle, noeud.donnee, parent)
        self._par_numero[place.numero] = self._par_cle[place.cle] = place
        place.enfants = [self._plant(enfant, place) for enfant in noeud.enfants if enfant.cle not in self._par_cle]
        return place

    def _move(self, place: _Place[L], parent: _Place[L], row: int) -> None:
        origine, rang = place.parent or self._racine, place.rang
        self.beginMoveRows(self._index(origine), rang, rang, self._index(parent), row)
        origine.enfants.pop(rang)
        parent.enfants.insert(row, place)
        place.parent = parent
        self.endMoveRows()

    def _remove(self, en_trop: Callable[[_Place[L]], bool]) -> None:
        """Take away the highest nodes ``en_trop`` accepts, from the last one back, neighbours at once."""
        pile = [self._racine]
        while pile:
            parent = pile.pop()
            fin = len(parent.enfants)
            while fin > 0:
                debut = fin
                while debut > 0 and en_trop(parent.enfants[debut - 1]):
                    debut -= 1
                if debut < fin:
                    self._take(parent, debut, fin)
                fin = debut - 1
            pile += parent.enfants

    def _take(self, parent: _Place[L], debut: int, fin: int) -> None:
        """Remove the children from ``debut`` to ``fin``, excluded: views look at what is selected at each removal."""
        self.beginRemoveRows(self._index(parent), debut, fin - 1)
        retirees, parent.enfants[debut:fin] = parent.enfants[debut:fin], []
        for retiree in (place for haut in retirees for place in haut.branche()):
            del self._par_numero[retiree.numero], self._par_cle[retiree.cle]
        self.endRemoveRows()


def _walk(noeuds: Sequence[Noeud[L]], parent: str, profondeur: int) -> Iterator[tuple[str, tuple[str, int]]]:
    """(key, (key of its parent, depth)) of every node."""
    for noeud in noeuds:
        yield noeud.cle, (parent, profondeur)
        yield from _walk(noeud.enfants, noeud.cle, profondeur + 1)
