"""Tab « Copie »: what one pastes into the portal, field after field, with what it counts."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demandes.copie import LigneCopie, fiche_de_copie
from models.domain.demandes.formulaire import remplir
from models.domain.demandes.situee import DemandeSituee
from models.referentiel.formulaires import formulaire_de
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.listes import VueListe
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_largeurs

COPIER: Final = 3
"""Rank of the column whose cells are the buttons."""
_LARGEURS: Final = (220, 240, 128, 84)


def _texte(ligne: LigneCopie) -> str:
    return " ".join(ligne.texte.split()) or "À compléter"


_COLONNES: Final[tuple[Colonne[LigneCopie], ...]] = (
    Colonne(
        titre="Champ du portail",
        texte=lambda li: f"{li.numero} {li.libelle}",
        gras=lambda li: li.requis,
        copie=lambda li: li.libelle,
    ),
    Colonne(
        titre="Texte",
        texte=_texte,
        token=lambda li: None if li.texte else "texte_discret",
        copie=lambda li: li.texte,
    ),
    Colonne(
        titre="Longueur",
        texte=lambda li: (
            "À cocher" if li.est_choix else f"{li.compte}{f', {li.depasse} de trop' if li.depasse else ''}"
        ),
        token=lambda li: "erreur" if li.depasse else "texte_discret",
        icone=lambda li: ("alerte", "erreur") if li.depasse else None,
        align=DROITE,
        copie=lambda li: str(li.caracteres),
    ),
    Colonne(
        titre="Copier",
        texte=lambda li: "Copier" if li.texte else "",
        icone=lambda li: ("copier", "accent") if li.texte else None,
        token=lambda _li: "accent",
        accessible=lambda li: f"Copier {li.libelle}" if li.texte else "rien à copier",
        copie=lambda _li: "",
    ),
)


class OngletCopie(RubriqueDemande):
    """A click on « Copier », Enter, or Ctrl+C: the text of the field is on the clipboard."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jour = contexte.ecrivain.workspace.aujourd_hui
        self._ecriture = ecriture
        self.modele: LignesModel[LigneCopie] = LignesModel(_COLONNES, lambda ligne: ligne.cle, parent=self)
        self.vue = VueListe("Fiche de copie", self)
        self.vue.setModel(self.modele)
        self.vue.horizontalHeader().setStretchLastSection(False)
        self.vue.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for action in self.vue.actions():
            # That of a table copies a row, tabs included.
            self.vue.removeAction(action)
        self.dit = QLabel(self)
        self.dit.setProperty("role", "discret")
        self.dit.setTextFormat(Qt.TextFormat.PlainText)
        self.copier = QPushButton("Copier ce champ", self)
        self.copier.setProperty("role", "primaire")
        self.copier.setToolTip("Mettre le texte du champ dans le presse-papiers (Ctrl+C ou Entrée)")
        icones.poser(self.copier, "copier", "sur_accent", 16)
        self.suivant = QPushButton("Champ suivant", self)
        self.suivant.setToolTip("Aller au champ suivant et copier son texte")
        self._pied = QHBoxLayout()
        self._pied.addWidget(self.dit, 1)
        self._pied.addWidget(self.suivant)
        self._pied.addWidget(self.copier)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.vue, 1)
        self._disposition.addLayout(self._pied)
        self.setFocusProxy(self.vue)
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def show_demande(self, situee: DemandeSituee) -> None:
        rempli = remplir(situee, formulaire_de(situee.dispositif), self._jour())
        self.modele.set_lignes(fiche_de_copie(rempli))
        if not self.vue.currentIndex().isValid() and self.modele.rowCount():
            self.vue.setCurrentIndex(self.modele.index(0, 0))
        self._show_state()

    def copy(self, row: int) -> str:
        """Put the text of a field on the clipboard, and return it."""
        if not 0 <= row < self.modele.rowCount():
            return ""
        ligne = self.modele.ligne(row)
        if not ligne.texte:
            self.dit.setText(f"«\u00a0{ligne.libelle}\u00a0» n’a pas encore de texte.")
            return ""
        QGuiApplication.clipboard().setText(ligne.texte)
        self.dit.setText(f"Copié\u00a0: {ligne.libelle} ({ligne.compte})")
        return ligne.texte

    def _connect(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        self.vue.voir_demande.connect(self.copy)
        self.vue.clicked.connect(self._on_vue_clicked)
        self.copier.clicked.connect(lambda: self.copy(self.vue.currentIndex().row()))
        self.suivant.clicked.connect(self._on_suivant_clicked)
        self.vue.selectionModel().currentRowChanged.connect(self._show_state)
        raccourci = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.vue)
        raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
        raccourci.activated.connect(lambda: self.copy(self.vue.currentIndex().row()))

    def _show_state(self) -> None:
        row = self.vue.currentIndex().row()
        self.copier.setEnabled(0 <= row < self.modele.rowCount() and bool(self.modele.ligne(row).texte))
        self.suivant.setEnabled(0 <= row < self.modele.rowCount() - 1)

    def _on_vue_clicked(self, index: QModelIndex) -> None:
        if index.column() == COPIER:
            self.copy(index.row())

    def _on_suivant_clicked(self) -> None:
        row = self.vue.currentIndex().row() + 1
        self.vue.setCurrentIndex(self.modele.index(row, 0))
        self.copy(row)

    def _on_theme_changed(self) -> None:
        apply_largeurs(self.vue, [theme.px(largeur) for largeur in _LARGEURS])
        self._disposition.setContentsMargins(0, theme.px(8), theme.px(8), theme.px(8))
        self._disposition.setSpacing(theme.px(8))
