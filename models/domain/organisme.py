"""An organisme: maître d'ouvrage, funder or partner; and the people one calls there."""

from dataclasses import dataclass, field

from models.domain.errors import SaisieError
from models.domain.programmation import RegimeFctva
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import TypeOrganisme


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person to call in an organisme."""

    uid: Uid = field(default_factory=new_uid)
    civilite: str = ""
    nom: str = ""
    prenom: str = ""
    fonction: str = ""
    courriel: str = ""
    telephone: str = ""
    notes: str = ""

    @property
    def nom_complet(self) -> str:
        """« Camille Martin »; failing a name, what else is known."""
        return " ".join(filter(None, (self.prenom, self.nom))) or self.courriel or self.fonction or "Contact sans nom"


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
    regime_fctva: RegimeFctva | None = None
    """``None`` follows its kind."""
    contacts: tuple[Contact, ...] = ()

    @property
    def fctva(self) -> RegimeFctva:
        """When its FCTVA comes: the year itself for an intercommunalité, two years later for the others.

        >>> Organisme(type=TypeOrganisme.EPCI).fctva.delai, Organisme(type=TypeOrganisme.COMMUNE).fctva.delai
        (0, 2)
        """
        if self.regime_fctva is not None:
            return self.regime_fctva
        return RegimeFctva.ANNEE_MEME if self.type is TypeOrganisme.EPCI else RegimeFctva.N_PLUS_2


def check_nom(nom: str) -> None:
    """Refuses an organisme without a name: nobody could choose it, and documents would show a blank.

    Raises:
        SaisieError: the name is empty.
    """
    if not nom.strip():
        raise SaisieError("L’organisme a besoin d’un nom.", "Écrivez-le comme dans la convention.")
