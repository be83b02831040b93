"""The frozen states of the project: their list, and what each one holds."""

from models.domain.uids import Uid
from models.domain.version_figee import VersionFigee
from models.entities.aggregats import VERSION_FIGEE
from models.queries.projet import load_racines
from models.queries.source import Source, driver_of


def load_versions(source: Source) -> tuple[VersionFigee, ...]:
    """Every frozen state, the oldest first."""
    return load_racines(source, VERSION_FIGEE)


def read_version(source: Source, uid: Uid) -> bytes | None:
    """The compressed JSON of a frozen state; ``None`` when it is not in the file."""
    enonce = (
        "SELECT octets FROM contenu JOIN version_figee ON version_figee.sha256 = contenu.sha256 "
        "WHERE version_figee.uid = :uid"
    )
    ligne = driver_of(source).execute(enonce, {"uid": uid}).fetchone()
    return None if ligne is None else bytes(ligne[0])
