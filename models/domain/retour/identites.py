"""Which row of a returned table is which: sorted, copied, or without the name it bore."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from models.domain.maquettes.saisie import COUT, PART
from models.domain.retour import reperes as r
from models.domain.retour.classeur import LigneLue, LigneRevenue, TableDepart, TableRevenue, lire_ligne
from models.domain.retour.valeurs import Valeur

_PROPRES = r.TEXTES | r.DATES | {COUT, PART, r.DEMANDE, r.ACCORDE}
Contenu = tuple[tuple[str, Valeur], ...]


def sans_role(repere: r.Repere) -> r.Repere:
    """An operation keeps its figures whether it is alone in its action or not."""
    return r.Repere(repere.fiche, repere.operation, repere.financement)


def identite(ligne: LigneLue) -> tuple[Valeur, ...]:
    """The words that name a row."""
    return tuple(ligne.get(colonne) for colonne in (*r.IDENTITE, r.DISPOSITIF))


def est_ligne(ligne: LigneRevenue, valeurs: LigneLue) -> bool:
    """Whether a row says something: remarks stand under the tables, in one cell."""
    repere = r.read_repere(ligne.repere) if ligne.repere else None
    if repere is not None and not repere.est_donnee:
        return False
    return r.ACTION in valeurs or (r.NUMERO in valeurs and len(valeurs) > 1)


def est_melangee(table: TableRevenue, changees: Sequence[LigneRevenue], depart: TableDepart) -> bool:
    """Whether rows bear the name of another: one says word for word what another one said when it left.

    That other one has then become something else too: a row that is merely made equal to its neighbour was typed.
    """
    dits = {ligne.repere: _contenu(lire_ligne(table.brut(ligne.source))) for ligne in changees}
    partis = {nom: _contenu(lire_ligne(depart.lignes[nom])) for nom in dits}
    autres = Counter(partis[nom] for nom, dit in dits.items() if dit != partis[nom])
    return any(dit != partis[nom] and autres[dit] for nom, dit in dits.items())


def sans_doubles(
    table: TableRevenue, nommees: Sequence[LigneRevenue], depart: TableDepart
) -> tuple[frozenset[int], frozenset[int]]:
    """Rows that keep their name, and those whose name nobody can give; the other copies are new rows."""
    par_nom: defaultdict[str, list[LigneRevenue]] = defaultdict(list[LigneRevenue])
    for ligne in nommees:
        par_nom[ligne.repere].append(ligne)
    gardees: set[int] = set()
    en_trop: set[int] = set()
    for nom, lignes in par_nom.items():
        seule = lignes if len(lignes) == 1 else _originale(table, lignes, lire_ligne(depart.lignes[nom]))
        if seule or r.read_repere(nom) == r.Repere():
            gardees.update(map(id, seule or lignes))
        else:
            en_trop.update(map(id, lignes))
    return frozenset(gardees), frozenset(en_trop)


def _originale(table: TableRevenue, lignes: Sequence[LigneRevenue], avant: LigneLue) -> Sequence[LigneRevenue]:
    """The row that was copied: the one that says what it said, else the only one that bears its words."""
    valeurs = [(ligne, table.valeurs(ligne.source)) for ligne in lignes]
    pareilles = [ligne for ligne, dit in valeurs if _contenu(dit) == _contenu(avant)]
    memes = [ligne for ligne, dit in valeurs if identite(dit) == identite(avant)]
    return pareilles[:1] or (memes if len(memes) == 1 else [])


def _contenu(ligne: LigneLue) -> Contenu:
    """What tells a row from the others: its words, and its amounts that nothing computes."""
    gardees = {c: v for c, v in ligne.items() if c in _PROPRES or r.cle_de(c)}
    return tuple(sorted(gardees.items(), key=lambda paire: paire[0]))
