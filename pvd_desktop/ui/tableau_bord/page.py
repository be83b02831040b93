"""The tableau de bord: five figures, what presses, the actions by status, the money by funder and by year."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.domain.demandes.situee import situer
from models.domain.maquettes.lecture import LecteurMaquette
from models.domain.regles import Objet
from models.domain.suivi.a_faire import a_faire
from models.domain.suivi.tableau_bord import AnneeBord, actions_par_statut, aides_par_financeur, annee_bord
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.financeurs import load_financeurs
from models.store.changes import Changeset
from pvd_desktop.documents.builders.tableau_bord import (
    chiffres_cles,
    table_annees,
    table_financeurs,
    table_statuts,
)
from pvd_desktop.ui import theme
from pvd_desktop.ui.miettes import paused_collector
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.tableau_bord.barres_projet import (
    ETATS,
    REPERE,
    STATUTS,
    barres_annees,
    barres_financeurs,
    barres_statuts,
)
from pvd_desktop.ui.tableau_bord.chiffres import BandeChiffres
from pvd_desktop.ui.tableau_bord.graphique import Carte, Graphique
from pvd_desktop.ui.tableau_bord.liste import ListeAFaire
from pvd_desktop.ui.tableau_bord.sorties import BoutonSorties
from pvd_desktop.ui.widgets.etat_vide import EtatVide
from pvd_desktop.ui.workspace import Workspace

_CHIFFRES: Final = 5
_TOUR_S: Final = 0.008
"""Seconds that the rules may take in one turn of the loop."""
_SEUIL: Final = 900
"""Width, in pixels at 100 %, under which the cards stand in one column."""
_VIDE: Final = (
    "Le tableau de bord attend vos actions",
    "Chiffres, échéances et graphiques se remplissent à mesure que le plan d’action s’écrit.",
)
_RIEN: Final = "Rien ne presse\u00a0: aucune échéance proche, aucun point grave, aucune pièce en attente."
_LECTURE: Final = "Lecture des échéances et des points à vérifier…"


class TableauBordPage(PageProjet):
    """The figures at once; the rest a part at a turn of the loop, so that a large plan never stops the window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._lecteur = LecteurMaquette(load_financeurs())
        self._restes: Iterator[Callable[[], None]] = iter(())
        self._annees: list[AnneeBord] = []
        self._tour = QTimer(self, singleShot=True, interval=0)
        self._tour.timeout.connect(self._advance)
        self._create_fields()
        self._lay_out()
        self._connect()
        theme.suivre(self, self._on_theme_changed)

    @override
    def resume(self) -> str:
        nombre = len(self._workspace.projet.fiches)
        return f"{nombre} action{'s' if nombre > 1 else ''}"

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.chiffres, self.liste, self.statuts, self.financeurs, self.annees)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def is_complete(self) -> bool:
        """Whether everything is shown."""
        return not self._tour.isActive()

    def _create_fields(self) -> None:
        self._zone = QScrollArea(self)
        self._zone.setFrameShape(QFrame.Shape.NoFrame)
        self._zone.setWidgetResizable(True)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._contenu = QWidget(self._zone)
        self.chiffres = BandeChiffres(_CHIFFRES, self._contenu)
        self._note = QLabel("Actions du plan, hors abandonnées et hors plan.", self._contenu)
        self._note.setProperty("role", "discret")
        self.sorties = BoutonSorties(self._contenu)
        self.presse = Carte("À faire maintenant", self._contenu)
        self.liste = ListeAFaire(self.presse)
        self.presse.corps.addWidget(self.liste)
        self.presse.corps.addStretch(1)
        self.statuts = Graphique("Actions par statut", STATUTS, parent=self._contenu)
        self.financeurs = Graphique("Financement par financeur", ETATS, parent=self._contenu)
        self.annees = Graphique("Trajectoire par année de programmation", ETATS, REPERE, parent=self._contenu)
        self._vide = EtatVide("tableau_de_bord", *_VIDE, "Ouvrir le plan d’action", self)
        self._zone.setWidget(self._contenu)

    def _lay_out(self) -> None:
        self._corps = QVBoxLayout(self._contenu)
        self._tete = QHBoxLayout()
        self._tete.addWidget(self._note, 1)
        self._tete.addWidget(self.sorties)
        self._corps.addLayout(self._tete)
        self._corps.addWidget(self.chiffres)
        self._grille = QGridLayout()
        self._corps.addLayout(self._grille)
        self._corps.addStretch(1)
        self._pile = QStackedLayout(self)
        self._pile.addWidget(self._zone)
        self._pile.addWidget(self._vide)
        self._place_cards()

    def _connect(self) -> None:
        self.chiffres.ouverte.connect(partial(self.page_demandee.emit, "maquette"))
        self._vide.action_triggered.connect(partial(self.page_demandee.emit, "plan_action"))
        self.liste.ouvrir_demande.connect(self._on_ouvrir_demande)
        self.sorties.export_demande.connect(self.export_demande)
        self.sorties.apercu_demande.connect(self.apercu_demande)
        self.sorties.impression_demandee.connect(self.impression_demandee)

    def _place_cards(self) -> None:
        cartes = (self.presse, self.statuts, self.financeurs, self.annees)
        colonnes = 2 if self.width() >= theme.px(_SEUIL) else 1
        for rang, carte in enumerate(cartes):
            self._grille.addWidget(carte, *divmod(rang, colonnes))
        for colonne in range(2):
            self._grille.setColumnStretch(colonne, 1 if colonne < colonnes else 0)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        projet = self._workspace.projet
        plein = bool(projet.fiches)
        self._pile.setCurrentWidget(self._zone if plein else self._vide)
        self.resume_changed.emit(self.resume())
        if not plein:
            return
        self.chiffres.show_figures(chiffres_cles(projet.totaux).items)
        self._restes = self._parts()
        self._tour.start()

    def _advance(self) -> None:
        """One part, then the window: what is typed meanwhile starts everything again."""
        part = next(self._restes, None)
        if part is None:
            return
        with paused_collector():
            part()
        self._tour.start()

    def _parts(self) -> Iterator[Callable[[], None]]:
        projet = self._workspace.projet
        statuts = actions_par_statut(projet)
        yield lambda: self.statuts.show_chiffres(barres_statuts(statuts), table_statuts(statuts))
        yield self._show_financeurs
        if not self.liste.lignes():
            yield partial(self.liste.show_attente, _LECTURE)
        fini = False
        while not fini:
            # The rules are checked by turns, by whoever asks first.
            fini = self._workspace.verify(_TOUR_S)
            yield _rien
        yield self._show_a_faire
        yield partial(self._lecteur.read, projet)
        self._annees = []
        for annee in self._lecteur.annees:
            yield partial(self._add_annee, annee)
        yield self._show_annees

    def _show_financeurs(self) -> None:
        aides = aides_par_financeur(self._workspace.projet, load_financeurs())
        self.financeurs.show_chiffres(barres_financeurs(aides), table_financeurs(aides))

    def _show_a_faire(self) -> None:
        projet = self._workspace.projet
        dispositifs = load_effectifs(projet.dispositifs_locaux).dispositifs
        dossiers = (situer(demande, projet, dispositifs) for demande in projet.demandes)
        jour = self._workspace.aujourd_hui()
        choses = a_faire(self._workspace.echeances(), self._workspace.constats(), dossiers, jour)
        if choses:
            self.liste.show_choses(choses)
        else:
            self.liste.show_attente(_RIEN)

    def _add_annee(self, annee: int | None) -> None:
        self._annees.append(annee_bord(self._lecteur.tableau(annee)))

    def _show_annees(self) -> None:
        self.annees.show_chiffres(barres_annees(self._annees), table_annees(self._annees))

    def _on_ouvrir_demande(self, objet: Objet, champ: str) -> None:
        self.objet_demande.emit(objet, champ)

    def _on_theme_changed(self) -> None:
        marge = theme.px(20)
        self._corps.setContentsMargins(marge, theme.px(12), marge, marge)
        for disposition in (self._corps, self._grille):
            disposition.setSpacing(theme.px(12))
        self._place_cards()


def _rien() -> None:
    """A turn that the rules took."""
