"""A badge: the state of a thing by its word, its icon and its colour together."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from models.domain.vocabulaire import EtatFinancement, Meteo, StatutAction
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.niveau import Niveau


def niveau_statut(statut: StatutAction) -> Niveau | None:
    """Level of the badge of an action; ``None`` for a neutral one."""
    match statut:
        case StatutAction.TERMINEE:
            return Niveau.SUCCES
        case StatutAction.ENGAGEE | StatutAction.EN_COURS:
            return Niveau.INFORMATION
        case StatutAction.SUSPENDUE:
            return Niveau.ATTENTION
        case _:
            return None


def niveau_etat(etat: EtatFinancement) -> Niveau | None:
    """Level of the badge of a financement."""
    if etat.est_acquis:
        return Niveau.SUCCES
    if etat.est_sollicite:
        return Niveau.INFORMATION
    return Niveau.ERREUR if etat is EtatFinancement.REFUSE else None


def icone_meteo(meteo: Meteo) -> str:
    """Name of the icon of a météo."""
    return meteo.value


def paint_pastille(painter: QPainter, rect: QRectF, texte: str, niveau: Niveau | None, icone: str = "") -> None:
    """Draw a badge inside ``rect`` (for delegates too)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = niveau.value if niveau else "texte_discret"
    fond = f"fond_{niveau.value}" if niveau else "fond"
    painter.setBrush(theme.couleur(fond))
    painter.setPen(QPen(theme.couleur(niveau.value if niveau else "bordure"), 1))
    cadre = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(cadre, theme.px(4), theme.px(4))
    gauche = rect.left() + theme.px(7)
    if icone:
        cote = theme.px(14)
        haut = rect.top() + (rect.height() - cote) / 2
        painter.drawPixmap(QRectF(gauche, haut, cote, cote).toRect(), icones.pixmap(icone, token, 14))
        gauche += cote + theme.px(5)
    painter.setFont(theme.police(0.92))
    painter.setPen(theme.couleur(token if niveau else "texte"))
    zone = QRectF(gauche, rect.top(), rect.right() - gauche - theme.px(4), rect.height())
    elide = painter.fontMetrics().elidedText(texte, Qt.TextElideMode.ElideRight, int(zone.width()) + 1)
    painter.drawText(zone, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elide)
    painter.restore()


class Pastille(QWidget):
    """A badge as a widget."""

    def __init__(
        self, texte: str = "", niveau: Niveau | None = None, icone: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pastille(texte, niveau, icone)
        theme.suivre(self, self._on_theme_changed)

    def set_pastille(self, texte: str, niveau: Niveau | None = None, icone: str = "") -> None:
        """Change the word, the level and the icon (by default the one of the level)."""
        self._texte, self._niveau = texte, niveau
        self._icone = icone or (niveau.icone if niveau else "")
        self.setAccessibleName(texte)
        self.setToolTip(texte)
        self._on_theme_changed()

    def texte(self) -> str:
        """The word shown."""
        return self._texte

    @override
    def sizeHint(self, /) -> QSize:
        metriques = theme.metriques(0.92)
        icone = theme.px(19) if self._icone else 0
        return QSize(metriques.horizontalAdvance(self._texte) + icone + theme.px(15), theme.px(22))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        paint_pastille(painter, QRectF(self.rect()), self._texte, self._niveau, self._icone)
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
