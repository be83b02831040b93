"""Commitments of the partners in the convention: their own words, then who gave them, when, and whom to call."""

from collections.abc import Callable, Iterator
from functools import partial

from models.domain.engagements import ENGAGEMENTS, coordonnees, engages, referent, source_engagement
from models.domain.organisme import Organisme
from models.domain.projet import Projet
from models.domain.remplissage import a_completer
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import Block, Paragraph, ParagraphKind, Run


def _engagements(champ: str, projet: Projet) -> Iterator[Block]:
    for organisme in engages(projet, champ):
        yield Paragraph((Run(organisme.nom or "Organisme sans nom", bold=True),))
        # No field is replaced in it: whatever it holds, it is what the partner signed.
        yield from blocks_of(organisme.engagement)
        yield Paragraph(tuple(_source(organisme)), ParagraphKind.NOTE)


def _source(organisme: Organisme) -> Iterator[Run]:
    yield Run(source_engagement(organisme))
    if organisme.engagement_recu_le is None:
        yield Run(", reçu le ")
        yield Run(a_completer("date de réception"), missing=True)
    yield Run(". Référent\u00a0: ")
    appele = referent(organisme)
    if appele is None:
        yield Run(a_completer("nom et coordonnées du référent"), missing=True)
    else:
        yield Run(coordonnees(appele) or appele.nom_complet)
    yield Run(".")


BLOCS_ENGAGEMENTS: dict[str, Callable[[Projet], Iterator[Block]]] = {
    champ: partial(_engagements, champ) for champ in ENGAGEMENTS
}
"""What draws each of the fields."""
