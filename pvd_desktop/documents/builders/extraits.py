"""One part of the convention alone, as it prints in the whole: what the screen shows beside the text being written."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.domain.articles import articles_effectifs, numeros_par_cle
from models.domain.projet import Projet
from models.referentiel.convention import load_plan_convention
from pvd_desktop.documents.builders.articles import article_blocks
from pvd_desktop.documents.builders.convention import couverture, titre_convention
from pvd_desktop.documents.builders.fiche_action import entete
from pvd_desktop.documents.builders.parties import parties_blocks
from pvd_desktop.documents.builders.signatures import signatures_blocks
from pvd_desktop.documents.tree import Block, Document

COUVERTURE = "couverture"
PARTIES = "parties"


def build_extrait(
    projet: Projet, cle: str, *, aujourd_hui: date, contenus: Mapping[str, bytes] | None = None
) -> Document:
    """The pages of one part of the convention.

    Args:
        projet: the project as it stands.
        cle: ``COUVERTURE`` (with the signatures), ``PARTIES``, the key of a standard article or the uid of another.
        aujourd_hui: date of edition.
        contenus: bytes of the logos, by their hash.
    """
    return Document(
        titre=titre_convention(projet),
        entete=entete(projet),
        date_edition=aujourd_hui,
        brouillon=projet.convention.brouillon,
        blocks=tuple(_blocks(projet, cle, aujourd_hui, contenus or {})),
    )


def _blocks(projet: Projet, cle: str, aujourd_hui: date, contenus: Mapping[str, bytes]) -> Iterator[Block]:
    if cle == COUVERTURE:
        brouillon = projet.convention.brouillon
        yield couverture(projet, aujourd_hui=aujourd_hui, contenus=contenus, brouillon=brouillon)
        yield from signatures_blocks(projet)
    elif cle == PARTIES:
        yield from parties_blocks(projet)
    else:
        articles = articles_effectifs(projet, load_plan_convention())
        numeros = numeros_par_cle(articles)
        for article in articles:
            if cle in {article.cle, article.uid}:
                yield from article_blocks(article, projet, numeros)
