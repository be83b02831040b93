"""A field for a rate, typed in percent and held as a fraction."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.formats import NON_RENSEIGNE, format_taux
from models.domain.saisie import parse_taux
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class TauxEdit(SaisieEdit[Decimal | None]):
    """« 20 » and « 20 % » are both ``Decimal("0.2")``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(NON_RENSEIGNE)
        self.setAccessibleName("Taux en pour cent")
        theme.suivre(self, self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.setFixedWidth(theme.px(110))

    @override
    def _parse(self, texte: str) -> Decimal | None:
        return parse_taux(texte)

    @override
    def _format(self, valeur: Decimal | None) -> str:
        return "" if valeur is None else format_taux(valeur)
