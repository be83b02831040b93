"""Page « Importer un tableau »: what was read, what it is understood as, what it would do; nothing before the act."""

import sys
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.importation.proposition import Nature
from models.domain.projet import Projet
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.importation.bilan import Bilan
from pvd_desktop.ui.importation.onglet_actions import OngletActions
from pvd_desktop.ui.importation.onglet_remarques import OngletRemarques
from pvd_desktop.ui.importation.onglet_tableau import OngletTableau
from pvd_desktop.ui.importation.preparation import Preparation
from pvd_desktop.ui.importation.vide import SansTableau
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.widgets.bandeau import Bandeau, announce
from pvd_desktop.ui.widgets.libelle_elide import LibelleElide
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.workspace import Workspace

TABLEAU, ACTIONS, REMARQUES = range(3)
_HAUTEUR_BASSE: Final = 480
"""Pixels at 100 % under which the sheet needs the room of the figures."""
_CHIFFRES, _MONTRES, _REPLIES = "import_chiffres", "montres", "replies"
"""How the figures were last asked for."""


class ImportationPage(Page):
    """Works on the open project, or on one that does not exist yet.

    Signals:
        fichier_a_choisir(): a table is to be chosen.
        collage_demande(): the clipboard is to be read.
        modele_demande(): an empty table is to be saved.
        import_demande(): the proposition of ``preparation`` is to be written.
        rapport_demande(): what was not understood is to be saved.
        travail_begun(Task, str): something long has begun, which a bar may follow.
        abandon_demande(): go back to where one was.
    """

    fichier_a_choisir = Signal()
    collage_demande = Signal()
    modele_demande = Signal()
    import_demande = Signal()
    rapport_demande = Signal()
    travail_begun = Signal(object, str)
    abandon_demande = Signal()

    def __init__(self, workspace: Workspace | None, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._a_venir = Projet()
        self._perime = False
        self._perimes: set[int] = set()
        self._vient_d_arriver = False
        self.preparation = Preparation(self._projet, settings, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._refresh()
        theme.suivre(self, self._on_theme_changed)

    @override
    def commit(self) -> bool:
        for vue in (self.tableau.vue, self.remarques.vue):
            if vue.state() is QAbstractItemView.State.EditingState:
                # The cell being corrected is left as clicking elsewhere would.
                vue.setFocus()
        return True

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._vide,) if self.preparation.source is None else (self.onglets, self.bilan)

    @override
    def resume(self) -> str:
        lecture = self.preparation.lecture
        return lecture.bilan.lu if lecture else ""

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._perime:
            self._perime = False
            self.preparation.refresh()

    @override
    def event(self, event: QEvent, /) -> bool:
        # Corrections are taken back first: the last act on the project has nothing to do with them.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.preparation.undo():
            announce(self, "Correction annulée")
        elif event.matches(QKeySequence.StandardKey.Redo) and self.preparation.redo():
            announce(self, "Correction rétablie")
        elif event.matches(QKeySequence.StandardKey.Paste) and self.preparation.source is None:
            self.collage_demande.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.abandon_demande.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_cellule(self, feuille: str, ligne: int, colonne: int) -> None:
        """Go to a cell of the file."""
        if self.preparation.feuille(feuille) is None:
            return
        self.onglets.setCurrentIndex(TABLEAU)
        self.tableau.go_to(feuille, ligne, colonne)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.preparation.can_undo
        return event.matches(QKeySequence.StandardKey.Redo) and self.preparation.can_redo

    def _projet(self) -> Projet:
        return self._workspace.projet if self._workspace else self._a_venir

    def _create_fields(self) -> None:
        self._pile = QStackedWidget(self)
        self._vide = SansTableau(self._pile, accueil=self._workspace is None)
        self._contenu = QWidget(self._pile)
        self.onglets = QTabWidget(self._contenu)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName("Parties de l’import")
        self._coin = QWidget(self.onglets)
        self._nom = LibelleElide(mode=Qt.TextElideMode.ElideMiddle, parent=self._coin)
        self._phrase = LibelleElide(parent=self._coin)
        self._phrase.setProperty("role", "discret")
        self.autre = QPushButton("Choisir un autre fichier…", self._coin)
        self.fermer = QPushButton("Abandonner", self._coin)
        self.fermer.setToolTip("Laisser ce tableau sans rien écrire")
        icones.poser(self.fermer, "fermer", "texte", 14)
        self.bandeau = Bandeau(self)
        self.tableau = OngletTableau(self.preparation, self._settings, self.onglets)
        self.actions_lues = OngletActions(self.preparation, self.onglets)
        self.remarques = OngletRemarques(self.preparation, self.onglets)
        for onglet in (self.tableau, self.actions_lues, self.remarques):
            self.onglets.addTab(onglet, "")
        self.bilan = Bilan(self._contenu)
        self._pile.addWidget(self._vide)
        self._pile.addWidget(self._contenu)

    def _lay_out(self) -> None:
        self._ligne_coin = QHBoxLayout(self._coin)
        self._ligne_coin.addWidget(self._nom)
        self._ligne_coin.addWidget(self._phrase, 1)
        self._ligne_coin.addWidget(self.autre)
        self._ligne_coin.addWidget(self.fermer)
        self.onglets.setCornerWidget(self._coin, Qt.Corner.TopRightCorner)
        self._corps = QVBoxLayout(self._contenu)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addWidget(self.onglets, 1)
        self._corps.addWidget(self.bilan)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.bandeau)
        self._disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._vide.fichier_demande.connect(self.fichier_a_choisir)
        self._vide.collage_demande.connect(self.collage_demande)
        self._vide.modele_demande.connect(self.modele_demande)
        self._vide.retour_demande.connect(self.abandon_demande)
        self.autre.clicked.connect(self.fichier_a_choisir)
        self.fermer.clicked.connect(self._on_fermer_clicked)
        self.preparation.changed.connect(self._refresh)
        self.preparation.lue.connect(self._on_lue)
        self.preparation.refusee.connect(self._on_refusee)
        self.preparation.lecture_begun.connect(self._on_lecture_begun)
        self.onglets.currentChanged.connect(self._refresh_onglet)
        self.tableau.dit.connect(self._on_tableau_dit)
        self.actions_lues.cellule_demandee.connect(self.show_cellule)
        self.remarques.cellule_demandee.connect(self.show_cellule)
        self.bilan.importer_demande.connect(self.import_demande)
        self.bilan.rapport_demande.connect(self.rapport_demande)
        self.bilan.ecarts_demandes.connect(self._on_ecarts_demandes)
        self.bilan.bascule_demandee.connect(self._on_bascule)
        if self._workspace is not None:
            self._workspace.changed.connect(self._on_workspace_changed)

    def _refresh(self) -> None:
        lecture = self.preparation.lecture
        self._pile.setEnabled(not self.preparation.en_lecture)
        self.tableau.set_organismes(self._projet().organismes)
        self.tableau.refresh()
        if lecture is None:
            self._pile.setCurrentWidget(self._vide)
            self._perimes = {ACTIONS, REMARQUES}
            self._refresh_onglet()
            return
        raison = self._workspace.raison_lecture_seule if self._workspace else ""
        self.bilan.show_lecture(lecture, a_jour=self.preparation.a_jour, raison_lecture_seule=raison)
        self._nom.set_texte(lecture.source.nom)
        self._phrase.set_texte(lecture.bilan.lu)
        if self.preparation.a_jour:
            self._name_tabs(len(lecture.proposition.lignes), lecture.bilan.a_verifier)
            self._fit()
            self._perimes = {ACTIONS, REMARQUES}
            self._refresh_onglet()
        # Last: on a page in sight, each label that comes or goes would lay it out again.
        self._pile.setCurrentWidget(self._contenu)

    def _refresh_onglet(self) -> None:
        """Show what changed on the tab one looks at; the others wait."""
        for rang, onglet in ((ACTIONS, self.actions_lues), (REMARQUES, self.remarques)):
            if rang not in self._perimes:
                continue
            if rang == self.onglets.currentIndex() and self.preparation.lecture is not None:
                self._perimes.discard(rang)
                onglet.refresh()
            else:
                onglet.set_aside()

    def _name_tabs(self, actions: int, a_revoir: int) -> None:
        # A document has no sheet to look at.
        self.onglets.setTabVisible(TABLEAU, bool(self.preparation.source and self.preparation.source.feuilles))
        self.onglets.setTabText(TABLEAU, "&Le tableau")
        self.onglets.setTabText(ACTIONS, f"&Ce qui sera importé ({actions})")
        self.onglets.setTabText(REMARQUES, f"À &vérifier ({a_revoir})" if a_revoir else "À &vérifier")

    def _fit(self) -> None:
        """The name takes what tabs and buttons leave; a low page gives the room of the figures to the sheet."""
        choix = self._settings.affichage(_CHIFFRES)
        plie = choix == _REPLIES if choix else self.height() < theme.px(_HAUTEUR_BASSE)
        if plie is not self.bilan.plie:
            self.bilan.set_plie(plie=plie)
        boutons = self.autre.sizeHint().width() + self.fermer.sizeHint().width()
        reste = self._pile.width() - self.onglets.tabBar().sizeHint().width() - boutons - theme.px(40)
        nom = min(self._nom.sizeHint().width(), max(reste, 0))
        self._nom.setFixedWidth(nom)
        self._phrase.setFixedWidth(max(reste - nom, 0))
        # A word and an ellipsis say nothing.
        self._phrase.setHidden(reste - nom < theme.px(100))

    def _on_bascule(self) -> None:
        self._settings.set_affichage(_CHIFFRES, _MONTRES if self.bilan.plie else _REPLIES)
        self._fit()

    def _on_lue(self) -> None:
        lecture = self.preparation.lecture
        if lecture is None:
            return
        self.resume_changed.emit(self.resume())
        if self._vient_d_arriver:
            self._vient_d_arriver = False
            # What had the focus was shut while the table was read: the keyboard is on it, and not on the rail.
            if self.isVisible() and not self.bandeau.isVisible():
                self.onglets.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)
        if lecture.proposition.lignes:
            if self.bandeau.niveau is Niveau.ATTENTION:
                self.bandeau.hide()
            announce(self, f"{lecture.bilan.lu}. {lecture.bilan.sorts}")
            return
        self.bandeau.show_message(
            Niveau.ATTENTION,
            f"Aucune action n’a été reconnue dans «\u00a0{lecture.source.nom}\u00a0».",
            "Dites sous quelle ligne commence votre tableau et à quoi servent ses colonnes\u00a0: «\u00a0Nom de "
            "l’action\u00a0» suffit. Vous pouvez aussi partir de notre modèle.",
            (("Enregistrer un modèle de tableau…", self.modele_demande.emit),),
        )

    def _on_refusee(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.bandeau.show_error(erreur, (("Choisir un autre fichier…", self.fichier_a_choisir.emit),))
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_lecture_begun(self, tache: object, titre: str) -> None:
        self.bandeau.hide()
        self._vient_d_arriver = True
        self.travail_begun.emit(tache, titre)

    def _on_tableau_dit(self, texte: str) -> None:
        announce(self, texte)

    def _on_fermer_clicked(self) -> None:
        self.preparation.clear()
        self.abandon_demande.emit()

    def _on_ecarts_demandes(self) -> None:
        self.remarques.show_nature(Nature.ECART)
        self.onglets.setCurrentIndex(REMARQUES)

    def _on_workspace_changed(self) -> None:
        if self.isVisible():
            self.preparation.refresh()
        else:
            self._perime = True

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(10), marge, theme.px(10))
        self._disposition.setSpacing(theme.px(8))
        self._corps.setSpacing(theme.px(8))
        self._ligne_coin.setContentsMargins(0, 0, 0, theme.px(4))
        self._ligne_coin.setSpacing(theme.px(8))
        self._nom.setFont(theme.police(gras=True))
        self._fit()
