"""Blocks of cells from a spreadsheet, and what is filled down: every cell is read first, then written as one act."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from models.domain.errors import SaisieError
from models.domain.paiement import Facture, Marche
from models.domain.saisie import PartDeLaBase
from models.domain.uids import Uid
from pvd_desktop.ui.widgets.colonne import Colonne
from pvd_desktop.ui.widgets.liste_editable import ListeEditable
from pvd_desktop.ui.widgets.presse_papiers import read_tableau

Genre = type[Marche] | type[Facture]
Write = Callable[[Genre, Mapping[Uid, Mapping[str, Any]], Sequence[Any], Callable[[], object]], None]


class Collage(QObject):
    """Paste (Ctrl+V) and fill (Ctrl+D) of one list.

    Signals:
        refuse(str, str): a cell cannot be read; nothing was written.
        fait(int, int): rows that changed, rows that came.
        titres_colles(str): the block has the titles of a table of mandats: it is read as a file is.
    """

    refuse = Signal(str, str)
    fait = Signal(int, int)
    titres_colles = Signal(str)

    def __init__(self, liste: ListeEditable, genre: Genre, write: Write) -> None:
        super().__init__(liste)
        self._liste, self._genre, self._write = liste, genre, write
        liste.vue.collage_demande.connect(self.paste)
        remplir = QShortcut(QKeySequence("Ctrl+D"), liste.vue)
        remplir.setContext(Qt.ShortcutContext.WidgetShortcut)
        remplir.activated.connect(self.fill)

    def paste(self) -> None:
        """Write what is on the clipboard from the current cell on; rows beyond the last one are added."""
        texte = QGuiApplication.clipboard().text()
        if not texte.strip() or not self._liste.commit():
            return
        lignes = read_tableau(texte)
        if self._genre is Facture and _has_titles(lignes[0]):
            self.titres_colles.emit(texte)
            return
        index = self._liste.vue.currentIndex()
        row, colonne = (index.row(), index.column()) if index.isValid() else (0, 0)
        self._write_rows(row, colonne, lignes)

    def fill(self) -> None:
        """Write the first row of the selection in the others."""
        choisis = self._liste.vue.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in choisis})
        colonnes = sorted({index.column() for index in choisis})
        if len(rows) < 2 or not self._liste.commit():
            return
        modele = self._liste.modele
        premiers = [str(modele.index(rows[0], colonne).data(Qt.ItemDataRole.EditRole) or "") for colonne in colonnes]
        self._write_rows(rows[1], colonnes[0], [premiers] * (len(rows) - 1))

    def _write_rows(self, row: int, colonne: int, lignes: Sequence[Sequence[str]]) -> None:
        modele = self._liste.modele
        changements: dict[Uid, dict[str, Any]] = {}
        ajouts: list[Any] = []
        for rang, cellules in enumerate(lignes):
            lus: dict[str, Any] = {}
            for voulue, texte in zip(modele.colonnes[colonne:], cellules, strict=False):
                try:
                    lus[voulue.champ] = _read(voulue, texte)
                except SaisieError as e:
                    lieu = f"ligne {rang + 1} du bloc, colonne «\u00a0{voulue.titre}\u00a0»"
                    self.refuse.emit(f"Rien n’a été collé\u00a0: {lieu}, «\u00a0{texte[:40]}\u00a0».", str(e))
                    return
            if row + rang < modele.rowCount():
                changements[modele.ligne(row + rang).uid] = lus
            elif any(cellules):
                ajouts.append(self._genre(**lus))
        if changements or ajouts:
            changees, venues = len(changements), len(ajouts)
            self._write(self._genre, changements, ajouts, lambda: self.fait.emit(changees, venues))


def _read(colonne: Colonne[Any], texte: str) -> object:
    assert colonne.parse is not None
    valeur = colonne.parse(texte.strip())
    if isinstance(valeur, PartDeLaBase):
        raise SaisieError("Ce montant ne se calcule pas en pourcentage.", "Écrivez le montant en euros.")
    return valeur


def _has_titles(cellules: Sequence[str]) -> bool:
    from models.domain.importation.feuille import LigneFeuille
    from models.domain.paiements.colonnes import colonnes_de

    return bool(colonnes_de(LigneFeuille(1, tuple(c.strip() or None for c in cellules))))
