"""An organisme: maître d'ouvrage, funder or partner."""

from dataclasses import dataclass, field

from models.domain.errors import SaisieError
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


def check_nom(nom: str) -> None:
    """Refuses an organisme without a name: nobody could choose it, and documents would show a blank.

    Raises:
        SaisieError: the name is empty.
    """
    if not nom.strip():
        raise SaisieError("L’organisme a besoin d’un nom.", "Écrivez-le comme dans la convention.")
