"""A list edited in place: one row per line, the keyboard first, and it follows the protocol of the form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from models.domain.uids import Uid
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.poignee import Poignee
from pvd_desktop.ui.widgets.table_vue import TableVue
from pvd_desktop.ui.widgets.tables import LignesModel
from pvd_desktop.ui.widgets.vue import apply_largeurs, configure_table

LIGNES_MAX: Final = 14
"""Rows shown before the list scrolls by itself."""


@dataclass(frozen=True, slots=True)
class ActesListe:
    """What the list does to the project; without ``move`` its order is not the user's."""

    add: Callable[[], Uid | None]
    write: Callable[[str, str, object], None]
    """(key of the row, field, value); raises SaisieError when the value does not fit the row."""
    remove: Callable[[str], None]
    move: Callable[[str, int], None] | None = None
    bornes: Callable[[str], tuple[int, int]] | None = None
    """First and last place that a row may take, when the list ranks its rows before the user does."""


@dataclass(frozen=True, slots=True)
class MotsListe:
    """What the list says of itself."""

    nom: str
    """Accessible name: « Partenaires »."""
    ajouter: str
    """Text of the button: « Ajouter un partenaire »."""
    vide: str
    """Sentence shown when there is no line."""


class ListeEditable(QFrame):
    """Rows, and the buttons that add, remove and move them."""

    valeur_validee = Signal(object)
    """Never emitted: each cell is written by itself."""
    erreur_changed = Signal(str)
    """Never emitted: the list shows its own errors, under the row."""
    ligne_changed = Signal()
    """The current line changed."""
    ligne_retiree = Signal(object)
    """The row that the user took away, once it is gone."""
    ajout_demande = Signal(str, str)
    """(key, field): something must be created to be chosen there."""

    def __init__(
        self,
        mots: MotsListe,
        colonnes: Sequence[Colonne[Any]],
        actes: ActesListe,
        *,
        etirable: int = 0,
        souhaits: Mapping[int, int] | None = None,
        lignes_hautes: bool = False,
        poignee: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``etirable`` takes the room left, once the columns of ``souhaits`` have the pixels they wish.

        With ``lignes_hautes`` a long text goes to the next line instead of being shortened. Rows are also moved by
        dragging the column ``poignee``.
        """
        super().__init__(parent)
        self._mots = mots
        self._actes = actes
        self._etirable = etirable
        self._souhaits = dict(souhaits or {})
        self._lignes_hautes = lignes_hautes
        self._lecture_seule = False
        self._largeurs = [colonne.largeur for colonne in colonnes]
        self.modele: LignesModel[Any] = LignesModel(colonnes, _cle, self.write, self)
        self._create_fields()
        self.poignee = None if poignee is None else Poignee(self.vue, poignee)
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)
        self._show_state()

    def valeur(self) -> tuple[Any, ...]:
        """The lines shown."""
        return self.modele.lignes

    def set_valeur(self, valeur: Sequence[Any], /) -> None:
        """Show these lines; the cell being edited keeps what is typed in it."""
        self.modele.set_lignes(valeur)
        self._show_state()

    def commit(self) -> bool:
        """Write the cell being edited, if any."""
        return self._delegue.commit()

    def abandon(self) -> None:
        """Close the cell being edited without writing it."""
        editeur = self._delegue.editeur_ouvert()
        if editeur is not None:
            self._delegue.closeEditor.emit(editeur, DelegueCellule.EndEditHint.RevertModelCache)

    def show_saisie(self) -> None:
        """Go back to the cell that is being edited."""
        editeur = self._delegue.editeur_ouvert()
        if editeur is not None:
            self.vue.scrollTo(self.vue.currentIndex())
            editeur.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_lecture_seule(self, lecture_seule: bool, /) -> None:
        """Hide what changes the list."""
        self._lecture_seule = lecture_seule
        declencheurs = QAbstractItemView.EditTrigger
        self.vue.setEditTriggers(declencheurs.NoEditTriggers if lecture_seule else _EDITION)
        if self.poignee is not None:
            self.poignee.active = not lecture_seule
        self._show_state()

    def ligne_courante(self) -> Any | None:
        """The snapshot of the current row, if any."""
        index = self.vue.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    def select(self, cle: str, champ: str = "", *, edit: bool = False) -> bool:
        """Make a cell current; ``False`` when the row is not there, or when another holds what cannot be read."""
        if not self.commit():
            self.show_saisie()
            return False
        row = self.modele.row_of(cle)
        if row < 0:
            return False
        champs = [colonne.champ for colonne in self.modele.colonnes]
        # A column that is only read has no field.
        typees = [i for i, colonne in enumerate(self.modele.colonnes) if colonne.editable]
        index = self.modele.index(row, champs.index(champ) if champ and champ in champs else next(iter(typees), 0))
        self.vue.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.vue.scrollTo(index)
        self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        if edit:
            self.vue.edit(index)
        return True

    def write(self, cle: str, champ: str, valeur: object) -> None:
        """Write one field of one line."""
        self._actes.write(cle, champ, valeur)

    def delegue(self) -> DelegueCellule:
        """The editor of the cells."""
        return self._delegue

    def message(self) -> str:
        """The error shown under the list, empty when all is well."""
        return self._message.texte() if self._message.isVisibleTo(self) else ""

    def boutons(self) -> dict[str, QPushButton | QToolButton]:
        """« ajouter », « retirer », « monter », « descendre »."""
        return {"ajouter": self._ajouter, **self._outils}

    def _create_fields(self) -> None:
        self._delegue = DelegueCellule(self)
        self.vue = TableVue(self)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setItemDelegate(self._delegue)
        self.vue.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.vue.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.vue.setEditTriggers(_EDITION)
        if self._lignes_hautes:
            self.vue.setWordWrap(True)
            self.vue.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.vue.setAccessibleName(self._mots.nom)
        self.vue.horizontalHeader().setAccessibleName(f"Colonnes\u00a0: {self._mots.nom}")
        self.vue.horizontalHeader().setMinimumSectionSize(theme.px(40))
        self.setProperty("role", "carte")
        self._vide = QLabel(self._mots.vide, self)
        self._vide.setProperty("role", "discret")
        self._vide.setWordWrap(True)
        self._message = LigneMessage(self)
        self._ajouter = QPushButton(self._mots.ajouter, self)
        self._ajouter.setProperty("role", "discret")
        icones.poser(self._ajouter, "ajouter", "accent", 16)
        self._outils: dict[str, QPushButton | QToolButton] = {}
        outils = [("retirer", "Retirer la ligne (Suppr)", "supprimer")]
        if self._actes.move is not None:
            outils += [
                ("monter", "Monter la ligne (Alt+↑)", "monter"),
                ("descendre", "Descendre la ligne (Alt+↓)", "descendre"),
            ]
        for nom, aide, icone in outils:
            bouton = QToolButton(self)
            bouton.setToolTip(aide)
            bouton.setAccessibleName(f"{aide.partition(' (')[0]}, {self._mots.nom}")
            icones.poser(bouton, icone, "texte_discret", 16)
            self._outils[nom] = bouton

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        self._pied.addWidget(self._ajouter)
        self._pied.addStretch(1)
        for bouton in self._outils.values():
            self._pied.addWidget(bouton)
        self._disposition = QVBoxLayout(self)
        self._disposition.setContentsMargins(1, 1, 1, 1)
        self._disposition.setSpacing(0)
        for widget in (self.vue, self._vide, self._message):
            self._disposition.addWidget(widget)
        self._disposition.addLayout(self._pied)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._ajouter.clicked.connect(self._on_ajouter_clicked)
        self._outils["retirer"].clicked.connect(self._on_retirer_clicked)
        self._add_shortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._on_retirer_clicked)
        if self._actes.move is not None:
            self._outils["monter"].clicked.connect(self._on_monter_clicked)
            self._outils["descendre"].clicked.connect(self._on_descendre_clicked)
            self._add_shortcut(QKeySequence("Alt+Up"), self._on_monter_clicked)
            self._add_shortcut(QKeySequence("Alt+Down"), self._on_descendre_clicked)
        if self.poignee is not None:
            self.poignee.deplacee.connect(self._move_to)
        self.vue.selectionModel().currentChanged.connect(self._on_current_changed)
        self.vue.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.vue.premiere_ligne.connect(self._on_premiere_ligne)
        self.vue.resized.connect(self._stretch)
        self.vue.saisie_retenue.connect(self.show_saisie)
        self.modele.saisie_refusee.connect(self._delegue.note_refus)
        self._delegue.saisie_refusee.connect(self._on_saisie_refusee)
        self._delegue.ajout_demande.connect(self.ajout_demande)
        self.vue.horizontalHeader().geometriesChanged.connect(self._fit)
        self.vue.verticalHeader().geometriesChanged.connect(self._fit)
        self.vue.horizontalScrollBar().rangeChanged.connect(self._fit)

    def _add_shortcut(self, touches: QKeySequence, slot: Callable[[], None]) -> None:
        raccourci = QShortcut(touches, self.vue)
        raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
        raccourci.activated.connect(slot)

    def _on_ajouter_clicked(self) -> None:
        if self.commit() and (uid := self._actes.add()) is not None:
            self.select(uid, edit=True)

    def _on_retirer_clicked(self) -> None:
        ligne = self.ligne_courante()
        if ligne is None or self._lecture_seule:
            return
        row = self.vue.currentIndex().row()
        self.abandon()
        self._actes.remove(ligne.uid)
        lignes = self.modele.lignes
        if lignes:
            self.select(lignes[min(row, len(lignes) - 1)].uid)
        if ligne.uid not in {restante.uid for restante in lignes}:
            self.ligne_retiree.emit(ligne)

    def _on_monter_clicked(self) -> None:
        self._move(-1)

    def _on_descendre_clicked(self) -> None:
        self._move(1)

    def _move(self, pas: int) -> None:
        row = self.vue.currentIndex().row()
        if row >= 0:
            self._move_to(row, row + pas)

    def _move_to(self, row: int, cible: int) -> None:
        move, ligne = self._actes.move, self.modele.ligne(row)
        if move is None or self._lecture_seule or not self.commit():
            return
        premiere, derniere = self._bornes(row)
        # Dropped too far, it goes as far as it may.
        cible = max(premiere, min(cible, derniere))
        if cible != row:
            move(ligne.uid, cible)

    def _bornes(self, row: int) -> tuple[int, int]:
        if row < 0 or self._actes.bornes is None:
            return 0, self.modele.rowCount() - 1
        return self._actes.bornes(self.modele.ligne(row).uid)

    def _on_current_changed(self) -> None:
        self._show_state()
        self.ligne_changed.emit()

    def _on_selection_changed(self, _choisis: QItemSelection, _laisses: QItemSelection) -> None:
        self._show_state()

    def _on_premiere_ligne(self) -> None:
        if self.modele.rowCount():
            self.vue.selectionModel().setCurrentIndex(
                self.modele.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _on_saisie_refusee(self, message: str) -> None:
        if message:
            self._message.set_message(Niveau.ERREUR, message)
            # Where the line goes is known once it is laid out.
            QTimer.singleShot(0, self._message, self._on_message_laid_out)
        else:
            self._message.hide()

    def _on_message_laid_out(self) -> None:
        """The line under a long list may be out of sight: then, and only then, the cell itself tells."""
        editeur = self._delegue.editeur_ouvert()
        if editeur is not None and self.message() and self._message.visibleRegion().isEmpty():
            QToolTip.showText(editeur.mapToGlobal(QPoint(0, editeur.height())), self.message(), editeur)

    def _show_state(self) -> None:
        nombre, editable = self.modele.rowCount(), not self._lecture_seule
        self.vue.setVisible(nombre > 0)
        self._vide.setVisible(nombre == 0)
        self._ajouter.setVisible(editable)
        # An empty list is reached by what fills it.
        self.setFocusProxy(self.vue if nombre else self._ajouter)
        row = self.vue.currentIndex().row()
        premiere, derniere = self._bornes(row)
        for nom, bouton in self._outils.items():
            bouton.setVisible(editable and nombre > 0)
            limite = {"monter": row > premiere, "descendre": row < derniere}.get(nom, True)
            bouton.setEnabled(row >= 0 and limite)
        self._fit()

    def _stretch(self) -> None:
        """Give one column the room the others leave, never less than its own width: then the list scrolls."""
        largeurs = [theme.px(largeur) for largeur in self._largeurs]
        reste = self.vue.viewport().width() - sum(largeurs)
        for colonne, souhait in self._souhaits.items():
            plus = max(0, min(reste, theme.px(souhait) - largeurs[colonne]))
            largeurs[colonne] += plus
            reste -= plus
        largeurs[self._etirable] += max(0, reste)
        apply_largeurs(self.vue, largeurs)

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, not a list inside it."""
        haut = self.vue.verticalHeader().length() if self._lignes_hautes else self.modele.rowCount() * theme.px(30)
        lignes = min(haut, LIGNES_MAX * theme.px(30))
        barre = self.vue.horizontalScrollBar()
        pied = barre.sizeHint().height() if barre.maximum() > 0 else 0
        hauteur = self.vue.horizontalHeader().sizeHint().height() + lignes + pied
        if self.vue.height() != hauteur or self.vue.minimumHeight() != hauteur:
            self.vue.setFixedHeight(hauteur)

    def _on_theme_changed(self) -> None:
        if self._lignes_hautes:
            self.vue.verticalHeader().setMinimumSectionSize(theme.px(30))
        self._stretch()
        self._vide.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(2))
        self._message.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(2))
        self._pied.setContentsMargins(theme.px(2), theme.px(2), theme.px(4), theme.px(2))
        self._fit()


_EDITION = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)


def _cle(ligne: Any) -> str:
    return ligne.uid
