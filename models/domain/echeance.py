"""An échéance that people typed, or what they said of one that the project computes."""

from dataclasses import dataclass, field
from datetime import date

from models.domain.uids import Uid, new_uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Echeance:
    """A day to remember; the ones that follow from dates and delays are computed, and only their treatment is kept."""

    uid: Uid = field(default_factory=new_uid)
    cle: str = ""
    """Stable key of the computed échéance that this is about; empty for one that was typed."""
    intitule: str = ""
    jour: date | None = None
    fin: date | None = None
    """Last day, when it lasts several."""
    fiche: Uid | None = None
    """The action it is about; it may be gone."""
    demande: Uid | None = None
    """The demande it is about; it may be gone."""
    notes: str = ""
    faite_le: date | None = None
    """Done, or set aside, that day."""
    motif: str = ""
    """Why a computed one was set aside."""
    identifiant_externe: str = ""
    """UID of the calendar it came from: read again, it is the same."""
