"""A field for a year on four figures."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.saisie import parse_annee
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class AnneeEdit(SaisieEdit[int | None]):
    """Accepts « 2026 » and « 26 »; empty is « non renseigné »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.setPlaceholderText("aaaa")
        self.setAccessibleName("Année")
        theme.suivre(self, self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.setFixedWidth(theme.px(90))

    @override
    def _parse(self, texte: str) -> int | None:
        return parse_annee(texte)

    @override
    def _format(self, valeur: int | None) -> str:
        return "" if valeur is None else str(valeur)
