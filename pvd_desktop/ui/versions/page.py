"""Page « Versions figées »: the states that were frozen, what changed since one of them, and the avenant."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models import commands
from models.domain.avenant import LONGUEUR_NUMERO, prepare_avenant
from models.domain.errors import AppError
from models.domain.etats.changements import ChangementEtat
from models.domain.regles import Objet
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet, VersionFigee
from models.queries.versions import load_auteurs, load_versions
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fichier_a_ecrire import FichierAEcrire
from pvd_desktop.ui.figeage import FIGER, Figeage
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.sortie import FORMATS_PROPOSES, Sortie, formats_of
from pvd_desktop.ui.versions.calcul import Calcul
from pvd_desktop.ui.versions.comparaison import VueComparaison
from pvd_desktop.ui.versions.lignes import objet_de
from pvd_desktop.ui.versions.liste import ListeVersions
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace
from pvd_desktop.versions import same_content, write_copy

AVENANT: Final = "avenant"
ANNEXES: Final = "annexes"
COMPARAISON: Final = "comparaison"
_FILTRE_COPIE: Final = "Projets PVD Desktop (*.pvd);;Données JSON (*.json)"


class VersionsPage(PageProjet):
    """The list on the left; on the right what changed from the chosen state to another, or to the project."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._versions: tuple[VersionFigee, ...] = ()
        self._choisie: Uid | None = None
        self._propose = ""
        self._ecrivain = Ecrivain(workspace, self)
        self.figeage = Figeage(workspace, self)
        self.calcul = Calcul(workspace, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._annulation = Annulation(workspace, self.toast)
        theme.suivre(self, self._on_theme_changed)

    @property
    def version(self) -> VersionFigee | None:
        """The chosen state."""
        return next((v for v in self._versions if v.uid == self._choisie), None)

    @override
    def resume(self) -> str:
        self.catch_up()
        nombre = len(self._versions)
        if not nombre:
            return "Aucune version figée"
        return f"{nombre} version{'s figées' if nombre > 1 else ' figée'}"

    @override
    def commit(self) -> bool:
        return all([self.liste.nom.commit(), self.liste.commentaire.commit()])

    @override
    def show_saisie(self) -> None:
        champ = self.liste.nom if self.liste.nom.erreur() else self.liste.commentaire
        champ.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        if self.version is None:
            return (self.vide,)
        return (self.liste, self.apres, self.comparaison.vue)

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        del champ
        self.catch_up()
        if objet.type != "version" or objet.uid not in {version.uid for version in self._versions}:
            return False
        self.show_version(objet.uid)
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_version(self, uid: str) -> None:
        """Show what changed since that one."""
        if uid != self._choisie:
            if self.commit():
                self._choisie = Uid(uid)
            self._show()

    def remove(self) -> None:
        """Delete the chosen state."""
        version = self.version
        if version is None or self._workspace.raison_lecture_seule:
            return
        self._ecrivain.run(f"Supprimer «\u00a0{version.nom}\u00a0»", commands.versions.remove_version, version.uid)
        if self._ecrivain.a_ecrit:
            texte = f"La version «\u00a0{version.nom}\u00a0» est supprimée."
            self.toast.show_message(texte, "Annuler", self._annulation.offer())

    def copie(self) -> FichierAEcrire | None:
        """The chosen state as another file: a project of its own, or its data."""
        version = self.version
        if version is None:
            return None
        workspace, uid = self._workspace, version.uid

        def write(cible: Path) -> None:
            workspace.read(write_copy, uid, cible)

        nom = f"{workspace.path.stem}-{version.nom}".replace("/", "-").replace("\\", "-").replace(":", "-")
        return FichierAEcrire(
            nom=f"{nom}.pvd", filtre=_FILTRE_COPIE, write=write, titre="Enregistrer une copie de cette version"
        )

    def sortie(self, document: str, extension: str = ".pdf") -> Sortie:
        """A document about the two states shown."""
        apres = self.apres.valeur()
        uids = [uid for uid in (self._choisie, Uid(apres) if apres else None) if uid is not None]
        numero = self.numero.valeur() if document == AVENANT else None
        return Sortie(document, extension=extension, versions=tuple(uids), numero=numero)

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self._pile = QStackedWidget(self)
        self.vide = EtatVide(
            "historique",
            "Aucune version figée",
            "Figez le projet le jour de la signature, ou avant un comité de pilotage\u00a0: vous verrez ensuite tout "
            "ce qui a changé depuis, et l’avenant se préparera tout seul.",
            FIGER if editable else "",
            self._pile,
        )
        self._plein = QWidget(self._pile)
        self.liste = ListeVersions(editable=editable, parent=self._plein)
        self._depuis = QLabel(self._plein)
        self._depuis.setTextFormat(Qt.TextFormat.PlainText)
        self.apres = ChoixCombo([], libelle_vide="Projet actuel", parent=self._plein)
        self.apres.setAccessibleName("État auquel comparer")
        self.apres.setToolTip("Le projet actuel, ou une version figée après celle-ci")
        self._libelle_numero = QLabel("Avenant n°", self._plein)
        self.numero = TexteEdit(LONGUEUR_NUMERO, self._plein)
        self.numero.setAccessibleName("Numéro de l’avenant")
        self.numero.setToolTip(
            "Proposé d’après les versions et les pièces de la convention nommées «\u00a0Avenant n°\u00a01\u00a0»…"
        )
        self._libelle_numero.setBuddy(self.numero)
        self.avenant = QPushButton("Préparer l’avenant", self._plein)
        self.avenant.setProperty("role", "primaire")
        self.avenant.setToolTip("Voir l’avenant tel qu’il s’imprime, puis l’enregistrer en Word ou en PDF")
        self.apercu = QPushButton("Aperçu", self._plein)
        self.apercu.setToolTip("Voir la comparaison comme elle s’imprime")
        icones.poser(self.apercu, "apercu", "texte", 16)
        self.exporter = QPushButton("Exporter", self._plein)
        self.exporter.setToolTip("Écrire l’avenant, les annexes à lui joindre ou la comparaison dans un fichier")
        icones.poser(self.exporter, "exporter", "texte", 16)
        self._formats = QMenu(self.exporter)
        self.exporter.setMenu(self._formats)
        self.comparaison = VueComparaison(self._plein)
        self.toast = Toast(self)

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._depuis)
        self._tete.addWidget(self.apres, 1)
        boutons = FluxLayout()
        for widget in (self.apercu, self.exporter, self._libelle_numero, self.numero, self.avenant):
            boutons.addWidget(widget)
        self._droite = QVBoxLayout()
        self._droite.addLayout(self._tete)
        self._droite.addLayout(boutons)
        self._droite.addWidget(self.comparaison, 1)
        self._disposition = QHBoxLayout(self._plein)
        self._disposition.addWidget(self.liste)
        self._disposition.addLayout(self._droite, 1)
        self._pile.addWidget(self.vide)
        self._pile.addWidget(self._plein)
        dessus = QVBoxLayout(self)
        dessus.setContentsMargins(0, 0, 0, 0)
        dessus.addWidget(self._pile)

    def _connect(self) -> None:
        self.vide.action_triggered.connect(self.figeage.start)
        self.liste.ajout_demande.connect(self.figeage.start)
        self.figeage.figee.connect(self._on_figee)
        self.figeage.refusee.connect(self._on_refusee)
        self.liste.choisie.connect(self.show_version)
        self.liste.suppression_demandee.connect(self.remove)
        self.liste.copie_demandee.connect(self._on_copie)
        self.liste.nom.valeur_validee.connect(partial(self._update, "nom"))
        self.liste.commentaire.valeur_validee.connect(partial(self._update, "commentaire"))
        self.apres.valeur_validee.connect(self._compare)
        self.calcul.prete.connect(self.comparaison.show_resultat)
        self.calcul.refusee.connect(self._on_refusee)
        self.comparaison.changement_ouvert.connect(self._on_changement_ouvert)
        self.avenant.clicked.connect(self._on_avenant_clicked)
        self.numero.valeur_validee.connect(self._on_numero_validee)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(self.sortie(COMPARAISON)))
        # The catalogue of the documents is only read when somebody wants one.
        self._formats.aboutToShow.connect(self.fill_formats)

    def fill_formats(self) -> QMenu:
        """What can be written, and in which formats."""
        if self._formats.isEmpty():
            for document, nom in ((AVENANT, "Avenant"), (ANNEXES, "Annexes à joindre"), (COMPARAISON, "Comparaison")):
                for extension in formats_of(document):
                    action = self._formats.addAction(f"{nom}\u00a0: {FORMATS_PROPOSES[extension]}…")
                    action.triggered.connect(partial(self._on_export, document, extension))
                    action.setData(document)
                self._formats.addSeparator()
        for action in self._formats.actions():
            # The annexes are those of the project as it stands.
            action.setEnabled(action.data() != ANNEXES or self.apres.valeur() is None)
        return self._formats

    def _on_export(self, document: str, extension: str, _coche: bool = False) -> None:
        if self._commit_numero():
            self.export_demande.emit(self.sortie(document, extension))

    def _on_avenant_clicked(self) -> None:
        if self._commit_numero():
            self.apercu_demande.emit(self.sortie(AVENANT))

    def _on_numero_validee(self, numero: str) -> None:
        """An emptied field takes again what is proposed."""
        if not numero:
            self.numero.set_valeur(self._propose)

    def _propose_numero(self) -> None:
        apres = next((v.nom for v in self._versions if v.uid == self.apres.valeur()), "")
        actuel = EtatProjet(projet=self._workspace.projet, nom=apres)
        propose = prepare_avenant(actuel, [v.nom for v in self._versions]).numero
        # A number that was typed stays as long as the proposal does.
        if propose != self._propose:
            self._propose = propose
            self.numero.set_valeur(propose)

    def _commit_numero(self) -> bool:
        if self.numero.commit():
            return True
        self.avertissement.emit("Ce numéro d’avenant ne convient pas.", self.numero.erreur())
        return False

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self._versions = tuple(reversed(self._workspace.read(load_versions)))
        self._show()
        self.resume_changed.emit(self.resume())

    def _show(self) -> None:
        if self.version is None:
            self._choisie = self._versions[0].uid if self._versions else None
        self._pile.setCurrentWidget(self._plein if self._versions else self.vide)
        self.liste.show_versions(self._versions, self._choisie, self._workspace.read(load_auteurs))
        version = self.version
        if version is None:
            self.calcul.forget()
            return
        self._depuis.setText("Ce qui a changé depuis cette version, jusqu’à")
        # An avenant that went back in time would undo what was signed: only what came after is offered.
        autres = [(v.uid, v.nom) for v in self._versions[: self._versions.index(version)]]
        if self.apres.valeur() not in {uid for uid, _ in autres}:
            self.apres.set_valeur(None)
        self.apres.set_choix(autres)
        self._compare()

    def _compare(self) -> None:
        if (version := self.version) is not None:
            self._propose_numero()
            apres = self.apres.valeur()
            self.calcul.ask(version.uid, Uid(apres) if apres else None)

    def _update(self, champ: str, valeur: str) -> None:
        version = self.version
        if version is None or getattr(version, champ) == valeur:
            return
        champs = {"nom": version.nom, "commentaire": version.commentaire, champ: valeur}
        libelle = f"Nommer «\u00a0{valeur}\u00a0»" if champ == "nom" else f"Commenter «\u00a0{version.nom}\u00a0»"
        if champ == "nom" and not valeur:
            self.liste.nom.set_valeur(version.nom)
            return
        self._ecrivain.run(libelle, commands.versions.update_version, version.uid, **champs)
        if self._ecrivain.refus is not None:
            # The shell says why, with a name that is free.
            self.liste.nom.set_valeur(version.nom)

    def _on_figee(self, uid: str, nom: str) -> None:
        self.catch_up()
        self._choisie = Uid(uid)
        self._show()
        figee = self.version
        pareille = same_content([v for v in self._versions if v.uid != uid], figee.sha256) if figee else None
        suite = f" Le projet n’a pas changé depuis «\u00a0{pareille.nom}\u00a0»." if pareille else ""
        self.toast.show_message(f"«\u00a0{nom}\u00a0» est figée.{suite}", "Annuler", self._annulation.offer())
        self.liste.edit_nom()

    def _on_refusee(self, erreur: AppError) -> None:
        self.comparaison.show_attente(erreur.message)
        self.avertissement.emit(erreur.message, erreur.remede)

    def _on_copie(self) -> None:
        if self.commit() and (copie := self.copie()) is not None:
            self.export_demande.emit(copie)

    def _on_changement_ouvert(self, changement: ChangementEtat) -> None:
        self.objet_demande.emit(objet_de(changement), changement.champ)

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(12), marge, theme.px(8))
        self._disposition.setSpacing(theme.px(14))
        self._droite.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(8))
        self.numero.setFixedWidth(theme.px(56))
