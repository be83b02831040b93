"""The articles of the convention in two states: what was replaced, inserted, taken out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.domain.articles import ArticleEffectif, ModeleArticle, articles_effectifs
from models.domain.convention import Article, Convention
from models.domain.etats.changements import ChangementEtat, NatureChangement, Rubrique
from models.domain.etats.libelles import CHAMPS, OBJETS
from models.domain.formats import NON_RENSEIGNE
from models.domain.projet import Projet
from models.domain.uids import Uid

_LIBELLES = CHAMPS["article"]
_MODELE: Final = " (modèle mis à jour)"
"""What follows a standard text that the project did not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEtats:
    """An article of the convention on both sides; ``None`` where it is not."""

    avant: ArticleEffectif | None
    apres: ArticleEffectif | None


def comparer_articles(
    avant: Projet, apres: Projet, plan: Sequence[ModeleArticle], plan_avant: Sequence[ModeleArticle]
) -> Iterator[ChangementEtat]:
    """What is to be told of the articles.

    One that the régime ORT brings or takes away is no change of its own: the régime is the change.

    Args:
        avant: the first state.
        apres: the second one.
        plan: the standard articles of ``apres``.
        plan_avant: those of ``avant``.
    """
    if avant.convention == apres.convention and plan == plan_avant:
        return
    des_deux = {modele.cle for modele in plan} & {modele.cle for modele in plan_avant}
    for paire in paires_articles(avant, apres, plan, plan_avant):
        yield from _changements(paire.avant, paire.apres, des_deux)
    yield from _places(avant, apres, plan)


def paires_articles(
    avant: Projet, apres: Projet, plan: Sequence[ModeleArticle], plan_avant: Sequence[ModeleArticle]
) -> Sequence[ArticleEtats]:
    """Every article, in the order of ``apres``, then those it lost; each state with its own standard articles."""
    anciens, nouveaux = _par_cle(avant, plan_avant), _par_cle(apres, plan)
    paires = [ArticleEtats(avant=anciens.get(cle), apres=article) for cle, article in nouveaux.items()]
    return paires + [ArticleEtats(avant=a, apres=None) for cle, a in anciens.items() if cle not in nouveaux]


def _par_cle(projet: Projet, plan: Sequence[ModeleArticle]) -> dict[str, ArticleEffectif]:
    return {_cle(article): article for article in articles_effectifs(projet, plan)}


def _cle(article: ArticleEffectif) -> str:
    return article.cle or article.uid or ""


def _changements(
    a: ArticleEffectif | None, b: ArticleEffectif | None, des_deux: Collection[str]
) -> Iterator[ChangementEtat]:
    """``des_deux`` are the standard articles that both editions of the program know."""
    if a is not None and b is not None:
        for champ in ("intitule", "texte"):
            vieux, neuf = getattr(a, champ), getattr(b, champ)
            if vieux != neuf:
                # A text that the project words itself is its own, whatever the edition.
                modele = a.uid is None and b.uid is None
                yield _changement(b, champ, vieux or NON_RENSEIGNE, neuf or NON_RENSEIGNE, modele=modele)
        return
    article = b or a
    if article is not None and article.cle not in des_deux:
        nature, ajoute, retire = OBJETS["article"]
        yield ChangementEtat(
            rubrique=Rubrique.ARTICLES,
            nature=NatureChangement.SUPPRESSION if b is None else NatureChangement.AJOUT,
            genre="article",
            objet=Uid(_cle(article)),
            nom="",
            racine=Uid(_cle(article)),
            titre=article.titre,
            libelle=f"{nature} {retire if b is None else ajoute}{_MODELE if article.cle else ''}",
            modele=bool(article.cle),
            avant=a.texte if a is not None else "",
            apres=b.texte if b is not None else "",
            long=True,
            contractuel=True,
        )


def _changement(
    article: ArticleEffectif, champ: str, avant: str, apres: str, *, modele: bool = False
) -> ChangementEtat:
    return ChangementEtat(
        rubrique=Rubrique.ARTICLES,
        nature=NatureChangement.MODIFICATION,
        genre="article",
        objet=Uid(_cle(article)),
        nom="",
        racine=Uid(_cle(article)),
        titre=article.titre,
        champ=champ,
        libelle=f"{_LIBELLES[champ]}{_MODELE if modele else ''}",
        modele=modele,
        avant=avant,
        apres=apres,
        long=champ == "texte",
        contractuel=True,
    )


def _places(avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]) -> Iterator[ChangementEtat]:
    """Articles of the project's own that follow another standard article than before."""
    titres = {modele.cle: modele.intitule for modele in plan}
    anciens = _propres(avant.convention)
    effectifs = {a.uid: a for a in articles_effectifs(apres, plan) if a.uid}
    for uid, article in _propres(apres.convention).items():
        ancien = anciens.get(uid)
        if ancien is not None and ancien.apres != article.apres and uid in effectifs:
            places = (f"Après «\u00a0{titres.get(a.apres, a.apres)}\u00a0»" for a in (ancien, article))
            yield _changement(effectifs[uid], "apres", *places)


def _propres(convention: Convention) -> dict[Uid, Article]:
    return {a.uid: a for a in convention.articles if not a.cle}
