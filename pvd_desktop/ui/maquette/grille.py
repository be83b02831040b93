"""The grid: the frozen view of the actions and the scrolling view of the figures, on one model and one selection."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from pvd_desktop.ui import theme
from pvd_desktop.ui.maquette.colonnes import FIGEES, NOM, NUMERO, colonnes
from pvd_desktop.ui.maquette.delegue import CHEVRON, MARGE, RETRAIT, DelegueGrille
from pvd_desktop.ui.maquette.entete import EnteteGroupee
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.maquette.vue import VueGrille
from pvd_desktop.ui.widgets.vue import configure_table

PART_FIGEE: Final = 0.4
"""Of the width, at most, for the frozen columns: the figures come first."""


class VueFigee(QTableView):
    """Numbers and names: the mouse selects rows and folds them; the keyboard stays in the figures."""

    pli_demande = Signal(int)
    ouverture_demandee = Signal()
    lignes_choisies = Signal(int, int)
    """From the anchor to the row under the mouse."""

    def __init__(self, modele: GrilleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modele = modele
        self._ancre = -1
        configure_table(self)
        self.setModel(modele)
        self.setItemDelegate(DelegueGrille(modele, self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoScroll(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Actions et opérations")

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        place = event.position().toPoint()
        row = self.rowAt(place.y())
        if row < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._is_chevron(place, row):
            self.pli_demande.emit(row)
            return
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or self._ancre < 0:
            self._ancre = row
        self.lignes_choisies.emit(self._ancre, row)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        row = self.rowAt(event.position().toPoint().y())
        if event.buttons() & Qt.MouseButton.LeftButton and row >= 0 and self._ancre >= 0:
            self.lignes_choisies.emit(self._ancre, row)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        row = self.rowAt(event.position().toPoint().y())
        if row < 0:
            return
        if self._modele.ligne(row).pliee is not None:
            self.pli_demande.emit(row)
        else:
            self.ouverture_demandee.emit()

    def _is_chevron(self, place: QPoint, row: int) -> bool:
        ligne = self._modele.ligne(row)
        if ligne.pliee is None or self.columnAt(place.x()) != NOM:
            return False
        debut = self.columnViewportPosition(NOM) + theme.px(RETRAIT) * max(0, ligne.niveau - 1)
        return place.x() <= debut + theme.px(MARGE * 2 + CHEVRON)


class Grille(QFrame):
    """Two views that scroll together."""

    largeurs_changed = Signal()
    pli_groupe_demande = Signal(str)

    def __init__(self, modele: GrilleModel, est_repliee: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modele = modele
        self._largeurs = [colonne.largeur for colonne in colonnes()]
        """In pixels at 100 %, hidden columns included."""
        self._pose = False
        self.figee = VueFigee(modele, self)
        self.vue = VueGrille(modele, self)
        self.figee.setSelectionModel(self.vue.selectionModel())
        self.entete, self._entete_figee = (EnteteGroupee(modele, est_repliee, vue) for vue in (self.vue, self.figee))
        self.vue.setHorizontalHeader(self.entete)
        self.figee.setHorizontalHeader(self._entete_figee)
        self._sous_figee = QWidget(self)
        self.setFocusProxy(self.vue)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_colonnes(self, visibles: Sequence[bool]) -> None:
        """Show these columns; the current cell goes to the first one when its own goes away."""
        for column, visible in enumerate(visibles):
            cachee = not visible or column in FIGEES
            if self.vue.isColumnHidden(column) != cachee:
                self.vue.setColumnHidden(column, cachee)
            cachee = column not in FIGEES
            if self.figee.isColumnHidden(column) != cachee:
                self.figee.setColumnHidden(column, cachee)
        courante = self.vue.currentIndex()
        if courante.isValid() and self.vue.isColumnHidden(courante.column()):
            montrees = self.vue.colonnes_visibles()
            self.vue.setCurrentIndex(self._modele.index(courante.row(), montrees[0]))
        self.entete.viewport().update()

    def largeurs(self) -> list[int]:
        """Widths of the columns in pixels at 100 %, hidden ones included, to be remembered."""
        return list(self._largeurs)

    def set_largeurs(self, valeurs: Sequence[int]) -> None:
        """Give the columns these widths, in pixels at 100 %; a list of another length comes from another version."""
        if len(valeurs) == len(colonnes()):
            self._largeurs = list(valeurs)
            self._apply()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_figee()

    def _lay_out(self) -> None:
        gauche = QVBoxLayout()
        gauche.setSpacing(0)
        gauche.addWidget(self.figee, 1)
        gauche.addWidget(self._sous_figee)
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addLayout(gauche)
        disposition.addWidget(self.vue, 1)

    def _connect(self) -> None:
        barres = self.vue.verticalScrollBar(), self.figee.verticalScrollBar()
        barres[0].valueChanged.connect(barres[1].setValue)
        barres[1].valueChanged.connect(barres[0].setValue)
        self.vue.horizontalScrollBar().valueChanged.connect(self.entete.set_decalage)
        self.figee.lignes_choisies.connect(self._on_figee_lignes_choisies)
        self.figee.pli_demande.connect(self.vue.pli_demande)
        self.figee.ouverture_demandee.connect(self.vue.ouverture_demandee)
        self.entete.pli_demande.connect(self.pli_groupe_demande)
        self.entete.sectionResized.connect(self._on_section_resized)
        self._entete_figee.sectionResized.connect(self._on_section_resized)
        self.vue.delegue().deplacement_demande.connect(self.vue.move_current)

    def _apply(self) -> None:
        self._pose = True
        for column, largeur in enumerate(self._largeurs):
            vue = self.figee if column in FIGEES else self.vue
            vue.setColumnWidth(column, theme.px(largeur))
        self._pose = False
        self._fit_figee()

    def _fit_figee(self) -> None:
        """The names give way on a narrow page."""
        numero = self.figee.columnWidth(NUMERO)
        place = round(self.width() * PART_FIGEE) - numero
        self._pose = True
        self.figee.setColumnWidth(NOM, max(theme.px(120), min(theme.px(self._largeurs[NOM]), place)))
        self._pose = False
        self.figee.setFixedWidth(numero + self.figee.columnWidth(NOM) + 1)

    def _on_section_resized(self, section: int, _avant: int, apres: int) -> None:
        # Hiding a column makes it zero wide: that is not a width to remember.
        if self._pose or not apres:
            return
        self._largeurs[section] = round(apres * 100 / theme.zoom())
        if section in FIGEES:
            self.figee.setFixedWidth(self.figee.columnWidth(NUMERO) + self.figee.columnWidth(NOM) + 1)
        self.largeurs_changed.emit()

    def _on_figee_lignes_choisies(self, ancre: int, row: int) -> None:
        self.vue.setFocus(Qt.FocusReason.MouseFocusReason)
        self.vue.select_rows(ancre, row)

    def _on_theme_changed(self) -> None:
        self._sous_figee.setFixedHeight(self.vue.horizontalScrollBar().sizeHint().height())
        self._apply()
