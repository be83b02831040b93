"""The list that opens under a column: a search field, and what the column can be for, by groups."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import sort_key
from models.domain.importation.champs import IGNORE, NOTE
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.choix import ChoixColonne, choix_financeur
from pvd_desktop.ui.widgets.colonne import Index

LARGEUR: Final = 330
HAUTEUR: Final = 380
_PAS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
Rangee = ChoixColonne | str
"""A choice, or the title of those that follow."""


class ChoixModel(QAbstractListModel):
    """Choices under their titles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rangees: list[Rangee] = []

    def set_choix(self, choix: Iterable[ChoixColonne]) -> None:
        """Show these, in order."""
        self.beginResetModel()
        self._rangees = []
        groupe = ""
        for un in choix:
            if un.groupe != groupe:
                groupe = un.groupe
                self._rangees.append(groupe)
            self._rangees.append(un)
        self.endResetModel()

    def choix(self, row: int) -> ChoixColonne | None:
        """The choice of a row; ``None`` on a title, or out of the list."""
        rangee = self._rangees[row] if 0 <= row < len(self._rangees) else None
        return rangee if isinstance(rangee, ChoixColonne) else None

    def row_of(self, champ: str, financeur: str) -> int:
        """Row of a choice, -1 when it is not there."""
        return next(
            (
                row
                for row, un in enumerate(self._rangees)
                if isinstance(un, ChoixColonne) and (un.champ, un.financeur) == (champ, financeur)
            ),
            -1,
        )

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._rangees)

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        rangee = self._rangees[index.row()]
        titre = isinstance(rangee, str)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return rangee if isinstance(rangee, str) else rangee.libelle
            case Qt.ItemDataRole.FontRole:
                return theme.police(0.9, gras=True) if titre else None
            case Qt.ItemDataRole.ForegroundRole:
                return theme.couleur("texte_discret") if titre else None
            case Qt.ItemDataRole.DecorationRole if isinstance(rangee, ChoixColonne):
                nom = {IGNORE: "moins", NOTE: "crayon"}.get(rangee.champ)
                return icones.icone(nom, "texte_discret", 14) if nom else None
            case _:
                return None

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        if isinstance(self._rangees[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChoixChamp(QFrame):
    """Opens over the window; Entrée or a click chooses, Échap or a click elsewhere gives up.

    Signals:
        choisi(ChoixColonne): what the column is for.
    """

    choisi = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "carte")
        self._tous: tuple[ChoixColonne, ...] = ()
        self.champ = QLineEdit(self)
        self.champ.setPlaceholderText("Chercher, ou écrire le nom d’un financeur")
        self.champ.setAccessibleName("Chercher à quoi sert la colonne")
        self.champ.setClearButtonEnabled(True)
        self.modele = ChoixModel(self)
        self.liste = QListView(self)
        self.liste.setModel(self.modele)
        self.liste.setFrameShape(QFrame.Shape.NoFrame)
        self.liste.setUniformItemSizes(True)
        self.liste.setAccessibleName("À quoi sert la colonne")
        # The hand stays on the letters: the arrows of the field move in the list.
        self.liste.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.champ)
        self._disposition.addWidget(self.liste, 1)
        self.champ.installEventFilter(self)
        self.champ.textChanged.connect(self._search)
        self.champ.returnPressed.connect(self._choose)
        self.liste.clicked.connect(self._choose)
        self.liste.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.suivre(self, self._on_theme_changed)

    def open_under(
        self, point: QPoint, choix: Iterable[ChoixColonne], actuel: tuple[str, str], debut: str = ""
    ) -> None:
        """Open at ``point`` of the screen, on what the column is for now; ``debut`` is already typed."""
        self._tous = tuple(choix)
        self.champ.clear()
        self.modele.set_choix(self._tous)
        self._select(max(self.modele.row_of(*actuel), 0))
        self.champ.setText(debut)
        ecran = self.screen().availableGeometry()
        taille = self.size()
        x = max(ecran.left(), min(point.x(), ecran.right() - taille.width()))
        y = max(ecran.top(), min(point.y(), ecran.bottom() - taille.height()))
        self.move(x, y)
        self.show()
        self.champ.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.champ and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pas = _PAS.get(Qt.Key(event.key()))
            if pas is not None:
                self._step(pas)
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        texte = " ".join(self.champ.text().split())
        mots = sort_key(texte).split()
        trouves = [un for un in self._tous if all(mot in sort_key(f"{un.libelle} {un.mots}") for mot in mots)]
        # By its own name first: a synonym finds more than was meant.
        trouves.sort(key=lambda un: not all(mot in sort_key(un.libelle) for mot in mots))
        if texte and not any(sort_key(un.financeur) == sort_key(texte) for un in trouves):
            trouves.append(choix_financeur(texte))
        self.modele.set_choix(trouves if mots else self._tous)
        self._select(0)

    def _step(self, pas: int) -> None:
        """Move by choices: titles are stepped over."""
        row = self.liste.currentIndex().row() + pas
        sens = 1 if pas > 0 else -1
        row = max(0, min(row, self.modele.rowCount() - 1))
        while 0 <= row < self.modele.rowCount() and self.modele.choix(row) is None:
            row += sens
        if self.modele.choix(row) is not None:
            self.liste.setCurrentIndex(self.modele.index(row))

    def _select(self, row: int) -> None:
        while row < self.modele.rowCount() - 1 and self.modele.choix(row) is None:
            row += 1
        self.liste.setCurrentIndex(self.modele.index(row))
        self.liste.scrollTo(self.modele.index(row), QListView.ScrollHint.PositionAtCenter)

    def _choose(self) -> None:
        choix = self.modele.choix(self.liste.currentIndex().row())
        if choix is not None:
            self.hide()
            self.choisi.emit(choix)

    def _on_current_changed(self) -> None:
        choix = self.modele.choix(self.liste.currentIndex().row())
        self.champ.setAccessibleDescription(choix.libelle if choix else "Rien ne correspond")

    def _on_theme_changed(self) -> None:
        marge = theme.px(8)
        self._disposition.setContentsMargins(marge, marge, marge, marge)
        self._disposition.setSpacing(theme.px(6))
        self.resize(theme.px(LARGEUR), theme.px(HAUTEUR))
        self.liste.setFont(theme.police())
