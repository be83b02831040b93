"""Editing of a cell: what cannot be read stays in the cell, with its error, until it is corrected or given up."""

from typing import Final, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractProxyModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.cellules import ColonneChoix
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, Colonne
from pvd_desktop.ui.widgets.modele_colonnes import ModeleColonnes

Index = QModelIndex | QPersistentModelIndex
_Suite = QAbstractItemDelegate.EndEditHint
_TOUCHES: Final = {
    Qt.Key.Key_Return: _Suite.NoHint,
    Qt.Key.Key_Enter: _Suite.NoHint,
    Qt.Key.Key_Tab: _Suite.EditNextItem,
    Qt.Key.Key_Backtab: _Suite.EditPreviousItem,
}


_FLECHES: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_PARTENT: Final = frozenset(
    {
        *_FLECHES,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)
"""Keys that leave the cell. A field also leaves to its view Shift alone, which must not close it."""


class DelegueCellule(QStyledItemDelegate):
    """Line edits for what is typed, lists for what is chosen."""

    saisie_refusee = Signal(str)
    """Message of the error of the cell being edited; empty once it is right again."""
    ajout_demande = Signal(str, str)
    """(key of the row, field): the last entry of a list, which creates something, was chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ouvert: QWidget | None = None
        self._refus = ""

    def note_refus(self, message: str) -> None:
        """The model could not read what the cell holds."""
        self._refus = message

    def editeur_ouvert(self) -> QWidget | None:
        """The editor of the cell being edited, if any."""
        return self._ouvert

    def commit(self) -> bool:
        """Write the cell being edited and close it; ``False`` when it cannot be read (it stays open)."""
        return self._ouvert is None or self._finish(self._ouvert, _Suite.NoHint)

    def retient(self, event: QKeyEvent | QMouseEvent) -> bool:
        """Whether a key or a click would close a cell that cannot be read; one that can is written first."""
        part = not isinstance(event, QKeyEvent) or event.key() in _PARTENT
        return part and not self.commit()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index, /) -> QWidget:
        colonne = _colonne(index)
        editeur = self._build_liste(parent, colonne, index) if isinstance(colonne, ColonneChoix) else QLineEdit(parent)
        if isinstance(editeur, QLineEdit):
            editeur.setAlignment(colonne.align)
            editeur.textEdited.connect(self._on_editeur_text_edited)
        editeur.setAccessibleName(colonne.titre or "Cellule")
        self._ouvert = editeur
        return editeur

    @override
    def destroyEditor(self, editor: QWidget, index: Index, /) -> None:
        if editor is self._ouvert:
            self._ouvert = None
            self._set_refus("")
        super().destroyEditor(editor, index)

    @override
    def setEditorData(self, editor: QWidget, index: Index, /) -> None:
        texte = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(texte), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(texte)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index, /) -> None:
        self._refus = ""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.setData(index, editor.text())
        self._set_refus(self._refus)

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index, /) -> None:
        """A list needs room for its words, whatever the width of its column."""
        rect = option.rect
        if isinstance(editor, QComboBox):
            place = editor.parentWidget()
            libre = (place.width() if place else rect.right()) - rect.left()
            rect.setWidth(max(rect.width(), min(editor.sizeHint().width(), libre)))
        editor.setGeometry(rect)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """Room for a text on several lines: Qt measures it without the padding of the style sheet."""
        rect = option.rect
        rect.setWidth(rect.width() - theme.px(12))
        option.rect = rect
        return super().sizeHint(option, index) + QSize(0, theme.px(10))

    @override
    def eventFilter(self, object: QObject, event: QEvent, /) -> bool:
        editeur = cast("QWidget", object)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            suite = _TOUCHES.get(Qt.Key(event.key()))
            if suite is not None:
                self._finish(editeur, suite)
                return True
            if isinstance(editeur, QComboBox) and _searches(event):
                # A closed list would take the first letter for a choice, and the cell would be left there.
                editeur.showPopup()
                QCoreApplication.sendEvent(editeur.view(), event)
                return True
        if isinstance(editeur, QLineEdit) and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self._finish(editeur, _Suite.NoHint)
            return False
        return super().eventFilter(object, event)

    def _finish(self, editeur: QWidget, suite: QAbstractItemDelegate.EndEditHint) -> bool:
        self.commitData.emit(editeur)
        if self._refus:
            return False
        self.closeEditor.emit(editeur, suite)
        return True

    def _build_liste(self, parent: QWidget, colonne: Colonne[object], index: Index) -> QComboBox:
        assert isinstance(colonne, ColonneChoix)
        liste = QComboBox(parent)
        liste.setMaxVisibleItems(14)
        for valeur, libelle in colonne.choix():
            liste.addItem(libelle, valeur)
        if colonne.libelle_ajout:
            liste.insertSeparator(liste.count())
            liste.addItem(colonne.libelle_ajout)
        cle, champ, ajout = str(index.data(ROLE_CLE)), colonne.champ, liste.count() - 1

        def on_activated(row: int) -> None:
            if colonne.libelle_ajout and row == ajout:
                self.closeEditor.emit(liste, _Suite.RevertModelCache)
                self.ajout_demande.emit(cle, champ)
            else:
                self._finish(liste, _Suite.NoHint)

        liste.activated.connect(on_activated)
        return liste

    def _on_editeur_text_edited(self) -> None:
        self._refus = ""
        self._set_refus("")

    def _set_refus(self, message: str) -> None:
        if self._ouvert is not None:
            theme.set_propriete(self._ouvert, "etat", "erreur" if message else "")
            self._ouvert.setAccessibleDescription(message)
        self.saisie_refusee.emit(message)


def _searches(event: QKeyEvent) -> bool:
    """A letter, or an arrow: whoever presses it looks for an entry of the list."""
    ordinaire = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return ordinaire and ((event.text().isprintable() and bool(event.text().strip())) or event.key() in _FLECHES)


def _colonne(index: Index) -> Colonne[object]:
    """The column of a cell, under whatever sorts or filters its rows."""
    modele = index.model()
    while isinstance(modele, QAbstractProxyModel):
        modele = modele.sourceModel()
    assert isinstance(modele, ModeleColonnes)
    return cast("ModeleColonnes[object]", modele).colonnes[index.column()]
