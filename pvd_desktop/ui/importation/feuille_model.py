"""The cells of a sheet as the file holds them, with what is said of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from models.domain.formats import format_date
from models.domain.importation.correspondance import Correspondance
from models.domain.importation.feuille import Anomalie, Brut, Feuille, lettres
from models.domain.importation.proposition import Nature, RemarqueImport, Sort
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.lecture import Cellule
from pvd_desktop.ui.widgets.colonne import DROITE, GAUCHE, Index

_FONDS: Final = {Nature.REFUS: "fond_erreur", Nature.NON_COMPRIS: "fond_attention", Nature.ECART: "fond_attention"}
"""Ground of a cell something is said of; the tooltip and the reading aloud say it in words."""
_LUE: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_CORRIGEABLE: Final = _LUE | Qt.ItemFlag.ItemIsEditable
ICONES_SORTS: Final = {
    Sort.CREE: ("ajouter", "succes"),
    Sort.MODIFIE: ("crayon", "information"),
    Sort.INCHANGE: ("enregistre", "texte_discret"),
    Sort.ECARTE: ("moins", "texte_discret"),
    Sort.REFUSE: ("alerte", "erreur"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VueDeFeuille:
    """A sheet, and what is known of it."""

    feuille: Feuille
    correspondance: Correspondance
    valeurs: Mapping[Cellule, str]
    """Texts that replace those of the file."""
    marques: Mapping[Cellule, tuple[RemarqueImport, ...]]
    sorts: Mapping[tuple[str, int], Sort]

    def changees(self, autre: "VueDeFeuille") -> frozenset[int]:
        """Columns that another view of the same sheet shows otherwise."""
        ici, la = self.correspondance, autre.correspondance
        memes_lignes = (ici.premiere_entete, ici.derniere_entete) == (la.premiere_entete, la.derniere_entete)
        if not memes_lignes or self.marques is not autre.marques or self.sorts is not autre.sorts:
            return frozenset(range(self.feuille.largeur))
        # What a column is for, and what was typed over its cells.
        emplois = set(ici.affectations) ^ set(la.affectations)
        retouches = self.valeurs.items() ^ autre.valeurs.items()
        return frozenset({a.colonne for a in emplois} | {cellule[2] for cellule, _ in retouches})

    def est_entete(self, numero: int) -> bool:
        """Whether a row holds the headers."""
        return self.correspondance.premiere_entete <= numero <= self.correspondance.derniere_entete


def text_of(brut: Brut) -> str:
    """A cell as people read it.

    >>> text_of(Decimal("12500.50")), text_of(True), text_of(date(2026, 3, 9))
    ('12500,5', 'Oui', '09/03/2026')
    """
    match brut:
        case None:
            return ""
        case bool():
            return "Oui" if brut else "Non"
        case Decimal():
            entier = f"{brut.normalize():f}"
            return entier.replace(".", ",")
        case date():
            return format_date(brut)
        case Anomalie():
            return brut.texte
        case _:
            return brut


class FeuilleModel(QAbstractTableModel):
    """Rows of the sheet; a cell can be corrected for this import, the file stays as it is.

    Signals:
        retouchee(int, int, str): row as spreadsheets number it, column from 0, text.
    """

    retouchee = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vue: VueDeFeuille | None = None
        self._lectures: dict[int, Callable[[Cellule, Brut], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda cellule, brut: self._text(cellule, brut).replace("\n", " "),
            Qt.ItemDataRole.EditRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._explain,
            Qt.ItemDataRole.AccessibleTextRole: self._say,
            Qt.ItemDataRole.TextAlignmentRole: lambda _cellule, brut: DROITE if isinstance(brut, Decimal) else GAUCHE,
            Qt.ItemDataRole.FontRole: self._font,
            Qt.ItemDataRole.BackgroundRole: self._ground,
            Qt.ItemDataRole.ForegroundRole: self._colour,
        }

    @property
    def vue(self) -> VueDeFeuille | None:
        """What is shown."""
        return self._vue

    def show_vue(self, vue: VueDeFeuille | None) -> None:
        """Show a sheet; the same one again keeps the place of the view."""
        ancienne = self._vue
        if ancienne is None or vue is None or ancienne.feuille is not vue.feuille:
            self.beginResetModel()
            self._vue = vue
            self.endResetModel()
            return
        self._vue = vue
        # Painting every cell again while a thread computes holds the window twice as long.
        if colonnes := vue.changees(ancienne):
            self.dataChanged.emit(self.index(0, min(colonnes)), self.index(self.rowCount() - 1, max(colonnes)))

    def row_of(self, numero: int) -> int:
        """Row that shows a row of the sheet, -1 when it is empty there."""
        lignes = self._vue.feuille.lignes if self._vue else ()
        return next((row for row, ligne in enumerate(lignes) if ligne.numero == numero), -1)

    def numero(self, row: int) -> int:
        """Row of the sheet that a row shows."""
        assert self._vue is not None
        return self._vue.feuille.lignes[row].numero

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._vue is None else len(self._vue.feuille.lignes)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() or self._vue is None else self._vue.feuille.largeur

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        vue = self._vue
        if vue is None or not index.isValid():
            return None
        ligne = vue.feuille.lignes[index.row()]
        cellule = (vue.feuille.nom, ligne.numero, index.column())
        lecture = self._lectures.get(role)
        return lecture(cellule, ligne.valeur(index.column())) if lecture else None

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self._vue is None or role != Qt.ItemDataRole.EditRole or value == index.data(Qt.ItemDataRole.EditRole):
            return False
        self.retouchee.emit(self.numero(index.row()), index.column(), str(value))
        return True

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        # Asked twice for each cell that is painted: nothing is put together again.
        if self._vue is None or not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _LUE if self._vue.est_entete(self.numero(index.row())) else _CORRIGEABLE

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        vue = self._vue
        if vue is None or orientation is Qt.Orientation.Horizontal or not 0 <= section < self.rowCount():
            return lettres(section) if vue and role == Qt.ItemDataRole.DisplayRole else None
        numero = vue.feuille.lignes[section].numero
        sort = vue.sorts.get((vue.feuille.nom, numero))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(numero)
            case Qt.ItemDataRole.DecorationRole:
                return icones.icone(*ICONES_SORTS[sort], 14) if sort else None
            case Qt.ItemDataRole.ToolTipRole:
                return self._fate(numero, sort)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Ligne {numero}\u00a0: {self._fate(numero, sort)}"
            case _:
                return None

    def _text(self, cellule: Cellule, brut: Brut) -> str:
        assert self._vue is not None
        retouche = self._vue.valeurs.get(cellule)
        return text_of(brut) if retouche is None else retouche

    def _explain(self, cellule: Cellule, brut: Brut) -> str:
        assert self._vue is not None
        phrases = [self._text(cellule, brut)]
        if cellule in self._vue.valeurs:
            phrases.append(f"Corrigé ici\u00a0; le fichier dit «\u00a0{text_of(brut)}\u00a0».")
        phrases += [f"{r.message} {r.remede}".strip() for r in self._vue.marques.get(cellule, ())]
        if isinstance(brut, Anomalie):
            phrases.append(f"{brut.message} {brut.remede}".strip())
        return "\n".join(filter(None, phrases))

    def _say(self, cellule: Cellule, brut: Brut) -> str:
        assert self._vue is not None
        affectation = self._vue.correspondance.affectation(cellule[2])
        titre = (affectation.entete if affectation else "") or f"Colonne {lettres(cellule[2])}"
        texte = self._text(cellule, brut) or "vide"
        dites = " ".join(r.message for r in self._vue.marques.get(cellule, ()))
        return f"{titre}\u00a0: {texte}{'. ' if dites else ''}{dites}"

    def _font(self, cellule: Cellule, _brut: Brut) -> Any:
        assert self._vue is not None
        gras = self._vue.est_entete(cellule[1]) or cellule in self._vue.valeurs
        return theme.police_tableau(gras=True) if gras else None

    def _colour(self, cellule: Cellule, _brut: Brut) -> Any:
        return None if self._counts(cellule[1], cellule[2]) else theme.couleur("texte_discret")

    def _ground(self, cellule: Cellule, _brut: Brut) -> Any:
        assert self._vue is not None
        for remarque in self._vue.marques.get(cellule, ()):
            if remarque.nature in _FONDS:
                return theme.couleur(_FONDS[remarque.nature])
        if cellule in self._vue.valeurs:
            return theme.couleur("fond_information")
        return theme.couleur("fond") if self._vue.est_entete(cellule[1]) else None

    def _counts(self, numero: int, colonne: int) -> bool:
        """Whether a cell is part of what comes in."""
        assert self._vue is not None
        if self._vue.est_entete(numero):
            return True
        affectation = self._vue.correspondance.affectation(colonne)
        sort = self._vue.sorts.get((self._vue.feuille.nom, numero))
        return bool(affectation and affectation.champ) and sort not in {None, Sort.ECARTE}

    def _fate(self, numero: int, sort: Sort | None) -> str:
        assert self._vue is not None
        if sort is not None:
            return f"Action {sort.libelle.lower()}"
        return (
            "En-tête du tableau" if self._vue.est_entete(numero) else "Titre, total ou autre\u00a0: aucune action ici"
        )
