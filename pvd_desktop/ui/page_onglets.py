"""A page of the rail made of tabs, each of them a page of its own, built at its first visit.

The page knows none of its tabs: ``pages.py`` hands it their table, so that rooms that do not know one another may stand
side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.regles import Objet
from pvd_desktop.ui import theme
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.workspace import Workspace

FabriqueOnglet = Callable[[Workspace, Settings, QWidget], Page]
"""The parent is given at once, as for a page."""


@dataclass(frozen=True, slots=True)
class OngletPage:
    """One tab of a page."""

    id: str
    """Remembered by the preferences; never changed."""
    titre: str
    """With « & » before its mnemonic."""
    fabrique: FabriqueOnglet
    objets: frozenset[str] = frozenset()
    """Types of the objects it shows: a link to one of them opens this tab."""


class PageOnglets(Page):
    """What the shell asks of a page is asked of the tab shown; what a tab asks of the shell goes through.

    Args:
        nom: how screen readers call the bar of the tabs, and under which key the last one is remembered.
        onglets: the table of the tabs, in their order.
    """

    def __init__(
        self,
        nom: str,
        onglets: Sequence[OngletPage],
        workspace: Workspace,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._settings = workspace, settings
        self._table = tuple(onglets)
        self._cle = f"onglet_{nom.lower()}"
        self._pages: dict[str, Page] = {}
        self.onglets = QTabWidget(self)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName(f"Onglets de la page {nom}")
        self._places: list[tuple[QWidget, QVBoxLayout]] = []
        for onglet in self._table:
            place = QWidget(self.onglets)
            disposition = QVBoxLayout(place)
            disposition.setContentsMargins(0, 0, 0, 0)
            self._places.append((place, disposition))
            self.onglets.addTab(place, onglet.titre)
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.onglets)
        dernier = settings.affichage(self._cle)
        self.show_onglet(dernier if dernier in {o.id for o in self._table} else self._table[0].id)
        self.onglets.currentChanged.connect(self._on_current_changed)
        theme.suivre(self, self._on_theme_changed)

    def courant(self) -> Page:
        """The tab shown."""
        return self.onglet(self._table[self.onglets.currentIndex()].id)

    def onglet(self, nom: str) -> Page:
        """The tab of that name, built if it was never seen."""
        if nom not in self._pages:
            rang = self._rang(nom)
            place, disposition = self._places[rang]
            page = self._table[rang].fabrique(self._workspace, self._settings, place)
            self._adopt(page)
            self._pages[nom] = page
            disposition.addWidget(page)
        return self._pages[nom]

    def show_onglet(self, nom: str) -> None:
        """Show the tab of that name."""
        self.onglet(nom)
        self.onglets.setCurrentIndex(self._rang(nom))

    @override
    def commit(self) -> bool:
        # Each of them, whatever the others say.
        refusees = [page for page in self._pages.values() if not page.commit()]
        return not refusees

    @override
    def show_saisie(self) -> None:
        for nom, page in self._pages.items():
            if not page.commit():
                self.show_onglet(nom)
                page.show_saisie()
                return

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        for onglet in self._table:
            if objet.type in onglet.objets and self.onglet(onglet.id).show_objet(objet, champ):
                self.show_onglet(onglet.id)
                return True
        return False

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.onglets.tabBar(), *self.courant().panneaux())

    @override
    def resume(self) -> str:
        return self.courant().resume()

    @override
    def catch_up(self) -> None:
        self.courant().catch_up()

    def _rang(self, nom: str) -> int:
        return next(rang for rang, onglet in enumerate(self._table) if onglet.id == nom)

    def _adopt(self, page: Page) -> None:
        page.objet_demande.connect(self.objet_demande)
        page.apercu_demande.connect(self.apercu_demande)
        page.export_demande.connect(self.export_demande)
        page.impression_demandee.connect(self.impression_demandee)
        page.fichier_demande.connect(self.fichier_demande)
        page.page_demandee.connect(self.page_demandee)
        page.avertissement.connect(self.avertissement)
        page.resume_changed.connect(self._on_page_resume_changed)

    def _on_current_changed(self, rang: int) -> None:
        nom = self._table[rang].id
        self._settings.set_affichage(self._cle, nom)
        self.resume_changed.emit(self.onglet(nom).resume())

    def _on_page_resume_changed(self, texte: str) -> None:
        if self.sender() is self.courant():
            self.resume_changed.emit(texte)

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(8), theme.px(4), 0, 0)
