"""What can be undone and redone, as a pure list of acts. Moved only after the commit that makes it true."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Entree:
    """An act that can be taken back or replayed."""

    acte_id: int
    libelle: str
    cle_fusion: str | None = None
    annulation_id: int | None = None
    """The act that took it back, while it is undone: redo takes that one back."""
    lignes: int = 0
    """Rows it wrote: how long it takes to write them again."""


@dataclass
class UndoStack:
    """Acts done and acts undone since the file was opened."""

    faits: list[Entree] = field(default_factory=list[Entree])
    defaits: list[Entree] = field(default_factory=list[Entree])

    @property
    def a_annuler(self) -> Entree | None:
        """The act that undo takes back."""
        return self.faits[-1] if self.faits else None

    @property
    def a_retablir(self) -> Entree | None:
        """The act that redo replays."""
        return self.defaits[-1] if self.defaits else None

    def done(self, entree: Entree) -> None:
        """A new act: what was undone is forgotten. An extended act (same id) keeps its place."""
        self.defaits.clear()
        if self.faits and self.faits[-1].acte_id == entree.acte_id:
            self.faits.pop()
        self.faits.append(entree)

    def forget(self, acte_id: int) -> None:
        """An extended act came back to its starting point: nothing is left to undo."""
        self.faits = [e for e in self.faits if e.acte_id != acte_id]

    def undone(self, annulation_id: int) -> None:
        """The last act was taken back by this one."""
        self.defaits.append(replace(self.faits.pop(), annulation_id=annulation_id))

    def redone(self) -> None:
        """The last undone act was replayed."""
        self.faits.append(replace(self.defaits.pop(), annulation_id=None))

    def clear(self) -> None:
        """Nothing can be undone any more."""
        self.faits.clear()
        self.defaits.clear()
