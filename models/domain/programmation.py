"""What is programmed year by year: how ready an operation is, when the FCTVA comes back, what a year may cost."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from models.domain.errors import SaisieError
from models.domain.uids import Uid, new_uid
from models.domain.vocabulaire import Vocabulaire


class Maturite(Vocabulaire):
    """How far an operation has come, in the phases of the maîtrise d'œuvre (R2431-1 and following CCP, loi MOP)."""

    IDEE = "idee", "Idée"
    FAISABILITE = "faisabilite", "Faisabilité, programme"
    ESQUISSE = "esquisse", "Esquisse (ESQ)"
    AVANT_PROJET = "avant_projet", "Avant-projet (APS, APD)"
    PROJET = "projet", "Projet (PRO)"
    CONSULTATION = "consultation", "Consultation des entreprises (ACT)"
    PRET = "pret", "Prête à démarrer"


class RegimeFctva(Vocabulaire):
    """When the FCTVA of a dépense is paid (L1615-6 CGCT)."""

    ANNEE_MEME = "annee_meme", "L’année de la dépense"
    N_PLUS_1 = "n_plus_1", "L’année suivante (N+1)"
    N_PLUS_2 = "n_plus_2", "Deux ans après (N+2)"

    @property
    def delai(self) -> int:
        """Years between the dépense and the FCTVA.

        >>> RegimeFctva.N_PLUS_2.delai
        2
        """
        return tuple(RegimeFctva).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enveloppe:
    """What the project may cost in one year: the typed amount that the charge nette is compared to."""

    uid: Uid = field(default_factory=new_uid)
    annee: int = 0
    montant: Decimal | None = None
    """Euros."""
    motif: str = ""
    """Where the figure comes from: PPI, vote, lettre de cadrage."""


def check_annee_enveloppe(annee: int) -> None:
    """Refuses an envelope of no year: zero, which other years may be until they are known.

    Raises:
        SaisieError: it has none.
    """
    if annee == 0:
        raise SaisieError("Une enveloppe est celle d’une année.", "Donnez-la, par exemple 2027.")


DUREE_PRET_MAX: Final = 80
"""Years over which a loan may be paid back: those for land last sixty to eighty."""


def annees_de_remboursement(premiere: int, derniere: int) -> range:
    """The years of a loan, both ends included.

    >>> list(annees_de_remboursement(2027, 2029))
    [2027, 2028, 2029]

    Raises:
        SaisieError: they go backwards, or last too long to be true.
    """
    if derniere < premiere:
        raise SaisieError("La dernière année précède la première.", "Écrivez par exemple de 2027 à 2041.")
    if derniere - premiere >= DUREE_PRET_MAX:
        raise SaisieError(f"Un prêt dure {DUREE_PRET_MAX} ans au plus.", "Vérifiez les deux années.")
    return range(premiere, derniere + 1)
