"""The palette: one field, its results under it, and Enter."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.recherche import Recherche, Trouvailles
from pvd_desktop.ui import theme
from pvd_desktop.ui.palette.cibles import Cible
from pvd_desktop.ui.palette.indexation import IndexObjets
from pvd_desktop.ui.palette.resultats import HAUTEUR_LIGNE, Resultats
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche

LARGEUR: Final = 640
LIGNES_VUES: Final = 11
LIMITE: Final = 50
"""Beyond, one more letter is quicker than scrolling."""
_PAS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: LIGNES_VUES - 1,
    Qt.Key.Key_PageUp: 1 - LIGNES_VUES,
}


class Palette(QDialog):
    """Never blocks: :meth:`open_over` shows it, ``choisie`` says what to open; Échap or a click elsewhere closes it."""

    choisie = Signal(object)
    """(Cible): the palette is closed, and the focus is back where it was."""

    def __init__(self, index: IndexObjets, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._fenetre = parent
        self.setWindowTitle("Rechercher")
        self._recherche: Recherche[Cible] = Recherche(())
        self.index = index
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def open_over(self, cibles: Iterable[Cible]) -> None:
        """Search among these, then among what the project names, from an empty field."""
        self._recherche = Recherche((cible, cible.texte) for cible in cibles)
        self.index.start()
        self.champ.clear()
        self._search()
        self._place()
        self.show()
        self.champ.setFocus(Qt.FocusReason.PopupFocusReason)

    def look_up(self, question: str, limite: int) -> Trouvailles[Cible]:
        """What answers to ``question``."""
        if question.strip():
            self.index.finish()
        return self._recherche.find(question, limite, self.index.recherche)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        # Another window, or the one underneath, was clicked.
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The arrows of the field move among the results: the hand stays on the letters."""
        if watched is self.champ and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pas = _PAS.get(Qt.Key(event.key()))
            if pas is not None:
                self.resultats.select(self.resultats.currentIndex().row() + pas)
                return True
        return super().eventFilter(watched, event)

    def _create_fields(self) -> None:
        self._cadre = QFrame(self)
        self._cadre.setProperty("role", "carte")
        self.champ = ChampRecherche(self._cadre)
        self.champ.setPlaceholderText("Une page, une commande, une action, une demande, un contact, une échéance…")
        self.champ.setAccessibleName("Rechercher")
        self.resultats = Resultats(self._cadre)
        self._compte = QLabel(self._cadre)
        self._compte.setProperty("role", "discret")
        self._compte.setTextFormat(Qt.TextFormat.PlainText)

    def _lay_out(self) -> None:
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(self._cadre)
        self._disposition = QVBoxLayout(self._cadre)
        self._disposition.addWidget(self.champ)
        # Under the eye: what it says when nothing is found would be missed at the bottom.
        self._disposition.addWidget(self._compte)
        self._disposition.addWidget(self.resultats, 1)

    def _connect(self) -> None:
        self.index.lue.connect(self._on_index_lue)
        self.champ.installEventFilter(self)
        self.champ.textChanged.connect(self._search)
        self.champ.returnPressed.connect(self._choose)
        self.resultats.activated.connect(self._choose)
        self.resultats.clicked.connect(self._choose)
        self.resultats.selectionModel().currentChanged.connect(self._on_current_changed)

    def _search(self) -> None:
        trouvailles = self.look_up(self.champ.text(), LIMITE)
        self.resultats.modele.set_lignes(trouvailles.premiers)
        self.resultats.select(0)
        self._compte.setText(_count(self.champ.text().strip(), len(trouvailles.premiers), trouvailles.total))
        self._on_current_changed()

    def _on_index_lue(self) -> None:
        """Nothing was typed yet: what is shown stays, and is counted with the rest."""
        if self.isVisible():
            rang = self.resultats.currentIndex().row()
            self._search()
            self.resultats.select(rang)

    def _choose(self) -> None:
        cible = self.resultats.cible()
        if cible is not None:
            self.accept()
            self.choisie.emit(cible)

    def _place(self) -> None:
        """High in the middle of the window, where the eye is."""
        fenetre = self._fenetre
        largeur = min(theme.px(LARGEUR), fenetre.width() - theme.px(40))
        hauteur = min(theme.px(HAUTEUR_LIGNE * LIGNES_VUES + 92), fenetre.height() - theme.px(80))
        self.resize(largeur, hauteur)
        coin = fenetre.mapToGlobal(fenetre.rect().topLeft())
        self.move(coin.x() + (fenetre.width() - largeur) // 2, coin.y() + theme.px(48))

    def _on_current_changed(self) -> None:
        cible = self.resultats.cible()
        # The focus stays in the field: a screen reader hears there what Enter would open.
        self.champ.setAccessibleDescription(cible.accessible if cible else self._compte.text())

    def _on_theme_changed(self) -> None:
        marge = theme.px(10)
        self._disposition.setContentsMargins(marge, marge, marge, theme.px(8))
        self._disposition.setSpacing(theme.px(8))
        self._compte.setFont(theme.police(0.92))
        self.champ.setFont(theme.police(1.1))


def _count(question: str, montres: int, total: int) -> str:
    """What stands over the results."""
    if not total:
        return f"Aucun résultat pour «\u00a0{question}\u00a0». Essayez un autre mot, ou moins de lettres."
    if question and montres < total:
        return f"Les {montres} premiers résultats sur {total}\u00a0: une lettre de plus les départage."
    return "↑↓ pour choisir, Entrée pour ouvrir, Échap pour fermer"
