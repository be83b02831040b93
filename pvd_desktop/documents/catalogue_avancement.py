"""The documents that say where the project stands, for the catalogue: each quarter, and each year."""

from functools import partial
from typing import Final

from models.domain.bareme import bareme_effectif
from models.domain.echeances import EcheanceCalculee
from models.domain.echeances.calcul import calculer_echeances
from models.domain.echeances.garde import gardes
from models.referentiel.bareme import load_bareme
from models.referentiel.dispositifs import load_effectifs
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.bilan_annuel import build_bilan
from pvd_desktop.documents.builders.calendrier_echeances import build_calendrier
from pvd_desktop.documents.builders.planning import build_planning
from pvd_desktop.documents.builders.trimestriel import build_trimestriel
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Document


def _echeances(edition: Edition) -> tuple[EcheanceCalculee, ...]:
    projet = edition.projet
    bareme = bareme_effectif(load_bareme(), projet.parametres_locaux)
    dispositifs = load_effectifs(projet.dispositifs_locaux).dispositifs
    return calculer_echeances(projet, dispositifs, bareme, edition.aujourd_hui)


def _calendrier(edition: Edition, *, par_feuille: bool = False) -> Document:
    projet, jour = edition.projet, edition.aujourd_hui
    return build_calendrier(
        projet,
        _echeances(edition),
        gardes(projet, load_effectifs(projet.dispositifs_locaux).dispositifs, jour),
        aujourd_hui=jour,
        brouillon=edition.est_brouillon,
        par_feuille=par_feuille,
    )


def _trimestriel(edition: Edition) -> Document:
    return build_trimestriel(
        edition.projet, _echeances(edition), aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon
    )


def _bilan(edition: Edition) -> Document:
    jour = edition.aujourd_hui
    return build_bilan(edition.projet, load_financeurs(), aujourd_hui=jour, brouillon=edition.est_brouillon)


def _planning(edition: Edition) -> Document:
    return build_planning(edition.projet, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


DOCUMENTS_AVANCEMENT: Final = (
    ModeleDocument(
        id="calendrier",
        titre="Calendrier des échéances",
        description="Ce qu’il ne faut pas signer encore, ce qui est en retard, puis ce qui est à faire, mois par mois.",
        build=_calendrier,
        formats=(*PAGES, ".xlsx"),
        variantes={".xlsx": partial(_calendrier, par_feuille=True)},
    ),
    ModeleDocument(
        id="planning",
        titre="Planning",
        description="Les phases et les jalons des actions face aux années, en A3, ou en image pour un diaporama.",
        build=_planning,
        formats=(*PAGES, ".png"),
    ),
    ModeleDocument(
        id="trimestriel",
        titre="Tableau trimestriel",
        description="Où en est chaque action, en une ligne, puis les échéances en retard et des trois mois à venir.",
        build=_trimestriel,
        formats=(".xlsx", *PAGES),
    ),
    ModeleDocument(
        id="bilan",
        titre="Bilan annuel",
        description="Ce que l’année a été, puis où en est le projet\u00a0: pour le comité de pilotage et les conseils. "
        "Jusqu’à fin mars, c’est l’année passée.",
        build=_bilan,
        formats=(".docx", ".pdf", ".txt", ".xlsx"),
    ),
)
