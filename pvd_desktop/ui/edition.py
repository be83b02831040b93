"""Undo and redo with the name of the act; cut, copy and paste in the field or the table that has the focus."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from pvd_desktop.ui.actions import Actions
from pvd_desktop.ui.widgets.table_vue import TableVue
from pvd_desktop.ui.widgets.vue import VueEchange, copy_selection
from pvd_desktop.ui.workspace import Workspace


class Edition(QObject):
    """The menu « Édition »."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._annuler, self._retablir = actions["annuler"], actions["retablir"]
        self._workspace: Workspace | None = None
        self._cible: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Work on this project."""
        self._workspace = workspace
        self.refresh()

    def refresh(self) -> None:
        """Name the acts, and offer those there are."""
        workspace = self._workspace
        peut = workspace is not None and not workspace.raison_lecture_seule
        for action, verbe, libelle in (
            (self._annuler, "Annuler", workspace.libelle_annuler if workspace else None),
            (self._retablir, "Rétablir", workspace.libelle_retablir if workspace else None),
        ):
            texte = f"{verbe}\u00a0: {libelle}" if libelle else verbe
            # An ampersand of a name is no mnemonic.
            action.setText(f"&{texte.replace('&', '&&')}")
            touches = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            action.setToolTip(f"{texte} ({touches})")
            action.setEnabled(peut and libelle is not None)

    def undo(self) -> None:
        """Takes back the last act."""
        if self._workspace:
            self._workspace.undo()

    def redo(self) -> None:
        """Replays the last undone act."""
        if self._workspace:
            self._workspace.redo()

    def cut(self) -> None:
        """Cuts the selection of the field, or of a grid."""
        match self._cible:
            case QLineEdit() | QTextEdit() | QPlainTextEdit() as champ:
                champ.cut()
            case VueEchange() as vue:
                vue.cut()
            case _:
                pass

    def copy(self) -> None:
        """Copies the selection, of a table as a table."""
        match self._cible:
            case QLineEdit() | QTextEdit() | QPlainTextEdit() as champ:
                champ.copy()
            case QAbstractItemView() as vue:
                copy_selection(vue)
            case _:
                pass

    def paste(self) -> None:
        """Pastes into the field, or into a grid."""
        match self._cible:
            case QLineEdit() | QTextEdit() | QPlainTextEdit() as champ:
                champ.paste()
            case VueEchange() as vue:
                vue.paste()
            case TableVue() as vue:
                vue.collage_demande.emit()
            case _:
                pass

    def _on_focus_changed(self, _ancien: QWidget | None, nouveau: QWidget | None) -> None:
        # An open menu takes the focus away from the field it is about to act upon.
        if nouveau is None or isinstance(nouveau, QMenu | QMenuBar):
            return
        if self._cible is not None and self._cible is not nouveau:
            self._cible.destroyed.disconnect(self._on_cible_destroyed)
            self._cible = None
        if self._cible is None:
            self._cible = nouveau
            nouveau.destroyed.connect(self._on_cible_destroyed)

    def _on_cible_destroyed(self) -> None:
        self._cible = None
