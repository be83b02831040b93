"""What the commands of the page do: read the selection, run the act, show what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from models.domain.vocabulaire import StatutAction
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.fiches.actes import ActesPlan, name_fiches
from pvd_desktop.ui.fiches.liste import ListePlan
from pvd_desktop.ui.fiches.volet import VoletDroit
from pvd_desktop.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.motif import MotifDialog


class GestesPlan:
    """The toolbar, the context menu and the keys end here."""

    def __init__(
        self,
        actes: ActesPlan,
        liste: ListePlan,
        volet: VoletDroit,
        annulation: Annulation,
        toast: Toast,
        *,
        show_fiche: Callable[[Uid], bool],
        preview: Callable[[Sequence[FicheAction]], object],
        toggle_volet: Callable[[], object],
    ) -> None:
        """``show_fiche`` selects one; ``preview`` shows some as they print; ``toggle_volet`` leaves the list alone."""
        self._actes = actes
        self._liste = liste
        self._volet = volet
        self._annulation = annulation
        self._toast = toast
        self._show_fiche = show_fiche
        self._preview = preview
        self._toggle_volet = toggle_volet
        self.dialogue: MotifDialog | None = None

    def fonctions(self) -> Mapping[str, Callable[[], object]]:
        """What each command does, by its name."""
        return {
            "nouvelle_action": self.add_fiche,
            "nouvelle_orientation": self.add_orientation,
            "ouvrir": self.open_fiche,
            "modifier": self._liste.edit_cell,
            "renommer": self._liste.rename,
            "dupliquer": self.duplicate,
            "supprimer": self.remove,
            "monter": self.move_up,
            "descendre": self.move_down,
            "renumeroter": self.renumber,
            "hors_plan": self.ask_motif,
            "apercu": self.preview,
            "liste_seule": self._toggle_volet,
            "rechercher": self.search,
        }

    def permises(self) -> Mapping[str, bool]:
        """Which commands the selection allows."""
        fiches, orientation = self._liste.fiches_choisies(), self._liste.orientation_choisie()
        une = len(fiches) == 1 or orientation is not None
        deplacable = une and self._liste.modele.deplacable
        return {
            "ouvrir": len(fiches) == 1,
            "modifier": bool(fiches) or orientation is not None,
            "renommer": une,
            "dupliquer": len(fiches) == 1,
            "supprimer": bool(fiches) or orientation is not None,
            "monter": deplacable,
            "descendre": deplacable,
            "renumeroter": self._group() is not None,
            "hors_plan": any(f.statut is not StatutAction.HORS_PLAN for f in fiches),
            "apercu": bool(self._actes.projet.fiches),
        }

    def add_fiche(self) -> None:
        """A new fiche in the current orientation, ready to be named."""
        if not self._commit():
            return
        groupe = self._liste.groupe_choisi()
        uid = self._actes.add_fiche(groupe.uid if groupe else None)
        if uid is None or not self._show_fiche(uid):
            return
        if self._volet.isVisible():
            self._volet.editeur.entete.focus_champ("intitule")
        else:
            self._liste.vue.setFocus(Qt.FocusReason.OtherFocusReason)
            self._liste.rename()

    def add_orientation(self) -> None:
        """A new orientation, ready to be named in place."""
        uid = self._actes.add_orientation() if self._commit() else None
        if uid is not None:
            self._liste.filtres.clear()
            self._liste.select(uid)
            self._liste.rename()

    def open_fiche(self) -> None:
        """Go from the list to the fiche."""
        if self._commit() and self._volet.fiche_courante is not None:
            self._volet.show()
            self._volet.editeur.entete.focus_champ("intitule")

    def duplicate(self) -> None:
        """Copy the selected fiche."""
        fiches = self._liste.fiches_choisies()
        if len(fiches) == 1 and self._commit() and (uid := self._actes.duplicate(fiches[0])):
            self._show_fiche(uid)

    def remove(self) -> None:
        """Put the selection in the Corbeille; the toast takes it back."""
        fiches, orientation = self._liste.fiches_choisies(), self._liste.orientation_choisie()
        self._liste.abandon()
        if fiches:
            voisine = self._liste.voisine([f.uid for f in fiches])
            message = self._actes.remove_fiches(fiches)
            if message and voisine is not None:
                self._show_fiche(voisine)
        elif orientation is not None:
            voisin = self._liste.groupe_voisin(orientation)
            message = self._actes.remove_orientation(orientation)
            if message and voisin:
                self._liste.select(voisin)
        else:
            return
        if message:
            self._toast.show_message(message, "Annuler", self._annulation.offer())

    def move_up(self) -> None:
        """One place up, among the actions of the same orientation."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down."""
        self._move(1)

    def renumber(self) -> None:
        """Number the actions of the current orientation in their order."""
        orientation = self._group()
        if orientation is not None and self._commit():
            if self._actes.renumber(orientation):
                texte = "Les actions de l’orientation sont renumérotées."
                self._toast.show_message(texte, action=self._annulation.offer())
            elif self._actes.refus is None:
                self._toast.show_message("Les numéros de ces actions suivent déjà leur ordre.")

    def ask_motif(self) -> None:
        """Ask why the selected actions leave the plan, then take them out of it."""
        fiches = self._liste.fiches_choisies()
        if not fiches or not self._commit():
            return
        from pvd_desktop.ui.fiches.motif import MotifDialog

        self.dialogue = MotifDialog(name_fiches(fiches), self._liste.window())
        self.dialogue.valide.connect(partial(self._leave_plan, fiches))
        self.dialogue.open()

    def preview(self) -> None:
        """Ask for the fiches selected as they print; all of them when none is."""
        if self._commit():
            self._preview(self._liste.fiches_choisies() or self._actes.projet.fiches)

    def search(self) -> None:
        """Go to the search field."""
        self._liste.filtres.recherche.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._liste.filtres.recherche.selectAll()

    def _commit(self) -> bool:
        """Write what is being typed, in the list as in the fiche."""
        return self._liste.commit() and self._volet.commit()

    def _leave_plan(self, fiches: Sequence[FicheAction], motif: str) -> None:
        if not self._actes.leave_plan(fiches, motif):
            return
        nom = name_fiches(fiches)
        verbe = "ne comptent plus" if len(fiches) > 1 else "ne compte plus"
        self._toast.show_message(f"{nom[0].upper()}{nom[1:]} {verbe} dans le plan.", action=self._annulation.offer())

    def _group(self) -> Uid | None:
        """The orientation of the current row, when it has actions."""
        groupe = self._liste.groupe_choisi()
        uid = groupe.uid if groupe else None
        return uid if uid and any(f.orientation == uid for f in self._actes.projet.fiches) else None

    def _move(self, pas: int) -> None:
        if not self._liste.modele.deplacable:
            return
        fiches, orientation = self._liste.fiches_choisies(), self._liste.orientation_choisie()
        if len(fiches) == 1:
            index = self._liste.modele.index_of(fiches[0].uid)
            groupe = self._liste.groupe_choisi()
            cible = index.row() + pas
            if 0 <= cible < self._liste.modele.rowCount(index.parent()):
                self._actes.move_fiches([fiches[0].uid], groupe.uid if groupe else None, cible)
        elif orientation is not None:
            cible = self._liste.modele.index_of(orientation).row() + pas
            if 0 <= cible < len(self._actes.projet.orientations):
                self._actes.move_orientation(orientation, cible)
