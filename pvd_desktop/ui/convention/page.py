"""Page « Convention-cadre »: its outline, the part being written, and how that part prints."""

import sys
from functools import cached_property
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.articles import ArticleEffectif, articles_effectifs
from models.domain.errors import AppError
from models.domain.regles import Objet
from models.referentiel.convention import load_plan_convention
from models.store.changes import Changeset
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.convention.actes import ActesConvention
from pvd_desktop.ui.convention.editeur_article import EditeurArticle
from pvd_desktop.ui.convention.editeur_couverture import EditeurCouverture
from pvd_desktop.ui.convention.editeur_partie import EditeurPartie
from pvd_desktop.ui.convention.extrait import prepare_extrait
from pvd_desktop.ui.convention.lignes import PARTIES, Genre, Ligne, lignes_convention
from pvd_desktop.ui.convention.plan import PlanConvention
from pvd_desktop.ui.convention.presentation import PresentationParties
from pvd_desktop.ui.convention.versions import BoutonVersions
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.feuillets.document import DocumentApercu
from pvd_desktop.ui.feuillets.vue import VuePages
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.sortie import Sortie
from pvd_desktop.ui.widgets.flux import FluxLayout
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

ATTENTE_MS: Final = 30
"""Acts that come together are shown once."""
CONVENTION: Final = Sortie("convention")
ANNEXES: Final = Sortie("annexes")
_VOLETS: Final = "convention/volets"
_MILIEU_MIN: Final = 330
"""Pixels at 100 % that a form needs: the preview gives up its own first."""


class ConventionPage(PageProjet):
    """Three panes, in reading order."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._settings = settings
        self._plan_type = load_plan_convention()
        self._ecrivain = Ecrivain(workspace, self)
        self._actes = ActesConvention(self._ecrivain, self._plan_type)
        self._montree = ""
        self._articles: tuple[ArticleEffectif, ...] = ()
        self._create_fields()
        self._lay_out()
        self._connect()
        self.catch_up()
        theme.suivre(self, self._on_theme_changed)

    @cached_property
    def couverture(self) -> EditeurCouverture:
        """What is typed of the convention itself; made, like the other editors, when it is first seen."""
        editeur = EditeurCouverture(self._ecrivain, self._editeurs)
        editeur.pieces.fichier_demande.connect(self.fichier_demande)
        editeur.pieces.retiree.connect(self._on_piece_retiree)
        self._editeurs.addWidget(editeur)
        return editeur

    @cached_property
    def partie(self) -> EditeurPartie:
        """What is typed of a party."""
        editeur = EditeurPartie(self._ecrivain, self._editeurs)
        self._editeurs.addWidget(editeur)
        return editeur

    @cached_property
    def article(self) -> EditeurArticle:
        """What is typed of an article."""
        editeur = EditeurArticle(self._ecrivain, self._plan_type, self._editeurs)
        editeur.collage_coupe.connect(self.avertissement)
        self._editeurs.addWidget(editeur)
        return editeur

    @override
    def commit(self) -> bool:
        editeur = self._editeurs.currentWidget()
        return editeur.commit() if isinstance(editeur, Onglet) else True

    @override
    def show_saisie(self) -> None:
        editeur = self._editeurs.currentWidget()
        if isinstance(editeur, Onglet) and (champ := editeur.lie.champ_refuse()) is not None:
            champ.setFocus()

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.plan.vue, self._editeurs, self.vue)

    @override
    def resume(self) -> str:
        self.catch_up()
        articles = self._articles
        restants = sum(1 for article in articles if not article.est_complet)
        if not restants:
            return f"{len(articles)} articles, tous complets"
        return f"{len(articles)} articles, {restants} à compléter"

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        cle = {"article": objet.uid, "partie": objet.uid, "parties": PARTIES}.get(objet.type, "")
        if not cle or not self.plan.select(cle):
            return False
        if objet.type == "partie" and self.partie.focus_champ(champ):
            return True
        self.plan.vue.setFocus()
        return True

    def _create_fields(self) -> None:
        editable = not self._workspace.raison_lecture_seule
        self._volets = QSplitter(self)
        self._volets.setChildrenCollapsible(False)
        self.plan = PlanConvention(editable=editable, parent=self._volets)
        self._milieu = QWidget(self._volets)
        self._titre = QLabel(self._milieu)
        self._titre.setWordWrap(True)
        self._editeurs = QStackedWidget(self._milieu)
        self.parties = PresentationParties(editable=editable, parent=self._editeurs)
        self._droite = QFrame(self._volets)
        self.document = DocumentApercu(self._droite)
        self.vue = VuePages(self.document, self._droite)
        self.vue.setAccessibleName("Aperçu de la partie choisie")
        self.versions = BoutonVersions(self._workspace, self._droite)
        self.imprimer = QPushButton("Imprimer…", self._droite)
        self.imprimer.setAccessibleName("Imprimer la convention…")
        icones.poser(self.imprimer, "imprimer")
        self.apercu = QPushButton("Tout voir", self._droite)
        self.apercu.setAccessibleName("Voir toute la convention")
        self.apercu.setToolTip("Voir toute la convention, avec ses annexes")
        icones.poser(self.apercu, "apercu")
        self.exporter = QPushButton("Exporter…", self._droite)
        self.exporter.setAccessibleName("Exporter la convention…")
        self.exporter.setProperty("role", "primaire")
        self.toast = Toast(self)
        self._annulation = Annulation(self._workspace, self.toast)
        self._attente = QTimer(self, singleShot=True, interval=ATTENTE_MS)

    def _lay_out(self) -> None:
        self._editeurs.addWidget(self.parties)
        self._colonne_milieu = QVBoxLayout(self._milieu)
        self._colonne_milieu.setContentsMargins(0, 0, 0, 0)
        self._colonne_milieu.setSpacing(0)
        self._colonne_milieu.addWidget(self._titre)
        self._colonne_milieu.addWidget(self._editeurs, 1)
        # On a narrow pane the buttons go to a second line instead of being cut.
        boutons = FluxLayout()
        for bouton in (self.versions, self.apercu, self.imprimer, self.exporter):
            boutons.addWidget(bouton)
        self._outils = QHBoxLayout()
        self._outils.addLayout(boutons, 1)
        droite = QVBoxLayout(self._droite)
        droite.setContentsMargins(0, 0, 0, 0)
        droite.setSpacing(0)
        droite.addLayout(self._outils)
        droite.addWidget(self.vue, 1)
        for rang, part in enumerate((3, 6, 5)):
            self._volets.setStretchFactor(rang, part)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self._volets)
        largeurs = self._settings.largeurs(_VOLETS)
        self._volets.setSizes(largeurs if len(largeurs) == 3 else [theme.px(w) for w in (250, 470, 420)])

    def _connect(self) -> None:
        self._workspace.about_to_read.connect(self.commit)
        self._volets.splitterMoved.connect(self._on_volets_moved)
        self.plan.ligne_changed.connect(self._on_ligne_changed)
        self.plan.partie_demandee.connect(self._on_partie_demandee)
        self.parties.ajout_demande.connect(self._on_partie_demandee)
        self.plan.article_demande.connect(self._on_article_demande)
        self.plan.deplacement_demande.connect(self._actes.move)
        self.plan.suppression_demandee.connect(self._on_suppression_demandee)
        self.document.refused.connect(self._on_document_refused)
        self._attente.timeout.connect(self._build)
        self.apercu.clicked.connect(lambda: self.apercu_demande.emit(CONVENTION))
        self.imprimer.clicked.connect(lambda: self.impression_demandee.emit(CONVENTION))
        self.exporter.clicked.connect(lambda: self.export_demande.emit(CONVENTION))
        self.versions.page_demandee.connect(self.page_demandee)
        self.versions.apercu_demande.connect(self.apercu_demande)
        self.versions.figeage.refusee.connect(self._on_document_refused)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        projet = self._workspace.projet
        self._articles = articles_effectifs(projet, self._plan_type)
        self.plan.set_lignes(tuple(lignes_convention(projet, self._articles)))
        self.resume_changed.emit(self.resume())

    def _on_ligne_changed(self, ligne: Ligne) -> None:
        if ligne.cle != self._montree:
            ancienne = self._montree
            if self.plan.modele.row_of(ancienne) < 0:
                # What was typed for a row that is gone has nowhere to go.
                self._abandon()
            elif not self.commit():
                self.plan.select(ancienne)
                return
            self._montree = ligne.cle
            # The act may have changed the row.
            ligne = self.plan.ligne() or ligne
        self._show_ligne(ligne)

    def _abandon(self) -> None:
        editeur = self._editeurs.currentWidget()
        if isinstance(editeur, Onglet):
            editeur.abandon()

    def _show_ligne(self, ligne: Ligne) -> None:
        self._titre.setText(ligne.titre)
        if ligne.article is not None:
            self.article.show_article(ligne.article)
            self._editeurs.setCurrentWidget(self.article)
        elif ligne.partie is not None:
            self.partie.show_partie(ligne.partie)
            self._editeurs.setCurrentWidget(self.partie)
        elif ligne.genre is Genre.PARTIES:
            self._editeurs.setCurrentWidget(self.parties)
        else:
            self.couverture.show_projet(self._workspace.projet)
            self._editeurs.setCurrentWidget(self.couverture)
        self._attente.start()

    def _build(self) -> None:
        if (ligne := self.plan.ligne()) is not None:
            self.document.build(prepare_extrait(self._workspace, ligne))

    def _on_partie_demandee(self) -> None:
        if self.commit() and (uid := self._actes.add_partie()) is not None:
            self.plan.select(uid)
            self.partie.focus_champ("organisme")

    def _on_article_demande(self, ligne: Ligne) -> None:
        if self.commit() and (uid := self._actes.insert_article(ligne)) is not None:
            self.plan.select(uid)
            self.article.focus_champ("intitule")

    def _on_suppression_demandee(self, ligne: Ligne) -> None:
        # What is being typed goes with the rest, and undo brings it back with the rest.
        self.commit()
        if texte := self._actes.remove(ligne):
            self.toast.show_message(texte, action=self._annulation.offer())

    def _on_piece_retiree(self, texte: str) -> None:
        self.toast.show_message(texte, action=self._annulation.offer())

    def _on_document_refused(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.avertissement.emit(erreur.message, erreur.remede)
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_volets_moved(self) -> None:
        self._settings.set_largeurs(_VOLETS, self._volets.sizes())

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._milieu.setMinimumWidth(theme.px(_MILIEU_MIN))
        self._titre.setFont(theme.police(1.15, gras=True))
        self._titre.setContentsMargins(marge, theme.px(12), marge, 0)
        self._outils.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
