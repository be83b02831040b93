"""Page « Scénarios »: what would happen if…, beside the project, which moves only when one is adopted."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.scenario import Scenario
from models.domain.scenarios.application import ScenarioApplique, appliquer
from models.domain.scenarios.comparaison import changements_dits
from models.domain.scenarios.raccourcis import guichets
from models.domain.uids import Uid
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.etapes import Etapes
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.scenarios.actes import ActesScenarios
from pvd_desktop.ui.scenarios.calcul import Calcul, Resultat
from pvd_desktop.ui.scenarios.editeur import EditeurScenario
from pvd_desktop.ui.scenarios.gestes import Gestes
from pvd_desktop.ui.scenarios.lignes import LigneSupposee
from pvd_desktop.ui.scenarios.liste import SANS_NOM, ListeScenarios
from pvd_desktop.ui.scenarios.raccourcis import BarreRaccourcis
from pvd_desktop.ui.scenarios.resultats import BandeTotaux, TableComparee, TotauxEtCharge, VueTable
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.ligne_message import LigneMessage
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

DOCUMENT: Final = "scenario"
POINTS: Final = "&Points à vérifier"
LIGNES_HAUTES: Final = 60
"""Points shown whole, each on as many lines as it takes."""
EXEMPLE: Final = "Et si la Région refuse\u00a0?"


class ScenariosPage(PageProjet):
    """The list on the left; on the right the scenario, its totals always in sight."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._actes = ActesScenarios(Ecrivain(workspace, self))
        self._choisi: Uid | None = None
        self._application: ScenarioApplique | None = None
        self.calcul = Calcul(workspace.aujourd_hui, self)
        self._suite = Etapes(self)
        self.gestes = Gestes(self._actes, self._commit_or_show, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)
        theme.suivre(self, self._on_theme_changed)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario shown, as the project holds it."""
        return next((s for s in self._workspace.projet.scenarios if s.uid == self._choisi), None)

    @property
    def editeur(self) -> EditeurScenario:
        """The table of what is supposed, read by then."""
        self._suite.finish()
        return self._editeur

    @override
    def resume(self) -> str:
        nombre = len(self._workspace.projet.scenarios)
        return f"{nombre} scénario{'s' if nombre > 1 else ''}" if nombre else "Aucun scénario"

    @override
    def commit(self) -> bool:
        return all([self.intitule.commit(), self.description.commit(), self._editeur.commit()])

    @override
    def show_saisie(self) -> None:
        if self.intitule.erreur():
            self.intitule.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.description.commit():
            self.description.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.onglets.setCurrentWidget(self._suppositions)
            self.editeur.show_saisie()

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        if self.scenario is None:
            return (self.vide,)
        return (self.liste, self.intitule, self.onglets.currentWidget())

    def show_scenario(self, uid: str) -> None:
        """Show that one."""
        if uid == self._choisi:
            return
        if self._commit_or_show():
            self._choisi = Uid(uid)
            self.question.hide()
        self._show()

    def ask_to_adopt(self) -> None:
        """Say what adopting will write, before it does."""
        scenario, application = self.scenario, self._application
        if scenario is None or application is None or not self._commit_or_show():
            return
        changements = changements_dits(application.changements)
        actions = len({c.fiche.uid for c in changements})
        dits = _count(len(changements), "changement")
        texte = f"Le projet prendra {dits} sur {_count(actions, 'action')}, et le scénario quittera cette liste."
        if application.ecartes:
            nombre = len(application.ecartes)
            texte += f" {_count(nombre, 'écart')} sans objet disparaîtr{'ont' if nombre > 1 else 'a'} avec lui."
        self.question.show_message(
            Niveau.ATTENTION,
            f"Adopter «\u00a0{scenario.intitule or SANS_NOM}\u00a0»\u00a0?",
            f"{texte} Annuler (Ctrl+Z) rend le tout en une fois.",
            ((f"Adopter ({dits})", self._adopt), ("Garder le projet tel quel", self.liste.vue.setFocus)),
            fermable=False,
        )
        self.question.boutons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self._pile = QStackedWidget(self)
        self.vide = EtatVide(
            "scenarios",
            EXEMPLE,
            "Un scénario suppose un refus, une aide plus faible ou une action décalée, et montre ce que le plan "
            "deviendrait. Le projet ne bouge pas tant que vous ne l’adoptez pas.",
            "Créer un scénario" if editable else "",
            self._pile,
        )
        self._plein = QWidget(self._pile)
        self.liste = ListeScenarios(editable=editable, parent=self._plein)
        self.question = Bandeau(self._plein)
        self.intitule = TexteEdit(parent=self._plein)
        self.intitule.setAccessibleName("Nom du scénario")
        self.intitule.setPlaceholderText("La Région refuse")
        self.description = self.liste.description
        self.intitule.set_lecture_seule(not editable)
        self.apercu = QPushButton("Aperçu", self._plein)
        self.apercu.setToolTip("Voir la comparaison comme elle s’imprime")
        icones.poser(self.apercu, "apercu", "texte", 16)
        self.exporter = QPushButton("Exporter", self._plein)
        self.exporter.setToolTip("Écrire la comparaison dans un fichier")
        icones.poser(self.exporter, "exporter", "texte", 16)
        self._formats = QMenu(self.exporter)
        self.exporter.setMenu(self._formats)
        self.adopter = QPushButton("Adopter ce scénario…", self._plein)
        self.adopter.setProperty("role", "primaire")
        self.bande = BandeTotaux(self._plein)
        self.ecartes = LigneMessage(self._plein)
        self.onglets = QTabWidget(self._plein)
        self.onglets.setDocumentMode(True)
        self._suppositions = QWidget(self.onglets)
        self.raccourcis = BarreRaccourcis(self._suppositions)
        self.raccourcis.setVisible(editable)
        self._editeur = EditeurScenario(self._write_cell if editable else None, self._suppositions)
        self.totaux = TotauxEtCharge(self.onglets)
        self.par_action = VueTable("Action par action", TableComparee(self), self.onglets)
        self.points = VueTable("Points à vérifier que le scénario change", TableComparee(self), self.onglets)
        self._sans_point = EtatVide(
            "succes",
            "Aucun point à vérifier ne change",
            "Les règles disent la même chose du projet et du scénario.",
            parent=self.onglets,
        )
        self.toast = Toast(self)

    def _lay_out(self) -> None:
        suppositions = QVBoxLayout(self._suppositions)
        suppositions.setContentsMargins(0, theme.px(8), 0, 0)
        suppositions.addWidget(self.raccourcis)
        suppositions.addWidget(self._editeur, 1)
        self._points = QStackedWidget(self.onglets)
        self._points.addWidget(self.points)
        self._points.addWidget(self._sans_point)
        self.onglets.addTab(self._suppositions, "Ce que l’on &suppose")
        self.onglets.addTab(self.totaux, "T&otaux")
        self.onglets.addTab(self.par_action, "Action par ac&tion")
        self.onglets.addTab(self._points, POINTS)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self.intitule, 1)
        for bouton in (self.apercu, self.exporter, self.adopter):
            self._tete.addWidget(bouton)
        self._droite = QVBoxLayout()
        self._droite.addWidget(self.question)
        self._droite.addLayout(self._tete)
        self._droite.addWidget(self.bande)
        self._droite.addWidget(self.ecartes)
        self._droite.addWidget(self.onglets, 1)
        self._disposition = QHBoxLayout(self._plein)
        self._disposition.addWidget(self.liste)
        self._disposition.addLayout(self._droite, 1)
        self._pile.addWidget(self.vide)
        self._pile.addWidget(self._plein)
        dessus = QVBoxLayout(self)
        dessus.setContentsMargins(0, 0, 0, 0)
        dessus.addWidget(self._pile)

    def _connect(self) -> None:
        self.vide.action_triggered.connect(self._on_ajout)
        self.liste.choisi.connect(self.show_scenario)
        self.liste.ajout_demande.connect(self._on_ajout)
        self.liste.copie_demandee.connect(self._on_copie)
        self.liste.abandon_demande.connect(self._on_abandon)
        self.liste.nom_demande.connect(self._edit_nom)
        self.adopter.clicked.connect(self.ask_to_adopt)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(self.sortie()))
        # The catalogue of the documents is only read when somebody wants one.
        self._formats.aboutToShow.connect(self.fill_formats)
        self.intitule.valeur_validee.connect(partial(self._update, "intitule"))
        self.description.valeur_validee.connect(partial(self._update, "description"))
        self.raccourcis.refus_demande.connect(self.gestes.refuse)
        self.raccourcis.rabais_demande.connect(self.gestes.grant_less)
        self.raccourcis.decalage_demande.connect(self.gestes.put_off)
        self.gestes.fait.connect(self._on_fait)
        self.gestes.sans_effet.connect(self._on_sans_effet)
        self._editeur.retrait_demande.connect(self._on_retrait)
        self.calcul.prete.connect(self._on_calcul_prete)

    def _edit_nom(self) -> None:
        self.intitule.setFocus(Qt.FocusReason.OtherFocusReason)
        self.intitule.selectAll()

    def sortie(self, extension: str = ".pdf") -> Sortie:
        """The document of the scenario shown."""
        return Sortie(DOCUMENT, extension=extension, scenario=self._choisi)

    def fill_formats(self) -> QMenu:
        """The formats it can be written in."""
        if self._formats.isEmpty():
            for extension in formats_of(DOCUMENT):
                action = self._formats.addAction(f"{FORMATS_PROPOSES[extension]}…")
                action.triggered.connect(partial(self._on_export, extension))
        return self._formats

    def _on_export(self, extension: str, _coche: bool = False) -> None:
        self.export_demande.emit(self.sortie(extension))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        # What it said of the project may be no longer true.
        self.question.hide()
        self._show()
        self.resume_changed.emit(self.resume())

    def _show(self) -> None:
        scenarios = self._workspace.projet.scenarios
        if self.scenario is None:
            self._choisi = scenarios[0].uid if scenarios else None
            self.question.hide()
        self._pile.setCurrentWidget(self._plein if scenarios else self.vide)
        self.liste.show_scenarios(scenarios, self._choisi)
        scenario = self.scenario
        if scenario is None:
            self._application = None
            self._suite.stop()
            self.calcul.forget()
            return
        self.intitule.set_valeur(scenario.intitule)
        self.description.set_valeur(scenario.description)
        projet = self._workspace.projet
        with paused_collector():
            self._application = application = appliquer(projet, scenario)
            self.gestes.set_application(scenario, application)
            # Hundreds of lines have a turn of their own, once what stands around them is on screen.
            self._suite.start(self._read_lignes(application))
            vivantes = tuple(f for f in application.projet.fiches if f.statut.est_vivant)
            self.raccourcis.show_choix(guichets(application.projet), vivantes)
        self._show_ecartes(application)
        editable = not self._workspace.raison_lecture_seule
        self.adopter.setEnabled(editable and application.projet is not application.base)
        self.adopter.setToolTip("" if self.adopter.isEnabled() else "Ce scénario ne change encore rien au projet")
        self.calcul.ask(projet, scenario)

    def _read_lignes(self, application: ScenarioApplique) -> Iterator[None]:
        yield from self._editeur.read_parts(application)
        self._editeur.show_application(application)

    def _show_ecartes(self, application: ScenarioApplique) -> None:
        """What is supposed in vain, in a sentence."""
        nombre = len(application.ecartes)
        self.ecartes.setVisible(bool(nombre))
        if nombre:
            raisons = " ".join(dict.fromkeys(ecarte.raison for ecarte in application.ecartes))
            dits = "écart n’est pas pris" if nombre == 1 else "écarts ne sont pas pris"
            self.ecartes.set_message(Niveau.INFORMATION, f"{nombre} {dits}\u00a0: {raisons}")

    def _write_cell(self, cle: str, champ: str, valeur: object) -> None:
        ligne = next((ligne for ligne in self.editeur.modele.lignes if ligne.cle == cle), None)
        if ligne is not None:
            self.gestes.write_cell(ligne, champ, valeur)  # pyright: ignore[reportArgumentType] - what its column reads

    def _commit_or_show(self) -> bool:
        if not (lu := self.commit()):
            self.show_saisie()
        return lu

    def _on_fait(self, dit: str) -> None:
        self.toast.show_message(dit, "Annuler", self._annulation.offer())

    def _on_sans_effet(self, dit: str) -> None:
        self.toast.show_message(dit, "")

    def _on_retrait(self, ligne: LigneSupposee) -> None:
        if not self._workspace.raison_lecture_seule:
            self.gestes.take_back(ligne)

    def _update(self, champ: str, valeur: str) -> None:
        if (scenario := self.scenario) is not None:
            self._actes.update(scenario, champ, valeur)

    def _on_ajout(self) -> None:
        if self._commit_or_show() and (uid := self._actes.add()) is not None:
            self.show_scenario(uid)
            self.intitule.setFocus(Qt.FocusReason.OtherFocusReason)
            self.intitule.selectAll()

    def _on_copie(self) -> None:
        scenario = self.scenario
        if scenario is not None and self._commit_or_show() and (uid := self._actes.duplicate(scenario)) is not None:
            self.show_scenario(uid)

    def _on_abandon(self) -> None:
        scenario = self.scenario
        if scenario is None or self._workspace.raison_lecture_seule or not self._commit_or_show():
            return
        self._actes.discard(scenario)
        if self._actes.a_ecrit:
            self._on_fait(f"Scénario abandonné\u00a0: {scenario.intitule or SANS_NOM}")

    def _adopt(self) -> None:
        scenario = self.scenario
        if scenario is None:
            return
        self._actes.adopt(scenario)
        if self._actes.a_ecrit:
            self._on_fait(f"Scénario adopté\u00a0: {scenario.intitule or SANS_NOM}")

    def _on_calcul_prete(self, resultat: Resultat) -> None:
        self.bande.show_totaux(resultat.comparaison.totaux)
        self.totaux.show_resultat(resultat)
        self.par_action.show_table(resultat.actions)
        nombre = 0
        if resultat.points is not None:
            nombre = len(resultat.points.rows)
            self.points.show_table(resultat.points)
            # Measuring hundreds of sentences would be felt: beyond, each says itself whole when pointed at.
            self.points.set_lignes_hautes(nombre <= LIGNES_HAUTES)
        self._points.setCurrentWidget(self.points if nombre else self._sans_point)
        rang = self.onglets.indexOf(self._points)
        self.onglets.setTabText(rang, f"{POINTS} ({nombre})" if nombre else POINTS)

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, theme.px(12))
        self._disposition.setSpacing(theme.px(12))
        self._droite.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(8))
        self.intitule.setFont(theme.police(1.1, gras=True))


def _count(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"
