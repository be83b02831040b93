"""Tab « Échéances »: what is to be done and by when, late ones first; each line opens the place it speaks of."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.echeances import EcheanceCalculee
from models.domain.echeances.garde import Garde
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.calendrier.actes import ActesEcheances, nommer
from pvd_desktop.ui.calendrier.barre import BarreEcheances
from pvd_desktop.ui.calendrier.dialogue import EcheanceDialog
from pvd_desktop.ui.calendrier.feries import JoursChomes
from pvd_desktop.ui.calendrier.filtres import BarreFiltres, FiltreEcheances
from pvd_desktop.ui.calendrier.importation import ImportAgenda
from pvd_desktop.ui.calendrier.lignes import COLONNES, FAITES, GARDES, LigneEcheance, LigneGarde, grouper
from pvd_desktop.ui.calendrier.memoire import MemoireEcheances
from pvd_desktop.ui.calendrier.modele import EcheancesModel
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.etapes import Etapes
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.colonne import ROLE_CLE, ROLE_LIGNE
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table
from pvd_desktop.ui.workspace import Workspace

_FILTRE_AGENDA: Final = "Agenda (*.ics)"
OUVERTES: Final = 300
"""Lines from which the next months are folded: laying thousands of rows out holds the window."""
_VIDE: Final = (
    "Pas encore d’échéances",
    (
        "Elles viennent des dates du projet\u00a0: signatures, demandes, commencements, versements, réunions. "
        "Vous pouvez aussi en noter."
    ),
)
_FILTRE_VIDE: Final = ("Aucune échéance ne passe ces filtres", "Les filtres choisis cachent toutes les échéances.")


class EcheancesPage(PageProjet):
    """The filters, what one does, the list."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._memoire = MemoireEcheances(settings, workspace.projet.territoire.uid)
        self._editable = not workspace.raison_lecture_seule
        self._echeances: tuple[EcheanceCalculee, ...] = ()
        self._gardes: tuple[Garde, ...] = ()
        self._suite = Etapes(self)
        self._lu: Projet | None = None
        """The project that the days shown are of."""
        self._ouverts: dict[str, bool] = {FAITES: False, GARDES: False}
        """Groups that were folded or unfolded."""
        self._deplie = False
        """Whether groups are being unfolded by the page, and not by somebody."""
        self._actes = ActesEcheances(Ecrivain(workspace, self))
        self._chomes = JoursChomes(workspace, self)
        self.dialogue: EcheanceDialog | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @property
    def modele(self) -> EcheancesModel:
        """The lines, as the project stands; like the other parts, shown by then."""
        self._suite.finish()
        return self._modele

    @property
    def vue(self) -> QTreeView:
        """The list."""
        self._suite.finish()
        return self._vue

    @property
    def barre(self) -> BarreEcheances:
        """What one does with them."""
        self._suite.finish()
        return self._barre

    @property
    def filtres(self) -> BarreFiltres:
        """What is kept of them."""
        self._suite.finish()
        return self._filtres

    @override
    def resume(self) -> str:
        self.catch_up()
        # Told again once they are read: the window asks as soon as the page is seen.
        return self._say() if self._workspace.projet is self._lu else ""

    def _say(self) -> str:
        retards = sum(1 for e in self._echeances if e.etat.value == "retard")
        ouvertes = sum(1 for e in self._echeances if e.ouverte)
        dont = f", dont {retards} en retard" if retards else ""
        return f"{ouvertes} échéance{'s' if ouvertes > 1 else ''} à suivre{dont}" if ouvertes else "Rien à suivre"

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._filtres, self._barre, self._vue)

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        del champ
        # A computed one has no other name than its key.
        cle = next((e.cle for e in self._workspace.echeances() if objet.uid in {e.saisie, e.cle}), None)
        if objet.type != "echeance" or cle is None:
            return False
        self.catch_up()
        self.select(cle)
        return True

    def select(self, cle: str) -> None:
        """Go to one line, even when a filter hid it."""
        self._suite.finish()
        if not self._modele.index_of(cle).isValid():
            self._filtres.reset()
        index = self._modele.index_of(cle)
        if index.isValid():
            self._vue.expand(index.parent())
            self._vue.setCurrentIndex(index)
            self._vue.scrollTo(index)
            self._vue.setFocus(Qt.FocusReason.OtherFocusReason)

    def choisies(self) -> list[EcheanceCalculee]:
        """Those ticked, else the one under the cursor; in the order of the days."""
        self._suite.finish()
        return self._chosen()

    def _chosen(self) -> list[EcheanceCalculee]:
        voulues = self._modele.coches or {self._vue.currentIndex().data(ROLE_CLE)}
        return [e for e in self._echeances if e.cle in voulues]

    def finish(self) -> None:
        """« Fait »."""
        faites = [e for e in self.choisies() if e.ouverte]
        self._actes.finish(faites)
        self._tell(f"{_compter(faites)} faite{_s(faites)}")

    def reopen(self) -> None:
        """« Rouvrir »."""
        rouvertes = [e for e in self.choisies() if not e.ouverte and e.traitable]
        self._actes.reopen(rouvertes)
        self._tell(f"{_compter(rouvertes)} rouverte{_s(rouvertes)}")

    def set_aside(self, motif: str) -> None:
        """« Écarter », for a reason."""
        ecartees = [e for e in self.choisies() if e.ouverte]
        self._actes.set_aside(ecartees, motif)
        self._tell(f"{_compter(ecartees)} écartée{_s(ecartees)}")

    def remove(self) -> None:
        """Delete the typed ones."""
        notees = [e for e in self.choisies() if e.saisie is not None]
        if notees and self._editable:
            self._actes.remove(notees)
            self._tell(f"{_compter(notees)} supprimée{_s(notees)}")

    def ask_new(self) -> None:
        """Open what a new échéance is typed in."""
        self._open_dialogue(None)

    def _create_fields(self) -> None:
        self._filtres = BarreFiltres(self)
        self._filtres.filtre = self._memoire.filtre
        self._barre = BarreEcheances(editable=self._editable, parent=self)
        self._modele = EcheancesModel(self)
        self._vue = QTreeView(self)
        configure_table(self._vue)
        self._vue.setModel(self._modele)
        self._vue.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._vue.setExpandsOnDoubleClick(True)
        self._vue.header().setStretchLastSection(True)
        self._vue.setAccessibleName("Échéances")
        self._phrase = QLabel(self)
        self._phrase.setProperty("role", "discret")
        self._vide = EtatVide(
            "calendrier",
            *_VIDE,
            "Noter une échéance" if self._editable else "",
            self,
            libelle_autre="Importer un agenda…" if self._editable else "",
        )
        self._filtre_vide = EtatVide("filtre", *_FILTRE_VIDE, "Tout afficher", self)
        self.bandeau = Bandeau(self)
        self.importation = ImportAgenda(self._workspace, self.bandeau, self)
        self.toast = Toast(self)
        self._annulation = Annulation(self._workspace, self.toast)
        self.setFocusProxy(self._vue)

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.bandeau)
        self._disposition.addWidget(self._filtres)
        self._disposition.addWidget(self._barre)
        self._pile = QStackedLayout()
        for widget in (self._vue, self._vide, self._filtre_vide):
            self._pile.addWidget(widget)
        self._disposition.addLayout(self._pile, 1)
        self._disposition.addWidget(self._phrase)

    def _connect(self) -> None:
        barre = self._barre
        barre.ajout_demande.connect(self.ask_new)
        barre.fait_demande.connect(self.finish)
        barre.rouvrir_demande.connect(self.reopen)
        barre.ecarter_demande.connect(self.set_aside)
        barre.modifier_demande.connect(self._on_modifier_demande)
        barre.supprimer_demande.connect(self.remove)
        barre.agenda_demande.connect(self._on_agenda_demande)
        barre.importation_demandee.connect(self.importation.choose)
        barre.impression_demandee.connect(lambda: self.apercu_demande.emit(Sortie("calendrier")))
        self.importation.importe.connect(self._on_agenda_importe)
        self._vide.autre_triggered.connect(self.importation.choose)
        self._filtres.filtre_changed.connect(self._on_filtre_changed)
        self._modele.coches_changed.connect(self._refresh_barre)
        self._vue.selectionModel().currentChanged.connect(self._refresh_barre)
        self._vue.activated.connect(self._on_vue_activated)
        self._vue.expanded.connect(self._on_vue_expanded)
        self._vue.collapsed.connect(self._on_vue_collapsed)
        self._vide.action_triggered.connect(self.ask_new)
        self._filtre_vide.action_triggered.connect(self._filtres.reset)
        self._chomes.prets.connect(self._show)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self._chomes.load()
        self._suite.start(self._follow())

    def _follow(self) -> Iterator[None]:
        """Every day of a project, then hundreds of lines: a turn each, after the one that wrote."""
        self._lu = self._workspace.projet
        self._echeances = self._workspace.echeances()
        yield
        self._gardes = self._workspace.gardes()
        yield
        self._show()
        self.resume_changed.emit(self._say())

    def _show(self) -> None:
        filtre = self._filtres.filtre
        with paused_collector():
            montrees = [e for e in self._echeances if filtre.keeps(e)]
            gardes = [g for g in self._gardes if filtre.fiche in {None, g.objet.fiche}]
            if filtre.etat is not None or filtre.nature is not None:
                gardes = []
            self._filtres.show_echeances(self._echeances, self._workspace.projet.fiches)
            chomes = {jour: self._chomes.nom(jour) for jour in {e.jour for e in montrees}}
            self._modele.show_noeuds(grouper((LigneEcheance(e, chomes[e.jour]) for e in montrees), gardes))
        self._unfold()
        rien = not self._echeances and not gardes
        self._pile.setCurrentWidget(self._vue if montrees or gardes else self._vide if rien else self._filtre_vide)
        self._filtres.setVisible(not rien)
        self._barre.setVisible(not rien)
        total = len(self._echeances)
        sur = f" sur {total}" if len(montrees) != total else ""
        self._phrase.setText(f"{len(montrees)} échéance{'s' if len(montrees) > 1 else ''}{sur}")
        self._phrase.setVisible(not rien)
        self._refresh_barre()

    def _unfold(self) -> None:
        """A group is open until it is folded, as long as the list is one that people read through."""
        self._deplie = True
        lignes = 0
        for row in range(self._modele.rowCount()):
            index = self._modele.index(row, 0)
            voulu = self._ouverts.get(index.data(ROLE_CLE), lignes < OUVERTES)
            lignes += self._modele.rowCount(index) if voulu else 0
            if not self._vue.isFirstColumnSpanned(row, QModelIndex()):
                self._vue.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt has no keyword here
            if self._vue.isExpanded(index) is not voulu:
                self._vue.setExpanded(index, voulu)
        self._deplie = False

    def _on_vue_expanded(self, index: QModelIndex) -> None:
        if not self._deplie:
            self._ouverts[index.data(ROLE_CLE)] = True

    def _on_vue_collapsed(self, index: QModelIndex) -> None:
        if not self._deplie:
            self._ouverts[index.data(ROLE_CLE)] = False

    def _refresh_barre(self) -> None:
        choisies = self._chosen()
        a_exporter = (
            choisies if self._modele.coches else [e for e in self._echeances if self._se_montre(e) and e.ouverte]
        )
        self._barre.show_choix(choisies, len(self._modele.coches), len(a_exporter))

    def _se_montre(self, echeance: EcheanceCalculee) -> bool:
        return self._filtres.filtre.keeps(echeance)

    def _tell(self, dit: str) -> None:
        if self._actes.a_ecrit:
            self._modele.set_coches(())
            self.toast.show_message(dit, "Annuler", self._annulation.offer())

    def _open_dialogue(self, echeance: EcheanceCalculee | None) -> None:
        projet = self._workspace.projet
        notee = next((e for e in projet.echeances if echeance and e.uid == echeance.saisie), None)
        self.dialogue = dialogue = EcheanceDialog(notee, projet.fiches, self._workspace.aujourd_hui, self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if notee is None:
            dialogue.valide.connect(self._on_ajout_valide)
        else:
            dialogue.valide.connect(partial(self._actes.update, notee.uid))
        dialogue.open()

    def _on_ajout_valide(self, champs: dict[str, Any]) -> None:
        if (uid := self._actes.add(champs)) is not None:
            self.select(f"notee:{uid}")

    def _on_modifier_demande(self) -> None:
        choisies = self.choisies()
        if len(choisies) == 1 and choisies[0].saisie is not None and self._editable:
            self._open_dialogue(choisies[0])

    def _on_agenda_demande(self) -> None:
        cochees = self._modele.coches
        voulues = [e for e in self._echeances if (e.cle in cochees if cochees else self._se_montre(e) and e.ouverte)]
        projet, jour = self._workspace.projet, self._workspace.aujourd_hui()

        def write(cible: Path) -> None:
            from pvd_desktop.documents.agenda import render_agenda, write_agenda

            write_agenda(render_agenda(projet, voulues, jour), cible)

        nom = f"{self._workspace.path.stem}-echeances.ics"
        self.export_demande.emit(FichierAEcrire(nom, _FILTRE_AGENDA, write, titre="Exporter vers un agenda"))

    def _on_agenda_importe(self, dit: str) -> None:
        self.toast.show_message(dit, "Annuler", self._annulation.offer())

    def _on_filtre_changed(self, filtre: FiltreEcheances) -> None:
        self._memoire.filtre = filtre
        self._show()

    def _on_vue_activated(self, index: QModelIndex) -> None:
        ligne = index.data(ROLE_LIGNE)
        if isinstance(ligne, LigneGarde):
            self.objet_demande.emit(ligne.garde.objet, ligne.garde.champ)
        elif isinstance(ligne, LigneEcheance):
            if ligne.echeance.saisie is not None:
                self._open_dialogue(ligne.echeance) if self._editable else None
            else:
                self.objet_demande.emit(ligne.echeance.objet, ligne.echeance.champ)

    def _on_theme_changed(self) -> None:
        apply_colonnes(self._vue, COLONNES)
        self._disposition.setContentsMargins(theme.px(8), theme.px(10), theme.px(12), theme.px(8))
        self._disposition.setSpacing(theme.px(8))


def _compter(echeances: Sequence[EcheanceCalculee]) -> str:
    nom = nommer(echeances).removeprefix("l’")
    return f"{nom[:1].upper()}{nom[1:]}"


def _s(echeances: Sequence[EcheanceCalculee]) -> str:
    return "s" if len(echeances) > 1 else ""
