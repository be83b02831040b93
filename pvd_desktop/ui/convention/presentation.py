"""Middle of the page when « Les parties » is selected: what it is for, and the first thing to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pvd_desktop.ui.widgets.etat_vide import EtatVide


class PresentationParties(QWidget):
    """Signals: ajout_demande() asks for a new party."""

    ajout_demande = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        vide = EtatVide(
            "partenaires",
            "Qui signe la convention",
            "Les communes et leur intercommunalité d’une part, l’État et les partenaires d’autre part. "
            "Une partie peut aussi être présente sans signer. Tant qu’aucune n’est choisie, la convention "
            "nomme les communes, l’EPCI et l’État.",
            "Ajouter une partie" if editable else "",
            parent=self,
        )
        vide.action_triggered.connect(self.ajout_demande)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(vide)
