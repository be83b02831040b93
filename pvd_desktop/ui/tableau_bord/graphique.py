"""A chart in its card, and the same figures as a table: one button changes one for the other."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from pvd_desktop.documents.tree import Table
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.barres import Barre, Barres, Part
from pvd_desktop.ui.widgets.modele_table import TableModel
from pvd_desktop.ui.widgets.vue import configure_table

_RANG: Final = 28
_PREMIERE: Final = 150


class Carte(QFrame):
    """A title, and what is under it."""

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self.titre = QLabel(titre, self)
        self.tete = QHBoxLayout()
        self.tete.addWidget(self.titre)
        self.tete.addStretch(1)
        self.corps = QVBoxLayout(self)
        self.corps.addLayout(self.tete)
        theme.suivre(self, self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        marge = theme.px(14)
        self.corps.setContentsMargins(marge, theme.px(10), marge, theme.px(12))
        self.corps.setSpacing(theme.px(8))
        self.titre.setFont(theme.police(1.1, gras=True))


class Graphique(Carte):
    """The bars first; the table on demand."""

    def __init__(self, titre: str, parts: Sequence[Part], repere: str = "", parent: QWidget | None = None) -> None:
        super().__init__(titre, parent)
        self.barres = Barres(titre, parts, repere, self)
        self.vide = QLabel("Rien à montrer pour l’instant.", self)
        self.vide.setProperty("role", "discret")
        self._modele = TableModel(self)
        self.tableau = QTableView(self)
        configure_table(self.tableau)
        self.tableau.setModel(self._modele)
        self.tableau.setAccessibleName(titre)
        self.tableau.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bascule = QPushButton("Tableau", self)
        self.bascule.setCheckable(True)
        self.bascule.setProperty("role", "discret")
        self.bascule.setAccessibleName(f"Voir en tableau\u00a0: {titre}")
        self.bascule.setToolTip("Les mêmes chiffres en tableau, à copier")
        icones.poser(self.bascule, "colonnes", "texte_discret", 16)
        self.tete.addWidget(self.bascule)
        for widget in (self.barres, self.tableau, self.vide):
            self.corps.addWidget(widget)
        self.corps.addStretch(1)
        self._table: Table | None = None
        self.bascule.toggled.connect(self._choose)
        theme.suivre(self, self._fit)
        self._choose()

    def show_chiffres(self, barres: Sequence[Barre], table: Table | None) -> None:
        """Show these bars, and this table of the same figures."""
        self._table = table
        self.barres.show_barres(barres)
        if table is not None:
            self._modele.show_table(table)
            self._fit()
        self._choose()

    def _choose(self) -> None:
        plein, en_table = self._table is not None, self.bascule.isChecked()
        self.barres.setVisible(plein and not en_table)
        self.tableau.setVisible(plein and en_table)
        self.vide.setVisible(not plein)
        self.bascule.setVisible(plein)

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, not the table."""
        rangs = self._modele.rowCount()
        self.tableau.verticalHeader().setDefaultSectionSize(theme.px(_RANG))
        entete = self.tableau.horizontalHeader()
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self._modele.columnCount() > 2:
            entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.tableau.setColumnWidth(0, theme.px(_PREMIERE))
        self.tableau.setFixedHeight(theme.px(_RANG) * rangs + entete.sizeHint().height() + theme.px(18))
