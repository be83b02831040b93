"""Page « Documents »: the catalogue of everything that can be produced, each with its format and its last file."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from models.commands.convention import update_convention
from models.domain.demandes.noms import noms_des_demandes
from models.referentiel.dispositifs import load_effectifs
from models.store.changes import Changeset
from pvd_desktop.documents.catalogue import DOCUMENTS, ModeleDocument
from pvd_desktop.ui.derniers import DerniersExports
from pvd_desktop.ui.documents.carte import CarteDocument
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tableaux_suivi import TableauxSuivi
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.workspace import Workspace

SUIVI: Final = "suivi"
"""The document whose columns are chosen, on the page of the same name."""
PARTENAIRE: Final = "partenaire"
"""The page where the workbook of somebody else is filled."""


class DocumentsPage(PageProjet):
    """One card for each document."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._derniers = DerniersExports(settings, workspace.projet.territoire.uid)
        self._tableaux = TableauxSuivi(settings, workspace.projet.territoire.uid)
        self._create_fields()
        self._lay_out()
        self._connect()

    @override
    def resume(self) -> str:
        return f"{len(self._cartes)} documents"

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh_derniers()

    def carte(self, document: str) -> CarteDocument:
        """The card of a document."""
        return self._cartes[document]

    def refresh_derniers(self) -> None:
        """Show where each document was written last."""
        for carte in self._cartes.values():
            carte.refresh_dernier()

    def _create_fields(self) -> None:
        self._defilement = ColonneDefilante(self)
        contenu = self._defilement.contenu
        self._phrase = QLabel(
            "Tous ces documents sortent des mêmes données\u00a0: leurs chiffres sont les mêmes partout.", contenu
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.brouillon = CaseCocher("Marquer les documents «\u00a0BROUILLON\u00a0», avec leur date", contenu)
        self.brouillon.setEnabled(not self._workspace.raison_lecture_seule)
        self.partenaire = QPushButton("Remplir le tableau d’un partenaire…", contenu)
        self.partenaire.setToolTip("Sous-préfecture, DDT, Région\u00a0: une copie de leur classeur est remplie")
        premiers = {modele.id: modele for modele in reversed(DOCUMENTS)}
        self._cartes = {modele.id: self._build_carte(premiers[modele.id]) for modele in DOCUMENTS}

    def _build_carte(self, modele: ModeleDocument) -> CarteDocument:
        tableau = self._tableaux.dernier if modele.id == SUIVI else None
        return CarteDocument(modele, self._derniers, self._defilement.contenu, tableau=tableau)

    def _lay_out(self) -> None:
        corps = self._defilement.corps
        corps.addWidget(self._phrase)
        corps.addWidget(self.brouillon, alignment=Qt.AlignmentFlag.AlignLeft)
        corps.addWidget(self.partenaire, alignment=Qt.AlignmentFlag.AlignLeft)
        for carte in self._cartes.values():
            corps.addWidget(carte)
        corps.addStretch(1)
        disposition = QStackedLayout(self)
        disposition.addWidget(self._defilement)

    def _connect(self) -> None:
        self.brouillon.valeur_validee.connect(self._on_brouillon_changed)
        for carte in self._cartes.values():
            carte.apercu_demande.connect(self.apercu_demande)
            carte.export_demande.connect(self.export_demande)
            carte.fichier_demande.connect(self.fichier_demande)
            carte.demande.valeur_validee.connect(self._on_demande_chosen)
        self.partenaire.clicked.connect(lambda: self.page_demandee.emit(PARTENAIRE))
        self._cartes[SUIVI].reglage_demande.connect(lambda: self.page_demandee.emit(SUIVI))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        projet = self._workspace.projet
        self.brouillon.set_valeur(projet.convention.brouillon)
        noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
        for carte in self._cartes.values():
            carte.set_fiches(projet.fiches)
            carte.set_demandes(noms)

    def _on_demande_chosen(self, demande: object) -> None:
        """One works on one dossier: the cards of its documents follow."""
        for carte in self._cartes.values():
            if carte.modele.par_demande and isinstance(demande, str):
                carte.demande.set_valeur(demande)

    def _on_brouillon_changed(self, brouillon: object) -> None:
        libelle = "Marquer les documents comme brouillons" if brouillon else "Retirer la mention BROUILLON"
        self._workspace.execute(libelle, update_convention, brouillon=bool(brouillon))
