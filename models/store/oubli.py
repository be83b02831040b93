"""The journal forgets words: in the names of the acts, and in the images of the rows they wrote."""

import json
from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, Text, cast, or_, select, update

from models.domain.personnes import EFFACEE
from models.entities.base import table_of
from models.entities.journal import ActeEntity, ActeLigneEntity

_IMAGES: Final = ("avant", "apres")


def forget(connection: Connection, mots: Collection[str]) -> None:
    """Puts « Personne effacée » in their place; the acts stay, with their moment and their other words."""
    # « Anne Petit-Durand » before « Anne Petit ».
    tries = sorted(mots, key=len, reverse=True)
    actes, lignes = table_of(ActeEntity), table_of(ActeLigneEntity)
    for acte in _among(connection, actes, ("libelle",), tries):
        neuf = _sans(acte.libelle, tries)
        connection.execute(update(actes).where(actes.c.id == acte.id).values(libelle=neuf))
    # The JSON of the images protects what is not plain.
    for ligne in _among(connection, lignes, _IMAGES, [json.dumps(mot)[1:-1] for mot in tries]):
        images = {nom: _image(getattr(ligne, nom), tries) for nom in _IMAGES}
        connection.execute(update(lignes).where(lignes.c.id == ligne.id).values(**images))


def _among(connection: Connection, table: Table, colonnes: tuple[str, ...], mots: Collection[str]) -> Iterator[Any]:
    """Rows one of whose columns holds one of the words."""
    bruts = [cast(table.c[colonne], Text) for colonne in colonnes]
    conditions = [brut.contains(mot, autoescape=True) for brut in bruts for mot in mots]
    if conditions:
        yield from connection.execute(select(table).where(or_(*conditions))).all()


def _image(image: dict[str, Any] | None, mots: Collection[str]) -> dict[str, Any] | None:
    return None if image is None else {colonne: _sans(valeur, mots) for colonne, valeur in image.items()}


def _sans(valeur: Any, mots: Collection[str]) -> Any:
    if isinstance(valeur, str):
        for mot in mots:
            valeur = valeur.replace(mot, EFFACEE)
    return valeur
