"""Page « Demandes »: the list on the left, one dossier on the right."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.demande import NatureDemande
from models.domain.demandes.preparee import deja_dit, demande_de, preparer
from models.domain.demandes.situee import DemandeSituee
from models.domain.regles import Constat, Objet
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.demandes.detail import DetailDemande
from pvd_desktop.ui.demandes.ecriture import ActesDemandes
from pvd_desktop.ui.demandes.lecture import LectureDemandes
from pvd_desktop.ui.demandes.liste import ListeDemandes
from pvd_desktop.ui.demandes.nouvelle import Choix, NouvelleDemande
from pvd_desktop.ui.demandes.renouvellement import Renouvellement
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.rubrique_demande import RubriqueDemande
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.vers_demande import NOUVELLE
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

PAGE_PLAN: Final = "plan_action"
TOUR_S: Final = 0.008


class DemandesPage(PageProjet):
    """What is typed in the dossier is written before another one is shown."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._settings = settings
        self._ecrivain = Ecrivain(workspace, self)
        self._actes = ActesDemandes(self._ecrivain)
        self._choisie: Uid | None = None
        self._detail: DetailDemande | None = None
        self._dialogue: NouvelleDemande | Renouvellement | None = None
        self.lecture = LectureDemandes(workspace, self)
        self._points = QTimer(self, singleShot=True, interval=0)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)
        theme.suivre(self, self._on_theme_changed)

    @property
    def detail(self) -> DetailDemande:
        """The dossier, built when it is first needed."""
        if self._detail is None:
            # Its parent is given at once: a change of parent dresses every field again.
            self._detail = detail = DetailDemande(
                self._ecrivain, self._settings, self.lecture.dispositifs, self._droite
            )
            detail.retour_demande.connect(self.liste.vue.setFocus)
            detail.rubrique_construite.connect(self._on_rubrique_construite)
            detail.constat_activated.connect(self._on_constat_activated)
            detail.exporter.export_demande.connect(self.export_demande)
            detail.exporter.apercu_demande.connect(self.apercu_demande)
            self._droite.addWidget(detail)
        return self._detail

    @property
    def courante(self) -> Uid | None:
        """The demande shown, if any."""
        return self._choisie

    def dialogue(self) -> NouvelleDemande | Renouvellement | None:
        """The dialog opened last."""
        return self._dialogue

    @override
    def resume(self) -> str:
        nombre = len(self._workspace.projet.demandes)
        return f"{nombre} demande{'s' if nombre > 1 else ''}" if nombre else "Aucune demande"

    @override
    def commit(self) -> bool:
        return self._detail is None or self._detail.uid is None or self._detail.commit()

    @override
    def show_saisie(self) -> None:
        self.detail.show_saisie()

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        if self._pile.currentWidget() is self.vide:
            return (self.vide,)
        return (self.liste.vue, self.detail.onglets.currentWidget()) if self._detail else (self.liste.vue,)

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        if objet.type == NOUVELLE:
            return self._prepare(objet.uid)
        if objet.type != "demande" or self.lecture.ligne(objet.uid) is None:
            return False
        if self._show_demande(objet.uid):
            self.detail.show_champ(champ)
        return True

    def show_demande(self, uid: str) -> None:
        """Show that one, once what is typed in the other is written."""
        self._show_demande(Uid(uid))

    def ask_new(self) -> NouvelleDemande:
        """Open the dialog that creates one."""
        projet, jour = self._workspace.projet, self._workspace.aujourd_hui()
        dialogue = NouvelleDemande(projet, self.lecture.dispositifs(), jour, self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.valide.connect(self._on_nouvelle_valide)
        self._dialogue = dialogue
        dialogue.open()
        return dialogue

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self._pile = QStackedWidget(self)
        self.vide = EtatVide(
            "demandes", "Pas encore de demande", "Elles se préparent ici.", "Nouvelle demande", self._pile
        )
        self._partage = QSplitter(Qt.Orientation.Horizontal, self._pile)
        self._partage.setAccessibleName("Liste des demandes et dossier")
        self._partage.setChildrenCollapsible(False)
        self.liste = ListeDemandes(self._settings, editable=editable, parent=self._partage)
        self._droite = QStackedWidget(self._partage)
        self._rien = EtatVide(
            "demandes",
            "Aucune demande choisie",
            "Choisissez-en une dans la liste pour voir son dossier.",
            parent=self._droite,
        )
        self._droite.addWidget(self._rien)
        self.toast = Toast(self)

    def _lay_out(self) -> None:
        self._partage.addWidget(self.liste)
        self._partage.addWidget(self._droite)
        self._partage.setStretchFactor(0, 1)
        self._partage.setStretchFactor(1, 3)
        self._pile.addWidget(self._partage)
        self._pile.addWidget(self.vide)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._pile)
        volets = [int(v) for v in self._settings.affichage("volets_demandes").split() if v.isdecimal()]
        self._partage.setSizes(volets if len(volets) == 2 else [theme.px(452), theme.px(706)])

    def _connect(self) -> None:
        self._workspace.about_to_read.connect(self.commit)
        self.lecture.lue.connect(self._show_liste)
        self._points.timeout.connect(self._on_points_timeout)
        self.vide.action_triggered.connect(self._on_vide_action)
        self.liste.choisie.connect(self._on_liste_choisie)
        self.liste.ouverture_demandee.connect(self._on_ouverture_demandee)
        self.liste.ajout_demande.connect(self.ask_new)
        self.liste.acte_demande.connect(self._on_acte_demande)
        self._partage.splitterMoved.connect(
            lambda: self._settings.set_affichage("volets_demandes", " ".join(map(str, self._partage.sizes())))
        )

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._points.start()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._points.stop()

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self.lecture.refresh()
        if self.lecture.ligne(self._choisie) is None:
            self._choisie = next((ligne.uid for ligne in self.lecture.lignes()), None)
        self._show_vide()
        self._show_liste()
        self._points.start()
        if self._detail is None:
            # The list is painted first: together they would hold the window for too long.
            QTimer.singleShot(0, self, self._show_detail)
        else:
            self._show_detail()
        self.resume_changed.emit(self.resume())

    def _show_vide(self) -> None:
        projet = self._workspace.projet
        if projet.demandes:
            self._pile.setCurrentWidget(self._partage)
            return
        self._pile.setCurrentWidget(self.vide)
        editable = not self._workspace.raison_lecture_seule
        if any(fiche.operations for fiche in projet.fiches):
            self.vide.set_texte(
                "Pas encore de demande",
                "Une demande réunit des opérations et les lignes qu’elles demandent à un dispositif\u00a0: son "
                "formulaire, ses pièces et ses documents se remplissent depuis le projet.",
            )
            self.vide.set_action("Nouvelle demande" if editable else "")
        else:
            self.vide.set_texte(
                "Pas encore d’opération à financer",
                "Une demande se prépare pour une opération du plan d’action, avec ses dépenses et ses financements.",
            )
            self.vide.set_action("Ouvrir le plan d’action")

    def _show_liste(self) -> None:
        self.liste.show_lignes(self.lecture.lignes(), self._choisie)
        ligne = self.lecture.ligne(self._choisie)
        if ligne is not None and self._detail is not None and self._detail.uid == ligne.uid:
            self._detail.show_chiffres(ligne)

    def _show_detail(self) -> None:
        ligne = self.lecture.ligne(self._choisie)
        if ligne is None:
            self._droite.setCurrentWidget(self._rien)
            return
        self.detail.show_ligne(ligne)
        self._droite.setCurrentWidget(self.detail)
        if not self._points.isActive():
            self._show_points()

    def _show_demande(self, uid: Uid) -> bool:
        """``False`` when what is typed in another one comes first."""
        if uid != self._choisie and not self.commit():
            self.show_saisie()
            if self._choisie is not None:
                self.liste.reveal(self._choisie)
            return False
        self._choisie = uid
        self.liste.reveal(uid)
        self._show_detail()
        return True

    def _prepare(self, uid: Uid) -> bool:
        """The demande of a line, made if it is not there; of an operation, the dialog where its lines are chosen."""
        projet = self._workspace.projet
        demande = demande_de(projet, uid)
        if demande is not None:
            self._show_demande(demande.uid)
            return True
        preparee = preparer(projet, uid, self.lecture.dispositifs(), self._workspace.aujourd_hui())
        if self._workspace.raison_lecture_seule or (preparee is None and projet.operation(uid) is None):
            return False
        # A window asks twice: to learn who holds it, then once the page is there.
        if self.isVisible() and self.commit():
            if preparee is not None:
                self._tell_new(self._actes.prepare(preparee), "La demande est préparée\u00a0: complétez son dossier.")
            else:
                self.ask_new().preselect(uid)
        return True

    def _situee(self) -> DemandeSituee | None:
        ligne = self.lecture.ligne(self._choisie)
        return ligne.situee if ligne else None

    def _on_liste_choisie(self, uid: str) -> None:
        # Qt is still selecting: the way back to a field that cannot be read waits for it to be done.
        QTimer.singleShot(0, self, partial(self.show_demande, uid))

    def _on_ouverture_demandee(self) -> None:
        if self._choisie is not None:
            self.detail.onglets.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_vide_action(self) -> None:
        if any(fiche.operations for fiche in self._workspace.projet.fiches):
            self.ask_new()
        else:
            self.page_demandee.emit(PAGE_PLAN)

    def _on_nouvelle_valide(self, choix: Choix) -> None:
        trouvees = (self._workspace.projet.financement(ligne.financement) for ligne in choix.lignes)
        deja = deja_dit(trouvee[2] for trouvee in trouvees if trouvee is not None)
        champs = {"dispositif": choix.dispositif, "annee": choix.annee, **deja}
        self._tell_new(self._actes.add(choix.lignes, **champs), "La demande est créée.")

    def _on_acte_demande(self, nom: str) -> None:
        situee = self._situee()
        if situee is None or not self.commit():
            return
        actes: dict[str, Callable[[DemandeSituee], object]] = {
            "renouveler": self._ask_renewal,
            "dupliquer": lambda s: self._tell_new(self._actes.duplicate(s), "La demande est dupliquée."),
            "retirer": self._remove,
        }
        actes[nom](situee)

    def _ask_renewal(self, situee: DemandeSituee) -> None:
        annee = (situee.annee or self._workspace.aujourd_hui().year) + 1
        dialogue = Renouvellement(situee, annee, self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.valide.connect(partial(self._on_renouvellement_valide, situee))
        self._dialogue = dialogue
        dialogue.open()

    def _on_renouvellement_valide(self, situee: DemandeSituee, annee: int, nature: NatureDemande) -> None:
        self._tell_new(self._actes.renew(situee, annee, nature), f"La demande est renouvelée pour {annee}.")

    def _remove(self, situee: DemandeSituee) -> None:
        self._actes.remove([situee])
        if self._actes.a_ecrit:
            self.toast.show_message(f"«\u00a0{situee.nom}\u00a0» est à la corbeille.", action=self._annulation.offer())

    def _tell_new(self, uid: Uid | None, dit: str) -> None:
        if uid is not None:
            self._show_demande(uid)
            self.toast.show_message(dit, action=self._annulation.offer())

    def _on_rubrique_construite(self, rubrique: RubriqueDemande) -> None:
        rubrique.objet_demande.connect(self._on_objet_demande)
        rubrique.apercu_demande.connect(self.apercu_demande)
        rubrique.export_demande.connect(self.export_demande)
        rubrique.fichier_demande.connect(self.fichier_demande)
        rubrique.avertissement.connect(self.avertissement)
        rubrique.acte_fait.connect(self._on_acte_fait)

    def _on_acte_fait(self, dit: str) -> None:
        self.toast.show_message(dit, action=self._annulation.offer())

    def _on_objet_demande(self, objet: Objet, champ: str) -> None:
        """What is in the dossier is shown here; the rest is for the window."""
        if objet.type == "demande":
            self.show_objet(objet, champ)
        else:
            self.objet_demande.emit(objet, champ)

    def _on_constat_activated(self, constat: Constat) -> None:
        self._on_objet_demande(constat.objet, constat.champ)

    def _on_points_timeout(self) -> None:
        """The rules run a little at a time: the page does not wait for them."""
        if self._workspace.verify(TOUR_S):
            self._show_points()
        else:
            self._points.start()

    def _show_points(self) -> None:
        """The points are at hand by then."""
        if self._detail is None:
            return
        demande = next((d for d in self._workspace.projet.demandes if d.uid == self._choisie), None)
        concernes = {self._choisie, *(demande.financements if demande is not None else ())}
        siens = [c for c in self._workspace.constats() if c.objet.uid in concernes]
        # Its own first: those of the lines it asks for lead to the plan.
        self._detail.set_constats(sorted(siens, key=lambda c: c.objet.type != "demande"))

    def _on_theme_changed(self) -> None:
        self.liste.setMinimumWidth(theme.px(300))
        self._droite.setMinimumWidth(theme.px(420))
