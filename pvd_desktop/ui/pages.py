"""The pages of the window, in the order of the rail. To add one: a package beside this file and one entry here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from pvd_desktop.ui.onglets_calendrier import ONGLETS_CALENDRIER
from pvd_desktop.ui.page import Page
from pvd_desktop.ui.settings import Settings
from pvd_desktop.ui.vers_demande import NOUVELLE
from pvd_desktop.ui.workspace import Workspace

Fabrique = Callable[[Workspace, Settings, QWidget], Page]
"""The parent is given at once: a page that changes parent is dressed twice, and Qt forgets some of its fonts."""


@dataclass(frozen=True, slots=True)
class Entree:
    """One page of the rail."""

    id: str
    """Remembered by the preferences; never changed."""
    nom: str
    """Short name, in the rail."""
    titre: str
    """Whole name, at the top of the page and in the menu."""
    icone: str
    raccourcis: tuple[str, ...]
    """The first is shown; the second is the same key of a French keyboard, whose digits need Shift, when it is free."""
    aide: str
    """Text of ``resources/textes`` that F1 shows."""
    fabrique: Fabrique
    """Builds the page, at its first visit."""
    objets: frozenset[str] = frozenset()
    """Types of objects that it shows: a link to one of them builds no other page."""


def _build_tableau_bord(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.tableau_bord.page import TableauBordPage

    return TableauBordPage(workspace, parent)


def _build_territoire(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.territoire.page import TerritoirePage

    return TerritoirePage(workspace, parent)


def _build_fiches(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.fiches.page import FichesPage

    return FichesPage(workspace, settings, parent)


def _build_maquette(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.maquette.page import MaquettePage

    return MaquettePage(workspace, settings, parent)


def _build_demandes(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.demandes.page import DemandesPage

    return DemandesPage(workspace, settings, parent)


def _build_points(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.points.page import PointsPage

    return PointsPage(workspace, parent)


def _build_convention(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.convention.page import ConventionPage

    return ConventionPage(workspace, settings, parent)


def _build_organismes(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.organismes.page import OrganismesPage

    return OrganismesPage(workspace, parent)


def _build_calendrier(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.page_onglets import PageOnglets

    return PageOnglets("Calendrier", ONGLETS_CALENDRIER, workspace, settings, parent)


def _build_documents(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.documents.page import DocumentsPage

    return DocumentsPage(workspace, settings, parent)


def _build_corbeille(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.corbeille.page import CorbeillePage

    return CorbeillePage(workspace, parent)


def _build_reglages(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.reglages.page import ReglagesPage

    return ReglagesPage(workspace, parent)


def _build_donnees(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.donnees.page import DonneesPage

    return DonneesPage(workspace, parent)


def _build_importation(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.importation.page import ImportationPage

    return ImportationPage(workspace, settings, parent)


def _build_suivi(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.suivi.page import SuiviPage

    return SuiviPage(workspace, settings, parent)


def _build_programmation(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.programmation.page import ProgrammationPage

    return ProgrammationPage(workspace, settings, parent)


def _build_scenarios(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.scenarios.page import ScenariosPage

    return ScenariosPage(workspace, parent)


def _build_partenaire(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    from pvd_desktop.ui.partenaire.page import PartenairePage

    return PartenairePage(workspace, settings, parent)


def _build_versions(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.versions.page import VersionsPage

    return VersionsPage(workspace, parent)


def _build_retour(workspace: Workspace, settings: Settings, parent: QWidget) -> Page:
    del settings
    from pvd_desktop.ui.retour.page import RetourPage

    return RetourPage(workspace, parent)


TABLEAU_BORD: Final = "tableau_bord"
TERRITOIRE: Final = "territoire"
PLAN: Final = "plan_action"
MAQUETTE: Final = "maquette"
DEMANDES: Final = "demandes"
ORGANISMES: Final = "organismes"
CALENDRIER: Final = "calendrier"
CONVENTION: Final = "convention"
POINTS: Final = "points"
DOCUMENTS: Final = "documents"
CORBEILLE: Final = "corbeille"
REGLAGES: Final = "reglages"
IMPORTATION: Final = "importation"
DONNEES: Final = "donnees_personnelles"
SUIVI: Final = "suivi"
RETOUR: Final = "retour"
VERSIONS: Final = "versions"
PARTENAIRE: Final = "partenaire"
SCENARIOS: Final = "scenarios"
PROGRAMMATION: Final = "programmation"

PAGES: Final = (
    Entree(
        TABLEAU_BORD,
        "Tableau de bord",
        "Tableau de bord",
        "tableau_de_bord",
        ("Ctrl+1", "Ctrl+&"),
        "aide_tableau_bord",
        _build_tableau_bord,
    ),
    Entree(
        TERRITOIRE,
        "Territoire",
        "Territoire",
        "territoire",
        ("Ctrl+2", "Ctrl+é"),
        "aide_territoire",
        _build_territoire,
        frozenset({"territoire", "secteur", "secteurs"}),
    ),
    Entree(
        PLAN,
        "Plan d’action",
        "Plan d’action",
        "plan_action",
        ("Ctrl+3", 'Ctrl+"'),
        "aide_plan_action",
        _build_fiches,
        frozenset({"plan", "orientation", "fiche", "operation", "financement"}),
    ),
    Entree(
        MAQUETTE,
        "Maquette",
        "Maquette financière",
        "maquette",
        ("Ctrl+4", "Ctrl+'"),
        "aide_maquette",
        _build_maquette,
    ),
    Entree(
        DEMANDES,
        "Demandes",
        "Demandes de subvention",
        "demandes",
        ("Ctrl+5", "Ctrl+("),
        "aide_demandes",
        _build_demandes,
        frozenset({"demande", NOUVELLE}),
    ),
    Entree(
        ORGANISMES,
        "Partenaires",
        "Partenaires",
        "partenaires",
        ("Ctrl+6",),
        "aide_organismes",
        _build_organismes,
        frozenset({"organisme", "contact"}),
    ),
    Entree(
        CALENDRIER,
        "Calendrier",
        "Calendrier",
        "calendrier",
        ("Ctrl+7", "Ctrl+è"),
        "aide_calendrier",
        _build_calendrier,
        frozenset(type_ for onglet in ONGLETS_CALENDRIER for type_ in onglet.objets),
    ),
    Entree(
        CONVENTION,
        "Convention",
        "Convention-cadre",
        "convention",
        ("Ctrl+8", "Ctrl+_"),
        "aide_convention",
        _build_convention,
        frozenset({"article", "partie", "parties"}),
    ),
    Entree(
        POINTS,
        "À vérifier",
        "Points à vérifier",
        "a_verifier",
        ("Ctrl+9", "Ctrl+ç"),
        "aide_points",
        _build_points,
    ),
    Entree(
        DOCUMENTS,
        "Documents",
        "Documents",
        "documents",
        ("Ctrl+0", "Ctrl+à"),
        "aide_documents",
        _build_documents,
    ),
)

HORS_RAIL: Final = (
    Entree(
        SCENARIOS,
        "Scénarios",
        "Scénarios «\u00a0Et si…\u00a0»",
        "scenarios",
        (),
        "aide_scenarios",
        _build_scenarios,
    ),
    Entree(REGLAGES, "Réglages", "Réglages du projet", "reglages", (), "aide_reglages", _build_reglages),
    Entree(CORBEILLE, "Corbeille", "Corbeille", "corbeille", (), "aide_corbeille", _build_corbeille),
    Entree(DONNEES, "Données", "Données personnelles", "verrou", (), "aide_donnees", _build_donnees),
    Entree(SUIVI, "Tableau de suivi", "Tableau de suivi", "colonnes", (), "aide_suivi", _build_suivi),
    Entree(
        PROGRAMMATION,
        "Montants par année",
        "Encaissements, charge nette et intentions",
        "maquette",
        (),
        "aide_programmation",
        _build_programmation,
    ),
    Entree(
        PARTENAIRE,
        "Partenaire",
        "Remplir le tableau d’un partenaire",
        "documents",
        (),
        "aide_partenaire",
        _build_partenaire,
    ),
    Entree(
        VERSIONS,
        "Versions",
        "Versions figées",
        "historique",
        (),
        "aide_versions",
        _build_versions,
        frozenset({"version"}),
    ),
    Entree(RETOUR, "Reprise", "Reprendre une maquette revenue", "importer", (), "aide_retour", _build_retour),
    Entree(IMPORTATION, "Importer", "Importer un tableau", "importer", (), "aide_importation", _build_importation),
)
"""Pages that the menu alone opens."""
DU_MENU: Final = (SCENARIOS, PROGRAMMATION, VERSIONS, REGLAGES, DONNEES, CORBEILLE)
"""Pages that a command of the same name opens."""
