"""A workbook we wrote, found again: what it said when it left, and the tables as they come back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.domain.errors import AppError
from models.domain.importation.feuille import Brut, Classeur, Feuille, LigneFeuille, Plage, en_texte
from models.domain.retour.reperes import ACTION, FEUILLE, FORMAT, MAQUETTE, MARQUE, TABLE, TEXTES, Repere, read_repere
from models.domain.retour.valeurs import Valeur, lire_valeur
from models.domain.uids import Uid

LigneBrute = Mapping[str, Brut]
"""Cells of a row by the name of their column, as they were read."""
LigneLue = Mapping[str, Valeur]
"""Values of a row by the name of their column; no key for an empty cell."""
_TABLE, _COLONNES, _TITRES, _LIGNE = "table", "colonnes", "titres", "ligne"


class RetourError(AppError):
    """A workbook cannot be reviewed."""


@dataclass(slots=True)
class TableDepart:
    """A table as it was written."""

    titres: dict[str, str] = field(default_factory=dict[str, str])
    """Title of each column."""
    lignes: dict[str, LigneBrute] = field(default_factory=dict[str, LigneBrute])
    """By the name of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Depart:
    """The workbook as it left."""

    projet: Uid
    jour: date
    tables: Mapping[str, TableDepart]

    @property
    def connus(self) -> frozenset[Uid]:
        """Everything that it showed: actions, operations, lines of financement."""
        noms = (nom for table in self.tables.values() for nom in table.lignes)
        return frozenset(Uid(uid) for nom in noms for uid in nom.split(":")[1:])


@dataclass(frozen=True, slots=True)
class LigneRevenue:
    """A row of a table that came back."""

    source: LigneFeuille
    repere: str
    """Its name; empty for a row that somebody added."""
    groupe: Repere | None
    """The title above it."""


@dataclass(slots=True)
class TableRevenue:
    """A table as it comes back, wherever its rows and columns went."""

    nom: str
    feuille: str
    colonnes: dict[str, int]
    noms: int
    """Column of the names of the rows."""
    en_double: tuple[int, ...] = ()
    """Columns that bear the name of another: copies."""
    lignes: list[LigneRevenue] = field(default_factory=list[LigneRevenue])
    entetes: list[LigneFeuille] = field(default_factory=list[LigneFeuille])
    """Rows of titles, above the first row that has a name."""
    fusions: tuple[Plage, ...] = ()
    """Merged cells of the sheet: all but the first of each say nothing any more."""

    def brut(self, ligne: LigneFeuille) -> LigneBrute:
        """The cells of a row."""
        return {nom: brut for nom, colonne in self.colonnes.items() if (brut := ligne.valeur(colonne)) is not None}

    def valeurs(self, ligne: LigneFeuille) -> LigneLue:
        """The values of a row."""
        return lire_ligne(self.brut(ligne))

    def differences(self, ligne: LigneFeuille, avant: LigneBrute) -> tuple[str, ...]:
        """Columns where a row does not say what it said; most cells are the same before they are even understood."""
        valeurs, largeur = ligne.valeurs, len(ligne.valeurs)
        return tuple(
            nom
            for nom, colonne in self.colonnes.items()
            if (brut := valeurs[colonne] if colonne < largeur else None) != (dit := avant.get(nom))
            and lire_valeur(nom, brut) != lire_valeur(nom, dit)
            and not (brut is None and self._est_couverte(ligne.numero, colonne))
        )

    def _est_couverte(self, numero: int, colonne: int) -> bool:
        """Whether a cell was merged into another: what it said is hidden, not taken back."""
        return any(
            p.ligne <= numero <= p.derniere_ligne
            and p.colonne <= colonne <= p.derniere_colonne
            and (numero, colonne) != (p.ligne, p.colonne)
            for p in self.fusions
        )

    def entete(self, colonne: int) -> str:
        """Title of a column, as the workbook shows it now; that of its group when it has none of its own."""
        titres = (en_texte(ligne.valeur(colonne)) for ligne in reversed(self.entetes[-2:]))
        return next(filter(None, titres), "")

    def groupe(self, colonne: int) -> str:
        """Title of the group that a column stands in: it is written over the first of its columns."""
        titres = self.entetes[-2].valeurs[colonne::-1] if len(self.entetes) > 1 else ()
        return next((en_texte(titre) for titre in titres if titre is not None), "")

    def colonnes_ajoutees(self) -> Iterator[int]:
        """Columns that somebody put in, and that hold something under a title."""
        connues = {*self.colonnes.values(), *self.en_double, self.noms}
        largeur = max((len(ligne.source.valeurs) for ligne in self.lignes), default=0)
        for colonne in range(largeur):
            if colonne not in connues and any(ligne.source.valeur(colonne) is not None for ligne in self.lignes):
                yield colonne


def lire_ligne(ligne: LigneBrute) -> LigneLue:
    """The values of a row, once understood."""
    return {nom: valeur for nom, brut in ligne.items() if (valeur := lire_valeur(nom, brut)) is not None}


def read_depart(classeur: Classeur) -> Depart:
    """What the workbook said when it left.

    Raises:
        RetourError: it keeps nothing of it, or in a way this version does not know.
    """
    feuille = _find_origine(classeur)
    if feuille is None:
        raise RetourError(
            f"«\u00a0{classeur.nom}\u00a0» n’est pas une maquette exportée par PVD Desktop, ou sa feuille masquée "
            f"«\u00a0{FEUILLE}\u00a0» a été supprimée.",
            "Demandez qu’on vous renvoie le fichier d’origine complété, ou importez celui-ci comme un tableau "
            "(Fichier > Importer un tableau).",
        )
    entete = feuille.lignes[0]
    if entete.valeur(2) != FORMAT:
        raise RetourError(
            f"«\u00a0{classeur.nom}\u00a0» a été exporté par une version plus récente de PVD Desktop.",
            "Mettez l’application à jour, puis recommencez.",
        )
    try:
        jour = date.fromisoformat(str(entete.valeur(4)))
        return Depart(projet=Uid(str(entete.valeur(3))), jour=jour, tables=_read_tables(feuille))
    except (ValueError, KeyError, IndexError) as e:
        raise RetourError(
            f"La feuille masquée «\u00a0{FEUILLE}\u00a0» de «\u00a0{classeur.nom}\u00a0» a été modifiée\u00a0: elle ne "
            "dit plus ce que la maquette contenait à l’export.",
            "Demandez le fichier tel qu’il a été rempli, sans passer par une copie des feuilles.",
        ) from e


def read_tables(classeur: Classeur, depart: Depart) -> dict[str, TableRevenue]:
    """The tables that are still in the workbook, by name.

    Raises:
        RetourError: one is there twice.
    """
    tables: dict[str, TableRevenue] = {}
    for feuille in classeur.feuilles:
        if feuille.nom == FEUILLE:
            continue
        for table in _tables_de(feuille):
            if table.nom in tables:
                deux = f"«\u00a0{tables[table.nom].feuille}\u00a0» et «\u00a0{table.feuille}\u00a0»"
                raise RetourError(
                    f"Le classeur contient deux fois le même tableau, dans {deux}.",
                    "Supprimez la feuille qui n’est qu’une copie, puis recommencez.",
                )
            if table.nom in depart.tables:
                tables[table.nom] = table
    return tables


def _find_origine(classeur: Classeur) -> Feuille | None:
    for feuille in classeur.feuilles:
        if feuille.nom == FEUILLE and feuille.lignes:
            entete = feuille.lignes[0]
            if (entete.valeur(0), entete.valeur(1)) == (MARQUE, MAQUETTE):
                return feuille
    return None


def _read_tables(feuille: Feuille) -> Mapping[str, TableDepart]:
    tables: dict[str, TableDepart] = {}
    table = TableDepart()
    colonnes: list[str] = []
    for ligne in feuille.lignes[1:]:
        genre = ligne.valeurs[0]
        if genre == _TABLE:
            table = tables[str(ligne.valeurs[1])] = TableDepart()
        elif genre == _COLONNES:
            colonnes = [str(nom) for nom in ligne.valeurs[2:]]
        elif genre == _TITRES:
            table.titres = {nom: str(titre or "") for nom, titre in zip(colonnes, ligne.valeurs[2:], strict=False)}
        elif genre == _LIGNE:
            lues = zip(colonnes, ligne.valeurs[2:], strict=False)
            table.lignes[str(ligne.valeurs[1])] = {nom: brut for nom, brut in lues if brut is not None}
    return tables


def _tables_de(feuille: Feuille) -> Iterator[TableRevenue]:
    """The tables of one sheet, each from the hidden row that names it to the next one."""
    table: TableRevenue | None = None
    droite: int | None = None
    groupe: Repere | None = None
    nommee = False
    for ligne in feuille.lignes:
        if (trouvee := _find_marque(ligne, droite)) is not None:
            if table is not None:
                yield table
            droite, groupe, nommee = trouvee, None, False
            table = _table_of(feuille, ligne, droite)
        elif table is not None and droite is not None:
            nom = str(ligne.valeur(droite) or "")
            repere = read_repere(nom) if nom else None
            if repere is not None and repere.est_titre:
                groupe = repere
            if nom or nommee or _is_ajout(table, ligne):
                nommee = nommee or bool(nom)
                table.lignes.append(LigneRevenue(ligne, nom, groupe))
            else:
                table.entetes.append(ligne)
    if table is not None:
        yield table


def _table_of(feuille: Feuille, ligne: LigneFeuille, droite: int) -> TableRevenue:
    places: defaultdict[str, list[int]] = defaultdict(list[int])
    for colonne, brut in ligne.remplies():
        if colonne != droite and isinstance(brut, str):
            places[brut].append(colonne)
    return TableRevenue(
        nom=str(ligne.valeur(droite)).removeprefix(TABLE),
        feuille=feuille.nom,
        fusions=feuille.fusions,
        colonnes={nom: colonnes[0] for nom, colonnes in places.items()},
        noms=droite,
        en_double=tuple(c for colonnes in places.values() for c in colonnes[1:]),
    )


def _find_marque(ligne: LigneFeuille, droite: int | None) -> int | None:
    """Column of the cell that names a table; the tables of a sheet have theirs in the same one."""
    if droite is not None:
        return droite if _is_marque(ligne.valeur(droite)) else None
    return next((i for i, brut in ligne.remplies() if _is_marque(brut)), None)


def _is_marque(brut: Brut) -> bool:
    return isinstance(brut, str) and brut.startswith(TABLE)


def _is_ajout(table: TableRevenue, ligne: LigneFeuille) -> bool:
    """Whether a row without a name, above those that have one, holds figures: it was sorted there."""
    if ligne.valeur(table.colonnes.get(ACTION, 0)) is None:
        return False
    return any(
        isinstance(ligne.valeur(colonne), Decimal) for nom, colonne in table.colonnes.items() if nom not in TEXTES
    )
