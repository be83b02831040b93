"""Page « Reprendre une maquette »: what came back, line by line, with both values; nothing before *Appliquer*."""

import sys
from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.errors import AppError
from models.domain.formats import format_date
from models.domain.retour.revue import CleEcart, Ecart, Genre, Revue
from pvd_desktop.ui import icones, theme
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.retour.colonnes import COLONNES, ICONES, PLURIELS, key_of
from pvd_desktop.ui.retour.relecture import Relecture
from pvd_desktop.ui.widgets.bandeau import Bandeau, announce
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.widgets.listes import ListeACocher, VueListe
from pvd_desktop.ui.widgets.niveau import Niveau
from pvd_desktop.ui.widgets.puces import Puces
from pvd_desktop.ui.widgets.vue import apply_colonnes
from pvd_desktop.ui.workspace import Workspace


class RevueModel(ListeACocher[Ecart]):
    """The box of the first column accepts a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLONNES, key_of, parent=parent)
        self._acceptes: frozenset[CleEcart] = frozenset()

    def set_acceptes(self, acceptes: frozenset[CleEcart]) -> None:
        """Show these lines as taken."""
        self._acceptes = acceptes
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    @override
    def coche(self, ligne: Ecart) -> bool | None:
        return ligne.cle in self._acceptes if ligne.est_acceptable else None


class RetourPage(Page):
    """Works on the open project.

    Signals:
        fichier_a_choisir(): a workbook is to be chosen.
        application_demandee(): the accepted lines of ``relecture`` are to be written.
        travail_begun(Task, str): something long has begun, which a bar may follow.
        abandon_demande(): go back to where one was.
    """

    fichier_a_choisir = Signal()
    application_demandee = Signal()
    travail_begun = Signal(object, str)
    abandon_demande = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._genre: Genre | None = None
        self._perime = False
        self.relecture = Relecture(lambda: workspace.projet, workspace.aujourd_hui, self)
        self._create_fields()
        self._lay_out()
        self._connect()
        self._refresh()
        theme.suivre(self, self._on_theme_changed)

    @property
    def revue(self) -> Revue | None:
        """What the workbook says."""
        return self.relecture.reviseur.revue if self.relecture.reviseur else None

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self._vide,) if self.revue is None else (self.puces, self.vue, self._pied)

    @override
    def resume(self) -> str:
        return self._phrase.text() if self.revue else ""

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._perime:
            self._perime = False
            self.relecture.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandon_demande.emit()
        else:
            super().keyPressEvent(event)

    def show_genre(self, genre: Genre | None) -> None:
        """Keep the lines of one kind; ``None`` shows all."""
        self._genre = genre
        self._refresh()

    def _create_fields(self) -> None:
        self._pile = QStackedWidget(self)
        self._vide = EtatVide(
            "importer",
            "Reprendre une maquette revenue",
            "Une maquette exportée en Excel, complétée par un partenaire, se relit ici ligne par ligne avant d’être "
            "reprise. Le fichier se choisit ici, ou se dépose sur la fenêtre.",
            "Choisir une maquette…",
            self._pile,
        )
        self._contenu = QWidget(self._pile)
        self._nom = QLabel(self._contenu)
        self._nom.setTextFormat(Qt.TextFormat.PlainText)
        self._phrase = QLabel(self._contenu)
        self._phrase.setProperty("role", "discret")
        self._phrase.setWordWrap(True)
        self.autre = QPushButton("Choisir un autre fichier…", self._contenu)
        self.fermer = QPushButton("Abandonner", self._contenu)
        self.fermer.setToolTip("Laisser cette maquette sans rien écrire")
        icones.poser(self.fermer, "fermer", "texte", 14)
        self.bandeau = Bandeau(self)
        self.puces = Puces(PLURIELS, ICONES, self._contenu)
        self.puces.setAccessibleName("Filtrer les lignes")
        self.modele = RevueModel(self)
        self.vue = VueListe("Lignes de la maquette revenue", self._contenu)
        self.vue.setModel(self.modele)
        theme.suivre(self.vue, partial(apply_colonnes, self.vue, COLONNES))
        self._rien = QLabel(self._contenu)
        self._rien.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rien.setWordWrap(True)
        self._detail = QLabel(self._contenu)
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._pied = QWidget(self._contenu)
        self._compte = QLabel(self._pied)
        self._compte.setWordWrap(True)
        self.feuille = QPushButton("Accepter la feuille", self._pied)
        self.tout = QPushButton("Tout accepter", self._pied)
        self.tout.setToolTip(
            "Les conflits et les lignes retirées restent à décider, sauf quand le filtre ne montre qu’eux"
        )
        self.aucun = QPushButton("Ne rien accepter", self._pied)
        self.appliquer = QPushButton("Appliquer", self._pied)
        self.appliquer.setProperty("role", "primaire")
        self._pile.addWidget(self._vide)
        self._pile.addWidget(self._contenu)

    def _lay_out(self) -> None:
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._nom)
        self._tete.addWidget(self._phrase, 1)
        self._tete.addWidget(self.autre)
        self._tete.addWidget(self.fermer)
        self._boutons = QHBoxLayout(self._pied)
        self._boutons.addWidget(self._compte, 1)
        for bouton in (self.aucun, self.feuille, self.tout, self.appliquer):
            self._boutons.addWidget(bouton)
        self._corps = QVBoxLayout(self._contenu)
        self._corps.setContentsMargins(0, 0, 0, 0)
        self._corps.addLayout(self._tete)
        for widget in (self.puces, self.vue, self._rien, self._detail, self._pied):
            self._corps.addWidget(widget, int(widget in {self.vue, self._rien}))
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.bandeau)
        self._disposition.addWidget(self._pile, 1)

    def _connect(self) -> None:
        self._vide.action_triggered.connect(self.fichier_a_choisir)
        self.autre.clicked.connect(self.fichier_a_choisir)
        self.fermer.clicked.connect(self._on_fermer_clicked)
        self.puces.choisie.connect(self.show_genre)
        self.modele.cochee.connect(self._on_cochee)
        self.vue.bascule_demandee.connect(self._on_bascule)
        self.vue.voir_demande.connect(self._on_bascule)
        self.vue.selectionModel().currentRowChanged.connect(self._show_detail)
        self.feuille.clicked.connect(self._on_feuille_clicked)
        self.tout.clicked.connect(self._on_tout_clicked)
        self.aucun.clicked.connect(self._on_aucun_clicked)
        self.appliquer.clicked.connect(self.application_demandee)
        self.relecture.changed.connect(self._refresh)
        self.relecture.lue.connect(self._on_lue)
        self.relecture.refusee.connect(self._on_refusee)
        self.relecture.lecture_begun.connect(self._on_lecture_begun)
        self._workspace.changed.connect(self._on_workspace_changed)

    def _courant(self) -> Ecart | None:
        row = self.vue.currentIndex().row()
        return self.modele.ligne(row) if 0 <= row < self.modele.rowCount() else None

    def _offerts(self) -> list[Ecart]:
        """The lines that one gesture accepts: a choice is made by whoever looks at those that ask for one."""
        choisis = self._genre in {Genre.CONFLIT, Genre.RETRAIT}
        acceptables = (e for e in self.modele.lignes if e.est_acceptable)
        return [e for e in acceptables if not e.exclut and (choisis or not e.demande_un_choix)]

    def _refresh(self) -> None:
        revue = self.revue
        self._pile.setEnabled(not self.relecture.en_lecture)
        self._pile.setCurrentWidget(self._vide if revue is None else self._contenu)
        if revue is None:
            self.vue.set_aside(self.modele)
            return
        comptes = revue.comptes
        if self._genre is not None and not comptes[self._genre]:
            self._genre = None
        self.puces.show_nombres(comptes, len(revue.ecarts), self._genre)
        gardees = [e for e in revue.ecarts if self._genre in {None, e.genre}]
        if list(self.modele.lignes) != gardees:
            self.vue.show_lignes(self.modele, gardees)
        self.modele.set_acceptes(self.relecture.acceptes)
        self._nom.setText(revue.source)
        lignes = "1 ligne inchangée" if revue.inchangees == 1 else f"{revue.inchangees} lignes inchangées"
        self._phrase.setText(f"Exportée le {format_date(revue.jour)} · {lignes}")
        self._rien.setText("Rien n’a changé dans ce classeur depuis son export\u00a0: il n’y a rien à reprendre.")
        self._rien.setVisible(not revue.ecarts)
        self.vue.setVisible(bool(revue.ecarts))
        self._show_detail()
        self._show_pied(revue)

    def _show_pied(self, revue: Revue) -> None:
        retenus = revue.retenus(self.relecture.acceptes)
        reste = Counter(e.genre for e in revue.ecarts if e.demande_un_choix and e not in retenus and e.est_acceptable)
        dits = [_count(len(retenus), "ligne acceptée", "lignes acceptées")]
        if reste[Genre.CONFLIT]:
            dits.append(_count(reste[Genre.CONFLIT], "conflit à décider", "conflits à décider"))
        if reste[Genre.RETRAIT]:
            dits.append(_count(reste[Genre.RETRAIT], "ligne retirée à décider", "lignes retirées à décider"))
        self._compte.setText(" · ".join(dits))
        raison = self._workspace.raison_lecture_seule
        self.appliquer.setText(f"Appliquer ({len(retenus)})" if retenus else "Appliquer")
        self.appliquer.setEnabled(bool(retenus) and self.relecture.a_jour and not raison)
        self.appliquer.setToolTip(
            f"Projet ouvert en lecture seule\u00a0: {raison}"
            if raison
            else "Écrire les lignes acceptées, en un seul acte"
        )
        self.tout.setEnabled(bool(self._offerts()))
        self.aucun.setEnabled(bool(retenus))

    def _show_detail(self) -> None:
        """The whole sentence of the current line, with both values: the columns cut them."""
        ecart = self._courant()
        self.feuille.setEnabled(ecart is not None and bool(ecart.lieu.feuille))
        self.feuille.setText(
            f"Accepter «\u00a0{ecart.lieu.feuille}\u00a0»" if ecart and ecart.lieu.feuille else "Accepter la feuille"
        )
        if ecart is None:
            self._detail.clear()
            return
        valeurs = f"{ecart.objet}." if ecart.objet else ""
        if ecart.champ:
            dits = (
                f"{ecart.depart or 'vide'} à l’export",
                f"{ecart.projet or 'vide'} dans le projet",
                f"{ecart.retour or 'vide'} dans le classeur",
            )
            valeurs = f"{ecart.objet}. {ecart.champ}\u00a0: {', '.join(dits)}."
        self._detail.setText(" ".join(filter(None, (valeurs, ecart.message, ecart.remede))))

    def _accept(self, ecarts: list[Ecart], *, oui: bool) -> None:
        self.relecture.accept(ecarts, oui=oui)
        announce(self, self._compte.text())

    def _on_cochee(self, row: int, oui: bool) -> None:
        self._accept([self.modele.ligne(row)], oui=oui)

    def _on_bascule(self, row: int) -> None:
        ecart = self.modele.ligne(row)
        self._accept([ecart], oui=ecart.cle not in self.relecture.acceptes)

    def _on_feuille_clicked(self) -> None:
        courant = self._courant()
        if courant is not None:
            self._accept([e for e in self._offerts() if e.lieu.feuille == courant.lieu.feuille], oui=True)

    def _on_tout_clicked(self) -> None:
        self._accept(self._offerts(), oui=True)

    def _on_aucun_clicked(self) -> None:
        self._accept(list(self.revue.ecarts) if self.revue else [], oui=False)

    def _on_fermer_clicked(self) -> None:
        self.relecture.clear()
        self.abandon_demande.emit()

    def _on_lue(self) -> None:
        self.bandeau.hide()
        self._genre = None
        self._refresh()
        self.resume_changed.emit(self.resume())
        if self.isVisible():
            self.vue.setFocus(Qt.FocusReason.OtherFocusReason)
        revue = self.revue
        if revue is not None:
            announce(self, _count(len(revue.ecarts), "ligne à revoir", "lignes à revoir"))

    def _on_refusee(self, erreur: Exception) -> None:
        if isinstance(erreur, AppError):
            self.bandeau.show_error(erreur, (("Choisir un autre fichier…", self.fichier_a_choisir.emit),))
        else:
            sys.excepthook(type(erreur), erreur, erreur.__traceback__)

    def _on_lecture_begun(self, tache: object, titre: str) -> None:
        self.bandeau.hide()
        self.travail_begun.emit(tache, titre)

    def _on_workspace_changed(self) -> None:
        if self.isVisible():
            self.relecture.refresh()
        else:
            self._perime = True

    def show_refus(self, erreur: AppError) -> None:
        """What could not be written, and what to do."""
        self.bandeau.show_message(Niveau.ATTENTION, erreur.message, erreur.remede)

    def _on_theme_changed(self) -> None:
        marge = theme.px(16)
        self._disposition.setContentsMargins(marge, theme.px(10), marge, theme.px(10))
        self._disposition.setSpacing(theme.px(8))
        self._corps.setSpacing(theme.px(8))
        self._tete.setSpacing(theme.px(12))
        self._boutons.setContentsMargins(0, 0, 0, 0)
        self._boutons.setSpacing(theme.px(8))
        self._nom.setFont(theme.police(1.15, gras=True))
        # Two lines keep their place: the list must not jump from row to row.
        self._detail.setMinimumHeight(2 * theme.metriques().lineSpacing() + theme.px(4))


def _count(nombre: int, un: str, plusieurs: str) -> str:
    """« 0 ligne acceptée », « 1 ligne acceptée », « 2 lignes acceptées »."""
    return f"{nombre} {un if nombre < 2 else plusieurs}"
