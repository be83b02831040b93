"""The logos of the cover: added from a file or dropped, named, ordered, taken out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands import convention as commandes
from models.domain.convention import Logo
from models.domain.errors import AppError
from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

_LARGEUR, _HAUTEUR = 120, 48
"""Pixels at 100 % of a thumbnail."""


class _LigneLogo(QFrame):
    """One logo: its picture, whose it is, its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._image = QPixmap()
        self.vignette = QLabel(self)
        self.vignette.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.intitule = TexteEdit(parent=self)
        self.intitule.setPlaceholderText("À qui est ce logo")
        self.intitule.setAccessibleName("À qui est ce logo")
        self.boutons = {
            nom: _tool(icone, aide, self)
            for nom, icone, aide in (
                ("monter", "monter", "Avancer le logo"),
                ("descendre", "descendre", "Reculer le logo"),
                ("retirer", "supprimer", "Retirer le logo"),
            )
        }
        ligne = QHBoxLayout(self)
        ligne.addWidget(self.vignette)
        ligne.addWidget(self.intitule, 1)
        for bouton in self.boutons.values():
            ligne.addWidget(bouton)
        theme.suivre(self, self._show_image)

    def set_logo(self, logo: Logo, octets: bytes | None) -> None:
        """Show a logo; without its bytes, too heavy for the JSON it came from, its place stays empty."""
        self.intitule.set_valeur(logo.intitule)
        self._image = QPixmap()
        if octets is not None:
            self._image.loadFromData(octets)
        self._show_image()

    def _show_image(self) -> None:
        taille = theme.px(_LARGEUR), theme.px(_HAUTEUR)
        self.vignette.setFixedSize(*taille)
        if self._image.isNull():
            self.vignette.setText("Image absente")
            return
        garder, lisser = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.vignette.setPixmap(self._image.scaled(*taille, garder, lisser))


class Logos(DepotFichiers, QWidget):
    """Rows follow the project by identity: a name being typed stays."""

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self.dialogues = Dialogues()
        self._lignes: dict[Uid, _LigneLogo] = {}
        self._logos: tuple[Logo, ...] = ()
        self._create_fields()
        self._lay_out()
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        editable = not ecrivain.workspace.raison_lecture_seule
        self.ajouter.setVisible(editable)
        self.setAcceptDrops(editable)
        theme.suivre(self, self._on_theme_changed)

    def set_logos(self, logos: Sequence[Logo]) -> None:
        """Show these logos."""
        octets = self._ecrivain.workspace.load_logos()
        presents = {logo.uid for logo in logos}
        for uid in [uid for uid in self._lignes if uid not in presents]:
            ligne = self._lignes.pop(uid)
            ligne.hide()
            ligne.deleteLater()
        for rang, logo in enumerate(logos):
            ligne = self._lignes.get(logo.uid) or self._add(logo.uid)
            if logo not in self._logos:
                ligne.set_logo(logo, octets.get(logo.sha256))
            self._rangs.removeWidget(ligne)
            self._rangs.addWidget(ligne, rang, 0)
            ligne.boutons["monter"].setEnabled(rang > 0)
            ligne.boutons["descendre"].setEnabled(rang + 1 < len(logos))
        self._logos = tuple(logos)

    def lignes(self) -> tuple[_LigneLogo, ...]:
        """The rows, in order."""
        return tuple(self._lignes[logo.uid] for logo in self._logos)

    def add_file(self, path: Path) -> Task:
        """Read a picture off the GUI thread, then add it."""
        self._message.hide()
        tache = Task(partial(_read, path), self)
        tache.succeeded.connect(partial(self._on_read, path.stem))
        tache.failed.connect(self._on_refused)
        tache.finished.connect(tache.deleteLater)
        tache.start()
        return tache

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        for path in paths:
            self.add_file(path)

    def _create_fields(self) -> None:
        self._titre = QLabel("Logos de la couverture", self)
        self._aide = QLabel(
            "Déposez ici des images, ou ajoutez-les. N’utilisez que les logos que vous avez le droit d’employer.", self
        )
        self._aide.setProperty("role", "discret")
        self._aide.setWordWrap(True)
        self.ajouter = QPushButton("Ajouter un logo…", self)
        icones.poser(self.ajouter, "ajouter")
        self._message = LigneMessage(self)

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self._aide)
        self._rangs = QGridLayout()
        self._colonne.addLayout(self._rangs)
        self._colonne.addWidget(self._message)
        self._colonne.addWidget(self.ajouter, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add(self, uid: Uid) -> _LigneLogo:
        ligne = _LigneLogo(self)
        editable = not self._ecrivain.workspace.raison_lecture_seule
        ligne.intitule.set_lecture_seule(not editable)
        ligne.intitule.valeur_validee.connect(partial(self._on_intitule, uid))
        ligne.boutons["monter"].clicked.connect(partial(self._move, uid, -1))
        ligne.boutons["descendre"].clicked.connect(partial(self._move, uid, 1))
        ligne.boutons["retirer"].clicked.connect(partial(self._remove, uid))
        for bouton in ligne.boutons.values():
            bouton.setVisible(editable)
        self._lignes[uid] = ligne
        return ligne

    def _on_ajouter_clicked(self) -> None:
        if (path := self.dialogues.ask_image(self)) is not None:
            self.add_file(path)

    def _on_read(self, intitule: str, octets: bytes) -> None:
        self._ecrivain.run(f"Ajouter le logo «\u00a0{intitule}\u00a0»", commandes.add_logo, octets, intitule=intitule)

    def _on_refused(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self._message.set_message(Niveau.ERREUR, f"{erreur.message} {erreur.remede}")

    def _on_intitule(self, uid: Uid, intitule: object) -> None:
        self._ecrivain.run("Renommer un logo", commandes.update_logo, uid, intitule=str(intitule))

    def _move(self, uid: Uid, pas: int, _coche: bool = False) -> None:
        rang = next(i for i, logo in enumerate(self._logos) if logo.uid == uid)
        self._ecrivain.run("Déplacer un logo", commandes.move_logo, uid, position=rang + pas)

    def _remove(self, uid: Uid, _coche: bool = False) -> None:
        self._ecrivain.run("Retirer un logo", commandes.remove_logo, uid)

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._colonne.setSpacing(theme.px(8))
        self._rangs.setSpacing(theme.px(8))


def _read(path: Path, progress: Progress) -> bytes:
    from pvd_desktop.imports.images import read_image

    progress.step(0, 0, f"Lecture de «\u00a0{path.name}\u00a0»…")
    return read_image(path)


def _tool(icone: str, aide: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip(aide)
    bouton.setAccessibleName(aide)
    icones.poser(bouton, icone, "texte_discret", 16)
    return bouton
