"""An organisme: maître d'ouvrage, funder or partner."""

from dataclasses import dataclass, field

from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import TypeOrganisme


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisme:
    """An organisme of the project."""

    uid: Uid = field(default_factory=new_uid)
    nom: str = ""
    sigle: str = ""
    type: TypeOrganisme = TypeOrganisme.AUTRE
    siren: str = ""
    adresse: str = ""
    courriel: str = ""
    telephone: str = ""
    notes: str = ""
