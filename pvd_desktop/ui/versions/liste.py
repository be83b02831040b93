"""The frozen states, and what makes, names, copies and deletes one."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from models.domain.formats import format_date, format_taille
from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.moments import format_moment
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.texte_long import TexteLong
from pvd_desktop.ui.widgets.vue_choix import VueChoix

_JOUR: Final = 86


def _jour(version: VersionFigee) -> str:
    """The day of the person, not that of Greenwich."""
    return format_date(version.figee_le.astimezone().date()) if version.figee_le else ""


_COLONNES: Final[tuple[Colonne[VersionFigee], ...]] = (
    Colonne(titre="Version", texte=lambda version: version.nom),
    Colonne(titre="Figée le", texte=_jour, align=DROITE, largeur=_JOUR),
)


class ListeVersions(QFrame):
    """One row each, the last frozen one first.

    Signals:
        choisie(str): another state is current.
        ajout_demande(): the project is to be frozen.
        copie_demandee(): the current one is to be written in another file.
        suppression_demandee(): the current one is to go.
    """

    choisie = Signal(str)
    ajout_demande = Signal()
    copie_demandee = Signal()
    suppression_demandee = Signal()

    def __init__(self, *, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "carte")
        self._editable = editable
        self._create_fields()
        self._lay_out()
        self.vue.choisie.connect(self.choisie)
        self.vue.nom_demande.connect(self.edit_nom)
        self.vue.suppression_demandee.connect(self.suppression_demandee)
        self.figer.clicked.connect(self.ajout_demande)
        self.copier.clicked.connect(self.copie_demandee)
        self.supprimer.clicked.connect(self.suppression_demandee)
        theme.suivre(self, self._on_theme_changed)

    def show_versions(
        self, versions: tuple[VersionFigee, ...], choisie: Uid | None, auteurs: Mapping[Uid, str]
    ) -> None:
        """Show these, on that one."""
        self.modele.set_lignes(versions)
        row = self.vue.choose(choisie)
        for bouton in (self.figer, self.supprimer):
            bouton.setEnabled(self._editable and (row >= 0 or bouton is self.figer))
        self.copier.setEnabled(row >= 0)
        if row < 0:
            return
        version = versions[row]
        self.nom.set_valeur(version.nom)
        self.commentaire.set_valeur(version.commentaire)
        quand = format_moment(version.figee_le) if version.figee_le else "un jour inconnu"
        qui = auteurs.get(version.uid, "")
        taille = f"\nElle ajoute {format_taille(version.taille or 0)} au fichier."
        self.quand.setText(f"Figée le {quand}" + (f" par {qui}" if qui else "") + taille)

    def edit_nom(self) -> None:
        """The keyboard goes to the name, ready to be typed over."""
        self.nom.setFocus(Qt.FocusReason.OtherFocusReason)
        self.nom.selectAll()

    def _create_fields(self) -> None:
        self.modele: LignesModel[VersionFigee] = LignesModel(_COLONNES, lambda version: version.uid, parent=self)
        self.vue = VueChoix(self.modele, "Versions figées du projet", self)
        self.figer = QPushButton("Figer une version", self)
        icones.poser(self.figer, "ajouter", "texte", 16)
        self.figer.setToolTip("Garder dans le fichier le projet tel qu’il est maintenant")
        self.copier = QPushButton("Enregistrer une copie…", self)
        self.copier.setToolTip("Écrire cette version dans un autre fichier\u00a0: projet .pvd, ou données .json")
        icones.poser(self.copier, "dupliquer", "texte", 16)
        self.supprimer = QPushButton("Supprimer", self)
        self.supprimer.setToolTip("Retirer cette version du fichier (Suppr)")
        icones.poser(self.supprimer, "supprimer", "texte", 16)
        self._libelle_nom = QLabel("Nom", self)
        self.nom = TexteEdit(parent=self)
        self.nom.setAccessibleName("Nom de la version")
        self._libelle_nom.setBuddy(self.nom)
        self._libelle_commentaire = QLabel("Commentaire", self)
        self.commentaire = TexteLong(2, parent=self)
        self.commentaire.setAccessibleName("Commentaire de la version")
        self.commentaire.setPlaceholderText("Signée par toutes les parties…")
        self._libelle_commentaire.setBuddy(self.commentaire)
        self.quand = QLabel(self)
        self.quand.setWordWrap(True)
        self.quand.setTextFormat(Qt.TextFormat.PlainText)
        self.quand.setProperty("role", "discret")
        for champ in (self.nom, self.commentaire):
            champ.set_lecture_seule(not self._editable)

    def _lay_out(self) -> None:
        self._colonne = QVBoxLayout(self)
        self._colonne.addWidget(self.figer)
        self._colonne.addWidget(self.vue, 1)
        for widget in (self._libelle_nom, self.nom, self._libelle_commentaire, self.commentaire, self.quand):
            self._colonne.addWidget(widget)
        self._colonne.addWidget(self.copier)
        self._colonne.addWidget(self.supprimer)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme.px(256))
        self._colonne.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._colonne.setSpacing(theme.px(6))
        self.vue.setColumnWidth(1, theme.px(_JOUR))
