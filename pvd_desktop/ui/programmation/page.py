"""The page of the money by year: what comes in, what was planned and done, the charge nette, the intentions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.commands.programmation import remove_enveloppe, set_enveloppe
from models.domain.maquettes.charge_nette import ChargeNette
from models.domain.maquettes.filtre_operations import FiltreOperations, lire_filtre
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.maquettes.regroupement import Regroupement
from models.domain.projet import Projet
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.referentiel.financeurs import load_financeurs
from models.store.changes import Changeset
from pvd_desktop.documents.builders.charge_nette import read_charge, table_reserves
from pvd_desktop.documents.builders.encaissements import table_encaissements, table_prevu_realise
from pvd_desktop.documents.tree import Table
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.etapes import Etapes
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.programmation.barre import BarreArgent
from pvd_desktop.ui.programmation.charge import TableCharge
from pvd_desktop.ui.programmation.intentions import VueIntentions
from pvd_desktop.ui.programmation.tableau import TableauVue
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.vues_argent import MemoireArgent, VueArgent
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace

_PAGE_MAQUETTE: Final = "maquette"
_PAGE_PLAN: Final = "plan_action"
_DOCUMENTS: Final = {VueArgent.INTENTIONS: "intentions"}
_DOCUMENT: Final = "charge-nette"
_SANS_ACTION: Final = ("Pas encore d’actions", "Les montants par année viennent des opérations du plan d’action.")
_SANS_FILTRE: Final = "L’enveloppe est celle de tout le projet\u00a0: retirez les filtres pour la comparer."
_EXPLICATION: Final = (
    "Charge nette\u00a0: dépenses à l’année de programmation écrite sur chacune, moins ce qui est encaissé cette "
    "année-là, le FCTVA qui revient et les emprunts reçus, plus les annuités écrites sur chaque prêt. Écrivez "
    "l’enveloppe de l’année pour la comparer."
)


class ProgrammationPage(PageProjet):
    """A bar, then one view at a time; they all read the same part of the project."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._memoire = MemoireArgent(settings, workspace.projet.territoire.uid)
        self._ecrivain = Ecrivain(workspace, self)
        self._vue = self._memoire.vue
        self._par = self._memoire.regroupement
        self._filtre = self._memoire.filtre
        self._lecteur = LecteurMaquette(load_financeurs())
        self._avance = Etapes(self)
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)
        # Not shown yet: only remembered, so that the page opens on its figures and not on the first button.
        self._widget(self._vue).setFocus()

    @property
    def vue(self) -> VueArgent:
        """The view shown."""
        return self._vue

    @override
    def resume(self) -> str:
        return self._vue.libelle

    @override
    def commit(self) -> bool:
        return all([self.charge.commit(), self.intentions.commit()])

    @override
    def show_saisie(self) -> None:
        (self.intentions.liste if self._vue is VueArgent.INTENTIONS else self.charge).show_saisie()

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.barre, self._pile)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        # The grid of the maquette may have asked for another view since.
        demandee = self._memoire.vue
        filtre = lire_filtre(self._workspace.projet, self._memoire.filtre).filtre
        super().showEvent(event)
        autre, self._filtre = filtre != self._filtre, filtre
        if demandee is not self._vue:
            self.show_vue(demandee)
        elif autre:
            self._show()

    def show_vue(self, vue: VueArgent) -> None:
        """Show another view."""
        if self._can_change():
            self._vue = self._memoire.vue = vue
            self._show()

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self.barre = BarreArgent(self)
        self._pile = QStackedWidget(self)
        self.tableau = TableauVue("Montants par année", self._pile)
        self._charge = QWidget(self._pile)
        self._phrase = QLabel(self._charge)
        self._phrase.setWordWrap(True)
        self._phrase.setProperty("role", "discret")
        self.charge = TableCharge(self._write_enveloppe if editable else None, self._charge)
        self.ajouter = QPushButton(self._charge)
        self.ajouter.setProperty("role", "discret")
        self.ajouter.setVisible(editable)
        icones.poser(self.ajouter, "ajouter", "accent", 16)
        self.inconnues = QPushButton(self._charge)
        self.inconnues.setProperty("role", "lien")
        self.inconnues.setCheckable(True)
        icones.poser(self.inconnues, "avertissement", "attention", 16)
        self.reserves = TableauVue("Ce qui n’est pas encore connu", self._charge)
        self.reserves.header().setStretchLastSection(True)
        self.reserves.hide()
        self.intentions = VueIntentions(self._ecrivain, self._workspace.aujourd_hui().year + 1, self._pile)
        self._vide = EtatVide("maquette", *_SANS_ACTION, "Ouvrir le plan d’action", self._pile)
        self.setFocusProxy(self._pile)

    def _lay_out(self) -> None:
        self._pied = QHBoxLayout()
        self._pied.addWidget(self.ajouter)
        self._pied.addStretch(1)
        self._pied.addWidget(self.inconnues)
        self._colonne = QVBoxLayout(self._charge)
        self._colonne.addWidget(self._phrase)
        self._colonne.addWidget(self.charge, 3)
        self._colonne.addLayout(self._pied)
        self._colonne.addWidget(self.reserves, 2)
        for widget in (self.tableau, self._charge, self.intentions, self._vide):
            self._pile.addWidget(widget)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(self.barre)
        disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._workspace.about_to_read.connect(self.commit)
        barre = self.barre
        barre.vue_changed.connect(self.show_vue)
        barre.grille_demandee.connect(lambda: self.page_demandee.emit(_PAGE_MAQUETTE))
        barre.regroupement_changed.connect(self._on_regroupement_changed)
        barre.porteur_changed.connect(self._on_porteur_changed)
        barre.commune_changed.connect(self._on_commune_changed)
        barre.export_demande.connect(self.export_demande)
        barre.apercu_demande.connect(self.apercu_demande)
        barre.impression_demandee.connect(self.impression_demandee)
        for tableau in (self.tableau, self.reserves):
            tableau.operation_demandee.connect(self._on_operation_demandee)
        self.intentions.objet_demande.connect(self.objet_demande)
        self.inconnues.toggled.connect(self.reserves.setVisible)
        self.ajouter.clicked.connect(self._on_ajouter_clicked)
        self._vide.action_triggered.connect(lambda: self.page_demandee.emit(_PAGE_PLAN))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self._show()

    def _show(self) -> None:
        with paused_collector():
            self._show_vue()
        self._avance.start(self._read_ahead())

    def _read_ahead(self) -> Iterator[None]:
        """The years of the money, a year at a turn: on a large plan, all at once would be felt when they are shown."""
        if self._vue is VueArgent.PREVU_REALISE or self._filtre.actif:
            return
        self._lecteur.read(self._workspace.projet)
        yield
        for annee in self._lecteur.annees:
            self._lecteur.tableau(annee)
            yield

    def _show_vue(self) -> None:
        projet = self._filter()
        self.barre.show_vue(self._vue, self._par, _DOCUMENTS.get(self._vue, _DOCUMENT))
        match self._vue:
            case VueArgent.ENCAISSEMENT:
                self._show_table(table_encaissements(projet, self._par))
            case VueArgent.PREVU_REALISE:
                self._show_table(table_prevu_realise(projet, self._par, self._lecteur))
            case VueArgent.CHARGE:
                self._show_charge(projet)
            case VueArgent.INTENTIONS:
                self.intentions.show_projet(self._workspace.projet)
                self._show_widget(self.intentions)
        self.resume_changed.emit(self.resume())

    def _filter(self) -> Projet:
        """The part of the project the filters leave; what they can choose follows it."""
        projet = self._workspace.projet
        lu = lire_filtre(projet, self._filtre)
        self._filtre = lu.filtre
        self.barre.show_filtres(lu)
        return lu.restrict(projet)

    def _show_table(self, table: Table | None) -> None:
        if table is None:
            self._show_vide()
            return
        self.tableau.setAccessibleName(table.summary)
        self.tableau.show_table(table)
        self._show_widget(self.tableau)

    def _show_charge(self, projet: Projet) -> None:
        charge = read_charge(projet, self._workspace.aujourd_hui())
        if not projet.fiches:
            self._show_vide()
            return
        self._phrase.setText(_SANS_FILTRE if self._filtre.actif else _EXPLICATION)
        self.charge.show_charge(charge, enveloppes=not self._filtre.actif)
        self.ajouter.setText(f"Ajouter l’année {self._suivante(charge)}")
        self.ajouter.setVisible(not self._workspace.raison_lecture_seule and not self._filtre.actif)
        reserves = table_reserves(projet, charge)
        self.inconnues.setVisible(reserves is not None)
        self.reserves.setVisible(reserves is not None and self.inconnues.isChecked())
        if reserves is not None:
            nombre = len(reserves.rows)
            pluriel = "s ne sont pas exactes" if nombre > 1 else " n’est pas exacte"
            self.inconnues.setText(f"{nombre} opération{pluriel}\u00a0: voir pourquoi")
            self.reserves.show_table(reserves)
        self._show_widget(self._charge)

    def _show_vide(self) -> None:
        if self._filtre.actif:
            self._vide.set_texte("Rien ne passe ces filtres", "Retirez un filtre pour revoir les montants.")
        elif self._workspace.projet.fiches:
            self._vide.set_texte(
                "Pas encore de montants", "Ajoutez des financements aux opérations, puis datez leurs versements."
            )
        else:
            self._vide.set_texte(*_SANS_ACTION)
        self._show_widget(self._vide)

    def _widget(self, vue: VueArgent) -> QWidget:
        return {VueArgent.CHARGE: self.charge.vue, VueArgent.INTENTIONS: self.intentions.liste}.get(vue, self.tableau)

    def _show_widget(self, widget: QWidget) -> None:
        self._pile.setCurrentWidget(widget)
        self._pile.setFocusProxy(self.charge if widget is self._charge else widget)

    def _suivante(self, charge: ChargeNette) -> int:
        annees = [une.annee for une in charge.annees if une.annee]
        return max(annees) + 1 if annees else self._workspace.aujourd_hui().year

    def _write_enveloppe(self, cle: str, champ: str, valeur: object) -> None:
        annee = int(cle)
        presente = next((e for e in self._workspace.projet.enveloppes if e.annee == annee), None)
        reste = {"montant": presente.montant, "motif": presente.motif} if presente else {}
        if presente and not any({**reste, champ: valeur}.values()):
            self._ecrivain.run(f"Retirer l’enveloppe {annee}", remove_enveloppe, presente.uid)
        elif presente or valeur not in {None, ""}:
            self._ecrivain.run(f"Modifier l’enveloppe {annee}", set_enveloppe, annee, **{champ: valeur})

    def _on_ajouter_clicked(self) -> None:
        if self.commit():
            annee = self._suivante(read_charge(self._workspace.projet, self._workspace.aujourd_hui()))
            self._ecrivain.run(f"Ajouter l’année {annee}", set_enveloppe, annee)
            self.charge.vue.setCurrentIndex(self.charge.index_enveloppe(annee))
            self.charge.vue.setFocus()

    def _can_change(self) -> bool:
        """Whether nothing unreadable is being typed; else the bar says again what is shown, and one goes back to it."""
        if self.commit():
            return True
        self._show()
        self.show_saisie()
        return False

    def _on_regroupement_changed(self, par: Regroupement) -> None:
        if self._can_change():
            self._par = self._memoire.regroupement = par
            self._show()

    def _on_porteur_changed(self, cle: str | None) -> None:
        self._filter_by(replace(self._filtre, porteur=cle))

    def _on_commune_changed(self, cle: str | None) -> None:
        self._filter_by(replace(self._filtre, commune=cle))

    def _filter_by(self, filtre: FiltreOperations) -> None:
        if self._can_change():
            self._filtre = self._memoire.filtre = filtre
            self._show()

    def _on_operation_demandee(self, uid: str) -> None:
        """Where its dépenses are dated and its versements noted."""
        for fiche in self._workspace.projet.fiches:
            if any(operation.uid == uid for operation in fiche.operations):
                objet = Objet(type="operation", uid=Uid(uid), libelle=fiche.titre, fiche=fiche.uid)
                self.objet_demande.emit(objet, "financements")

    def _on_theme_changed(self) -> None:
        self._colonne.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._colonne.setSpacing(theme.px(6))
        self._pied.setSpacing(theme.px(8))
