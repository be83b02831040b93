"""What differs between two projects, found the plain way: every value of both laid flat, then set side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, TypeAlias

from models.domain.articles import ModeleArticle, articles_effectifs
from models.domain.etats.changements import ChangementEtat, NatureChangement
from models.domain.etats.libelles import TUS
from models.domain.etats.mots import genre_de, references_de
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.vocabulaire import BaseMontant

Trace: TypeAlias = tuple[NatureChangement, str, str, str]
"""Nature, kind, identity and field of a change."""
Chemin: TypeAlias = tuple[str, ...]
"""Identities from the object of the project down to the one it is about."""


@dataclass
class _Plat:
    """One project: each object by where it stands, each of its values."""

    genres: dict[Chemin, str] = field(default_factory=dict[Chemin, str])
    valeurs: dict[tuple[Chemin, str, str], Any] = field(default_factory=dict[tuple[Chemin, str, str], Any])
    presents: dict[tuple[Chemin, str, str], frozenset[str]] = field(
        default_factory=dict[tuple[Chemin, str, str], frozenset[str]]
    )
    """What each reference leads to: that which led to something that went is not another one."""
    bases: dict[Chemin, BaseMontant] = field(default_factory=dict[Chemin, BaseMontant])


def traces_attendues(avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]) -> Counter[Trace]:
    """What a comparison has to tell, no more and no less."""
    a, b = _mettre_a_plat(avant), _mettre_a_plat(apres)
    traces = Counter(_venus(a, b, NatureChangement.SUPPRESSION))
    traces.update(_venus(b, a, NatureChangement.AJOUT))
    communs = a.valeurs.keys() & b.valeurs.keys()
    touches = {
        cle
        for cle in communs
        if a.valeurs[cle] != b.valeurs[cle] and (cle not in a.presents or a.presents[cle] != b.presents[cle])
    }
    for chemin, genre, champ in touches:
        ttc = b.bases.get(chemin) is BaseMontant.TTC
        double = {(chemin, genre, "montant_ht"), (chemin, genre, "montant_ttc")} <= touches
        if not (double and champ == ("montant_ht" if ttc else "montant_ttc")):
            traces[NatureChangement.MODIFICATION, genre, chemin[-1], champ] += 1
    traces.update(_articles(avant, apres, plan))
    return traces


def traces_dites(changements: Sequence[ChangementEtat]) -> Counter[Trace]:
    """What a comparison tells."""
    return Counter((c.nature, c.genre, c.objet, c.champ) for c in changements)


def _mettre_a_plat(projet: Projet) -> _Plat:
    plat = _Plat()
    _etaler(plat, projet, (), None, frozenset(_uids(projet)))
    return plat


def _etaler(plat: _Plat, objet: Any, chemin: Chemin, base: BaseMontant | None, connus: frozenset[str]) -> None:
    if isinstance(objet, Operation):
        base = objet.base
    if chemin and base is not None:
        plat.bases[chemin] = base
    for f in fields(objet):
        valeur = getattr(objet, f.name)
        if f.name == "articles":
            continue
        enfants = _enfants(valeur)
        if enfants is None:
            if f.name not in TUS:
                cle = (chemin, genre_de(objet), f.name)
                plat.valeurs[cle] = _sans_ordre(valeur)
                if f.name in references_de(objet):
                    plat.presents[cle] = _presents(valeur, connus)
            continue
        for enfant in enfants:
            # What has no identity is told of the object of the project it belongs to.
            dessous = (*chemin, enfant.uid) if hasattr(enfant, "uid") else chemin[:1]
            if hasattr(enfant, "uid"):
                plat.genres[dessous] = genre_de(enfant)
            _etaler(plat, enfant, dessous, base, connus)


def _enfants(valeur: Any) -> tuple[Any, ...] | None:
    """What an object owns; ``None`` for a value of its own."""
    if is_dataclass(valeur):
        return (valeur,)
    if isinstance(valeur, tuple) and valeur and is_dataclass(valeur[0]):  # pyright: ignore[reportUnknownArgumentType]
        return valeur  # pyright: ignore[reportUnknownVariableType]
    return None


def _uids(objet: Any) -> Iterator[str]:
    if hasattr(objet, "uid"):
        yield objet.uid
    for f in fields(objet):
        for enfant in _enfants(getattr(objet, f.name)) or ():
            yield from _uids(enfant)


def _presents(valeur: Any, connus: frozenset[str]) -> frozenset[str]:
    cites = valeur if isinstance(valeur, tuple) else (valeur,)  # pyright: ignore[reportUnknownVariableType]
    return frozenset(uid for uid in cites if uid in connus)  # pyright: ignore[reportUnknownVariableType]


def _sans_ordre(valeur: Any) -> Any:
    return frozenset(valeur) if isinstance(valeur, tuple) else valeur  # pyright: ignore[reportUnknownArgumentType]


def _venus(celui_ci: _Plat, autre: _Plat, nature: NatureChangement) -> Iterator[Trace]:
    """What only this one holds, told once: what it owns goes with it."""
    for chemin, genre in celui_ci.genres.items():
        if chemin not in autre.genres and (len(chemin) == 1 or chemin[:-1] in autre.genres):
            yield nature, genre, chemin[-1], ""


def _articles(avant: Projet, apres: Projet, plan: Sequence[ModeleArticle]) -> Iterator[Trace]:
    """The articles as they print: a standard one comes and goes with the régime, which is the change."""
    textes: list[Mapping[str, tuple[str, str]]] = []
    places: list[Mapping[str, str]] = []
    for projet in (avant, apres):
        effectifs = articles_effectifs(projet, plan)
        textes.append({a.cle or a.uid or "": (a.intitule, a.texte) for a in effectifs})
        places.append({a.uid: a.apres for a in projet.convention.articles if not a.cle})
    for cle in textes[0].keys() & textes[1].keys():
        for champ, vieux, neuf in zip(("intitule", "texte"), textes[0][cle], textes[1][cle], strict=True):
            if vieux != neuf:
                yield NatureChangement.MODIFICATION, "article", cle, champ
    for uid in places[0].keys() | places[1].keys():
        if uid not in places[1]:
            yield NatureChangement.SUPPRESSION, "article", uid, ""
        elif uid not in places[0]:
            yield NatureChangement.AJOUT, "article", uid, ""
        elif places[0][uid] != places[1][uid]:
            yield NatureChangement.MODIFICATION, "article", uid, "apres"
