"""The project as it stands, kept up to date act after act: only what was touched is read and checked again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from time import monotonic

from sqlalchemy import select

from models.domain.bareme import Bareme, bareme_effectif
from models.domain.convention import Convention
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.verification import (
    ordonner,
    sans_ignores,
    verifier_convention,
    verifier_fiche,
    verifier_numeros,
)
from models.domain.uids import Uid
from models.entities.aggregats import (
    CADRE,
    CONTACT,
    CONVENTION,
    PLAN_SECTEUR,
    REGLAGES,
    SECTION_DIAGNOSTIC,
    TERRITOIRE,
    Aggregat,
)
from models.entities.base import table_of
from models.entities.fiche_action import FicheActionEntity
from models.queries.projet import assemble, load_cadre, load_convention, load_fiches
from models.referentiel.caracteres import load_non_imprimables
from models.store.changes import Changeset
from models.store.database import Database


def _tables(aggregat: Aggregat) -> set[str]:
    return {aggregat.entite.__tablename__}.union(*(_tables(e) for e in aggregat.enfants.values()))


_TABLES_CADRE = _tables(TERRITOIRE).union(_tables(REGLAGES), *(_tables(a) for a in CADRE.values()))
_TABLES_SANS_REGLE = _tables(SECTION_DIAGNOSTIC) | _tables(PLAN_SECTEUR) | _tables(CONTACT)
"""Texts, pictures and people that no rule looks at: typing one must not check every fiche again."""
_TABLES_CONVENTION = _tables(CONVENTION)
"""Apart: no rule looks at the convention, and typing an article must not check every fiche again."""
_TABLE_FICHES = FicheActionEntity.__tablename__


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
        self._constats: dict[Uid, tuple[Constat, ...]] = {}
        with database.read() as session:
            self._fiches = load_fiches(session)
            self._cadre = load_cadre(session)
        self.projet = self._assemble()

    def refresh(self, changes: Changeset) -> None:
        """Reads again what ``changes`` touched."""
        self.take(self.reread(changes))

    def reread(self, changes: Changeset) -> Relecture:
        """What ``changes`` touched, as the file holds it now; any thread may read."""
        table = table_of(FicheActionEntity)
        vivantes = select(table.c.id).where(table.c.supprime_le.is_(None)).order_by(table.c.rang, table.c.id)
        cadre_touche = changes.touches(*_TABLES_CADRE)
        convention_touchee = not cadre_touche and changes.touches(*_TABLES_CONVENTION)
        with self._database.read() as session:
            return Relecture(
                changes=changes,
                fiches=load_fiches(session, changes.fiches) if changes.fiches else {},
                ordre=session.execute(vivantes).scalars().all() if changes.fiches else (),
                cadre=load_cadre(session) if cadre_touche else None,
                convention=load_convention(session) if convention_touchee else None,
            )

    def take(self, relecture: Relecture) -> None:
        """Makes the project what was read again."""
        changes = relecture.changes
        for cle in changes.fiches:
            if ancienne := self._fiches.pop(cle, None):
                self._constats.pop(ancienne.uid, None)
        if changes.fiches:
            lues = {**self._fiches, **relecture.fiches}
            self._fiches = {cle: lues[cle] for cle in relecture.ordre}
        if relecture.cadre is not None:
            self._cadre = relecture.cadre
        elif relecture.convention is not None:
            self._cadre = replace(self._cadre, convention=relecture.convention)
        if changes.touches(*(_TABLES_CADRE - _TABLES_SANS_REGLE)):
            # Any rule may look at the territory, an organisme or a parameter.
            self._constats.clear()
            self.__dict__.pop("bareme", None)
        self.projet = self._assemble()

    @cached_property
    def bareme(self) -> Bareme:
        """Dated parameters, with those this project adapts."""
        return bareme_effectif(self._reference, self._cadre.parametres_locaux)

    def constats_de(self, fiche: FicheAction) -> tuple[Constat, ...]:
        """Points à vérifier of one fiche, those set aside left out."""
        numeros = (c for c in verifier_numeros(self.projet) if c.objet.fiche == fiche.uid)
        return ordonner(sans_ignores((*numeros, *self._verifies(fiche)), self.projet), self.projet)

    def verify(self, duree: float) -> bool:
        """Checks what is to be checked for about ``duree`` seconds; whether all is, so that ``constats`` is at hand."""
        fin = monotonic() + duree
        for fiche in self.projet.fiches:
            if fiche.uid not in self._constats:
                self._verifies(fiche)
                if monotonic() >= fin:
                    return False
        return True

    def constats(self) -> tuple[Constat, ...]:
        """Points à vérifier of the whole project, those set aside left out."""
        return ordonner(sans_ignores(self._tous(), self.projet), self.projet)

    def constats_ignores(self) -> tuple[Constat, ...]:
        """Those that were set aside and that the rules would still show."""
        montres = set(self.constats())
        return ordonner((c for c in self._tous() if c not in montres), self.projet)

    def _tous(self) -> tuple[Constat, ...]:
        par_fiche = (c for fiche in self.projet.fiches for c in self._verifies(fiche))
        convention = verifier_convention(self.projet, self._aujourd_hui())
        return (*convention, *verifier_numeros(self.projet), *par_fiche)

    def _verifies(self, fiche: FicheAction) -> tuple[Constat, ...]:
        if fiche.uid not in self._constats:
            self._constats[fiche.uid] = verifier_fiche(
                fiche, self.projet, self.bareme, self._aujourd_hui(), load_non_imprimables()
            )
        return self._constats[fiche.uid]

    def _assemble(self) -> Projet:
        return assemble(self._cadre, self._fiches.values())
