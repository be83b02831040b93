"""A field for an amount in euros; whether it is HT or TTC is said by its label."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.formats import NON_RENSEIGNE, format_euros
from models.domain.saisie import parse_montant
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class MontantEdit(SaisieEdit[Decimal | None]):
    """Accepts « 12 345,60 », « 12345.6 », « 12k », « =3*450 »; empty is « non renseigné », not zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(NON_RENSEIGNE)
        self.setAccessibleName("Montant en euros")
        theme.suivre(self, self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.setFixedWidth(theme.px(170))

    @override
    def _parse(self, texte: str) -> Decimal | None:
        return parse_montant(texte)

    @override
    def _format(self, valeur: Decimal | None) -> str:
        return "" if valeur is None else format_euros(valeur)
