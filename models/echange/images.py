"""The logos inside the JSON: each picture once, in base64 under its hash; one too heavy for a text stays out of it."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from models.domain.projet import Projet
from models.echange.rapport import ImportRefuseError, Refus, Remarque
from models.echange.structure import is_object

IMAGES: Final = "images"
"""Their key, beside those of the project."""
OCTETS_MAX: Final = 1024**2
SCHEMA: Final = {
    "description": "Images des logos de la couverture, en base64, par empreinte SHA-256\u00a0; 1 Mo au plus chacune.",
    "type": "object",
    "additionalProperties": {"type": "string", "contentEncoding": "base64"},
}


def dump_images(projet: Projet, contenus: Mapping[str, bytes]) -> dict[str, str]:
    """The pictures of the logos of ``projet`` found in ``contenus``, by hash, in the order of the hashes."""
    empreintes = sorted({logo.sha256 for logo in projet.convention.logos} & contenus.keys())
    return {e: b64encode(contenus[e]).decode() for e in empreintes if len(contenus[e]) <= OCTETS_MAX}


def take_images(donnees: dict[str, Any], source: str) -> dict[str, bytes]:
    """The pictures of a file that was read, taken out of ``donnees``.

    Raises:
        ImportRefuseError: one of them is not what its hash says.
    """
    lues = donnees.pop(IMAGES, {})
    if not is_object(lues):
        raise ImportRefuseError(
            source, (Refus(source, IMAGES, "", "Donnez les images par empreinte, entre accolades."),)
        )
    images = {cle: _decode(texte) for cle, texte in lues.items()}
    refus = tuple(
        Refus(source, f"{IMAGES}.{cle}", "", "Cette image est abîmée ou trop lourde\u00a0: retirez-la du fichier.")
        for cle, octets in images.items()
        if octets is None or len(octets) > OCTETS_MAX or sha256(octets).hexdigest() != cle
    )
    if refus:
        raise ImportRefuseError(source, refus)
    return {cle: octets for cle, octets in images.items() if octets is not None}


def absent_images(avant: Projet, apres: Projet, images: Mapping[str, bytes], source: str) -> Iterator[Remarque]:
    """The logos whose picture is neither in the file nor in the project."""
    connues = {logo.sha256 for logo in avant.convention.logos} | images.keys()
    for i, logo in enumerate(apres.convention.logos):
        if logo.sha256 not in connues:
            message = "L’image de ce logo n’est pas dans le fichier\u00a0: ajoutez-la dans la page Convention."
            yield Remarque(source, f"convention.logos[{i}]", logo.intitule, message)


def _decode(texte: object) -> bytes | None:
    try:
        return b64decode(texte, validate=True) if isinstance(texte, str) else None
    except (Error, ValueError):
        return None
