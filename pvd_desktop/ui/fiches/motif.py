"""« Passer hors plan… »: why, in a line that stays with the fiche and that the COPIL will read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from pvd_desktop.ui.widgets.dialogue import Dialogue
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class MotifDialog(Dialogue):
    """Never blocks: :meth:`open` it, and ``valide`` gives the reason."""

    valide = Signal(str)

    def __init__(self, quoi: str, parent: QWidget) -> None:
        """``quoi``: « l’action 1.2 », « 3 actions »."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Passer {quoi} hors plan")
        self._texte = QLabel("La fiche est gardée, avec son historique\u00a0; ses montants ne comptent plus.", self)
        self._texte.setWordWrap(True)
        self.motif = TexteEdit()
        self.motif.setPlaceholderText("Décision du COPIL, financement refusé, projet abandonné…")
        self.formulaire = Formulaire([Champ("motif", self.motif, "Motif", requis=True)], self)
        self.lay_out("Passer hors plan", self._texte, self.formulaire)
        self.motif.setFocus()

    @override
    def accept_typed(self) -> None:
        """Close on a reason; without one, say so."""
        if not self.formulaire.commit():
            return
        if not self.motif.valeur():
            self.formulaire.set_erreur("motif", "Dites en quelques mots pourquoi\u00a0: le COPIL le demandera.")
            return
        motif = str(self.motif.valeur())
        self.accept()
        self.valide.emit(motif)
