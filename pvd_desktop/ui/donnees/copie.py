"""Section « Copie anonymisée »: what the copy loses, and the texts that somebody must read again before it leaves."""

from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.domain.personnes.anonymat import ProjetAnonyme, TexteARelire, anonymiser
from pvd_desktop.ui import theme
from pvd_desktop.ui.tasks import Progress, Task
from pvd_desktop.ui.widgets.tables import Colonne, LignesModel
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table
from pvd_desktop.ui.workspace import Workspace

_EXPLIQUE: Final = (
    "Une copie du projet où chaque personne devient «\u00a0Personne 1\u00a0», «\u00a0Personne 2\u00a0»…, sans "
    "courriel, téléphone, logo ni pièce jointe, sans historique, corbeille ni état figé. Les noms connus du projet "
    "sont aussi remplacés dans les textes libres\u00a0; relisez-les, ils peuvent en citer d’autres. L’original n’est "
    "pas touché."
)
_LIGNES_MAX: Final = 10
"""Rows shown before the list scrolls by itself."""
_COLONNES: Final = (
    Colonne[TexteARelire](titre="Où", texte=lambda t: t.lieu, largeur=300),
    Colonne[TexteARelire](titre="Champ", texte=lambda t: t.libelle_champ, largeur=130),
    Colonne[TexteARelire](
        titre="À vérifier",
        texte=lambda t: ", ".join(t.suspects),
        largeur=150,
        aide="Mots écrits comme le nom d’une personne du projet, ou après une civilité",
    ),
    Colonne[TexteARelire](titre="Texte de la copie", texte=lambda t: " ".join(t.texte.split()), largeur=300),
)


class SectionCopie(QWidget):
    """The button that writes it, and the list of what may still name somebody.

    Signals:
        objet_demande(Objet, str): this text is to be corrected where it stands.
        liste_montree(): the list takes its place under the button, maybe out of sight.
    """

    objet_demande = Signal(object, str)
    liste_montree = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.tache: Task | None = None
        self._titre = QLabel("Copie anonymisée", self)
        self._explique = QLabel(_EXPLIQUE, self)
        self._bilan = QLabel(self)
        for texte in (self._explique, self._bilan):
            texte.setWordWrap(True)
            texte.setProperty("role", "discret")
        self.copier = QPushButton("Enregistrer une copie anonymisée…", self)
        self.relire = QPushButton("Voir les textes à relire", self)
        self.modele: LignesModel[TexteARelire] = LignesModel(_COLONNES, lambda t: f"{id(t)}", parent=self)
        self.vue = QTableView(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Textes à relire")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: textes à relire")
        self.vue.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self._lay_out()
        self.forget()
        self.relire.clicked.connect(self.lister)
        self.vue.activated.connect(self._on_activated)
        theme.suivre(self, self._on_theme_changed)

    def lister(self) -> None:
        """Read what the copy would hold, in a thread."""
        if self.tache is not None and self.tache.en_cours:
            return
        projet = self._workspace.projet

        def run(_progress: Progress) -> ProjetAnonyme:
            return anonymiser(projet)

        self.tache = Task(run, self)
        self.tache.succeeded.connect(self._show)
        self.tache.start()

    def forget(self) -> None:
        """What was read may be no longer true."""
        self._bilan.hide()
        self.vue.hide()
        self.modele.set_lignes(())

    def bilan(self) -> str:
        """What the list says of the copy."""
        return self._bilan.text()

    def _show(self, anonyme: ProjetAnonyme) -> None:
        self._bilan.setText(anonyme.bilan)
        self._bilan.show()
        self.modele.set_lignes(anonyme.a_relire)
        self.vue.setVisible(bool(anonyme.a_relire))
        self._fit()
        self.liste_montree.emit()

    def _lay_out(self) -> None:
        self._boutons = QHBoxLayout()
        self._boutons.addWidget(self.copier)
        self._boutons.addWidget(self.relire)
        self._boutons.addStretch(1)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, 0, 0, 0)
        for widget in (self._titre, self._explique):
            self._colonne.addWidget(widget)
        self._colonne.addLayout(self._boutons)
        self._colonne.addWidget(self._bilan)
        self._colonne.addWidget(self.vue)

    def _on_activated(self, index: QModelIndex) -> None:
        texte = self.modele.ligne(index.row())
        if texte.objet is not None:
            self.objet_demande.emit(texte.objet, texte.champ)

    def _fit(self) -> None:
        self.vue.setFixedHeight(theme.px(34 + 30 * min(self.modele.rowCount(), _LIGNES_MAX)))

    def _on_theme_changed(self) -> None:
        self._titre.setFont(theme.police(1.1, gras=True))
        self._titre.setContentsMargins(0, theme.px(12), 0, 0)
        self._colonne.setSpacing(theme.px(10))
        self._boutons.setSpacing(theme.px(8))
        apply_colonnes(self.vue, _COLONNES)
        self._fit()
