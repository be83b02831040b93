"""Where the window speaks: one banner for what happened, one for a project that cannot be written."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.domain.errors import AppError
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.bandeau import Action, Bandeau
from pvd_desktop.ui.widgets.niveau import Niveau


class Messages(QWidget):
    """The banners, over the page."""

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

    def show_lecture_seule(self, raison: str, enregistrer_copie: Callable[[], object]) -> None:
        """Say that nothing can be written, and the way out."""
        self.lecture_seule.show_message(
            Niveau.INFORMATION,
            f"Ce projet est ouvert en lecture seule\u00a0: {raison}.",
            "Vous pouvez le lire et en tirer les documents. Pour le modifier, travaillez sur une copie.",
            (("Enregistrer une copie…", enregistrer_copie),),
            fermable=False,
        )
        self._on_bandeau_closed()

    def hide_lecture_seule(self) -> None:
        """The project can be written, or none is open."""
        self.lecture_seule.hide()
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
        if isinstance(erreur, AppError):
            self.show()
            self.bandeau.show_error(erreur, actions)
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def close_message(self) -> None:
        """Take the last message away: it speaks of something that is over."""
        self.bandeau.hide()
        self._on_bandeau_closed()

    def _on_bandeau_closed(self) -> None:
        self.setVisible(not (self.bandeau.isHidden() and self.lecture_seule.isHidden()))

    def _on_lecture_seule_closed(self) -> None:
        # Its button closes it, as in every banner; this one says a state, and stays.
        self.lecture_seule.show()

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, 0)
        self._disposition.setSpacing(theme.px(8))
