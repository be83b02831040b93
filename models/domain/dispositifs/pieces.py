"""The pièces that a dispositif asks for: which, in what case, and whether they may follow the request."""

from dataclasses import dataclass

from models.domain.dispositifs.degre import Degre
from models.domain.vocabulaire import Vocabulaire


class CasPiece(Vocabulaire):
    """When a pièce is asked for."""

    TOUJOURS = "toujours", "Toujours"
    TRAVAUX = "travaux", "Si travaux"
    ACQUISITION = "acquisition", "Si acquisition"
    TRAVAUX_OU_ACQUISITION = "travaux_ou_acquisition", "Si travaux ou acquisition"
    MO_DELEGUEE = "mo_deleguee", "Si maîtrise d’ouvrage déléguée"
    AUTRES_AIDES = "autres_aides", "Si d’autres aides"
    DEROGATION = "derogation", "Si dérogation au non-commencement"
    SUR_DEMANDE = "sur_demande", "Si le financeur la demande"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceDemandee:
    """One pièce of a request."""

    code: str
    """The same in every dispositif for the same pièce: « deliberation », « note »."""
    intitule: str
    quand: CasPiece = CasPiece.TOUJOURS
    apres_depot: bool = False
    """It may follow the request, which is not complete without it."""
    champ: str = ""
    """Name of its field on the portal; empty when that is its title, or is not known."""
    article: str = ""
    degre: Degre = Degre.USAGE

    @property
    def nom_portail(self) -> str:
        """What its file is named after."""
        return self.champ or self.intitule
