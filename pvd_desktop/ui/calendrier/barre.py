"""What one does with the échéances: note one, say those chosen done, set them aside with a reason, take them away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from models.domain.echeances import EcheanceCalculee
from pvd_desktop.ui import icones, theme

LONGUEUR_MOTIF = 300


class BarreEcheances(QWidget):
    """Buttons that follow what is chosen, and a line for the reason.

    Signals:
        ajout_demande(): note one.
        fait_demande(): those chosen are done.
        rouvrir_demande(): they are to be watched again.
        ecarter_demande(str): they do not apply, for that reason.
        modifier_demande(): change the typed one.
        supprimer_demande(): delete the typed ones.
        agenda_demande(): write them for a calendar.
        importation_demandee(): bring a calendar in.
        impression_demandee(): read the list as it prints.
    """

    ajout_demande = Signal()
    fait_demande = Signal()
    rouvrir_demande = Signal()
    ecarter_demande = Signal(str)
    modifier_demande = Signal()
    supprimer_demande = Signal()
    agenda_demande = Signal()
    importation_demandee = Signal()
    impression_demandee = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_choix(self, choisies: Sequence[EcheanceCalculee], cochees: int, a_exporter: int) -> None:
        """Offer what can be done of these.

        Args:
            choisies: those ticked, else the one under the cursor.
            cochees: how many are ticked.
            a_exporter: how many would go to the agenda.
        """
        combien = f" ({cochees})" if cochees > 1 else ""
        ouvertes = any(e.ouverte for e in choisies)
        self.fait.setText(f"Fait{combien}")
        self.fait.setEnabled(self._editable and ouvertes)
        self.ecarter.setEnabled(self._editable and ouvertes)
        self.rouvrir.setEnabled(self._editable and any(not e.ouverte and e.traitable for e in choisies))
        notees = [e for e in choisies if e.saisie is not None]
        self.modifier.setEnabled(self._editable and len(choisies) == 1 and len(notees) == 1)
        self.supprimer.setEnabled(self._editable and bool(notees))
        quoi = "cochées" if cochees else "à suivre"
        self.exporter.setText(f"Exporter les échéances {quoi} ({a_exporter})…")
        self.exporter.setEnabled(a_exporter > 0)
        if not ouvertes:
            self.close_motif()

    def open_motif(self) -> None:
        """Ask for the reason."""
        self._ligne_motif.show()
        self.motif.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_motif(self) -> None:
        """Give up."""
        self.motif.clear()
        self._ligne_motif.hide()

    def _create_fields(self) -> None:
        self.ajouter = QPushButton("Noter une échéance…", self)
        self.ajouter.setProperty("role", "primaire")
        self.fait = QPushButton("Fait", self)
        self.fait.setToolTip("Dire faites les échéances cochées, à défaut celle de la ligne")
        icones.poser(self.fait, "succes", "succes", 16)
        self.ecarter = QPushButton("Écarter…", self)
        self.ecarter.setToolTip("Mettre de côté ce qui ne s’applique pas, avec un motif")
        self.rouvrir = QPushButton("Rouvrir", self)
        self.rouvrir.setToolTip("Suivre de nouveau ce qui a été dit fait, ou écarté")
        self.modifier = QPushButton("Modifier…", self)
        self.modifier.setToolTip("Modifier une échéance que vous avez notée")
        self.supprimer = QPushButton("Supprimer", self)
        self.supprimer.setToolTip("Supprimer les échéances que vous avez notées")
        self._gestes = (self.ajouter, self.fait, self.ecarter, self.rouvrir, self.modifier, self.supprimer)
        self.agenda = QPushButton("Agenda", self)
        self.agenda.setToolTip("Échanger avec Outlook, ou un autre agenda (.ics)")
        icones.poser(self.agenda, "calendrier", "texte", 16)
        menu = QMenu(self.agenda)
        self.exporter = menu.addAction("")
        self.exporter.setToolTip("Écrire les échéances cochées, à défaut toutes celles à suivre")
        self.importer = menu.addAction("Importer un agenda…")
        self.importer.setVisible(self._editable)
        self.imprimer = menu.addAction("Imprimer la liste…")
        self.imprimer.setToolTip("Voir, imprimer ou exporter tout ce qui est à suivre, mois par mois")
        self.agenda.setMenu(menu)
        for bouton in self._gestes:
            bouton.setVisible(self._editable)
        self._ligne_motif = QWidget(self)
        self.motif = QLineEdit(self._ligne_motif)
        self.motif.setMaxLength(LONGUEUR_MOTIF)
        self.motif.setPlaceholderText("Motif\u00a0: pourquoi cette échéance ne s’applique pas")
        self.motif.setAccessibleName("Motif pour écarter")
        self.confirmer = QPushButton("Écarter", self._ligne_motif)
        self.confirmer.setEnabled(False)
        self.renoncer = QPushButton("Annuler", self._ligne_motif)
        self._ligne_motif.hide()

    def _lay_out(self) -> None:
        self._boutons = QHBoxLayout()
        for bouton in self._gestes:
            self._boutons.addWidget(bouton)
        self._boutons.addStretch(1)
        self._boutons.addWidget(self.agenda)
        self._saisie = QHBoxLayout(self._ligne_motif)
        self._saisie.setContentsMargins(0, 0, 0, 0)
        self._saisie.addWidget(self.motif, 1)
        self._saisie.addWidget(self.confirmer)
        self._saisie.addWidget(self.renoncer)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addLayout(self._boutons)
        self._disposition.addWidget(self._ligne_motif)

    def _connect(self) -> None:
        self.ajouter.clicked.connect(self.ajout_demande)
        self.fait.clicked.connect(self.fait_demande)
        self.rouvrir.clicked.connect(self.rouvrir_demande)
        self.modifier.clicked.connect(self.modifier_demande)
        self.supprimer.clicked.connect(self.supprimer_demande)
        self.exporter.triggered.connect(self.agenda_demande)
        self.importer.triggered.connect(self.importation_demandee)
        self.imprimer.triggered.connect(self.impression_demandee)
        self.ecarter.clicked.connect(self.open_motif)
        self.renoncer.clicked.connect(self.close_motif)
        self.motif.textChanged.connect(self._on_motif_text_changed)
        self.motif.returnPressed.connect(self.confirmer.click)
        self.confirmer.clicked.connect(self._on_confirmer_clicked)

    def _on_motif_text_changed(self, texte: str) -> None:
        self.confirmer.setEnabled(bool(texte.strip()))

    def _on_confirmer_clicked(self) -> None:
        motif = " ".join(self.motif.text().split())
        self.close_motif()
        self.ecarter_demande.emit(motif)

    def _on_theme_changed(self) -> None:
        for disposition in (self._boutons, self._saisie, self._disposition):
            disposition.setSpacing(theme.px(8))
