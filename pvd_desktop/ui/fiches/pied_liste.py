"""Foot of the list: how many actions are shown out of how many, and their totals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.formats import NON_RENSEIGNE
from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Totaux
from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.colonnes_plan import format_euros_ronds
from pvd_desktop.ui.fiches.filtres import Filtres


class PiedListe(QWidget):
    """Says that figures follow the filters, and gives the way back."""

    effacement_demande = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compte = QLabel(self)
        self.totaux = QLabel(self)
        for libelle in (self.compte, self.totaux):
            libelle.setTextFormat(Qt.TextFormat.PlainText)
            libelle.setProperty("role", "discret")
        self.totaux.setWordWrap(True)
        self.effacer = QPushButton("Tout afficher", self)
        self.effacer.setProperty("role", "lien")
        self.effacer.clicked.connect(self.effacement_demande)
        self._disposition = QVBoxLayout(self)
        ligne = QHBoxLayout()
        ligne.addWidget(self.compte)
        ligne.addWidget(self.effacer)
        ligne.addStretch(1)
        self._disposition.addLayout(ligne)
        self._disposition.addWidget(self.totaux)
        theme.suivre(self, self._on_theme_changed)

    def show_lignes(self, nombre: int, total: int, filtres: Filtres, totaux: Totaux) -> None:
        """Count and totals of what is displayed."""
        if filtres:
            pluriel = "s" if filtres.nombre > 1 else ""
            verbe = "actions affichées" if nombre > 1 else "action affichée"
            texte = f"{nombre} {verbe} sur {total} · {filtres.nombre} filtre{pluriel}"
        else:
            texte = f"{total} action{'s' if total > 1 else ''}"
        self.compte.setText(texte)
        self.effacer.setVisible(bool(filtres))
        self.totaux.setText(summarize_totaux(totaux))
        self.totaux.setVisible(nombre > 0)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(8))
        self._disposition.setSpacing(theme.px(2))
        for libelle in (self.compte, self.totaux):
            libelle.setFont(theme.police_tableau(0.95))


def summarize_totaux(totaux: Totaux) -> str:
    """« Coût 1 200 000 € HT · acquis 300 000 € · à trouver 40 000 € »."""
    inconnu = NON_RENSEIGNE.lower()
    cout = f"{format_euros_ronds(totaux.cout)} {totaux.libelle_base}" if totaux.cout is not None else inconnu
    a_trouver = inconnu if totaux.a_trouver is None else format_euros_ronds(totaux.a_trouver)
    if totaux.a_trouver and (avant := mention(totaux)):
        a_trouver = f"{a_trouver} {avant}"
    return f"Coût {cout} · acquis {format_euros_ronds(totaux.acquis)} · à trouver {a_trouver}"
