"""What a file changes in the project: the objects to write, and the lists that take its order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from models.domain.projet import Projet
from models.domain.uids import Uid
from models.echange.rapport import Lecture, Remarque
from models.echange.structure import champs

ORDRE_APPLIQUE = "L’ordre du fichier est appliqué à cette liste."
_GROUPES = {"fiches": "orientation"}
"""Lists whose objects only have a place among those that share this reference."""


def compare(
    source: str, avant: Projet, apres: Projet, restaures: Mapping[Uid, Remarque], ordres: Sequence[Remarque]
) -> Lecture:
    """What writing ``apres`` over ``avant`` would do.

    ``restaures`` tells what comes back from the Corbeille, ``ordres`` the lists inside an object that take the order
    of the file. A list of the project takes it when the file names every object of a group: the whole group is then
    to be written. A file that leaves some out says nothing of the order: each object keeps its place, and new ones
    come last.
    """
    comptes: Counter[str] = Counter()
    a_ecrire: dict[str, Any] = {}
    remarques = [*restaures.values(), *ordres]
    for champ in champs(Projet).values():
        ancien, nouveau = getattr(avant, champ.nom), getattr(apres, champ.nom)
        if not champ.liste:
            a_ecrire[champ.nom] = nouveau
            comptes[_verdict_unique(ancien, nouveau)] += 1
            continue
        ranges: set[Uid] = set()
        for titre, presents, nommes in _groupes(champ.nom, avant, apres):
            if presents != nommes and set(presents) <= set(nommes):
                ranges.update(nommes)
                if differs(presents, nommes):
                    remarques.append(Remarque(source, champ.nom, titre, ORDRE_APPLIQUE))
        anciens = {o.uid: o for o in ancien}
        a_ecrire[champ.nom] = tuple(o for o in nouveau if o.uid in ranges or anciens.get(o.uid) != o)
        comptes.update(_verdict(anciens.get(o.uid), o) for o in nouveau if o.uid not in restaures)
    return Lecture(
        Projet(**a_ecrire),
        crees=comptes["crees"],
        modifies=comptes["modifies"],
        inchanges=comptes["inchanges"],
        restaures=len(restaures),
        remarques=tuple(remarques),
    )


def differs(presents: Sequence[str], nommes: Sequence[str]) -> bool:
    """Whether what is in both lists comes in two orders."""
    communs = set(presents) & set(nommes)
    return [uid for uid in presents if uid in communs] != [uid for uid in nommes if uid in communs]


def _groupes(nom: str, avant: Projet, apres: Projet) -> Iterator[tuple[str, list[Uid], list[Uid]]]:
    """Groups that the file names, each with its title, its present objects and those of the file, in order.

    Objects are grouped as they will be after the import.
    """
    cle = _GROUPES.get(nom)
    titres = {o.uid: o.titre for o in (*avant.orientations, *apres.orientations)}

    def groupe(objet: Any) -> Uid | None:
        # An orientation of the Corbeille is no group: its fiches are shown with those that have none.
        reference = getattr(objet, cle) if cle else None
        return reference if reference in titres else None

    listes = getattr(avant, nom), getattr(apres, nom)
    nouveaux = {o.uid: o for o in listes[1]}
    presents: dict[Uid | None, list[Uid]] = {}
    nommes: dict[Uid | None, list[Uid]] = {}
    for objet in listes[0]:
        presents.setdefault(groupe(nouveaux.get(objet.uid, objet)), []).append(objet.uid)
    for objet in listes[1]:
        nommes.setdefault(groupe(objet), []).append(objet.uid)
    for reference, uids in nommes.items():
        yield titres.get(reference, "") if reference else "", presents.get(reference, []), uids


def _verdict(ancien: object, nouveau: object) -> str:
    if ancien is None:
        return "crees"
    return "inchanges" if ancien == nouveau else "modifies"


def _verdict_unique(ancien: Any, nouveau: Any) -> str:
    """The same for an object that every project holds: it takes the identity the file gives it."""
    if replace(nouveau, uid=ancien.uid) == ancien:
        return "inchanges"
    classe = cast("type[Any]", type(ancien))
    return "crees" if ancien == classe(uid=ancien.uid) else "modifies"
