"""The columns of funders of the maquette: which one a financement stands in, by its nature, its dispositif, its funder.

The columns are reference data and come as an argument: a département words them as its préfecture does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from models.domain.dispositifs.dispositif import est_nomme
from models.domain.organisme import Organisme
from models.domain.plan_financement import Financement
from models.domain.regles.dotations import Dotation, dotations
from models.domain.vocabulaire import NatureFinancement, TypeOrganisme, Vocabulaire


class Bloc(Vocabulaire):
    """Sums that are never added together: a loan is no aide, nor is a mission somebody else pays."""

    AIDES = "aides", "Aides publiques"
    PRIVE = "prive", "Financements privés"
    PRETS = "prets", "Prêts et avances remboursables"
    VALORISE = "valorise", "Aides valorisées"


def bloc_de(nature: NatureFinancement) -> Bloc:
    """The sum a nature belongs to.

    >>> bloc_de(NatureFinancement.FONDS_CONCOURS), bloc_de(NatureFinancement.AIDE_AUX_TIERS)
    (<Bloc.AIDES: 'aides'>, <Bloc.VALORISE: 'valorise'>)
    """
    if nature.est_aide:
        return Bloc.AIDES
    if nature.est_a_rembourser:
        return Bloc.PRETS
    return Bloc.VALORISE if nature.est_valorisee else Bloc.PRIVE


NATURES_USUELLES: Final[Mapping[Bloc, NatureFinancement]] = {
    Bloc.AIDES: NatureFinancement.SUBVENTION,
    Bloc.PRIVE: NatureFinancement.PRIVE,
    Bloc.PRETS: NatureFinancement.PRET,
    Bloc.VALORISE: NatureFinancement.PRISE_EN_CHARGE_DIRECTE,
}
"""Nature of a line made in a bloc, when its column says no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColonneFinanceur:
    """One column of funders, and what makes a financement stand in it."""

    code: str
    libelle: str
    dotation: Dotation | None = None
    """Dotation it is made for."""
    dotations_melees: bool = False
    """Receives what names several dotations: it belongs to none of their columns."""
    mots: tuple[str, ...] = ()
    """Words that name it, without accents nor punctuation."""
    reserve_a: frozenset[TypeOrganisme] = frozenset()
    """Types of organisme its name is read for; any type when empty."""
    types: frozenset[TypeOrganisme] = frozenset()
    """Types of organisme it receives when nothing is named."""
    reste: bool = False
    """Receives what no other column of the bloc does."""
    dispositif: str = ""
    """Dispositif of a line made in it."""
    nature: NatureFinancement | None = None
    """Nature of a line made in it, when it is not the usual one of its bloc."""
    financeur: str = ""
    """Organisme made for such a line when the project knows none; without a name, the line goes without funder."""
    type_financeur: TypeOrganisme = TypeOrganisme.AUTRE
    """Type of its funders."""

    def est_nommee(self, texte: str, type_organisme: TypeOrganisme) -> bool:
        """Whether ``texte`` names it; a funder of unknown type is believed on its words."""
        if self.reserve_a and type_organisme is not TypeOrganisme.AUTRE and type_organisme not in self.reserve_a:
            return False
        if self.dotation or self.dotations_melees:
            nommees = dotations(texte)
            return nommees == (self.dotation,) if self.dotation else len(nommees) > 1
        return est_nomme(texte, self.mots)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupeFinanceurs:
    """Neighbouring columns under one title."""

    code: str
    libelle: str
    bloc: Bloc
    source: str
    colonnes: tuple[ColonneFinanceur, ...]


@dataclass(frozen=True, kw_only=True)
class Financeurs:
    """Every column, in the order it is printed."""

    groupes: tuple[GroupeFinanceurs, ...]
    # A project repeats the same few funders and dispositifs hundreds of times.
    _connues: dict[tuple[Bloc, str, str, TypeOrganisme], ColonneFinanceur] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def colonnes(self, bloc: Bloc) -> Iterator[ColonneFinanceur]:
        """The columns of a bloc, in order."""
        for groupe in self.groupes:
            if groupe.bloc is bloc:
                yield from groupe.colonnes

    def colonne_de(self, code: str) -> tuple[Bloc, ColonneFinanceur]:
        """The column of that code, and its bloc."""
        return next((g.bloc, colonne) for g in self.groupes for colonne in g.colonnes if colonne.code == code)

    def colonne(self, financement: Financement, financeur: Organisme | None) -> ColonneFinanceur:
        """Where ``financement`` stands: what it is named, else what its funder is, else the rest of its bloc."""
        nom = f"{financeur.nom} {financeur.sigle}" if financeur else ""
        type_organisme = financeur.type if financeur else TypeOrganisme.AUTRE
        cle = (bloc_de(financement.nature), financement.dispositif, nom, type_organisme)
        if cle not in self._connues:
            self._connues[cle] = self._chercher(*cle)
        return self._connues[cle]

    def _chercher(self, bloc: Bloc, dispositif: str, nom: str, type_organisme: TypeOrganisme) -> ColonneFinanceur:
        colonnes = tuple(self.colonnes(bloc))
        nommees = (nommee(colonnes, texte, type_organisme) for texte in (dispositif, nom))
        recues = (c for c in colonnes if type_organisme in c.types)
        trouvee = next(filter(None, nommees), None) or next(recues, None)
        return trouvee or next(c for c in colonnes if c.reste)


def nommee(colonnes: Iterable[ColonneFinanceur], texte: str, type_organisme: TypeOrganisme) -> ColonneFinanceur | None:
    """The first column that ``texte`` names; « DETR / FNADT », which the State pays twice, is in none of the two."""
    toutes = tuple(colonnes)
    citees = [c for c in toutes if c.est_nommee(texte, type_organisme)]
    if len(citees) > 1 and all(c.type_financeur is TypeOrganisme.ETAT for c in citees):
        return next((c for c in toutes if c.dotations_melees), citees[0])
    return citees[0] if citees else None
