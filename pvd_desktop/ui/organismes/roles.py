"""Tab « Rôles »: everywhere the organisme is named; Enter or a double click leads there."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QStackedLayout, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.regles import Objet
from models.domain.roles import RoleOrganisme
from pvd_desktop.ui import theme
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.tables import Colonne, LignesModel
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table

_COLONNES: Final = (
    Colonne[RoleOrganisme](titre="Rôle", texte=lambda role: role.role, largeur=200),
    Colonne[RoleOrganisme](titre="Où", texte=lambda role: role.lieu, largeur=360),
)


class VueRoles(QTableView):
    """Enter opens, as the double click does."""

    entree = Signal(QModelIndex)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.entree.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class OngletRoles(QWidget):
    """One row for each place.

    Signals:
        objet_demande(Objet, str): open it, on this field.
    """

    objet_demande = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Rôles")
        self._phrase = QLabel("Entrée, ou un double clic, ouvre l’endroit où le partenaire est cité.", self)
        self._phrase.setProperty("role", "discret")
        self._phrase.setWordWrap(True)
        self.modele: LignesModel[RoleOrganisme] = LignesModel(_COLONNES, _cle, parent=self)
        self.vue = VueRoles(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Endroits où le partenaire est cité")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: endroits où le partenaire est cité")
        self.vue.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, _COLONNES))
        self.vide = EtatVide(
            "partenaires",
            "Cité nulle part pour l’instant",
            "Ce partenaire apparaîtra ici dès qu’une action, une demande, la convention ou une instance le nommera.",
            parent=self,
        )
        self._pile = QStackedLayout()
        self._pile.addWidget(self.vue)
        self._pile.addWidget(self.vide)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self._phrase)
        self._disposition.addLayout(self._pile, 1)
        self.vue.entree.connect(self._on_activated)
        self.vue.doubleClicked.connect(self._on_activated)
        theme.suivre(self, self._on_theme_changed)

    def show_roles(self, roles: tuple[RoleOrganisme, ...]) -> None:
        """Show these places."""
        self.modele.set_lignes(roles)
        self._phrase.setVisible(bool(roles))
        self._pile.setCurrentWidget(self.vue if roles else self.vide)

    def _on_activated(self, index: QModelIndex) -> None:
        role = self.modele.ligne(index.row())
        objet: Objet = role.objet
        self.objet_demande.emit(objet, role.champ)

    def _on_theme_changed(self) -> None:
        marge = theme.px(12)
        self._disposition.setContentsMargins(marge, marge, marge, marge)
        self._disposition.setSpacing(theme.px(8))


def _cle(role: RoleOrganisme) -> str:
    return f"{role.objet.type} {role.objet.uid} {role.champ} {role.role}"
