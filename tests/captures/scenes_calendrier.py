"""The pictures of the calendar: the échéances, their filters, what is typed, the month, an empty project."""

from collections.abc import Callable
from datetime import date

from captures.studio import Studio
from PySide6.QtWidgets import QWidget

from models.commands.demandes import add_demande
from models.commands.echeances import add_echeance
from models.commands.gouvernance import add_decision, add_instance, add_reunion
from models.domain.demande import IssueDemande, LigneDemande
from models.domain.echeances import EtatEcheance
from models.domain.gouvernance import TypeInstance
from models.store.database import maintenant_utc
from pvd_desktop.ui.calendrier.echeances import EcheancesPage
from pvd_desktop.ui.calendrier.mois import MoisPage
from pvd_desktop.ui.page_onglets import PageOnglets
from pvd_desktop.ui.pages import CALENDRIER

Scene = Callable[[Studio], QWidget]


def _remplir(studio: Studio) -> None:
    """A few demandes, meetings and typed days in the example."""
    workspace = studio.workspace
    fiche = next(f for f in workspace.projet.fiches if f.operations and f.operations[0].financements)
    operation = fiche.operations[0]
    ligne = LigneDemande(operation=operation.uid, financement=operation.financements[0].uid)
    workspace.execute(
        "Demande",
        add_demande,
        [ligne],
        moment=maintenant_utc(),
        intitule="Réhabilitation de la halle",
        dispositif="detr",
        annee=2026,
        date_depot=date(2026, 1, 12),
        date_accuse=date(2026, 1, 20),
        date_completude=date(2026, 3, 2),
        issue=IssueDemande.ACCORDEE,
        date_notification=date(2026, 5, 15),
    )
    copil = workspace.execute("COPIL", add_instance, intitule="Comité de pilotage", type=TypeInstance.COPIL)
    assert copil is not None
    reunion = workspace.execute(
        "COPIL", add_reunion, copil, intitule="COPIL de fin d’année", jour=date(2026, 12, 10), heure="14:30"
    )
    assert reunion is not None
    decision = {"intitule": "Relancer la Région sur l’îlot Gambetta", "echeance": date(2026, 11, 18)}
    workspace.execute("Décision", add_decision, reunion, **decision)
    for intitule, jour, fin in (
        ("Enquête publique de l’îlot Gambetta", date(2026, 12, 7), date(2026, 12, 18)),
        ("Marché de Noël", date(2026, 12, 25), None),
        ("Envoyer le projet de délibération au secrétariat", date(2026, 11, 23), None),
    ):
        workspace.execute("Échéance", add_echeance, intitule=intitule, jour=jour, fin=fin, fiche=fiche.uid)


def _page(studio: Studio, *, vide: bool = False, agrandi: bool = False) -> PageOnglets:
    if agrandi:
        studio.enlarge()
    if vide:
        studio.open_vide()
    else:
        studio.open_exemple()
        _remplir(studio)
    studio.show_page(CALENDRIER)
    page = studio.fenetre.findChild(PageOnglets)
    assert page is not None
    return page


def echeances(
    *,
    vide: bool = False,
    agrandi: bool = False,
    etat: EtatEcheance | None = None,
    motif: bool = False,
    dialogue: bool = False,
) -> Scene:
    """The list, as it opens or filtered; the reason being typed; the dialog."""

    def scene(studio: Studio) -> QWidget:
        page = _page(studio, vide=vide, agrandi=agrandi).onglet("echeances")
        assert isinstance(page, EcheancesPage)
        studio.wait(lambda: bool(page._chomes.ferie(date(2026, 12, 25))))
        studio.settle()
        if etat is not None:
            page.filtres.etats.boutons[etat].click()
        if motif:
            page.modele.set_coches([e.cle for e in studio.workspace.echeances() if e.etat is EtatEcheance.RETARD][:2])
            page.barre.ecarter.click()
            page.barre.motif.setText("Opération reportée au prochain mandat")
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        studio.settle()
        if dialogue:
            page.ask_new()
            assert page.dialogue is not None
            page.dialogue.accept_typed()
            return page.dialogue
        return studio.fenetre

    return scene


def mois(*, agrandi: bool = False, jour: date = date(2026, 12, 10)) -> Scene:
    """A month, on a day that holds something."""

    def scene(studio: Studio) -> QWidget:
        onglets = _page(studio, agrandi=agrandi)
        onglets.show_onglet("mois")
        page = onglets.onglet("mois")
        assert isinstance(page, MoisPage)
        studio.wait(lambda: bool(page._chomes.ferie(date(2026, 12, 25))))
        page.show_jour(jour)
        page.grille.setFocus()
        studio.fenetre.barre_etat.set_projet(studio.workspace.path, lecture_seule=False)
        studio.settle()
        return studio.fenetre

    return scene


SCENES_CALENDRIER: tuple[tuple[str, Scene], ...] = (
    ("calendrier-echeances", echeances()),
    ("calendrier-echeances-150", echeances(agrandi=True)),
    ("calendrier-echeances-retard", echeances(etat=EtatEcheance.RETARD)),
    ("calendrier-echeances-motif", echeances(motif=True)),
    ("calendrier-echeances-noter", echeances(dialogue=True)),
    ("calendrier-echeances-vide", echeances(vide=True)),
    ("calendrier-mois", mois()),
    ("calendrier-mois-150", mois(agrandi=True)),
    ("calendrier-mois-ferie", mois(jour=date(2026, 11, 11))),
)
