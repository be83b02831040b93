"""What the tableau de bord counts: the actions by status, the aides of each funder by state, the money of each year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.domain.maquettes.financeurs import Bloc, ColonneFinanceur, Financeurs, bloc_de
from models.domain.maquettes.maquette import TableauMaquette
from models.domain.plan_financement import ZERO
from models.domain.projet import Projet
from models.domain.vocabulaire import StatutAction


@dataclass(frozen=True, slots=True, kw_only=True)
class AideFinanceur:
    """What one column of funders brings to the living actions, in euros on the declared base of each operation."""

    code: str
    libelle: str
    bloc: Bloc
    acquis: Decimal = ZERO
    sollicite: Decimal = ZERO
    a_solliciter: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All living states."""
        return self.acquis + self.sollicite + self.a_solliciter


@dataclass(frozen=True, slots=True, kw_only=True)
class AnneeBord:
    """The money of one année de programmation; ``None`` where nothing is known."""

    annee: int | None
    """``None`` gathers what has no year."""
    cout: Decimal | None
    acquis: Decimal
    sollicite: Decimal
    a_solliciter: Decimal

    @property
    def aides(self) -> Decimal:
        """Aides publiques, all living states."""
        return self.acquis + self.sollicite + self.a_solliciter


def actions_par_statut(projet: Projet) -> tuple[tuple[StatutAction, int], ...]:
    """Each status that an action has and how many have it, in the order of the life of an action."""
    nombres = Counter(fiche.statut for fiche in projet.fiches)
    return tuple((statut, nombres[statut]) for statut in StatutAction if nombres[statut])


def aides_par_financeur(projet: Projet, financeurs: Financeurs) -> tuple[AideFinanceur, ...]:
    """The columns of funders that bring something, in the order of the maquette: aides publiques, then privé.

    The public ones add up to the acquis, sollicité and à solliciter of the project.
    """
    sommes: dict[str, list[Decimal]] = {}
    for fiche in projet.fiches:
        if not fiche.statut.est_vivant:
            continue
        for operation in fiche.operations:
            for ligne in operation.financements:
                if ligne.etat.est_perdu or bloc_de(ligne.nature) not in _BLOCS:
                    continue
                code = financeurs.colonne(ligne, projet.organisme(ligne.financeur)).code
                somme = sommes.setdefault(code, [ZERO, ZERO, ZERO])
                rang = 0 if ligne.etat.est_acquis else 1 if ligne.etat.est_sollicite else 2
                somme[rang] += ligne.montant_retenu
    return tuple(_aides(financeurs, sommes))


_BLOCS = (Bloc.AIDES, Bloc.PRIVE)


def _aides(financeurs: Financeurs, sommes: dict[str, list[Decimal]]) -> Iterable[AideFinanceur]:
    for bloc in _BLOCS:
        colonnes: Iterable[ColonneFinanceur] = financeurs.colonnes(bloc)
        for colonne in colonnes:
            acquis, sollicite, a_solliciter = sommes.get(colonne.code, (ZERO, ZERO, ZERO))
            aide = AideFinanceur(
                code=colonne.code,
                libelle=colonne.libelle,
                bloc=bloc,
                acquis=acquis,
                sollicite=sollicite,
                a_solliciter=a_solliciter,
            )
            if aide.total:
                yield aide


def annee_bord(tableau: TableauMaquette) -> AnneeBord:
    """What a table of the maquette says of its year."""
    totaux = tableau.sommes.totaux
    return AnneeBord(
        annee=tableau.annee,
        cout=totaux.cout,
        acquis=totaux.acquis,
        sollicite=totaux.sollicite,
        a_solliciter=totaux.a_solliciter,
    )
