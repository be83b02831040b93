"""How the planning is drawn; sizes, colours and fonts are read once for each appearance, not once for each bar."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from models.domain.suivi.planning import Barre, LignePlanning
from pvd_desktop.ui import theme
from pvd_desktop.ui.planning.echelle import Echelle

_GAUCHE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_COULEURS: Final = ("surface", "fond", "selection", "bordure", "bordure_champ", "texte", "texte_discret", "accent")


class Peintre:
    """The look of the planning in the appearance and the zoom in force."""

    def __init__(self) -> None:
        self.largeur_titres = theme.px(270)
        self.hauteur_entete = theme.px(34)
        self._voie, self._groupe, self._cote = theme.px(26), theme.px(30), theme.px(16)
        self._marge, self._mot, self._mot_min = theme.px(3), theme.px(6), theme.px(40)
        self._retraits = (theme.px(12), theme.px(20))
        couleurs: dict[str, QColor] = {nom: theme.couleur(nom) for nom in (*_COULEURS, "sur_accent", "erreur")}
        self._couleurs = couleurs
        self._fins = {nom: QPen(couleur, 1) for nom, couleur in couleurs.items()}
        self._points = QPen(couleurs["bordure"], 1, Qt.PenStyle.DotLine)
        self._choisi = QPen(couleurs["texte"], 2)
        self._jour = QPen(couleurs["erreur"], 1.5)
        # What is over is hatched: its colour alone would not say it.
        self._passe = QBrush(couleurs["texte_discret"], Qt.BrushStyle.BDiagPattern)
        self._prevu = QBrush(couleurs["accent"])
        self._police, self._titre = theme.police(0.88), theme.police()
        self._titre_groupe = theme.police(gras=True)
        self._temps, self._temps_fort = theme.police(0.92), theme.police(0.92, gras=True)
        self._mesure = QFontMetrics(self._police)

    def hauteur_de(self, ligne: LignePlanning) -> int:
        """Height of a row."""
        return self._groupe if ligne.fiche is None else self._voie * ligne.voies + 2 * self._marge

    def zone_barre(self, echelle: Echelle, barre: Barre, haut: float, gauche: float) -> QRectF:
        """Where a bar is drawn, time starting at ``gauche``; a jalon is a square on its day."""
        y = haut + self._marge + self._voie * barre.voie + (self._voie - self._cote) / 2
        x = gauche + echelle.x(barre.debut)
        if barre.est_jalon:
            return QRectF(x + (echelle.jour - self._cote) / 2, y, self._cote, self._cote)
        largeur = ((barre.fin - barre.debut).days + 1) * echelle.jour
        return QRectF(x, y, max(largeur, self._marge), self._cote)

    def paint_entete(self, painter: QPainter, echelle: Echelle, gauche: float, zone: QRectF) -> None:
        """The words of time; ``gauche`` is the time at the left of ``zone``."""
        painter.fillRect(zone, self._couleurs["surface"])
        painter.setClipRect(zone)
        reperes = list(echelle.reperes(gauche, gauche + zone.width()))
        bords = [zone.left() + echelle.x(repere.jour) - gauche for repere in reperes]
        for repere, x, suivant in zip(reperes, bords, (*bords[1:], zone.right()), strict=True):
            painter.setPen(self._fins["bordure_champ" if repere.fort else "bordure"])
            painter.drawLine(QPointF(x, zone.top()), QPointF(x, zone.bottom()))
            painter.setFont(self._temps_fort if repere.fort else self._temps)
            painter.setPen(self._fins["texte" if repere.fort else "texte_discret"])
            # The word of a month that began before the screen stays readable at its edge, until the next one takes it.
            debut = max(
                x, min(zone.left(), suivant - painter.fontMetrics().horizontalAdvance(repere.texte) - self._mot)
            )
            mot = QRectF(debut + self._mot, zone.top(), zone.width(), zone.height())
            painter.drawText(mot, _GAUCHE, repere.texte)
        painter.setClipping(False)
        painter.setPen(self._fins["bordure"])
        painter.drawLine(zone.bottomLeft(), zone.bottomRight())

    def paint_fond(self, painter: QPainter, echelle: Echelle, gauche: float, zone: QRectF, aujourd_hui: date) -> None:
        """The lines of time behind the rows, and today."""
        for repere in echelle.reperes(gauche, gauche + zone.width()):
            x = zone.left() + echelle.x(repere.jour) - gauche
            painter.setPen(self._fins["bordure"] if repere.fort else self._points)
            painter.drawLine(QPointF(x, zone.top()), QPointF(x, zone.bottom()))
        x = zone.left() + echelle.x(aujourd_hui) - gauche
        if zone.left() <= x <= zone.right():
            painter.setPen(self._jour)
            painter.drawLine(QPointF(x, zone.top()), QPointF(x, zone.bottom()))

    def paint_titre(self, painter: QPainter, ligne: LignePlanning, zone: QRectF, *, courante: bool) -> None:
        """The name of a row, at its left."""
        groupe = ligne.fiche is None
        painter.fillRect(zone, self._couleurs["selection" if courante else "fond" if groupe else "surface"])
        painter.setFont(self._titre_groupe if groupe else self._titre)
        painter.setPen(self._fins["texte"])
        mot = zone.adjusted(self._retraits[not groupe], 0, -self._mot, 0)
        texte = painter.fontMetrics().elidedText(ligne.titre, Qt.TextElideMode.ElideRight, int(mot.width()))
        painter.drawText(mot, _GAUCHE, texte)
        painter.setPen(self._fins["bordure"])
        painter.drawLine(zone.bottomLeft(), zone.bottomRight())
        painter.drawLine(zone.topRight(), zone.bottomRight())

    def paint_barre(
        self, painter: QPainter, barre: Barre, zone: QRectF, place: QRectF, *, passee: bool, choisie: bool
    ) -> None:
        """A bar, or the lozenge of a jalon, and its word as far as ``place`` goes (time in sight, next bar)."""
        painter.setPen(self._choisi if choisie else self._fins["texte_discret" if passee else "accent"])
        painter.setBrush(self._passe if passee else self._prevu)
        if barre.est_jalon:
            c, r = zone.center(), zone.width() / 2
            losange = [QPointF(c.x(), c.y() - r), QPointF(c.x() + r, c.y())]
            losange += [QPointF(c.x(), c.y() + r), QPointF(c.x() - r, c.y())]
            painter.drawPolygon(QPolygonF(losange))
        else:
            painter.drawRoundedRect(zone, self._marge, self._marge)
        self._paint_nom(painter, barre, zone, place, passee=passee)

    def _paint_nom(self, painter: QPainter, barre: Barre, zone: QRectF, place: QRectF, *, passee: bool) -> None:
        """Inside when it fits there, else beside."""
        nom = barre.phase.intitule or barre.phase.type.libelle
        painter.setFont(self._police)
        large = self._mesure.horizontalAdvance(nom) + 2
        dedans = zone.intersected(place).adjusted(self._mot, 0, -self._marge, 0)
        if not barre.est_jalon and not passee and large <= dedans.width():
            painter.setPen(self._fins["sur_accent"])
            painter.drawText(dedans, _GAUCHE, nom)
            return
        gauche = max(zone.right(), place.left()) + self._mot
        dehors = QRectF(gauche, zone.top(), place.right() - gauche - self._marge, zone.height())
        if zone.right() < place.left() or dehors.width() < min(large, self._mot_min):
            return
        painter.setPen(self._fins["texte"])
        painter.drawText(
            dehors, _GAUCHE, self._mesure.elidedText(nom, Qt.TextElideMode.ElideRight, int(dehors.width()))
        )
