"""Page « Documents »: everything that can be produced, under its headings, each with its format and its last file."""

from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands.convention import update_convention
from models.domain.demandes.noms import noms_des_demandes
from models.domain.recherche import plier
from models.domain.uids import Uid
from models.referentiel.dispositifs import load_effectifs
from models.store.changes import Changeset
from pvd_desktop.documents.modeles import ModeleDocument
from pvd_desktop.documents.rubriques import rubriques
from pvd_desktop.ui import theme
from pvd_desktop.ui.derniers import DerniersExports
from pvd_desktop.ui.documents.carte import CarteDocument
from pvd_desktop.ui.documents.rubrique import RubriqueDocuments
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.tableaux_suivi import TableauxSuivi
from pvd_desktop.ui.widgets.case import CaseCocher
from pvd_desktop.ui.widgets.colonne_defilante import LARGEUR_MAX, ColonneDefilante
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.recherche_filtres import RechercheListe
from pvd_desktop.ui.workspace import Workspace

SUIVI: Final = "suivi"
"""The document whose columns are chosen, on the page of the same name."""
PARTENAIRE: Final = "partenaire"
"""The page where the workbook of somebody else is filled."""
TOUR_S: Final = 0.008
"""How long cards are built before the window has its turn."""

_CONSEIL: Final = (
    "Essayez un autre mot, ou moins de lettres\u00a0: la recherche lit le titre, la description et les formats."
)


class DocumentsPage(PageProjet):
    """One card for each document; what is looked for hides the others, and is remembered by nobody."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._derniers = DerniersExports(settings, workspace.projet.territoire.uid)
        self._tableaux = TableauxSuivi(settings, workspace.projet.territoire.uid)
        self._cartes: dict[str, CarteDocument] = {}
        self._noms: Mapping[Uid, str] = {}
        self._create_fields()
        self._lay_out()
        self._connect()
        self._suite = self._build_cartes()
        self._minuterie = QTimer(self, singleShot=True, interval=0)
        self._minuterie.timeout.connect(self._on_minuterie_timeout)
        self._minuterie.start()
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        total, trouves = sum(len(modeles) for modeles in rubriques().values()), self._count()
        if not self.recherche.text().strip():
            return f"{total} documents"
        return f"{trouves or 'Aucun'} document{'s' if trouves > 1 else ''} sur {total}"

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        trouves = self._count() or not self.recherche.text().strip()
        return (self.recherche, self._defilement if trouves else self.vide)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh_derniers()

    @property
    def rubriques(self) -> tuple[RubriqueDocuments, ...]:
        """The headings, in their order."""
        return tuple(self._rubriques.values())

    def carte(self, document: str) -> CarteDocument:
        """The card of a document."""
        while document not in self._cartes and next(self._suite, None) is not None:
            pass
        return self._cartes[document]

    def finish(self) -> None:
        """Build what is left at once."""
        self._minuterie.stop()
        for _ in self._suite:
            pass

    def refresh_derniers(self) -> None:
        """Show where each document was written last."""
        for carte in self._cartes.values():
            carte.refresh_dernier()

    def _create_fields(self) -> None:
        self.recherche = RechercheListe(self)
        self.recherche.setPlaceholderText("Rechercher un document")
        self.recherche.setAccessibleName("Rechercher un document")
        self.recherche.setToolTip("Cherche dans le titre, la description, la rubrique et les formats (Ctrl+F)")
        self._pile = QStackedWidget(self)
        self._defilement = ColonneDefilante(self._pile)
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
        self._rubriques = {titre: RubriqueDocuments(titre, contenu) for titre in rubriques()}
        self.vide = EtatVide("recherche", "Aucun document", _CONSEIL, "Effacer la recherche", self._pile)

    def _lay_out(self) -> None:
        corps = self._defilement.corps
        corps.addWidget(self._phrase)
        for widget in (self.brouillon, self.partenaire):
            corps.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
        for rubrique in self.rubriques:
            corps.addWidget(rubrique)
        corps.addStretch(1)
        self._pile.addWidget(self._defilement)
        self._pile.addWidget(self.vide)
        self._haut = QHBoxLayout()
        # As wide as the cards under it, on the left like them.
        self._haut.addWidget(self.recherche, 100)
        self._haut.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addLayout(self._haut)
        disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self.brouillon.valeur_validee.connect(self._on_brouillon_changed)
        self.partenaire.clicked.connect(lambda: self.page_demandee.emit(PARTENAIRE))
        self.recherche.textChanged.connect(self._show_answers)
        self.recherche.liste_demandee.connect(self._on_recherche_liste_demandee)
        self.recherche.add_raccourci()
        self.vide.action_triggered.connect(self._on_vide_action_triggered)

    def _build_cartes(self) -> Iterator[CarteDocument]:
        for titre, modeles in rubriques().items():
            for modele in modeles:
                carte = self._cartes[modele.id] = self._build_carte(modele, self._rubriques[titre])
                carte.set_fiches(self._workspace.projet.fiches)
                carte.set_demandes(self._noms)
                self._rubriques[titre].add_carte(carte)
                yield carte
            # A heading comes whole: the column is laid out for each of them, and not for each card.
            self._rubriques[titre].set_complete()
            self._defilement.settle()

    def _build_carte(self, modele: ModeleDocument, rubrique: RubriqueDocuments) -> CarteDocument:
        tableau = self._tableaux.dernier if modele.id == SUIVI else None
        carte = CarteDocument(modele, self._derniers, rubrique, tableau=tableau)
        carte.apercu_demande.connect(self.apercu_demande)
        carte.export_demande.connect(self.export_demande)
        carte.fichier_demande.connect(self.fichier_demande)
        carte.demande.valeur_validee.connect(self._on_demande_chosen)
        carte.reglage_demande.connect(lambda: self.page_demandee.emit(SUIVI))
        return carte

    @override
    def _show_changes(self, changes: Changeset) -> None:
        projet = self._workspace.projet
        self.brouillon.set_valeur(projet.convention.brouillon)
        noms = noms_des_demandes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs)
        autres, self._noms = noms != self._noms, noms
        for carte in self._cartes.values():
            carte.set_fiches(projet.fiches)
            if autres:
                carte.set_demandes(noms)

    def _count(self) -> int:
        return sum(rubrique.nombre for rubrique in self.rubriques)

    def _show_answers(self) -> None:
        cherche = self.recherche.text().strip()
        if cherche:
            self.finish()
        for rubrique in self.rubriques:
            rubrique.show_answers(plier(cherche).split())
        for widget in (self._phrase, self.brouillon, self.partenaire):
            widget.setVisible(not cherche)
        self.vide.set_texte(f"Aucun document ne répond à «\u00a0{cherche}\u00a0»", _CONSEIL)
        self._pile.setCurrentWidget(self._defilement if self._count() or not cherche else self.vide)
        self._defilement.verticalScrollBar().setValue(0)
        self.resume_changed.emit(self.resume())

    def _on_minuterie_timeout(self) -> None:
        limite = perf_counter() + TOUR_S
        while perf_counter() < limite:
            if next(self._suite, None) is None:
                return
        self._minuterie.start()

    def _on_recherche_liste_demandee(self) -> None:
        """Into the first card that answers."""
        premiere = next((carte for carte in self._cartes.values() if carte.isVisible()), None)
        if premiere is not None:
            premiere.format.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_vide_action_triggered(self) -> None:
        self.recherche.clear()
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_demande_chosen(self, demande: object) -> None:
        """One works on one dossier: the cards of its documents follow."""
        self.finish()
        for carte in self._cartes.values():
            if carte.modele.par_demande and isinstance(demande, str):
                carte.demande.set_valeur(demande)

    def _on_brouillon_changed(self, brouillon: object) -> None:
        libelle = "Marquer les documents comme brouillons" if brouillon else "Retirer la mention BROUILLON"
        self._workspace.execute(libelle, update_convention, brouillon=bool(brouillon))

    def _on_theme_changed(self) -> None:
        marge = theme.px(24)
        self._haut.setContentsMargins(marge, theme.px(12), marge, theme.px(8))
        self.recherche.setMaximumWidth(theme.px(LARGEUR_MAX) - 2 * marge)
