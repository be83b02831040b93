"""A frozen state: the JSON of the project, compressed; whatever the bytes are, reading them back stays bounded.

They are a gzip file without a name nor a date: any tool opens them, and the same project gives the same bytes.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any, Final

from models.domain.articles import ModeleArticle
from models.domain.errors import AppError
from models.domain.projet import Projet
from models.echange.format import FORMAT, VERSION, adapter, to_dict
from models.echange.structure import is_object

TAILLE_MAX: Final = 64 * 1024 * 1024
"""Bytes of JSON: five times the largest plan that was tried; beyond, it is not one of our states."""
_TEXTES: Final = "textes_types"
"""Key of the standard articles, beside those of the project."""
_NIVEAU: Final = 6
"""Of compression: the next ones take three times as long to gain a tenth."""
_GZIP: Final = 31
_REMEDE: Final = "Le projet lui-même est intact. Supprimez cet état, ou reprenez-le d’une copie de sécurité."


class VersionIllisibleError(AppError):
    """A frozen state cannot be read back."""


class VersionTropGrandeError(AppError):
    """The project is too large to be frozen."""


def freeze(projet: Projet, textes: Sequence[ModeleArticle] = ()) -> bytes:
    """The project as bytes that ``thaw`` reads back; the same project always gives the same.

    What it names in the Corbeille stays named: the state says what the project held, not what a file may show.
    ``textes`` are the standard articles of the day: a project only holds those it words otherwise.

    Raises:
        VersionTropGrandeError: it would never be read back.
    """
    entete: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if textes:
        entete[_TEXTES] = [{**asdict(article), "regimes": sorted(article.regimes)} for article in textes]
    debut = json.dumps(entete, ensure_ascii=False, separators=(",", ":"))
    texte = debut[:-1].encode() + b"," + adapter().dump_json(projet)[1:]
    if len(texte) > TAILLE_MAX:
        raise VersionTropGrandeError(
            "Ce projet est trop grand pour être figé.",
            "Enregistrez plutôt une copie du fichier\u00a0: elle garde l’état du jour.",
        )
    compresseur = zlib.compressobj(_NIVEAU, wbits=_GZIP)
    return compresseur.compress(texte) + compresseur.flush()


def thaw(octets: bytes, empreinte: str, nom: str) -> Projet:
    """The project of a state alone; arguments and errors are those of ``thaw_etat``."""
    projet, _ = thaw_etat(octets, empreinte, nom)
    return projet


def thaw_etat(octets: bytes, empreinte: str, nom: str) -> tuple[Projet, tuple[ModeleArticle, ...] | None]:
    """What ``freeze`` made bytes of; keys added to the format since take the value of a new project.

    The standard articles of its day are ``None`` when the program that froze it did not keep them.

    Args:
        octets: what the file holds.
        empreinte: hash these bytes had on the day they were frozen.
        nom: name of the state, for what is said of it.

    Raises:
        VersionIllisibleError: they are not those bytes any more, or not a state this program reads.
    """
    if sha256(octets).hexdigest() != empreinte:
        raise VersionIllisibleError(
            f"L’état «\u00a0{nom}\u00a0» est abîmé\u00a0: son contenu n’est plus celui du jour où il a été figé.",
            _REMEDE,
        )
    donnees = _read(_decompress(octets, nom), nom)
    textes = donnees.pop(_TEXTES, None)
    from pydantic import TypeAdapter, ValidationError

    try:
        articles = None if textes is None else TypeAdapter(tuple[ModeleArticle, ...]).validate_python(textes)
        return adapter().validate_python(donnees), articles
    except ValidationError as e:
        raise _illisible(nom, "il ne décrit pas un projet de PVD Desktop") from e


def without_lost(projet: Projet) -> Projet:
    """The same without what it names in a Corbeille that does not go with it."""
    donnees = to_dict(projet)
    del donnees["format"], donnees["version"]
    return adapter().validate_python(donnees)


def _decompress(octets: bytes, nom: str) -> bytes:
    lecteur = zlib.decompressobj(wbits=_GZIP)
    try:
        texte = lecteur.decompress(octets, TAILLE_MAX)
    except zlib.error as e:
        raise _illisible(nom, "ces données ne viennent pas de PVD Desktop") from e
    if lecteur.unconsumed_tail:
        raise _illisible(nom, "il se déploie bien au-delà de la taille d’un projet")
    if not lecteur.eof or lecteur.unused_data:
        raise _illisible(nom, "ses données sont incomplètes")
    return texte


def _read(texte: bytes, nom: str) -> dict[str, Any]:
    """The values, as a file of the format that this program knows."""
    try:
        donnees = json.loads(texte)
    except (ValueError, RecursionError) as e:
        raise _illisible(nom, "ce n’est pas un texte JSON") from e
    if not is_object(donnees) or donnees.pop("format", None) != FORMAT:
        raise _illisible(nom, "il ne décrit pas un projet de PVD Desktop")
    version = donnees.pop("version", None)
    if type(version) is not int or version < 1:
        raise _illisible(nom, "il ne dit pas quelle version du format il suit")
    if version > VERSION:
        raise VersionIllisibleError(
            f"L’état «\u00a0{nom}\u00a0» a été figé par une version plus récente de PVD Desktop.",
            "Mettez PVD Desktop à jour pour le lire\u00a0; le projet lui-même est intact.",
        )
    return donnees


def _illisible(nom: str, raison: str) -> VersionIllisibleError:
    return VersionIllisibleError(f"L’état «\u00a0{nom}\u00a0» ne peut pas être lu\u00a0: {raison}.", _REMEDE)
