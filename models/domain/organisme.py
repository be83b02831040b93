"""An organisme: maître d'ouvrage, funder or partner; and the people one calls there."""

from dataclasses import dataclass, field
from datetime import date

from models.domain.errors import SaisieError
from models.domain.programmation import RegimeFctva
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import TypeOrganisme, Vocabulaire


class NatureEchange(Vocabulaire):
    """How people got in touch."""

    APPEL = "appel", "Appel"
    COURRIEL = "courriel", "Courriel"
    COURRIER = "courrier", "Courrier"
    REUNION = "reunion", "Réunion"
    RELANCE = "relance", "Relance"
    AUTRE = "autre", "Autre"


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
    courriel_secondaire: str = ""
    """Where to write once the person has left."""
    representant: bool = False
    """Represents the organisme by law: maire, président."""
    referent: bool = False
    """The one to call first."""
    identifiant_externe: str = ""
    """UID of the card it came from: read again, it is the same person."""

    @property
    def nom_complet(self) -> str:
        """« Camille Martin »; failing a name, what else is known."""
        return " ".join(filter(None, (self.prenom, self.nom))) or self.courriel or self.fonction or "Contact sans nom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Echange:
    """Something that was said or sent to an organisme, or came from it."""

    uid: Uid = field(default_factory=new_uid)
    jour: date | None = None
    nature: NatureEchange = NatureEchange.APPEL
    contact: Uid | None = None
    """A contact of the organisme; it may be gone."""
    objet: str = ""
    texte: str = ""


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
    engagement: str = ""
    """What it commits itself to, in its own words, for the article of the convention; CommonMark."""
    engagement_source: str = ""
    """Who wrote it: « courriel de M. Durand »."""
    engagement_recu_le: date | None = None
    contacts: tuple[Contact, ...] = ()
    echanges: tuple[Echange, ...] = ()

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
