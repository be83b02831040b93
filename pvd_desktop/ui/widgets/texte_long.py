"""A field for a text of several lines that documents print as it is, without bold nor lists."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from models.domain.formats import format_entier
from models.domain.textes import LONGUEUR_TEXTE, propre
from pvd_desktop.ui import theme

DELAI_MS: Final = 2_000
"""After the last key, before a text is committed without leaving the field."""


class TexteLong(QPlainTextEdit):
    """Follows the protocol of the form. A text above ``longueur_max`` characters stays on screen with its error."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, lignes: int = 3, longueur_max: int = LONGUEUR_TEXTE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lignes = lignes
        self._longueur_max = longueur_max
        self._valeur = ""
        self._erreur = ""
        # Tab goes to the next field: a form is walked with it.
        self.setTabChangesFocus(True)
        self.setAccessibleName("Texte")
        self._minuterie = QTimer(self, singleShot=True, interval=DELAI_MS)
        self._minuterie.timeout.connect(self.commit)
        self.textChanged.connect(self._on_text_changed)
        theme.suivre(self, self._on_theme_changed)

    def valeur(self) -> str:
        """Last committed text."""
        return self._valeur

    def set_valeur(self, valeur: str, /) -> None:
        """Show ``valeur``, unless it is the one held or the user is typing here."""
        if valeur == self._valeur:
            return
        self._valeur = valeur
        if not (self.hasFocus() and self.document().isModified()):
            self._minuterie.stop()
            self.setPlainText(valeur)
            self._set_erreur("")

    def commit(self) -> bool:
        """Commit what was typed, if anything was."""
        self._minuterie.stop()
        if not self.document().isModified():
            return not self._erreur
        texte = propre(self.toPlainText()).strip()
        if len(texte) > self._longueur_max:
            maximum = format_entier(self._longueur_max)
            self._set_erreur(f"Ce texte compte {format_entier(len(texte))} caractères. Gardez-en au plus {maximum}.")
            return False
        self._set_erreur("")
        self.document().setModified(False)
        if texte != self._valeur:
            self._valeur = texte
            self.valeur_validee.emit(texte)
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing, the text staying readable and selectable."""
        self.setReadOnly(lecture_seule)

    @override
    def focusOutEvent(self, e: QFocusEvent, /) -> None:
        super().focusOutEvent(e)
        self.commit()

    def _on_text_changed(self) -> None:
        if self.document().isModified():
            self._minuterie.start()

    def _set_erreur(self, message: str) -> None:
        if message == self._erreur:
            return
        self._erreur = message
        self.setAccessibleDescription(message)
        theme.set_propriete(self, "etat", "erreur" if message else "")
        self.erreur_changed.emit(message)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police())
        self.setFixedHeight(self._lignes * theme.metriques().lineSpacing() + theme.px(16))
