"""A dispositif as this project adapts it, or adds it: only what differs from the reference is kept."""

from dataclasses import dataclass, field

from models.domain.errors import SaisieError
from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositifLocal:
    """What the project says of a dispositif."""

    uid: Uid = field(default_factory=new_uid)
    code: str = ""
    """The one of the reference; a new one when the project adds a dispositif."""
    intitule: str = ""
    contenu: str = ""
    """TOML, in the schema of the reference files: the keys that differ, and no other."""
    edition: str = ""
    """Edition of the reference that was read when this was written: what it says since may be compared."""
    motif: str = ""


def check_dispositif_local(code: str, contenu: str) -> None:
    """Refuses what nobody could read again.

    Raises:
        SaisieError: there is no code, the content is not TOML, or a key is not one of the schema of the reference.
    """
    if not code.strip():
        raise SaisieError("Un dispositif a besoin d’un code.", "Donnez-lui un code court.")
    # A project is opened without it: dispositifs are rarely adapted.
    from models.domain.dispositifs.adaptation import check_contenu

    check_contenu(code, contenu)
