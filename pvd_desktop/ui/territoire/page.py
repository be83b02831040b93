"""Page « Territoire »: its tabs, each built at its first visit."""

from collections.abc import Callable
from typing import Final, TypeAlias, cast

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.domain.formats import format_entier
from models.domain.regles import Objet
from models.store.changes import Changeset
from pvd_desktop.ui import theme
from pvd_desktop.ui.annulation import Annulation
from pvd_desktop.ui.ecrivain import Ecrivain
from pvd_desktop.ui.page import PageProjet
from pvd_desktop.ui.territoire.actes import ActesTerritoire
from pvd_desktop.ui.territoire.actes_plans import ActesPlans
from pvd_desktop.ui.territoire.chef_de_projet import OngletChefDeProjet
from pvd_desktop.ui.territoire.communes import OngletCommunes
from pvd_desktop.ui.territoire.convention import OngletConvention
from pvd_desktop.ui.territoire.diagnostic import OngletDiagnostic
from pvd_desktop.ui.territoire.onglet_cartes import OngletCartes
from pvd_desktop.ui.territoire.ort import OngletOrt
from pvd_desktop.ui.territoire.secteurs import OngletSecteurs
from pvd_desktop.ui.widgets.onglet import Onglet
from pvd_desktop.ui.widgets.toast import Toast
from pvd_desktop.ui.workspace import Workspace

_TITRES: Final = ("Communes", "Convention", "Chef de projet", "Secteurs d’intervention", "ORT", "Diagnostic")
_PAGE_CONVENTION: Final = "convention"
"""Its name in the list of pages, which a page cannot read: it leads to all of them."""
COMMUNES, CONTRAT, CHEF_DE_PROJET, SECTEURS, ORT, DIAGNOSTIC = range(len(_TITRES))


_Rubrique: TypeAlias = (
    OngletCommunes | OngletConvention | OngletChefDeProjet | OngletSecteurs | OngletOrt | OngletDiagnostic
)


class TerritoirePage(PageProjet):
    """One tab for each side of the territoire, built when it is first seen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent, lue=True)
        ecrivain = Ecrivain(workspace, self)
        self._actes = ActesTerritoire(ecrivain, self)
        self._plans = ActesPlans(ecrivain, self)
        self._construits: dict[int, _Rubrique] = {}
        self._create_fields()
        self._lay_out()
        self._connect()
        self.onglet(COMMUNES)

    @property
    def communes(self) -> OngletCommunes:
        """The first tab."""
        return cast("OngletCommunes", self.onglet(COMMUNES))

    @property
    def secteurs(self) -> OngletSecteurs:
        """The tab of the secteurs d'intervention."""
        return cast("OngletSecteurs", self.onglet(SECTEURS))

    @property
    def diagnostic(self) -> OngletDiagnostic:
        """The tab of the diagnostic."""
        return cast("OngletDiagnostic", self.onglet(DIAGNOSTIC))

    def onglet(self, rang: int) -> _Rubrique:
        """A tab, built now if it was not."""
        if rang not in self._construits:
            place = self.onglets.widget(rang)
            assert place is not None  # as many places as titles
            onglet = self._fabriques()[rang](place)
            disposition = QVBoxLayout(place)
            disposition.setContentsMargins(0, 0, 0, 0)
            disposition.addWidget(onglet)
            # Now, not when the layout comes to it: what asked for the tab may give it the focus.
            onglet.show()
            self._construits[rang] = onglet
            onglet.collage_coupe.connect(self.avertissement)
            onglet.show_projet(self._workspace.projet)
        return self._construits[rang]

    @override
    def commit(self) -> bool:
        valides = [onglet.commit() for onglet in self._construits.values()]
        return all(valides)

    @override
    def show_saisie(self) -> None:
        for rang, onglet in self._construits.items():
            champ = onglet.champ_refuse() if isinstance(onglet, OngletCartes) else onglet.lie.champ_refuse()
            if champ is not None:
                self.onglets.setCurrentIndex(rang)
                champ.setFocus()
                return

    @override
    def show_objet(self, objet: Objet, champ: str) -> bool:
        if objet.type in {"secteur", "secteurs"}:
            self.onglets.setCurrentIndex(SECTEURS)
            self.secteurs.focus_carte(objet.uid, champ)
            return True
        if objet.type != "territoire":
            return False
        for rang in (COMMUNES, CONTRAT, ORT, CHEF_DE_PROJET):
            onglet = self.onglet(rang)
            if isinstance(onglet, Onglet) and onglet.focus_champ(champ):
                self.onglets.setCurrentIndex(rang)
                onglet.focus_champ(champ)
                break
        return True

    @override
    def resume(self) -> str:
        territoire = self._workspace.projet.territoire
        habitants = sum(commune.population or 0 for commune in territoire.communes)
        nombre = len(territoire.communes)
        parties = [f"{nombre} commune{'s' if nombre > 1 else ''}"]
        if habitants:
            parties.append(f"{format_entier(habitants)}\u00a0habitants")
        return " · ".join(parties)

    @override
    def panneaux(self) -> tuple[QWidget, ...]:
        return (self.onglets.tabBar(), self.onglets.currentWidget() or self)

    def _fabriques(self) -> tuple[Callable[[QWidget], _Rubrique], ...]:
        actes, editable = self._actes, not self._workspace.raison_lecture_seule
        return (
            lambda place: OngletCommunes(actes, editable=editable, parent=place),
            self._build_convention,
            lambda place: OngletChefDeProjet(actes, editable=editable, parent=place),
            lambda place: OngletSecteurs(actes, self._plans, editable=editable, parent=place),
            lambda place: OngletOrt(actes, self._workspace.aujourd_hui, editable=editable, parent=place),
            lambda place: OngletDiagnostic(actes, editable=editable, parent=place),
        )

    def _build_convention(self, place: QWidget) -> OngletConvention:
        editable = not self._workspace.raison_lecture_seule
        onglet = OngletConvention(self._actes, self._workspace.aujourd_hui, editable=editable, parent=place)
        onglet.convention_demandee.connect(lambda: self.page_demandee.emit(_PAGE_CONVENTION))
        return onglet

    def _create_fields(self) -> None:
        self.onglets = QTabWidget(self)
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setAccessibleName("Onglets du territoire")
        for titre in _TITRES:
            self.onglets.addTab(QWidget(self.onglets), titre)
        self.toast = Toast(self)
        self._annulation = Annulation(self._workspace, self.toast)

    def _lay_out(self) -> None:
        self._disposition = QVBoxLayout(self)
        self._disposition.addWidget(self.onglets)
        theme.suivre(self, self._on_theme_changed)

    def _connect(self) -> None:
        self._actes.retire.connect(self._on_retire)
        self._plans.retire.connect(self._on_retire)
        self._plans.prete.connect(self.fichier_demande)
        self.onglets.currentChanged.connect(self.onglet)

    @override
    def _show_changes(self, changes: Changeset) -> None:
        del changes
        for onglet in self._construits.values():
            onglet.show_projet(self._workspace.projet)
        self.resume_changed.emit(self.resume())

    def _on_retire(self, texte: str) -> None:
        self.toast.show_message(texte, action=self._annulation.offer())

    def _on_theme_changed(self) -> None:
        self._disposition.setContentsMargins(theme.px(8), theme.px(4), 0, 0)
