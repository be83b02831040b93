"""The dispositifs of reference: one file per family of funders, read once and checked key by key.

A list of pièces that several share is written once, in the file that ``edition.toml`` names, and called by its name.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from models.domain.dispositif_local import DispositifLocal
from models.domain.dispositifs.adaptation import Adaptations, adapter, fusionner
from models.domain.dispositifs.catalogue import Dispositifs
from models.domain.dispositifs.dispositif import Dispositif
from models.domain.dispositifs.lecture import Table, lire_dispositif
from models.domain.dispositifs.schema import DispositifError, Lieu, lire_date, lire_liste, lire_table, lire_texte

_EDITION = {
    "edition": lire_date,
    "titre": lire_texte,
    "licence": lire_texte,
    "reserve": lire_texte,
    "fichiers": lire_liste(lire_texte),
    "listes_pieces": lire_texte,
}
_FACULTATIVES: Final = frozenset({"listes_pieces"})


def _brut(valeur: object, lieu: Lieu) -> object:
    del lieu  # each dispositif checks what it reads
    return valeur


_FICHIER = {"commun": _brut, "dispositif": _brut}


@cache
def load_dispositifs() -> Dispositifs:
    """Every dispositif of the reference, in the order it is recognised."""
    dossier = files("resources").joinpath("dispositifs")
    edition = read_edition(dossier)
    return Dispositifs(edition=edition, liste=tuple(lire_dispositif(t, f) for f, t in load_tables().values()))


def load_effectifs(locaux: Sequence[DispositifLocal]) -> Adaptations:
    """The same as a project says them."""
    if not locaux:
        return Adaptations(load_dispositifs(), {})
    return adapter(load_tables(), load_dispositifs().edition, locaux)


@cache
def load_tables() -> Mapping[str, tuple[str, Table]]:
    """By code, the file that holds a dispositif and what it says, before the project adapts it."""
    return read_tables(files("resources").joinpath("dispositifs"))


def read_edition(dossier: Traversable) -> date:
    """Day of the reference that a folder holds."""
    return _edition(dossier)["edition"]


def read_tables(dossier: Traversable) -> dict[str, tuple[str, Table]]:
    """What the files of a folder hold, one entry per code.

    Raises:
        DispositifError: a file or a key is not as it should be, or a code is given twice.
    """
    tables: dict[str, tuple[str, Table]] = {}
    listes = read_listes_pieces(dossier)
    for nom in _edition(dossier)["fichiers"]:
        fichier = f"{nom}.toml"
        lu = lire_table(_toml(dossier, fichier), Lieu(fichier), _FICHIER, frozenset({"dispositif"}))
        commun = lu.get("commun", {})
        for table in lu["dispositif"]:
            complete: Table = {**commun, **table}
            code = complete.get("code", "")
            complete = _with_pieces(complete, listes, Lieu(fichier, code))
            if code in tables:
                raise Lieu(fichier, code).erreur(
                    "ce code est déjà pris", f"Voyez {tables[code][0]}, et changez l’un des deux."
                )
            tables[code] = fichier, complete
    return tables


def read_listes_pieces(dossier: Traversable) -> Mapping[str, list[Table]]:
    """By name, the pièces that several dispositifs ask for."""
    nom = _edition(dossier).get("listes_pieces")
    return _toml(dossier, f"{nom}.toml") if nom else {}


@cache
def load_pieces_ordinaires() -> Sequence[Table]:
    """What most funders ask for: where a dispositif that nothing describes starts from."""
    return read_listes_pieces(files("resources").joinpath("dispositifs"))["ordinaire"]


def read_dispositifs(dossier: Traversable) -> tuple[Dispositif, ...]:
    """Each dispositif of a folder, checked."""
    return tuple(lire_dispositif(table, fichier) for fichier, table in read_tables(dossier).values())


def _with_pieces(table: Table, listes: Mapping[str, list[Table]], lieu: Lieu) -> Table:
    """The pièces of the list it names, with its own over them."""
    sans_nom = {cle: valeur for cle, valeur in table.items() if cle != "pieces"}
    if "pieces" not in table:
        return sans_nom
    nom = lire_texte(table["pieces"], lieu.cle("pieces"))
    if nom not in listes:
        raise lieu.cle("pieces").erreur(
            f"la liste de pièces «\u00a0{nom}\u00a0» n’existe pas", f"Listes connues\u00a0: {', '.join(listes)}."
        )
    return fusionner({"piece": listes[nom]}, sans_nom)


def _edition(dossier: Traversable) -> Mapping[str, Any]:
    return lire_table(
        _toml(dossier, "edition.toml"), Lieu("edition.toml"), _EDITION, frozenset(_EDITION) - _FACULTATIVES
    )


def _toml(dossier: Traversable, fichier: str) -> Table:
    try:
        return tomllib.loads(dossier.joinpath(fichier).read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise DispositifError(f"Le fichier {fichier} manque.", "Remettez-le, ou retirez-le de edition.toml.") from e
    except tomllib.TOMLDecodeError as e:
        raise DispositifError(f"{fichier} n’est pas du TOML correct\u00a0: {e}.", "Corrigez la ligne indiquée.") from e
