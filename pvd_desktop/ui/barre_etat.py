"""The status bar: that the work is kept, where, and what the page holds."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide


class BarreEtat(QStatusBar):
    """« Enregistré à 14:02 · chemin » on the left, the summary of the page on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signe = ("succes", "succes")
        self._create_fields()
        self.setSizeGripEnabled(False)
        self.addWidget(self._gauche, 1)
        self.addPermanentWidget(self._resume)
        self.clear_projet()
        theme.suivre(self, self._on_theme_changed)

    def set_projet(self, chemin: Path, *, lecture_seule: bool) -> None:
        """A project was opened."""
        self._chemin = str(chemin)
        if lecture_seule:
            self._show("verrou", "attention", "Lecture seule")
        else:
            self._show("succes", "succes", "Enregistré")

    def clear_projet(self) -> None:
        """No project is open."""
        self._chemin = ""
        self._icone.hide()
        self._etat.setText("")
        self._lieu.set_texte("")
        self.set_resume("")

    def set_enregistre(self, moment: datetime | None) -> None:
        """The last act was committed at ``moment``; none since the project was opened."""
        self._show("succes", "succes", f"Enregistré à {moment:%H:%M}" if moment else "Enregistré")

    def set_echec(self) -> None:
        """The last act could not be written."""
        self._show("alerte", "erreur", "Non enregistré")

    def set_resume(self, texte: str) -> None:
        """Summary of the page."""
        self._resume.setText(texte)

    def texte(self) -> str:
        """What the left side says."""
        return f"{self._etat.text()} {self._lieu.text()}"

    def resume(self) -> str:
        """What the right side says."""
        return self._resume.text()

    def _create_fields(self) -> None:
        self._gauche = QWidget(self)
        self._icone = QLabel(self._gauche)
        self._etat = QLabel(self._gauche)
        self._lieu = LibelleElide(mode=Qt.TextElideMode.ElideMiddle, parent=self._gauche)
        self._lieu.setProperty("role", "discret")
        self._disposition = QHBoxLayout(self._gauche)
        self._disposition.addWidget(self._icone)
        self._disposition.addWidget(self._etat)
        self._disposition.addWidget(self._lieu, 1)
        self._resume = QLabel(self)

    def _show(self, icone: str, token: str, etat: str) -> None:
        self._signe = (icone, token)
        self._icone.show()
        self._etat.setText(etat)
        self._lieu.set_texte(f"·\u00a0\u00a0{self._chemin}")
        self._lieu.setToolTip(self._chemin)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(theme.px(30))
        self._disposition.setContentsMargins(theme.px(12), 0, 0, 0)
        self._disposition.setSpacing(theme.px(8))
        self._resume.setContentsMargins(0, 0, theme.px(16), 0)
        icone, token = self._signe
        self._icone.setPixmap(icones.pixmap(icone, token, 16))
        for libelle in (self._etat, self._lieu):
            libelle.setFont(theme.police(0.95))
        self._resume.setFont(theme.police_tableau(0.95))
