"""Page « Documents »: the catalogue of everything that can be produced, each with its format and its last file."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands.convention import update_convention
from pvd_desktop.documents.catalogue import DOCUMENTS
from pvd_desktop.ui import theme
from pvd_desktop.ui.derniers import DerniersExports
from pvd_desktop.ui.documents.carte import CarteDocument
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.workspace import Workspace

LARGEUR_MAX: Final = 900


class DocumentsPage(Page):
    """One card for each document."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._derniers = DerniersExports(settings, workspace.projet.territoire.uid)
        self._a_relire = True
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        return f"{len(self._cartes)} documents"

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._refresh()
        self.refresh_derniers()

    def carte(self, document: str) -> CarteDocument:
        """The card of a document."""
        return self._cartes[document]

    def refresh_derniers(self) -> None:
        """Show where each document was written last."""
        for carte in self._cartes.values():
            carte.refresh_dernier()

    def _create_fields(self) -> None:
        self._defilement = QScrollArea(self)
        self._defilement.setFrameShape(QFrame.Shape.NoFrame)
        self._defilement.setWidgetResizable(True)
        self._defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self._defilement)
        self._phrase = QLabel(
            "Tous ces documents sortent des mêmes données\u00a0: leurs chiffres sont les mêmes partout.", self._contenu
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.brouillon = CaseCocher("Marquer les documents «\u00a0BROUILLON\u00a0», avec leur date", self._contenu)
        self.brouillon.setEnabled(not self._workspace.raison_lecture_seule)
        premiers = {modele.id: modele for modele in reversed(DOCUMENTS)}
        self._cartes = {
            modele.id: CarteDocument(premiers[modele.id], self._derniers, self._contenu) for modele in DOCUMENTS
        }

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout()
        self._colonne.addWidget(self._phrase)
        self._colonne.addWidget(self.brouillon, alignment=Qt.AlignmentFlag.AlignLeft)
        for carte in self._cartes.values():
            self._colonne.addWidget(carte)
        self._colonne.addStretch(1)
        self._cadre = QWidget(self._contenu)
        self._cadre.setLayout(self._colonne)
        centre = QHBoxLayout(self._contenu)
        centre.setContentsMargins(0, 0, 0, 0)
        centre.addWidget(self._cadre, 100)
        centre.addStretch(1)
        self._defilement.setWidget(self._contenu)
        disposition = QStackedLayout(self)
        disposition.addWidget(self._defilement)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._on_workspace_changed)
        self.brouillon.valeur_validee.connect(self._on_brouillon_changed)
        for carte in self._cartes.values():
            carte.apercu_demande.connect(self.apercu_demande)
            carte.export_demande.connect(self.export_demande)
            carte.fichier_demande.connect(self.fichier_demande)

    def _refresh(self) -> None:
        if not self._a_relire:
            return
        self._a_relire = False
        projet = self._workspace.projet
        self.brouillon.set_valeur(projet.convention.brouillon)
        for carte in self._cartes.values():
            carte.set_fiches(projet.fiches)

    def _on_workspace_changed(self) -> None:
        self._a_relire = True
        if self.isVisible():
            self._refresh()

    def _on_brouillon_changed(self, brouillon: object) -> None:
        libelle = "Marquer les documents comme brouillons" if brouillon else "Retirer la mention BROUILLON"
        self._workspace.execute(libelle, update_convention, brouillon=bool(brouillon))

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._cadre.setMaximumWidth(theme.px(LARGEUR_MAX))
        self._colonne.setContentsMargins(marge, theme.px(16), marge, marge)
        self._colonne.setSpacing(theme.px(10))
