"""What a file says of one action, wherever it stood: the same for a row, several rows or a table of Word."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple, Protocol

from models.domain.fiche_action import FicheAction
from models.domain.importation.feuille import Brut, Lieu, en_texte
from models.domain.importation.financeurs_lus import FinanceurCite
from models.domain.importation.proposition import Nature, RemarqueImport
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant, EtatFinancement, PosteDepense

_TITRE_NUMEROTE: Final = re.compile(
    r"(?is)^\s*(?:(?:fiche[\s-]*)?actions?|fa|fiche|projet|op[ée]ration)?\s*(?:n[°o]\s*)?"
    r"([A-Z]?\d{1,3}(?:[.\-]\d{1,3}){0,3}[a-z]?)\s*(?:[.:)–—-]+\s+|\s*[:–—]\s*|\s{2,}|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(\S.*)$"
)
_ORIENTATION: Final = re.compile(
    r"(?is)^\s*(?:(?:axe|orientation|objectif|enjeu|volet|th[ée]matique|secteur|ambition|pilier|priorit[ée]|th[èe]me|d[ée]fi)s?"
    r"(?:\s+strat[ée]giques?|\s+op[ée]rationnels?|\s+transversa(?:l|ux))?\s*(?:n[°o]\s*)?)?"
    r"((?:\d{1,2}|[IVX]{1,5}|[A-H])(?:\.\d{1,2})*)?\s*(?:[.:)–—/-]+\s*|\s+|$)(.*)$"
)
_MOT_D_AXE: Final = re.compile(
    r"(?i)^\s*(?:axe|orientation|objectif|enjeu|volet|th[ée]matique|ambition|pilier|th[èe]me|d[ée]fi)s?\b"
)


class Fait(NamedTuple):
    """A value, the cell it was read from, and where."""

    valeur: Any
    brut: Brut
    lieu: Lieu

    @property
    def texte(self) -> str:
        """The cell as people read it."""
        return en_texte(self.brut)


@dataclass(frozen=True, slots=True)
class CoutLu:
    """An amount of a dépense."""

    montant: Decimal
    base: BaseMontant | None
    annee: int | None
    lieu: Lieu
    poste: PosteDepense | None = None


@dataclass(slots=True, kw_only=True)
class FinancementLu:
    """One aid, as the file tells it."""

    lieu: Lieu
    financeur: FinanceurCite | None = None
    dispositif: str = ""
    demande: Decimal | None = None
    accorde: Decimal | None = None
    part: Decimal | None = None
    """Share of the cost, when the file gives no amount."""
    etat: EtatFinancement | None = None
    taux: Decimal | None = None
    numero_dossier: str = ""
    date_depot: date | None = None
    date_notification: date | None = None
    annee: int | None = None


@dataclass(slots=True, kw_only=True)
class OperationLue:
    """What one maître d'ouvrage does of the action."""

    intitule: str = ""
    maitre_ouvrage: Fait | None = None
    identifiant: str = ""
    """SIREN, SIRET or code INSEE that stands beside its name."""
    couts: list[CoutLu] = field(default_factory=list[CoutLu])
    part_decidee: Fait | None = None
    restes: list[Fait] = field(default_factory=list[Fait])
    """What its rows announce that remains to be paid."""
    financements: list[FinancementLu] = field(default_factory=list[FinancementLu])


class Complement(Protocol):
    """What a document says of an action beyond the columns of a table."""

    def poser(self, fiche: FicheAction, designer: Callable[[str], Uid]) -> FicheAction:
        """The fiche once it is laid over it; ``designer`` gives the organisme of a name."""
        ...


@dataclass(slots=True, kw_only=True)
class ActionLue:
    """An action of the file. ``faits`` is keyed by the codes of ``CHAMPS``; long texts follow one another."""

    cle: tuple[str, int]
    lieu: Lieu
    lignes: list[int] = field(default_factory=list[int])
    numero: str = ""
    intitule: str = ""
    orientation: Fait | None = None
    faits: dict[str, Fait] = field(default_factory=dict[str, Fait])
    textes: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    notes: list[str] = field(default_factory=list[str])
    lieux: dict[str, Lieu] = field(default_factory=dict[str, Lieu])
    """Cell that gave each field (by its code), each line of financement (by its identity), each note (by its text)."""
    operations: list[OperationLue] = field(default_factory=list[OperationLue])
    remarques: list[RemarqueImport] = field(default_factory=list[RemarqueImport])
    refus: str = ""
    """Why it cannot be brought in."""
    complement: Complement | None = None

    def noter(self, titre: str, texte: str, lieu: Lieu | None = None) -> None:
        """Keeps words under the title of their column."""
        note = f"{titre}\u00a0: {texte}" if titre else texte
        if lieu is not None:
            self.lieux.setdefault(note, lieu)
        if note not in self.notes:
            self.notes.append(note)

    def remarquer(self, nature: Nature, lieu: Lieu, valeur: str, message: str, remede: str = "") -> None:
        """Says something of one of its cells."""
        self.remarques.append(
            RemarqueImport(nature=nature, lieu=lieu, valeur=valeur[:80], message=message, remede=remede)
        )

    def operation(self, maitre_ouvrage: str, intitule: str = "") -> OperationLue:
        """The operation of that title and that maître d'ouvrage; the only one when neither is said."""
        for operation in self.operations:
            du_nom = not intitule or not operation.intitule or operation.intitule == intitule
            porteur = operation.maitre_ouvrage
            if du_nom and (not maitre_ouvrage or porteur is None or porteur.valeur == maitre_ouvrage):
                return operation
        nouvelle = OperationLue()
        self.operations.append(nouvelle)
        return nouvelle

    def financements(self) -> Iterator[FinancementLu]:
        """Those of all its operations."""
        for operation in self.operations:
            yield from operation.financements


def separer_numero(titre: str) -> tuple[str, str]:
    """The number that people write before the title of an action.

    >>> separer_numero("FA 1.2 - Réhabiliter la halle"), separer_numero("1.1.1. Sobriété"), separer_numero("3 rues")
    (('1.2', 'Réhabiliter la halle'), ('1.1.1', 'Sobriété'), ('', '3 rues'))
    """
    trouve = _TITRE_NUMEROTE.match(titre)
    return (trouve[1], trouve[2].strip()) if trouve else ("", titre.strip())


def separer_orientation(titre: str) -> tuple[str, str]:
    """The number and the title of an orientation.

    >>> separer_orientation("AXE 1 : Habitat"), separer_orientation("Orientation n°2 – Commerce")
    (('1', 'Habitat'), ('2', 'Commerce'))
    >>> separer_orientation("Habitat"), separer_orientation("2. Mobilités"), separer_orientation("3")
    (('', 'Habitat'), ('2', 'Mobilités'), ('3', ''))
    """
    texte = " ".join(titre.split())
    trouve = _ORIENTATION.match(texte)
    if trouve and trouve[1]:
        # A letter or a roman number is one only where something says so: « C » of « C est beau » is a word.
        reste = texte[trouve.end(1) :]
        if trouve[1][0].isdigit() or _MOT_D_AXE.match(texte) or re.match(r"\s*[.:)–—-]", reste):
            return trouve[1], trouve[2].strip()
    if trouve and _MOT_D_AXE.match(texte) and trouve[2] and re.match(r"(?i)^\w+\s*[:–—-]", texte):
        return "", trouve[2].strip()
    return "", texte


def est_un_axe(titre: str) -> bool:
    """Whether words announce an orientation, as « Axe 1 » or « Orientation stratégique » do."""
    return _MOT_D_AXE.match(titre) is not None
