"""What the strategies of the registry are made of: fields, targets, the moment of the acts."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from registre_champs import CHAMPS

from models.domain.organisme import Contact
from models.domain.plan_financement import Depense, Financement, Operation
from models.domain.projet import Projet
from models.domain.territoire import PlanSecteur
from models.domain.uids import Uid

POSITION = st.integers(0, 6)
MOMENT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
Appel = tuple[tuple[Any, ...], dict[str, Any]]
Strategie = Callable[[DataObject, Projet], Appel | None]


def draw_champs(data: DataObject, quoi: str, *references: tuple[str, list[Uid]]) -> dict[str, Any]:
    """Some fields of an object, and what they may refer to."""
    possibles = CHAMPS[quoi] | {nom: st.none() | st.sampled_from(uids) for nom, uids in references if uids}
    noms = data.draw(st.sets(st.sampled_from(sorted(possibles)), max_size=4)) if possibles else set()
    return {nom: data.draw(possibles[nom]) for nom in sorted(noms)}


def draw_un(data: DataObject, uids: list[Uid]) -> Uid | None:
    """One of these, if there is any."""
    return data.draw(st.sampled_from(uids)) if uids else None


def uids_of(objets: Any) -> list[Uid]:
    """The identities of these."""
    return [o.uid for o in objets]


def contacts_of(projet: Projet) -> list[Contact]:
    """Those of every organisme."""
    return [c for o in projet.organismes for c in o.contacts]


def plans_of(projet: Projet) -> list[PlanSecteur]:
    """Those of every secteur."""
    return [p for s in projet.territoire.secteurs for p in s.plans]


def operations_of(projet: Projet) -> Iterator[Operation]:
    """The operations of every fiche."""
    return (o for f in projet.fiches for o in f.operations)


def depenses_of(projet: Projet) -> list[Depense]:
    """The dépenses of every operation."""
    return [d for o in operations_of(projet) for d in o.depenses]


def financements_of(projet: Projet) -> list[Financement]:
    """The financements of every operation."""
    return [f for o in operations_of(projet) for f in o.financements]


def ajout(
    quoi: str, parents: Callable[[Projet], Any] | None = None, *refs: tuple[str, Callable[[Projet], Any]]
) -> Strategie:
    """Adds an object, under one of ``parents`` when they are given."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        champs = draw_champs(data, quoi, *((nom, uids_of(liste(projet))) for nom, liste in refs))
        if parents is None:
            return (), champs
        parent = draw_un(data, uids_of(parents(projet)))
        return None if parent is None else ((parent,), champs)

    return draw


def modification(quoi: str, cibles: Callable[[Projet], Any], *refs: tuple[str, Callable[[Projet], Any]]) -> Strategie:
    """Changes one of ``cibles``."""
    return ajout(quoi, cibles, *refs)


def sur(cibles: Callable[[Projet], Any], **options: st.SearchStrategy[Any]) -> Strategie:
    """Acts on one of ``cibles``, with ``options``."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        cible = draw_un(data, uids_of(cibles(projet)))
        if cible is None:
            return None
        return (cible,), {nom: data.draw(strategie) for nom, strategie in options.items()}

    return draw


def retrait(liste: Callable[[Projet], Any]) -> Strategie:
    """Several of a list, to the Corbeille."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        uids = uids_of(liste(projet))
        return ((data.draw(st.lists(st.sampled_from(uids), unique=True)),), {"moment": MOMENT}) if uids else None

    return draw


def on_fiches(suite: Callable[[DataObject, Projet], Appel]) -> Strategie:
    """On several fiches, then with what ``suite`` draws."""

    def draw(data: DataObject, projet: Projet) -> Appel | None:
        if not projet.fiches:
            return None
        uids = data.draw(st.lists(st.sampled_from(uids_of(projet.fiches)), min_size=1, max_size=3, unique=True))
        args, champs = suite(data, projet)
        return (uids, *args), champs

    return draw
