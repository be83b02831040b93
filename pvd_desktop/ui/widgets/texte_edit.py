"""A field for one line of text, cleaned of what documents cannot hold."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.textes import propre
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class TexteEdit(SaisieEdit[str]):
    """One line of at most ``longueur_max`` characters; pasted line ends become spaces."""

    def __init__(self, longueur_max: int = 250, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setMaxLength(longueur_max)
        self.setAccessibleName("Texte")

    @override
    def _parse(self, texte: str) -> str:
        return " ".join(propre(texte).split("\n")).strip()

    @override
    def _format(self, valeur: str) -> str:
        return valeur
