"""The articles of the convention in two states: what was replaced, inserted, taken out."""

from collections.abc import Iterator, Sequence

from models.domain.articles import ArticleEffectif, ModeleArticle, articles_effectifs
from models.domain.convention import Article, Convention
from models.domain.etats.changements import ArticleEtats, ChangementEtat, NatureChangement, Rubrique
from models.domain.etats.libelles import CHAMPS, OBJETS
from models.domain.formats import NON_RENSEIGNE
from models.domain.projet import Projet
from models.domain.uids import Uid

_LIBELLES = CHAMPS["article"]


def comparer_articles(
    avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]
) -> tuple[tuple[ArticleEtats, ...], tuple[ChangementEtat, ...]]:
    """The articles that differ, and what is to be told of them.

    An article that the régime ORT brings or takes away is of the first only: the régime is the change.
    """
    if avant.convention == apres.convention and avant.territoire.regime_ort is apres.territoire.regime_ort:
        return (), ()
    anciens, nouveaux = _par_cle(avant, plan), _par_cle(apres, plan)
    paires = [(anciens.get(cle), article) for cle, article in nouveaux.items()]
    paires += [(article, None) for cle, article in anciens.items() if cle not in nouveaux]
    differents = tuple(ArticleEtats(avant=a, apres=b) for a, b in paires if _texte(a) != _texte(b))
    changements = [c for a, b in paires for c in _changements(a, b)]
    changements += _places(avant, apres, plan)
    return differents, tuple(changements)


def _par_cle(projet: Projet, plan: Sequence[ModeleArticle]) -> dict[str, ArticleEffectif]:
    return {_cle(article): article for article in articles_effectifs(projet, plan)}


def _cle(article: ArticleEffectif) -> str:
    return article.cle or article.uid or ""


def _texte(article: ArticleEffectif | None) -> tuple[str, str] | None:
    return article and (article.intitule, article.texte)


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
