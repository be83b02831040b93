"""Left of the page: the outline of the convention, and the acts on what it lists."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.convention.lignes import Genre, Ligne
from pvd_desktop.ui.widgets.anneau import paint_anneau
from pvd_desktop.ui.widgets.colonne import ROLE_LIGNE, Colonne, Index
from pvd_desktop.ui.widgets.focus import paint_row_focus
from pvd_desktop.ui.widgets.tables import LignesModel

_OUTILS: Final = (
    ("monter", "Monter (Alt+↑)", "monter"),
    ("descendre", "Descendre (Alt+↓)", "descendre"),
    ("supprimer", "Supprimer (Suppr)", "supprimer"),
)
_COLONNE: Final = Colonne[Ligne](
    titre="Plan", texte=lambda ligne: ligne.titre, accessible=lambda ligne: ligne.accessible
)


class _Delegue(QStyledItemDelegate):
    """Indents the parts of an article and draws how complete each row is."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        ligne = index.data(ROLE_LIGNE)
        if not isinstance(ligne, Ligne):
            return
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.couleur("survol"))
        cote = theme.px(16)
        cadre = QRectF(0, 0, cote, cote)
        cadre.moveCenter(QRectF(rect).center())
        cadre.moveRight(rect.right() - theme.px(10))
        if ligne.total:
            paint_anneau(painter, cadre, ligne.fraction)
        zone = rect.adjusted(theme.px(12 if ligne.niveau == 1 else 28), 0, -cote - theme.px(18), 0)
        painter.setFont(theme.police(gras=ligne.niveau == 1 and ligne.article is not None))
        painter.setPen(theme.couleur("texte"))
        texte = QFontMetrics(painter.font()).elidedText(ligne.titre, Qt.TextElideMode.ElideRight, zone.width())
        painter.drawText(zone, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), texte)
        paint_row_focus(painter, option)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(theme.px(120), theme.px(32))


class PlanConvention(QFrame):
    """Signals: ligne_changed(Ligne) is another row, or another state of it; the others ask for an act on a row."""

    ligne_changed = Signal(object)
    partie_demandee = Signal()
    article_demande = Signal(object)
    """(Ligne): insert an article after this one."""
    deplacement_demande = Signal(object, int)
    suppression_demandee = Signal(object)

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = editable
        self.modele = LignesModel((_COLONNE,), lambda ligne: ligne.cle, parent=self)
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def set_lignes(self, lignes: Sequence[Ligne]) -> None:
        """Show these rows, the selection staying where it was or going to the row that took its place."""
        rang = self.vue.currentIndex().row()
        self.modele.set_lignes(lignes)
        if not self.vue.currentIndex().isValid() and lignes:
            self.vue.setCurrentIndex(self.modele.index(min(max(rang, 0), len(lignes) - 1), 0))
        self._on_current_changed()

    def ligne(self) -> Ligne | None:
        """The row selected."""
        index = self.vue.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    def select(self, cle: str) -> bool:
        """Select a row; ``False`` when it is not there."""
        rang = self.modele.row_of(cle)
        if rang >= 0:
            self.vue.setCurrentIndex(self.modele.index(rang, 0))
        return rang >= 0

    def boutons(self) -> dict[str, QPushButton | QToolButton]:
        """« partie », « article », « monter », « descendre », « supprimer »."""
        return {"partie": self._partie, "article": self._article, **self._outils}

    def _create_fields(self) -> None:
        self.vue = QListView(self)
        self.vue.setModel(self.modele)
        self.vue.setItemDelegate(_Delegue(self.vue))
        self.vue.setFrameShape(QFrame.Shape.NoFrame)
        self.vue.setUniformItemSizes(True)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.vue.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vue.setMouseTracking(True)
        self.vue.setAccessibleName("Plan de la convention")
        self._partie = QPushButton("Partie", self)
        self._partie.setAccessibleName("Ajouter une partie à la convention")
        self._partie.setToolTip("Ajouter une partie à la convention")
        self._article = QPushButton("Article", self)
        self._article.setAccessibleName("Insérer un article après celui qui est choisi")
        self._article.setToolTip("Insérer un article après celui qui est choisi")
        for bouton in (self._partie, self._article):
            bouton.setProperty("role", "discret")
            icones.poser(bouton, "ajouter", "accent", 16)
        self._outils: dict[str, QPushButton | QToolButton] = {}
        for nom, aide, icone in _OUTILS:
            outil = QToolButton(self)
            outil.setToolTip(aide)
            outil.setAccessibleName(f"{aide.partition(' (')[0]}, plan de la convention")
            icones.poser(outil, icone, "texte_discret", 16)
            self._outils[nom] = outil
        for widget in self.boutons().values():
            widget.setVisible(self._editable)

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        self._pied.addWidget(self._partie)
        self._pied.addWidget(self._article)
        self._pied.addStretch(1)
        for outil in self._outils.values():
            self._pied.addWidget(outil)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(0, 0, 0, 0)
        self._disposition.setSpacing(0)
        self._disposition.addWidget(self.vue, 1)
        self._disposition.addLayout(self._pied)

    def _connect(self) -> None:
        self.vue.selectionModel().currentChanged.connect(self._on_current_changed)
        self._partie.clicked.connect(self.partie_demandee)
        self._article.clicked.connect(lambda: self.article_demande.emit(self.ligne()))
        self._outils["monter"].clicked.connect(lambda: self._move(-1))
        self._outils["descendre"].clicked.connect(lambda: self._move(1))
        self._outils["supprimer"].clicked.connect(self._remove)
        if self._editable:
            for touches, slot in (
                ("Alt+Up", lambda: self._move(-1)),
                ("Alt+Down", lambda: self._move(1)),
                ("Del", self._remove),
            ):
                QShortcut(QKeySequence(touches), self.vue, slot, context=Qt.ShortcutContext.WidgetShortcut)

    def _move(self, pas: int) -> None:
        if self._outils["monter" if pas < 0 else "descendre"].isEnabled():
            self.deplacement_demande.emit(self.ligne(), pas)

    def _remove(self) -> None:
        if self._outils["supprimer"].isEnabled():
            self.suppression_demandee.emit(self.ligne())

    def _on_current_changed(self) -> None:
        ligne = self.ligne()
        if ligne is None:
            return
        # A standard article has its place, and « Revenir au texte type » instead of a deletion.
        propre = ligne.genre is Genre.PARTIE or (ligne.article is not None and not ligne.article.cle)
        for outil in self._outils.values():
            outil.setEnabled(propre)
        self._article.setEnabled(ligne.genre is Genre.ARTICLE)
        self.ligne_changed.emit(ligne)

    def _on_theme_changed(self) -> None:
        marge = theme.px(6)
        self._pied.setContentsMargins(marge, marge, marge, marge)
        self._pied.setSpacing(theme.px(2))
        self.vue.doItemsLayout()
