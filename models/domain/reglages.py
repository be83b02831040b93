"""What a project decides once for all its actions, whatever the machine it is opened on."""

from dataclasses import dataclass, field
from datetime import date

from models.domain.errors import SaisieError
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import BaseMontant


@dataclass(frozen=True, slots=True, kw_only=True)
class Reglages:
    """Choices of the project; the parameters it adapts are apart, since each has its reason."""

    uid: Uid = field(default_factory=new_uid)
    base_defaut: BaseMontant = BaseMontant.HT
    """Declared base of the operations to come; those that exist keep theirs."""
    premiere_annee: int | None = None
    """First year of the maquette; ``None`` leaves it to the amounts."""
    derniere_annee: int | None = None
    rgpd_responsable: str = ""
    """Responsable de traitement (art. 4 RGPD): the town or the EPCI that employs the chef de projet."""
    rgpd_delegue: str = ""
    """Délégué à la protection des données (art. 37 RGPD), and how to write to it."""
    rgpd_conservation: str = ""
    """How long people are kept, in words."""

    @property
    def periode(self) -> str:
        """The period in words; empty when neither end is given.

        >>> Reglages(premiere_annee=2021, derniere_annee=2026).periode, Reglages(derniere_annee=2026).periode
        ('de 2021 à 2026', 'jusqu’à 2026')
        """
        if self.premiere_annee and self.derniere_annee:
            return f"de {self.premiere_annee} à {self.derniere_annee}"
        if self.premiere_annee:
            return f"à partir de {self.premiere_annee}"
        return f"jusqu’à {self.derniere_annee}" if self.derniere_annee else ""

    def couvre(self, annee: int) -> bool:
        """Whether a year is within the period; an end that is not given bounds nothing.

        >>> Reglages(premiere_annee=2021).couvre(2020), Reglages(premiere_annee=2021).couvre(2040)
        (False, True)
        """
        return (self.premiere_annee or annee) <= annee <= (self.derniere_annee or annee)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParametreLocal:
    """A dated parameter adapted in this project."""

    uid: Uid = field(default_factory=new_uid)
    cle: str = ""
    date_effet: date | None = None
    valeur: str = ""
    motif: str = ""


def check_periode(premiere: int | None, derniere: int | None) -> None:
    """Refuses a period that ends before it begins.

    Raises:
        SaisieError: it does.
    """
    if premiere is not None and derniere is not None and derniere < premiere:
        raise SaisieError(
            f"La période irait de {premiere} à {derniere}\u00a0: elle finirait avant de commencer.",
            "Corrigez l’une des deux années, ou laissez-la vide.",
        )
