"""« Et si… »: a scenario is a list of differences laid over the project, which stays as it is until one is adopted."""

from dataclasses import dataclass, field

from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import Vocabulaire


class GenreEcart(Vocabulaire):
    """What a difference is about."""

    OPERATION = "operation", "Opération"
    DEPENSE = "depense", "Dépense"
    FINANCEMENT = "financement", "Financement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecart:
    """One difference: this field of this object would be worth something else."""

    uid: Uid = field(default_factory=new_uid)
    genre: GenreEcart = GenreEcart.FINANCEMENT
    objet: Uid | None = None
    """The operation, dépense or financement; it may have gone since."""
    champ: str = ""
    """Field of the snapshot."""
    valeur: str = ""
    """As the JSON of the project writes it (« refuse », « 12300.50 », « 2027 »); empty is « non renseigné »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A set of differences that people gave a name."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    description: str = ""
    ecarts: tuple[Ecart, ...] = ()

    def ecart(self, genre: GenreEcart, objet: Uid, champ: str) -> Ecart | None:
        """What it changes of this field, if it does."""
        return next((e for e in self.ecarts if (e.genre, e.objet, e.champ) == (genre, objet, champ)), None)
