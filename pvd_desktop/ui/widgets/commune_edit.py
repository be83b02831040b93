"""A field for a commune: typing offers those of the code officiel géographique; any other name stays allowed."""

from collections.abc import Sequence
from threading import Thread
from typing import cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget
from typing_extensions import override

from models.domain.formats import INSECABLE, format_entier
from models.referentiel.communes import LIMITE, CommuneTrouvee, find_by_name, find_communes, prepare
from pvd_desktop.ui import theme

_CHOIX = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
"""Keys that the list answers while it is open."""


def describe(trouvee: CommuneTrouvee) -> str:
    """« Hesdin → Hesdin-la-Forêt · Pas-de-Calais (62) · 4 480 habitants »."""
    commune = trouvee.commune
    nom = f"{trouvee.ancien_nom} → {commune.nom}" if trouvee.ancien_nom else commune.nom
    parties = [nom, f"{commune.departement} ({commune.code_departement})"]
    if commune.population is not None:
        habitants = "habitants" if commune.population > 1 else "habitant"
        parties.append(f"{format_entier(commune.population)}{INSECABLE}{habitants}")
    return " · ".join(parties)


class CommuneEdit(QLineEdit):
    """One line. The first commune offered is ready: Enter takes it, Escape keeps what is typed."""

    commune_choisie = Signal(object)
    """A ``CommuneTrouvee`` was chosen in the list; its name is in the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choisie: CommuneTrouvee | None = None
        self._prepare = False
        self._modele = _Communes(self)
        # Given the field rather than set on it: moving in the list must not write over what is typed.
        self._completer = QCompleter(self._modele, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(LIMITE)
        self._liste = QListView()
        self._completer.setPopup(self._liste)
        self._liste.setAccessibleName("Communes proposées")
        # Of the two signals of that name, the one with the row: a name alone may be that of several communes.
        choisi = cast("SignalInstance", cast("object", self._completer.activated[QModelIndex]))  # pyright: ignore
        choisi.connect(self._on_completer_activated)
        self.setPlaceholderText("Nom, code INSEE ou code postal")
        self.setAccessibleName("Commune")
        self.textEdited.connect(self._on_text_edited)
        theme.suivre(self, self._on_theme_changed)

    def trouvee(self) -> CommuneTrouvee | None:
        """The commune that was chosen, or the only one that bears the name typed."""
        return self._choisie or find_by_name(self.text())

    def proposees(self) -> tuple[str, ...]:
        """What the open list offers."""
        return self._modele.textes() if self._liste.isVisible() else ()

    @override
    def focusInEvent(self, arg__1: QFocusEvent, /) -> None:
        super().focusInEvent(arg__1)
        if not self._prepare:
            self._prepare = True
            # Nothing comes back from it: the first letters only find the file already read.
            Thread(target=prepare, name="pvd-communes", daemon=True).start()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if self._liste.isVisible() and arg__1.key() in _CHOIX:
            arg__1.ignore()
            return
        super().keyPressEvent(arg__1)

    def _on_text_edited(self, texte: str) -> None:
        self._choisie = None
        trouvees = find_communes(texte)
        self._modele.set_trouvees(trouvees)
        if not trouvees or self.isReadOnly():
            self._liste.hide()
            return
        # As wide as its words, however narrow the field.
        largeur = max(self._liste.fontMetrics().horizontalAdvance(texte) for texte in self._modele.textes())
        self._liste.setMinimumWidth(largeur + theme.px(32))
        self._completer.complete()
        self._liste.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _on_completer_activated(self, index: QModelIndex) -> None:
        trouvee = self._modele.trouvee(index.row())
        self.setText(trouvee.commune.nom)
        self._choisie = trouvee
        self.commune_choisie.emit(trouvee)

    def _on_theme_changed(self) -> None:
        self._liste.setFont(theme.police())


class _Communes(QAbstractListModel):
    """The communes of the list, best first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._trouvees: tuple[CommuneTrouvee, ...] = ()

    def set_trouvees(self, trouvees: Sequence[CommuneTrouvee]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._trouvees = tuple(trouvees)
        self.endResetModel()

    def trouvee(self, row: int) -> CommuneTrouvee:
        """The commune of a row."""
        return self._trouvees[row]

    def textes(self) -> tuple[str, ...]:
        """What the rows say."""
        return tuple(map(describe, self._trouvees))

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008 - Qt's
        return 0 if parent.isValid() else len(self._trouvees)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, /, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.px(28))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole} and index.isValid():
            return describe(self._trouvees[index.row()])
        return None
