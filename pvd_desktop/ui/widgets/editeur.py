"""What every editor of a form promises, and the line edit the typed ones share."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from models.domain.errors import SaisieError
from pvd_desktop.ui import theme


class Editeur(Protocol):
    """The protocol of the form: a value that is always valid, whatever stands half-typed on screen."""

    @property
    def valeur_validee(self) -> SignalInstance:
        """Emitted with the new value on leaving, Enter or choice, when it changed and is valid."""
        ...

    @property
    def erreur_changed(self) -> SignalInstance:
        """Emitted with the message to show under the field, empty once it is right again."""
        ...

    def valeur(self) -> object:
        """Last valid value."""
        ...

    def set_valeur(self, valeur: object, /) -> None:
        """Show ``valeur`` without emitting, unless the user is typing here."""
        ...

    def commit(self) -> bool:
        """Validate what is pending; ``False`` when it is not valid (it stays on screen)."""
        ...

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing, the value staying readable and selectable."""
        ...


T = TypeVar("T")


class SaisieEdit(QLineEdit, Generic[T]):
    """A line edit holding a typed value; children say how it is read and written.

    What cannot be read stays on screen with its error and is not emitted; the last valid value stays the value.
    """

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, vide: T, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._valeur = vide
        self._erreur = ""
        self.editingFinished.connect(self.commit)
        self.textEdited.connect(self._on_text_edited)

    def _parse(self, texte: str) -> T:
        """Value of a typed text; raises SaisieError."""
        raise NotImplementedError

    def _format(self, valeur: T) -> str:
        """Text of a value."""
        raise NotImplementedError

    def valeur(self) -> T:
        """Last valid value."""
        return self._valeur

    def set_valeur(self, valeur: T, /) -> None:
        """Show ``valeur``, unless it is the one held or the user is typing here."""
        if valeur == self._valeur and (self._erreur or self._format(valeur) == self.text()):
            return
        en_cours = self.hasFocus() and self.isModified()
        self._valeur = valeur
        if not en_cours:
            self._show(valeur)

    def commit(self) -> bool:
        """Read what is typed; emit it when it is valid and new."""
        if not self.isModified():
            return not self._erreur
        try:
            valeur = self._parse(self.text())
        except SaisieError as erreur:
            self._set_erreur(str(erreur))
            return False
        change = valeur != self._valeur
        self._valeur = valeur
        self._show(valeur)
        if change:
            self.valeur_validee.emit(valeur)
        return True

    def abandon(self) -> None:
        """Give back the last valid value."""
        self._show(self._valeur)

    def erreur(self) -> str:
        """Message shown under the field, empty when all is well."""
        return self._erreur

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow typing."""
        self.setReadOnly(lecture_seule)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape gives back the stored value; with nothing typed, it goes to the page."""
        if event.key() == Qt.Key.Key_Escape and (self.isModified() or self._erreur):
            self.abandon()
            return
        super().keyPressEvent(event)

    def _show(self, valeur: T) -> None:
        self.setText(self._format(valeur))  # setText also forgets what was typed: isModified() is false again
        self.setCursorPosition(0)
        self._set_erreur("")

    def _on_text_edited(self) -> None:
        self._set_erreur("")

    def _set_erreur(self, message: str) -> None:
        if message == self._erreur:
            return
        self._erreur = message
        self.setAccessibleDescription(message)
        theme.set_propriete(self, "etat", "erreur" if message else "")
        self.erreur_changed.emit(message)
