"""The diagnostic du territoire, as the article on its ambitions gives it: each section after its title."""

from collections.abc import Iterator
from dataclasses import replace

from models.domain.projet import Projet
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import Block, Paragraph, Run


def diagnostic(projet: Projet) -> Iterator[Block]:
    """The sections that say something, in their order.

    The title stands at the head of the first paragraph: a diagnostic is one reading, not a chapter.
    """
    for section in projet.territoire.diagnostic:
        premier, *suite = blocks_of(section.texte) or (None,)
        if premier is None:
            continue
        titre = Run(f"{section.intitule}.", bold=True)
        if isinstance(premier, Paragraph):
            yield replace(premier, runs=(titre, Run(" "), *premier.runs))
        else:
            yield Paragraph((titre,))
            yield premier
        yield from suite
