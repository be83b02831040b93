"""A folder: where it is, and two buttons to change it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide


class ChoixDossier(QWidget):
    """Asks for another folder; ``valeur_validee`` carries ``None`` when the usual one is wanted again."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)
    dossier_demande = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._valeur = Path()
        self._lieu = LibelleElide(mode=Qt.TextElideMode.ElideMiddle, parent=self)
        self.changer = QPushButton("Changer…", self)
        self.par_defaut = QPushButton("Par défaut", self)
        self.par_defaut.setProperty("role", "discret")
        self._disposition = QHBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.addWidget(self._lieu, 1)
        self._disposition.addWidget(self.par_defaut)
        self._disposition.addWidget(self.changer)
        self.setFocusProxy(self.changer)
        self.changer.clicked.connect(self.dossier_demande)
        self.par_defaut.clicked.connect(self._on_par_defaut_clicked)
        theme.suivre(self, lambda: self._disposition.setSpacing(theme.px(8)))

    def valeur(self) -> Path:
        """The folder in use."""
        return self._valeur

    def set_valeur(self, valeur: Path, /) -> None:
        """Show a folder."""
        self._valeur = valeur
        self._lieu.set_texte(str(valeur))
        self._lieu.setToolTip(str(valeur))
        self.changer.setAccessibleName(f"Changer le dossier des copies, {valeur}")
        self.par_defaut.setAccessibleName("Revenir au dossier des copies par défaut")

    def set_choisi(self, *, choisi: bool) -> None:
        """Whether it is another folder than the usual one."""
        self.par_defaut.setVisible(choisi)

    def commit(self) -> bool:
        """Nothing is ever pending."""
        return True

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow another choice."""
        self.changer.setEnabled(not lecture_seule)
        self.par_defaut.setEnabled(not lecture_seule)

    def _on_par_defaut_clicked(self) -> None:
        self.valeur_validee.emit(None)
