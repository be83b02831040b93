"""A button inside a line edit, as large as the zoom asks: those of Qt keep sixteen pixels whatever the style says."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from typing_extensions import override

from pvd_desktop.ui import icones, theme

COTE: Final = 22
"""Pixels at 100 % of the button; its icon has sixteen."""
_BORD: Final = 6


class IconeChamp(QToolButton):
    """The field calls :meth:`place` when it is resized, and keeps its text away by its margins."""

    def __init__(self, champ: QLineEdit, icone: str, aide: str) -> None:
        super().__init__(champ)
        self._champ = champ
        self.setProperty("role", "icone_champ")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(aide)
        self.setAccessibleName(aide)
        icones.poser(self, icone, "texte_discret", 16)

    def place(self, *, a_gauche: bool = False) -> None:
        """At an end of the field, in the middle of its height."""
        cote = min(theme.px(COTE), self._champ.height())
        gauche = theme.px(_BORD) if a_gauche else self._champ.width() - cote - theme.px(_BORD)
        self.setGeometry(gauche, (self._champ.height() - cote) // 2, cote, cote)


class ChampRecherche(QLineEdit):
    """A magnifier before what is typed, and after it a button that forgets it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loupe = IconeChamp(self, "recherche", "Rechercher")
        self._loupe.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.effacer = IconeChamp(self, "fermer", "Effacer la recherche")
        self.effacer.hide()
        self.effacer.clicked.connect(self._on_effacer_clicked)
        self.textChanged.connect(self._show_effacer)
        theme.suivre(self, self._place)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        marge = theme.px(COTE)
        self.setTextMargins(marge, 0, marge, 0)
        self._loupe.place(a_gauche=True)
        self.effacer.place()

    def _show_effacer(self) -> None:
        self.effacer.setVisible(bool(self.text()) and not self.isReadOnly())

    def _on_effacer_clicked(self) -> None:
        self.clear()
        self.textEdited.emit("")
