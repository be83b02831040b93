"""The figures of a section of the diagnostic: typed cell by cell, or pasted from a table."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.domain.errors import AppError, SaisieError
from models.domain.formats import sort_key
from models.domain.saisie import parse_annee
from models.domain.territoire import IndicateurDiagnostic
from models.domain.textes import LONGUEUR_TITRE, propre_ligne
from pvd_desktop.ui.widgets.cellules import colonne_annee, colonne_texte, parse_texte
from pvd_desktop.ui.widgets.colonne import DROITE, Colonne
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe

_MOTS: Final = MotsListe(
    "Indicateurs",
    "Ajouter un indicateur",
    "Les chiffres qui appuient ce texte. Vous pouvez aussi les coller d’un tableau\u00a0: indicateur, valeur, unité, "
    "année, source.",
)
_CHAMPS: Final = ("intitule", "valeur", "unite", "annee", "source")
_TITRES: Final = {"indicateur", "indicateurs", "intitule", "libelle"}
COLLES_MAX: Final = 200
"""Lines of one paste: a section holds a few figures, not a file."""


class ListeChiffres(ListeEditable):
    """Ctrl+V adds the lines of a table in one act."""

    def __init__(
        self,
        actes: ActesListe,
        paste: Callable[[Sequence[dict[str, Any]]], AppError | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_MOTS, _colonnes(), actes, souhaits={0: 240, 4: 200, 1: 110}, parent=parent)
        self._paste = paste
        raccourci = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        raccourci.activated.connect(self.paste)

    def paste(self) -> None:
        """Add what the clipboard holds; what cannot be read is told under the list, and nothing is added."""
        if self._lecture_seule or not self.commit():
            return
        try:
            lignes = list(parse_lignes(QGuiApplication.clipboard().text()))
        except SaisieError as e:
            self._on_saisie_refusee(str(e))
            return
        refus = self._paste(lignes) if lignes else None
        self._on_saisie_refusee(str(refus) if refus else "")


def parse_lignes(texte: str) -> Iterator[dict[str, Any]]:
    """The lines of a table copied from a spreadsheet, as fields; a row of titles is left out.

    Raises:
        SaisieError: a year that is none, a text too long, too many columns or lines.
    """
    rangees = [
        [propre_ligne(c) for c in r] for r in csv.reader(StringIO(texte), delimiter="\t") if any(map(str.strip, r))
    ]
    if rangees and sort_key(rangees[0][0]) in _TITRES:
        del rangees[0]
    if len(rangees) > COLLES_MAX:
        raise SaisieError(f"{len(rangees)} lignes ont été collées.", f"Collez-en au plus {COLLES_MAX} à la fois.")
    for numero, rangee in enumerate(rangees, 1):
        debut = f"Ligne\u00a0{numero} du tableau collé\u00a0: "
        if len(rangee) > len(_CHAMPS) and any(rangee[len(_CHAMPS) :]):
            raise SaisieError(
                f"{debut}{len(rangee)} colonnes.", "Collez dans l’ordre indicateur, valeur, unité, année, source."
            )
        if long := next((cellule for cellule in rangee if len(cellule) > LONGUEUR_TITRE), ""):
            raise SaisieError(f"{debut}un texte de {len(long)} caractères.", f"Gardez-en au plus {LONGUEUR_TITRE}.")
        champs: dict[str, Any] = dict(zip(_CHAMPS, rangee, strict=False))
        try:
            champs["annee"] = parse_annee(str(champs.get("annee", "")))
        except SaisieError as e:
            raise SaisieError(f"{debut}{e.message}", e.remede) from e
        yield champs


def _colonnes() -> tuple[Colonne[IndicateurDiagnostic], ...]:
    return (
        colonne_texte("Indicateur", "intitule", 150),
        Colonne(
            titre="Valeur",
            texte=lambda indicateur: indicateur.valeur,
            champ="valeur",
            parse=parse_texte(),
            align=DROITE,
            largeur=80,
            aide="Comme sa source la donne\u00a0: «\u00a012,4\u00a0», «\u00a0environ 200\u00a0»",
        ),
        colonne_texte("Unité", "unite", 84),
        colonne_annee("Année", "annee"),
        colonne_texte("Source", "source", 110),
    )
