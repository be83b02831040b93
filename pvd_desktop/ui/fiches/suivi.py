"""Tab « Suivi »: the dated journal of the action; a note is one line and Enter."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.fiche_action import FicheAction, NoteSuivi
from models.domain.uids import Uid
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.onglet import OngletFiche
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_texte
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ListeEditable, MotsListe
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LARGEUR: Final = 880
LONGUEUR_NOTE: Final = 2_000
_NOUVELLE: Final = "nouvelle_note"


class SuiviFiche:
    """What the tab shows, under the identity of the fiche: the last note first, those without a day at the end."""

    nouvelle_note = ""
    """The line where a note is typed is empty again once the note is in the journal."""

    def __init__(self, fiche: FicheAction) -> None:
        self.uid = fiche.uid
        self.derniere_nouvelle = fiche.suivi.derniere_nouvelle
        self.notes = _sort_notes(fiche.notes)


class OngletSuivi(OngletFiche):
    """What happened, and when."""

    def __init__(self, ecriture: EcritureFiche, aujourd_hui: Callable[[], date], parent: QWidget | None = None) -> None:
        self._ecriture = ecriture
        self._aujourd_hui = aujourd_hui
        self._fiche: FicheAction | None = None
        self.ligne = TexteEdit(LONGUEUR_NOTE)
        self.ligne.setPlaceholderText("Ce qui s’est passé, puis Entrée")
        self.liste = ListeEditable(
            MotsListe(
                "Journal",
                "Ajouter une note",
                "Aucune note pour l’instant. Une réunion, un appel, une décision\u00a0: une ligne suffit.",
            ),
            (
                colonne_date("Date", "jour", aujourd_hui),
                colonne_texte("Note", "texte", 200, longueur_max=LONGUEUR_NOTE),
            ),
            ecriture.actes_liste("notes", add=self._focus_ligne),
            etirable=1,
            lignes_hautes=True,
        )
        champs = [
            Champ(_NOUVELLE, self.ligne, "Nouvelle note", "Datée d’aujourd’hui\u00a0; la date se change dans la liste"),
            Champ("notes", self.liste, "Journal de l’action", large=True),
            Champ(
                "derniere_nouvelle",
                TexteEdit(),
                "Dernière nouvelle",
                "La phrase à dire à qui demande où en est l’action",
            ),
        ]
        super().__init__("Suivi", champs, self._write, largeur_max=LARGEUR, parent=parent)

    @override
    def show_fiche(self, fiche: FicheAction) -> None:
        if fiche is not self._fiche:
            self._fiche = fiche
            self.lie.show(SuiviFiche(fiche))

    def _write(self, nom: str, valeur: object) -> AppError | None:
        if nom == _NOUVELLE:
            return self._ecriture.add_note(str(valeur), self._aujourd_hui())
        return self._ecriture.write(nom, valeur)

    def _focus_ligne(self) -> Uid | None:
        """A note is added by the line above: the list only leads there."""
        self.ligne.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_focus()
        return None


def _sort_notes(notes: tuple[NoteSuivi, ...]) -> tuple[NoteSuivi, ...]:
    """Those of one day stay in the order they were written, the last one first."""
    par_jour = sorted(notes, key=lambda note: note.jour or date.min)
    return tuple(par_jour[::-1])
