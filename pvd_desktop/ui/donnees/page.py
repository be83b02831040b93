"""Page « Données personnelles »: the register, what is kept of somebody, and how it goes."""

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models import commands
from models.domain.errors import AppError
from models.domain.grammaire import enumerer
from models.domain.personnes.mentions import MentionPersonne, Provenance
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.donnees.copie import SectionCopie
from pvd_desktop.ui.donnees.fichiers import copie_anonyme, donnees_document, donnees_json
from pvd_desktop.ui.donnees.recherche import Trouve, prepare_recherche
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.tasks import Task
from pvd_desktop.ui.widgets.bandeau import Bandeau
from pvd_desktop.ui.widgets.choix_combo import ChoixCombo
from pvd_desktop.ui.widgets.colonne_defilante import ColonneDefilante
from pvd_desktop.ui.widgets.form import Champ, Formulaire
from pvd_desktop.ui.widgets.formulaire_lie import FormulaireLie
from pvd_desktop.ui.widgets.icone_champ import ChampRecherche
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.tables import Colonne, LignesModel
from pvd_desktop.ui.widgets.texte_edit import TexteEdit
from pvd_desktop.ui.widgets.vue import apply_colonnes, configure_table
from pvd_desktop.ui.workspace import Workspace

_COLONNES: Final = (
    Colonne[MentionPersonne](titre="Où", texte=lambda m: m.lieu_dit, largeur=300),
    Colonne[MentionPersonne](titre="Champ", texte=lambda m: m.libelle_champ, largeur=130),
    Colonne[MentionPersonne](titre="Ce qui est écrit", texte=lambda m: m.texte, largeur=300),
    Colonne[MentionPersonne](
        titre="Effacement",
        texte=lambda m: "Automatique" if m.efface else "À corriger par vous",
        largeur=130,
        aide="Automatique quand le nom entier est cherché\u00a0; un texte libre, une partie à la convention et le chef "
        "de projet se corrigent à leur place",
    ),
)
_OU: Final = {
    Provenance.PROJET: "dans le projet",
    Provenance.CORBEILLE: "dans la corbeille",
    Provenance.HISTORIQUE: "dans l’historique",
}
_EFFACE: Final = (
    "Le contact disparaît, son nom est remplacé par «\u00a0Personne effacée\u00a0» parmi les membres, les présences, "
    "les référents et les responsables, et l’historique l’oublie. Vous ne pourrez annuler ni ce geste, ni ceux d’avant."
)
_RESTE: Final = (
    "Les endroits «\u00a0À corriger par vous\u00a0» restent à reprendre\u00a0: effacez de nouveau ensuite, pour que "
    "l’historique oublie aussi ce que vous aurez corrigé."
)


class DonneesPage(PageProjet):
    """A search names nobody for good: what is erased is what it found under a whole name."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._editable = not workspace.raison_lecture_seule
        self._ecrivain = Ecrivain(workspace, self)
        self.trouve: Trouve | None = None
        self.tache: Task | None = None
        self._create_fields()
        self._lay_out()
        self._connect()
        self.catch_up()
        theme.suivre(self, self._on_theme_changed)

    @override
    def commit(self) -> bool:
        return self.lie.commit()

    @override
    def show_saisie(self) -> None:
        if champ := self.lie.champ_refuse():
            champ.setFocus()

    @override
    def resume(self) -> str:
        nombre = sum(len(o.contacts) for o in self._workspace.projet.organismes)
        return f"{nombre} contact{'s' if nombre > 1 else ''} dans le projet"

    def search(self) -> None:
        """Look for what is typed, in the whole file."""
        self._search(self.recherche.text().strip())

    def _search(self, question: str, personne: str = "") -> None:
        if not question or not self.commit() or (self.tache is not None and self.tache.en_cours):
            return
        self.tache = Task(prepare_recherche(self._workspace, question, personne), self)
        self.tache.succeeded.connect(self._show_trouve)
        self.tache.failed.connect(self._on_failed)
        self.tache.start()

    def ask_to_erase(self) -> None:
        """Say what goes and what stays, before the act that nobody takes back."""
        nom = self.personne.valeur()
        if not nom or self.trouve is None or not self._editable or not self.commit():
            return
        reste = sum(1 for m in self.trouve.mentions if not m.efface)
        textes = [_EFFACE]
        if self.trouve.versions:
            noms = ", ".join(f"«\u00a0{version}\u00a0»" for version in self.trouve.versions)
            textes.append(f"Des états figés le gardent\u00a0: {noms}\u00a0; supprimez-les s’il le faut.")
        if reste:
            textes.append(_RESTE)
        textes.append("Les copies de sécurité et les documents déjà envoyés ne sont pas touchés.")
        self.question.show_message(
            Niveau.ATTENTION,
            f"Effacer définitivement {nom}\u00a0?",
            " ".join(textes),
            (
                (f"Effacer définitivement {nom}", partial(self._erase, nom)),
                ("Garder", self.recherche.setFocus),
            ),
            fermable=False,
        )
        self.question.boutons()[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _create_fields(self) -> None:
        self.question = Bandeau(self)
        self._defilement = ColonneDefilante(self)
        cadre = self._defilement.contenu
        champs: list[Champ | str] = [
            "Registre des traitements",
            Champ(
                "rgpd_responsable",
                TexteEdit(),
                "Responsable",
                "La collectivité qui emploie le chef de projet",
                "article 4 du RGPD",
            ),
            Champ("rgpd_delegue", TexteEdit(), "Délégué", "Son nom, et comment lui écrire", "article 37 du RGPD"),
            Champ(
                "rgpd_conservation",
                TexteEdit(),
                "Durée de conservation",
                "Par exemple\u00a0: la durée de la convention, puis cinq ans",
                "article 5 du RGPD",
            ),
        ]
        self.formulaire = Formulaire(champs, cadre)
        self.formulaire.set_lecture_seule(not self._editable)
        self.lie = FormulaireLie(self.formulaire, champs, self._write)
        self.registre = QPushButton("Voir le registre", cadre)
        self._titre_personne = QLabel("Ce que le projet garde d’une personne", cadre)
        self.recherche = ChampRecherche(cadre)
        self.recherche.setPlaceholderText("Nom de la personne, puis Entrée")
        self.recherche.setAccessibleName("Nom de la personne")
        self.chercher = QPushButton("Chercher", cadre)
        self.phrase = QLabel(cadre)
        self.phrase.setWordWrap(True)
        self.phrase.setProperty("role", "discret")
        self.modele: LignesModel[MentionPersonne] = LignesModel(_COLONNES, _cle, parent=self)
        self.vue = QTableView(cadre)
        configure_table(self.vue)
        self.vue.setModel(self.modele)
        self.vue.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.vue.setAccessibleName("Endroits qui citent la personne")
        self.vue.horizontalHeader().setAccessibleName("Colonnes\u00a0: endroits qui citent la personne")
        self.vue.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.personne = ChoixCombo([], libelle_vide="Choisir la personne", parent=cadre)
        self.personne.setAccessibleName("Personne concernée")
        self.document = QPushButton("Remettre ses données (PDF, Word)…", cadre)
        self.json = QPushButton("Exporter en JSON…", cadre)
        self.effacer = QPushButton("Effacer…", cadre)
        self.copie = SectionCopie(self._workspace, cadre)
        self._resultats = (self.vue, self.personne, self.document, self.json, self.effacer)

    def _lay_out(self) -> None:
        corps = self._defilement.corps
        gauche = Qt.AlignmentFlag.AlignLeft
        self._ligne = QHBoxLayout()
        self._ligne.addWidget(self.recherche, 1)
        self._ligne.addWidget(self.chercher)
        self._gestes = QHBoxLayout()
        self._gestes.addWidget(self.personne, 1)
        for bouton in (self.document, self.json, self.effacer):
            self._gestes.addWidget(bouton)
        corps.addWidget(self.formulaire)
        corps.addWidget(self.registre, 0, gauche)
        corps.addWidget(self._titre_personne)
        corps.addLayout(self._ligne)
        corps.addWidget(self.phrase)
        corps.addWidget(self.vue)
        corps.addLayout(self._gestes)
        corps.addWidget(self.copie)
        corps.addStretch(1)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.question)
        disposition.addWidget(self._defilement, 1)

    def _connect(self) -> None:
        self.registre.clicked.connect(lambda: self.apercu_demande.emit(Sortie("registre-rgpd")))
        self.recherche.returnPressed.connect(self.search)
        self.chercher.clicked.connect(self.search)
        self.vue.activated.connect(self._on_activated)
        self.personne.valeur_validee.connect(self._on_personne_changed)
        self.document.clicked.connect(self._on_document)
        self.json.clicked.connect(self._on_json)
        self.effacer.clicked.connect(self.ask_to_erase)
        self.copie.copier.clicked.connect(self._on_copie)
        self.copie.objet_demande.connect(self.objet_demande)
        # Where the list goes is known once it is laid out.
        self.copie.liste_montree.connect(lambda: QTimer.singleShot(0, self, self._show_copie))

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        self.lie.show(self._workspace.projet.reglages)
        # What was found may have moved: an answer that is no longer true is worse than none.
        self.question.hide()
        self._show_trouve(None)
        self.copie.forget()
        self.resume_changed.emit(self.resume())

    def _show_copie(self) -> None:
        self._defilement.ensureWidgetVisible(self.copie)

    def _show_trouve(self, trouve: Trouve | None) -> None:
        self.trouve = trouve
        mentions = trouve.mentions if trouve else ()
        self.modele.set_lignes(mentions)
        for widget in self._resultats:
            widget.setVisible(bool(mentions))
        self.phrase.setText(_phrase(trouve))
        self.phrase.setVisible(trouve is not None)
        noms = trouve.noms if trouve else ()
        self.personne.set_choix([(nom, nom) for nom in noms])
        self.personne.set_valeur((trouve.personne or None) if trouve else None)
        self.vue.setFixedHeight(theme.px(34 + 30 * min(len(mentions), 10)))
        self._show_gestes()

    def _show_gestes(self) -> None:
        choisie = bool(self.personne.valeur())
        self.document.setEnabled(choisie)
        self.json.setEnabled(choisie)
        self.effacer.setEnabled(choisie and self._editable)

    def _on_personne_changed(self) -> None:
        if self.trouve is not None:
            self._search(self.trouve.question, self.personne.valeur() or "")
        self._show_gestes()

    def _write(self, nom: str, valeur: object) -> AppError | None:
        champs = {nom: str(valeur)}
        self._ecrivain.run("Modifier le registre des traitements", commands.reglages.update_reglages, **champs)
        return self._ecrivain.refus

    def _erase(self, nom: str) -> None:
        from models.commands.effacement import erase_person

        self.tache = self._workspace.erase("Effacer une personne", erase_person, nom)
        self.tache.succeeded.connect(partial(self._show_reste, nom))

    def _show_reste(self, nom: str, _resultat: object) -> None:
        """What is left to be corrected by hand is found at once."""
        self.recherche.setText(nom)
        QTimer.singleShot(0, self, self.search)

    def _on_activated(self, index: QModelIndex) -> None:
        mention = self.modele.ligne(index.row())
        if mention.objet is not None:
            self.objet_demande.emit(mention.objet, mention.champ)

    def _on_document(self) -> None:
        if self.trouve is not None and (nom := self.personne.valeur()):
            projet, jour = self._workspace.projet, self._workspace.aujourd_hui()
            self.export_demande.emit(donnees_document(nom, self.trouve, projet, jour))

    def _on_json(self) -> None:
        if self.trouve is not None and (nom := self.personne.valeur()):
            self.export_demande.emit(donnees_json(nom, self.trouve, self._workspace.aujourd_hui()))

    def _on_copie(self) -> None:
        if self.commit():
            self.export_demande.emit(copie_anonyme(self._workspace.projet, self._workspace.path))
            self.copie.lister()

    def _on_failed(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.question.show_error(erreur)

    def _on_theme_changed(self) -> None:
        self._titre_personne.setFont(theme.police(1.1, gras=True))
        self._titre_personne.setContentsMargins(0, theme.px(12), 0, 0)
        self._defilement.corps.setSpacing(theme.px(10))
        for ligne in (self._ligne, self._gestes):
            ligne.setSpacing(theme.px(8))
        apply_colonnes(self.vue, _COLONNES)


def _cle(mention: MentionPersonne) -> str:
    return f"{id(mention)}"


def _phrase(trouve: Trouve | None) -> str:
    if trouve is None:
        return ""
    comptes = [(_dire(trouve.count(p)), _OU[p]) for p in Provenance if trouve.count(p)]
    trouvees = enumerer([f"{combien} {ou}" for combien, ou in comptes])
    parties = [trouvees or "Rien dans le projet, ni dans son historique"]
    if trouve.versions:
        noms = ", ".join(f"«\u00a0{version}\u00a0»" for version in trouve.versions)
        parties.append(f"états figés qui citent la personne\u00a0: {noms}")
    dites = "\u00a0; ".join(parties)
    return f"{dites}. Le contenu des pièces jointes n’est pas lu\u00a0; leur nom l’est."


def _dire(nombre: int) -> str:
    return f"{nombre} endroit{'s' if nombre > 1 else ''}"
