"""What an avenant puts in place of what was signed: the articles in full, then the annexes that it comes with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from models.domain.articles import ArticleEffectif, ModeleArticle, articles_effectifs, numeros_par_cle
from models.domain.etats.articles import ArticleEtats, paires_articles
from models.domain.fiche_action import FicheAction
from models.domain.grammaire import enumerer, minuscule
from models.domain.plan_action import actions_du_plan
from models.domain.projet import Projet
from pvd_desktop.documents.builders.annexes import FICHES, Annexe, annexes
from pvd_desktop.documents.builders.articles import article_blocks
from pvd_desktop.documents.builders.fiche_action import SANS_NOM, fiche_blocks
from pvd_desktop.documents.tree import Block, Heading, ListBlock, ListItem, PageOf, Paragraph, Run, Table

Plan: TypeAlias = Sequence[ModeleArticle]


def articles_remplaces(signe: Projet, actuel: Projet, plan: Plan, plan_signe: Plan) -> tuple[ArticleEtats, ...]:
    """The articles that no longer print the same words: their text was changed, or what the project puts in it.

    One that only refers to another by its new number reads the same. ``plan_signe`` holds the standard articles of
    the day of the signature.
    """
    numeros = numeros_par_cle(articles_effectifs(actuel, plan))

    def imprime(article: ArticleEffectif | None, projet: Projet) -> tuple[str, tuple[Block, ...]] | None:
        # The heading holds the number.
        return article and (article.intitule, tuple(article_blocks(article, projet, numeros))[1:])

    paires = paires_articles(signe, actuel, plan, plan_signe)
    return tuple(paire for paire in paires if imprime(paire.avant, signe) != imprime(paire.apres, actuel))


def articles_blocks(
    signe: Projet, actuel: Projet, remplaces: Sequence[ArticleEtats], plan: Plan, plan_signe: Plan
) -> Iterator[Block]:
    """Each of them announced, then as the convention prints it from now on."""
    articles = articles_effectifs(actuel, plan)
    numeros = numeros_par_cle(articles)
    for article in remplaces:
        yield Paragraph((Run(_annonce(article), bold=True),))
        if article.apres is not None:
            yield from map(_cite, article_blocks(article.apres, actuel, numeros))
    dits = {_cle(article.apres) for article in remplaces if article.apres is not None}
    anciens = {_cle(a): a.numero for a in articles_effectifs(signe, plan_signe)}
    if any(anciens.get(_cle(a), a.numero) != a.numero for a in articles if _cle(a) not in dits):
        yield Paragraph((Run("Les autres articles de la convention-cadre sont renumérotés en conséquence."),))


@dataclass(frozen=True, slots=True)
class AnnexesEtats:
    """The annexes that would no longer be printed the same."""

    remplacees: Sequence[Annexe]
    ajoutees: Sequence[Annexe]
    supprimees: Sequence[Annexe]

    def __bool__(self) -> bool:
        return any((self.remplacees, self.ajoutees, self.supprimees))


def comparer_annexes(signe: Projet, actuel: Projet) -> AnnexesEtats:
    """What comes of each annexe; the régime ORT brings one or takes it away."""
    anciennes = {annexe.numero: annexe for annexe in annexes(signe)}
    nouvelles = {annexe.numero: annexe for annexe in annexes(actuel)}
    return AnnexesEtats(
        remplacees=[
            annexe
            for numero, annexe in nouvelles.items()
            if numero in anciennes and _differ(anciennes[numero].blocks(signe), annexe.blocks(actuel))
        ],
        ajoutees=[annexe for numero, annexe in nouvelles.items() if numero not in anciennes],
        supprimees=[annexe for numero, annexe in anciennes.items() if numero not in nouvelles],
    )


def annexes_blocks(signe: Projet, actuel: Projet, differentes: AnnexesEtats) -> Iterator[Block]:
    """The list of those that come with the avenant, the fiches-actions one by one; then those that go."""
    remplacees = differentes.remplacees
    if remplacees:
        annonce = "L’annexe suivante est remplacée par celle qui est jointe"
        if len(remplacees) > 1:
            annonce = "Les annexes suivantes sont remplacées par celles qui sont jointes"
        yield Paragraph((Run(f"{annonce} au présent avenant\u00a0:"),))
        yield ListBlock(tuple(ListItem((Run(_annexe(annexe, signe, actuel)),)) for annexe in remplacees))
    for annexe in differentes.ajoutees:
        yield Paragraph((Run(f"{_nom_annexe(annexe)}, jointe au présent avenant, est ajoutée."),))
    for annexe in differentes.supprimees:
        yield Paragraph((Run(f"{_nom_annexe(annexe)} est supprimée."),))


def _nom_annexe(annexe: Annexe) -> str:
    return f"L’annexe\u00a0{annexe.numero} ({annexe.intitule})"


def _annexe(annexe: Annexe, signe: Projet, actuel: Projet) -> str:
    if annexe.numero != FICHES:
        return annexe.titre
    avant, apres = _fiches(signe), _fiches(actuel)
    communes = [f for uid, f in apres.items() if uid in avant]
    modifiees = [f for f in communes if _differ(fiche_blocks(signe, avant[f.uid]), fiche_blocks(actuel, f))]
    groupes = (
        (modifiees, "modifiée"),
        ([f for uid, f in apres.items() if uid not in avant], "ajoutée"),
        ([f for uid, f in avant.items() if uid not in apres], "retirée"),
    )
    dits = "\u00a0; ".join(_dire_fiches(fiches, participe) for fiches, participe in groupes if fiches)
    return "\u00a0: ".join(filter(None, (annexe.titre, dits)))


def _fiches(projet: Projet) -> Mapping[str, FicheAction]:
    return {fiche.uid: fiche for _, groupe in actions_du_plan(projet) for fiche in groupe}


def _dire_fiches(fiches: Sequence[FicheAction], participe: str) -> str:
    """« fiches 1.1 et 1.2 modifiées »."""
    noms = enumerer([f.numero or f"«\u00a0{f.intitule or SANS_NOM}\u00a0»" for f in fiches])
    return f"fiche {noms} {participe}" if len(fiches) == 1 else f"fiches {noms} {participe}s"


def _annonce(article: ArticleEtats) -> str:
    avant, apres = article.avant, article.apres
    if avant is None:
        return "Il est inséré l’article suivant\u00a0:"
    if apres is None:
        return f"{_nom(avant)} est supprimé."
    devient = f"devient l’article\u00a0{apres.numero} et " if apres.numero and apres.numero != avant.numero else ""
    return f"{_nom(avant)} {devient}est remplacé par le texte suivant\u00a0:"


def _nom(article: ArticleEffectif) -> str:
    """« L’article 9 (La maison du projet) », « Le préambule »."""
    if not article.numero:
        return f"Le {minuscule(article.intitule)}"
    return f"L’article\u00a0{article.numero} ({article.intitule})"


def _cle(article: ArticleEffectif) -> str:
    return article.cle or article.uid or ""


def _differ(avant: Iterator[Block], apres: Iterator[Block]) -> bool:
    """Whether two texts print otherwise; what follows the first difference is not even built."""
    return any(a != b for a, b in zip_longest(avant, apres))


def _cite(block: Block) -> Block:
    """One level down under the article of the avenant, without the pages of a convention that is another document."""
    if isinstance(block, Heading):
        return replace(block, level=block.level + 1)
    return _without_pages(block) if isinstance(block, Table) else block


def _without_pages(table: Table) -> Table:
    pages = {rang for row in table.rows for rang, value in enumerate(row.cells) if isinstance(value, PageOf)}
    if not pages:
        return table
    gardes = [rang for rang in range(len(table.columns)) if rang not in pages]
    return replace(
        table,
        columns=tuple(table.columns[rang] for rang in gardes),
        rows=tuple(replace(row, cells=tuple(row.cells[rang] for rang in gardes)) for row in table.rows),
    )
