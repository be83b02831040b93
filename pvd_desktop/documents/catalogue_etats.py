"""The documents about two states of the project, for the catalogue."""

from typing import Final

from models.domain.version_figee import EtatProjet
from pvd_desktop.documents.builders.avenant import build_avenant
from pvd_desktop.documents.builders.comparaison_etats import build_comparaison
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Document

AVENANT: Final = "avenant"
_CHOIX: Final = "le dernier état figé, ou celui que vous choisissez dans Projet, Versions figées."


def _etats(edition: Edition) -> tuple[EtatProjet, EtatProjet]:
    """The two states; the second is the project as it stands when none is named."""
    actuel = EtatProjet(projet=edition.projet)
    avant, *suite = edition.etats or (actuel,)
    return avant, suite[0] if suite else actuel


def _comparaison(edition: Edition) -> Document:
    return build_comparaison(*_etats(edition), aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _avenant(edition: Edition) -> Document:
    signe, actuel = _etats(edition)
    return build_avenant(
        signe,
        actuel,
        edition.avenant,
        aujourd_hui=edition.aujourd_hui,
        brouillon=edition.est_brouillon,
        contenus=edition.contenus,
    )


DOCUMENTS_ETATS: Final = (
    ModeleDocument(
        id=AVENANT,
        titre="Avenant à la convention",
        description=f"Ce que la convention dit autrement depuis l’état signé\u00a0: {_CHOIX}",
        build=_avenant,
        formats=(".docx", ".pdf", ".txt"),
        par_etat=True,
    ),
    ModeleDocument(
        id="comparaison",
        titre="Comparaison de deux états",
        description=f"Tout ce qui a changé dans le projet\u00a0: depuis {_CHOIX}",
        build=_comparaison,
        formats=PAGES,
        par_etat=True,
    ),
)
