"""The rows of the grid: orientations with their sub-totals, actions, operations, the total, and the memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from models.domain.maquettes.lecture import PERIODE, Vue, organismes_changes
from models.domain.maquettes.maquette import LigneMaquette, SommesMaquette, TableauMaquette, additionner_sommes
from models.domain.plan_financement import Operation
from models.domain.projet import Projet
from models.domain.uids import Uid
from models.domain.vocabulaire import BaseMontant
from pvd_desktop.documents.builders.fiche_action import SANS_NOM, maitre_ouvrage, maitres_ouvrage
from pvd_desktop.ui.maquette.cellule import Cellule

SANS_ORIENTATION: Final = "sans-orientation"
TOTAL: Final = "total"
INGENIERIE: Final = "ingenierie"
MEMOIRE: Final = "memoire"


class Genre(Enum):
    """What a row is."""

    ORIENTATION = "orientation"
    ACTION = "action"
    OPERATION = "operation"
    TOTAL = "total"
    DONT = "dont"
    """A part of the total, counted in it."""
    MEMOIRE = "memoire"
    """Title over what is in no total."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LigneGrille:
    """One row. Two rows that say the same are one object: see :class:`LecteurLignes`."""

    cle: str
    genre: Genre
    numero: str = ""
    nom: str
    porteur: str = ""
    statut: str = ""
    sommes: SommesMaquette | None
    """``None`` for a title without figures."""
    ligne: LigneMaquette | None = None
    """The operation or the action it shows; ``None`` for a sum of several actions."""
    niveau: int = 0
    pliee: bool | None = None
    """Whether what is below is hidden; ``None`` when nothing is below."""
    contenu: tuple[LigneMaquette, ...] = ()
    """The operations it adds up, to sum up a selection."""
    cellules: dict[int, Cellule] = field(default_factory=dict[int, Cellule])
    """What is painted, by column, made at the first look."""

    @property
    def saisissable(self) -> bool:
        """Whether it is one operation, in which amounts are typed."""
        return self.ligne is not None and self.ligne.operation is not None


class LecteurLignes:
    """Lays a table out in rows; a row that says the same as before is the same object, with its painted cells."""

    def __init__(self) -> None:
        self._gardees: dict[str, tuple[tuple[object, ...], LigneGrille]] = {}
        self._nouvelles: dict[str, tuple[tuple[object, ...], LigneGrille]] = {}
        self._mixte = self._partiel = False
        self._projet = Projet()
        self._vue: Vue = PERIODE
        self._noms = 0
        """Changes with the name of a maître d'ouvrage."""

    def forget(self) -> None:
        """Make every row anew: a zoom or a theme changed."""
        self._gardees.clear()

    def read(self, projet: Projet, tableau: TableauMaquette, vue: Vue, pliees: Mapping[str, bool]) -> list[LigneGrille]:
        """The rows shown; ``pliees`` tells what the person folded or unfolded, by key."""
        if changes := organismes_changes(self._projet, projet):
            porteurs = {p for f in projet.fiches for o in f.operations for p in _porteurs(o)}
            self._noms += not changes.isdisjoint(porteurs)
        self._projet, self._vue, self._nouvelles = projet, vue, {}
        self._mixte = len(tableau.sommes.totaux.bases) > 1
        self._partiel = tableau.partiel
        lignes = list(self._lignes(tableau, pliees))
        self._gardees = self._nouvelles
        return lignes

    def _lignes(self, tableau: TableauMaquette, pliees: Mapping[str, bool]) -> Iterator[LigneGrille]:
        for groupe in tableau.groupes:
            cle = groupe.orientation.uid if groupe.orientation else SANS_ORIENTATION
            pliee = pliees.get(cle, False)
            titre = groupe.orientation.titre if groupe.orientation else "Sans orientation"
            yield self._somme(cle, Genre.ORIENTATION, titre, groupe.sommes, groupe.lignes, pliee=pliee)
            if not pliee:
                yield from self._actions(groupe.lignes, pliees)
        total = "Total des opérations filtrées" if self._partiel else "Total"
        yield self._somme(TOTAL, Genre.TOTAL, total, tableau.sommes, tuple(tableau.detail))
        if self._vue is PERIODE and (ingenierie := tableau.ingenierie):
            sommes = additionner_sommes(ligne.sommes for ligne in ingenierie)
            yield self._somme(INGENIERIE, Genre.DONT, "dont ingénierie", sommes, ingenierie)
        if tableau.memoire:
            pliee = pliees.get(MEMOIRE, False)
            titre = "Pour mémoire\u00a0: abandonnées ou hors plan, dans aucun total"
            yield self._keep(
                MEMOIRE,
                (pliee,),
                lambda: LigneGrille(cle=MEMOIRE, genre=Genre.MEMOIRE, nom=titre, sommes=None, pliee=pliee),
            )
            if not pliee:
                yield from self._actions(tableau.memoire, pliees)

    def _actions(self, lignes: Iterable[LigneMaquette], pliees: Mapping[str, bool]) -> Iterator[LigneGrille]:
        for ligne in lignes:
            yield (haut := self._action(ligne, pliees.get(ligne.fiche.uid, True) if ligne.operations else None))
            if haut.pliee is False:
                for rang, operation in enumerate(ligne.operations, 1):
                    yield self._operation(rang, operation)

    def _action(self, ligne: LigneMaquette, pliee: bool | None) -> LigneGrille:
        fiche = ligne.fiche

        def build() -> LigneGrille:
            return LigneGrille(
                cle=fiche.uid,
                genre=Genre.ACTION,
                numero=fiche.numero,
                nom=self._nom(f"{fiche.intitule or SANS_NOM}{self._part(ligne)}", ligne),
                porteur=", ".join(maitres_ouvrage(self._projet, fiche)),
                statut=fiche.statut.libelle,
                sommes=ligne.sommes,
                ligne=ligne,
                niveau=1,
                pliee=pliee,
                contenu=ligne.detail,
            )

        return self._keep(fiche.uid, (ligne, pliee, self._mixte, self._partiel, self._noms), build)

    def _operation(self, rang: int, ligne: LigneMaquette) -> LigneGrille:
        operation = ligne.operation
        assert operation is not None

        def build() -> LigneGrille:
            return LigneGrille(
                cle=operation.uid,
                genre=Genre.OPERATION,
                nom=self._nom(operation.intitule or f"Opération {rang}", ligne),
                porteur=maitre_ouvrage(self._projet, operation),
                sommes=ligne.sommes,
                ligne=ligne,
                niveau=2,
                contenu=(ligne,),
            )

        return self._keep(operation.uid, (ligne, rang, self._mixte, self._noms), build)

    def _somme(
        self,
        cle: str,
        genre: Genre,
        titre: str,
        sommes: SommesMaquette,
        contenu: tuple[LigneMaquette, ...],
        *,
        pliee: bool | None = None,
    ) -> LigneGrille:
        def build() -> LigneGrille:
            detail = tuple(operation for ligne in contenu for operation in ligne.detail)
            return LigneGrille(cle=cle, genre=genre, nom=titre, sommes=sommes, pliee=pliee, contenu=detail)

        return self._keep(cle, (sommes, titre, pliee), build)

    def _part(self, ligne: LigneMaquette) -> str:
        """« (1 opération sur 3) » when a filter left some out: the figures are not those of the action."""
        montrees, toutes = len(ligne.detail), len(ligne.fiche.operations)
        if not self._partiel or montrees >= toutes:
            return ""
        return f" ({montrees} opération{'s' if montrees > 1 else ''} sur {toutes})"

    def _nom(self, nom: str, ligne: LigneMaquette) -> str:
        """With its base where bases are mixed, as in the document: HT goes without saying."""
        totaux = ligne.sommes.totaux
        return f"{nom} ({totaux.libelle_base})" if self._mixte and totaux.bases - {BaseMontant.HT} else nom

    def _keep(self, cle: str, signature: tuple[object, ...], build: Callable[[], LigneGrille]) -> LigneGrille:
        """The row of before when it was made of the same things, else a new one."""
        # A total may be the same in two tables that do not read it the same way.
        signature = (self._vue, *signature)
        avant = self._gardees.get(cle)
        # Things that are the same object are not looked into: comparing tuples sees to it.
        if avant is None or avant[0] != signature:
            avant = signature, build()
        self._nouvelles[cle] = avant
        return avant[1]


def _porteurs(operation: Operation) -> tuple[Uid | None, ...]:
    return operation.maitre_ouvrage, operation.maitre_ouvrage_delegue
