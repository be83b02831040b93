"""Bytes kept in the project: logos, incorporated pièces."""

import json
from collections.abc import Iterable, Mapping

from models.queries.source import Source, driver_of


def load_contenus(source: Source, sha256s: Iterable[str]) -> Mapping[str, bytes]:
    """Contents by hash; one that is not in the file, as after an import of JSON, is left out."""
    enonce = "SELECT sha256, octets FROM contenu WHERE sha256 IN (SELECT value FROM json_each(?))"
    return dict(driver_of(source).execute(enonce, (json.dumps(list(sha256s)),)))
