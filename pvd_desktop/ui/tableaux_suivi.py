"""The tracking tables kept on this machine for a project: the last one, and those that have a name."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from models.domain.formats import sort_key
from models.domain.suivi.tableau_suivi import TableauSuivi, read_tableau
from models.domain.uids import Uid
from pvd_desktop.ui.settings import Settings


class TableauxSuivi:
    """The last table is the one that the page and the card of the documents come back to."""

    def __init__(self, settings: Settings, projet: Uid) -> None:
        self._settings = settings
        self._projet = projet

    def dernier(self) -> TableauSuivi:
        """The table used last."""
        lu: Any = self._read().get("dernier")
        return read_tableau(lu if isinstance(lu, Mapping) else {})  # pyright: ignore[reportUnknownArgumentType]

    def set_dernier(self, tableau: TableauSuivi) -> None:
        """Come back to this one."""
        self._write(tableau, self.nommes())

    def nommes(self) -> list[TableauSuivi]:
        """Those that have a name, by their names."""
        lus: Any = self._read().get("nommes")
        tableaux = [read_tableau(t) for t in lus if isinstance(t, Mapping)] if isinstance(lus, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return sorted((t for t in tableaux if t.nom), key=lambda t: sort_key(t.nom))

    def keep(self, tableau: TableauSuivi) -> None:
        """Keep a table under its name, instead of the one that had it."""
        self._write(tableau, [*(t for t in self.nommes() if t.nom != tableau.nom), tableau])

    def forget(self, nom: str) -> None:
        """Keep it no longer."""
        self._write(self.dernier(), [t for t in self.nommes() if t.nom != nom])

    def _read(self) -> Mapping[str, Any]:
        try:
            lu: Any = json.loads(self._settings.tableaux(self._projet) or "{}")
        except ValueError:
            return {}
        return lu if isinstance(lu, dict) else {}  # pyright: ignore[reportUnknownVariableType]

    def _write(self, dernier: TableauSuivi, nommes: Iterable[TableauSuivi]) -> None:
        contenu = {"dernier": dernier.as_dict(), "nommes": [t.as_dict() for t in nommes]}
        self._settings.set_tableaux(self._projet, json.dumps(contenu, ensure_ascii=False))
