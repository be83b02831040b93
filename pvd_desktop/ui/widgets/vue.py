"""What every table and tree view of the house does: its look, its copy, its widths."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QTreeView

from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.colonne import ROLE_COPIE, ROLE_LIGNE, Colonne

__all__ = [
    "ROLE_LIGNE",
    "VueEchange",
    "apply_colonnes",
    "apply_largeurs",
    "configure_table",
    "copy_selection",
    "largeurs",
]


class VueEchange(QTableView):
    """A table that exchanges blocks of cells with a spreadsheet; « Édition » and its keys call these."""

    def copy(self) -> str:
        """Put the selection on the clipboard, and return it."""
        raise NotImplementedError

    def cut(self) -> None:
        """Copy, then empty."""
        raise NotImplementedError

    def paste(self) -> None:
        """Write what is on the clipboard from the current cell on."""
        raise NotImplementedError


def configure_table(vue: QTableView | QTreeView) -> None:
    """Give a view the look of the house (live with the zoom) and Ctrl+C as a table for a spreadsheet."""
    vue.setAlternatingRowColors(False)
    vue.setFrameShape(QFrame.Shape.NoFrame)
    vue.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    vue.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    vue.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    vue.setTextElideMode(Qt.TextElideMode.ElideRight)
    # Tab leaves the table: focus is never trapped; the arrows move inside.
    vue.setTabKeyNavigation(False)
    if isinstance(vue, QTableView):
        vue.setShowGrid(True)
        vue.setWordWrap(False)
        vue.setCornerButtonEnabled(False)
        vue.verticalHeader().hide()
        vue.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    else:
        vue.setUniformRowHeights(True)
        vue.setAllColumnsShowFocus(True)
    entete = _entete(vue)
    entete.setHighlightSections(False)
    entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    _add_copy(vue)
    theme.suivre(vue, lambda: _dress(vue))


def apply_colonnes(vue: QTableView | QTreeView, colonnes: Sequence[Colonne[Any]]) -> None:
    """First widths of the columns; ``resizeColumnsToContents`` would measure every row."""
    apply_largeurs(vue, [theme.px(colonne.largeur) for colonne in colonnes])


def apply_largeurs(vue: QTableView | QTreeView, valeurs: Sequence[int]) -> None:
    """Give the columns the widths remembered, in pixels; a list of another length comes from another version."""
    entete = _entete(vue)
    if len(valeurs) != entete.count():
        return
    for section, largeur in enumerate(valeurs):
        if largeur > 0:
            entete.resizeSection(section, largeur)


def largeurs(vue: QTableView | QTreeView) -> list[int]:
    """Widths of the columns, in pixels, to be remembered."""
    entete = _entete(vue)
    return [entete.sectionSize(section) for section in range(entete.count())]


def copy_selection(vue: QAbstractItemView) -> str:
    """Put the selection on the clipboard as tab-separated rows, and return it."""
    if isinstance(vue, VueEchange):
        return vue.copy()
    rangees: dict[tuple[int, ...], dict[int, str]] = {}
    for index in vue.selectedIndexes():
        rangees.setdefault(_chemin(index), {})[index.column()] = _cellule(index)
    colonnes = sorted({colonne for rangee in rangees.values() for colonne in rangee})
    texte = "\n".join("\t".join(rangees[cle].get(c, "") for c in colonnes) for cle in sorted(rangees))
    if texte:
        QGuiApplication.clipboard().setText(texte)
    return texte


def _add_copy(vue: QTableView | QTreeView) -> None:
    action = QAction("Copier", vue)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: copy_selection(vue))
    vue.addAction(action)


def _entete(vue: QTableView | QTreeView) -> QHeaderView:
    return vue.horizontalHeader() if isinstance(vue, QTableView) else vue.header()


def _dress(vue: QTableView | QTreeView) -> None:
    # The style sheet keeps what it is fed from going down: what paints and what is typed in take their font here.
    for cadre, police in (
        (vue, theme.police_tableau()),
        (_entete(vue), theme.police_tableau(0.95, gras=True)),
    ):
        cadre.setFont(police)
        cadre.viewport().setFont(police)
    vue.setIconSize(QSize(theme.px(16), theme.px(16)))
    if isinstance(vue, QTableView):
        vue.verticalHeader().setDefaultSectionSize(theme.px(30))
        vue.verticalHeader().setMinimumSectionSize(theme.px(24))
    else:
        vue.setIndentation(theme.px(18))


def _chemin(index: QModelIndex | QPersistentModelIndex) -> tuple[int, ...]:
    """Row numbers from the root: the order of the rows on screen."""
    if not index.isValid():
        return ()
    return (*_chemin(index.parent()), index.row())


def _cellule(index: QModelIndex) -> str:
    """Text of a cell on one line: a tab or a line end would shift the columns in the spreadsheet."""
    texte = index.data(ROLE_COPIE)
    return " ".join(str((index.data() if texte is None else texte) or "").split())
