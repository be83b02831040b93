"""A field for an hour: « 14h30 », « 9 h », « 0930 »."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.instances.seances import format_heure, parse_heure
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class HeureEdit(SaisieEdit[str]):
    """Keeps « 14:30 », shows « 14 h 30 »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setPlaceholderText("14\u00a0h\u00a030")
        self.setAccessibleName("Heure")
        theme.suivre(self, self._on_theme_changed)

    @override
    def _parse(self, texte: str) -> str:
        return parse_heure(texte)

    @override
    def _format(self, valeur: str) -> str:
        return format_heure(valeur)

    def _on_theme_changed(self) -> None:
        self.setMaximumWidth(theme.px(140))
