"""A row of chips that keep the rows of one kind, each with how many there are."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.flux import ESPACE, FluxLayout

K = TypeVar("K", bound=Hashable)
TOUTES = "Toutes"


class Puces(QWidget, Generic[K]):
    """« Toutes » first, then the kinds there are.

    Args:
        libelles: words of each kind.
        images: icon of each kind, and its colour.
        sur_une_ligne: whether the chips lose their words, not their icon nor their number, rather than take a second
            line.
        parent: owner.

    Signals:
        choisie(object): the kind to keep, ``None`` for all.
    """

    choisie = Signal(object)

    def __init__(
        self,
        libelles: Mapping[K, str],
        images: Mapping[K, tuple[str, str]],
        parent: QWidget | None = None,
        *,
        sur_une_ligne: bool = False,
    ) -> None:
        super().__init__(parent)
        self._sur_une_ligne = sur_une_ligne
        self._nombres: dict[K | None, int] = {}
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
        montrees = {cle for cle in self.boutons if cle is None or nombres.get(cle, 0)}
        autres = [puce for cle, puce in self.boutons.items() if puce.isHidden() is (cle in montrees)]
        # Qt lays the page out again at each of them that comes into sight: unseen, they all take one pass.
        cachee = len(autres) > 1 and self.isVisible() and not any(puce.hasFocus() for puce in self.boutons.values())
        if cachee:
            self.hide()
        for cle, puce in self.boutons.items():
            nombre = total if cle is None else nombres.get(cle, 0)
            self._nombres[cle] = nombre
            puce.setText(f"{self._libelles[cle]} {nombre}")
            puce.setAccessibleName(f"{self._libelles[cle]}\u00a0: {nombre}")
            puce.setVisible(cle in montrees)
            puce.setChecked(cle is gardee)
        self._fit()
        if cachee:
            self.show()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """With their words when one line holds them; the chosen one and « Toutes » keep theirs."""
        if not self._sur_une_ligne:
            return
        montrees = [(cle, puce) for cle, puce in self.boutons.items() if self._nombres.get(cle) or cle is None]
        for cle, puce in montrees:
            puce.setText(f"{self._libelles[cle]} {self._nombres.get(cle, 0)}")
            puce.setToolTip("")
        ecarts = theme.px(ESPACE) * (len(montrees) - 1)
        if sum(puce.sizeHint().width() for _, puce in montrees) + ecarts <= self.width():
            return
        for cle, puce in montrees:
            if cle is not None and not puce.isChecked():
                puce.setText(str(self._nombres[cle]))
                puce.setToolTip(f"{self._libelles[cle]} {self._nombres[cle]}")

    def _on_clicked(self, cle: K | None, _coche: bool = False) -> None:
        self.choisie.emit(cle)
