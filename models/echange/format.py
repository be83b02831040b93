"""Name and version of the exchange format, and the project written in it."""

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from models.domain.fiche_action import FicheAction, Piece
from models.domain.plan_financement import Financement, Operation
from models.domain.projet import Projet
from models.echange.images import IMAGES, dump_images
from models.echange.structure import PREUVES, REFERENCES, Vue, champs, is_list, walk

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "pvd-projet"
VERSION = 1

Connus: TypeAlias = Mapping[str, Collection[str]]
"""Identities of each list that references lead to."""
Perdues: TypeAlias = dict[Vue, dict[str, Any]]
"""References of objects that lead to the Corbeille, by field."""


@cache
def adapter() -> "TypeAdapter[Projet]":
    """Reader and writer derived from the snapshots: there is no second description of the project."""
    from pydantic import TypeAdapter

    return TypeAdapter(Projet)


def to_dict(projet: Projet) -> dict[str, Any]:
    """The project as plain JSON values: amounts and rates are decimal strings, dates ISO 8601.

    A reference to something in the Corbeille, which is not in the file, is left empty as it is on screen.
    """
    donnees = adapter().dump_python(projet, mode="json")
    hide_lost_references(Projet, donnees, known_uids(donnees))
    return {"format": FORMAT, "version": VERSION, **donnees}


def known_uids(donnees: dict[str, Any]) -> Connus:
    """What the references of a dumped project may lead to, by list."""
    listes = {**donnees, **donnees["territoire"]}
    return {nom: {objet["uid"] for objet in listes[nom]} for nom in set(REFERENCES.values())}


def hide_lost_references(racine: type[Any], donnees: dict[str, Any], connus: Connus) -> Perdues:
    """Empties the references of a dumped tree that lead to nothing in the project, and tells which they were."""
    perdues: Perdues = {}
    for classe, objet, _ in walk(racine, donnees, ""):
        for cle in REFERENCES.keys() & objet.keys():
            if champs(classe)[cle].classe is None:
                hide_lost(perdues, classe, objet, cle, connus[REFERENCES[cle]])
        if classe is FicheAction:
            prouves = proven_uids(objet)
            for piece in objet["pieces"]:
                for cle in PREUVES:
                    hide_lost(perdues, Piece, piece, cle, prouves)
    return perdues


def hide_lost(perdues: Perdues, classe: type[Any], objet: dict[str, Any], cle: str, connus: Collection[str]) -> None:
    """The same for one reference; a list only loses the ones that lead nowhere."""
    valeur = objet[cle]
    if is_list(valeur):
        objet[cle] = [v for v in valeur if v in connus]
    elif valeur is not None and valeur not in connus:
        perdues.setdefault((classe, objet["uid"]), {})[cle] = valeur
        objet[cle] = None


def proven_uids(fiche: dict[str, Any]) -> set[str]:
    """What a pièce of this fiche may prove: its operations and their financements."""
    return {objet["uid"] for classe, objet, _ in walk(FicheAction, fiche, "") if classe in {Operation, Financement}}


def to_json(projet: Projet, contenus: Mapping[str, bytes] | None = None) -> str:
    """The project as text; the same project always gives the same text.

    Args:
        projet: what to write.
        contenus: pictures of its logos, by hash; those that are not too heavy go with it.
    """
    donnees = to_dict(projet)
    if images := dump_images(projet, contenus or {}):
        donnees[IMAGES] = images
    return json.dumps(donnees, ensure_ascii=False, indent=2) + "\n"
