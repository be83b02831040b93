"""The documents of the governance, for the catalogue: those of one meeting, and who sits in the instances."""

from typing import Final

from models.domain.errors import AppError
from models.domain.instances.situee import ReunionSituee, derniere_reunion, find_reunion, prochaine_reunion
from pvd_desktop.documents.builders.convocation import CONVOCATION, EMARGEMENT, build_convocation, build_emargement
from pvd_desktop.documents.builders.releve_decisions import MEMBRES, RELEVE, build_membres, build_releve
from pvd_desktop.documents.modeles import PAGES, Edition, ModeleDocument
from pvd_desktop.documents.tree import Document

_AILLEURS: Final = "une autre se choisit dans Calendrier, onglet Gouvernance."


class ReunionIntrouvableError(AppError):
    """The meeting asked for is not in the project."""

    def __init__(self) -> None:
        super().__init__(
            "La réunion à exporter n’est pas dans le projet.",
            "Elle est peut-être dans la corbeille\u00a0: choisissez-en une autre, ou remettez-la.",
        )


def _convocation(edition: Edition) -> Document:
    situee = _voulue(edition) or prochaine_reunion(edition.projet, edition.aujourd_hui)
    return build_convocation(edition.projet, situee, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _emargement(edition: Edition) -> Document:
    situee = _voulue(edition) or prochaine_reunion(edition.projet, edition.aujourd_hui)
    return build_emargement(edition.projet, situee, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _releve(edition: Edition) -> Document:
    situee = _voulue(edition) or derniere_reunion(edition.projet, edition.aujourd_hui)
    return build_releve(edition.projet, situee, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _membres(edition: Edition) -> Document:
    instances = [i for i in edition.projet.instances if edition.instance in {None, i.uid}]
    return build_membres(edition.projet, instances, aujourd_hui=edition.aujourd_hui, brouillon=edition.est_brouillon)


def _voulue(edition: Edition) -> ReunionSituee | None:
    if edition.reunion is None:
        return None
    situee = find_reunion(edition.projet, edition.reunion)
    if situee is None:
        raise ReunionIntrouvableError
    return situee


DOCUMENTS_GOUVERNANCE: Final = (
    ModeleDocument(
        id="convocation",
        titre=CONVOCATION,
        description="Lettre aux membres de la prochaine réunion, avec son ordre du jour et la liste des "
        f"destinataires\u00a0; {_AILLEURS}",
        build=_convocation,
        formats=PAGES,
    ),
    ModeleDocument(
        id="emargement",
        titre=EMARGEMENT,
        description=f"À faire signer à l’entrée de la prochaine réunion\u00a0; {_AILLEURS}",
        build=_emargement,
        formats=PAGES,
    ),
    ModeleDocument(
        id="releve",
        titre=RELEVE,
        description="Présents, excusés et décisions de la dernière réunion tenue, avec responsables et "
        f"échéances\u00a0; {_AILLEURS}",
        build=_releve,
        formats=PAGES,
    ),
    ModeleDocument(
        id="membres",
        titre=MEMBRES,
        description="Qui siège dans chaque instance du programme, et comment l’y joindre.",
        build=_membres,
        formats=PAGES,
    ),
)
