"""The grid of a month: arrows go from day to day, and from month to month at its edges."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from models.domain.jours import ajouter_mois
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.calendrier.lignes import ICONES
from pvd_desktop.ui.calendrier.mois_modele import ROLE_JOUR, Jour, MoisModel, borner

_PAS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MOIS: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class GrilleMois(QTableView):
    """One cell a day.

    Signals:
        jour_demande(date): go to this day, whatever its month.
        entree(): look into the day.
    """

    jour_demande = Signal(object)
    entree = Signal()

    def __init__(self, modele: MoisModel, aujourd_hui: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = modele
        self.setModel(modele)
        self.setItemDelegate(_DelegueJour(aujourd_hui, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for entete in (self.horizontalHeader(), self.verticalHeader()):
            entete.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            entete.setHighlightSections(False)
            entete.setMinimumSectionSize(theme.px(20))
        self.verticalHeader().hide()
        self.setAccessibleName("Mois")
        theme.suivre(self, self._on_theme_changed)

    def jour(self) -> date | None:
        """The day under the cursor."""
        index = self.currentIndex()
        return self.modele.jour(index).jour if index.isValid() else None

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        jour, touche = self.jour(), Qt.Key(event.key())
        if touche in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entree.emit()
        elif jour is not None and touche in _PAS:
            self.jour_demande.emit(borner(jour + timedelta(days=_PAS[touche])))
        elif jour is not None and touche in _MOIS:
            self.jour_demande.emit(borner(ajouter_mois(jour, _MOIS[touche])))
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        self.setFont(theme.police_tableau())
        self.horizontalHeader().setFont(theme.police_tableau(0.95, gras=True))
        self.viewport().update()


class _DelegueJour(QStyledItemDelegate):
    """Number of the day, name of the holiday, then as many échéances as there is room for."""

    def __init__(self, aujourd_hui: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._aujourd_hui = aujourd_hui

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        return QSize(theme.px(60), theme.px(44))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        jour = index.data(ROLE_JOUR)
        if not isinstance(jour, Jour):
            return
        # Typed by Qt as half of what an option of a cell is.
        zone: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        etat: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        choisi = bool(etat & QStyle.StateFlag.State_Selected)
        repos = bool(jour.ferie) or jour.jour.weekday() > 4
        painter.fillRect(zone, theme.couleur("selection" if choisi else "fond" if repos else "surface"))
        _paint_entete(painter, zone, jour, est_aujourd_hui=jour.jour == self._aujourd_hui)
        _paint_lignes(painter, zone, jour)
        if choisi and etat & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.couleur("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(zone.adjusted(1, 1, -1, -1))
        painter.restore()


def _paint_entete(painter: QPainter, zone: QRect, jour: Jour, *, est_aujourd_hui: bool) -> None:
    marge, cote = theme.px(6), theme.px(22)
    numero = QRect(zone.left() + marge, zone.top() + theme.px(3), cote, cote)
    if est_aujourd_hui:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.couleur("accent"))
        painter.drawEllipse(numero)
    painter.setPen(theme.couleur("sur_accent" if est_aujourd_hui else "texte" if jour.du_mois else "texte_discret"))
    painter.setFont(theme.police_tableau(gras=est_aujourd_hui))
    centre = Qt.AlignmentFlag.AlignCenter
    painter.drawText(numero, centre, str(jour.jour.day))
    if jour.ferie:
        painter.setFont(theme.police(0.85))
        painter.setPen(theme.couleur("texte_discret"))
        reste = QRect(numero.right() + theme.px(4), numero.top(), zone.right() - numero.right() - theme.px(10), cote)
        texte = painter.fontMetrics().elidedText(jour.ferie, Qt.TextElideMode.ElideRight, reste.width())
        painter.drawText(reste, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, texte)


def _paint_lignes(painter: QPainter, zone: QRect, jour: Jour) -> None:
    """State by its icon and its colour, then the title; what does not fit is counted."""
    marge, pas = theme.px(6), theme.px(19)
    haut = zone.top() + theme.px(27)
    place = max((zone.bottom() - haut) // pas, 0)
    montrees = jour.echeances if len(jour.echeances) <= place else jour.echeances[: max(place - 1, 0)]
    painter.setFont(theme.police(0.88))
    for echeance in montrees:
        cote = theme.px(14)
        painter.drawPixmap(zone.left() + marge, haut + theme.px(2), icones.pixmap(*ICONES[echeance.etat], 14))
        gauche = zone.left() + marge + cote + theme.px(4)
        ligne = QRect(gauche, haut, zone.right() - gauche - theme.px(4), pas)
        painter.setPen(theme.couleur("texte" if echeance.ouverte else "texte_discret"))
        texte = painter.fontMetrics().elidedText(echeance.intitule, Qt.TextElideMode.ElideRight, ligne.width())
        painter.drawText(ligne, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, texte)
        haut += pas
    if (reste := len(jour.echeances) - len(montrees)) > 0:
        ligne = QRect(zone.left() + marge, haut, zone.width() - 2 * marge, pas)
        painter.setPen(theme.couleur("accent"))
        mots = (
            f"+ {reste} autre{'s' if reste > 1 else ''}" if montrees else f"{reste} échéance{'s' if reste > 1 else ''}"
        )
        painter.drawText(ligne, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, mots)
