"""A check box that speaks the protocol of the form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget


class CaseCocher(QCheckBox):
    """Yes or no; each click is a validated value."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, libelle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(libelle, parent)
        self.setAccessibleName(libelle or "Case à cocher")
        self.clicked.connect(self._on_clicked)

    def valeur(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_valeur(self, valeur: bool, /) -> None:
        """Tick or untick, without emitting."""
        self.setChecked(valeur)

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow ticking."""
        self.setEnabled(not lecture_seule)

    def _on_clicked(self, coche: bool) -> None:
        self.valeur_validee.emit(coche)
