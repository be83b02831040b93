"""The diagnostic du territoire, as the article on its ambitions gives it: each section after its title."""

from collections.abc import Iterator
from dataclasses import replace

from models.domain.formats import INSECABLE
from models.domain.projet import Projet
from models.domain.territoire import IndicateurDiagnostic, SectionDiagnostic
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import Align, Block, Column, Paragraph, Row, Run, Table


def diagnostic(projet: Projet) -> Iterator[Block]:
    """The sections that say something, in their order.

    The title stands at the head of the first paragraph: a diagnostic is one reading, not a chapter. Figures follow
    the text they support.
    """
    for section in projet.territoire.diagnostic:
        premier, *suite = blocks_of(section.texte) or (None,)
        chiffres = [indicateur for indicateur in section.indicateurs if indicateur.intitule or indicateur.valeur]
        if premier is None and not chiffres:
            continue
        titre = Run(f"{section.intitule}.", bold=True)
        if isinstance(premier, Paragraph):
            yield replace(premier, runs=(titre, Run(" "), *premier.runs))
        else:
            yield Paragraph((titre,))
            if premier is not None:
                yield premier
        yield from suite
        if chiffres:
            yield _table(section, chiffres)


def _table(section: SectionDiagnostic, indicateurs: list[IndicateurDiagnostic]) -> Table:
    return Table(
        (Column("Indicateur", 200), Column("Valeur", 100, Align.NUMBER), Column("Année", 46), Column("Source", 160)),
        tuple(
            Row(
                (
                    indicateur.intitule or None,
                    INSECABLE.join(filter(None, (indicateur.valeur, indicateur.unite))) or None,
                    str(indicateur.annee) if indicateur.annee else None,
                    indicateur.source or None,
                )
            )
            for indicateur in indicateurs
        ),
        f"Indicateurs du diagnostic\u00a0: {section.intitule}",
    )
