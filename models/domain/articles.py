"""The articles of the convention as they will be printed: the standard plan, the wording of the project, the numbers.

The document and the screens read the same list: an article inserted or left out renumbers what follows everywhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.domain.convention import Article
from models.domain.projet import Projet
from models.domain.remplissage import bloc_seul, remplir
from models.domain.uids import Uid
from models.domain.vocabulaire import RegimeOrt

_TEXTE = "texte de l’article"
# CommonMark protects a punctuation mark with a backslash, such as the underscore of a key.
_PROTEGE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIGNE_VIDE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeleArticle:
    """An article of the standard plan."""

    cle: str
    intitule: str
    texte: str
    """CommonMark, with fields in braces."""
    parent: str = ""
    """Key of the article it is a part of."""
    regimes: frozenset[RegimeOrt] = frozenset(RegimeOrt)
    """Régimes ORT under which it exists."""
    numerote: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEffectif:
    """An article as the convention prints it."""

    cle: str = ""
    """Key of the standard article; empty for one of the project's own."""
    uid: Uid | None = None
    """Identity of the project's wording, when there is one."""
    numero: str = ""
    """« 4 », « 4.1 »; empty for the préambule."""
    niveau: int = 1
    intitule: str = ""
    texte: str = ""
    est_type: bool = True
    """The text is the standard one."""
    attendus: tuple[str, ...] = ()
    """Labels of what its text expects from the project, in order."""
    manquants: tuple[str, ...] = ()
    """Those that are still to be completed."""
    inconnus: tuple[str, ...] = ()
    """Fields that have no meaning, as they were typed."""

    @property
    def titre(self) -> str:
        """« Article 4 — Le plan d’action », « 4.1 Les actions », « Préambule »."""
        if not self.numero:
            return self.intitule
        return f"{self.numero} {self.intitule}" if self.niveau > 1 else f"Article\u00a0{self.numero} — {self.intitule}"

    @property
    def est_complet(self) -> bool:
        """Nothing is missing and every field is understood."""
        return not self.manquants and not self.inconnus

    @property
    def fraction(self) -> Decimal:
        """Completeness from 0 to 1."""
        attendus = len(self.attendus)
        return 1 - Decimal(len(self.manquants)) / attendus if attendus else Decimal(1)


def articles_effectifs(projet: Projet, plan: Sequence[ModeleArticle]) -> tuple[ArticleEffectif, ...]:
    """The articles of the convention of ``projet``, in order."""
    articles = _numeroter(_dans_l_ordre(projet, plan))
    numeros = numeros_par_cle(articles)
    return tuple(_examiner(article, projet, numeros) for article in articles)


def numeros_par_cle(articles: Sequence[ArticleEffectif]) -> Mapping[str, str]:
    """Number of each standard article that is there, as the texts refer to it."""
    return {article.cle: article.numero for article in articles if article.cle and article.numero}


def _dans_l_ordre(projet: Projet, plan: Sequence[ModeleArticle]) -> Iterator[tuple[ArticleEffectif, bool]]:
    """Each article with whether it takes a number.

    An article of the project's own stays where it was put, even when the standard article it follows is left out; one
    that follows nothing known, or rewords an article the plan does not have, closes the convention: no text is ever
    lost.
    """
    convention, regime = projet.convention, projet.territoire.regime_ort
    places: set[str] = set()
    for tete in (modele for modele in plan if not modele.parent):
        groupe = (tete, *(modele for modele in plan if modele.parent == tete.cle))
        for modele in groupe:
            niveau = 2 if modele.parent else 1
            if regime in modele.regimes:
                yield _article(modele, convention.article(modele.cle), niveau), modele.numerote
            if modele is not tete:
                yield from ((_insere(a, niveau), True) for a in convention.inseres(modele.cle))
        yield from ((_insere(a, 1), True) for a in convention.inseres(tete.cle))
        places.update(modele.cle for modele in groupe)
    yield from ((_insere(a, 1), True) for a in convention.articles if (a.cle or a.apres) not in places)


def _article(modele: ModeleArticle, propre: Article | None, niveau: int) -> ArticleEffectif:
    """The standard article, or the wording of the project; an emptied title or text falls back on the standard one."""
    base = ArticleEffectif(cle=modele.cle, niveau=niveau, intitule=modele.intitule, texte=modele.texte)
    if propre is None:
        return base
    reformule = bool(propre.texte.strip())
    return replace(
        base,
        uid=propre.uid,
        intitule=propre.intitule or modele.intitule,
        texte=propre.texte if reformule else modele.texte,
        est_type=not reformule,
    )


def _insere(article: Article, niveau: int) -> ArticleEffectif:
    return ArticleEffectif(
        uid=article.uid,
        niveau=niveau,
        intitule=article.intitule or "Article sans titre",
        texte=article.texte,
        est_type=False,
    )


def _numeroter(articles: Iterator[tuple[ArticleEffectif, bool]]) -> tuple[ArticleEffectif, ...]:
    numerotes: list[ArticleEffectif] = []
    tete = rang = 0
    for article, numerote in articles:
        if not numerote:
            numero = ""
        elif article.niveau == 1:
            tete, rang = tete + 1, 0
            numero = str(tete)
        else:
            rang += 1
            numero = f"{tete}.{rang}"
        numerotes.append(replace(article, numero=numero))
    return tuple(numerotes)


def _examiner(article: ArticleEffectif, projet: Projet, numeros: Mapping[str, str]) -> ArticleEffectif:
    """The article with what its text expects, what is missing and what is not understood."""
    attendus: dict[str, bool] = {}
    inconnus: dict[str, None] = {}
    for paragraphe in _LIGNE_VIDE.split(_PROTEGE.sub(r"\1", article.texte)):
        if bloc := bloc_seul(paragraphe):
            attendus.setdefault(bloc.libelle, bloc.est_rempli(projet))
            continue
        # A field may run over the end of a line: on the page it is a space.
        for morceau in remplir(paragraphe.replace("\n", " "), projet, numeros):
            if morceau.inconnu:
                inconnus.setdefault(morceau.texte)
            elif morceau.champ:
                attendus.setdefault(morceau.champ, not morceau.manque)
    if not article.texte.strip():
        attendus[_TEXTE] = False
    return replace(
        article,
        attendus=tuple(attendus),
        manquants=tuple(libelle for libelle, rempli in attendus.items() if not rempli),
        inconnus=tuple(inconnus),
    )
