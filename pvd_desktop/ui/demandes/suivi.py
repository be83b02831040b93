"""Tab « Suivi »: how the demande goes, what blocks it, what comes next, and its dated notes."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.commands import demandes as commandes
from models.domain.demande import Demande
from models.domain.errors import AppError
from models.domain.uids import Uid
from models.domain.vocabulaire import Meteo
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.demandes.rubrique_champs import RubriqueChamps
from pvd_desktop.ui.rubrique_demande import ContexteDemande
from pvd_desktop.ui.widgets.cellules import colonne_date, colonne_texte
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.date_edit import DateEdit
from pvd_desktop.ui.widgets.form import Champ
from pvd_desktop.ui.widgets.liste_editable import ActesListe, ListeEditable, MotsListe
from pvd_desktop.ui.widgets.texte_edit import TexteEdit

LONGUEUR_NOTE: Final = 2_000
_NOUVELLE: Final = "nouvelle_note"


class OngletSuivi(RubriqueChamps):
    """A note is one line and Enter, as in a fiche."""

    def __init__(self, contexte: ContexteDemande, ecriture: EcritureDemande, parent: QWidget | None = None) -> None:
        self._aujourd_hui = contexte.ecrivain.workspace.aujourd_hui
        self.ligne = TexteEdit(LONGUEUR_NOTE)
        self.ligne.setPlaceholderText("Ce qui s’est passé, puis Entrée")
        self.notes = ListeEditable(
            MotsListe(
                "Notes",
                "Ajouter une note",
                "Aucune note pour l’instant. Un appel, un courrier\u00a0: une ligne suffit.",
            ),
            (
                colonne_date("Date", "jour", self._aujourd_hui),
                colonne_texte("Note", "texte", 200, longueur_max=LONGUEUR_NOTE),
            ),
            ActesListe(self._focus_ligne, self._write_note, self._remove_note),
            etirable=1,
            lignes_hautes=True,
        )
        champs = [
            Champ("meteo", ChoixCombo(Meteo), "Météo", "Comment se porte la demande aujourd’hui"),
            Champ("point_bloquant", TexteEdit(), "Point bloquant", "Ce qui empêche la demande d’avancer"),
            Champ("prochaine_etape", TexteEdit(), "Prochaine étape", "Ce qui doit être fait ensuite"),
            Champ("prochaine_etape_qui", TexteEdit(), "Par qui"),
            Champ("prochaine_etape_date", DateEdit(self._aujourd_hui), "Pour quand"),
            Champ("derniere_nouvelle", TexteEdit(), "Dernière nouvelle"),
            Champ(_NOUVELLE, self.ligne, "Nouvelle note", "Datée d’aujourd’hui\u00a0; la date se change dans la liste"),
            Champ("notes", self.notes, "Notes", large=True),
        ]
        super().__init__("Suivi", champs, ecriture, parent)

    @override
    def _objet(self, demande: Demande) -> object:
        return SuiviDemande(demande)

    @override
    def _write(self, nom: str, valeur: object) -> AppError | None:
        if nom == _NOUVELLE:
            return self._ecriture.add_note(str(valeur), self._aujourd_hui())
        return super()._write(nom, valeur)

    def _focus_ligne(self) -> Uid | None:
        """A note is added by the line above: the list only leads there."""
        self.ligne.setFocus(Qt.FocusReason.OtherFocusReason)
        self.onglet.show_focus()
        return None

    def _write_note(self, cle: str, champ: str, valeur: object) -> None:
        self._ecriture.run("Modifier une note de la demande", commandes.update_note, Uid(cle), **{champ: valeur})

    def _remove_note(self, cle: str) -> None:
        self._ecriture.run("Retirer une note de la demande", commandes.remove_note, Uid(cle))


class SuiviDemande:
    """What the tab shows, under the identity of the demande: the last note first."""

    nouvelle_note = ""
    """The line where a note is typed is empty again once the note is kept."""

    def __init__(self, demande: Demande) -> None:
        suivi = demande.suivi
        self.uid = demande.uid
        self.meteo = suivi.meteo
        self.point_bloquant = suivi.point_bloquant
        self.prochaine_etape = suivi.prochaine_etape
        self.prochaine_etape_qui = suivi.prochaine_etape_qui
        self.prochaine_etape_date = suivi.prochaine_etape_date
        self.derniere_nouvelle = suivi.derniere_nouvelle
        par_jour = sorted(demande.notes, key=lambda note: (note.jour is not None, note.jour and note.jour.toordinal()))
        self.notes = tuple(par_jour[::-1])
