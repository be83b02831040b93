"""What a table of a Word fiche is, and the pairs of label and value that its rows hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from models.domain.commonmark import Passage
from models.domain.importation.proximite import cle
from models.domain.importation.totaux import est_un_total
from pvd_desktop.imports.docx_blocs import BlocWord, Cellule, Paragraphe, Rangee, Tableau
from pvd_desktop.imports.docx_libelles import PLAN, couper, est_sur, libelle, titre_de_fiche

_MONTANT: Final = re.compile(r"\d[\d\s\u00a0\u202f.,]*\s*(?:k?€|euros?)|^\s*\d[\d\s\u00a0\u202f.,]*$|%")
_FINANCEUR: Final = re.compile(
    r"\b(ressources?|recettes?|financeurs?|financements?|cofinanceurs?|origine|partenaires? financiers?|hors plan)\b"
)
_DEPENSES: Final = re.compile(
    r"\b(depenses?|postes?( de depenses?)?|nature des (depenses|travaux)|prestations?|lots?)\b"
)
_MONNAIE: Final = re.compile(
    r"\b(montants?|couts?|ht|ttc|euros?|taux|demandes?|accordes?|sollicites?|subventions?|budget)\b|€|%"
)
_CHIFFRES: Final = frozenset(
    {"acquis", "sollicite", "a solliciter", "a trouver", "financements prives", "solde a la charge du maitre d ouvrage"}
)
_LISTE: Final = frozenset(
    {"numero", "intitule", "orientation", "statut", "maitre_ouvrage", "cout", "cout_ht", "cout_ttc", "priorite"}
)


class GenreTableau(Enum):
    """What a table holds."""

    CHAMPS = auto()
    PLAN = auto()
    INDICATEURS = auto()
    CALENDRIER = auto()
    CHIFFRES = auto()
    """Amounts under their names, that the application computes."""
    LISTE = auto()
    """A row for each action."""


@dataclass(frozen=True, slots=True)
class Paire:
    """A label and what stands for it; without a label, words that go with what came before."""

    code: str | None
    """``None`` when the label names no known field."""
    titre: str
    cellules: tuple[Cellule, ...]
    ligne: int
    seule: bool = False
    """The only cell of its row."""

    @property
    def blocs(self) -> tuple[BlocWord, ...]:
        """What the value cells hold."""
        return tuple(b for c in self.cellules for b in c.blocs)


def genre_du_tableau(tableau: Tableau) -> GenreTableau:
    """What a table is, by its first rows."""
    if _montre_des_chiffres(tableau):
        return GenreTableau.CHIFFRES
    for rangee in tableau.rangees[:2]:
        titres = [cle(c.texte) for c in rangee.cellules if c.texte]
        if len(titres) < 2 or len(tableau.rangees) <= rangee.numero - tableau.rangees[0].numero + 1:
            continue
        if (genre := _genre_de_l_entete(rangee, titres, tableau)) is not None:
            return genre
    return GenreTableau.CHAMPS


def est_entete_de_plan(rangee: Rangee) -> bool:
    """Whether a row names the columns of a plan de financement."""
    titres = [cle(c.texte) for c in rangee.cellules if c.texte]
    if (
        len(titres) < 2
        or any(len(t) > 60 for t in titres)
        or any(_MONTANT.search(c.texte) and re.search(r"\d", c.texte) for c in rangee.cellules)
    ):
        return False
    nomme = any(_FINANCEUR.search(t) or _DEPENSES.search(t) for t in titres)
    return nomme and any(_MONNAIE.search(t) and not est_un_total(t) for t in titres[1:])


def paires(tableau: Tableau) -> Iterator[Paire | Tableau]:
    """The pairs of a table of labels, in their order; rows that are a plan de financement come as a table."""
    rangees = list(tableau.rangees)
    rang = 0
    while rang < len(rangees):
        rangee = rangees[rang]
        suivante = rangees[rang + 1] if rang + 1 < len(rangees) else None
        if est_entete_de_plan(rangee) and suivante is not None and len(pleines(suivante)) > 1:
            fin = _fin_du_plan(rangees, rang)
            yield Tableau(tableau.nom, tuple(_sans_suite(r) for r in rangees[rang:fin]))
            rang = fin
        elif suivante is not None and _en_colonnes(rangee, suivante):
            yield from _verticales(rangee, suivante)
            rang += 2
        else:
            yield from _de_la_rangee(rangee, sur_deux=_continue(suivante))
            rang += 1


def pleines(rangee: Rangee) -> list[Cellule]:
    """Its cells that hold something of their own."""
    return [c for c in rangee.cellules if not c.suite and not c.vide]


def libelles(tableau: Tableau) -> set[str]:
    """The fields that a table names for sure."""
    trouves = (p for p in paires(tableau) if isinstance(p, Paire))
    return {p.code for p in trouves if p.code}


def par_colonnes(tableau: Tableau) -> list[Tableau]:
    """A table of two columns for each fiche, when every column but the first is one; nothing otherwise."""
    largeurs = {len(r.cellules) for r in tableau.rangees}
    largeur = max(largeurs, default=0)
    if len(tableau.rangees) < 3 or largeurs != {largeur} or largeur < 3:
        return []
    if any(c.suite or c.largeur > 1 for r in tableau.rangees for c in r.cellules):
        return []
    codes = [libelle(r.cellules[0].texte) for r in tableau.rangees]
    noms = next((r for r, code in zip(tableau.rangees, codes, strict=True) if code and code[0] == "intitule"), None)
    if noms is None or not all(codes):
        return []
    # « Commune » may be a value; a column of labels is not one of values.
    if any(2 * sum(est_sur(r.cellules[i].texte) for r in tableau.rangees) >= len(codes) for i in range(1, largeur)):
        return []
    if not all(c.texte for c in noms.cellules) or len({c.texte for c in noms.cellules}) < largeur:
        return []
    return [
        Tableau(tableau.nom, tuple(Rangee(r.numero, (r.cellules[0], r.cellules[i])) for r in tableau.rangees))
        for i in range(1, largeur)
    ]


def _genre_de_l_entete(rangee: Rangee, titres: Sequence[str], tableau: Tableau) -> GenreTableau | None:
    if any(len(t) > 60 for t in titres):
        return None
    codes = {trouve[0] for c in rangee.cellules if (trouve := libelle(c.texte))}
    if (
        len(titres) >= 3
        and len(codes & _LISTE) >= 3
        and codes & {"intitule", "numero"}
        and _sous_les_titres(tableau, rangee)
    ):
        return GenreTableau.LISTE
    if any(t.startswith("indicateur") for t in titres[:2]) and re.search(
        r"\b(cible|reference|valeur|objectif|source|unite|frequence|periodicite|echeance|mode|calcul|t0|initial)",
        " ".join(titres),
    ):
        return GenreTableau.INDICATEURS
    if re.match(r"(etape|phase|action|tache|jalon|operation|libelle|date|periode)", titres[0]) and re.search(
        r"\b(debut|fin|date|dates|periode|echeance|calendrier|annee|demarrage|delai|trimestre)\b", " ".join(titres[1:])
    ):
        return GenreTableau.CALENDRIER
    if est_entete_de_plan(rangee) and not est_sur_deux(rangee):
        return GenreTableau.PLAN
    return None


def est_sur_deux(rangee: Rangee) -> bool:
    """Whether a row is the label « Plan de financement » and words beside it, and no header."""
    cellules = pleines(rangee)
    return len(cellules) == 2 and est_sur(cellules[0].texte) and len(cellules[1].texte) > 40


def _sous_les_titres(tableau: Tableau, rangee: Rangee) -> bool:
    """Whether rows go on under the header with as many cells, which name no field."""
    suivantes = [r for r in tableau.rangees if r.numero > rangee.numero and len(pleines(r)) > 1]
    return bool(suivantes) and not any(est_sur(pleines(r)[0].texte) for r in suivantes[:3])


def _montre_des_chiffres(tableau: Tableau) -> bool:
    noms = [cle(c.texte.split("\n", maxsplit=1)[0]) for r in tableau.rangees for c in r.cellules if "\n" in c.texte]
    return len(_CHIFFRES.intersection(noms)) >= 3


def _fin_du_plan(rangees: Sequence[Rangee], debut: int) -> int:
    """The first row after ``debut`` that goes back to the labels of the fiche."""
    for rang in range(debut + 1, len(rangees)):
        cellules = pleines(rangees[rang])
        if not cellules:
            continue
        premiere = cellules[0].texte
        if est_un_total(premiere):
            continue
        trouve = libelle(premiere)
        seule = len(cellules) == 1
        autre = (
            trouve is not None
            and trouve[1] >= 1
            and trouve[0] not in {PLAN, "part_decidee", "note", "reste", "total_aides"}
        )
        chiffree = any(_MONTANT.search(c.texte) for c in cellules[1:])
        if (autre and not chiffree) or (seule and not rangees[rang].cellules[0].suite and not est_un_total(premiere)):
            return rang
    return len(rangees)


def _sans_suite(rangee: Rangee) -> Rangee:
    """A row without the cell that goes on from the label above."""
    cellules = rangee.cellules
    return Rangee(rangee.numero, cellules[1:]) if cellules and cellules[0].suite and len(cellules) > 2 else rangee


def _en_colonnes(rangee: Rangee, suivante: Rangee) -> bool:
    """Whether a row holds labels only, whose values are under them."""
    hautes, basses = rangee.cellules, suivante.cellules
    if len(hautes) < 2 or len(hautes) != len(basses) or any(c.suite for c in (*hautes, *basses)):
        return False
    return all(est_sur(c.texte) for c in hautes) and not any(est_sur(c.texte) or couper(c.texte) for c in basses)


def _verticales(rangee: Rangee, suivante: Rangee) -> Iterator[Paire]:
    for haute, basse in zip(rangee.cellules, suivante.cellules, strict=True):
        trouve = libelle(haute.texte)
        yield Paire(trouve[0] if trouve else None, haute.texte, (basse,), suivante.numero)


def _continue(suivante: Rangee | None) -> bool:
    """Whether the first cell of the row above goes on in this one."""
    return suivante is not None and bool(suivante.cellules) and suivante.cellules[0].suite


def _de_la_rangee(rangee: Rangee, *, sur_deux: bool) -> Iterator[Paire]:
    cellules = [c for c in rangee.cellules if c.suite or not c.vide]
    if not pleines(rangee):
        return
    # A label with nothing beside it is not a banner.
    if len(cellules) == 1 and len(rangee.cellules) == 1:
        yield _seule(cellules[0], rangee.numero)
        return
    if len(cellules) == 1:
        yield from _label_sans_valeur(rangee, cellules[0])
        return
    if cellules[0].suite:
        yield from _apres_une_suite(cellules, rangee.numero)
        return
    if cellules[0].vide or rangee.cellules[0].vide:
        yield Paire("", "", tuple(cellules), rangee.numero)
        return
    # « Identité » on the left of several labels is a banner.
    if len(cellules) > 2 and est_sur(cellules[1].texte) and (sur_deux or not est_sur(cellules[0].texte)):
        cellules = cellules[1:]
    yield from _de_gauche_a_droite(cellules, rangee.numero)


def _seule(cellule: Cellule, ligne: int) -> Paire:
    """A cell over the whole row: a banner, a label and its value, or words."""
    premier = next((b for b in cellule.blocs if isinstance(b, Paragraphe) and b.texte), None)
    if premier is None:
        return Paire("", "", (cellule,), ligne, seule=True)
    reste = cellule.blocs[cellule.blocs.index(premier) + 1 :]
    suite = any(isinstance(b, Tableau) or b.texte for b in reste)
    if est_sur(premier.texte) and not titre_de_fiche(premier.texte):
        trouve = libelle(premier.texte)
        assert trouve is not None  # est_sur read it
        return Paire(trouve[0], premier.texte, (Cellule(reste),) if suite else (), ligne, seule=True)
    if (coupe := couper(premier.texte)) and not titre_de_fiche(premier.texte):
        valeur = Cellule((apres_les_deux_points(premier), *reste))
        return Paire(coupe[0], coupe[1], (valeur,), ligne, seule=True)
    return Paire("", "", (cellule,), ligne, seule=True)


def _label_sans_valeur(rangee: Rangee, cellule: Cellule) -> Iterator[Paire]:
    """The only full cell of a row: a label left empty, a value under a merged label, or both in one."""
    if (coupe := couper(cellule.texte)) and coupe[2]:
        yield _seule(cellule, rangee.numero)
    elif cellule is rangee.cellules[0] and (trouve := libelle(cellule.texte)):
        yield Paire(trouve[0], cellule.texte, (), rangee.numero)
    else:
        yield Paire("", "", (cellule,), rangee.numero)


def _apres_une_suite(cellules: Sequence[Cellule], ligne: int) -> Iterator[Paire]:
    """Beside a merged label: more of its value, unless labels of their own stand there."""
    reste = [c for c in cellules if not c.suite]
    if len(reste) > 1 and est_sur(reste[0].texte):
        yield from _de_gauche_a_droite(reste, ligne)
    else:
        yield Paire("", "", tuple(reste), ligne)


def _de_gauche_a_droite(cellules: Sequence[Cellule], ligne: int) -> Iterator[Paire]:
    if all((coupe := couper(c.texte)) and coupe[2] for c in cellules):
        for cellule in cellules:
            yield _seule(cellule, ligne)
        return
    reste = list(cellules)
    while reste:
        fin = _fin_de_la_valeur(reste)
        titre = reste[0].texte
        trouve = libelle(titre)
        yield Paire(trouve[0] if trouve else None, titre, tuple(reste[1:fin]), ligne)
        reste = reste[fin:]


def _fin_de_la_valeur(cellules: Sequence[Cellule]) -> int:
    """Where the next label begins."""
    if len(cellules) < 4:
        return len(cellules)
    for rang in range(2, len(cellules) - 1):
        texte = cellules[rang].texte
        trouve = libelle(texte)
        if (trouve and trouve[1] >= 1) or (
            rang % 2 == 0 and len(texte) < 60 and (texte.endswith(":") or cellules[rang].en_gras)
        ):
            return rang
    return len(cellules)


def apres_les_deux_points(paragraphe: Paragraphe) -> Paragraphe:
    """The value of « Label : value », with its look."""
    reste: list[Passage] = []
    trouve = False
    for passage in paragraphe.passages:
        if trouve:
            reste.append(passage)
        elif ":" in passage.texte:
            trouve = True
            suite = passage.texte.split(":", 1)[1]
            reste.append(Passage(suite, passage.gras, passage.italique, passage.lien))
    return replace(paragraphe, passages=tuple(reste), niveau=0)
