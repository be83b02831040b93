"""Tab « Mois »: the days of a month at a glance, and what the chosen one holds."""

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.echeances import EcheanceCalculee
from models.domain.formats import format_date_longue, format_mois, nom_du_jour
from models.domain.jours import ajouter_mois
from models.domain.regles import Objet
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.calendrier.actes import ActesEcheances
from pvd_desktop.ui.calendrier.dialogue import EcheanceDialog
from pvd_desktop.ui.calendrier.feries import JoursChomes
from pvd_desktop.ui.calendrier.lignes import ICONES, LigneEcheance, etat_de, titre_de
from pvd_desktop.ui.calendrier.mois_grille import GrilleMois
from pvd_desktop.ui.calendrier.mois_modele import MoisModel, borner, build_jours
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.widgets.bandeau import announce
from pvd_desktop.ui.workspace import Workspace

_LIEN = Qt.ItemDataRole.UserRole


class MoisPage(PageProjet):
    """The month, its grid, and the day beside it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._jour = workspace.aujourd_hui()
        self._actes = ActesEcheances(Ecrivain(workspace, self))
        self._chomes = JoursChomes(workspace, self)
        self.dialogue: EcheanceDialog | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def jour(self) -> date:
        """The chosen day."""
        return self._jour

    @override
    def resume(self) -> str:
        self.catch_up()
        debut = self._jour.replace(day=1)
        du_mois = [e for e in self._workspace.echeances() if e.jour.replace(day=1) == debut]
        return f"{len(du_mois)} échéance{'s' if len(du_mois) > 1 else ''} en {format_mois(debut).lower()}"

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.grille, self.details)

    def show_jour(self, jour: date) -> None:
        """Go to a day, in its month."""
        autre_mois = (jour.year, jour.month) != (self._jour.year, self._jour.month)
        self._jour = jour
        if autre_mois:
            self._show_mois()
            self.resume_changed.emit(self.resume())
        self._select()

    def _create_fields(self) -> None:
        self.avant = _fleche("Mois précédent (Page préc.)", "chevron_gauche", self)
        self.apres = _fleche("Mois suivant (Page suiv.)", "chevron_droite", self)
        self.aujourd_hui = QPushButton("Aujourd’hui", self)
        self.titre = QLabel(self)
        self.modele = MoisModel(self)
        self.grille = GrilleMois(self.modele, self._workspace.aujourd_hui(), self)
        self._carte = QFrame(self)
        self._carte.setProperty("role", "carte")
        self._titre_jour = QLabel(self._carte)
        self._titre_jour.setWordWrap(True)
        self._ferie = QLabel(self._carte)
        self._ferie.setProperty("role", "discret")
        self.details = QListWidget(self._carte)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setWordWrap(True)
        self.details.setAccessibleName("Échéances du jour")
        self._rien = QLabel("Rien ce jour-là.", self._carte)
        self._rien.setProperty("role", "discret")
        self._titre_phases = QLabel("Phases en cours", self._carte)
        self.phases = QListWidget(self._carte)
        self.phases.setFrameShape(QFrame.Shape.NoFrame)
        self.phases.setWordWrap(True)
        self.phases.setAccessibleName("Phases en cours ce jour-là")
        self.noter = QPushButton("Noter une échéance ce jour…", self._carte)
        self.noter.setVisible(not self._workspace.raison_lecture_seule)
        self.setFocusProxy(self.grille)

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        for widget in (self.avant, self.apres, self.titre):
            self._tete.addWidget(widget)
        self._tete.addStretch(1)
        self._tete.addWidget(self.aujourd_hui)
        self._gauche = QVBoxLayout()
        self._gauche.addLayout(self._tete)
        self._gauche.addWidget(self.grille, 1)
        self._fiche_jour = QVBoxLayout(self._carte)
        for widget in (self._titre_jour, self._ferie, self._rien):
            self._fiche_jour.addWidget(widget)
        self._fiche_jour.addWidget(self.details, 3)
        self._fiche_jour.addWidget(self._titre_phases)
        self._fiche_jour.addWidget(self.phases, 1)
        self._fiche_jour.addWidget(self.noter)
        self._disposition = QHBoxLayout(self)
        self._disposition.addLayout(self._gauche, 1)
        self._disposition.addWidget(self._carte)

    def _connect(self) -> None:
        self.avant.clicked.connect(lambda: self.show_jour(borner(ajouter_mois(self._jour, -1))))
        self.apres.clicked.connect(lambda: self.show_jour(borner(ajouter_mois(self._jour, 1))))
        self.aujourd_hui.clicked.connect(lambda: self.show_jour(self._workspace.aujourd_hui()))
        self.grille.jour_demande.connect(self.show_jour)
        self.grille.entree.connect(self._on_grille_entree)
        self.grille.clicked.connect(self._on_grille_clicked)
        self.details.itemActivated.connect(self._on_item_activated)
        self.phases.itemActivated.connect(self._on_item_activated)
        self.noter.clicked.connect(self._on_noter_clicked)
        self._chomes.prets.connect(self._show_mois)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self._chomes.load()
        self._show_mois()
        self._select()
        self.resume_changed.emit(self.resume())

    def _show_mois(self) -> None:
        self.titre.setText(format_mois(self._jour))
        projet = self._workspace.projet
        self.modele.show_jours(build_jours(self._jour, self._workspace.echeances(), projet.fiches, self._chomes.ferie))
        self._show_details()

    def _select(self) -> None:
        index = self.modele.index_of(self._jour)
        self.grille.setCurrentIndex(index)
        self._show_details()
        announce(self.grille, self.modele.jour(index).texte)

    def _show_details(self) -> None:
        jour = self.modele.jour(self.modele.index_of(self._jour))
        self._titre_jour.setText(f"{nom_du_jour(jour.jour).capitalize()} {format_date_longue(jour.jour)}")
        self._ferie.setText(f"Jour férié\u00a0: {jour.ferie}")
        self._ferie.setVisible(bool(jour.ferie))
        self.details.clear()
        for echeance in jour.echeances:
            self._add_echeance(echeance)
        self.details.setVisible(bool(jour.echeances))
        self._rien.setVisible(not jour.echeances)
        self.phases.clear()
        for fiche, phase in jour.phases:
            objet = Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid)
            item = QListWidgetItem(f"{phase.intitule or 'Phase sans nom'}\n{fiche.titre}", self.phases)
            item.setData(_LIEN, (objet, "phases"))
        self.phases.setVisible(bool(jour.phases))
        self._titre_phases.setVisible(bool(jour.phases))

    def _add_echeance(self, echeance: EcheanceCalculee) -> None:
        ligne = LigneEcheance(echeance)
        lignes = filter(None, (titre_de(ligne), echeance.objet.libelle, etat_de(ligne)))
        item = QListWidgetItem("\n".join(lignes), self.details)
        item.setIcon(icones.icone(*ICONES[echeance.etat], 16))
        item.setToolTip(echeance.source)
        item.setData(_LIEN, (echeance.objet, echeance.champ))

    def _on_grille_entree(self) -> None:
        if self.details.count():
            self.details.setCurrentRow(0)
            self.details.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_grille_clicked(self, index: QModelIndex) -> None:
        self.show_jour(self.modele.jour(index).jour)

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        objet, champ = item.data(_LIEN)
        self.objet_demande.emit(objet, champ)

    def _on_noter_clicked(self) -> None:
        projet = self._workspace.projet
        self.dialogue = dialogue = EcheanceDialog(
            None, projet.fiches, self._workspace.aujourd_hui, self, jour=self._jour
        )
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.valide.connect(self._on_valide)
        dialogue.open()

    def _on_valide(self, champs: dict[str, Any]) -> None:
        self._actes.add(champs)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(8), theme.px(10), theme.px(12), theme.px(8))
        self._disposition.setSpacing(theme.px(12))
        self._gauche.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(6))
        self._fiche_jour.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        self._carte.setFixedWidth(theme.px(290))
        self.titre.setFont(theme.police(1.25, gras=True))
        self._titre_jour.setFont(theme.police(1.1, gras=True))
        self._titre_phases.setFont(theme.police(gras=True))
        for liste in (self.details, self.phases):
            liste.setFont(theme.police(0.95))
            liste.setSpacing(theme.px(3))


def _fleche(nom: str, icone: str, parent: QWidget) -> QToolButton:
    bouton = QToolButton(parent)
    bouton.setToolTip(nom)
    bouton.setAccessibleName(nom)
    bouton.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icones.poser(bouton, icone, "texte", 16)
    return bouton
