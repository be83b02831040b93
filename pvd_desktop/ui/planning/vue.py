"""The planning as a view: bars that are dragged and stretched, by the mouse or by the keyboard."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from models.domain.formats import format_date
from models.domain.suivi.planning import Barre, LignePlanning, deplacer, etirer, periode
from models.domain.uids import Uid
from pvd_desktop.ui import theme
from pvd_desktop.ui.planning.echelle import Echelle, Zoom
from pvd_desktop.ui.planning.peinture import Peintre

_BORD: Final = 6
"""Pixels at 100 %, at each end of a bar, that stretch it."""
_SEMAINE: Final = 7
_TITRES_MAX: Final = 0.4
"""Share of the view that the names may take."""


@dataclass(slots=True)
class _Geste:
    """A drag under way."""

    ligne: int
    barre: Barre
    depart: float
    partie: str
    """« debut », « fin » or « tout »."""
    jours: int = 0


class VuePlanning(QAbstractScrollArea):
    """Only the rows in sight are drawn, so that a plan of any size scrolls at once."""

    dates_voulues = Signal(object, object, object)
    """The phase, its new first day and its new last day."""
    ouverture_demandee = Signal(object, object)
    """The fiche and the phase to open."""
    zoom_demande = Signal(object)

    def __init__(self, aujourd_hui: date, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aujourd_hui, self._editable = aujourd_hui, editable
        self._lignes: tuple[LignePlanning, ...] = ()
        self._hauts: list[int] = [0]
        self._zoom = Zoom.TRIMESTRE
        self._choix: tuple[int, Uid | None] = (0, None)
        """The current row, and its phase."""
        self._geste: _Geste | None = None
        self._peintre = Peintre()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._echelle = self._make_echelle()
        theme.suivre(self, self._on_theme_changed)

    @property
    def echelle(self) -> Echelle:
        """Days to pixels."""
        return self._echelle

    @property
    def lignes(self) -> tuple[LignePlanning, ...]:
        """The rows shown."""
        return self._lignes

    @property
    def barre(self) -> Barre | None:
        """The current bar."""
        ligne, uid = self._choix
        barres = self._lignes[ligne].barres if ligne < len(self._lignes) else ()
        return next((barre for barre in barres if barre.phase.uid == uid), None)

    def show_lignes(self, lignes: Sequence[LignePlanning]) -> None:
        """Show these; what was chosen and where one was stay."""
        avant = self._echelle.premier
        fiche = self._fiche_de(self._choix[0])
        self._lignes, self._geste = tuple(lignes), None
        rang = next((r for r, ligne in enumerate(lignes) if fiche and ligne.fiche and ligne.fiche.uid == fiche), 0)
        self._choix = rang, self._choix[1]
        self._echelle = self._make_echelle()
        self._measure()
        decalage = round((avant - self._echelle.premier).days * self._echelle.jour)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + decalage)
        self._say()

    def set_zoom(self, zoom: Zoom) -> None:
        """Another zoom, around the same day."""
        centre = self._echelle.date_en(self._gauche + self._temps.width() / 2)
        self._zoom = zoom
        self._echelle = self._make_echelle()
        self._measure()
        self.center_on(centre)

    def center_on(self, jour: date) -> None:
        """Bring a day to the middle."""
        self.horizontalScrollBar().setValue(round(self._echelle.x(jour) - self._temps.width() / 2))
        self.viewport().update()

    def select(self, phase: Uid) -> bool:
        """Choose a phase and bring it in sight; ``False`` when it is not there."""
        for rang, ligne in enumerate(self._lignes):
            for barre in ligne.barres:
                if barre.phase.uid == phase:
                    self._choose(rang, barre)
                    return True
        return False

    def zone_de(self, rang: int, barre: Barre) -> QRectF:
        """Where a bar stands in the viewport."""
        return self._peintre.zone_barre(self._echelle, barre, self._haut(rang), self._temps.left() - self._gauche)

    @property
    def _temps(self) -> QRectF:
        """Where the bars are drawn: right of the names, under the words of time."""
        gauche, haut = self._largeur_titres, self._peintre.hauteur_entete
        taille = self.viewport().size()
        return QRectF(gauche, haut, max(taille.width() - gauche, 1), max(taille.height() - haut, 1))

    @property
    def _largeur_titres(self) -> float:
        return min(self._peintre.largeur_titres, self.viewport().width() * _TITRES_MAX)

    @property
    def _gauche(self) -> int:
        return self.horizontalScrollBar().value()

    def _haut(self, rang: int) -> int:
        return self._hauts[rang] - self.verticalScrollBar().value() + self._peintre.hauteur_entete

    def _make_echelle(self) -> Echelle:
        premier, dernier = periode(self._lignes, self._aujourd_hui)
        return Echelle(premier, dernier, self._zoom, max(theme.px(1000) / 1000 * self._zoom.pixels, 0.1))

    def _measure(self) -> None:
        self._hauts = [0, *accumulate(map(self._peintre.hauteur_de, self._lignes))]
        temps = self._temps
        for barre, total, vu in (
            (self.horizontalScrollBar(), self._echelle.largeur, temps.width()),
            (self.verticalScrollBar(), self._hauts[-1], temps.height()),
        ):
            barre.setRange(0, max(round(total - vu), 0))
            barre.setPageStep(round(vu))
            barre.setSingleStep(theme.px(26))
        self.viewport().update()

    def _visibles(self) -> range:
        haut = self.verticalScrollBar().value()
        premiere = max(bisect_right(self._hauts, haut) - 1, 0)
        derniere = bisect_right(self._hauts, haut + self._temps.height())
        return range(premiere, min(derniere, len(self._lignes)))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter, peintre = QPainter(self.viewport()), self._peintre
        temps, largeur, visibles = self._temps, self._largeur_titres, self._visibles()
        painter.fillRect(self.viewport().rect(), theme.couleur("surface"))
        painter.setClipRect(temps)
        peintre.paint_fond(painter, self._echelle, self._gauche, temps, self._aujourd_hui)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        choisie = self.barre if self.hasFocus() else None
        for rang in visibles:
            self._paint_barres(painter, rang, temps, choisie)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setClipRect(QRectF(0, temps.top(), largeur, temps.height()))
        for rang in visibles:
            zone = QRectF(0, self._haut(rang), largeur, self._hauts[rang + 1] - self._hauts[rang])
            peintre.paint_titre(painter, self._lignes[rang], zone, courante=self.hasFocus() and rang == self._choix[0])
        painter.setClipping(False)
        painter.fillRect(QRectF(0, 0, largeur, temps.top()), theme.couleur("surface"))
        peintre.paint_entete(painter, self._echelle, self._gauche, QRectF(largeur, 0, temps.width(), temps.top()))
        painter.end()

    def _paint_barres(self, painter: QPainter, rang: int, temps: QRectF, choisie: Barre | None) -> None:
        suivantes: dict[int, float] = {}
        haut, gauche, geste = self._haut(rang), temps.left() - self._gauche, self._geste
        # From the last to the first: the word of a bar stops where the next one of its lane begins.
        for barre in reversed(self._lignes[rang].barres):
            montree = self._apercu(geste) if geste is not None and geste.barre is barre else barre
            zone = self._peintre.zone_barre(self._echelle, montree, haut, gauche)
            droite = suivantes.get(barre.voie, temps.right())
            suivantes[barre.voie] = zone.left()
            if zone.right() < temps.left() or zone.left() > temps.right():
                continue
            place = QRectF(temps.left(), zone.top(), max(droite - temps.left(), 0), zone.height())
            passee = montree.fin < self._aujourd_hui
            self._peintre.paint_barre(painter, montree, zone, place, passee=passee, choisie=barre is choisie)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        trouve = self._sous(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or trouve is None:
            rang = self._rang_en(event.position().y())
            if rang is not None:
                self._choose(rang, None)
            return
        rang, barre = trouve
        self._choose(rang, barre, defiler=False)
        if self._editable:
            partie = self._partie(self.zone_de(rang, barre), barre, event.position())
            self._geste = _Geste(rang, barre, event.position().x(), partie)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        geste = self._geste
        if geste is None:
            self._show_curseur(event.position())
            return
        geste.jours = round((event.position().x() - geste.depart) / self._echelle.jour)
        self.viewport().setToolTip("")
        self._say()
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        geste, self._geste = self._geste, None
        if geste is not None and geste.jours:
            self._emit(geste)
        self.viewport().update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        rang = self._rang_en(event.position().y())
        if rang is not None:
            self._open(rang)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        touche, modif = Qt.Key(event.key()), event.modifiers()
        if touche == Qt.Key.Key_Escape and self._geste is not None:
            self._geste = None
            self.viewport().update()
        elif touche in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self._choix[0])
        elif touche in {Qt.Key.Key_Plus, Qt.Key.Key_Minus} and not modif & Qt.KeyboardModifier.ControlModifier:
            self._step_zoom(1 if touche == Qt.Key.Key_Plus else -1)
        elif touche in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step_ligne(1 if touche == Qt.Key.Key_Down else -1)
        elif touche in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._on_fleche(1 if touche == Qt.Key.Key_Right else -1, modif)
        else:
            super().keyPressEvent(event)

    def _on_fleche(self, sens: int, modif: Qt.KeyboardModifier) -> None:
        """Alone, to the next bar; with Alt, the bar moves by a week; with Shift, its end does; Ctrl makes it a day."""
        alt, maj = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        if not modif & (alt | maj):
            self._step_barre(sens)
            return
        barre = self.barre
        if barre is None or not self._editable:
            return
        jours = sens * (1 if modif & Qt.KeyboardModifier.ControlModifier else _SEMAINE)
        partie = "fin" if modif & maj and not barre.est_jalon else "tout"
        self._emit(_Geste(self._choix[0], barre, 0.0, partie, jours))

    def _step_zoom(self, sens: int) -> None:
        rang = list(Zoom).index(self._zoom) - sens
        if 0 <= rang < len(Zoom):
            self.zoom_demande.emit(list(Zoom)[rang])

    def _step_ligne(self, sens: int) -> None:
        rang = self._choix[0] + sens
        if 0 <= rang < len(self._lignes):
            barres = self._lignes[rang].barres
            self._choose(rang, barres[0] if barres else None)

    def _step_barre(self, sens: int) -> None:
        ligne = self._lignes[self._choix[0]] if self._choix[0] < len(self._lignes) else None
        if ligne is None or not ligne.barres:
            return
        barre = self.barre
        rang = ligne.barres.index(barre) + sens if barre else 0
        if 0 <= rang < len(ligne.barres):
            self._choose(self._choix[0], ligne.barres[rang])

    def _choose(self, rang: int, barre: Barre | None, *, defiler: bool = True) -> None:
        self._choix = rang, barre.phase.uid if barre else None
        if defiler:
            self._reveal(rang, barre)
        self._say()
        self.viewport().update()

    def _reveal(self, rang: int, barre: Barre | None) -> None:
        temps, vertical = self._temps, self.verticalScrollBar()
        haut, bas = self._hauts[rang], self._hauts[rang + 1]
        vertical.setValue(min(max(vertical.value(), round(bas - temps.height())), haut))
        if barre is not None and not temps.adjusted(0, 0, 0, theme.px(40)).intersects(self.zone_de(rang, barre)):
            self.center_on(barre.debut)

    def _emit(self, geste: _Geste) -> None:
        debut, fin = self._dates(geste)
        if (debut, fin) != (geste.barre.phase.debut, geste.barre.phase.fin):
            self.dates_voulues.emit(geste.barre.phase, debut, fin)

    def _dates(self, geste: _Geste) -> tuple[date | None, date | None]:
        phase = geste.barre.phase
        if geste.partie == "tout":
            return deplacer(phase, geste.jours)
        return etirer(phase, geste.jours, au_debut=geste.partie == "debut")

    def _apercu(self, geste: _Geste) -> Barre:
        connus = sorted(jour for jour in self._dates(geste) if jour is not None)
        return Barre(geste.barre.phase, connus[0], connus[-1], geste.barre.voie)

    def _partie(self, zone: QRectF, barre: Barre, point: QPointF) -> str:
        bord = min(theme.px(_BORD), zone.width() / 3)
        if barre.est_jalon or not (zone.left() + bord > point.x() or zone.right() - bord < point.x()):
            return "tout"
        return "debut" if point.x() < zone.center().x() else "fin"

    def _sous(self, point: QPointF) -> tuple[int, Barre] | None:
        rang = self._rang_en(point.y())
        if rang is None or not self._temps.contains(point):
            return None
        barres = reversed(self._lignes[rang].barres)
        return next(((rang, barre) for barre in barres if self.zone_de(rang, barre).contains(point)), None)

    def _rang_en(self, y: float) -> int | None:
        place = y - self._peintre.hauteur_entete + self.verticalScrollBar().value()
        rang = bisect_right(self._hauts, place) - 1
        return rang if y >= self._peintre.hauteur_entete and 0 <= rang < len(self._lignes) else None

    def _show_curseur(self, point: QPointF) -> None:
        trouve = self._sous(point)
        if trouve is None:
            self.viewport().unsetCursor()
            self.viewport().setToolTip("")
            return
        rang, barre = trouve
        partie = self._partie(self.zone_de(rang, barre), barre, point)
        if self._editable:
            formes = Qt.CursorShape
            self.viewport().setCursor(formes.OpenHandCursor if partie == "tout" else formes.SizeHorCursor)
        self.viewport().setToolTip(phrase_barre(barre))

    def _open(self, rang: int) -> None:
        if rang < len(self._lignes) and (fiche := self._lignes[rang].fiche) is not None:
            barre = self.barre if rang == self._choix[0] else None
            self.ouverture_demandee.emit(fiche, barre.phase if barre else None)

    def _fiche_de(self, rang: int) -> Uid | None:
        fiche = self._lignes[rang].fiche if rang < len(self._lignes) else None
        return fiche.uid if fiche else None

    def _say(self) -> None:
        rang = self._choix[0]
        ligne = self._lignes[rang] if rang < len(self._lignes) else None
        barre = self._apercu(self._geste) if self._geste else self.barre
        mots = [ligne.titre if ligne else "", phrase_barre(barre) if barre else ""]
        self.setAccessibleName(". ".join(["Planning", *filter(None, mots)]))

    def _on_theme_changed(self) -> None:
        self._peintre = Peintre()
        self._echelle = self._make_echelle()
        self._measure()


def phrase_barre(barre: Barre) -> str:
    """« Travaux, du 11/01/2027 au 31/08/2028 »."""
    nom = barre.phase.intitule or barre.phase.type.libelle
    if barre.est_jalon:
        return f"{nom}, le {format_date(barre.debut)}"
    return f"{nom}, du {format_date(barre.debut)} au {format_date(barre.fin)}"
