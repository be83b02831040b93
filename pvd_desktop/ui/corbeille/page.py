"""Page « Corbeille »: what was deleted comes back, one thing or several; emptying it is the act that asks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.commands.corbeille import empty_corbeille, restore_elements
from models.queries.corbeille import ElementSupprime, list_corbeille
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.corbeille.colonnes import COLONNES, LIBELLE, LIEU, NATURES
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.tables import ROLE_LIGNE, LignesModel, TriFiltre
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table
from pvd_desktop.ui.workspace import Workspace


class VueCorbeille(QTableView):
    """Enter brings back what is selected."""

    entree = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entree.emit()
        else:
            super().keyPressEvent(event)


class CorbeillePage(PageProjet):
    """What was deleted, the last first."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        self.catch_up()
        return _summary(len(self.modele.lignes))

    def choisis(self) -> tuple[ElementSupprime, ...]:
        """What is selected, in the order of the screen."""
        lignes = sorted(index.row() for index in self.vue.selectionModel().selectedRows())
        return tuple(self._tri.index(row, 0).data(ROLE_LIGNE) for row in lignes)

    def restore(self) -> None:
        """Bring back what is selected."""
        choisis = self.choisis()
        if not choisis or self._workspace.raison_lecture_seule:
            return
        quoi = f"«\u00a0{choisis[0].libelle}\u00a0»" if len(choisis) == 1 else _count(len(choisis))
        self._workspace.execute(f"Restaurer {quoi}", restore_elements, [(e.table, e.uid) for e in choisis])
        if {e.uid for e in choisis}.isdisjoint(e.uid for e in self.modele.lignes):
            self.toast.show_message(_restored(choisis), "Annuler", self._annulation.offer())

    def ask_to_empty(self) -> None:
        """Ask before the one act that cannot be undone."""
        nombre = len(self.modele.lignes)
        self.question.show_message(
            Niveau.ATTENTION,
            f"Supprimer définitivement {_count(nombre)}\u00a0?",
            "Vous ne pourrez pas annuler, ni ce geste, ni ceux d’avant. Leur historique disparaît aussi du fichier. "
            "Les copies de sécurité déjà faites les gardent.",
            (
                (f"Supprimer définitivement {_count(nombre)}", self._empty),
                ("Garder la corbeille", self.vue.setFocus),
            ),
            fermable=False,
        )
        self.question.boutons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _create_fields(self) -> None:
        self.question = Bandeau(self)
        self._phrase = QLabel(
            "Ce que vous supprimez attend ici avec tout ce qu’il contient, et revient à sa place quand vous le "
            "restaurez.",
            self,
        )
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.restaurer = QPushButton("Restaurer", self)
        self.restaurer.setProperty("role", "primaire")
        self.vider = QPushButton("Vider la corbeille…", self)
        icones.poser(self.vider, "corbeille", "texte")
        self.modele = LignesModel(COLONNES, lambda e: e.uid, parent=self)
        self._tri = TriFiltre(self)
        self._tri.setSourceModel(self.modele)
        self.vue = VueCorbeille(self)
        configure_table(self.vue)
        self.vue.setModel(self._tri)
        self.vue.setSortingEnabled(True)
        self.vue.sortByColumn(len(COLONNES) - 1, Qt.SortOrder.DescendingOrder)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for phrase in (LIBELLE, LIEU):
            # They give way on a narrow page: what was lost, and when, stays in sight.
            self.vue.horizontalHeader().setSectionResizeMode(phrase, QHeaderView.ResizeMode.Stretch)
        self.vue.setAccessibleName("Éléments supprimés")
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, COLONNES))
        self._vide = EtatVide(
            "corbeille",
            "La corbeille est vide",
            "Les actions, opérations, orientations, organismes et pièces que vous supprimez arrivent ici. "
            "Vous pourrez les restaurer quand vous voudrez.",
            parent=self,
        )
        self.toast = Toast(self)

    def _lay_out(self) -> None:
        self._contenu = QWidget(self)
        corps = QVBoxLayout(self._contenu)
        corps.setContentsMargins(0, 0, 0, 0)
        self._barre = QHBoxLayout()
        self._barre.addWidget(self._phrase, 1)
        self._barre.addWidget(self.vider)
        self._barre.addWidget(self.restaurer)
        corps.addLayout(self._barre)
        corps.addWidget(self.vue, 1)
        self._corps = corps
        self._pile = QStackedWidget(self)
        self._pile.addWidget(self._contenu)
        self._pile.addWidget(self._vide)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.question)
        self._disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self.vue.selectionModel().selectionChanged.connect(self._refresh_buttons)
        self.vue.entree.connect(self.restore)
        self.vue.doubleClicked.connect(self.restore)
        self.restaurer.clicked.connect(self.restore)
        self.vider.clicked.connect(self.ask_to_empty)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        elements = self._workspace.read(list_corbeille)
        self.modele.set_lignes(elements)
        self._pile.setCurrentWidget(self._contenu if elements else self._vide)
        if elements and not self.vue.currentIndex().isValid():
            self.vue.setCurrentIndex(self._tri.index(0, 0))
        self.question.hide()
        self._refresh_buttons()
        self.resume_changed.emit(_summary(len(elements)))

    def _refresh_buttons(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        nombre = len(self.vue.selectionModel().selectedRows())
        self.restaurer.setEnabled(editable and nombre > 0)
        self.restaurer.setText("Restaurer" if nombre < 2 else f"Restaurer {_count(nombre)}")
        self.vider.setEnabled(editable and bool(self.modele.lignes))

    def _empty(self) -> None:
        self._workspace.execute_for_good("Vider la corbeille", empty_corbeille)

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, theme.px(8))
        self._disposition.setSpacing(theme.px(8))
        self._corps.setSpacing(theme.px(10))
        self._barre.setSpacing(theme.px(8))


def _summary(nombre: int) -> str:
    return f"{_count(nombre)} dans la corbeille" if nombre else "Corbeille vide"


def _count(nombre: int) -> str:
    return f"{nombre} élément{'s' if nombre > 1 else ''}"


def _restored(choisis: Sequence[ElementSupprime]) -> str:
    if len(choisis) > 1:
        return f"{_count(len(choisis))} restaurés"
    seul = choisis[0]
    accord = "" if seul.table == "organisme" else "e"
    return f"{NATURES[seul.table][0]} restauré{accord}\u00a0: {seul.libelle}"
