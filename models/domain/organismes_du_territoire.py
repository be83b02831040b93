"""The communes and the intercommunalité of the territoire, as the organismes they become once chosen."""

from collections.abc import Iterator

from models.domain.grammaire import de
from models.domain.identifiants import siren_valide
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import TypeOrganisme

_EPCI = Uid("epci")


def organismes_du_territoire(projet: Projet) -> tuple[Organisme, ...]:
    """Those that the project has not among its organismes yet; their uid only tells them apart.

    A commune has no SIREN in the code officiel géographique: none is made up.
    """
    return tuple(propose for propose in _proposes(projet) if not _est_connu(projet, propose))


def _proposes(projet: Projet) -> Iterator[Organisme]:
    territoire = projet.territoire
    for commune in territoire.communes:
        if commune.nom:
            yield Organisme(uid=commune.uid, nom=f"Commune {de(commune.nom)}", type=TypeOrganisme.COMMUNE)
    epci = territoire.epci
    if epci.nom:
        siren = epci.siren if siren_valide(epci.siren) else ""
        yield Organisme(uid=_EPCI, nom=epci.nom, type=TypeOrganisme.EPCI, siren=siren)


def _est_connu(projet: Projet, propose: Organisme) -> bool:
    # What compares the names of tables that people made; a project is opened without it.
    from models.domain.importation.organismes import cle_organisme

    cle = cle_organisme(propose.nom, propose.type)
    return any(
        bool(propose.siren and connu.siren == propose.siren)
        or (connu.type in {propose.type, TypeOrganisme.AUTRE} and cle_organisme(connu.nom, propose.type) == cle)
        for connu in projet.organismes
    )
