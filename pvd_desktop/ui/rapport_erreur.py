"""What happens to an exception nobody caught: an expected failure goes to the banner, a bug to one report dialog."""

import logging
import platform
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.domain.errors import AppError
from pvd_desktop import __version__
from pvd_desktop.ui import icones, theme

_logger = logging.getLogger(__name__)

PAQUETS: Final = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "pikepdf")


class RapportErreur(QObject):
    """Takes ``sys.excepthook``. One dialog at a time: a bug in a timer would otherwise open hundreds."""

    app_error = Signal(object)
    """An AppError that reached the edge: the window shows it in its banner."""

    def __init__(self, fichier_journal: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fichier_journal = fichier_journal
        self._precedent = sys.excepthook
        self.dialogue: DialogueRapport | None = None

    def install(self) -> None:
        """Take the hook."""
        self._precedent = sys.excepthook
        sys.excepthook = self.handle

    def uninstall(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._precedent

    def handle(self, genre: type[BaseException], erreur: BaseException, trace: TracebackType | None) -> None:
        """Sort an exception; the interruption of the user ends the program as usual."""
        if isinstance(erreur, AppError):
            self.app_error.emit(erreur)
            return
        if not isinstance(erreur, Exception):
            self._precedent(genre, erreur, trace)
            return
        _logger.critical("Unexpected error", exc_info=(genre, erreur, trace))
        if self.dialogue is not None and self.dialogue.isVisible():
            return
        texte = build_report(genre, erreur, trace, self._fichier_journal)
        parent = self.parent()
        self.dialogue = DialogueRapport(texte, parent if isinstance(parent, QWidget) else None)
        self.dialogue.show()


def build_report(
    genre: type[BaseException], erreur: BaseException, trace: TracebackType | None, fichier_journal: Path
) -> str:
    """Text to send to whoever repairs: versions, traceback, log path; nothing of the project."""
    lignes = [
        f"PVD Desktop {__version__}",
        f"Système\u00a0: {platform.platform()}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        *(f"{paquet} {_version(paquet)}" for paquet in PAQUETS),
        f"Journal\u00a0: {fichier_journal}",
        "",
        "".join(traceback.format_exception(genre, erreur, trace)),
    ]
    return "\n".join(lignes)


class DialogueRapport(QDialog):
    """Says that the work is safe, and offers the report."""

    def __init__(self, rapport: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._create_fields(rapport)
        self._lay_out()
        self._copier.clicked.connect(self._on_copier_clicked)
        self._continuer.clicked.connect(self.accept)

    def rapport(self) -> str:
        """The text of the report."""
        return self._rapport.toPlainText()

    def bouton_copier(self) -> QPushButton:
        """« Copier le rapport »."""
        return self._copier

    def _create_fields(self, rapport: str) -> None:
        self.setWindowTitle("Une erreur est survenue — PVD Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._icone = QLabel(self)
        self._icone.setPixmap(icones.pixmap("alerte", "erreur", 32))
        self._titre = QLabel("L’application a rencontré une erreur", self)
        self._titre.setFont(theme.police(1.25, gras=True))
        self._texte = QLabel(
            "Ce que vous aviez validé est enregistré. La dernière action n’a peut-être pas abouti\u00a0: "
            "vérifiez-la, puis continuez. Si l’erreur revient, copiez le rapport ci-dessous et transmettez-le "
            "à la personne qui vous aide. Il contient des informations techniques\u00a0: relisez-le avant de "
            "l’envoyer.",
            self,
        )
        self._texte.setWordWrap(True)
        self._rapport = QPlainTextEdit(rapport, self)
        self._rapport.setReadOnly(True)
        self._rapport.setAccessibleName("Rapport d’erreur")
        self._rapport.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copier = QPushButton("Copier le rapport", self)
        self._continuer = QPushButton("Continuer", self)
        self._continuer.setProperty("role", "primaire")
        self._continuer.setDefault(True)

    def _lay_out(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(theme.px(12))
        haut.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        textes = QVBoxLayout()
        textes.addWidget(self._titre)
        textes.addWidget(self._texte)
        haut.addLayout(textes, 1)
        boutons = QHBoxLayout()
        boutons.addWidget(self._copier)
        boutons.addStretch(1)
        boutons.addWidget(self._continuer)
        disposition = QVBoxLayout(self)
        marge = theme.px(16)
        disposition.setContentsMargins(marge, marge, marge, marge)
        disposition.setSpacing(theme.px(12))
        disposition.addLayout(haut)
        disposition.addWidget(self._rapport, 1)
        disposition.addLayout(boutons)
        self.resize(theme.px(620), theme.px(420))

    def _on_copier_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.rapport())
        self._copier.setText("Rapport copié")


def _version(paquet: str) -> str:
    try:
        return version(paquet)
    except PackageNotFoundError:
        return "(inconnue)"
