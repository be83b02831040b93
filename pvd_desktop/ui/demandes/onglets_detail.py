"""The tabs of a demande, each built at its first visit, those of other rooms after those of this one."""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from typing_extensions import override

from models.domain.demandes.situee import DemandeSituee
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.regles import Constat
from pvd_desktop.ui import theme
from pvd_desktop.ui.demandes.ecriture import EcritureDemande
from pvd_desktop.ui.onglets_demande import ONGLETS_DEMANDE
from pvd_desktop.ui.rubrique_demande import ContexteDemande, RubriqueDemande

DOSSIER, FORMULAIRE, PIECES, PLAN, COPIE, PRET, SUIVI = (
    *("dossier", "formulaire", "pieces", "plan", "copie", "pret", "suivi"),
)
LARGEUR_AISEE: Final = 700
"""Pixels at 100 % under which the titles come closer to one another."""
CHAMPS_SUIVI: Final = frozenset(
    {
        *("meteo", "point_bloquant", "prochaine_etape", "prochaine_etape_qui", "prochaine_etape_date"),
        *("derniere_nouvelle", "notes", "suivi"),
    }
)
Fabrique = Callable[[QWidget], RubriqueDemande]


class OngletsDemande(QTabWidget):
    """Until its first visit a tab is an empty place; a tab that is not seen costs nothing.

    Signals:
        construite(RubriqueDemande): a tab was built: it shows nothing yet.
    """

    construite = Signal(object)

    def __init__(
        self,
        contexte: ContexteDemande,
        ecriture: EcritureDemande,
        dispositifs: Callable[[], Dispositifs],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contexte, self._ecriture, self._dispositifs = contexte, ecriture, dispositifs
        self._situee: DemandeSituee | None = None
        self._constats: tuple[Constat, ...] = ()
        self._construites: dict[str, RubriqueDemande] = {}
        self._montrees: dict[str, DemandeSituee] = {}
        self._table = (*self._own(), *((o.id, o.titre, self._of_another(o.fabrique)) for o in ONGLETS_DEMANDE))
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabBar().setAccessibleName("Onglets de la demande")
        self._places = [QWidget(self) for _ in self._table]
        for place, (_, titre, _) in zip(self._places, self._table, strict=True):
            self.setTabToolTip(self.addTab(place, titre), titre)
        self.currentChanged.connect(self.visit)
        theme.suivre(self, self._fit_titles)

    def show_situee(self, situee: DemandeSituee) -> None:
        """Show that demande in the tab that is seen; the others will, once they are."""
        self._situee = situee
        if self._table[self.currentIndex()][0] in self._construites:
            self.visit()
        else:
            # The head of the dossier is painted first.
            QTimer.singleShot(0, self, self.visit)

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Points of the demande, for the fields they speak of."""
        self._constats = tuple(constats)
        for rubrique in self._construites.values():
            rubrique.set_constats(self._constats)

    def visit(self) -> None:
        """Show the demande in the current tab, built if it is not."""
        nom = self._table[self.currentIndex()][0]
        rubrique = self.get(nom)
        if self._situee is not None and self._montrees.get(nom) is not self._situee:
            self._montrees[nom] = self._situee
            rubrique.show_demande(self._situee)

    def get(self, nom: str) -> RubriqueDemande:
        """The tab of that name."""
        if nom not in self._construites:
            rang = self._rang(nom)
            # Its parent is given at once: a change of parent dresses every field again.
            rubrique = self._table[rang][2](self._places[rang].parentWidget() or self)
            self._construites[nom] = rubrique
            self._put(rang, rubrique)
            self.construite.emit(rubrique)
            rubrique.set_constats(self._constats)
        return self._construites[nom]

    def show_onglet(self, nom: str) -> RubriqueDemande:
        """Bring a tab in sight."""
        rubrique = self.get(nom)
        self.setCurrentIndex(self._rang(nom))
        self.visit()
        return rubrique

    def show_champ(self, champ: str) -> bool:
        """Open the tab of a field and put the focus in it."""
        rubrique = self.show_onglet(self._onglet_de(champ))
        if rubrique.focus_champ(champ):
            return True
        rubrique.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def construites(self) -> tuple[RubriqueDemande, ...]:
        """The tabs visited so far."""
        return tuple(self._construites.values())

    def commit(self) -> bool:
        """Write what is typed in any of them."""
        # Each of them, whatever the others say.
        refusees = [rubrique for rubrique in self._construites.values() if not rubrique.commit()]
        return not refusees

    def show_saisie(self) -> None:
        """Go to the first tab that holds something which cannot be written."""
        for nom, rubrique in self._construites.items():
            if not rubrique.commit():
                self.show_onglet(nom)
                rubrique.show_saisie()
                return

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_titles()

    def _onglet_de(self, champ: str) -> str:
        if champ.startswith("reponse:"):
            return FORMULAIRE
        if champ.startswith("piece:") or champ == "pieces":
            return PIECES
        if champ in CHAMPS_SUIVI:
            return SUIVI
        objet = champ.partition(":")[0]
        autre = next((o.id for o in ONGLETS_DEMANDE if champ in o.champs or objet in o.objets), None)
        return autre or DOSSIER

    def _rang(self, nom: str) -> int:
        return next(rang for rang, (connu, _, _) in enumerate(self._table) if connu == nom)

    def _own(self) -> tuple[tuple[str, str, Fabrique], ...]:
        return (
            (DOSSIER, "Dossier", self._build_dossier),
            (FORMULAIRE, "Formulaire", self._build_formulaire),
            (PIECES, "Pièces", self._build_pieces),
            (PLAN, "Financement", self._build_plan),
            (COPIE, "Copie", self._build_copie),
            (PRET, "Prêt à déposer", self._build_pret),
            (SUIVI, "Suivi", self._build_suivi),
        )

    def _of_another(self, fabrique: Callable[[ContexteDemande, QWidget], RubriqueDemande]) -> Fabrique:
        return lambda parent: fabrique(self._contexte, parent)

    # The modules of a tab are not needed before it either.
    def _build_dossier(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.dossier import OngletDossier

        return OngletDossier(self._contexte, self._ecriture, self._dispositifs, parent)

    def _build_formulaire(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.formulaire import OngletFormulaire

        return OngletFormulaire(self._contexte, self._ecriture, parent)

    def _build_pieces(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.pieces import OngletPieces

        return OngletPieces(self._contexte, self._ecriture, parent)

    def _build_plan(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.plan import OngletPlan

        return OngletPlan(self._contexte, self._ecriture, parent)

    def _build_copie(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.copie import OngletCopie

        return OngletCopie(self._contexte, self._ecriture, parent)

    def _build_pret(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.pret import OngletPret

        return OngletPret(self._contexte, self._ecriture, parent)

    def _build_suivi(self, parent: QWidget) -> RubriqueDemande:
        from pvd_desktop.ui.demandes.suivi import OngletSuivi

        return OngletSuivi(self._contexte, self._ecriture, parent)

    def _put(self, rang: int, rubrique: QWidget) -> None:
        """Put a tab where its empty place is."""
        courant, titre = self.currentIndex(), self._table[rang][1]
        with QSignalBlocker(self):
            # Before the empty place goes: no other tab is shown meanwhile.
            self.insertTab(rang, rubrique, titre)
            self.setTabToolTip(rang, titre)
            if courant == rang:
                self.setCurrentIndex(rang)
            self.removeTab(rang + 1)
        self._places[rang].deleteLater()

    def _fit_titles(self) -> None:
        """Titles stand side by side on a narrow pane when they are closer and smaller."""
        etroit = self.width() < theme.px(LARGEUR_AISEE)
        theme.set_role(self.tabBar(), "serre" if etroit else "")
        self.tabBar().setFont(theme.police(0.9 if etroit else 1.0))
        # Titles keep the size they were given under the former rule until they hear of a new style.
        QApplication.sendEvent(self.tabBar(), QEvent(QEvent.Type.StyleChange))
