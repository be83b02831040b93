"""Points à vérifier: what a rule yields, with its article and its remedy. Rules inform; they never block."""

from dataclasses import dataclass

from models.domain.uids import Uid
from models.domain.vocabulaire import Gravite, Jalon


@dataclass(frozen=True, slots=True, kw_only=True)
class Objet:
    """What a point is about.

    Its ``type`` is ``fiche``, ``operation``, ``financement``, ``demande``, ``orientation``, ``article``, ``partie``,
    ``organisme``, ``secteur`` or ``territoire``; of a whole, ``plan``, ``parties`` or ``secteurs``.
    """

    type: str
    uid: Uid
    libelle: str
    fiche: Uid | None = None
    """The fiche to open to see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constat:
    """A point à vérifier."""

    code: str
    gravite: Gravite
    jalon: Jalon
    message: str
    remede: str
    objet: Objet
    champ: str = ""
    """Name of the field to open."""
    source: str = ""
    """Article or document the rule comes from."""
