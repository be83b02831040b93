"""A field for what the domain reads and writes by two functions: a SIREN, a number of years, a surface."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit

T = TypeVar("T")


class SaisieLue(SaisieEdit[T]):
    """Figures: as wide as what is expected, no wider."""

    def __init__(
        self,
        vide: T,
        parse: Callable[[str], T],
        format_: Callable[[T], str],
        *,
        largeur: int,
        indication: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``vide`` is the value of an empty field, which shows ``indication``; ``largeur`` is in pixels at 100 %."""
        super().__init__(vide, parent)
        self._vide = vide
        self._lire = parse
        self._ecrire = format_
        self._largeur = largeur
        self.setPlaceholderText(indication)
        self.setAccessibleName("Nombre")
        if not isinstance(vide, str):
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        theme.suivre(self, self._on_theme_changed)

    @override
    def _parse(self, texte: str) -> T:
        return self._lire(texte)

    @override
    def _format(self, valeur: T) -> str:
        return "" if valeur == self._vide else self._ecrire(valeur)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.setFixedWidth(theme.px(self._largeur))
