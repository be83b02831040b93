"""A row of chips that keep the rows of one kind, each with how many there are."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from pvd_desktop.ui import icones
from pvd_desktop.ui.widgets.flux import FluxLayout

K = TypeVar("K", bound=Hashable)
TOUTES = "Toutes"


class Puces(QWidget, Generic[K]):
    """« Toutes » first, then the kinds there are.

    Args:
        libelles: words of each kind.
        images: icon of each kind, and its colour.
        parent: owner.

    Signals:
        choisie(object): the kind to keep, ``None`` for all.
    """

    choisie = Signal(object)

    def __init__(
        self, libelles: Mapping[K, str], images: Mapping[K, tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._libelles: dict[K | None, str] = {None: TOUTES, **libelles}
        self._groupe = QButtonGroup(self)
        self.boutons: dict[K | None, QPushButton] = {}
        flux = FluxLayout(self)
        for cle in self._libelles:
            puce = QPushButton(self)
            puce.setCheckable(True)
            puce.setProperty("role", "puce")
            if cle is not None:
                icones.poser(puce, *images[cle], 14)
            puce.clicked.connect(partial(self._on_clicked, cle))
            self._groupe.addButton(puce)
            self.boutons[cle] = puce
            flux.addWidget(puce)

    def show_nombres(self, nombres: Mapping[K, int], total: int, gardee: K | None) -> None:
        """Say how many there are of each kind; those there are none of are not shown."""
        for cle, puce in self.boutons.items():
            nombre = total if cle is None else nombres.get(cle, 0)
            puce.setText(f"{self._libelles[cle]} {nombre}")
            puce.setAccessibleName(f"{self._libelles[cle]}\u00a0: {nombre}")
            puce.setVisible(cle is None or bool(nombre))
            puce.setChecked(cle is gardee)

    def _on_clicked(self, cle: K | None, _coche: bool = False) -> None:
        self.choisie.emit(cle)
