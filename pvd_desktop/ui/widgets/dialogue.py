"""A small question beside the page: what to fill in, one act that is named, and « Annuler »."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from pvd_desktop.ui import theme


class Dialogue(QDialog):
    """Never blocks: :meth:`open` it, and a signal of its own says what was typed."""

    def lay_out(self, acte: str, *widgets: QWidget, largeur: int = 480) -> None:
        """Set what is asked over the buttons; Entrée does ``acte``, Échap nothing."""
        self.boutons = QDialogButtonBox(self)
        valider = self.boutons.addButton(acte, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.set_role(valider, "primaire")
        self.boutons.addButton("Annuler", QDialogButtonBox.ButtonRole.RejectRole)
        self.boutons.accepted.connect(self.accept_typed)
        self.boutons.rejected.connect(self.reject)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(16))
        disposition.setSpacing(theme.px(16))
        for widget in (*widgets, self.boutons):
            disposition.addWidget(widget)
        self.setMinimumWidth(theme.px(largeur))

    def accept_typed(self) -> None:
        """Close on what is typed; when something is missing, say it in its place."""
        raise NotImplementedError
