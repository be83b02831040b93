"""The model of the grid: one flat table of every column there is; the views hide what is folded."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from models.domain.errors import SaisieError
from models.domain.maquettes.lecture import PERIODE, Vue
from models.domain.maquettes.maquette import TableauMaquette
from models.domain.maquettes.saisie import PART
from models.domain.non_chiffrees import mention
from models.domain.plan_financement import Financement
from models.domain.projet import Projet
from pvd_desktop.documents.tree import Euros, Value
from pvd_desktop.ui.maquette.cellule import INCONNU, VIDE, Cellule, build_cellule
from pvd_desktop.ui.maquette.colonnes import IDENTITE, NOM, NUMERO, PORTEUR, STATUT, ColonneGrille, colonnes
from pvd_desktop.ui.maquette.lignes import MEMOIRE, SANS_ORIENTATION, LecteurLignes, LigneGrille
from pvd_desktop.ui.widgets.colonne import DROITE, GAUCHE, ROLE_CLE, ROLE_LIGNE, Index
from pvd_desktop.ui.widgets.reconcile import reconcile

Ecrire = Callable[[LigneGrille, ColonneGrille, str], object]
"""Writes what was typed in a cell, or raises SaisieError."""
_RESTES: Final = frozenset({"solde", "a_trouver"})
"""Columns of what is left to pay."""
_SANS_FINANCEMENT: Final[tuple[Financement, ...]] = ()


class GrilleModel(QAbstractTableModel):
    """Rows are moved by identity and never reset; their cells are made when they are first painted."""

    saisie_refusee = Signal(str)
    """A typed text could not be read, or cannot be written there; the message says what to do."""
    plis_changed = Signal()
    """Somebody folded or unfolded rows."""

    def __init__(self, ecrire: Ecrire | None = None, parent: QObject | None = None) -> None:
        """Without ``ecrire`` nothing is editable."""
        super().__init__(parent)
        self._ecrire = ecrire
        self._lecteur = LecteurLignes()
        self._lignes: list[LigneGrille] = []
        self._pliees: dict[str, bool] = {}
        self._projet = Projet()
        self._tableau = TableauMaquette()
        self._lectures: Mapping[int, Callable[[int, int], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda row, column: self.cellule(row, column).texte,
            Qt.ItemDataRole.EditRole: lambda row, column: self.cellule(row, column).brut,
            Qt.ItemDataRole.ToolTipRole: self._tell,
            Qt.ItemDataRole.AccessibleTextRole: self._say,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: GAUCHE if column in IDENTITE else DROITE,
            ROLE_CLE: lambda row, _column: self._lignes[row].cle,
            ROLE_LIGNE: lambda row, _column: self._lignes[row],
        }
        self.vue: Vue = PERIODE
        """The period, or the year shown."""

    @property
    def par_annee(self) -> bool:
        """Whether one year is shown."""
        return self.vue is not PERIODE

    @property
    def tableau(self) -> TableauMaquette:
        """What is shown."""
        return self._tableau

    @property
    def base(self) -> str:
        """« HT », « TTC » or « base déclarée »."""
        return self._tableau.sommes.totaux.libelle_base

    @property
    def plis(self) -> Mapping[str, bool]:
        """Rows that somebody folded (``True``) or unfolded, by key; those that left the project are forgotten."""
        projet = self._projet
        connues = {SANS_ORIENTATION, MEMOIRE, *(o.uid for o in projet.orientations), *(f.uid for f in projet.fiches)}
        return {cle: pliee for cle, pliee in self._pliees.items() if cle in connues}

    def set_plis(self, plis: Mapping[str, bool]) -> None:
        """Fold and unfold rows as they were; before they are first shown."""
        self._pliees = dict(plis)

    @property
    def lignes(self) -> Sequence[LigneGrille]:
        """The rows shown."""
        return self._lignes

    def show(self, projet: Projet, tableau: TableauMaquette, vue: Vue) -> None:
        """Show this table, changing only what differs."""
        entetes = vue != self.vue or tableau.sommes.totaux.libelle_base != self.base
        self._projet, self._tableau, self.vue = projet, tableau, vue
        self._show_lignes()
        if entetes:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def fold(self, row: int, *, pliee: bool | None = None) -> bool:
        """Fold or unfold a row (``None``: the other way); ``False`` when nothing is below it."""
        ligne = self._lignes[row]
        if ligne.pliee is None or ligne.pliee is pliee:
            return False
        self._pliees[ligne.cle] = not ligne.pliee
        self._show_lignes()
        self.plis_changed.emit()
        return True

    def fold_actions(self, *, pliees: bool) -> None:
        """Fold or unfold every action of several operations."""
        for groupe in self._tableau.groupes:
            for ligne in groupe.lignes:
                if ligne.operations:
                    self._pliees[ligne.fiche.uid] = pliees
        self._show_lignes()
        self.plis_changed.emit()

    def forget_cellules(self) -> None:
        """The zoom changed: every cell is measured again."""
        self._lecteur.forget()
        self._show_lignes()

    def ligne(self, row: int) -> LigneGrille:
        """The row number ``row``."""
        return self._lignes[row]

    def row_of(self, cle: str) -> int:
        """Number of the row of that key, -1 when it is not shown."""
        return next((row for row, ligne in enumerate(self._lignes) if ligne.cle == cle), -1)

    def cellule(self, row: int, column: int) -> Cellule:
        """What a cell shows."""
        ligne = self._lignes[row]
        cellule = ligne.cellules.get(column)
        if cellule is None:
            cellule = ligne.cellules[column] = self._build_cellule(ligne, column)
        return cellule

    def brut(self, row: int, column: int) -> str:
        """What a cell gives to a spreadsheet; thousands are compared with what is pasted, and most hold nothing."""
        financeur = isinstance(colonnes()[column].cible, tuple)
        if financeur and self.ligne(row).saisissable and not self.financements(row, column):
            return ""
        return self.cellule(row, column).brut

    def financements(self, row: int, column: int) -> tuple[Financement, ...]:
        """Lines that stand in a cell; several when they share it."""
        return _financements(self._lignes[row], colonnes()[column])

    def saisissable(self, row: int, column: int) -> bool:
        """Whether an amount may be written in that cell, or in its detail."""
        return self._lignes[row].saisissable and colonnes()[column].cible is not None

    def unique(self, row: int, column: int) -> bool:
        """Whether the cell is the only place of its amount: several lines, or dépenses, are edited in the detail."""
        cible, ligne = colonnes()[column].cible, self._lignes[row].ligne
        if isinstance(cible, tuple):
            return len(self.financements(row, column)) < 2
        if cible == PART or ligne is None or ligne.operation is None:
            return True
        return sum(1 for d in ligne.operation.depenses if not self.par_annee or d.annee == self.vue) < 2

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(self._lignes)

    @override
    def columnCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - the signature of Qt
        return 0 if parent.isValid() else len(colonnes())

    @override
    def data(self, index: Index, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        lire = self._lectures.get(role)
        return None if lire is None else lire(row, column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, /, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            # No header shows it: a screen reader says it when the row changes.
            dites = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return self._name_row(section) if role in dites else None
        if not 0 <= section < len(colonnes()):
            return None
        colonne = colonnes()[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return colonne.titre_de(par_annee=self.par_annee)
            case Qt.ItemDataRole.ToolTipRole:
                return colonne.aide or colonne.nom
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (colonne.libelle_groupe, colonne.nom)))
            case _:
                return None

    @override
    def flags(self, index: Index, /) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._ecrire is not None and index.isValid():
            row, column = index.row(), index.column()
            if self.saisissable(row, column) and self.unique(row, column):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: Index, value: Any, /, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a typed text; the cell changes when the workspace announces it."""
        if role != Qt.ItemDataRole.EditRole or not index.flags() & Qt.ItemFlag.ItemIsEditable or self._ecrire is None:
            return False
        try:
            self._ecrire(self._lignes[index.row()], colonnes()[index.column()], str(value))
        except SaisieError as erreur:
            self.saisie_refusee.emit(str(erreur))
            return False
        return True

    def _show_lignes(self) -> None:
        lignes = self._lecteur.read(self._projet, self._tableau, self.vue, self._pliees)
        reconcile(self, QModelIndex(), self._lignes, lignes, lambda ligne: ligne.cle)

    def _build_cellule(self, ligne: LigneGrille, column: int) -> Cellule:
        if column in IDENTITE:
            texte = {NUMERO: ligne.numero, NOM: ligne.nom, PORTEUR: ligne.porteur, STATUT: ligne.statut}[column]
            return Cellule(texte=texte, dit=texte or VIDE, brut=texte)
        colonne = colonnes()[column]
        lire = colonne.lire(par_annee=self.par_annee)
        if ligne.sommes is None or lire is None:
            return Cellule()
        valeur: Value = lire(ligne.sommes)
        totaux = ligne.sommes.totaux
        cellule = build_cellule(valeur, _financements(ligne, colonne), totaux.libelle_base)
        if colonne.cle in _RESTES and isinstance(valeur, Euros) and valeur.montant and (avant := mention(totaux)):
            # An aide that nobody has put an amount on yet may only lower it.
            cellule.texte, cellule.dit = f"≤\u00a0{cellule.texte}", f"{cellule.dit}, {avant}"
        return cellule

    def _say(self, row: int, column: int) -> str:
        """« Région, demandé, 2026 : 45 000 € hors taxes, sollicité », or « vide »; the period has no year to say."""
        noms = [colonnes()[column].nom]
        if self.par_annee and column not in IDENTITE:
            noms.append(str(self.vue or "sans année"))
        return f"{', '.join(noms)}\u00a0: {self.cellule(row, column).dit}"

    def _name_row(self, row: int) -> str | None:
        if not 0 <= row < len(self._lignes):
            return None
        return " ".join(filter(None, (self._lignes[row].numero, self._lignes[row].nom)))

    def _tell(self, row: int, column: int) -> str:
        """The tooltip: what the cell has no room to say."""
        cellule = self.cellule(row, column)
        if column in IDENTITE:
            return cellule.texte
        if not cellule.texte:
            return ""
        return self._say(row, column) if cellule.texte != INCONNU else "Non renseigné"


def _financements(ligne: LigneGrille, colonne: ColonneGrille) -> tuple[Financement, ...]:
    if ligne.ligne is None or not isinstance(colonne.cible, tuple):
        return _SANS_FINANCEMENT
    return ligne.ligne.financements.get(colonne.cible, _SANS_FINANCEMENT)
