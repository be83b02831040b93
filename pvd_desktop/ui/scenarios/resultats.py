"""What a scenario changes, in the tables of its document: totals, actions, years, points à vérifier."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import format_euros
from models.domain.plan_financement import ZERO
from models.domain.scenarios.comparaison import Compare, PosteCompare, TotauxCompares
from pvd_desktop.documents.builders.scenario_tables import ECART, libelle_base
from pvd_desktop.documents.tree import Euros, Table
from pvd_desktop.ui import theme
from pvd_desktop.ui.scenarios.calcul import Resultat
from pvd_desktop.ui.widgets.colonne import Index
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.modele_table import TableModel
from pvd_desktop.ui.widgets.vue import configure_table


class TableComparee(TableModel):
    """A difference stands out, and says in words which way it goes."""

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lu = super().data(index, role)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            ecart = self._ecart(index)
            if ecart is not None:
                return f"{ECART}\u00a0: {ecart}" if role == Qt.ItemDataRole.AccessibleTextRole else ecart
        elif role == Qt.ItemDataRole.ForegroundRole and self._ecart(index) not in {None, INCHANGE}:
            return theme.couleur("attention")
        return lu

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        lu = super().headerData(section, orientation, role)
        # A title under that of its group, which the columns of amounts have no room for on one line.
        return lu.replace(" · ", "\n") if role == Qt.ItemDataRole.DisplayRole and isinstance(lu, str) else lu

    def _ecart(self, index: Index) -> str | None:
        cellule = self.row(index.row()).cells[index.column()]
        if self.headerData(index.column(), Qt.Orientation.Horizontal) != ECART or not isinstance(cellule, Euros):
            return None
        return dire_ecart(Compare(ZERO, cellule.montant))


INCHANGE = "inchangé"


def dire_ecart(compare: Compare) -> str:
    """« 441 302,88 € de plus », « inchangé »."""
    if compare.ecart is None:
        return "inconnu" if compare.change else INCHANGE
    if not compare.ecart:
        return INCHANGE
    return f"{format_euros(abs(compare.ecart))} de {'plus' if compare.ecart > 0 else 'moins'}"


class VueTable(QTableView):
    """A table of the document, as wide as the page."""

    def __init__(self, nom: str, modele: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        configure_table(self)
        self._modele = modele
        self.setModel(modele)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(nom)
        self.horizontalHeader().setAccessibleName(f"Colonnes\u00a0: {nom}")
        theme.suivre(self, self.fit)

    def show_table(self, table: Table) -> None:
        """Show this one, its widths in proportion."""
        self._modele.show_table(table)
        self.fit()

    def set_lignes_hautes(self, hautes: bool) -> None:
        """Let a long text go to the next line, or be shortened."""
        self.setWordWrap(hautes)
        modes = QHeaderView.ResizeMode
        self.verticalHeader().setSectionResizeMode(modes.ResizeToContents if hautes else modes.Fixed)

    def fit(self) -> None:
        """Give each column its part; the widest takes what is left."""
        for colonne in range(self._modele.columnCount()):
            self.setColumnWidth(colonne, theme.px(1.25 * self._modele.largeur(colonne) + 16))
        parts = [self._modele.largeur(colonne) for colonne in range(self._modele.columnCount())]
        if parts:
            self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            self.horizontalHeader().setSectionResizeMode(parts.index(max(parts)), QHeaderView.ResizeMode.Stretch)


class BandeTotaux(QWidget):
    """What is to be found, and each figure that the scenario moves: always in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flux = FluxLayout(self, espace=20)
        self.chiffres = {poste: QLabel(self) for poste in PosteCompare}
        for libelle in self.chiffres.values():
            libelle.setTextFormat(Qt.TextFormat.PlainText)
            self._flux.addWidget(libelle)
        self.setAccessibleName("Totaux du plan avec le scénario")

    def show_totaux(self, totaux: TotauxCompares) -> None:
        """Show these."""
        for poste, libelle in self.chiffres.items():
            compare = totaux.poste(poste)
            nom = f"{poste.libelle} {libelle_base(totaux.avant)}" if poste is PosteCompare.COUT else poste.libelle
            ecart = dire_ecart(compare)
            libelle.setText(f"{nom}\u00a0: {format_euros(compare.apres)}\n{ecart}")
            libelle.setAccessibleName(f"{nom}\u00a0: {format_euros(compare.apres)}, {ecart}")
            libelle.setVisible(compare.change or poste is PosteCompare.A_TROUVER)
            theme.set_role(libelle, "attention" if compare.change else "discret")


class TotauxEtCharge(QWidget):
    """The totals of the plan on both sides, then its charge by year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.totaux = VueTable("Totaux du plan", TableComparee(self), self)
        self.par_annee = VueTable("Charge nette par an", TableComparee(self), self)
        self._titre = QLabel("Charge nette par an", self)
        self._sans_annee = QLabel(self)
        self._sans_annee.setWordWrap(True)
        self._sans_annee.setProperty("role", "discret")
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self.totaux, 1)
        self._colonne.addWidget(self._titre)
        self._colonne.addWidget(self.par_annee, 1)
        self._colonne.addWidget(self._sans_annee)
        theme.suivre(self, self._on_theme_changed)

    def show_resultat(self, resultat: Resultat) -> None:
        """Show these figures."""
        self.totaux.show_table(resultat.totaux)
        self.par_annee.setVisible(resultat.charges is not None)
        if resultat.charges is not None:
            self.par_annee.show_table(resultat.charges)
        self._sans_annee.setText(resultat.sans_annee)
        self._sans_annee.setVisible(resultat.charges is None)

    def _on_theme_changed(self) -> None:
        self._colonne.setContentsMargins(0, theme.px(8), 0, 0)
        self._colonne.setSpacing(theme.px(6))
        self._titre.setFont(theme.police(gras=True))
