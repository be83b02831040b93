"""What the project already holds, as plain values: a file only says what it changes in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from models.domain.fiche_action import Piece
from models.domain.projet import Projet
from models.echange.format import Perdues, adapter, hide_lost, hide_lost_references, known_uids, proven_uids
from models.echange.structure import PREUVES, Vue, champs, walk


@dataclass(frozen=True)
class Existant:
    """The project before an import, the Corbeille included."""

    projet: dict[str, Any]
    """What lives, as in a JSON file."""
    images: dict[Vue, dict[str, Any]]
    """Every identified object, living or in the Corbeille; what it owns lives."""
    corbeille: frozenset[Vue]
    perdues: Perdues
    """References that lead to the Corbeille: files leave them empty, the project keeps them."""


def build_existant(avant: Projet, corbeille: Iterable[Any]) -> Existant:
    """The living project, and the snapshots of what is in the Corbeille."""
    projet = adapter().dump_python(avant, mode="json")
    connus = known_uids(projet)
    perdues = hide_lost_references(Projet, projet, connus)
    images = _images(Projet, projet)
    prouves = {uid for fiche in projet["fiches"] for uid in proven_uids(fiche)}
    supprimes: set[Vue] = set()
    for instantane in corbeille:
        classe = cast("type[Any]", type(instantane))
        image = _image(instantane)
        supprimes.add((classe, image["uid"]))
        perdues |= hide_lost_references(classe, image, connus)
        if classe is Piece:
            for cle in PREUVES:
                hide_lost(perdues, classe, image, cle, prouves)
        images |= _images(classe, image)
    return Existant(projet, images, frozenset(supprimes), perdues)


def _images(racine: type[Any], donnees: dict[str, Any]) -> dict[Vue, dict[str, Any]]:
    return {(classe, objet["uid"]): objet for classe, objet, _ in walk(racine, donnees, "") if "uid" in champs(classe)}


def _image(instantane: Any) -> dict[str, Any]:
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(instantane)
