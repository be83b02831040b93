"""The page « Plan d’action »: the tree on the left, the fiche on the right."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.fiches.actes import ActesPlan, Ecrivain
from pvd_desktop.ui.fiches.actions_plan import ActionsPlan, BarreOutils, build_outil
from pvd_desktop.ui.fiches.colonnes_plan import format_euros_ronds
from pvd_desktop.ui.fiches.liste import ListePlan
from pvd_desktop.ui.fiches.vides import build_plan_vide, build_rien_choisi
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.editeur_fiche import EditeurFiche
    from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation
    from pvd_desktop.ui.fiches.selection_multiple import SelectionMultiple

PARTAGE: Final = "plan_action/volets"
"""Widths of the two panes, remembered."""
REPOS_MS: Final = 300
"""How long the plan has been on screen when the fiche is built ahead of the first click."""


class FichesPage(Page):
    """Shows the plan d'action and edits one fiche at a time, or several fields of several fiches."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._ecrivain = Ecrivain(workspace, self)
        self._actes = ActesPlan(self._ecrivain, self)
        self._resume = ""
        self._editeur: EditeurFiche | None = None
        self._orientation: EditeurOrientation | None = None
        self._repos = QTimer(self, singleShot=True, interval=REPOS_MS)
        # A filter or a selection means something in its own project only.
        self._affichage = f"plan_{workspace.projet.territoire.uid}"
        self._create_fields()
        self._lay_out()
        self.liste.restore(self._affichage_of("filtres"), self._affichage_of("tri"))
        self._connect()
        self._show()

    @property
    def fiche_courante(self) -> Uid | None:
        """The fiche shown on the right, if any."""
        return self._editeur.uid if self._editeur and self._droite.currentWidget() is self._editeur else None

    @property
    def editeur(self) -> "EditeurFiche":
        """The fiche on the right, built when first needed: its fields take longer than all the rest of the window."""
        if self._editeur is None:
            # Nor are its forty modules needed before.
            from pvd_desktop.ui.fiches.editeur_fiche import EditeurFiche

            # Its parent is given at once: a change of parent dresses every field again.
            self._editeur = EditeurFiche(self._workspace, self._ecrivain, self._droite)
            self._editeur.entete.add_outil(build_outil(self.actions_plan["apercu"], self._editeur.entete))
            self._editeur.retour_demande.connect(self._on_editeur_retour_demande)
            self._editeur.constat_activated.connect(self._on_constat_activated)
            self._editeur.collage_coupe.connect(self.avertissement)
            self._droite.addWidget(self._editeur)
        return self._editeur

    @property
    def orientation(self) -> "EditeurOrientation":
        """The orientation on the right, built when first needed."""
        if self._orientation is None:
            from pvd_desktop.ui.fiches.editeur_orientation import EditeurOrientation

            self._orientation = EditeurOrientation(self._ecrivain, self._droite)
            self._droite.addWidget(self._orientation)
        return self._orientation

    @cached_property
    def selection(self) -> "SelectionMultiple":
        """What acts on several fiches, built when several are first selected."""
        from pvd_desktop.ui.fiches.selection_multiple import SelectionMultiple

        editable = not self._workspace.raison_lecture_seule
        selection = SelectionMultiple(self._actes, editable=editable, parent=self._droite)
        self._droite.addWidget(selection)
        return selection

    @override
    def resume(self) -> str:
        return self._resume

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        uid = objet.uid if objet.type == "fiche" else objet.fiche
        if self._workspace.projet.fiche(uid) is None or uid is None:
            return False
        if not self.show_fiche(uid):
            return True
        self.editeur.show_champ(objet, champ)
        return True

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._editeur is None:
            self._repos.start()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._repos.stop()

    @override
    def commit(self) -> bool:
        return self._commit()

    @override
    def show_saisie(self) -> None:
        if self._editeur is not None:
            self._droite.setCurrentWidget(self._editeur)
            self._editeur.show_saisie()

    def show_fiche(self, uid: Uid) -> bool:
        """Select and show a fiche, even hidden by a filter; ``False`` when what is typed elsewhere must come first."""
        if self._editeur and self._editeur.uid not in {None, uid} and not self._commit():
            return False
        if not self.liste.select(uid):
            self.liste.filtres.clear()
            self.liste.select(uid)
        self._show_selection()
        return True

    def _create_fields(self) -> None:
        raison = self._workspace.raison_lecture_seule
        self._pile = QStackedWidget(self)
        self._partage = QSplitter(Qt.Orientation.Horizontal, self._pile)
        self._gauche = QWidget(self._partage)
        self._droite = QStackedWidget(self._partage)
        self.liste = ListePlan(self._actes, editable=not raison, parent=self._gauche)
        self.actions_plan = ActionsPlan(
            self,
            self.liste.vue,
            {
                "nouvelle_action": self.add_fiche,
                "nouvelle_orientation": self.add_orientation,
                "ouvrir": self.open_fiche,
                "renommer": self.liste.rename,
                "dupliquer": self.duplicate,
                "supprimer": self.remove,
                "monter": self.move_up,
                "descendre": self.move_down,
                "apercu": self.preview,
                "rechercher": self.search,
            },
            # The window says it at the top; a command that cannot be chosen says it again where it is looked for.
            f"Projet ouvert en lecture seule\u00a0: {raison}" if raison else "",
        )
        self.outils = BarreOutils(self.actions_plan, self._gauche)
        self._rien_choisi = build_rien_choisi(self._droite)
        self._plan_vide = build_plan_vide(self._pile, editable=not raison)
        self.toast = Toast(self)
        self._annulation = Annulation(self._workspace, self.toast)
        self.setFocusProxy(self.liste.vue)

    def _lay_out(self) -> None:
        colonne = QVBoxLayout(self._gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.outils)
        colonne.addWidget(self.liste, 1)
        self._droite.addWidget(self._rien_choisi)
        self._partage.setAccessibleName("Liste des actions et fiche")
        self._partage.addWidget(self._gauche)
        self._partage.addWidget(self._droite)
        self._partage.setStretchFactor(0, 1)
        self._partage.setStretchFactor(1, 4)
        self._partage.setChildrenCollapsible(False)
        largeurs = self._settings.largeurs(PARTAGE)
        self._partage.setSizes(largeurs if len(largeurs) == 2 else [theme.px(452), theme.px(738)])
        self._pile.addWidget(self._partage)
        self._pile.addWidget(self._plan_vide)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._on_workspace_changed)
        self._workspace.about_to_read.connect(self._commit)
        self.liste.selection_changed.connect(self._on_liste_selection_changed)
        self.liste.ouverture_demandee.connect(self.open_fiche)
        self.liste.menu_demande.connect(self._on_liste_menu_demande)
        self.liste.saisie_refusee.connect(self._on_liste_saisie_refusee)
        self._repos.timeout.connect(self._on_repos_timeout)
        self.liste.filtres.filtres_changed.connect(self._remember)
        self.liste.vue.header().sortIndicatorChanged.connect(self._remember)
        self.liste.selection_changed.connect(self._remember)
        self._plan_vide.action_triggered.connect(self.add_fiche)
        self._partage.splitterMoved.connect(self._on_partage_moved)

    def add_fiche(self) -> None:
        """A new fiche in the current orientation, ready to be named."""
        if not self._commit():
            return
        groupe = self.liste.groupe_choisi()
        uid = self._actes.add_fiche(groupe.uid if groupe else None)
        if uid is not None and self.show_fiche(uid):
            self.editeur.entete.focus_champ("intitule")

    def add_orientation(self) -> None:
        """A new orientation, ready to be named in place."""
        uid = self._actes.add_orientation() if self._commit() else None
        if uid is not None:
            self.liste.filtres.clear()
            self.liste.select(uid)
            self.liste.rename()

    def open_fiche(self) -> None:
        """Go from the list to the fiche."""
        if self.fiche_courante is not None:
            self.editeur.entete.focus_champ("intitule")

    def duplicate(self) -> None:
        """Copy the selected fiche."""
        fiches = self.liste.fiches_choisies()
        if len(fiches) == 1 and self._commit() and (uid := self._actes.duplicate(fiches[0])):
            self.show_fiche(uid)

    def remove(self) -> None:
        """Put the selection in the Corbeille; the toast takes it back."""
        fiches, orientation = self.liste.fiches_choisies(), self.liste.orientation_choisie()
        if fiches:
            voisine = self.liste.voisine([f.uid for f in fiches])
            message = self._actes.remove_fiches(fiches)
            if message and voisine is not None:
                self.show_fiche(voisine)
        elif orientation is not None:
            message = self._actes.remove_orientation(orientation)
        else:
            return
        if message:
            self.toast.show_message(message, "Annuler", self._annulation.offer())

    def move_up(self) -> None:
        """One place up, among the actions of the same orientation."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down."""
        self._move(1)

    def preview(self) -> None:
        """Ask for the fiches selected as they print; all of them when none is."""
        if self._commit():
            fiches: Sequence[FicheAction] = self.liste.fiches_choisies() or self._workspace.projet.fiches
            self.apercu_demande.emit(tuple(f.uid for f in fiches))

    def search(self) -> None:
        """Go to the search field."""
        self.liste.filtres.recherche.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.liste.filtres.recherche.selectAll()

    def _move(self, pas: int) -> None:
        if not self.liste.modele.deplacable:
            return
        fiches, orientation = self.liste.fiches_choisies(), self.liste.orientation_choisie()
        if len(fiches) == 1:
            index = self.liste.modele.index_of(fiches[0].uid)
            groupe = self.liste.groupe_choisi()
            cible = index.row() + pas
            if 0 <= cible < self.liste.modele.rowCount(index.parent()):
                self._actes.move_fiches([fiches[0].uid], groupe.uid if groupe else None, cible)
        elif orientation is not None:
            cible = self.liste.modele.index_of(orientation).row() + pas
            if 0 <= cible < len(self._workspace.projet.orientations):
                self._actes.move_orientation(orientation, cible)

    def _commit(self) -> bool:
        """Write what is being typed; what cannot be read keeps its place on screen."""
        orientation = self._orientation is None or self._orientation.commit()
        return (self._editeur is None or self._editeur.fiche is None or self._editeur.commit()) and orientation

    def _show(self) -> None:
        """Everything, from the project as it stands."""
        projet = self._workspace.projet
        vide = not projet.fiches and not projet.orientations
        self._pile.setCurrentWidget(self._plan_vide if vide else self._partage)
        self._show_selection()
        self._show_resume()

    def _show_selection(self) -> None:
        fiches = self.liste.fiches_choisies()
        if len(fiches) > 1:
            self.selection.show_fiches(fiches)
            self._droite.setCurrentWidget(self.selection)
        elif fiches:
            self.editeur.show_fiche(fiches[0].uid)
            self._droite.setCurrentWidget(self.editeur)
        elif (orientation := self.liste.orientation_choisie()) is not None:
            # What is on the right is what « Supprimer » would take.
            self.orientation.show_orientation(orientation)
            self._droite.setCurrentWidget(self.orientation)
        else:
            # A filter may hide the fiche one is writing: it leaves the screen only when it leaves the project.
            ecrite = self._editeur if self._editeur and self._editeur.fiche is not None else None
            self._droite.setCurrentWidget(ecrite or self._rien_choisi)
        self._show_permises()

    def _show_permises(self) -> None:
        fiches, orientation = self.liste.fiches_choisies(), self.liste.orientation_choisie()
        une = len(fiches) == 1 or orientation is not None
        deplacable = une and self.liste.modele.deplacable
        self.actions_plan.set_etat(
            {
                "ouvrir": len(fiches) == 1,
                "renommer": une,
                "dupliquer": len(fiches) == 1,
                "supprimer": bool(fiches) or orientation is not None,
                "monter": deplacable,
                "descendre": deplacable,
                "apercu": bool(self._workspace.projet.fiches),
            }
        )

    def _show_resume(self) -> None:
        nombre, totaux = len(self._workspace.projet.fiches), self.liste.totaux_plan
        cout = "" if totaux.cout is None else f" · {format_euros_ronds(totaux.cout)} {totaux.libelle_base}"
        texte = f"{nombre} action{'s' if nombre > 1 else ''}{cout}"
        if texte != self._resume:
            self._resume = texte
            self.resume_changed.emit(texte)

    def _on_workspace_changed(self, changes: Changeset) -> None:
        self.liste.refresh(changes)
        if self._editeur and self._editeur.fiche is not None:
            self._editeur.refresh(changes)
        self._show()

    def _remember(self) -> None:
        """Keeps how the plan is shown, for the next start."""
        filtres, tri = self.liste.etat()
        choisies = self.liste.fiches_choisies()
        fiche = choisies[0].uid if choisies else self._affichage_of("fiche")
        for quoi, valeur in (("filtres", filtres), ("tri", tri), ("fiche", fiche)):
            self._settings.set_affichage(f"{self._affichage}_{quoi}", valeur)

    def _affichage_of(self, quoi: str) -> str:
        return self._settings.affichage(f"{self._affichage}_{quoi}")

    def _on_repos_timeout(self) -> None:
        """The window is painted: the fiche is built, and the last one that was open comes back."""
        derniere = self._workspace.projet.fiche(Uid(self._affichage_of("fiche")))
        if derniere is None or self.liste.fiches_choisies() or not self.liste.select(derniere.uid):
            _ = self.editeur

    def _on_liste_selection_changed(self) -> None:
        fiches = self.liste.fiches_choisies()
        autre = not (self._editeur and len(fiches) == 1 and fiches[0].uid == self._editeur.uid)
        if (fiches or self.liste.orientation_choisie()) and autre and not self._commit():
            # Qt is still selecting: the way back waits for it to be done.
            QTimer.singleShot(0, self._return_to_faulty)
            return
        self._show_selection()

    def _return_to_faulty(self) -> None:
        if self._editeur is None or self._editeur.uid is None:
            return
        self.liste.select(self._editeur.uid)
        self.toast.show_message(
            "Corrigez d’abord le champ en rouge, ou appuyez sur Échap dans ce champ pour y renoncer.", "", None
        )

    def _on_liste_menu_demande(self, position: QPoint) -> None:
        self.actions_plan.build_menu(self.liste.vue).popup(position)

    def _on_liste_saisie_refusee(self, message: str) -> None:
        self.toast.show_message(message, "", None)

    def _on_editeur_retour_demande(self) -> None:
        self.liste.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_constat_activated(self, constat: Constat) -> None:
        self.show_objet(constat.objet, constat.champ)

    def _on_partage_moved(self) -> None:
        self._settings.set_largeurs(PARTAGE, self._partage.sizes())
