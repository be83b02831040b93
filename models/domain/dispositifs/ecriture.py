"""What a project says of a dispositif, written as TOML: the same schema as the reference files, only what differs."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from models.domain.dispositifs.lecture import Table


def ecrire_contenu(table: Table) -> str:
    r"""TOML of a table of texts, numbers, days, lists of texts, tables, and lists of tables.

    >>> ecrire_contenu({"sigle": "Fonds", "campagne": [{"annee": 2027}]})
    'sigle = "Fonds"\n[[campagne]]\nannee = 2027\n'
    """
    simples = {cle: valeur for cle, valeur in table.items() if not _est_structure(valeur)}
    lignes = [*_lignes(simples)]
    for cle, valeur in table.items():
        if isinstance(valeur, dict):
            lignes += [f"[{cle}]", *_lignes(cast("Table", valeur))]
        elif _est_structure(valeur):
            for entree in valeur:
                lignes += [f"[[{cle}]]", *_lignes(entree)]
    return "".join(f"{ligne}\n" for ligne in lignes)


def _lignes(table: Mapping[str, Any]) -> list[str]:
    return [f"{cle} = {_valeur(valeur)}" for cle, valeur in table.items()]


def _est_structure(valeur: object) -> bool:
    if not isinstance(valeur, list):
        return isinstance(valeur, dict)
    return any(isinstance(entree, dict) for entree in cast("list[object]", valeur))


def _valeur(valeur: object) -> str:
    match valeur:
        case bool():
            return "true" if valeur else "false"
        case int():
            return str(valeur)
        case date():
            return valeur.isoformat()
        case list():
            return f"[{', '.join(map(_valeur, cast('list[object]', valeur)))}]"
        case _:
            return _texte(str(valeur))


def _texte(texte: str) -> str:
    echappes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    # TOML refuses bare control characters, which nobody types and a paste may bring.
    return (
        '"' + "".join(echappes.get(c) or (c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in texte) + '"'
    )
