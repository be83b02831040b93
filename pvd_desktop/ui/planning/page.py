"""Tab « Planning »: a bar above, the planning below; what is moved there is written at once, and can be taken back."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models import commands
from models.domain.fiche_action import FicheAction, Phase
from models.domain.regles import Objet
from models.domain.suivi.planning import lignes_planning
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.planning.echelle import Zoom
from pvd_desktop.ui.planning.vue import VuePlanning
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace

_CLE_ZOOM: Final = "planning_zoom"
_DOCUMENT: Final = "planning"
_VIDE: Final = (
    "Le planning attend des phases",
    "Écrivez-les dans l’onglet Calendrier de chaque action\u00a0: elles se déplacent et s’étirent ici.",
)
_AIDE: Final = (
    "Glissez une barre pour la déplacer, son bord pour l’étirer. Au clavier\u00a0: flèches pour choisir, Alt+flèches "
    "pour déplacer d’une semaine, Maj+flèches pour étirer, avec Ctrl d’un jour\u00a0; + et − pour le zoom."
)


class PlanningPage(PageProjet):
    """Reads the phases of the living actions; moves one at a time."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._settings = settings
        self._ecrivain = Ecrivain(workspace, self)
        self._premiere = True
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        self.catch_up()
        nombre = sum(len(ligne.barres) for ligne in self.vue.lignes)
        sans = sum(ligne.sans_date for ligne in self.vue.lignes)
        texte = f"{nombre} étape{'s' if nombre > 1 else ''} datée{'s' if nombre > 1 else ''}"
        return f"{texte}, {sans} sans date" if sans else texte

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.barre, self.vue)

    def show_zoom(self, zoom: Zoom) -> None:
        """Another zoom, remembered."""
        self._settings.set_affichage(_CLE_ZOOM, zoom.value)
        self._boutons[zoom].setChecked(True)
        self.vue.set_zoom(zoom)

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self.barre = QWidget(self)
        self._boutons = {zoom: QPushButton(zoom.libelle, self.barre) for zoom in Zoom}
        self._exclusif = QButtonGroup(self)
        for zoom, bouton in self._boutons.items():
            bouton.setProperty("role", "puce")
            bouton.setCheckable(True)
            bouton.setAccessibleName(f"Zoom\u00a0: {zoom.libelle.lower()}")
            self._exclusif.addButton(bouton)
        self.aujourd_hui = QPushButton("Aujourd’hui", self.barre)
        self.aujourd_hui.setProperty("role", "discret")
        self._aide = QLabel(_AIDE if editable else "", self.barre)
        self._aide.setProperty("role", "discret")
        self._aide.setWordWrap(True)
        self._menu = QMenu(self)
        self.sorties = QToolButton(self.barre)
        self.sorties.setText("Exporter")
        self.sorties.setAccessibleName("Exporter ou imprimer le planning")
        self.sorties.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sorties.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.sorties.setMenu(self._menu)
        icones.poser(self.sorties, "exporter", "texte_discret", 16)
        self._pile = QWidget(self)
        self.vue = VuePlanning(self._workspace.aujourd_hui(), editable=editable, parent=self._pile)
        self._vide = EtatVide("calendrier", *_VIDE, "Ouvrir le plan d’action", self._pile)

    def _lay_out(self) -> None:
        self._rangee = QHBoxLayout(self.barre)
        for bouton in self._boutons.values():
            self._rangee.addWidget(bouton)
        self._rangee.addWidget(self.aujourd_hui)
        self._rangee.addWidget(self._aide, 1)
        self._rangee.addWidget(self.sorties)
        self._empile = QStackedLayout(self._pile)
        self._empile.addWidget(self.vue)
        self._empile.addWidget(self._vide)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self.barre)
        disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        for zoom, bouton in self._boutons.items():
            bouton.clicked.connect(partial(self._on_zoom, zoom))
        self.vue.zoom_demande.connect(self.show_zoom)
        self.vue.dates_voulues.connect(self._on_dates_voulues)
        self.vue.ouverture_demandee.connect(self._on_ouverture_demandee)
        self.aujourd_hui.clicked.connect(lambda: self.vue.center_on(self._workspace.aujourd_hui()))
        self._menu.aboutToShow.connect(self.fill)
        self._vide.action_triggered.connect(partial(self.page_demandee.emit, "plan_action"))

    def fill(self) -> QMenu:
        """The menu of the document."""
        self._menu.clear()
        for extension in formats_of(_DOCUMENT):
            action = self._menu.addAction(f"{FORMATS_PROPOSES[extension]}…")
            action.triggered.connect(partial(self.export_demande.emit, Sortie(_DOCUMENT, extension=extension)))
        self._menu.addSeparator()
        apercu = self._menu.addAction("Aperçu avant impression")
        apercu.triggered.connect(partial(self.apercu_demande.emit, Sortie(_DOCUMENT)))
        imprimer = self._menu.addAction("Imprimer…")
        imprimer.triggered.connect(partial(self.impression_demandee.emit, Sortie(_DOCUMENT)))
        return self._menu

    @override
    def _show_changes(self, changes: Changeset) -> None:
        if not self._premiere and not changes.touches("fiche_action", "phase", "orientation"):
            return
        lignes = lignes_planning(self._workspace.projet)
        plein = any(ligne.barres for ligne in lignes)
        self._empile.setCurrentWidget(self.vue if plein else self._vide)
        self.vue.show_lignes(lignes)
        if self._premiere and plein:
            self._premiere = False
            connus = [zoom for zoom in Zoom if zoom.value == self._settings.affichage(_CLE_ZOOM)]
            self.show_zoom(connus[0] if connus else Zoom.TRIMESTRE)
            self.vue.center_on(self._workspace.aujourd_hui())
        self.resume_changed.emit(self.resume())

    def _on_zoom(self, zoom: Zoom, _coche: bool = True) -> None:
        self.show_zoom(zoom)

    def _on_dates_voulues(self, phase: Phase, debut: date | None, fin: date | None) -> None:
        libelle = f"Déplacer «\u00a0{phase.intitule or phase.type.libelle}\u00a0»"
        self._ecrivain.run(libelle, commands.fiches.update_ligne, "phases", phase.uid, debut=debut, fin=fin)

    def _on_ouverture_demandee(self, fiche: FicheAction, phase: Phase | None) -> None:
        objet = Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid)
        self.objet_demande.emit(objet, "phases" if phase else "")

    def _on_theme_changed(self) -> None:
        self._rangee.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._rangee.setSpacing(theme.px(8))
