"""A frozen state of the project: what it was one day, under a name."""

from dataclasses import dataclass, field
from datetime import datetime

from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFigee:
    """Its JSON, compressed, is the ``contenu`` of that hash; a frozen state is no part of the project."""

    uid: Uid = field(default_factory=new_uid)
    nom: str = ""
    figee_le: datetime | None = None
    commentaire: str = ""
    sha256: str = ""
    taille: int | None = None
    """Size in bytes, compressed."""
