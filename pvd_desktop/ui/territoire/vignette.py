"""One plan of a secteur: what is seen of it, its name, and the buttons that open it or take it out."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.territoire import PlanSecteur
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.territoire.apercu_plan import ApercuPlan, paint_contour
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide

LARGEUR: Final = 250
HAUTEUR: Final = 170
"""Pixels at 100 % of what is drawn."""


class Dessin(QWidget):
    """The outline in the colours of the theme, or the picture as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.apercu: ApercuPlan | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self, /) -> QSize:
        return QSize(theme.px(LARGEUR), theme.px(HAUTEUR))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        cadre = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.couleur("bordure"), 1))
        painter.setBrush(theme.couleur("fond"))
        painter.drawRect(cadre)
        marge = theme.px(10)
        place = cadre.adjusted(marge, marge, -marge, -marge)
        apercu = self.apercu
        if apercu and apercu.contour:
            paint_contour(painter, apercu.contour, place)
        elif apercu and apercu.image:
            taille = apercu.image.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            cible = QRectF(0, 0, taille.width(), taille.height())
            cible.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(cible, apercu.image)
        painter.end()


class Vignette(QWidget):
    """Built once for a plan: what it shows comes later."""

    def __init__(self, plan: PlanSecteur, *, editable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.dessin = Dessin(self)
        self._nom = LibelleElide(mode=Qt.TextElideMode.ElideMiddle, parent=self)
        self._texte = QLabel("Lecture…", self)
        self._texte.setTextFormat(Qt.TextFormat.PlainText)
        self._texte.setWordWrap(True)
        self._texte.setProperty("role", "discret")
        self.ouvrir = _tool("ouvrir", f"Ouvrir le plan {plan.intitule}", self)
        self.retirer = _tool("supprimer", f"Retirer le plan {plan.intitule}", self)
        self.retirer.setVisible(editable)
        self._pied = QHBoxLayout()
        self._pied.addWidget(self._nom, 1)
        self._pied.addWidget(self.ouvrir)
        self._pied.addWidget(self.retirer)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        self._colonne.addWidget(self.dessin)
        self._colonne.addLayout(self._pied)
        self._colonne.addWidget(self._texte)
        self._nom.set_texte(plan.intitule)
        self._nom.setToolTip(plan.chemin or plan.intitule)
        self._intitule = plan.intitule
        theme.suivre(self, self._on_theme_changed)

    def texte(self) -> str:
        """What is said of the plan."""
        return self._texte.text()

    def show_apercu(self, reponse: ApercuPlan | AppError) -> None:
        """Show it, or say why it cannot be seen."""
        apercu = reponse if isinstance(reponse, ApercuPlan) else None
        self.dessin.apercu = apercu
        self._texte.setText(apercu.texte if apercu else str(reponse))
        theme.set_role(self._texte, "discret" if apercu else "erreur")
        self.dessin.setAccessibleName(f"{self._intitule}\u00a0: {self._texte.text()}")
        self.dessin.update()

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme.px(LARGEUR))
        self._colonne.setSpacing(theme.px(3))
        self._pied.setSpacing(theme.px(2))
        self._texte.setFont(theme.police(0.92))
        self.dessin.updateGeometry()


def _tool(icone: str, aide: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip(aide)
    bouton.setAccessibleName(aide)
    icones.poser(bouton, icone, "texte_discret", 16)
    return bouton
