"""« Passer hors plan… »: why, in a line that stays with the fiche and that the COPIL will read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.texte_edit import TexteEdit


class MotifDialog(QDialog):
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
        self.boutons = QDialogButtonBox(self)
        passer = self.boutons.addButton("Passer hors plan", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_role(passer, "primaire")
        self.boutons.addButton("Annuler", QDialogButtonBox.ButtonRole.RejectRole)
        self.boutons.accepted.connect(self.accept_typed)
        self.boutons.rejected.connect(self.reject)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        disposition.setSpacing(theme.px(14))
        for widget in (self._texte, self.formulaire, self.boutons):
            disposition.addWidget(widget)
        self.setMinimumWidth(theme.px(480))
        self.motif.setFocus()

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
