"""Where the window speaks: one banner for what happened, one for a project that cannot be written."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.domain.errors import AppError
from pvd_desktop.ui import theme
from pvd_desktop.ui.dialogues import FichierNonOuvertError
from pvd_desktop.ui.widgets.bandeau import Action, Bandeau
from pvd_desktop.ui.widgets.niveau import Niveau


class Messages(QWidget):
    """The banners, over the page.

    Signals:
        copie_demandee(): a copy of a project that is only read is to be saved.
    """

    copie_demandee = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lecture_seule = Bandeau(self)
        self.bandeau = Bandeau(self)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.lecture_seule)
        self._disposition.addWidget(self.bandeau)
        self.bandeau.closed.connect(self._on_bandeau_closed)
        self.lecture_seule.closed.connect(self._on_lecture_seule_closed)
        theme.suivre(self, self._on_theme_changed)

    def set_lecture_seule(self, raison: str) -> None:
        """Say why nothing can be written, and the way out; empty when the project can be, or none is open."""
        if not raison:
            self.lecture_seule.hide()
            self._on_bandeau_closed()
            return
        self.show_etat(
            f"Ce projet est ouvert en lecture seule\u00a0: {raison}.",
            "Vous pouvez le lire et en tirer les documents. Pour le modifier, travaillez sur une copie.",
            (("Enregistrer une copie…", self.copie_demandee.emit),),
        )

    def show_etat(self, titre: str, texte: str, actions: Sequence[Action]) -> None:
        """Say why nothing can be written, as long as it is so."""
        self.lecture_seule.show_message(Niveau.INFORMATION, titre, texte, actions, fermable=False)
        self._on_bandeau_closed()

    def show_succes(self, titre: str, texte: str = "", actions: Sequence[Action] = ()) -> None:
        """Say that something was done."""
        self.show_message(Niveau.SUCCES, titre, texte, actions)

    def show_message(self, niveau: Niveau, titre: str, texte: str = "", actions: Sequence[Action] = ()) -> None:
        """Show a message."""
        self.show()
        self.bandeau.show_message(niveau, titre, texte, actions)

    def show_erreur(self, erreur: BaseException, actions: Sequence[Action] = ()) -> None:
        """Show an expected failure; anything else is a bug, for the report dialog."""
        if isinstance(erreur, FichierNonOuvertError) and not actions:
            actions = (("Copier le chemin", erreur.copy_path),)
        if isinstance(erreur, AppError):
            self.show()
            self.bandeau.show_error(erreur, actions)
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def close_message(self) -> None:
        """Take the last message away: it speaks of something that is over."""
        self.bandeau.hide()
        self._on_bandeau_closed()

    def forget_succes(self) -> None:
        """Another page is shown: what was done on the one before is old news. A failure stays until it is read."""
        if self.bandeau.niveau is Niveau.SUCCES:
            self.close_message()

    def _on_bandeau_closed(self) -> None:
        self.setVisible(not (self.bandeau.isHidden() and self.lecture_seule.isHidden()))

    def _on_lecture_seule_closed(self) -> None:
        # Its button closes it, as in every banner; this one says a state, and stays.
        self.lecture_seule.show()

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, 0)
        self._disposition.setSpacing(theme.px(8))
