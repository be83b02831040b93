"""Two states of the project compared: pure, whatever the order of their lists, each difference told once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass, replace
from typing import Any, Final, cast

from models.domain.articles import ModeleArticle
from models.domain.etats.articles import comparer_articles
from models.domain.etats.changements import (
    ActionEtats,
    ChangementEtat,
    ComparaisonEtats,
    NatureChangement,
    Rubrique,
)
from models.domain.etats.contrat import est_contractuel
from models.domain.etats.libelles import CHAMPS, OBJETS, TUS
from models.domain.etats.mots import Mots, champs_de, genre_de, listed, references_de
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.version_figee import EtatProjet
from models.domain.vocabulaire import BaseMontant

LONG: Final = 60
"""Characters from which a text is shown with its differences word by word."""
_RUBRIQUES: Final[Mapping[str, Rubrique]] = {
    "territoire": Rubrique.TERRITOIRE,
    "communes": Rubrique.TERRITOIRE,
    "secteurs": Rubrique.SECTEURS,
    "diagnostic": Rubrique.DIAGNOSTIC,
    "convention": Rubrique.CONVENTION,
    "parties": Rubrique.PARTIES,
    "logos": Rubrique.CONVENTION,
    "pieces": Rubrique.CONVENTION,
    "reglages": Rubrique.REGLAGES,
    "organismes": Rubrique.PARTENAIRES,
    "orientations": Rubrique.ORIENTATIONS,
    "fiches": Rubrique.ACTIONS,
    "parametres_locaux": Rubrique.REGLAGES,
    "constats_ignores": Rubrique.REGLAGES,
    "enveloppes": Rubrique.MAQUETTE,
    "scenarios": Rubrique.MAQUETTE,
    "dispositifs_locaux": Rubrique.REGLAGES,
    "demandes": Rubrique.DEMANDES,
    "instances": Rubrique.GOUVERNANCE,
    "echeances": Rubrique.ECHEANCES,
}
"""Part of each list or object of the project; those of the territory and of the convention have theirs."""
_SORTES: Final[Mapping[str, str]] = {"montant_ttc": "montant_ht", "montant_ht": "montant_ttc"}


def comparer_figes(avant: EtatProjet, apres: EtatProjet, plan: Sequence[ModeleArticle]) -> ComparaisonEtats:
    """All that differs from ``avant`` to ``apres``, each with the standard articles of its day; ``plan`` is today's."""
    return comparer_etats(avant.projet, apres.projet, apres.plan(plan), avant.plan(plan))


def comparer_etats(
    avant: Projet, apres: Projet, plan: Sequence[ModeleArticle], plan_avant: Sequence[ModeleArticle] | None = None
) -> ComparaisonEtats:
    """All that differs from ``avant`` to ``apres``.

    A reference to something that is not in its state, as what the Corbeille holds, is as if it were empty.

    Args:
        avant: the first state.
        apres: the second one.
        plan: the standard articles of ``apres``: a project only holds those it words otherwise.
        plan_avant: those of ``avant``, when another edition of the program had others.
    """
    changements = [
        *_Comparaison(avant, apres).changements(),
        *comparer_articles(avant, apres, plan, plan if plan_avant is None else plan_avant),
    ]
    rang = {rubrique: i for i, rubrique in enumerate(Rubrique)}
    anciennes = {f.uid: f for f in avant.fiches}
    nouvelles = {f.uid: f for f in apres.fiches}
    touchees = {c.racine for c in changements if c.rubrique is Rubrique.ACTIONS}
    return ComparaisonEtats(
        avant=avant,
        apres=apres,
        changements=tuple(sorted(changements, key=lambda c: rang[c.rubrique])),
        actions_ajoutees=tuple(f for f in apres.fiches if f.uid not in anciennes),
        actions_supprimees=tuple(f for f in avant.fiches if f.uid not in nouvelles),
        actions_modifiees=tuple(
            ActionEtats(avant=anciennes[f.uid], apres=f)
            for f in apres.fiches
            if f.uid in touchees and f.uid in anciennes
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lieu:
    """Where the comparison stands in the tree."""

    rubrique: Rubrique
    racine: Uid
    titre: str
    chemin: tuple[str, ...] = ()
    base: BaseMontant | None = None
    """Declared base of the operation."""


class _Comparaison:
    """One comparison, with the words of each side."""

    def __init__(self, avant: Projet, apres: Projet) -> None:
        self._mots = Mots(avant), Mots(apres)

    def changements(self) -> Iterator[ChangementEtat]:
        """Every difference but those of the articles."""
        avant, apres = (mots.projet for mots in self._mots)
        for nom in champs_de(apres):
            a, b = getattr(avant, nom), getattr(apres, nom)
            if isinstance(b, tuple):
                yield from self._liste(_RUBRIQUES[nom], a, cast("tuple[Any, ...]", b))
            else:
                yield from self._unique(_RUBRIQUES[nom], a, b)

    def _unique(self, rubrique: Rubrique, a: Any, b: Any) -> Iterator[ChangementEtat]:
        """An object that every project holds; its lists have their own parts."""
        lieu = _Lieu(rubrique=rubrique, racine=b.uid, titre=OBJETS[genre_de(b)][0])
        yield from self._objet(a, b, lieu, lambda nom: nom not in _RUBRIQUES and nom != "articles")
        for nom in champs_de(b):
            if nom in _RUBRIQUES:
                yield from self._liste(_RUBRIQUES[nom], getattr(a, nom), getattr(b, nom))

    def _liste(self, rubrique: Rubrique, avant: Iterable[Any], apres: Iterable[Any]) -> Iterator[ChangementEtat]:
        """Objects that stand by themselves."""
        for a, b in _paires(avant, apres):
            objet = b or a
            titre = self._mots[1 if b is not None else 0].nommer(objet) or OBJETS[genre_de(objet)][0]
            lieu = _Lieu(rubrique=rubrique, racine=objet.uid, titre=titre)
            if a is None or b is None:
                yield self._venu(a, b, lieu)
            else:
                yield from self._objet(a, b, lieu)

    def _objet(
        self, a: Any, b: Any, lieu: _Lieu, garder: Callable[[str], bool] = lambda _: True
    ) -> Iterator[ChangementEtat]:
        """The fields of an object that both states hold, then what it owns."""
        if isinstance(b, Operation):
            lieu = replace(lieu, base=b.base)
        simples: dict[str, ChangementEtat] = {}
        composes: list[tuple[Any, Any]] = []
        for nom in champs_de(b):
            va, vb = getattr(a, nom), getattr(b, nom)
            if va == vb or nom in TUS or not garder(nom):
                continue
            if _est_compose(va) or _est_compose(vb):
                composes.append((va, vb))
            elif self._differe(b, nom, va, vb):
                simples[nom] = self._modifie(a, b, nom, lieu)
        for nom, changement in simples.items():
            if not _est_double(nom, simples, lieu.base):
                yield changement
        for va, vb in composes:
            if isinstance(vb, tuple):
                yield from self._enfants(va, cast("tuple[Any, ...]", vb), lieu)
            else:
                nom = OBJETS[genre_de(vb)][0]
                yield from self._objet(va, vb, replace(lieu, chemin=(*lieu.chemin, nom)))

    def _enfants(self, avant: Iterable[Any], apres: Iterable[Any], lieu: _Lieu) -> Iterator[ChangementEtat]:
        paires = list(_paires(avant, apres))
        for a, b in paires:
            objet = b if b is not None else a
            nature = OBJETS[genre_de(objet)][0]
            nom = self._mots[1 if b is not None else 0].nommer(objet)
            # An action has one operation most of the time: its name would be repeated before each line.
            seule = isinstance(objet, Operation) and len(paires) == 1 and b is not None and a is not None
            chemin = lieu.chemin if seule else (*lieu.chemin, f"{nature} «\u00a0{nom}\u00a0»" if nom else nature)
            dedans = replace(lieu, chemin=chemin)
            if a is None or b is None:
                yield self._venu(a, b, dedans)
            elif a != b:
                yield from self._objet(a, b, dedans)

    def _differe(self, objet: Any, nom: str, va: Any, vb: Any) -> bool:
        if nom in references_de(objet):
            return self._mots[0].present(va) != self._mots[1].present(vb)
        if isinstance(va, tuple) and isinstance(vb, tuple):
            return frozenset(cast("tuple[Any, ...]", va)) != frozenset(cast("tuple[Any, ...]", vb))
        return True

    def _modifie(self, a: Any, b: Any, nom: str, lieu: _Lieu) -> ChangementEtat:
        genre = genre_de(b)
        avant, apres = (mots.dire(objet, nom) for mots, objet in zip(self._mots, (a, b), strict=True))
        if nom == "sha256":
            avant, apres = ("Ancien fichier" if a.sha256 else avant), ("Nouveau fichier" if b.sha256 else apres)
        return ChangementEtat(
            rubrique=lieu.rubrique,
            nature=NatureChangement.MODIFICATION,
            genre=genre,
            objet=getattr(b, "uid", lieu.racine),
            nom=" – ".join(lieu.chemin),
            racine=lieu.racine,
            titre=lieu.titre,
            champ=nom,
            libelle=CHAMPS[genre][nom],
            avant=avant,
            apres=apres,
            long=isinstance(getattr(b, nom), str) and max(len(avant), len(apres)) > LONG,
            contractuel=est_contractuel(lieu.rubrique, genre, nom),
        )

    def _venu(self, a: Any, b: Any, lieu: _Lieu) -> ChangementEtat:
        """An object that one state alone holds."""
        objet = b if b is not None else a
        genre = genre_de(objet)
        nature, ajoute, retire = OBJETS[genre]
        return ChangementEtat(
            rubrique=lieu.rubrique,
            nature=NatureChangement.SUPPRESSION if b is None else NatureChangement.AJOUT,
            genre=genre,
            objet=objet.uid,
            nom=" – ".join(lieu.chemin),
            racine=lieu.racine,
            titre=lieu.titre,
            libelle=f"{nature} {retire if b is None else ajoute}",
            avant=self._mots[0].resumer(a) if a is not None else "",
            apres=self._mots[1].resumer(b) if b is not None else "",
            contractuel=est_contractuel(lieu.rubrique, genre),
        )


def _paires(avant: Iterable[Any], apres: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Objects of the same identity, those of the second state in their order, then those it lost; equal ones apart."""
    anciens = {o.uid: o for o in avant}
    for objet in apres:
        ancien = anciens.pop(objet.uid, None)
        if ancien != objet:
            yield ancien, objet
    for objet in anciens.values():
        yield objet, None


def _est_compose(valeur: object) -> bool:
    return listed(valeur) is not None or is_dataclass(valeur)


def _est_double(nom: str, simples: Mapping[str, ChangementEtat], base: BaseMontant | None) -> bool:
    """Whether the other side of the amount moves too and says it on the declared base."""
    if nom not in _SORTES or _SORTES[nom] not in simples:
        return False
    return nom == ("montant_ht" if base is BaseMontant.TTC else "montant_ttc")
