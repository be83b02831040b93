"""What each column of a sheet is for, as two rows over it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from models.domain.importation.correspondance import Affectation, Correspondance
from models.domain.importation.feuille import lettres
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.choix import is_understood, is_unknown, libelle_de
from pvd_desktop.ui.widgets.colonne import Index


class CorrespondanceModel(QAbstractTableModel):
    """Two rows over the sheet: the title of each column, and what the column is for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._correspondance: Correspondance | None = None
        self._largeur = 0
        self._rangs = False

    def show_correspondance(self, correspondance: Correspondance | None, largeur: int) -> None:
        """Show how a sheet of ``largeur`` columns is read."""
        meme = self._largeur == largeur and self._correspondance is not None and correspondance is not None
        if meme and self._correspondance == correspondance:
            return
        if not meme:
            self.beginResetModel()
        self._correspondance, self._largeur = correspondance, largeur
        self._rangs = correspondance is not None and any(a.groupe > 1 for a in correspondance.affectations)
        if not meme:
            self.endResetModel()
        elif largeur:
            self.dataChanged.emit(self.index(0, 0), self.index(1, largeur - 1))

    def affectation(self, colonne: int) -> Affectation:
        """What a column is for."""
        trouvee = self._correspondance.affectation(colonne) if self._correspondance else None
        return trouvee or Affectation(colonne=colonne)

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or not self._largeur else 2

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else self._largeur

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        affectation = self.affectation(index.column())
        titre = " ".join(affectation.entete.split())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(affectation) if index.row() else titre
            case Qt.ItemDataRole.ToolTipRole:
                return f"{self._name(affectation)} ({self._etat(affectation)})" if index.row() else titre
            case Qt.ItemDataRole.AccessibleTextRole:
                nom = f"Colonne {lettres(index.column())} «\u00a0{titre or 'sans titre'}\u00a0»"
                return f"{nom}\u00a0: {self._name(affectation)}, {self._etat(affectation)}" if index.row() else nom
            case Qt.ItemDataRole.FontRole:
                return None if index.row() else theme.police_tableau(gras=True)
            case Qt.ItemDataRole.DecorationRole if index.row():
                return self._icone(affectation)
            case _:
                return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return lettres(section)
        return ("Titre", "Devient")[section]

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.row() else Qt.ItemFlag.ItemIsEnabled

    def _name(self, affectation: Affectation) -> str:
        return libelle_de(affectation, rangs=self._rangs)

    @staticmethod
    def _icone(affectation: Affectation) -> Any:
        if is_unknown(affectation):
            return icones.icone("avertissement", "attention", 14)
        if is_understood(affectation):
            return icones.icone("succes", "succes", 14)
        return icones.icone("moins", "texte_discret", 14)

    @staticmethod
    def _etat(affectation: Affectation) -> str:
        if is_unknown(affectation):
            return "à vérifier\u00a0: le titre n’est pas reconnu"
        return "compris" if is_understood(affectation) else "laissé de côté"
