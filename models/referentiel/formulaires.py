"""The forms of reference: one file each, read when a demande first needs one and checked key by key."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from models.domain.demandes.formulaire import LECTURES
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.dispositifs.formulaire import Formulaire
from models.domain.dispositifs.formulaire_lecture import lire_formulaire
from models.domain.dispositifs.schema import DispositifError

GENERIQUE: Final = "generique"
"""Form of a dispositif that names none."""


@cache
def load_formulaires() -> Mapping[str, Formulaire]:
    """Every form, by its key: the name of its file."""
    return read_formulaires(files("resources").joinpath("formulaires"))


def formulaires_propres() -> tuple[tuple[str, str], ...]:
    """Key and title of those that a dispositif may name; the generic one is that of the others."""
    return tuple((cle, formulaire.intitule) for cle, formulaire in load_formulaires().items() if cle != GENERIQUE)


def formulaire_de(dispositif: Dispositif | None) -> Formulaire:
    """The form of a dispositif; one that names a form nobody has gets the generic one, which says so."""
    formulaires = load_formulaires()
    cle = dispositif.formulaire if dispositif else ""
    if not cle or cle in formulaires:
        return formulaires[cle or GENERIQUE]
    reserve = (
        f"Le formulaire «\u00a0{cle}\u00a0» que nomme le dispositif n’existe pas\u00a0: voici le formulaire général."
    )
    return replace(formulaires[GENERIQUE], reserve=reserve)


def read_formulaires(dossier: Traversable) -> dict[str, Formulaire]:
    """The forms that a folder holds, in the order of their keys.

    Raises:
        DispositifError: a file is no TOML, or says what no form may.
    """
    lus: dict[str, Formulaire] = {}
    for fichier in sorted(dossier.iterdir(), key=lambda f: f.name):
        if fichier.name.endswith(".toml"):
            cle = fichier.name.removesuffix(".toml")
            lus[cle] = lire_formulaire(cle, _toml(fichier), fichier.name, LECTURES.keys())
    return lus


def _toml(fichier: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(fichier.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise DispositifError(
            f"{fichier.name} n’est pas du TOML correct\u00a0: {e}.", "Corrigez la ligne indiquée."
        ) from e
