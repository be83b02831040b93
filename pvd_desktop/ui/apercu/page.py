"""The preview: a document as it prints, kept true while the project changes."""

import sys
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.errors import AppError
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.apercu.choix import chosen, offered
from pvd_desktop.ui.feuillets.document import DocumentApercu
from pvd_desktop.ui.feuillets.vue import PAS, VuePages
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.progression import BarreProgression
from pvd_desktop.ui.workspace import Workspace

ATTENTE_MS: Final = 400
"""Time without a change before the pages are made again."""


class ApercuPage(Page):
    """Signals: retour_demande(str) leaves for a page of the rail."""

    retour_demande = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._retour = ""
        self._perime = False
        self._sorties = [TOUTES_LES_FICHES]
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def show_sortie(self, sortie: Sortie, retour: str) -> None:
        """Show this document; « Retour » goes to the page ``retour``."""
        self._retour = retour
        self._fill_choix(sortie)
        self.vue.verticalScrollBar().setValue(0)
        self._build()
        self.vue.setFocus()

    @override
    def resume(self) -> str:
        nombre = self._nombre()
        if not nombre:
            return ""
        return f"{nombre} page" if nombre == 1 else f"{nombre} pages"

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._perime:
            self._build()

    def _create_fields(self) -> None:
        self.document = DocumentApercu(self)
        self.vue = VuePages(self.document, self)
        self.bandeau = Bandeau(self)
        self.progression = BarreProgression(parent=self)
        self._barre = QFrame(self)
        self._barre.setProperty("role", "barre")
        self.retour = QPushButton("Retour", self._barre)
        self.retour.setToolTip("Revenir à la page précédente (Échap)")
        icones.poser(self.retour, "chevron_gauche")
        self.choix = QComboBox(self._barre)
        self.choix.setAccessibleName("Document à prévisualiser")
        self.choix.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.precedente = _tool("chevron_haut", "Page précédente", self._barre)
        self.suivante = _tool("chevron_bas", "Page suivante", self._barre)
        self.numero = QLineEdit(self._barre)
        self.numero.setValidator(QIntValidator(1, 99_999, self.numero))
        self.numero.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.numero.setAccessibleName("Numéro de page")
        self._total = QLabel(self._barre)
        self.reduire = _tool("moins", "Réduire (−)", self._barre)
        self.agrandir = _tool("ajouter", "Agrandir (+)", self._barre)
        self.zoom = QPushButton(self._barre)
        self.zoom.setProperty("role", "discret")
        self.zoom.setToolTip("Ajuster à la largeur")
        self.imprimer = QPushButton("Imprimer…", self._barre)
        icones.poser(self.imprimer, "imprimer")
        self.exporter = QPushButton("Exporter…", self._barre)
        self.exporter.setProperty("role", "primaire")
        self.exporter.setAccessibleName("Exporter ce document en PDF…")
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)
        self._minuterie.setInterval(ATTENTE_MS)
        self._on_page_changed(0)
        self._on_zoom_changed(1.0)

    def _lay_out(self) -> None:
        self._outils = QHBoxLayout(self._barre)
        self._outils.addWidget(self.retour)
        self._outils.addWidget(self.choix, 10)
        self._outils.addStretch(1)
        for widget in (self.precedente, self.suivante, self.numero, self._total):
            self._outils.addWidget(widget)
        self._outils.addSpacing(theme.px(12))
        for widget in (self.reduire, self.zoom, self.agrandir):
            self._outils.addWidget(widget)
        self._outils.addSpacing(theme.px(12))
        self._outils.addWidget(self.imprimer)
        self._outils.addWidget(self.exporter)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        for widget in (self._barre, self.bandeau, self.progression):
            disposition.addWidget(widget)
        disposition.addWidget(self.vue, 1)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._on_workspace_changed)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)
        self.document.ready.connect(self._on_document_ready)
        self.document.refused.connect(self._on_document_refused)
        self.document.started.connect(self._on_document_started)
        self.vue.page_changed.connect(self._on_page_changed)
        self.vue.zoom_changed.connect(self._on_zoom_changed)
        self.retour.clicked.connect(self._on_retour)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._on_retour, context=_AVEC_ENFANTS)
        self.choix.currentIndexChanged.connect(self._on_choix_changed)
        self.precedente.clicked.connect(lambda: self.vue.show_page(self.vue.page - 1))
        self.suivante.clicked.connect(lambda: self.vue.show_page(self.vue.page + 1))
        self.numero.editingFinished.connect(self._on_numero_editing_finished)
        self.reduire.clicked.connect(lambda: self.vue.set_zoom(self.vue.zoom / PAS))
        self.agrandir.clicked.connect(lambda: self.vue.set_zoom(self.vue.zoom * PAS))
        self.zoom.clicked.connect(self.vue.fit_width)
        self.imprimer.clicked.connect(lambda: self.impression_demandee.emit(self._sortie()))
        self.exporter.clicked.connect(lambda: self.export_demande.emit(self._sortie()))

    def _nombre(self) -> int:
        feuillets = self.document.feuillets
        return len(feuillets.tailles) if feuillets else 0

    def _sortie(self) -> Sortie:
        return self._sorties[max(0, self.choix.currentIndex())]

    def _fill_choix(self, sortie: Sortie) -> None:
        """The list of what can be shown, on ``sortie`` when it is there."""
        offertes = offered(self._workspace, sortie)
        self._sorties = [sortie for sortie, _ in offertes]
        with QSignalBlocker(self.choix):
            self.choix.clear()
            self.choix.addItems([titre for _, titre in offertes])
            self.choix.setCurrentIndex(chosen(self._sorties, sortie))

    def _build(self) -> None:
        self._perime = False
        self._minuterie.stop()
        self.document.build(self._sortie().prepare(self._workspace))

    def _on_workspace_changed(self) -> None:
        self._perime = True
        if self.isVisible():
            self._minuterie.start()

    def _on_minuterie_timeout(self) -> None:
        self._fill_choix(self._sortie())
        self._build()

    def _on_document_started(self, tache: Task) -> None:
        self.progression.follow(tache, "Mise en page…")

    def _on_document_ready(self) -> None:
        self.bandeau.hide()
        self._total.setText(f"/ {self._nombre()}")
        self._on_page_changed(self.vue.page)
        self.resume_changed.emit(self.resume())

    def _on_document_refused(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.bandeau.show_error(erreur)
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_page_changed(self, page: int) -> None:
        self.numero.setText(str(page + 1))
        self.precedente.setEnabled(page > 0)
        self.suivante.setEnabled(page + 1 < self._nombre())

    def _on_zoom_changed(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)}\u00a0%")
        self.zoom.setAccessibleName(f"Zoom {round(zoom * 100)}\u00a0%\u00a0: ajuster à la largeur")

    def _on_numero_editing_finished(self) -> None:
        page = min(max(int(self.numero.text() or 1), 1), self._nombre()) - 1
        if page != self.vue.page:
            self.vue.show_page(page)
        self._on_page_changed(self.vue.page)

    def _on_choix_changed(self) -> None:
        self.vue.verticalScrollBar().setValue(0)
        self._build()

    def _on_retour(self) -> None:
        self.retour_demande.emit(self._retour)

    def _on_theme_changed(self) -> None:
        self._outils.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        self._outils.setSpacing(theme.px(4))
        self.numero.setFixedWidth(theme.px(52))
        self.zoom.setFixedWidth(theme.px(72))
        self.choix.setMaximumWidth(theme.px(480))
        self._total.setMinimumWidth(theme.px(32))


_AVEC_ENFANTS: Final = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _tool(icone: str, nom: str, parent: QWidget) -> QToolButton:
    """A small button that says its name."""
    bouton = QToolButton(parent)
    bouton.setToolTip(nom)
    bouton.setAccessibleName(nom)
    icones.poser(bouton, icone)
    return bouton
