"""From cells to one act: what is typed, pasted, copied down or emptied is all written, or nothing is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from models.commands.maquette import write_maquette
from models.domain.errors import SaisieError
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.maquettes.saisie import EcrituresMaquette, SaisieMaquette
from models.domain.saisie import parse_montant_ou_part
from models.domain.vocabulaire import EtatFinancement
from models.referentiel.financeurs import load_financeurs
from models.store.database import maintenant_utc
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.maquette.colonnes import FIGEES, ColonneGrille, colonnes
from pvd_desktop.ui.maquette.lignes import Genre, LigneGrille
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.maquette.vue import Bloc
from pvd_desktop.ui.widgets.presse_papiers import read_tableau

EN_TACHE: Final = 40
"""Cells from which an act goes to a thread: the window must not stand still."""
SANS_LIGNE: Final = (
    "Aucun financement dans ces cellules\u00a0: l’état est celui d’une ligne. Écrivez d’abord son montant."
)
_CITES: Final = 3
"""Refusals that a message quotes."""


@dataclass(frozen=True, slots=True)
class _Verbe:
    """What is done, in the words of « Annuler » and of the messages."""

    infinitif: str
    participe: str
    complement: str = ""


_COLLER = _Verbe("Coller", "collé")
_RECOPIER = _Verbe("Recopier", "recopié", " vers le bas")
_EFFACER = _Verbe("Effacer", "effacé")


@dataclass(frozen=True, slots=True)
class _Ecrite:
    row: int
    column: int
    texte: str


class EcritureGrille(QObject):
    """Writes cells of the grid."""

    refused = Signal(str)
    """Nothing was written; the sentence says which cells, and why."""
    written = Signal(str)
    """What a block wrote, in a sentence that comes with a way back."""
    noticed = Signal(str)
    """What the person should know of what was understood."""

    def __init__(
        self, ecrivain: Ecrivain, lecteur: LecteurMaquette, aujourd_hui: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._lecteur = lecteur
        self._aujourd_hui = aujourd_hui
        self._modele: GrilleModel | None = None
        self.en_tache = False
        """Whether a block is being written in a thread."""
        self._avant: int | None = None
        """The act that undo took back when the cells were read."""

    @property
    def a_ecrit(self) -> bool:
        """Whether the last cells changed something: only then is there something to take back."""
        return self._ecrivain.workspace.dernier_acte != self._avant

    @property
    def modele(self) -> GrilleModel:
        """The model of the grid."""
        assert self._modele is not None
        return self._modele

    def set_modele(self, modele: GrilleModel) -> None:
        """The grid whose cells are written: the model itself needs :meth:`write_cell`."""
        self._modele = modele

    def write_cell(self, ligne: LigneGrille, colonne: ColonneGrille, texte: str) -> None:
        """One typed cell.

        Raises:
            SaisieError: it cannot be read, or not be written there.
        """
        saisie = self._begin()
        _add(saisie, ligne, colonne, texte)
        if ecritures := saisie.ecritures:
            self._run(f"Modifier «\u00a0{colonne.nom}\u00a0» de {name_ligne(ligne)}", ecritures)
            if self._ecrivain.refus is not None:
                raise SaisieError(f"Pas encore enregistré. {self._ecrivain.refus}")
        for remarque in dict.fromkeys(saisie.remarques):
            self.noticed.emit(remarque)

    def clear(self, bloc: Bloc) -> None:
        """Empty cells."""
        self._write([_Ecrite(r, c, "") for r in bloc.rows for c in bloc.columns], _EFFACER)

    def fill_down(self, bloc: Bloc) -> None:
        """Copy the first row of a block into the others; a single row takes what is above it."""
        rows = bloc.rows
        if len(rows) == 1:
            rows = (rows[0] - 1, rows[0]) if rows[0] > 0 else ()
        textes = {c: self.modele.brut(rows[0], c) for c in bloc.columns} if rows else {}
        self._write([_Ecrite(r, c, textes[c]) for r in rows[1:] for c in bloc.columns], _RECOPIER)

    def set_etat(self, bloc: Bloc, etat: EtatFinancement) -> None:
        """Give every line that stands in these cells this state."""
        self._avant = self._ecrivain.workspace.dernier_acte
        presentes = {f.uid: f for r in bloc.rows for c in bloc.columns for f in self.modele.financements(r, c)}
        changees = [f.uid for f in presentes.values() if f.etat is not etat]
        if not presentes:
            self.refused.emit(SANS_LIGNE)
        elif changees:
            quoi = f"{len(changees)} ligne{'s' if len(changees) > 1 else ''}"
            ecritures = EcrituresMaquette(modifications=tuple(("financement", uid, {"etat": etat}) for uid in changees))
            passees = f"passée{'s' if len(changees) > 1 else ''}"
            self._run_block(
                f"Passer {quoi} de la maquette à «\u00a0{etat.libelle}\u00a0»",
                ecritures,
                len(changees),
                f"{quoi} {passees} à «\u00a0{etat.libelle}\u00a0».",
            )

    def paste(self, bloc: Bloc, visibles: Sequence[int], texte: str) -> None:
        """Write a block from the first selected cell on; a single value goes into every selected cell."""
        tableau = read_tableau(texte)
        if not bloc.rows or not bloc.columns:
            return
        if not tableau:
            self.refused.emit("Il n’y a pas de texte à coller\u00a0: copiez d’abord des cellules ou un montant.")
            return
        if len(tableau) == 1 and len(tableau[0]) == 1:
            self._write([_Ecrite(r, c, tableau[0][0]) for r in bloc.rows for c in bloc.columns], _COLLER)
            return
        montrees = [*FIGEES, *visibles]
        debut = montrees.index(bloc.columns[0])
        if trop := _overflow(tableau, self.modele.rowCount() - bloc.rows[0], len(montrees) - debut):
            self.refused.emit(trop)
            return
        ecrites = [
            _Ecrite(bloc.rows[0] + dr, montrees[debut + dc], cellule)
            for dr, rangee in enumerate(tableau)
            for dc, cellule in enumerate(rangee)
            if bloc.rows[0] + dr < self.modele.rowCount() and debut + dc < len(montrees)
        ]
        self._write(ecrites, _COLLER)

    def _write(self, cellules: Sequence[_Ecrite], verbe: _Verbe) -> None:
        """All these cells in one act; what is computed is left as it is."""
        modele, saisie = self.modele, self._begin()
        refus: list[str] = []
        ecrites = vides = calculees = 0
        for cellule in cellules:
            if not modele.saisissable(cellule.row, cellule.column):
                calculees += 1
                continue
            if cellule.texte == modele.brut(cellule.row, cellule.column):
                continue
            ligne, colonne = modele.ligne(cellule.row), colonnes()[cellule.column]
            try:
                _add(saisie, ligne, colonne, cellule.texte)
                ecrites += 1
                vides += not cellule.texte.strip()
            except SaisieError as erreur:
                refus.append(_tell_cellule(ligne, colonne, cellule.texte, erreur))
        if refus:
            self.refused.emit(_tell_refus(refus, verbe))
        elif ecritures := saisie.ecritures:
            quoi = f"{ecrites} montant{'s' if ecrites > 1 else ''}"
            bilan = _tell_bilan(quoi, vides, calculees, verbe, pluriel=ecrites > 1)
            self._run_block(
                f"{verbe.infinitif} {quoi}{verbe.complement} dans la maquette",
                ecritures,
                ecrites,
                " ".join((bilan, *dict.fromkeys(saisie.remarques))),
            )
        elif cellules and not ecrites and calculees == len(cellules):
            self.refused.emit("Ces cellules se calculent\u00a0: écrivez dans les lignes des opérations.")

    def _run_block(self, libelle: str, ecritures: EcrituresMaquette, nombre: int, bilan: str) -> None:
        if nombre < EN_TACHE:
            self._run(libelle, ecritures)
            if self._ecrivain.refus is None:
                self.written.emit(bilan)
            return
        self.en_tache = True
        tache = self._ecrivain.workspace.execute_in_task(libelle, write_maquette, ecritures, moment=maintenant_utc())
        # After the workspace, which announces the act before anybody speaks of it.
        tache.succeeded.connect(lambda: self.written.emit(bilan))
        tache.finished.connect(self._on_tache_finished)

    def _on_tache_finished(self) -> None:
        self.en_tache = False

    def _run(self, libelle: str, ecritures: EcrituresMaquette) -> None:
        self._ecrivain.run(libelle, write_maquette, ecritures, moment=maintenant_utc())

    def _begin(self) -> SaisieMaquette:
        self._avant = self._ecrivain.workspace.dernier_acte
        projet = self._ecrivain.projet
        lignes = self._lecteur.periode.detail
        return SaisieMaquette(projet, load_financeurs(), lignes, self.modele.vue, self._aujourd_hui().year)


def name_ligne(ligne: LigneGrille) -> str:
    """« l’action 1.2 », « l’opération « Études » »."""
    if ligne.genre is Genre.ACTION and ligne.numero:
        return f"l’action {ligne.numero}"
    return f"«\u00a0{ligne.nom}\u00a0»"


def _add(saisie: SaisieMaquette, ligne: LigneGrille, colonne: ColonneGrille, texte: str) -> None:
    assert ligne.ligne is not None
    assert colonne.cible is not None
    saisie.write(ligne.ligne, colonne.cible, parse_montant_ou_part(texte))


def _overflow(tableau: Sequence[Sequence[str]], rows: int, columns: int) -> str:
    """Why a block does not fit, empty when it does; empty cells may fall outside."""
    dehors = [
        cellule
        for r, rangee in enumerate(tableau)
        for c, cellule in enumerate(rangee)
        if (r >= rows or c >= columns) and cellule.strip()
    ]
    if not dehors:
        return ""
    taille = f"{len(tableau)} lignes sur {max(map(len, tableau))} colonnes"
    return f"Rien n’a été collé\u00a0: le bloc de {taille} dépasse la grille. Commencez plus haut ou plus à gauche."


def _tell_bilan(quoi: str, vides: int, calculees: int, verbe: _Verbe, *, pluriel: bool) -> str:
    """What a block wrote: how much of it emptied cells, and how much fell on cells that are computed."""
    phrase = f"{quoi} {verbe.participe}{'s' if pluriel else ''}{verbe.complement}"
    if vides and verbe is not _EFFACER:
        phrase += f", dont {vides} effacé{'s' if vides > 1 else ''}"
    if not calculees or verbe is not _COLLER:
        return f"{phrase}."
    if calculees == 1:
        return f"{phrase}. 1 cellule de la grille se calcule\u00a0: laissée."
    return f"{phrase}. {calculees} cellules de la grille se calculent\u00a0: laissées."


def _tell_cellule(ligne: LigneGrille, colonne: ColonneGrille, texte: str, erreur: SaisieError) -> str:
    """Where a cell stands, what was to be written in it, why it cannot be, and what to do."""
    lieu = ligne.numero or ligne.nom
    if ligne.genre is Genre.OPERATION and ligne.ligne is not None:
        lieu = f"{ligne.ligne.fiche.numero} {ligne.nom}".strip()
    valeur = texte.strip()
    cite = f", «\u00a0{valeur}\u00a0»" if valeur and valeur not in erreur.message else ""
    return f"{lieu}, {colonne.nom}{cite}\u00a0: {erreur}"


def _tell_refus(refus: Sequence[str], verbe: _Verbe) -> str:
    nombre = len(refus)
    lignes = list(refus[:_CITES])
    if nombre > _CITES:
        lignes.append(f"Et {nombre - _CITES} autre{'s' if nombre > _CITES + 1 else ''}.")
    cellules = "cellules ne peuvent pas être écrites" if nombre > 1 else "cellule ne peut pas être écrite"
    return f"Rien n’a été {verbe.participe}\u00a0: {nombre} {cellules}. " + "\n".join(lignes)
