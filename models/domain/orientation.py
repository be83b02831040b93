"""An orientation stratégique and the indicators shared by orientations and actions."""

from dataclasses import dataclass, field
from datetime import date

from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicateur:
    """An indicateur de suivi et d'évaluation; its values are texts, as people write them (« 12 % », « 3 par an »)."""

    uid: Uid = field(default_factory=new_uid)
    intitule: str = ""
    unite: str = ""
    valeur_reference: str = ""
    date_reference: date | None = None
    cible: str = ""
    echeance: date | None = None
    source: str = ""
    periodicite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """An orientation stratégique (annexe 1 of the convention)."""

    uid: Uid = field(default_factory=new_uid)
    numero: str = ""
    intitule: str = ""
    contexte: str = ""
    """Presentation and stakes, CommonMark."""
    objectifs: str = ""
    """Expected objectives, CommonMark."""
    articulation: str = ""
    """Link with the CRTE and the reference documents, CommonMark."""
    indicateurs: tuple[Indicateur, ...] = ()

    @property
    def titre(self) -> str:
        """Number and title in one line."""
        return " · ".join(filter(None, (self.numero, self.intitule))) or "Orientation sans titre"
