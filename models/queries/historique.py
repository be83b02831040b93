"""The acts that touched a fiche or what it owns, the last one first, a page at a time."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from models.domain.errors import AppError
from models.domain.uids import Uid
from models.entities.aggregats import FICHE, entite_de, par_table
from models.entities.base import Supprimable, table_of
from models.entities.fiche_action import FicheActionEntity
from models.entities.journal import ActeEntity, ActeLigneEntity
from models.store.changes import RowChange, Valeurs
from models.store.journal import raw_table

PAGE = 30
"""Acts read together: two screens of them."""
_AGGREGATS = par_table(FICHE)
_LIENS = {lien.table: lien for lien in FICHE.liens.values()}
_NOMS = ("nom", "intitule", "dispositif", "poste", "nature", "annee", "contrat", "jour")
"""Columns that say which row it is, the first that is filled."""


class JournalAbimeError(AppError):
    """A line of the journal says nothing that can be read: the file was damaged, or written by something else."""

    def __init__(self) -> None:
        super().__init__(
            "L’historique de cette fiche ne peut pas être lu\u00a0: le journal du projet est abîmé.",
            "Ce que contient la fiche est intact\u00a0; son historique se lit dans une copie plus ancienne.",
        )


class Sorte(Enum):
    """What happened to a row."""

    AJOUT = auto()
    SUPPRESSION = auto()
    CORBEILLE = auto()
    RETOUR = auto()
    ORDRE = auto()
    MODIFICATION = auto()


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A value that names something else."""

    uid: Uid | None
    """``None`` when it is gone for good."""
    libelle: str


@dataclass(frozen=True, slots=True)
class Changement:
    """A field that changed. Values are those of the snapshots; a reference is a ``Renvoi``."""

    champ: str
    avant: Any
    apres: Any
    retablissable: bool
    """Whether the value before can be written again: it is another one now, and what it names is still there."""


@dataclass(frozen=True, slots=True)
class LigneTouchee:
    """What an act did to a row."""

    sorte: Sorte
    table: str
    uid: Uid | None
    """``None`` when the row is gone."""
    libelle: str | Renvoi
    """Which one, when the fiche has several."""
    changements: tuple[Changement, ...] = ()


@dataclass(frozen=True, slots=True)
class ActeHistorique:
    """An act, as far as the fiche is concerned."""

    cle: int
    """Gives the following page."""
    libelle: str
    auteur: str
    moment: datetime
    lignes: tuple[LigneTouchee, ...]


@dataclass
class _Lecteur:
    """One reading: the rows as they stand, and the names already looked up."""

    connection: Connection
    presentes: dict[tuple[str, int], Valeurs] = field(default_factory=dict[tuple[str, int], Valeurs])
    renvois: dict[tuple[str, int], Renvoi] = field(default_factory=dict[tuple[str, int], Renvoi])

    def load(self, lignes: list[RowChange]) -> None:
        """Reads together the rows that ``lignes`` speak of."""
        cles: dict[str, set[int]] = {}
        for ligne in lignes:
            cles.setdefault(ligne.table, set()).add(ligne.cle)
        for nom, voulues in cles.items():
            if nom in _AGGREGATS or nom in _LIENS:
                cible = raw_table(nom)
                for trouvee in self.connection.execute(select(cible).where(cible.c.id.in_(voulues))).mappings():
                    self.presentes[nom, trouvee["id"]] = dict(trouvee)

    def touched(self, ligne: RowChange) -> LigneTouchee | None:
        """What a line of the journal says to people; ``None`` for what only the file knows."""
        presente = self.presentes.get((ligne.table, ligne.cle))
        image = presente or ligne.apres or ligne.avant or {}
        if ligne.table in _LIENS:
            lien = _LIENS[ligne.table]
            renvoi = self._reference(lien.cible, image.get(lien.colonne, 0))
            return LigneTouchee(Sorte.AJOUT if ligne.avant is None else Sorte.SUPPRESSION, ligne.table, None, renvoi)
        if ligne.table not in _AGGREGATS:
            return None
        sorte = _sorte(ligne)
        changements = tuple(self._changes(ligne, presente)) if sorte is Sorte.MODIFICATION else ()
        if sorte is Sorte.MODIFICATION and not changements:
            return None
        uid = Uid(presente["uid"]) if presente else None
        return LigneTouchee(sorte, ligne.table, uid, self._name(ligne.table, image), changements)

    def _changes(self, ligne: RowChange, presente: Valeurs | None) -> Iterator[Changement]:
        avant, apres = ligne.avant or {}, ligne.apres or {}
        vivante = presente is not None and presente.get("supprime_le") is None
        for colonne, champ in _colonnes(ligne.table).items():
            if colonne in apres:
                valeur = self._value(ligne.table, colonne, avant.get(colonne))
                change = presente is not None and presente[colonne] != avant.get(colonne)
                possible = not isinstance(valeur, Renvoi) or valeur.uid is not None
                nouvelle = self._value(ligne.table, colonne, apres[colonne])
                yield Changement(champ, valeur, nouvelle, retablissable=vivante and change and possible)

    def _value(self, table: str, colonne: str, brute: Any) -> Any:
        cible = _AGGREGATS[table].references.get(_colonnes(table)[colonne])
        if cible is not None:
            return None if brute is None else self._reference(cible, brute)
        lire = _AGGREGATS[table].colonnes[colonne].lire
        with _lisible():
            return lire(brute) if lire else brute

    def _reference(self, nom: str, cle: int) -> Renvoi:
        entite = entite_de(nom)
        if (nom, cle) not in self.renvois:
            table = table_of(entite)
            ligne = self.connection.execute(select(table).where(table.c.id == cle)).mappings().first()
            if ligne is None:
                renvoi = Renvoi(None, "")
            else:
                absente = issubclass(entite, Supprimable) and ligne["supprime_le"] is not None
                titre = ligne.get("nom") or ligne.get("intitule") or ligne.get("dispositif")
                libelle = " · ".join(filter(None, (ligne.get("numero"), titre)))
                renvoi = Renvoi(None if absente else ligne["uid"], libelle)
            self.renvois[nom, cle] = renvoi
        return self.renvois[nom, cle]

    def _name(self, table: str, image: Valeurs) -> str | Renvoi:
        """Which row of its table it is, as people call it."""
        if table == FICHE.table:
            return ""
        for champ, cible in _AGGREGATS[table].references.items():
            if champ in {"financeur", "organisme"} and image.get(f"{champ}_id") is not None:
                return self._reference(cible, image[f"{champ}_id"])
        for nom in _NOMS:
            if image.get(nom):
                return self._value(table, nom, image[nom]) if nom in _colonnes(table) else str(image[nom])
        return ""


def load_historique(
    session: Session, fiche: Uid, *, avant: int | None = None, limite: int = PAGE
) -> tuple[ActeHistorique, ...]:
    """Acts that touched ``fiche``, from the last one, or from the one before ``avant``.

    Raises:
        JournalAbimeError: what the journal holds of them cannot be read.
    """
    connection = session.connection()
    table = table_of(FicheActionEntity)
    fiche_id = connection.execute(select(table.c.id).where(table.c.uid == fiche)).scalar_one_or_none()
    if fiche_id is None:
        return ()
    sources = _acts_of(connection, fiche_id)
    cles = sorted((cle for cle in sources if avant is None or cle < avant), reverse=True)[:limite]
    lue = _lignes()
    enonce = select(lue).where(lue.c.fiche_id == fiche_id, lue.c.acte_id.in_({sources[c][0] for c in cles}))
    par_acte: dict[int, list[RowChange]] = {}
    with _lisible():
        lignes_lues = connection.execute(enonce.order_by(lue.c.id)).all()
    for ligne in lignes_lues:
        change = RowChange(ligne.table_name, ligne.cle, ligne.avant, ligne.apres, fiche_id)
        par_acte.setdefault(ligne.acte_id, []).append(change)
    lecteur = _Lecteur(connection)
    lecteur.load([change for changes in par_acte.values() for change in changes])
    with _lisible():
        actes = {a.id: a for a in connection.execute(select(_actes()).where(_actes().c.id.in_(cles)))}
    page: list[ActeHistorique] = []
    for cle in cles:
        source, inverse = sources[cle]
        lignes = [change.inverted() if inverse else change for change in par_acte[source]]
        touchees = tuple(t for t in map(lecteur.touched, lignes) if t is not None)
        acte = actes[cle]
        page.append(ActeHistorique(cle, acte.libelle, acte.auteur, acte.updated_at, touchees))
    return tuple(page)


@contextmanager
def _lisible() -> Generator[None]:
    """What is read of the journal within was not checked at opening."""
    try:
        yield
    except (ValueError, LookupError) as e:
        raise JournalAbimeError from e


def _acts_of(connection: Connection, fiche_id: int) -> dict[int, tuple[int, bool]]:
    """Each act of the fiche: the act that holds its rows, and whether they are to be read inverted.

    An act that takes another back has no rows of its own; it may itself be taken back.
    """
    acte, ligne = _actes().c, _lignes().c
    directs = connection.execute(select(ligne.acte_id).where(ligne.fiche_id == fiche_id).distinct()).scalars()
    sources = {cle: (cle, False) for cle in directs}
    reprises = select(acte.id, acte.acte_annule_id).where(acte.acte_annule_id.is_not(None))
    for cle, annule in connection.execute(reprises.order_by(acte.id)):
        if annule in sources and cle not in sources:
            source, inverse = sources[annule]
            sources[cle] = source, not inverse
    return sources


def _sorte(ligne: RowChange) -> Sorte:
    if ligne.avant is None:
        return Sorte.AJOUT
    if ligne.apres is None:
        return Sorte.SUPPRESSION
    if "supprime_le" in ligne.apres:
        return Sorte.RETOUR if ligne.apres["supprime_le"] is None else Sorte.CORBEILLE
    return Sorte.ORDRE if set(ligne.apres) == {"rang"} else Sorte.MODIFICATION


@cache
def _colonnes(table: str) -> Mapping[str, str]:
    """Columns that people fill, and the fields of the snapshot they hold."""
    editables = _AGGREGATS[table].colonnes_editables
    return {champ if cible is None else f"{champ}_id": champ for champ, cible in editables.items()}


def _actes() -> Table:
    return table_of(ActeEntity)


def _lignes() -> Table:
    return table_of(ActeLigneEntity)
