"""The articles of the convention in two states: what was replaced, inserted, taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.domain.articles import ArticleEffectif, ModeleArticle, articles_effectifs
from models.domain.convention import Article, Convention
from models.domain.etats.changements import ChangementEtat, NatureChangement, Rubrique
from models.domain.etats.libelles import CHAMPS, OBJETS
from models.domain.formats import NON_RENSEIGNE
from models.domain.projet import Projet
from models.domain.uids import Uid

_LIBELLES = CHAMPS["article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEtats:
    """An article of the convention on both sides; ``None`` where it is not."""

    avant: ArticleEffectif | None
    apres: ArticleEffectif | None


def comparer_articles(avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]) -> Iterator[ChangementEtat]:
    """What is to be told of the articles.

    One that the régime ORT brings or takes away is no change of its own: the régime is the change.
    """
    if avant.convention != apres.convention:
        for paire in paires_articles(avant, apres, plan):
            yield from _changements(paire.avant, paire.apres)
        yield from _places(avant, apres, plan)


def paires_articles(avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]) -> Sequence[ArticleEtats]:
    """Every article, in the order of ``apres``, then those it lost."""
    anciens, nouveaux = _par_cle(avant, plan), _par_cle(apres, plan)
    paires = [ArticleEtats(avant=anciens.get(cle), apres=article) for cle, article in nouveaux.items()]
    return paires + [ArticleEtats(avant=a, apres=None) for cle, a in anciens.items() if cle not in nouveaux]


def _par_cle(projet: Projet, plan: Sequence[ModeleArticle]) -> dict[str, ArticleEffectif]:
    return {_cle(article): article for article in articles_effectifs(projet, plan)}


def _cle(article: ArticleEffectif) -> str:
    return article.cle or article.uid or ""


def _changements(a: ArticleEffectif | None, b: ArticleEffectif | None) -> Iterator[ChangementEtat]:
    if a is not None and b is not None:
        for champ in ("intitule", "texte"):
            vieux, neuf = getattr(a, champ), getattr(b, champ)
            if vieux != neuf:
                yield _changement(b, champ, vieux or NON_RENSEIGNE, neuf or NON_RENSEIGNE)
        return
    article = b or a
    if article is not None and not article.cle:
        nature, ajoute, retire = OBJETS["article"]
        yield ChangementEtat(
            rubrique=Rubrique.ARTICLES,
            nature=NatureChangement.SUPPRESSION if b is None else NatureChangement.AJOUT,
            genre="article",
            objet=Uid(_cle(article)),
            nom="",
            racine=Uid(_cle(article)),
            titre=article.titre,
            libelle=f"{nature} {retire if b is None else ajoute}",
            avant=a.texte if a is not None else "",
            apres=b.texte if b is not None else "",
            long=True,
            contractuel=True,
        )


def _changement(article: ArticleEffectif, champ: str, avant: str, apres: str) -> ChangementEtat:
    return ChangementEtat(
        rubrique=Rubrique.ARTICLES,
        nature=NatureChangement.MODIFICATION,
        genre="article",
        objet=Uid(_cle(article)),
        nom="",
        racine=Uid(_cle(article)),
        titre=article.titre,
        champ=champ,
        libelle=_LIBELLES[champ],
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
