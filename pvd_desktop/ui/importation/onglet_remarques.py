"""Third tab: what was refused, not understood, supposed or left, each where it stands, with what to do."""

from collections import Counter
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.importation.proposition import Nature, RemarqueImport
from pvd_desktop.ui import theme
from pvd_desktop.ui.importation.colonnes import FEUILLE_REMARQUES, ICONES_NATURES, REMARQUES
from pvd_desktop.ui.importation.lecture import cell_of
from pvd_desktop.ui.importation.preparation import Preparation
from pvd_desktop.ui.widgets.colonne import Index
from pvd_desktop.ui.widgets.delegue_cellule import DelegueCellule
from pvd_desktop.ui.widgets.listes import ListeModel, VueListe
from pvd_desktop.ui.widgets.puces import Puces
from pvd_desktop.ui.widgets.vue import apply_colonnes

VALEUR: Final = 3
"""Column of the value, which can be corrected when the remark speaks of one cell."""
_PLURIELS: Final = {
    Nature.REFUS: "Refusés",
    Nature.NON_COMPRIS: "Non compris",
    Nature.ECART: "Écarts de total",
    Nature.CHOIX: "Choix faits",
    Nature.IGNORE: "Laissés de côté",
}
Numerotee = tuple[int, RemarqueImport]


class RemarquesModel(ListeModel[Numerotee]):
    """The value of a remark on one cell is corrected here as well as in the sheet.

    Signals:
        retouchee(int, str): the row, and what its cell should say.
    """

    retouchee = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(REMARQUES, lambda r: str(r[0]), parent=parent)

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == VALEUR and cell_of(self.ligne(index.row())[1]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == index.data(role):
            return False
        self.retouchee.emit(index.row(), str(value))
        return True


class OngletRemarques(QWidget):
    """Remarks by their nature.

    Signals:
        cellule_demandee(str, int, int): show this cell of the file.
    """

    cellule_demandee = Signal(str, int, int)

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._nature: Nature | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    def set_aside(self) -> None:
        """Hold nothing of what was read, as long as the tab is hidden."""
        self.vue.set_aside(self.modele)

    def refresh(self) -> None:
        """Show what the preparation holds."""
        lecture = self._preparation.lecture
        remarques = list(enumerate(lecture.proposition.remarques)) if lecture else []
        nombres = Counter(r.nature for _, r in remarques)
        if self._nature is not None and not nombres[self._nature]:
            self._nature = None
        self.puces.show_nombres(nombres, len(remarques), self._nature)
        gardees = remarques if self._nature is None else [r for r in remarques if r[1].nature is self._nature]
        self.vue.show_lignes(self.modele, gardees)
        self.vue.setColumnHidden(FEUILLE_REMARQUES, not (lecture and lecture.plusieurs_feuilles))
        self._rien.setVisible(not remarques)
        self.vue.setVisible(bool(remarques))
        self._show_phrase()

    def show_nature(self, nature: Nature | None) -> None:
        """Keep the remarks of one nature; ``None`` shows all."""
        self._nature = nature
        self.refresh()

    def _create_fields(self) -> None:
        self.puces = Puces(_PLURIELS, ICONES_NATURES, self)
        self.modele = RemarquesModel(self)
        self.vue = VueListe("Remarques sur le tableau", self)
        self.vue.setModel(self.modele)
        self.vue.setItemDelegate(DelegueCellule(self.vue))
        self.vue.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, REMARQUES))
        self._phrase = QLabel(self)
        self._phrase.setWordWrap(True)
        self._phrase.setTextFormat(Qt.TextFormat.PlainText)
        self._rien = QLabel("Tout a été compris\u00a0: il n’y a rien à vérifier.", self)
        self._rien.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.puces)
        self._disposition.addWidget(self._rien, 1)
        self._disposition.addWidget(self.vue, 1)
        self._disposition.addWidget(self._phrase)

    def _connect(self) -> None:
        self.puces.choisie.connect(self.show_nature)
        self.modele.retouchee.connect(self._on_retouchee)
        self.vue.voir_demande.connect(self._on_voir)
        self.vue.selectionModel().currentRowChanged.connect(self._show_phrase)

    def _show_phrase(self) -> None:
        """The whole sentence of the selected row: the columns cut it."""
        row = self.vue.currentIndex().row()
        if not 0 <= row < self.modele.rowCount():
            self._phrase.clear()
            return
        remarque = self.modele.ligne(row)[1]
        self._phrase.setText(f"{remarque.message} {remarque.remede}".strip())

    def _on_retouchee(self, row: int, texte: str) -> None:
        cellule = cell_of(self.modele.ligne(row)[1])
        if cellule is not None:
            self._preparation.set_valeur(*cellule, texte)

    def _on_voir(self, row: int) -> None:
        remarque = self.modele.ligne(row)[1]
        cellule = cell_of(remarque)
        if cellule is not None:
            self.cellule_demandee.emit(*cellule)
        elif remarque.lieu.ligne:
            self.cellule_demandee.emit(remarque.lieu.feuille, remarque.lieu.ligne, 0)

    def _on_theme_changed(self) -> None:
        self.puces.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        marge = theme.px(8)
        self._disposition.setContentsMargins(0, marge, 0, 0)
        self._disposition.setSpacing(marge)
        self._phrase.setContentsMargins(marge, 0, marge, theme.px(4))
        # Two lines keep their place: the list must not jump from row to row.
        self._phrase.setMinimumHeight(2 * theme.metriques().lineSpacing() + theme.px(4))
