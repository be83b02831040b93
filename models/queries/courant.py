"""The project as it stands, kept up to date act after act: only what was touched is read and checked again."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from models.domain.bareme import Bareme, bareme_effectif
from models.domain.convention import Convention
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.entities.aggregats import (
    CADRE,
    CONSTAT_IGNORE,
    CONTACT,
    CONVENTION,
    DEMANDE,
    ECHANGE,
    ECHEANCE,
    FICHE,
    INSTANCE,
    PLAN_SECTEUR,
    REGLAGES,
    SCENARIO,
    SECTION_DIAGNOSTIC,
    TERRITOIRE,
    Aggregat,
)
from models.queries.projet import UNIQUES, assemble, load_cadre, load_convention, load_fiches, load_ordre
from models.store.changes import Changeset
from models.store.database import Database

if TYPE_CHECKING:
    from models.domain.echeances import EcheanceCalculee
    from models.domain.echeances.garde import Garde
    from models.queries.points import PointsCourants


def _tables(aggregat: Aggregat) -> set[str]:
    return {aggregat.table}.union(*(_tables(e) for e in aggregat.enfants.values()))


_TABLES_CADRE = _tables(TERRITOIRE).union(_tables(REGLAGES), *(_tables(a) for a in CADRE.values()))
_DU_CADRE = {nom: _tables(aggregat) for nom, aggregat in (*CADRE.items(), *UNIQUES.items())}
"""Tables of each field of the project that is not its fiches."""
_SANS_REGLE = (
    *(SECTION_DIAGNOSTIC, PLAN_SECTEUR, CONTACT, ECHANGE, SCENARIO),
    *(DEMANDE, INSTANCE, ECHEANCE, CONSTAT_IGNORE),
)
_TABLES_SANS_REGLE = set[str]().union(*map(_tables, _SANS_REGLE))
"""What no rule of a fiche looks at: typing one must not check every fiche again. Rules of demandes always run, and
what was set aside is left out of what rules say."""
_TABLES_CONVENTION = _tables(CONVENTION)
"""Apart: no rule of a fiche looks at the convention, and typing an article must not check every fiche again."""
_TABLE_FICHES = FICHE.table


def _load_what_rules_read() -> Iterator[Literal[False]]:
    """A part at each step; a part that is there already takes no time."""
    import_module("models.queries.points")
    yield False
    from models.referentiel.dispositifs import load_dispositifs, load_tables

    load_tables()
    yield False
    load_dispositifs()
    yield False


def _as_before(avant: tuple[Any, ...], apres: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is equal stays the same object: whoever compares two states of the project need not look into it."""
    anciens = {objet.uid: objet for objet in avant}
    return tuple(ancien if (ancien := anciens.get(objet.uid)) == objet else objet for objet in apres)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relecture:
    """What an act touched, read again."""

    changes: Changeset
    fiches: Mapping[int, FicheAction]
    ordre: Sequence[int]
    """Keys of the fiches that are not in the Corbeille, in their order; empty when the act touched none."""
    cadre: Projet | None
    convention: Convention | None


class ProjetCourant:
    """Frozen snapshot of the open project, and its points à vérifier."""

    def __init__(self, database: Database, reference: Bareme, aujourd_hui: Callable[[], date]) -> None:
        self._database = database
        self._reference = reference
        self._aujourd_hui = aujourd_hui
        with database.read_raw() as connexion:
            self._fiches = load_fiches(connexion)
            self._cadre = load_cadre(connexion)
        self.projet = self._assemble()
        self._echeances: tuple[Projet, date, tuple[EcheanceCalculee, ...]] | None = None
        self._chargement = _load_what_rules_read()

    def refresh(self, changes: Changeset) -> None:
        """Reads again what ``changes`` touched."""
        self.take(self.reread(changes))

    def reread(self, changes: Changeset) -> Relecture:
        """What ``changes`` touched, as the file holds it now; any thread may read."""
        cadre_touche = changes.touches(*_TABLES_CADRE)
        convention_touchee = not cadre_touche and changes.touches(*_TABLES_CONVENTION)
        with self._database.read_raw() as connexion:
            return Relecture(
                changes=changes,
                fiches=load_fiches(connexion, changes.fiches) if changes.fiches else {},
                ordre=load_ordre(connexion) if changes.fiches else (),
                cadre=self._reread_cadre(connexion, changes) if cadre_touche else None,
                convention=load_convention(connexion) if convention_touchee else None,
            )

    def _reread_cadre(self, connexion: sqlite3.Connection, changes: Changeset) -> Projet:
        """What an act wrote apart from the fiches: hundreds of demandes are not read again for a contact."""
        avant = self._cadre
        connus = {nom: getattr(avant, nom) for nom, tables in _DU_CADRE.items() if not changes.touches(*tables)}
        lu = load_cadre(connexion, connus)
        relus = {nom: _as_before(getattr(avant, nom), getattr(lu, nom)) for nom in CADRE if nom not in connus}
        return replace(lu, **relus)

    def take(self, relecture: Relecture) -> None:
        """Makes the project what was read again."""
        changes = relecture.changes
        for cle in changes.fiches:
            if ancienne := self._fiches.pop(cle, None):
                self._points.forget(ancienne.uid)
        if changes.fiches:
            lues = {**self._fiches, **relecture.fiches}
            self._fiches = {cle: lues[cle] for cle in relecture.ordre}
        if relecture.cadre is not None:
            self._cadre = relecture.cadre
        elif relecture.convention is not None:
            self._cadre = replace(self._cadre, convention=relecture.convention)
        if changes.touches(*(_TABLES_CADRE - _TABLES_SANS_REGLE)):
            # Any rule may look at the territory, an organisme or a parameter.
            self.__dict__.pop("_points", None)
        self.projet = self._assemble()

    def constats_de(self, fiche: FicheAction) -> tuple[Constat, ...]:
        """Points à vérifier of one fiche, those set aside left out."""
        return self._points.of_fiche(fiche, self.projet)

    def verify(self, duree: float) -> bool:
        """Checks what is to be checked for about ``duree`` seconds; whether all is, so that ``constats`` is at hand."""
        # What rules read takes as long to load as a large plan to check: each of its parts has a turn.
        charge = "_points" in self.__dict__ or next(self._chargement, True)
        return charge and self._points.verify(self.projet, duree)

    def constats(self) -> tuple[Constat, ...]:
        """Points à vérifier of the whole project, those set aside left out."""
        return self._points.shown(self.projet)

    def constats_ignores(self) -> tuple[Constat, ...]:
        """Those that were set aside and that the rules would still show."""
        return self._points.set_aside(self.projet)

    def echeances(self) -> "tuple[EcheanceCalculee, ...]":
        """Échéances of the project, done ones included, in the order of the days; computed once for each state."""
        jour = self._aujourd_hui()
        if self._echeances is None or self._echeances[0] is not self.projet or self._echeances[1] != jour:
            # Loaded when a page shows them: the first page does not.
            from models.queries.echeances import list_echeances

            self._echeances = self.projet, jour, list_echeances(self.projet, self._reference, jour)
        return self._echeances[2]

    def gardes(self) -> "tuple[Garde, ...]":
        """What must be awaited before anything is signed."""
        from models.queries.echeances import list_gardes

        return list_gardes(self.projet, self._aujourd_hui())

    @cached_property
    def _points(self) -> "PointsCourants":
        # The rules are loaded when points are first counted: the page is on screen by then.
        from models.queries.points import PointsCourants
        from models.referentiel.dispositifs import load_effectifs

        bareme = bareme_effectif(self._reference, self._cadre.parametres_locaux)
        effectifs = load_effectifs(self._cadre.dispositifs_locaux)
        return PointsCourants(bareme, effectifs.dispositifs, self._aujourd_hui)

    def _assemble(self) -> Projet:
        return assemble(self._cadre, self._fiches.values())
