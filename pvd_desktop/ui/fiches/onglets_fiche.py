"""The tabs of the fiche, each built at its first visit: together they would hold the window for too long."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from typing_extensions import override

from models.domain.fiche_action import FicheAction
from models.domain.regles import Constat, Objet
from pvd_desktop.ui import theme
from pvd_desktop.ui.ajout_organisme import AjoutOrganisme
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.fiches.ecriture_fiche import EcritureFiche
from pvd_desktop.ui.fiches.ecriture_operation import EcritureOperation
from pvd_desktop.ui.onglets_operation import build_realise
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from pvd_desktop.ui.fiches.calendrier import OngletListe
    from pvd_desktop.ui.fiches.description import OngletDescription
    from pvd_desktop.ui.fiches.financement import OngletFinancement
    from pvd_desktop.ui.fiches.partenaires import OngletPartenaires
    from pvd_desktop.ui.fiches.pieces import OngletPieces
    from pvd_desktop.ui.fiches.suivi import OngletSuivi

LARGEUR_AISEE: Final = 780
"""Pixels at 100 % under which the titles come closer to one another."""
LARGEUR_SERREE: Final = 540
"""Pixels at 100 % under which they are smaller still."""
DESCRIPTION, FINANCEMENT, REALISE, CALENDRIER, PARTENAIRES, SUIVI, INDICATEURS, PIECES = range(8)


@dataclass(frozen=True, slots=True)
class Contexte:
    """What the tabs read and write."""

    workspace: Workspace
    ecriture: EcritureFiche
    operation: EcritureOperation
    ajout: AjoutOrganisme
    ecrivain: Ecrivain
    ouvrir: Callable[[Objet, str], object]
    """Shows what another page holds."""
    settings: Settings


class Rubrique(Protocol):
    """What the fiche asks of a tab."""

    def show_fiche(self, fiche: FicheAction) -> None:
        """Show another version, or another fiche."""
        ...

    def refresh_choix(self) -> None:
        """Read again what can be chosen in the project."""
        ...

    def commit(self) -> bool:
        """Validate what is pending."""
        ...

    def set_constats(self, constats: Iterable[Constat]) -> None:
        """Mark the fields the points of the fiche speak of."""
        ...

    def set_lecture_seule(self, lecture_seule: bool) -> None:
        """Forbid or allow typing."""
        ...

    def focus_champ(self, champ: str) -> bool:
        """Show a field and put the focus in it; ``False`` when it is not here."""
        ...


class OngletsFiche(QTabWidget):
    """Until its first visit a tab is an empty place; naming it here builds it."""

    construit = Signal(object)
    """A tab was built: it shows nothing yet."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._construits: dict[int, QWidget] = {}
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName("Onglets de la fiche")
        # On the narrowest pane a title is shortened: one that scrolls away is not found.
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self._places = [QWidget(self) for _ in _ONGLETS]
        for place, (titre, _) in zip(self._places, _ONGLETS, strict=True):
            self.setTabToolTip(self.addTab(place, titre), titre)
        self.currentChanged.connect(self.visit)
        theme.suivre(self, self._fit_titles)

    @property
    def description(self) -> "OngletDescription":
        """What the action is, and where."""
        return cast("OngletDescription", self._get(DESCRIPTION))

    @property
    def financement(self) -> "OngletFinancement":
        """Its money."""
        return cast("OngletFinancement", self._get(FINANCEMENT))

    @property
    def calendrier(self) -> "OngletListe":
        """Its phases and jalons."""
        return cast("OngletListe", self._get(CALENDRIER))

    @property
    def partenaires(self) -> "OngletPartenaires":
        """Who takes part in it."""
        return cast("OngletPartenaires", self._get(PARTENAIRES))

    @property
    def suivi(self) -> "OngletSuivi":
        """Its journal."""
        return cast("OngletSuivi", self._get(SUIVI))

    @property
    def indicateurs(self) -> "OngletListe":
        """How its success is measured."""
        return cast("OngletListe", self._get(INDICATEURS))

    @property
    def pieces(self) -> "OngletPieces":
        """Its documents."""
        return cast("OngletPieces", self._get(PIECES))

    def get(self, rang: int) -> Rubrique:
        """The tab of that number."""
        return cast("Rubrique", self._get(rang))

    def visit(self) -> None:
        """Build the tab shown, if it is not."""
        self._get(self.currentIndex())

    def construits(self) -> tuple[Rubrique, ...]:
        """The tabs visited so far, in their order."""
        return tuple(self.get(rang) for rang in sorted(self._construits))

    def show_champ(self, champ: QWidget) -> None:
        """Show the tab that holds ``champ``."""
        for rang, onglet in self._construits.items():
            if onglet.isAncestorOf(champ):
                self.setCurrentIndex(rang)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit_titles()

    def _fit_titles(self) -> None:
        """Nine titles stand side by side on a narrow pane when they are closer and smaller."""
        etroit = self.width() < theme.px(LARGEUR_AISEE)
        theme.set_role(self.tabBar(), "serre" if etroit else "")
        petite = 0.85 if self.width() < theme.px(LARGEUR_SERREE) else 0.9
        self.tabBar().setFont(theme.police(petite if etroit else 1.0))
        # Titles keep the size they were given under the former rule until they hear of a new style.
        QApplication.sendEvent(self.tabBar(), QEvent(QEvent.Type.StyleChange))

    def _get(self, rang: int) -> QWidget:
        if rang not in self._construits:
            # Its parent is given at once: a change of parent dresses every field again.
            onglet = _ONGLETS[rang][1](self._contexte, self._places[rang].parentWidget() or self)
            self._construits[rang] = onglet
            self._put(rang, onglet)
            self.construit.emit(onglet)
        return self._construits[rang]

    def _put(self, rang: int, onglet: QWidget) -> None:
        """Put a tab where its empty place is."""
        courant = self.currentIndex()
        with QSignalBlocker(self):
            # Before the empty place goes: no other tab is shown meanwhile.
            self.insertTab(rang, onglet, _ONGLETS[rang][0])
            self.setTabToolTip(rang, _ONGLETS[rang][0])
            if courant == rang:
                self.setCurrentIndex(rang)
            self.removeTab(rang + 1)
        self._places[rang].deleteLater()


# The modules of a tab are not needed before it either.
def _build_description(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.description import OngletDescription

    return OngletDescription(contexte.workspace, contexte.ecriture, parent)


def _build_financement(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.financement import OngletFinancement

    return OngletFinancement(contexte.workspace, contexte.operation, contexte.ajout, contexte.ouvrir, parent)


def _build_realise(contexte: Contexte, parent: QWidget) -> QWidget:
    return build_realise(contexte.ecrivain, contexte.settings, parent)


def _build_calendrier(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.calendrier import build_calendrier

    return build_calendrier(contexte.ecriture, contexte.workspace.aujourd_hui, parent)


def _build_partenaires(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.partenaires import OngletPartenaires

    return OngletPartenaires(contexte.workspace, contexte.ecriture, contexte.ajout, parent)


def _build_suivi(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.suivi import OngletSuivi

    return OngletSuivi(contexte.ecriture, contexte.workspace.aujourd_hui, parent)


def _build_indicateurs(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.indicateurs import build_indicateurs

    return build_indicateurs(contexte.ecriture, contexte.workspace.aujourd_hui, parent)


def _build_pieces(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.fiches.pieces import OngletPieces

    return OngletPieces(contexte.ecrivain, contexte.ecriture, parent)


def _build_historique(contexte: Contexte, parent: QWidget) -> QWidget:
    from pvd_desktop.ui.historique.onglet import OngletHistorique

    return OngletHistorique(contexte.workspace, parent)


_ONGLETS: Final[tuple[tuple[str, Callable[[Contexte, QWidget], QWidget]], ...]] = (
    ("Description", _build_description),
    ("Financement", _build_financement),
    ("Réalisé", _build_realise),
    ("Calendrier", _build_calendrier),
    ("Partenaires", _build_partenaires),
    ("Suivi", _build_suivi),
    ("Indicateurs", _build_indicateurs),
    ("Pièces", _build_pieces),
    ("Historique", _build_historique),
)
"""Title and builder of each tab, in the order of their numbers."""
