"""The page « Maquette »: the plan as one grid of money, edited in place."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands.fiches import add_fiche
from models.domain.maquettes.filtre_operations import FiltreOperations
from models.domain.maquettes.lecture import Vue
from models.domain.maquettes.maquette import additionner_sommes
from models.domain.maquettes.saisie import COUT
from models.domain.regles import Objet
from models.domain.vocabulaire import EtatFinancement
from models.referentiel.financeurs import load_financeurs
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.maquette.barre_sommes import BarreSommes
from pvd_desktop.ui.maquette.barre_vues import BarreVues
from pvd_desktop.ui.maquette.cellule import format_euros_ronds
from pvd_desktop.ui.maquette.colonnes import ACTION, CONTROLES, colonnes, rang_de, repliables, utilisees, visibles
from pvd_desktop.ui.maquette.detail import DetailCellule
from pvd_desktop.ui.maquette.ecriture import EcritureGrille
from pvd_desktop.ui.maquette.filtre import FiltreGrille
from pvd_desktop.ui.maquette.grille import Grille
from pvd_desktop.ui.maquette.memoire import MemoireMaquette
from pvd_desktop.ui.maquette.menu import build_menu
from pvd_desktop.ui.maquette.modele import GrilleModel
from pvd_desktop.ui.maquette.sorties import PAGE_REPRISE
from pvd_desktop.ui.maquette.source import SourceGrille
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.vues_argent import PAGE as PAGE_ARGENT
from pvd_desktop.ui.vues_argent import MemoireArgent, VueArgent
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

_PAGE_IMPORTATION: Final = "importation"
_PAGE_SCENARIOS: Final = "scenarios"


class MaquettePage(PageProjet):
    """The grid, its detail and its sums."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._memoire = MemoireMaquette(settings, workspace.projet.territoire.uid)
        self._argent = MemoireArgent(settings, workspace.projet.territoire.uid)
        self._ecrivain = Ecrivain(workspace, self)
        self._lecteur = workspace.maquette()
        self._source = SourceGrille(self._lecteur, self._memoire, self._argent)
        with paused_collector():
            self._source.read(workspace.projet)
        self._vides = self._memoire.vides
        memorisees = self._memoire.repliees
        self._repliees = self._first_folded() if memorisees is None else memorisees
        self._a_placer = True
        """Whether nobody has moved in the grid yet: Qt puts the current cell on the first one, which is a sum."""
        self._en_retard = False
        """Whether the grid shows the project as it was before a block that has just been written."""
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)
        # Not shown yet: only remembered, so that the page opens on its grid and not on the first button.
        self.grille.vue.setFocus()

    @override
    def resume(self) -> str:
        projet = self._workspace.projet
        self._source.read(projet)
        nombre, totaux = len(projet.fiches), self._lecteur.periode.sommes.totaux
        cout = "" if totaux.cout is None else f" · {format_euros_ronds(totaux.cout)} {totaux.libelle_base}"
        return f"{nombre} action{'s' if nombre > 1 else ''}{cout}"

    @override
    def commit(self) -> bool:
        return all([self.grille.vue.delegue().commit(), self.detail.commit()])

    @override
    def show_saisie(self) -> None:
        editeur = self.grille.vue.delegue().editeur_ouvert()
        (editeur or self.detail).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.barre, self.grille.vue, self.detail)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        # Another view of the money may have filtered since.
        if self._source.follow_filtre():
            self._show()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.detail.fit(self.height())

    def show_vue(self, vue: Vue) -> None:
        """Show the period, or a year."""
        if self.commit():
            self._source.choose_vue(vue)
        self._show()

    def filter_by(self, filtre: FiltreOperations) -> None:
        """Show these operations only."""
        if self.commit():
            self._source.choose_filtre(filtre)
        self._show()

    def fold_groupe(self, groupe: str, *, repliee: bool | None = None) -> None:
        """Fold or unfold a group of columns (``None``: the other way)."""
        replier = groupe not in self._repliees if repliee is None else repliee
        self._repliees = self._repliees | {groupe} if replier else self._repliees - {groupe}
        self._memoire.repliees = self._repliees
        self._show_colonnes()

    def est_repliee(self, groupe: str) -> bool:
        """Whether a group of columns is folded."""
        return groupe in self._repliees

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self._ecriture = EcritureGrille(self._ecrivain, self._lecteur, self._workspace.aujourd_hui, self)
        self.modele = GrilleModel(self._ecriture.write_cell if editable else None, self)
        self.modele.set_plis(self._memoire.lignes)
        self._ecriture.set_modele(self.modele)
        self._pile = QStackedWidget(self)
        self._plein = QWidget(self._pile)
        self.barre = BarreVues(self._plein)
        self.filtre = FiltreGrille(self._plein)
        self.barre.add_outil(self.filtre.bouton)
        self.bandeau = Bandeau(self._plein)
        self.grille = Grille(self.modele, self.est_repliee, self._plein)
        self.message = LigneMessage(self._plein)
        self.detail = DetailCellule(self.modele, self._ecrivain, self._workspace.aujourd_hui, self._plein)
        self.detail.set_lecture_seule(not editable)
        self.sommes = BarreSommes(self._plein)
        # Over the detail: lower down it would hide the sums that the act has just changed.
        self.toast = Toast(self.detail)
        self._annulation = Annulation(self._workspace, self.toast)
        self._vide = EtatVide(
            "maquette",
            "Pas encore de montants",
            "La maquette rassemble les coûts et les financeurs de toutes les actions. "
            "Elle se remplit à partir du plan d’action, et ici même.",
            "Créer une première action" if editable else "",
            self._pile,
            libelle_autre="Partir de mon tableau…" if editable else "",
        )
        self.setFocusProxy(self.grille.vue)

    def _lay_out(self) -> None:
        corps = QVBoxLayout(self._plein)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(0)
        for widget in (self.barre, self.filtre, self.bandeau, self.grille, self.message, self.detail, self.sommes):
            corps.addWidget(widget, int(widget is self.grille))
        self._pile.addWidget(self._plein)
        self._pile.addWidget(self._vide)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._pile)
        self.grille.set_largeurs(self._memoire.largeurs)

    def _connect(self) -> None:
        vue = self.grille.vue
        self._workspace.about_to_read.connect(self.commit)
        self._vide.action_triggered.connect(self._on_vide_action_triggered)
        self._vide.autre_triggered.connect(lambda: self.page_demandee.emit(_PAGE_IMPORTATION))
        self.barre.vue_changed.connect(self.show_vue)
        self.filtre.filtre_changed.connect(self.filter_by)
        self.barre.argent_demande.connect(self._on_barre_argent_demande)
        self.barre.scenarios_demandes.connect(lambda: self.page_demandee.emit(_PAGE_SCENARIOS))
        self.barre.pli_demande.connect(self._on_barre_pli_demande)
        self.barre.vides_changed.connect(self._on_barre_vides_changed)
        self.barre.actions_pliees.connect(self._on_barre_actions_pliees)
        self.barre.sorties.export_demande.connect(self.export_demande)
        self.barre.sorties.apercu_demande.connect(self.apercu_demande)
        self.barre.sorties.impression_demandee.connect(self.impression_demandee)
        self.barre.sorties.reprise_demandee.connect(lambda: self.page_demandee.emit(PAGE_REPRISE))
        self.modele.plis_changed.connect(self._on_modele_plis_changed)
        self.grille.pli_groupe_demande.connect(self.fold_groupe)
        self.grille.largeurs_changed.connect(self._on_grille_largeurs_changed)
        vue.pli_demande.connect(self._on_vue_pli_demande)
        vue.groupe_demande.connect(self._on_vue_groupe_demande)
        vue.detail_demande.connect(self.detail.focus_first)
        vue.ouverture_demandee.connect(self._on_vue_ouverture_demandee)
        vue.effacement_demande.connect(self._on_vue_effacement_demande)
        vue.recopie_demandee.connect(self._on_vue_recopie_demandee)
        vue.etat_demande.connect(self._on_vue_etat_demande)
        vue.collage_demande.connect(self._on_vue_collage_demande)
        vue.delegue().erreur_changed.connect(self._on_delegue_erreur_changed)
        vue.selectionModel().currentChanged.connect(self._show_detail)
        vue.selectionModel().selectionChanged.connect(self._show_selection)
        for source in (vue, self.grille.figee):
            source.customContextMenuRequested.connect(partial(self._on_menu_requested, source))
        self._ecriture.refused.connect(self._on_ecriture_refused)
        self._ecriture.written.connect(self._on_ecriture_noticed)
        self.detail.objet_voulu.connect(self.objet_demande)
        self._ecriture.noticed.connect(self._on_ecriture_noticed)

    def _first_folded(self) -> frozenset[str]:
        """Open what holds something: the other groups say so by being one column."""
        codes = utilisees(self._lecteur.periode.cles)
        pleins = {g.code for g in load_financeurs().groupes if any(c.code in codes for c in g.colonnes)}
        return frozenset(repliables()) - pleins | {ACTION, CONTROLES}

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        if self._ecriture.en_tache:
            self._en_retard = True
            QTimer.singleShot(0, self._read_fiches)
        else:
            self._read()

    def _read_fiches(self) -> None:
        """Hundreds of cells: the window breathes between the other views, the reading, the sums and the grid."""
        if self._en_retard:
            with paused_collector():
                self._source.read(self._workspace.projet)
            QTimer.singleShot(0, self._add_up)

    def _add_up(self) -> None:
        if self._en_retard:
            with paused_collector():
                self._source.tableau()
            QTimer.singleShot(0, self._rattraper)

    def _rattraper(self) -> None:
        if self._en_retard:
            self._read()

    def _read(self) -> None:
        with paused_collector():
            self._source.read(self._workspace.projet)
            self._show()
        self._en_retard = False

    def _show(self) -> None:
        """Everything, from the project as it was read."""
        projet, annees = self._workspace.projet, self._lecteur.annees
        source = self._source
        tableau = source.tableau()
        self._pile.setCurrentWidget(self._plein if projet.fiches else self._vide)
        self.modele.show(projet, tableau, source.vue)
        self.barre.show_vue(source.vue, annees, self.modele.base)
        self._show_colonnes()
        if projet.fiches and (self._a_placer or not self.grille.vue.currentIndex().isValid()):
            self._choose_first()
        self._a_placer = not projet.fiches
        montrees, toutes = (sum(1 for _ in un.detail) for un in (tableau, source.entier()))
        self.filtre.show_filtre(source.filtre, montrees, toutes)
        self.sommes.show_affiche(source.nom, tableau.sommes.totaux, par_annee=self.modele.par_annee)
        self._follow_detail()
        self._show_selection()
        self._show_detail()
        self.resume_changed.emit(self.resume())

    def _choose_first(self) -> None:
        """The first cost that can be written: whoever comes to type needs not look for it."""
        cout = rang_de(COUT)
        row = next((r for r in range(self.modele.rowCount()) if self.modele.saisissable(r, cout)), 0)
        self.grille.vue.setCurrentIndex(self.modele.index(row, cout))

    def _show_colonnes(self) -> None:
        codes = utilisees(self.modele.tableau.cles)
        self.grille.show_colonnes(
            visibles(par_annee=self.modele.par_annee, repliees=self._repliees, codes=codes, vides=self._vides)
        )
        self.barre.show_groupes(self._repliees, vides=self._vides)

    def _show_detail(self) -> None:
        courante = self.grille.vue.currentIndex()
        self.detail.show_cell(courante.row(), courante.column())
        self.detail.fit(self.height())

    def _follow_detail(self) -> None:
        """The line being edited under the grid may have gone under « accordé », or back: its cell goes with it."""
        courante, actif = self.grille.vue.currentIndex(), QApplication.focusWidget()
        if courante.isValid() and actif is not None and self.detail.isAncestorOf(actif):
            column = self.detail.find_column(courante.row(), courante.column())
            if column != courante.column() and not self.grille.vue.isColumnHidden(column):
                self.grille.vue.setCurrentIndex(self.modele.index(courante.row(), column))

    def _show_selection(self) -> None:
        rows = self.grille.vue.bloc().rows
        choisies = {
            id(operation): operation
            for row in rows
            if row < self.modele.rowCount()
            for operation in self.modele.ligne(row).contenu
        }
        nombre = len(choisies)
        nom = f"Sélection\u00a0: {nombre} opération{'s' if nombre > 1 else ''}" if nombre else "Sélection"
        totaux = additionner_sommes(o.sommes for o in choisies.values()).totaux if choisies else None
        self.sommes.show_selection(nom, totaux, par_annee=self.modele.par_annee)

    def _on_vide_action_triggered(self) -> None:
        self._ecrivain.run("Créer une action", add_fiche, intitule="")

    def _on_barre_argent_demande(self, vue: VueArgent) -> None:
        """The page of the money opens on the view it showed last: this one, from now on."""
        if self.commit():
            self._argent.vue = vue
            self.page_demandee.emit(PAGE_ARGENT)

    def _on_barre_pli_demande(self, groupe: str, repliee: bool) -> None:
        self.fold_groupe(groupe, repliee=repliee)

    def _on_barre_vides_changed(self, vides: bool) -> None:
        self._vides = self._memoire.vides = vides
        self._show_colonnes()

    def _on_barre_actions_pliees(self, pliees: bool) -> None:
        self.modele.fold_actions(pliees=pliees)

    def _on_grille_largeurs_changed(self) -> None:
        self._memoire.largeurs = self.grille.largeurs()

    def _on_modele_plis_changed(self) -> None:
        self._memoire.lignes = self.modele.plis

    def _on_vue_pli_demande(self, row: int) -> None:
        self.modele.fold(row)

    def _on_vue_groupe_demande(self, groupe: str) -> None:
        vue, row = self.grille.vue, self.grille.vue.currentIndex().row()
        self.fold_groupe(groupe, repliee=False)
        premiere = next(c for c in vue.colonnes_visibles() if colonnes()[c].groupe == groupe)
        vue.setCurrentIndex(self.modele.index(row, premiere))

    def _on_vue_ouverture_demandee(self) -> None:
        courante = self.grille.vue.currentIndex()
        ligne = self.modele.ligne(courante.row()) if courante.isValid() else None
        if ligne is not None and ligne.ligne is not None:
            fiche = ligne.ligne.fiche
            self.objet_demande.emit(Objet(type="fiche", uid=fiche.uid, libelle=fiche.titre, fiche=fiche.uid), "")

    def _on_vue_effacement_demande(self) -> None:
        if self._peut_ecrire():
            self._ecriture.clear(self.grille.vue.bloc())

    def _on_vue_recopie_demandee(self) -> None:
        if self._peut_ecrire():
            self._ecriture.fill_down(self.grille.vue.bloc())

    def _on_vue_etat_demande(self, etat: EtatFinancement) -> None:
        if self._peut_ecrire():
            self._ecriture.set_etat(self.grille.vue.bloc(), etat)

    def _on_vue_collage_demande(self, texte: str) -> None:
        if self._peut_ecrire():
            self._ecriture.paste(self.grille.vue.bloc(), self.grille.vue.colonnes_visibles(), texte)

    def _peut_ecrire(self) -> bool:
        """Whether the project can be written; says why when it cannot."""
        self.bandeau.hide()
        self._rattraper()
        raison = self._workspace.raison_lecture_seule
        if raison:
            self.bandeau.show_message(Niveau.INFORMATION, "Projet ouvert en lecture seule.", raison)
        return not raison and self.commit()

    def _on_delegue_erreur_changed(self, message: str) -> None:
        if message:
            self.message.set_message(Niveau.ERREUR, message)
        else:
            self.message.hide()

    def _on_menu_requested(self, source: QTableView, position: QPoint) -> None:
        menu = build_menu(self.grille.vue, editable=not self._workspace.raison_lecture_seule)
        self.detail.add_vers_demande(menu)
        menu.popup(source.viewport().mapToGlobal(position))

    def _on_ecriture_refused(self, texte: str) -> None:
        titre, _, reste = texte.partition(". ")
        self.bandeau.show_message(Niveau.ATTENTION, f"{titre}." if reste else titre, reste)

    def _on_ecriture_noticed(self, texte: str) -> None:
        self.toast.show_message(texte, "Annuler", self._annulation.offer() if self._ecriture.a_ecrit else None)

    def _on_theme_changed(self) -> None:
        self.message.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        self.modele.forget_cellules()
        self.detail.fit(self.height())
