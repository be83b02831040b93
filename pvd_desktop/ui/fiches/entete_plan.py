"""Header of the plan: shows and hides columns, gives them their widths, and takes those one draws."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeView

from pvd_desktop.ui import theme
from pvd_desktop.ui.fiches.colonnes_plan import INTITULE, NUMERO
from pvd_desktop.ui.fiches.colonnes_visibles import choose_for, share_out
from pvd_desktop.ui.widgets.arbre_fige import PART_FIGEE


class EntetePlan(QObject):
    """Columns follow the width of the list until one chooses some; then the list scrolls sideways if it must."""

    colonnes_changed = Signal()
    """Other columns were chosen, or none are any more."""
    largeurs_changed = Signal()
    """A width was drawn with the mouse."""
    menu_demande = Signal(QPoint)
    """Context menu of the header, at a global position."""

    def __init__(self, vue: QTreeView, largeurs: Sequence[int]) -> None:
        """``largeurs``: first widths, in pixels at 100 %."""
        super().__init__(vue)
        self._vue = vue
        self._initiales = tuple(largeurs)
        self._posees: dict[int, int] = {}
        self._choisies: frozenset[int] | None = None
        self._en_pose = False
        self._configure()

    def choisies(self) -> frozenset[int] | None:
        """The columns one chose; ``None`` while they follow the width."""
        return self._choisies

    def visibles(self) -> frozenset[int]:
        """The columns on screen."""
        return frozenset(c for c in range(len(self._initiales)) if not self._vue.isColumnHidden(c))

    def set_choisies(self, colonnes: frozenset[int] | None) -> None:
        """Show exactly these, or those there is room for."""
        if colonnes == self._choisies:
            return
        self._choisies = colonnes
        self.fit()
        self.colonnes_changed.emit()

    def toggle(self, colonne: int) -> None:
        """Show or hide one, the others staying as they are; an order whose reason is not on screen ends with it."""
        if colonne == self._vue.header().sortIndicatorSection() and not self._vue.isColumnHidden(colonne):
            self._vue.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.set_choisies(self.visibles() ^ {colonne})

    def show_colonne(self, colonne: int) -> None:
        """Bring one on screen if it is not."""
        if self._vue.isColumnHidden(colonne):
            self.toggle(colonne)

    def reset(self) -> None:
        """Columns and widths as at the first start."""
        self._posees.clear()
        self._choisies = None
        self.fit()
        self.colonnes_changed.emit()
        self.largeurs_changed.emit()

    def posees(self) -> list[int]:
        """Widths drawn with the mouse, in pixels at 100 %; 0 for the others."""
        return [self._posees.get(colonne, 0) for colonne in range(len(self._initiales))]

    def set_posees(self, largeurs: Sequence[int]) -> None:
        """Take widths that were remembered; a list of another length comes from another version."""
        if len(largeurs) == len(self._initiales):
            self._posees = {colonne: largeur for colonne, largeur in enumerate(largeurs) if largeur > 0}
            self.fit()

    def fit(self) -> None:
        """Fill the width of the list."""
        largeurs = [self._posees.get(colonne, initiale) for colonne, initiale in enumerate(self._initiales)]
        place = self._vue.viewport().width() * 100 // theme.zoom()
        visibles = self._choisies or choose_for(place, largeurs)
        # However narrow the list, one sees what decides of its order.
        visibles |= {c for c in (self._vue.header().sortIndicatorSection(),) if c >= 0}
        titre = largeurs[INTITULE] // 2
        if self._choisies is not None:
            # What one chose stays as wide as it is: the list scrolls rather than squeeze the names, which stay in
            # sight as long as they leave some room for the rest.
            titre = max(titre, min(largeurs[INTITULE], int(place * PART_FIGEE) - largeurs[NUMERO]))
        donnees = share_out(visibles, place, largeurs, self._posees, titre=titre)
        entete = self._vue.header()
        self._en_pose = True
        for colonne in range(len(self._initiales)):
            self._vue.setColumnHidden(colonne, colonne not in visibles)
            if colonne in donnees and colonne != INTITULE:
                entete.resizeSection(colonne, theme.px(donnees[colonne]))
        # To the pixel: what rounding leaves would make the list scroll.
        reste = self._vue.viewport().width() - sum(theme.px(largeur) for c, largeur in donnees.items() if c != INTITULE)
        entete.resizeSection(INTITULE, max(reste, theme.px(titre)))
        self._en_pose = False

    def _configure(self) -> None:
        entete = self._vue.header()
        entete.setStretchLastSection(False)
        entete.setMinimumSectionSize(theme.px(28))
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        entete.setSectionResizeMode(INTITULE, QHeaderView.ResizeMode.Fixed)
        entete.setSectionsMovable(False)
        entete.setSortIndicatorClearable(True)
        entete.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        entete.setAccessibleName("Colonnes du plan d’action")
        entete.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        entete.customContextMenuRequested.connect(self._on_menu_requested)
        entete.sectionResized.connect(self._on_section_resized)

    def _on_section_resized(self, colonne: int, _avant: int, largeur: int) -> None:
        if self._en_pose or not largeur:
            return
        self._posees[colonne] = max(1, round(largeur * 100 / theme.zoom()))
        self.fit()
        self.largeurs_changed.emit()

    def _on_menu_requested(self, position: QPoint) -> None:
        self.menu_demande.emit(self._vue.header().viewport().mapToGlobal(position))
