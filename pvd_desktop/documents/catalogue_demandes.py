"""The documents of a demande, for the catalogue: the whole dossier first, then each of them alone."""

from collections.abc import Callable
from typing import Final

from pvd_desktop.documents.builders.demande_classeur import TITRE as CLASSEUR
from pvd_desktop.documents.builders.demande_classeur import build_classeur_demande
from pvd_desktop.documents.builders.demande_dossier import DossierDemande, situer_dossier
from pvd_desktop.documents.builders.demande_parties import PARTIES, PartieDossier, build_ensemble, build_partie
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Document

DEMANDE: Final = "demande"
"""Name of the whole dossier."""


def dossier_de(edition: Edition) -> DossierDemande:
    """The demande that is wanted, in its project.

    Raises:
        DemandeIntrouvableError: it is not there, or several could be meant.
    """
    return situer_dossier(edition.projet, edition.demande, jour=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _ensemble(edition: Edition) -> Document:
    return build_ensemble(dossier_de(edition))


def _classeur(edition: Edition) -> Document:
    return build_classeur_demande(dossier_de(edition))


def _seule(une: PartieDossier) -> Callable[[Edition], Document]:
    return lambda edition: build_partie(dossier_de(edition), une)


DOCUMENTS_DEMANDE: Final[tuple[ModeleDocument, ...]] = (
    ModeleDocument(
        id=DEMANDE,
        titre="Dossier de demande",
        description="Tout ce qu’une demande de subvention dépose\u00a0: un dossier de fichiers nommés comme sur le "
        "portail, ses pièces jointes et leur sommaire\u00a0; en un zip pour l’envoyer, ou en un seul document.",
        build=_ensemble,
        formats=PAGES,
        par_demande=True,
        en_dossier=True,
    ),
    *(
        ModeleDocument(
            id=f"{DEMANDE}-{une.id}",
            titre=une.titre,
            description=une.description,
            build=_seule(une),
            formats=PAGES,
            par_demande=True,
        )
        for une in PARTIES
    ),
    ModeleDocument(
        id=f"{DEMANDE}-classeur",
        titre=CLASSEUR,
        description="Le plan et l’échéancier de la demande en un classeur\u00a0: des euros entiers, les totaux, les "
        "taux et la part du maître d’ouvrage en formules.",
        build=_classeur,
        formats=(".xlsx",),
        par_demande=True,
    ),
)
