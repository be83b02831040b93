"""The blocks of a document on the screen, as they are written: its tables, its fields and its remarks, to be read."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.documents.cells import text_of
from pvd_desktop.documents.tree import (
    Align,
    Block,
    Column,
    Fields,
    Heading,
    KeepTogether,
    Notice,
    Paragraph,
    ParagraphKind,
    Row,
    Table,
)
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.modele_table import TableModel
from pvd_desktop.ui.widgets.vue import configure_table


class _Modele(TableModel):
    """What a title says in brackets goes under it: the columns of amounts have no room for it on one line."""

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lu = super().headerData(section, orientation, role)
        return lu.replace(" (", "\n(") if role == Qt.ItemDataRole.DisplayRole and isinstance(lu, str) else lu


class TableLue(QTableView):
    """As high as its rows, as wide as its place: the page scrolls, not the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = _Modele(self)
        configure_table(self)
        self.setModel(self.modele)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.suivre(self, self._fit)

    def show_table(self, table: Table, *, titres: bool = True) -> None:
        """Show this one; ``titres`` says its columns."""
        self.setAccessibleName(table.summary)
        self.horizontalHeader().setAccessibleName(f"Colonnes\u00a0: {table.summary}")
        self.horizontalHeader().setVisible(titres)
        self.modele.show_table(table)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        nombre = self.modele.columnCount()
        if not nombre:
            return
        parts = [self.modele.largeur(colonne) for colonne in range(nombre)]
        place = max(self.viewport().width(), theme.px(420))
        for colonne, part in enumerate(parts):
            self.setColumnWidth(colonne, int(place * part / sum(parts)))
        self.resizeRowsToContents()
        entete = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        barre = self.horizontalScrollBar()
        pied = barre.sizeHint().height() if self.viewport().width() < theme.px(420) else 0
        hauteur = entete + self.verticalHeader().length() + pied + 2
        if self.height() != hauteur or self.minimumHeight() != hauteur:
            self.setFixedHeight(hauteur)


class VueBlocs(QWidget):
    """Widgets are kept from one version to the next: nothing jumps when a figure changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        theme.suivre(self, lambda: self._colonne.setSpacing(theme.px(10)))

    def show_blocs(self, blocs: Iterable[Block]) -> None:
        """Show these, in order."""
        plats = [bloc for bloc in _plats(blocs) if isinstance(bloc, Table | Fields | Heading | Paragraph | Notice)]
        for rang, bloc in enumerate(plats):
            self._show_bloc(rang, bloc)
        while len(self._widgets) > len(plats):
            widget = self._widgets.pop()
            widget.hide()
            widget.deleteLater()

    def tables(self) -> tuple[TableLue, ...]:
        """The tables shown."""
        return tuple(widget for widget in self._widgets if isinstance(widget, TableLue))

    def textes(self) -> tuple[str, ...]:
        """The remarks shown."""
        return tuple(widget.text() for widget in self._widgets if isinstance(widget, QLabel))

    def _show_bloc(self, rang: int, bloc: Table | Fields | Heading | Paragraph | Notice) -> None:
        classe = TableLue if isinstance(bloc, Table | Fields) else QLabel
        if rang < len(self._widgets) and not isinstance(self._widgets[rang], classe):
            self._widgets[rang].hide()
            self._widgets.pop(rang).deleteLater()
        elif rang < len(self._widgets):
            self._fill(self._widgets[rang], bloc)
            return
        widget = classe(self)
        self._widgets.insert(rang, widget)
        self._colonne.insertWidget(rang, widget)
        self._fill(widget, bloc)
        widget.show()

    def _fill(self, widget: QWidget, bloc: Table | Fields | Heading | Paragraph | Notice) -> None:
        if isinstance(widget, TableLue):
            if isinstance(bloc, Table):
                widget.show_table(bloc)
            elif isinstance(bloc, Fields):
                widget.show_table(_table(bloc), titres=False)
            return
        assert isinstance(widget, QLabel)
        widget.setWordWrap(True)
        widget.setTextFormat(Qt.TextFormat.PlainText)
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if isinstance(bloc, Heading):
            widget.setText(bloc.text)
            widget.setFont(theme.police(1.1, gras=True))
            theme.set_role(widget, "")
        elif isinstance(bloc, Paragraph | Notice):
            widget.setText(text_of(bloc.runs))
            widget.setFont(theme.police())
            manque = isinstance(bloc, Paragraph) and bloc.kind is ParagraphKind.MISSING
            theme.set_role(widget, "erreur" if manque else "discret")


def _plats(blocs: Iterable[Block]) -> Iterator[Block]:
    for bloc in blocs:
        if isinstance(bloc, KeepTogether):
            yield from _plats(bloc.blocks)
        else:
            yield bloc


def _table(champs: Fields) -> Table:
    colonnes = (Column("Ligne", 3), Column("Valeur", 2, Align.NUMBER))
    return Table(colonnes, tuple(Row((champ.label, champ.value)) for champ in champs.rows), champs.summary)
