"""The columns of the grid: those of the printed maquette, figures included, with what folds and what is typed in.

The figures come from the columns of the document, so that the screen and the paper can only agree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final

from models.domain.maquettes.financeurs import Financeurs, GroupeFinanceurs
from models.domain.maquettes.maquette import Cle, SommesMaquette, somme_colonnes
from models.domain.maquettes.saisie import COUT, ELIGIBLE, PART
from models.referentiel.financeurs import load_financeurs
from pvd_desktop.documents.builders.maquette_colonnes import CONTROLE, Chiffre, chiffres_annee, chiffres_periode
from pvd_desktop.documents.tree import BLANK, Euros, Value

NUMERO: Final = 0
NOM: Final = 1
FIGEES: Final = (NUMERO, NOM)
"""Columns of the frozen view."""
PORTEUR: Final = 2
STATUT: Final = 3
IDENTITE: Final = frozenset({NUMERO, NOM, PORTEUR, STATUT})
"""Columns of words; the others hold figures."""

ACTION: Final = "action"
COUTS: Final = "couts"
CHARGE: Final = "charge"
CONTROLES: Final = "controle"
REPLIABLES_FIXES: Final = frozenset({ACTION, CONTROLES})
_GARDEES: Final = frozenset({"aides", "a_trouver", "taux"})
"""What stays of the control columns when they are folded."""
_TITRES: Final = {"prive": "Privé", "prets": "Prêts", "valorise": "Valorisé"}
_BASES: Final = {
    COUT: "Montant des dépenses. Se saisit quand l’opération a une seule dépense",
    ELIGIBLE: "Toute la dépense, ou rien. 30\u00a0% n’a de sens que pour 0 et 100\u00a0% du coût",
    PART: "Ce que le maître d’ouvrage a décidé de payer. Accepte 30\u00a0%, du coût",
}
_AIDE_FINANCEUR: Final = "Accepte 12k, =3*450, et 30\u00a0% de la dépense éligible"

Lire = Callable[[SommesMaquette], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColonneGrille:
    """One column of the grid."""

    cle: str
    """Remembered by the preferences; never changed."""
    titre: str
    groupe: str
    """Code of the band over its neighbours."""
    libelle_groupe: str = ""
    periode: Lire | None = None
    """Its figure over the period; ``None`` when it has no meaning there."""
    annee: Lire | None = None
    """The same in one year."""
    titre_annee: str = ""
    """Its title in one year, when it is another."""
    cible: str | Cle | None = None
    """What is written when something is typed in it; ``None`` for what is computed."""
    libelle: str = ""
    """What a screen reader calls it; the title by default."""
    largeur: int = 104
    aide: str = ""
    si_depliee: bool = True
    """Whether it is there when its group is unfolded."""
    si_repliee: bool = True

    @property
    def nom(self) -> str:
        """Its name in a sentence."""
        return self.libelle or self.titre

    def titre_de(self, *, par_annee: bool) -> str:
        """Its header."""
        return (self.titre_annee if par_annee else "") or self.titre

    def lire(self, *, par_annee: bool) -> Lire | None:
        """Where its figure is read."""
        return self.annee if par_annee else self.periode


@cache
def colonnes() -> tuple[ColonneGrille, ...]:
    """Every column the grid may show, in the order of the document."""
    financeurs = load_financeurs()
    cles = frozenset((c.code, accorde) for g in financeurs.groupes for c in g.colonnes for accorde in (False, True))
    periode = chiffres_periode(financeurs, cles, "", inconnus=True)
    annee = {c.column.key: c for c in chiffres_annee(financeurs, cles, "", realise=True)}
    construites = tuple(_chiffrees(financeurs, _merged(periode, annee), {c.column.key for c in periode}, annee))
    return (*_identite(), *construites)


@cache
def groupes() -> Mapping[str, tuple[int, ...]]:
    """Numbers of the columns of each group, in order."""
    rangs: dict[str, list[int]] = {}
    for rang, colonne in enumerate(colonnes()):
        rangs.setdefault(colonne.groupe, []).append(rang)
    return {groupe: tuple(r) for groupe, r in rangs.items()}


@cache
def repliables() -> Mapping[str, str]:
    """Title of each group that folds, by code."""
    de_financeurs = {g.code for g in load_financeurs().groupes}
    return {c.groupe: c.libelle_groupe for c in colonnes() if c.groupe in de_financeurs | REPLIABLES_FIXES}


@cache
def rang_de(cle: str) -> int:
    """Number of the column of that key."""
    return next(rang for rang, colonne in enumerate(colonnes()) if colonne.cle == cle)


def est_total(rang: int) -> bool:
    """Whether a column is what a folded group shows of the columns it hides."""
    return not colonnes()[rang].si_depliee


def utilisees(cles: Iterable[Cle]) -> frozenset[str]:
    """Codes of the columns of funders that hold something, asked or granted."""
    return frozenset(code for code, _ in cles)


def visibles(*, par_annee: bool, repliees: frozenset[str], codes: frozenset[str], vides: bool) -> tuple[bool, ...]:
    """Which columns are shown.

    Args:
        par_annee: one year is shown, not the period.
        repliees: groups that are folded.
        codes: columns of funders that hold something.
        vides: show those that hold nothing too; a group without anything shows them all once unfolded.
    """
    de_financeurs = {g.code: {c.code for c in g.colonnes} for g in load_financeurs().groupes}

    def montre(colonne: ColonneGrille) -> bool:
        if colonne.groupe != ACTION and colonne.lire(par_annee=par_annee) is None:
            return False
        if colonne.groupe in repliees:
            return colonne.si_repliee
        if not isinstance(colonne.cible, tuple):
            return colonne.si_depliee
        du_groupe = de_financeurs[colonne.groupe]
        return vides or colonne.cible[0] in codes or not du_groupe & codes

    return tuple(map(montre, colonnes()))


def _identite() -> Iterator[ColonneGrille]:
    yield ColonneGrille(cle="numero", titre="N°", groupe="", largeur=52)
    yield ColonneGrille(cle="nom", titre="Action, opération", groupe="", largeur=286)
    yield ColonneGrille(cle="porteur", titre="Maître d’ouvrage", groupe=ACTION, libelle_groupe="Action", largeur=140)
    yield ColonneGrille(
        cle="statut", titre="Statut", groupe=ACTION, libelle_groupe="Action", largeur=92, si_repliee=False
    )


def _merged(periode: tuple[Chiffre, ...], annee: Mapping[str, Chiffre]) -> Iterator[Chiffre]:
    """The columns of the period, with those only a year has where the year has them."""
    connues = {chiffre.column.key for chiffre in periode}
    suivantes: dict[str, list[Chiffre]] = {}
    precedente = ""
    for cle, chiffre in annee.items():
        if cle not in connues:
            suivantes.setdefault(precedente, []).append(chiffre)
        else:
            precedente = cle
    for chiffre in periode:
        yield chiffre
        yield from suivantes.get(chiffre.column.key, ())


def _chiffrees(
    financeurs: Financeurs, chiffres: Iterable[Chiffre], periode: set[str], annee: Mapping[str, Chiffre]
) -> Iterator[ColonneGrille]:
    par_cle = {
        f"{c.code}-{mot}": (g, c.libelle, (c.code, mot == "accordé"))
        for g in financeurs.groupes
        for c in g.colonnes
        for mot in ("demandé", "accordé")
    }
    commences: set[str] = set()
    for chiffre in chiffres:
        column = chiffre.column
        base = ColonneGrille(
            cle=column.key,
            titre=column.title,
            groupe=COUTS if column.key in {COUT, ELIGIBLE} else CHARGE,
            libelle_groupe="Coûts" if column.key in {COUT, ELIGIBLE} else column.group,
            periode=chiffre.value if column.key in periode else None,
            annee=annee[column.key].value if column.key in annee else None,
            titre_annee=annee[column.key].column.title if column.key in annee else "",
        )
        if column.key in par_cle:
            groupe, libelle, cle = par_cle[column.key]
            if groupe.code not in commences:
                commences.add(groupe.code)
                yield _somme(groupe)
            mot = "accordé" if cle[1] else "demandé"
            yield replace(
                base,
                groupe=groupe.code,
                libelle_groupe=groupe.libelle,
                cible=cle,
                libelle=f"{libelle}, {mot}",
                si_repliee=False,
                aide=f"{libelle}, {mot}. {_AIDE_FINANCEUR}",
            )
        elif column.group == CONTROLE:
            yield replace(
                base,
                groupe=CONTROLES,
                libelle_groupe="Contrôle",
                si_repliee=column.key in _GARDEES,
                largeur=76 if column.key in {"taux", "inconnus"} else 104,
            )
        else:
            yield replace(base, cible=column.key if column.key in _BASES else None, aide=_BASES.get(column.key, ""))


def _somme(groupe: GroupeFinanceurs) -> ColonneGrille:
    """What a group shows folded: all it holds, asked and granted."""
    cles = tuple((colonne.code, accorde) for colonne in groupe.colonnes for accorde in (False, True))
    lire = partial(_value_somme, cles)
    return ColonneGrille(
        cle=f"total-{groupe.code}",
        titre=_TITRES.get(groupe.code, "Total"),
        groupe=groupe.code,
        libelle_groupe=groupe.libelle,
        libelle=f"{groupe.libelle}, total",
        periode=lire,
        annee=lire,
        si_depliee=False,
        aide=f"{groupe.libelle}\u00a0: total demandé et accordé",
    )


def _value_somme(cles: tuple[Cle, ...], sommes: SommesMaquette) -> Value:
    return Euros(somme_colonnes(sommes, cles)) if any(cle in sommes.montants for cle in cles) else BLANK
