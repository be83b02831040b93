"""The lines of the lists of a dispositif: each is known by its place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.domain.dispositifs.degre import Degre
from models.domain.dispositifs.dispositif import Campagne, Categorie, Delai, DepartDelai, SourceDispositif, TypeDelai
from models.domain.dispositifs.pieces import CasPiece, PieceDemandee


@dataclass(frozen=True, slots=True)
class LigneCategorie:
    """A category in its list, known by its place."""

    uid: str
    code: str
    intitule: str
    taux_minimum: Decimal | None
    taux_maximum: Decimal | None
    validation: str

    @classmethod
    def of(cls, rang: int, categorie: Categorie) -> "LigneCategorie":
        """The line of a category."""
        return cls(
            uid=str(rang),
            code=categorie.code,
            intitule=categorie.intitule,
            taux_minimum=categorie.taux_minimum,
            taux_maximum=categorie.taux_maximum,
            validation=categorie.validation,
        )


@dataclass(frozen=True, slots=True)
class LigneCampagne:
    """A campaign in its list, known by its place."""

    uid: str
    annee: int
    ouverture: date | None
    cloture: date | None
    precision: str

    @classmethod
    def of(cls, rang: int, campagne: Campagne) -> "LigneCampagne":
        """The line of a campaign."""
        return cls(str(rang), campagne.annee, campagne.ouverture, campagne.cloture, campagne.precision)


@dataclass(frozen=True, slots=True)
class LigneDelai:
    """A delay in its list, known by its place."""

    uid: str
    type: TypeDelai
    duree: str
    """Empty when it is to be read in the arrêté."""
    depart: DepartDelai | None
    prorogation: int | None
    article: str

    @classmethod
    def of(cls, rang: int, delai: Delai, duree: str) -> "LigneDelai":
        """The line of a delay."""
        return cls(str(rang), delai.type, duree, delai.depart, delai.prorogation, delai.article)


@dataclass(frozen=True, slots=True)
class LignePiece:
    """A pièce in its list, known by its place."""

    uid: str
    intitule: str
    quand: CasPiece
    apres_depot: bool
    champ: str
    article: str

    @classmethod
    def of(cls, rang: int, piece: PieceDemandee) -> "LignePiece":
        """The line of a pièce."""
        return cls(str(rang), piece.intitule, piece.quand, piece.apres_depot, piece.champ, piece.article)


@dataclass(frozen=True, slots=True)
class LigneSource:
    """A source in its list, known by its place."""

    uid: str
    texte: str
    adresse: str
    lu_le: date
    degre: Degre

    @classmethod
    def of(cls, rang: int, source: SourceDispositif) -> "LigneSource":
        """The line of a source."""
        return cls(str(rang), source.texte, source.adresse, source.lu_le, source.degre)
