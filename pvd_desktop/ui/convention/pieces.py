"""The pièces of the convention, such as its signed copy: joined from a file or dropped, opened, taken out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands import convention as commandes
from models.domain.convention import PieceConvention
from models.domain.errors import AppError
from models.domain.formats import format_date, format_taille
from models.domain.pieces import Fichier
from models.domain.uids import Uid
from models.queries.contenus import load_contenus
from models.store.database import maintenant_utc
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.copies_lues import CopiesLues
from pvd_desktop.ui.dialogues import Dialogues
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.depot_fichiers import DepotFichiers
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau

LOURD: Final = 2_000_000
"""Bytes above which the act itself leaves the GUI thread."""


class _LignePiece(QFrame):
    """One pièce: its name, what it is, and what can be done with it."""

    def __init__(self, piece: PieceConvention, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        ou = "liée" if piece.chemin else format_taille(piece.taille or 0)
        dite = (piece.type, format_date(piece.date_piece) if piece.date_piece else "", ou)
        nom = LibelleElide(piece.intitule, Qt.TextElideMode.ElideMiddle, self)
        precision = LibelleElide(" · ".join(filter(None, dite)), parent=self)
        if piece.chemin:
            precision.setToolTip(piece.chemin)
        precision.setProperty("role", "discret")
        self.ouvrir = QPushButton("Ouvrir", self)
        self.ouvrir.setAccessibleName(f"Ouvrir {piece.intitule}")
        icones.poser(self.ouvrir, "ouvrir", "texte", 16)
        self.retirer = QToolButton(self)
        self.retirer.setToolTip("Retirer la pièce")
        self.retirer.setAccessibleName(f"Retirer {piece.intitule}")
        icones.poser(self.retirer, "supprimer", "texte_discret", 16)
        textes = QVBoxLayout()
        textes.setSpacing(0)
        textes.addWidget(nom)
        textes.addWidget(precision)
        ligne = QHBoxLayout(self)
        ligne.addLayout(textes, 1)
        ligne.addWidget(self.ouvrir)
        ligne.addWidget(self.retirer)


class PiecesConvention(DepotFichiers, QWidget):
    """Follows the project.

    Signals:
        fichier_demande(Path): open this file with the program of the system.
        retiree(str): a pièce went to the Corbeille; what to say about it.
    """

    fichier_demande = Signal(object)
    retiree = Signal(str)

    def __init__(self, ecrivain: Ecrivain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._copies = CopiesLues(self)
        self.dialogues = Dialogues()
        self._pieces: tuple[PieceConvention, ...] = ()
        self.lignes: dict[Uid, _LignePiece] = {}
        """The rows shown, in order."""
        self._editable = not ecrivain.workspace.raison_lecture_seule
        self._titre = QLabel("Pièces de la convention", self)
        self._aide = QLabel("L’exemplaire signé, les délibérations, les avenants\u00a0: déposez-les ici.", self)
        self._aide.setProperty("role", "discret")
        self._aide.setWordWrap(True)
        self._message = LigneMessage(self)
        self.ajouter = QPushButton("Ajouter une pièce…", self)
        icones.poser(self.ajouter, "ajouter")
        self._rangs = QVBoxLayout()
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self._aide)
        self._colonne.addLayout(self._rangs)
        self._colonne.addWidget(self._message)
        self._colonne.addWidget(self.ajouter, alignment=Qt.AlignmentFlag.AlignLeft)
        self.ajouter.setVisible(self._editable)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self.setAcceptDrops(self._editable)
        theme.suivre(self, self._on_theme_changed)

    def set_pieces(self, pieces: Sequence[PieceConvention]) -> None:
        """Show these pièces."""
        if tuple(pieces) == self._pieces:
            return
        self._pieces = tuple(pieces)
        for ligne in self.lignes.values():
            self._rangs.removeWidget(ligne)
            ligne.hide()
            ligne.deleteLater()
        self.lignes = {piece.uid: self._line(piece) for piece in pieces}
        for ligne in self.lignes.values():
            self._rangs.addWidget(ligne)

    def add_files(self, paths: Sequence[Path]) -> Task:
        """Join files to the convention, in one act; those that cannot be are told, the others are kept."""
        dossier = self._ecrivain.workspace.path.parent

        def read(progress: Progress) -> tuple[list[Fichier], list[AppError]]:
            from pvd_desktop.imports.pieces import PieceError, read_fichier

            lus: list[Fichier] = []
            refus: list[AppError] = []
            for path in paths:
                try:
                    lus.append(read_fichier(path, dossier, avancer=progress.step))
                except PieceError as e:
                    refus.append(e)
            return lus, refus

        return self._run(read, self._on_read)

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.add_files(paths)

    def _line(self, piece: PieceConvention) -> _LignePiece:
        ligne = _LignePiece(piece, self)
        ligne.ouvrir.clicked.connect(partial(self._open, piece))
        ligne.retirer.clicked.connect(partial(self._remove, piece))
        ligne.retirer.setVisible(self._editable)
        return ligne

    def _on_ajouter_clicked(self) -> None:
        if paths := self.dialogues.ask_files(self, "Ajouter des pièces à la convention"):
            self.add_files(paths)

    def _on_read(self, resultat: tuple[list[Fichier], list[AppError]]) -> None:
        lus, refus = resultat
        if refus:
            self._message.set_message(Niveau.ERREUR, "\n".join(map(str, refus)))
        if not lus:
            return
        quoi = f"«\u00a0{lus[0].intitule}\u00a0»" if len(lus) == 1 else f"{len(lus)} pièces"
        libelle = f"Joindre {quoi} à la convention"
        if sum(len(lu.octets or b"") for lu in lus) > LOURD:
            self._ecrivain.workspace.execute_in_task(libelle, commandes.add_pieces_convention, lus)
        else:
            self._ecrivain.run(libelle, commandes.add_pieces_convention, lus)

    def _open(self, piece: PieceConvention, _coche: bool = False) -> None:
        """A linked file itself; else a copy that cannot be changed."""
        workspace = self._ecrivain.workspace

        def extract(progress: Progress) -> Path:
            from pvd_desktop.imports.pieces import find_linked, safe_name

            progress.step(0, 0, f"Ouverture de «\u00a0{piece.intitule}\u00a0»…")
            if piece.chemin:
                return find_linked(piece, workspace.path.parent)
            octets = workspace.read(load_contenus, [piece.sha256]).get(piece.sha256)
            if octets is None:
                raise AppError(
                    f"Le contenu de «\u00a0{piece.intitule}\u00a0» n’est pas dans ce projet\u00a0: "
                    "un échange en JSON ne transporte pas les pièces.",
                    "Ajoutez de nouveau le fichier, puis retirez cette ligne.",
                )
            return self._copies.write(safe_name(piece.intitule), octets)

        self._run(extract, self.fichier_demande.emit)

    def _remove(self, piece: PieceConvention, _coche: bool = False) -> None:
        libelle = f"Retirer la pièce «\u00a0{piece.intitule}\u00a0»"
        self._ecrivain.run(libelle, commandes.remove_pieces_convention, [piece.uid], moment=maintenant_utc())
        if self._ecrivain.refus is None:
            self.retiree.emit(f"«\u00a0{piece.intitule}\u00a0» est à la corbeille.")

    def _run(self, function: Callable[[Progress], Any], on_done: Callable[[Any], object]) -> Task:
        self._message.hide()
        tache = Task(function, self)
        tache.succeeded.connect(on_done)
        tache.failed.connect(self._on_refused)
        tache.finished.connect(tache.deleteLater)
        tache.start()
        return tache

    def _on_refused(self, erreur: Exception) -> None:
        if not isinstance(erreur, AppError):
            raise erreur
        self._message.set_message(Niveau.ERREUR, str(erreur))

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._colonne.setSpacing(theme.px(8))
        self._rangs.setSpacing(theme.px(8))
