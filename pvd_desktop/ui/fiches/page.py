"""The page « Plan d’action »: the tree on the left, the fiche on the right."""

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.actes import ActesPlan, name_fiches
from pvd_desktop.ui.fiches.actions_plan import ActionsPlan, BarreOutils, build_outil
from pvd_desktop.ui.fiches.colonnes_plan import format_euros_ronds
from pvd_desktop.ui.fiches.gestes_plan import GestesPlan
from pvd_desktop.ui.fiches.liste import ListePlan
from pvd_desktop.ui.fiches.memoire_plan import MemoirePlan
from pvd_desktop.ui.fiches.repos import Repos
from pvd_desktop.ui.fiches.vides import PAGE_IMPORTATION, build_plan_vide
from pvd_desktop.ui.fiches.volet import VoletDroit
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import TOUTES_LES_FICHES, Sortie
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.editeur_fiche import EditeurFiche


class FichesPage(PageProjet):
    """Shows the plan d'action and edits one fiche at a time, or several fields of several fiches."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent, lue=True)
        self._memoire = MemoirePlan(settings, workspace.projet.territoire.uid)
        self._ecrivain = Ecrivain(workspace, self)
        self._actes = ActesPlan(self._ecrivain, self)
        self._resume = ""
        self._repos = Repos(self._build_ahead(), self)
        self._create_fields(settings)
        self._lay_out()
        self._memoire.restore(self.liste)
        self._connect()
        self._show()

    @property
    def fiche_courante(self) -> Uid | None:
        """The fiche shown on the right, if any."""
        return self.volet.fiche_courante

    @property
    def editeur(self) -> "EditeurFiche":
        """The fiche on the right, built when first needed."""
        return self.volet.editeur

    @override
    def resume(self) -> str:
        return self._resume

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._gauche, self.volet) if self._pile.currentWidget() is self._partage else (self,)

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        if objet.type == "orientation":
            return self._show_orientation(objet.uid)
        if objet.type == "plan":
            self.liste.vue.setFocus()
            return True
        uid = objet.uid if objet.type == "fiche" else objet.fiche
        if self._workspace.projet.fiche(uid) is None or uid is None:
            return False
        if not self.show_fiche(uid):
            return True
        self.volet.show()
        self.volet.editeur.show_champ(objet, champ)
        return True

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._repos.start()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._repos.stop()

    @override
    def commit(self) -> bool:
        return self.liste.commit() and self.volet.commit()

    @override
    def show_saisie(self) -> None:
        if not self.liste.commit():
            self.liste.show_saisie()
            return
        self.volet.show()
        self.volet.show_saisie()

    def show_fiche(self, uid: Uid) -> bool:
        """Select and show a fiche, even hidden by a filter; ``False`` when what is typed elsewhere must come first."""
        if self.volet.objet_courant not in {None, uid} and not self.commit():
            return False
        if not self.liste.select(uid):
            self.liste.filtres.clear()
            self.liste.select(uid)
        self._show_selection()
        return True

    def _show_orientation(self, uid: Uid) -> bool:
        """Select an orientation, whose row every filter leaves; ``False`` when it is not there."""
        if self._workspace.projet.orientation(uid) is None:
            return False
        if self.volet.objet_courant in {None, uid} or self.commit():
            self.liste.select(uid)
            self.liste.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _create_fields(self, settings: Settings) -> None:
        raison = self._workspace.raison_lecture_seule
        self._pile = QStackedWidget(self)
        self._partage = QSplitter(Qt.Orientation.Horizontal, self._pile)
        self._gauche = QWidget(self._partage)
        self.volet = VoletDroit(self._ecrivain, self._actes, settings, self._build_apercu, self._partage)
        self.liste = ListePlan(self._actes, editable=not raison, parent=self._gauche)
        self.toast = Toast(self)
        self.gestes = GestesPlan(
            self._actes,
            self.liste,
            self.volet,
            Annulation(self._workspace, self.toast),
            self.toast,
            show_fiche=self.show_fiche,
            preview=self._preview,
            toggle_volet=self._toggle_volet,
        )
        self.actions_plan = ActionsPlan(
            self,
            self.liste.vue,
            self.gestes.fonctions(),
            # The window says it at the top; a command that cannot be chosen says it again where it is looked for.
            f"Projet ouvert en lecture seule\u00a0: {raison}" if raison else "",
        )
        self.liste.colonnes.add_commande(self.actions_plan["liste_seule"])
        self.exporter_tableau = QAction("Exporter ce tableau…", self)
        icones.poser(self.exporter_tableau, "exporter", "texte", 16)
        self.exporter_tableau.triggered.connect(self._on_exporter_tableau)
        self.liste.colonnes.add_commande(self.exporter_tableau)
        self.outils = BarreOutils(self.actions_plan, self._gauche)
        for panneau in (self, self._gauche):
            panneau.setFocusProxy(self.liste.vue)

    def _lay_out(self) -> None:
        colonne = QVBoxLayout(self._gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.outils)
        colonne.addWidget(self.liste, 1)
        self._partage.setAccessibleName("Liste des actions et fiche")
        self._partage.addWidget(self._gauche)
        self._partage.addWidget(self.volet)
        self._partage.setStretchFactor(0, 1)
        self._partage.setStretchFactor(1, 4)
        self._partage.setChildrenCollapsible(False)
        self._partage.setSizes(self._memoire.volets or [theme.px(452), theme.px(738)])
        self.actions_plan["liste_seule"].setChecked(self._memoire.liste_seule)
        self.volet.setVisible(not self._memoire.liste_seule)
        self._pile.addWidget(self._partage)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._workspace.about_to_read.connect(self.commit)
        self.liste.selection_changed.connect(self._on_liste_selection_changed)
        self.liste.ouverture_demandee.connect(self.gestes.open_fiche)
        self.liste.menu_demande.connect(self._on_liste_menu_demande)
        self.liste.saisie_impossible.connect(self._on_liste_saisie_impossible)
        self.liste.fiches_cachees.connect(self._on_liste_fiches_cachees)
        self.liste.filtres.filtres_changed.connect(self._remember)
        self.liste.vue.header().sortIndicatorChanged.connect(self._remember)
        self.liste.selection_changed.connect(self._remember)
        self.liste.vue.entete.colonnes_changed.connect(self._remember)
        self.liste.vue.entete.largeurs_changed.connect(self._on_largeurs_changed)
        self.volet.retour_demande.connect(self._on_volet_retour_demande)
        self.volet.constat_activated.connect(self._on_constat_activated)
        self.volet.avertissement.connect(self.avertissement)
        self.volet.fichier_demande.connect(self.fichier_demande)
        self.volet.objet_demande.connect(self.objet_demande)
        self._partage.splitterMoved.connect(self._on_partage_moved)

    @cached_property
    def _plan_vide(self) -> EtatVide:
        vide = build_plan_vide(self._pile, editable=not self._workspace.raison_lecture_seule)
        vide.action_triggered.connect(self.gestes.add_fiche)
        vide.autre_triggered.connect(lambda: self.page_demandee.emit(PAGE_IMPORTATION))
        self._pile.addWidget(vide)
        return vide

    def _build_apercu(self, parent: QWidget) -> QWidget:
        return build_outil(self.actions_plan["apercu"], parent)

    def _build_ahead(self) -> Iterator[None]:
        """Once the window is painted and nobody asks for anything: the fiche, then the last one that was open."""
        yield from self.volet.build_ahead()
        derniere = self._workspace.projet.fiche(self._memoire.fiche)
        if derniere is not None and not self.liste.fiches_choisies():
            self.liste.select(derniere.uid)

    def _on_exporter_tableau(self) -> None:
        from pvd_desktop.ui.fiches.sortie_tableau import build_sortie

        fiches = (ligne.fiche for ligne in self.liste.proxy.fiches())
        self.export_demande.emit(build_sortie(self.liste.vue.entete.visibles(), fiches))

    def _preview(self, fiches: Sequence[FicheAction]) -> None:
        self.apercu_demande.emit(Sortie("fiche", fiches[0].uid) if len(fiches) == 1 else TOUTES_LES_FICHES)

    def _show(self) -> None:
        """Everything, from the project as it stands."""
        projet = self._workspace.projet
        vide = not projet.fiches and not projet.orientations
        self._pile.setCurrentWidget(self._plan_vide if vide else self._partage)
        self._show_selection()
        self._show_resume()

    def _show_selection(self) -> None:
        self.volet.show_selection(self.liste.fiches_choisies(), self.liste.orientation_choisie())
        self.actions_plan.set_etat(self.gestes.permises())

    def _show_resume(self) -> None:
        nombre, totaux = len(self._workspace.projet.fiches), self.liste.totaux_plan
        cout = "" if totaux.cout is None else f" · {format_euros_ronds(totaux.cout)} {totaux.libelle_base}"
        texte = f"{nombre} action{'s' if nombre > 1 else ''}{cout}"
        if texte != self._resume:
            self._resume = texte
            self.resume_changed.emit(texte)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        self.liste.refresh(changes)
        self.volet.refresh(changes)
        self._show()

    def _remember(self) -> None:
        self._memoire.remember(self.liste)

    def _on_liste_selection_changed(self) -> None:
        fiches = self.liste.fiches_choisies()
        orientation = self.liste.orientation_choisie()
        autre = [f.uid for f in fiches] != [self.volet.objet_courant] and orientation != self.volet.objet_courant
        if (fiches or orientation) and autre and not self.commit():
            # Qt is still selecting: the way back waits for it to be done.
            QTimer.singleShot(0, self._return_to_faulty)
            return
        self._show_selection()

    def _return_to_faulty(self) -> None:
        if not self.liste.commit():
            self.liste.show_saisie()
            return
        fautif = self.volet.find_fautif()
        if fautif is None:
            self._show_selection()
            return
        self.liste.select(fautif)
        self.toast.show_message(
            "Corrigez d’abord le champ en rouge, ou appuyez sur Échap dans ce champ pour y renoncer.", "", None
        )

    def _on_liste_menu_demande(self, position: QPoint) -> None:
        self.actions_plan.build_menu(self.liste.vue).popup(position)

    def _on_liste_fiches_cachees(self, fiches: Sequence[FicheAction]) -> None:
        nom = name_fiches(fiches)
        verbe = "ne répondent plus" if len(fiches) > 1 else "ne répond plus"
        self.toast.show_message(
            f"{nom[0].upper()}{nom[1:]} {verbe} aux filtres.", "Tout afficher", partial(self.show_fiche, fiches[0].uid)
        )

    def _on_liste_saisie_impossible(self, message: str) -> None:
        self.toast.show_message(message, "", None)

    def _toggle_volet(self) -> None:
        """The list alone, as wide as the page, or the fiche beside it."""
        seule = self.actions_plan["liste_seule"].isChecked()
        if seule and not self.commit():
            self.actions_plan["liste_seule"].setChecked(False)
            self._return_to_faulty()
            return
        self._memoire.liste_seule = seule
        self.volet.setVisible(not seule)
        if seule:
            self.liste.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_largeurs_changed(self) -> None:
        self._memoire.remember_largeurs(self.liste)

    def _on_volet_retour_demande(self) -> None:
        # The fiche was only opened for a moment.
        self.volet.setVisible(not self._memoire.liste_seule or not self.commit())
        self.liste.vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_constat_activated(self, constat: Constat) -> None:
        self.show_objet(constat.objet, constat.champ)

    def _on_partage_moved(self) -> None:
        self._memoire.set_volets(self._partage.sizes())
