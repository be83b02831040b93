"""The outline of the convention: one row for each part that people write, with how complete it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from models.domain.articles import ArticleEffectif
from models.domain.convention import Partie
from models.domain.projet import Projet

COUVERTURE = "couverture"
PARTIES = "parties"


class Genre(Enum):
    """What a row opens."""

    COUVERTURE = auto()
    PARTIES = auto()
    PARTIE = auto()
    ARTICLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ligne:
    """One row of the outline."""

    cle: str
    """Identity: the key of a standard article, else a uid or a fixed name."""
    genre: Genre
    titre: str
    niveau: int = 1
    fait: int = 0
    total: int = 0
    """What is expected there; nothing is complete."""
    article: ArticleEffectif | None = None
    partie: Partie | None = None

    @property
    def fraction(self) -> float:
        """Completeness, from 0 to 1."""
        return self.fait / self.total if self.total else 1.0

    @property
    def accessible(self) -> str:
        """What a screen reader says of the row."""
        if not self.total:
            return self.titre
        return f"{self.titre}, complétude\u00a0: {self.fait} sur {self.total}"


def lignes_convention(projet: Projet, articles: Sequence[ArticleEffectif]) -> Iterator[Ligne]:
    """The rows, in the order of the document."""
    convention = projet.convention
    couverture = (convention.lieu_signature, projet.territoire.date_convention)
    yield Ligne(
        cle=COUVERTURE,
        genre=Genre.COUVERTURE,
        titre="Couverture et signature",
        fait=sum(1 for valeur in couverture if valeur),
        total=len(couverture),
    )
    yield Ligne(cle=PARTIES, genre=Genre.PARTIES, titre="Les parties", fait=min(len(convention.parties), 1), total=1)
    for partie in convention.parties:
        attendus = (partie.organisme, partie.representant, partie.fonction)
        yield Ligne(
            cle=partie.uid,
            genre=Genre.PARTIE,
            titre=projet.nom_organisme(partie.organisme) or partie.role.libelle,
            niveau=2,
            fait=sum(1 for valeur in attendus if valeur),
            total=len(attendus),
            partie=partie,
        )
    for article in articles:
        attendus = len(article.attendus)
        yield Ligne(
            cle=article.cle or str(article.uid),
            genre=Genre.ARTICLE,
            titre=article.titre,
            niveau=article.niveau,
            fait=attendus - len(article.manquants),
            total=attendus,
            article=article,
        )
