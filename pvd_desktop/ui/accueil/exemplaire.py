"""The signed copy of a convention: a file chosen or dropped, not read before the project exists."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget
from typing_extensions import override

from models.store.acces import is_file
from pvd_desktop.ui import icones
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide

AUCUN = "Aucun fichier"


class ExemplaireEdit(DepotFichiers, QWidget):
    """The path of the file, or ``None``."""

    valeur_validee = Signal(object)
    erreur_changed = Signal(str)

    def __init__(self, ask: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        """``ask`` has the person choose a file."""
        super().__init__(parent)
        self._ask = ask
        self._path: Path | None = None
        self.choisir = QPushButton("Choisir le PDF…", self)
        self.choisir.setAccessibleName("Choisir l’exemplaire signé, en PDF…")
        icones.poser(self.choisir, "piece_jointe")
        self._nom = LibelleElide(AUCUN, Qt.TextElideMode.ElideMiddle, self)
        self._nom.setProperty("role", "discret")
        self.retirer = QToolButton(self)
        self.retirer.setToolTip("Retirer ce fichier")
        self.retirer.setAccessibleName("Retirer l’exemplaire signé")
        icones.poser(self.retirer, "fermer", "texte_discret", 14)
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.choisir)
        disposition.addWidget(self._nom, 1)
        disposition.addWidget(self.retirer)
        self.setFocusProxy(self.choisir)
        self.setAcceptDrops(True)
        self.choisir.clicked.connect(self._on_choisir_clicked)
        self.retirer.clicked.connect(lambda: self._choose(None))
        self.set_valeur(None)

    def valeur(self) -> Path | None:
        """The file."""
        return self._path

    def set_valeur(self, valeur: Path | None, /) -> None:
        """Show this file."""
        self._path = valeur
        self._nom.set_texte(valeur.name if valeur is not None else AUCUN)
        self.retirer.setVisible(valeur is not None)

    def commit(self) -> bool:
        """Whether the file is still there."""
        absent = self._path is not None and not is_file(self._path)
        self.erreur_changed.emit("Ce fichier n’est plus à sa place\u00a0: choisissez-le de nouveau." if absent else "")
        return not absent

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Forbid or allow choosing."""
        for bouton in (self.choisir, self.retirer):
            bouton.setEnabled(not lecture_seule)

    @override
    def wanted(self, paths: Sequence[Path]) -> Sequence[Path]:
        paths = super().wanted(paths)
        return paths if len(paths) == 1 and is_file(paths[0]) else ()

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self._choose(paths[0])

    def _on_choisir_clicked(self) -> None:
        if (path := self._ask()) is not None:
            self._choose(path)

    def _choose(self, path: Path | None) -> None:
        self.set_valeur(path)
        self.erreur_changed.emit("")
        self.choisir.setFocus(Qt.FocusReason.OtherFocusReason)
        self.valeur_validee.emit(path)
