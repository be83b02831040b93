"""The project as it stands, kept up to date act after act: only what was touched is read and checked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.domain.bareme import Bareme, bareme_effectif
from models.domain.fiche_action import FicheAction
from models.domain.projet import Projet
from models.domain.regles import Constat
from models.domain.regles.verification import ordonner, sans_ignores, verifier_fiche, verifier_numeros
from models.domain.uids import Uid
from models.entities.aggregats import (
    CADRE,
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
_TABLES_SANS_REGLE = _tables(SECTION_DIAGNOSTIC) | _tables(PLAN_SECTEUR)
"""Texts and pictures that no rule looks at: typing one must not check every fiche again."""
_TABLES_CONVENTION = _tables(CONVENTION)
"""Apart: no rule looks at the convention, and typing an article must not check every fiche again."""
_TABLE_FICHES = FicheActionEntity.__tablename__


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
        cadre_touche = changes.touches(*_TABLES_CADRE)
        with self._database.read() as session:
            if changes.fiches:
                self._reload(session, changes)
            if cadre_touche:
                self._cadre = load_cadre(session)
            elif changes.touches(*_TABLES_CONVENTION):
                self._cadre = replace(self._cadre, convention=load_convention(session))
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

    def constats(self) -> tuple[Constat, ...]:
        """Points à vérifier of the whole project, those set aside left out."""
        return ordonner(sans_ignores(self._tous(), self.projet), self.projet)

    def constats_ignores(self) -> tuple[Constat, ...]:
        """Those that were set aside and that the rules would still show."""
        montres = set(self.constats())
        return ordonner((c for c in self._tous() if c not in montres), self.projet)

    def _tous(self) -> tuple[Constat, ...]:
        par_fiche = (c for fiche in self.projet.fiches for c in self._verifies(fiche))
        return (*verifier_numeros(self.projet), *par_fiche)

    def _verifies(self, fiche: FicheAction) -> tuple[Constat, ...]:
        if fiche.uid not in self._constats:
            self._constats[fiche.uid] = verifier_fiche(
                fiche, self.projet, self.bareme, self._aujourd_hui(), load_non_imprimables()
            )
        return self._constats[fiche.uid]

    def _reload(self, session: Session, changes: Changeset) -> None:
        relues = load_fiches(session, changes.fiches)
        for cle in changes.fiches:
            if ancienne := self._fiches.pop(cle, None):
                self._constats.pop(ancienne.uid, None)
        self._fiches |= relues
        table = table_of(FicheActionEntity)
        ordre = session.execute(
            select(table.c.id).where(table.c.supprime_le.is_(None)).order_by(table.c.rang, table.c.id)
        ).scalars()
        self._fiches = {cle: self._fiches[cle] for cle in ordre}

    def _assemble(self) -> Projet:
        return assemble(self._cadre, self._fiches.values())
