"""A field for one line of text, cleaned of what documents cannot hold."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.errors import SaisieError
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from pvd_desktop.ui.widgets.editeur import SaisieEdit


class TexteEdit(SaisieEdit[str]):
    """One line; pasted line ends become spaces. What is too long is refused, never cut in silence."""

    def __init__(
        self,
        longueur_max: int = LONGUEUR_TITRE,
        parent: QWidget | None = None,
        *,
        controle: Callable[[str], object] | None = None,
    ) -> None:
        """``controle`` raises SaisieError for a text that cannot be kept."""
        super().__init__("", parent)
        self._longueur_max = longueur_max
        self._controle = controle
        self.setAccessibleName("Texte")

    @override
    def _parse(self, texte: str) -> str:
        ligne = propre_ligne(texte)
        if len(ligne) > self._longueur_max:
            raise SaisieError(f"Ce texte compte {len(ligne)} caractères.", f"Gardez-en au plus {self._longueur_max}.")
        if self._controle is not None:
            self._controle(ligne)
        return ligne

    @override
    def _format(self, valeur: str) -> str:
        return valeur
