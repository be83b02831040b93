"""Right of the page: what is selected in the list, be it one fiche, several, an orientation or nothing."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.domain.fiche_action import FicheAction
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.actes import ActesPlan
from pvd_desktop.ui.fiches.vides import build_rien_choisi
from pvd_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.editeur_fiche import EditeurFiche
    from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation
    from pvd_desktop.ui.fiches.selection_multiple import SelectionMultiple


class VoletDroit(QStackedWidget):
    """Each editor is built when it is first needed: they take longer than all the rest of the window."""

    retour_demande = Signal()
    """Back to the list."""
    constat_activated = Signal(object)
    avertissement = Signal(str, str)
    fichier_demande = Signal(object)
    """(Path): open it with the program of the system."""
    objet_demande = Signal(object, str)
    """(Objet, field): show what another page holds."""

    def __init__(
        self,
        ecrivain: Ecrivain,
        actes: ActesPlan,
        settings: Settings,
        build_outil: Callable[[QWidget], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """``build_outil`` makes the button that stands at the end of the head of the fiche."""
        super().__init__(parent)
        self._ecrivain = ecrivain
        self._actes = actes
        self._settings = settings
        self._build_outil = build_outil
        self._editeur: EditeurFiche | None = None
        self._orientation: EditeurOrientation | None = None
        self._rien_choisi = build_rien_choisi(self)
        self.addWidget(self._rien_choisi)

    @property
    def fiche_courante(self) -> Uid | None:
        """The fiche shown, if any."""
        return self._editeur.uid if self._editeur and self.currentWidget() is self._editeur else None

    @property
    def objet_courant(self) -> Uid | None:
        """The fiche or the orientation shown, if any."""
        montree = self._orientation and self.currentWidget() is self._orientation
        return self._orientation.uid if self._orientation and montree else self.fiche_courante

    @property
    def editeur(self) -> "EditeurFiche":
        """The fiche."""
        if self._editeur is None:
            # Nor are its forty modules needed before.
            from pvd_desktop.ui.fiches.editeur_fiche import EditeurFiche

            # Its parent is given at once: a change of parent dresses every field again.
            self._editeur = EditeurFiche(self._ecrivain, self._settings, self)
            self._editeur.entete.add_outil(self._build_outil(self._editeur.entete))
            self._editeur.retour_demande.connect(self.retour_demande)
            self._editeur.constat_activated.connect(self.constat_activated)
            self._editeur.collage_coupe.connect(self.avertissement)
            self._editeur.avertissement.connect(self.avertissement)
            self._editeur.fichier_demande.connect(self.fichier_demande)
            self._editeur.objet_demande.connect(self.objet_demande)
            self.addWidget(self._editeur)
        return self._editeur

    @property
    def orientation(self) -> "EditeurOrientation":
        """The orientation."""
        if self._orientation is None:
            from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation

            self._orientation = EditeurOrientation(self._ecrivain, self)
            self._orientation.collage_coupe.connect(self.avertissement)
            self.addWidget(self._orientation)
        return self._orientation

    @cached_property
    def selection(self) -> "SelectionMultiple":
        """What acts on several fiches."""
        from pvd_desktop.ui.fiches.selection_multiple import SelectionMultiple

        editable = not self._ecrivain.workspace.raison_lecture_seule
        selection = SelectionMultiple(self._actes, editable=editable, parent=self)
        self.addWidget(selection)
        return selection

    def build_ahead(self) -> Iterator[None]:
        """Build the fiche before the first click, one short piece a step."""
        from pvd_desktop.ui.fiches import editeur_fiche

        del editeur_fiche
        yield
        onglets = self.editeur.onglets
        yield
        from pvd_desktop.ui.fiches import description

        del description
        yield
        from pvd_desktop.ui.widgets import lecture

        lecture.prepare()
        yield
        _ = onglets.description
        yield

    def show_selection(self, fiches: Sequence[FicheAction], orientation: Uid | None) -> None:
        """Show what « Supprimer » would take: these fiches, else this orientation."""
        if len(fiches) > 1:
            self.selection.show_fiches(fiches)
            self.setCurrentWidget(self.selection)
        elif fiches:
            self.editeur.show_fiche(fiches[0].uid)
            self.setCurrentWidget(self.editeur)
        elif orientation is not None:
            self.orientation.show_orientation(orientation)
            self.setCurrentWidget(self.orientation)
        else:
            # A filter may hide the fiche one is writing: it leaves the screen only when it leaves the project. One
            # that was shown before an orientation that is gone has nothing to do here.
            ecrite = self._editeur if self._editeur and self._editeur.fiche is not None else None
            self.setCurrentWidget(ecrite if ecrite and self.currentWidget() is ecrite else self._rien_choisi)

    def refresh(self, changes: Changeset) -> None:
        """Show what an act changed in the fiche; the rest follows the selection."""
        # Even when it shows none: an orientation made meanwhile must be among the choices of the next one.
        if self._editeur:
            self._editeur.refresh(changes)

    def commit(self) -> bool:
        """Write what is being typed; what cannot be read keeps its place on screen."""
        return self.find_fautif() is None

    def find_fautif(self) -> Uid | None:
        """The fiche or the orientation that holds something which is not in the project, the rest being written."""
        orientation, editeur = self._orientation, self._editeur
        ecrite = orientation is None or orientation.orientation is None or orientation.commit()
        if editeur is not None and editeur.fiche is not None and not editeur.commit():
            return editeur.uid
        return None if ecrite or orientation is None else orientation.uid

    def show_saisie(self) -> None:
        """Go to the field that is not in the project."""
        if self._orientation is not None and self.find_fautif() == self._orientation.uid:
            self.setCurrentWidget(self._orientation)
            self._orientation.show_saisie()
        elif self._editeur is not None:
            self.setCurrentWidget(self._editeur)
            self._editeur.show_saisie()
