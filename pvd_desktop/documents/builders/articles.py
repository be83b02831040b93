"""The articles of the convention: their texts, the values of the project, the tables some fields stand for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from models.domain.articles import ArticleEffectif
from models.domain.champs import ChampBloc
from models.domain.projet import Projet
from models.domain.remplissage import a_completer, bloc_seul, remplir
from pvd_desktop.documents.builders.communes import communes
from pvd_desktop.documents.builders.diagnostic import diagnostic
from pvd_desktop.documents.builders.engagements import BLOCS_ENGAGEMENTS
from pvd_desktop.documents.builders.indicateurs import resultats_attendus
from pvd_desktop.documents.builders.secteurs import categories, conditions_de_delegation, effets, secteurs
from pvd_desktop.documents.builders.tableaux import (
    liste_orientations,
    projets_a_murir,
    synthese_financiere,
    tableau_actions,
)
from pvd_desktop.documents.markdown import blocks_of
from pvd_desktop.documents.tree import (
    Block,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    ParagraphKind,
    RichText,
    Run,
)

_BLOCS: Mapping[str, Callable[[Projet], Iterator[Block]]] = {
    "liste des communes": communes,
    "diagnostic": diagnostic,
    "orientations": liste_orientations,
    "secteurs d’intervention": secteurs,
    "catégories ORT": categories,
    "effets de l’ORT": effets,
    "conditions de délégation": conditions_de_delegation,
    "tableau des actions": tableau_actions,
    "projets en maturation": projets_a_murir,
    "résultats attendus": resultats_attendus,
    "synthèse financière": synthese_financiere,
    **BLOCS_ENGAGEMENTS,
}
"""What draws each block of the texts, by its name."""


def article_blocks(article: ArticleEffectif, projet: Projet, numeros: Mapping[str, str]) -> Iterator[Block]:
    """The heading of the article, then its text.

    Args:
        article: what to print.
        projet: where the values come from.
        numeros: number of each article, by its key.
    """
    yield Heading(article.niveau, article.titre)
    if not article.texte.strip():
        yield manque("texte de l’article")
    for block in blocks_of(article.texte):
        if isinstance(block, ListBlock):
            yield _list(block, projet, numeros)
        elif bloc := bloc_seul("".join(run.text for run in block.runs)):
            yield from _bloc(bloc, projet)
        else:
            yield replace(block, runs=_filled(block.runs, projet, numeros))


def manque(libelle: str) -> Paragraph:
    """A paragraph that says what is to be written there."""
    return Paragraph((Run(a_completer(libelle), missing=True),), ParagraphKind.MISSING)


def _bloc(bloc: ChampBloc, projet: Projet) -> Iterator[Block]:
    if bloc.est_rempli(projet):
        yield from _BLOCS[bloc.nom](projet)
    else:
        yield manque(bloc.libelle)


def _filled(runs: RichText, projet: Projet, numeros: Mapping[str, str]) -> RichText:
    return tuple(
        replace(run, text=morceau.texte, missing=morceau.manque)
        for run in runs
        for morceau in remplir(run.text, projet, numeros)
    )


def _list(block: ListBlock, projet: Projet, numeros: Mapping[str, str]) -> ListBlock:
    items = (
        ListItem(_filled(item.runs, projet, numeros), item.children and _list(item.children, projet, numeros))
        for item in block.items
    )
    return replace(block, items=tuple(items))
