"""One point à vérifier: what is wrong, what to do, where it is written, and the way to the field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from models.domain.regles import Constat
from pvd_desktop.ui import theme
from pvd_desktop.ui.ligne_active import LigneActive
from pvd_desktop.ui.widgets.niveau import niveau_gravite
from pvd_desktop.ui.widgets.pastille import Pastille

LONGUEUR_MOTIF = 500
Cle = tuple[str, str, str]
"""Code, object and field: what makes a point the same after an act."""


def key_of(constat: Constat) -> Cle:
    """Identity of a point."""
    return constat.code, constat.objet.uid, constat.champ


class LignePoint(LigneActive):
    """A click, Enter or Space opens the field; « Ignorer (motif)… » asks for the reason in place."""

    ouvrir_demande = Signal(object)
    ignore_demande = Signal(object, str)

    def __init__(self, constat: Constat, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.constat = constat
        self._create_fields()
        self._ignorer.setVisible(editable)
        self._lay_out()
        self._connect()
        self.set_constat(constat)
        theme.suivre(self, self._on_theme_changed)

    def set_constat(self, constat: Constat) -> None:
        """Show the point as it stands; a reason being typed stays."""
        self.constat = constat
        self._gravite.set_pastille(constat.gravite.libelle, niveau_gravite(constat.gravite))
        self._objet.setText(constat.objet.libelle)
        self._message.setText(constat.message)
        self._remede.setText(constat.remede)
        self._remede.setVisible(bool(constat.remede))
        self._source.setText(f"{constat.code}\u00a0· {constat.source}" if constat.source else constat.code)
        self.setAccessibleName(
            f"{constat.gravite.libelle}\u00a0: {constat.objet.libelle}. {constat.message} {constat.remede}".strip()
        )
        self.setAccessibleDescription("Entrée ouvre le champ à compléter")
        self._ignorer.setAccessibleName(f"Ignorer ce point\u00a0: {constat.objet.libelle}, {constat.code}")

    def bouton_ignorer(self) -> QPushButton:
        """« Ignorer (motif)… »."""
        return self._ignorer

    def motif(self) -> QLineEdit:
        """Where the reason is typed."""
        return self._motif

    def bouton_confirmer(self) -> QPushButton:
        """« Ignorer », once the reason is typed."""
        return self._confirmer

    def open_motif(self) -> None:
        """Ask for the reason."""
        self._saisie.show()
        self._ignorer.hide()
        self._motif.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_motif(self) -> None:
        """Give up, and come back to the line."""
        self._motif.clear()
        self._saisie.hide()
        self._ignorer.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._saisie.isVisible():
            self.close_motif()
        else:
            super().keyPressEvent(event)

    def _create_fields(self) -> None:
        self.setProperty("role", "carte")
        self._gravite = Pastille(parent=self)
        self._objet, self._message, self._remede, self._source = (QLabel(self) for _ in range(4))
        for libelle in (self._objet, self._message, self._remede, self._source):
            libelle.setWordWrap(True)
            libelle.setTextFormat(Qt.TextFormat.PlainText)
        for libelle in (self._remede, self._source):
            libelle.setProperty("role", "discret")
        self._ignorer = QPushButton("Ignorer (motif)…", self)
        self._ignorer.setProperty("role", "discret")
        self._ignorer.setCursor(Qt.CursorShape.ArrowCursor)
        self._saisie = QWidget(self)
        self._saisie.setCursor(Qt.CursorShape.ArrowCursor)
        self._motif = QLineEdit(self._saisie)
        self._motif.setMaxLength(LONGUEUR_MOTIF)
        self._motif.setPlaceholderText("Motif\u00a0: pourquoi ce point ne s’applique pas")
        self._motif.setAccessibleName("Motif pour ignorer ce point")
        self._confirmer = QPushButton("Ignorer", self._saisie)
        self._confirmer.setProperty("role", "primaire")
        self._confirmer.setEnabled(False)
        self._renoncer = QPushButton("Annuler", self._saisie)
        self._saisie.hide()

    def _lay_out(self) -> None:
        self._disposition = QGridLayout(self)
        self._disposition.addWidget(self._gravite, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._disposition.addWidget(self._objet, 0, 1)
        self._disposition.addWidget(self._ignorer, 0, 2, Qt.AlignmentFlag.AlignTop)
        for rang, libelle in enumerate((self._message, self._remede, self._source), 1):
            self._disposition.addWidget(libelle, rang, 1, 1, 2)
        self._disposition.setColumnStretch(1, 1)
        self._ligne_motif = QHBoxLayout(self._saisie)
        self._ligne_motif.addWidget(self._motif, 1)
        self._ligne_motif.addWidget(self._confirmer)
        self._ligne_motif.addWidget(self._renoncer)
        self._disposition.addWidget(self._saisie, 4, 1, 1, 2)

    def _connect(self) -> None:
        self.activated.connect(self._on_activated)
        self._ignorer.clicked.connect(self.open_motif)
        self._renoncer.clicked.connect(self.close_motif)
        self._motif.textChanged.connect(self._on_motif_text_changed)
        self._motif.returnPressed.connect(self._confirmer.click)
        self._confirmer.clicked.connect(self._on_confirmer_clicked)

    def _on_activated(self) -> None:
        self.ouvrir_demande.emit(self.constat)

    def _on_motif_text_changed(self, texte: str) -> None:
        self._confirmer.setEnabled(bool(texte.strip()))

    def _on_confirmer_clicked(self) -> None:
        self.ignore_demande.emit(self.constat, " ".join(self._motif.text().split()))

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(14), theme.px(8), theme.px(10), theme.px(10))
        self._disposition.setVerticalSpacing(theme.px(2))
        self._disposition.setHorizontalSpacing(theme.px(10))
        # One column for every badge, so that the texts line up from point to point.
        self._disposition.setColumnMinimumWidth(0, theme.px(116))
        self._ligne_motif.setContentsMargins(0, theme.px(6), 0, 0)
        self._objet.setFont(theme.police(gras=True))
        self._source.setFont(theme.police(0.9))
        self.update()
