"""A row of the list of the demandes: what is read at once, and what is computed a little later."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models.domain.demandes.etapes import Etapes
from models.domain.demandes.pret import PretADeposer
from models.domain.demandes.situee import DemandeSituee
from models.domain.formats import format_date, sort_key
from models.domain.uids import Uid

if TYPE_CHECKING:
    from models.domain.echeances import EcheanceCalculee


@dataclass(frozen=True, slots=True, kw_only=True)
class Chiffres:
    """What takes longer to compute than to show."""

    pret: PretADeposer
    demande: int
    """Whole euros asked for: those of the plan de financement of the dossier."""
    accorde: int | None
    """Whole euros that count today; ``None`` while nothing is granted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneListe:
    """One demande as the list shows it."""

    situee: DemandeSituee
    etapes: Etapes
    echeance: "EcheanceCalculee | None" = None
    chiffres: Chiffres | None = None
    """``None`` until they are computed."""

    @property
    def uid(self) -> Uid:
        """Identity of the demande."""
        return self.situee.demande.uid

    @property
    def dispositif(self) -> str:
        """« DETR »; the code of one that nobody knows any more."""
        dispositif = self.situee.dispositif
        return dispositif.nom if dispositif else self.situee.demande.dispositif

    @property
    def est_deposee(self) -> bool:
        """The score « prêt à déposer » is of no use any more."""
        return self.situee.demande.date_depot is not None

    @property
    def texte_pret(self) -> str:
        """« 31 sur 42 », « Prêt » ; « Déposée » once it is."""
        if self.est_deposee:
            return "Déposée"
        if self.chiffres is None:
            return "…"
        return "Prêt" if self.chiffres.pret.est_pret else self.chiffres.pret.texte

    @property
    def texte_echeance(self) -> str:
        """« 15/12/2026 · Délibération à prendre »."""
        return f"{format_date(self.echeance.jour)} · {self.echeance.intitule}" if self.echeance else ""

    @property
    def jour_echeance(self) -> date:
        """To sort on: those without any come last."""
        return self.echeance.jour if self.echeance else date.max

    @property
    def recherche(self) -> str:
        """Text that a search looks into."""
        situee = self.situee
        mots = (
            situee.nom,
            self.dispositif,
            situee.demande.numero_dossier,
            situee.demandeur.nom if situee.demandeur else "",
            *(o.titre for o in situee.operations),
        )
        return sort_key(" ".join(mots))
